"""Repairing an archive that has everything: imported records, texts that were cleaned again, a document removed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from archives import articles, copied, put
from crawls import crawl
from damages import cut, entries, flip, manifest_of, spliced, warcs

from cleanarc import Policy, ingest, open_archive, reclean, remove
from cleanarc.api import rebuild, repair, verify
from cleanarc.archive.layout import Layout
from cleanarc.archive.rewrite import copies
from cleanarc.formats.members import Member, walk
from cleanarc.formats.warc import Record, parse


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The archive; `in` beside it is the folder that it was made from."""
    archive = tmp_path_factory.mktemp("mixed") / "sound"
    source = articles(archive.with_name("in"))
    put(source, "crawl.warc.gz", crawl().gz())
    ingest([source], archive=archive)
    assert reclean(archive=archive, policy=Policy(captions=True), every=True).changed
    remove(["003"], archive=archive, why="So be it.", date="2026-02-03")
    assert verify(archive).findings == ()
    return archive


def names(archive: Path) -> dict[str, str]:
    with open_archive(archive) as opened:
        return {row.sha256: row.name for row in opened.rows()}


def records(archive: Path) -> set[tuple[str, bytes]]:
    """Ids and blocks of the raw records, less the warcinfo records of the archive's own: a record that comes back is
    in another file."""
    found = set()
    for warc in archive.glob("raw/*"):
        with warc.open("rb") as stream:
            members = (parse(member.data) for member in walk(stream) if isinstance(member, Member))
            found |= {(record.id, record.block) for record in members}
    return {record for record in found if b"software: cleanarc" not in record[1]}


def hit(warc: Path, archive: Path, numbers: slice) -> None:
    for entry in entries(archive, warc)[numbers]:
        flip(warc, entry.offset + entry.length // 2)


def with_no_manifest(warc: Path, archive: Path) -> None:
    hit(warc, archive, slice(4, 5))
    manifest_of(archive, warc).unlink()


def with_noise(warc: Path, archive: Path) -> None:
    at = entries(archive, warc)[2].offset
    spliced(warc, at, at, b"\x1f\x8b\x08 and noise")


DAMAGES: dict[str, Callable[[Path, Path], None]] = {
    "every other record": lambda warc, archive: hit(warc, archive, slice(1, None, 2)),
    "the first record": lambda warc, archive: hit(warc, archive, slice(0, 1)),
    "the end": lambda warc, archive: cut(warc, warc.stat().st_size * 2 // 3),
    "the manifest": lambda warc, archive: manifest_of(archive, warc).unlink(),
    "manifest and a record": with_no_manifest,
    "noise between records": with_noise,
    "the file": lambda warc, archive: warc.unlink(),
}
"""What is damaged of one WARC file."""


@pytest.mark.parametrize("catalog", [True, False], ids=["with a catalog", "without one"])
@pytest.mark.parametrize("number", range(3))
@pytest.mark.parametrize("damage", DAMAGES)
def test_all_comes_back(damage: str, number: int, catalog: bool, sound: Path, tmp_path: Path) -> None:
    archive = copied(sound, tmp_path / "a")
    DAMAGES[damage](warcs(archive)[number], archive)
    if not catalog:
        (archive / "catalog.sqlite").unlink()
    assert not verify(archive).sound
    assert repair(archive).left == ()
    assert repair(archive).found == ()
    ingest([sound.with_name("in")], archive=archive)
    assert verify(archive).findings == ()
    assert set(names(sound)) <= set(names(archive))
    if catalog:
        assert names(sound).items() <= names(archive).items()
    assert records(archive) >= records(sound)


def tombstones(archive: Path) -> list[Record]:
    layout = Layout(archive)
    found = (copy.record for file in layout.warcs("text") for copy in copies(layout, file))
    return [record for record in found if record.type == "metadata" and "removed" in json.loads(record.block)]


def its_record(archive: Path) -> None:
    [lost] = tombstones(archive)
    [warc] = archive.glob("text/000_*")
    [entry] = [entry for entry in entries(archive, warc) if entry.id == lost.id]
    flip(warc, entry.offset + entry.length // 2)


def its_file(archive: Path) -> None:
    [warc] = archive.glob("text/000_*")
    manifest_of(archive, warc).unlink()
    warc.unlink()


def its_record_unseen(archive: Path) -> None:
    its_record(archive)
    assert rebuild(archive).damaged


@pytest.mark.parametrize("damage", [its_record, its_file, its_record_unseen])
def test_what_was_removed_stays_away(damage: Callable[[Path], None], sound: Path, tmp_path: Path) -> None:
    """Whatever becomes of its tombstone, the old catalog tells all that stood there."""
    archive = copied(sound, tmp_path / "a")
    damage(archive)
    foreseen, report = repair(archive, dry_run=True), repair(archive)
    assert (report.left, report.salvaged.lost) == ((), foreseen.salvaged.lost)
    rebuild(archive)
    [before], [after] = tombstones(sound), tombstones(archive)
    assert (after.id, after.date, after.block) == (before.id, before.date, before.block)
    assert before.id not in {loss.id for loss in report.salvaged.lost}
    again = ingest([sound.with_name("in")], archive=archive)
    assert [problem.name[:3] for problem in again.problems if problem.code == "removed" and problem.name] == ["003"]
    assert verify(archive).findings == ()
