"""Where CLEANARC_REQUIRE_PEERS is set, as .ci/run does, a test that skips has failed.

A test may still skip that needs material from beside the project, or a disk of its own, which root alone may mount.
"""

import os
from collections.abc import Generator

import pytest

_ALLOWED = ("beside the project", "can't be mounted")


def _no_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    told = str(report.longrepr)
    if report.skipped and os.environ.get("CLEANARC_REQUIRE_PEERS") and not any(why in told for why in _ALLOWED):
        report.outcome = "failed"
        report.longrepr = f"skipped, where nothing may skip: {report.longrepr}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    report = yield
    _no_skip(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    report = yield
    _no_skip(report)
    return report
