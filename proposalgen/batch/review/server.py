"""Serve the page of an output folder on this machine only, and keep what is ticked."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import PurePath
from urllib.parse import unquote

from proposalgen.batch.review.packs import ReviewedPack
from proposalgen.batch.review.ticks import Ticks
from proposalgen.errors import OutputError
from proposalgen.packs.store import Store

HOST = "127.0.0.1"
_LARGEST_TICK = 1_000
"""Bytes of a request that keeps a tick."""
_TYPES = {
    ".pdf": "application/pdf",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}


class ReviewServer(ThreadingHTTPServer):
    """A server on the loopback interface.

    Whoever does not know ``address``, which holds a secret, gets nothing; neither does a page of
    another site that the same browser shows, by name (DNS rebinding) or by form.
    """

    daemon_threads = True

    def __init__(
        self,
        store: Store,
        packs: Iterable[ReviewedPack],
        write_page: Callable[[str], Iterable[str]],
        port: int = 0,
    ) -> None:
        """Open the port; ``serve_forever`` answers.

        Args:
            store: Where the packs are.
            packs: Those whose files may be opened; no other file is served.
            write_page: Returns the page; it gets the address at which ticks are kept.
            port: 0 for one that is free.

        Raises:
            OSError: the port is taken.
            OutputError: the ticks of the folder cannot be read.
        """
        self.store = store
        self.ticks = Ticks(store)
        self.files = frozenset(file for pack in packs for file in pack.files)
        self.write_page = write_page
        self.token = secrets.token_urlsafe(24)
        super().__init__((HOST, port), _Handler)

    @property
    def address(self) -> str:
        """Where the page is."""
        return f"http://{HOST}:{self.server_port}/{self.token}/"


class _Handler(BaseHTTPRequestHandler):
    server: ReviewServer
    server_version = "proposalgen"
    sys_version = ""

    def do_GET(self) -> None:
        """Answer with the page, the ticks, or a file of a pack."""
        asked = self._find_asked()
        if asked is None:
            return
        if asked == "":
            page = "".join(self.server.write_page("ticks"))
            self._answer(page.encode(), "text/html; charset=utf-8")
        elif asked == "ticks":
            self._answer_json(self.server.ticks.list_all())
        elif asked in self.server.files and (kind := _TYPES.get(PurePath(asked).suffix)):
            try:
                data = self.server.store.read(asked)
            except OSError:
                self._refuse(HTTPStatus.NOT_FOUND)
                return
            self._answer(data, kind)
        else:
            self._refuse(HTTPStatus.NOT_FOUND)

    def do_PUT(self) -> None:
        """Keep a tick."""
        asked = self._find_asked()
        if asked is None:
            return
        if self.headers.get("Origin") != f"http://{self._host}":
            self._refuse(HTTPStatus.FORBIDDEN)
            return
        length = self.headers.get("Content-Length", "")
        if asked != "ticks" or not length.isascii() or not length.isdigit():
            self._refuse(HTTPStatus.NOT_FOUND)
            return
        if int(length) > _LARGEST_TICK:
            self._refuse(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
            return
        try:
            tick = self.server.ticks.keep(self.rfile.read(int(length)))
        except OutputError:
            self._refuse(HTTPStatus.INSUFFICIENT_STORAGE)
            return
        if tick is None:
            self._refuse(HTTPStatus.BAD_REQUEST)
            return
        self._answer_json(tick.model_dump())

    @property
    def _host(self) -> str:
        return f"{HOST}:{self.server.server_port}"

    def _find_asked(self) -> str | None:
        """Return what was asked for below the secret; None once the request was refused."""
        start = f"/{self.server.token}/"
        path = self.path.partition("?")[0]
        if self.headers.get("Host") != self._host:
            self._refuse(HTTPStatus.FORBIDDEN)
        elif not secrets.compare_digest(path[: len(start)].encode(), start.encode()):
            self._refuse(HTTPStatus.NOT_FOUND)
        else:
            return unquote(path[len(start) :])
        return None

    def _answer_json(self, value: object) -> None:
        self._answer(json.dumps(value).encode(), "application/json")

    def _answer(self, data: bytes, kind: str, status: HTTPStatus = HTTPStatus.OK) -> None:
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(data)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cross-Origin-Resource-Policy", "same-origin")
        self.end_headers()
        self.wfile.write(data)

    def _refuse(self, status: HTTPStatus) -> None:
        self.close_connection = True
        self._answer(f"{status.phrase}.\n".encode(), "text/plain; charset=utf-8", status)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Write nothing: the paths that are asked for name partners."""
