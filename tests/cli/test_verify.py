"""``verify`` says whether packs are good, and what is different."""

from __future__ import annotations

import json
from pathlib import Path

from tests.support.command import FILES, NORDHAVN, Run


def test_verify_says_that_packs_are_good(run: Run) -> None:
    run("generate", *NORDHAVN)
    done = run("verify", "output")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == "Verified 1 pack: 1 good, 0 not.\n"


def test_verify_ends_with_7_and_names_what_is_different(run: Run) -> None:
    run("generate", *NORDHAVN)
    Path(FILES[1]).unlink()
    done = run("verify", "output", "--json")
    assert done.exit_code == 7
    ((pack,),) = json.loads(done.stdout).values()
    assert pack["problems"][0]["message"] == "is not there"
    assert pack["problems"][0]["where"]["file"] == Path(FILES[1]).name
