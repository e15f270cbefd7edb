"""The day on which the program runs, where nobody gives another."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime

from proposalgen.errors import InputError, Problem, quote


def find_today() -> date:
    """Return the date of SOURCE_DATE_EPOCH if it is set, else the clock's, in local time.

    See reproducible-builds.org/specs/source-date-epoch.

    Raises:
        InputError: SOURCE_DATE_EPOCH is not a number of seconds.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if not epoch:
        return datetime.now().astimezone().date()
    try:
        return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError) as error:
        message = f"SOURCE_DATE_EPOCH is not a number of seconds: {quote(epoch)}"
        hint = "Set it as in 1795651200, or not at all."
        raise InputError(Problem(message, hint=hint)) from error
