"""What a repair tells, and how what was lost comes back."""

from pathlib import Path

import pytest
from archives import articles, copied, page, put
from damages import an_archive, cut, entries, flip, warcs
from sites import framed

from cleanarc import ArchiveDamagedError, ingest, open_archive
from cleanarc.api import repair, verify
from cleanarc.archive.layout import Layout
from cleanarc.archive.losses import read_losses
from cleanarc.formats.members import Member, walk
from cleanarc.formats.warc import parse


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return an_archive(tmp_path_factory.mktemp("repair"))


@pytest.fixture
def archive(sound: Path, tmp_path: Path) -> Path:
    return copied(sound, tmp_path / "a")


def hit(warc: Path, archive: Path, number: int) -> str:
    """Damages one record of a file, and gives its id."""
    entry = entries(archive, warc)[number]
    flip(warc, entry.offset + entry.length // 2)
    return entry.id


def test_the_report_names_documents_and_sources(archive: Path) -> None:
    lost = hit(sorted(archive.glob("raw/*"))[0], archive, 2)
    report = repair(archive)
    (loss,) = report.salvaged.lost
    assert (loss.type, loss.id, loss.name) == ("resource", lost, "001_02677f7ee6b4f795")
    assert loss.paths == ("brimstow.txt", "deep/copy of brimstow.txt")
    assert loss.uri == "https://articles.cleanarc.invalid/brimstow.txt"
    assert [damage.message for damage in report.salvaged.damages]
    assert read_losses(Layout(archive)) == (loss,)
    assert (verify(archive).lost, verify(archive).findings) == (5, ())
    # The text stands without its original, and can be used.
    with open_archive(archive) as opened:
        document = opened.get("001")
        assert "Brimstow" in (document.text or "")
        assert [problem.code for problem in document.problems] == ["raw-lost"]
        with pytest.raises(ArchiveDamagedError, match="missing"):
            _ = document.raw
        assert len(list(opened)) == 7


def test_the_report_names_them_without_a_catalog_too(archive: Path) -> None:
    hit(sorted(archive.glob("raw/*"))[0], archive, 2)
    (archive / "catalog.sqlite").unlink()
    (loss,) = repair(archive).salvaged.lost
    assert (loss.name, loss.paths) == ("001_02677f7ee6b4f795", ("brimstow.txt",))


def test_a_document_whose_text_is_lost_is_told_and_cleaned_again(sound: Path, archive: Path) -> None:
    """Of its two sources, the one that is left does not tell of the cleaning."""
    hit(sorted(archive.glob("text/*"))[0], archive, 4)
    assert repair(archive).sound
    with open_archive(archive) as opened:
        document = opened.get("001")
        assert (document.text, [problem.code for problem in document.problems]) == (None, ["text-lost"])
        assert document.raw == (sound.parent / "in" / "brimstow.txt").read_bytes()
    assert ingest([sound.parent / "in"], archive=archive).added == 1
    with open_archive(archive) as opened:
        assert (opened.get("001").name, opened.get("001").problems) == ("001_02677f7ee6b4f795", ())
    assert contents(archive) == contents(sound)


def test_a_lost_document_comes_back_under_its_name_and_no_other_gets_its_number(sound: Path, archive: Path) -> None:
    """Nothing is left of the last document but a line in lost.jsonl."""
    for series in ("raw", "text"):
        for number in (2, 3):
            warc = sorted(archive.glob(f"{series}/*"))[number]
            left = [entry for entry in entries(archive, warc) if entry.type == "warcinfo"]
            cut(warc, left[-1].length)
    report = repair(archive)
    assert report.sound
    with open_archive(archive) as opened:
        assert [row.name[:3] for row in opened.rows()] == ["000", "001", "002", "003", "004"]
    assert {loss.name for loss in report.salvaged.lost if loss.name} >= {"005_7630fc84b891c670", "006_f04635defc8b71f4"}
    source = copied(sound.parent / "in", archive.parent / "in")
    put(source, "a new one.html", page("A new one", "Nobody had seen this page before the archive was repaired."))
    ingest([source], archive=archive)
    with open_archive(archive) as opened:
        found = {row.sources[0].path: row.name[:3] for row in opened.rows()}
    assert (found["picture.html"], found["zoo.txt"], found["a new one.html"]) == ("005", "006", "007")
    assert verify(archive).findings == ()


def test_a_restored_record_is_the_one_that_was_lost(sound: Path, archive: Path) -> None:
    hit(sorted(archive.glob("raw/*"))[0], archive, 2)
    hit(sorted(archive.glob("raw/*"))[3], archive, -1)
    repair(archive)
    source = copied(sound.parent / "in", archive.parent / "in")
    for path in source.rglob("*.*"):
        path.touch()
    report = ingest([source], archive=archive)
    # Files may have been touched since: what comes back are the records that others lean on.
    assert (report.added, report.restored) == (0, 2)
    assert ingest([source], archive=archive).skipped == 8
    assert contents(archive) == contents(sound)
    assert (verify(archive).lost, verify(archive).findings) == (0, ())


def contents(archive: Path) -> dict[str, tuple[object, bytes]]:
    """Headers, less the warcinfo id, and block of every record."""
    found = {}
    for warc in warcs(archive):
        with warc.open("rb") as stream:
            records = [parse(member.data) for member in walk(stream) if isinstance(member, Member)]
        for record in records[1:]:
            headers = tuple(header for header in record.headers if header[0] != "WARC-Warcinfo-ID")
            found[record.id] = (headers, record.block)
    return found


def test_learned_lines_that_are_lost_are_noted(tmp_path: Path) -> None:
    source, archive = framed(tmp_path / "in", range(6)), tmp_path / "a"
    ingest([source], archive=archive)
    (lines,) = archive.glob("learned/*.jsonl")
    (run_file,) = archive.glob("learned/*.run")
    data = lines.read_bytes()
    lines.write_bytes(data + b"{}\n")
    run_file.write_bytes(run_file.read_bytes()[:-1])
    report = repair(archive)
    assert report.left == ()
    assert [(loss.type, (loss.id or "")[:16]) for loss in report.salvaged.lost] == [("learned", lines.stem)]
    assert (archive / "quarantine/learned" / lines.name).read_bytes() == data + b"{}\n"
    assert (archive / "quarantine/learned" / run_file.name).exists()
    assert ingest([source], archive=archive).skipped == 6
    assert verify(archive).findings == ()


def test_records_of_another_archive_are_none_of_this_one(archive: Path, tmp_path: Path) -> None:
    ingest([articles(tmp_path / "in")], archive=tmp_path / "b", collection="others")
    (stranger,) = (tmp_path / "b").glob("raw/*")
    put(archive, f"raw/{stranger.name}", stranger.read_bytes())
    own = sorted(archive.glob("raw/*"))[1]
    own.write_bytes(own.read_bytes() + entries(tmp_path / "b", stranger)[1].member)
    report = repair(archive)
    assert (report.left, report.salvaged.lost) == ((), ())
    assert not (archive / "raw" / stranger.name).exists()
    assert (archive / "quarantine/raw" / stranger.name).exists()


def test_quarantine_keeps_every_original(archive: Path) -> None:
    for n in range(3):
        put(archive, "raw/notes.txt", f"Note {n}")
        assert repair(archive).sound
    assert [(archive / "quarantine/raw" / f"notes.txt{end}").read_text() for end in ("", ".2", ".3")] == [
        "Note 0", "Note 1", "Note 2",
    ]  # fmt: skip


def test_names_in_quarantine_are_never_given_twice(archive: Path) -> None:
    put(archive, "raw/notes.txt", "Old")
    assert repair(archive).sound
    strays = {"notes.txt": "New", "notes.txt.2": "Other", "notes.txt.3": "Third"}
    for name, text in strays.items():
        put(archive, f"raw/{name}", text)
    assert repair(archive).sound
    assert sorted(path.read_text() for path in archive.glob("quarantine/raw/*")) == sorted([*strays.values(), "Old"])
