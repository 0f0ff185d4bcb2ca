"""Where CLEANARC_REQUIRE_PEERS is set, as .ci/run does, a test that skips has failed.

Only a test that needs material from beside the project may still skip; its reason says "beside the project".
"""

import os
from collections.abc import Generator

import pytest


def _no_skip(report: pytest.TestReport | pytest.CollectReport) -> None:
    if report.skipped and os.environ.get("CLEANARC_REQUIRE_PEERS") and "beside the project" not in str(report.longrepr):
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
