"""What the tests of the door share."""

from __future__ import annotations

import os

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings

from proposalgen.cli import main

# How fast a machine is says nothing about the code.
settings.register_profile("calm", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("calm")


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run the command in an empty folder, on 26 November 2026; returns click's result."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795651200")

    def run(*arguments):
        return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return run


def pytest_addoption(parser):
    parser.addoption("--update-golden", action="store_true", help="Take what is drawn as right.")


@pytest.fixture(scope="session")
def update_golden(request):
    """Whether golden files are to be taken anew; never so in CI."""
    wanted = request.config.getoption("--update-golden")
    assert not (wanted and os.environ.get("CI")), "--update-golden is for a person who looks"
    return wanted
