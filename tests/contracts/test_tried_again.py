"""A document with a problem that may pass: what an ingest makes of it then is what `reclean` makes of it."""

from dataclasses import replace
from pathlib import Path

import pytest
from archives import clean_by, copied, kept_whole, put

from cleanarc import ingest, open_archive, reclean
from cleanarc.api import rebuild, repair, verify
from cleanarc.archive.layout import Layout
from cleanarc.archive.rewrite import copies
from cleanarc.cleaning.propose import Tools
from cleanarc.formats.warc import Record
from cleanarc.jobs import reclean_one
from cleanarc.model import Capture, CleanResult, Page, Policy, Problem

TEXT = "The bridge is open again.\n"


def out_of_time(capture: Capture, tools: Tools, policy: Policy) -> CleanResult:
    slow = Problem("timed-out", "It took too long.", transient=True)
    return replace(kept_whole(capture, tools, policy), text="", page=Page("", ()), problems=(slow,))


@pytest.fixture
def archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The document was found at two addresses, and timed out."""
    put(tmp_path / "in", "bridge.txt", TEXT)
    clean_by(out_of_time, monkeypatch.setattr)
    ingest([tmp_path / "in"], archive=tmp_path / "a")
    ingest([tmp_path / "in"], archive=tmp_path / "a", url_prefix="https://aldmoor.example/")
    clean_by(kept_whole, monkeypatch.setattr)
    monkeypatch.setattr(reclean_one, "clean_capture", kept_whole)
    return tmp_path / "a"


def records(archive: Path) -> list[Record]:
    """Those of the newest text file, less its warcinfo record."""
    layout = Layout(archive)
    return [copy.record for copy in copies(layout, layout.warcs("text")[-1])][1:]


def test_both_write_the_same_records(archive: Path, tmp_path: Path) -> None:
    other = copied(archive, tmp_path / "b")
    assert ingest([tmp_path / "in"], archive=archive).problems == ()
    assert reclean(archive=other).changed == 1
    tried, cleaned = records(archive), records(other)
    assert [record.type for record in tried] == ["conversion", "metadata"]
    for name in ("id", "date", "uri", "refers_to", "block"):
        assert [getattr(one, name) for one in tried] == [getattr(one, name) for one in cleaned]
    assert b'"replaces":"<urn:uuid:' in tried[1].block


def test_what_is_derived_agrees(archive: Path, tmp_path: Path) -> None:
    ingest([tmp_path / "in"], archive=archive)
    for _ in range(2):
        with open_archive(archive) as opened:
            assert [opened.get("000", n).text for n in (1, 2)] == [None, TEXT]
            assert opened.get("000").problems == ()
        assert verify(archive).findings == ()
        rebuild(archive)


def test_a_lost_text_is_made_again(archive: Path, tmp_path: Path) -> None:
    ingest([tmp_path / "in"], archive=archive)
    written = records(archive)
    file = Layout(archive).warcs("text")[-1]
    data = (archive / file).read_bytes()
    second = data.index(b"\x1f\x8b\x08", 1)
    (archive / file).write_bytes(data[:second] + data[second:].replace(b"\x1f\x8b\x08", b"\x1f\x8b\x07", 1))
    report = repair(archive)
    assert (report.left, report.salvaged.restored, report.salvaged.lost) == ((), 1, ())
    assert records(archive) == written
