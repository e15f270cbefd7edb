"""What the tests of several rooms share as fixtures, and the options of pytest."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, settings

from proposalgen.cli import main
from tests.golden.compare import check_update
from tests.support.command import Run

# How fast a machine is says nothing about the code.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command in this process, in an empty folder, on 26 November 2026."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795651200")

    def run(*arguments: object, given: str = "") -> Result:
        return CliRunner().invoke(main, [str(argument) for argument in arguments], input=given)

    return run


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Take what is made as right.")


def pytest_configure(config: pytest.Config) -> None:
    check_update(wanted=config.getoption("--update-golden"), environment=os.environ)


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be taken anew."""
    return bool(request.config.getoption("--update-golden"))
