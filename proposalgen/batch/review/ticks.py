"""What reviewers have ticked, in ``review.json`` beside the packs."""

from __future__ import annotations

import json
import re
import threading
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from proposalgen.errors import OutputError, Problem
from proposalgen.packs.store import Store

TICKS = "review.json"
_ID = re.compile(r"(?:part-)?[0-9a-f]{8,64}")


class Tick(BaseModel):
    """One box that a reviewer set or cleared."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    id: str
    """Of a pack or a part."""
    kind: Literal["read", "approved"]
    on: bool


class Ticks:
    """The ticks of a store; several threads may keep some."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._ticks = self._read()

    def _read(self) -> dict[str, dict[str, bool]]:
        """Return the ticks of the file; raises OutputError where it holds something else."""
        try:
            ticks = json.loads(self._store.read(TICKS))["ticks"]
            return {str(name): {str(k): bool(on) for k, on in one.items()}
                    for name, one in ticks.items()}  # fmt: skip
        except FileNotFoundError:
            return {}
        except (OSError, ValueError, LookupError, TypeError, AttributeError) as error:
            # It may be somebody's work of a day: it is not written over.
            hint = "Mend it, or move it away to begin anew."
            raise OutputError(
                Problem("cannot be read as ticks", file=self._store.locate(TICKS), hint=hint)
            ) from error

    def list_all(self) -> dict[str, dict[str, bool]]:
        """Return all ticks by id."""
        with self._lock:
            return {name: dict(one) for name, one in self._ticks.items()}

    def keep(self, data: bytes) -> Tick | None:
        """Keep the tick that JSON describes; None where it describes none.

        Raises:
            OutputError: it could not be written; the ticks are as they were.
        """
        try:
            tick = Tick.model_validate_json(data)
        except ValidationError:
            return None
        if not _ID.fullmatch(tick.id):
            return None
        with self._lock:
            changed: dict[str, Any] = {
                **self._ticks,
                tick.id: {**self._ticks.get(tick.id, {}), tick.kind: tick.on},
            }
            text = json.dumps({"schema_version": 1, "ticks": changed}, indent=1, sort_keys=True)
            with self._store.open_new(TICKS) as file:
                file.write(f"{text}\n".encode())
            self._ticks = changed
        return tick
