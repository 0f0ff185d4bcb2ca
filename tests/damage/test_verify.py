"""Damage done to an archive on purpose: `verify` sees all of it, and says in which file and at which byte."""

import gzip
import hashlib
import json
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from archives import articles, copied, tree
from damages import forge
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleanarc import ingest
from cleanarc.api import rebuild, repair, verify
from cleanarc.formats.warc import Record
from cleanarc.tools.verify import Finding


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("damage")
    ingest([articles(folder / "in")], archive=folder / "sound")
    return folder / "sound"


def only(archive: Path, pattern: str) -> Path:
    (found,) = archive.glob(pattern)
    return found


def entries(archive: Path, warc: Path) -> list[tuple[int, int]]:
    """Offset and length of every record of a WARC file, from its manifest."""
    manifest = json.loads((archive / "manifest" / warc.name.replace(".warc.gz", ".json")).read_text())
    return [(entry["offset"], entry["length"]) for entry in manifest["entries"]]


def cut(path: Path, size: int) -> None:
    with path.open("r+b") as stream:
        stream.truncate(size)


def flip(path: Path, at: int, bit: int = 0) -> None:
    data = bytearray(path.read_bytes())
    data[at] ^= 1 << bit
    path.write_bytes(data)


def found_in(archive: Path, file: str) -> list[Finding]:
    before = tree(archive)
    report = verify(archive)
    assert tree(archive) == before
    assert not report.sound
    return [finding for finding in report.findings if file in (finding.file, *finding.message.split())]


@pytest.mark.parametrize("series", ["raw", "text"])
@pytest.mark.parametrize("kind", ["inside", "trailer", "boundary", "flip", "header", "zeros", "more"])
def test_damage_to_a_warc_file(sound: Path, tmp_path: Path, series: str, kind: str) -> None:
    archive = copied(sound, tmp_path / "a")
    warc = only(archive, f"{series}/*")
    records = entries(archive, warc)
    offset, length = records[-1]
    middle, middle_length = records[len(records) // 2]
    size = warc.stat().st_size
    doings: dict[str, tuple[Callable[[], object], int]] = {
        "inside": (lambda: cut(warc, offset + length // 2), offset),
        "trailer": (lambda: cut(warc, size - 4), offset),
        "boundary": (lambda: cut(warc, offset), offset),
        "flip": (lambda: flip(warc, middle + middle_length // 2), middle),
        "header": (lambda: flip(warc, middle + 5), middle),
        "zeros": (lambda: warc.write_bytes(warc.read_bytes()[:offset] + bytes(length)), offset),
        "more": (lambda: warc.write_bytes(warc.read_bytes() + gzip.compress(b"WARC/1.1\r\n\r\n")), size),
    }
    do, expected = doings[kind]
    do()
    assert expected in [finding.offset for finding in found_in(archive, f"{series}/{warc.name}")]


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_flipped_bit_is_seen(sound: Path, tmp_path: Path, data: st.DataObject) -> None:
    archive = tmp_path / "a"
    shutil.rmtree(archive, ignore_errors=True)
    copied(sound, archive)
    files = [path for path in sorted(archive.rglob("*")) if path.is_file() and path.parent != archive]
    path = data.draw(st.sampled_from(files))
    at = data.draw(st.integers(0, path.stat().st_size - 1))
    flip(path, at, data.draw(st.integers(0, 7)))
    relative = path.relative_to(archive).as_posix()
    found = found_in(archive, relative)
    # A manifest may agree with its file all the same; then the catalog knows that it was another.
    assert found or path.parent.name == "manifest"
    if path.parent.name in ("raw", "text"):
        hit = max(offset for offset, _ in entries(archive, path) if offset <= at)
        assert hit in [finding.offset for finding in found]


@pytest.mark.parametrize(
    "pattern", ["raw/*", "text/*", "manifest/*", "index/raw.cdxj", "index/text.cdxj", "clean/003*", "catalog.sqlite"]
)
def test_a_deleted_file(sound: Path, tmp_path: Path, pattern: str) -> None:
    archive = copied(sound, tmp_path / "a")
    path = sorted(archive.glob(pattern))[0]
    path.unlink()
    relative = path.relative_to(archive).as_posix()
    assert [f for f in verify(archive).findings if path.name in f.file + f.message], relative


def test_an_edited_manifest(sound: Path, tmp_path: Path) -> None:
    archive = copied(sound, tmp_path / "a")
    manifest = sorted(archive.glob("manifest/*"))[0]
    text = manifest.read_text()
    relative = manifest.relative_to(archive).as_posix()
    for old, new in (('"offset": 0', '"offset": 1'), ('"records": ', '"records": 1'), ('"level": 2', '"level": 9')):
        manifest.write_text(text.replace(old, new))
        assert [f for f in verify(archive).findings if relative in f.file + f.message or "'files'" in f.message]


def test_an_edited_index(sound: Path, tmp_path: Path) -> None:
    archive = copied(sound, tmp_path / "a")
    index = archive / "index" / "raw.cdxj"
    lines = index.read_bytes().splitlines(keepends=True)
    index.write_bytes(b"".join([lines[0], lines[2], lines[1], *lines[3:]]))
    assert found_in(archive, "index/raw.cdxj")[0].offset == len(lines[0])
    index.write_bytes(b"".join(lines[:-1]))
    assert found_in(archive, "index/raw.cdxj")[0].offset == sum(map(len, lines[:-1]))


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE documents SET name = '001_0000000000000000' WHERE number = 1",
        "DELETE FROM sources WHERE id = 2",
        "UPDATE cleanings SET language = 'xx' WHERE id = 1",
        "DELETE FROM problems",
        "INSERT INTO records VALUES ('<urn:uuid:x>', 'resource', 'u', 'd', NULL, NULL, 'raw/x', 0, 1, 0)",
        "DROP TABLE files",
        "PRAGMA user_version = 7",
    ],
)
def test_an_edited_catalog(sound: Path, tmp_path: Path, statement: str) -> None:
    archive = copied(sound, tmp_path / "a")
    with sqlite3.connect(archive / "catalog.sqlite") as connection:
        connection.execute(statement)
    connection.close()
    assert found_in(archive, "catalog.sqlite")
    rebuild(archive)
    assert verify(archive).findings == ()


def test_a_catalog_that_is_none(sound: Path, tmp_path: Path) -> None:
    archive = copied(sound, tmp_path / "a")
    (archive / "catalog.sqlite").write_bytes(b"This is no catalog, it only has its name. " * 200)
    assert found_in(archive, "catalog.sqlite")
    rebuild(archive)
    assert verify(archive).findings == ()


def test_files_that_do_not_belong(sound: Path, tmp_path: Path) -> None:
    archive = copied(sound, tmp_path / "a")
    strays = [
        "raw/notes.txt",
        "clean/999_0000000000000000.txt",
        "manifest/x.json",
        "index/more.cdxj",
        "text/001.warc.gz.open",
    ]
    for stray in strays:
        (archive / stray).write_text("What is this?")
    assert sorted(finding.file for finding in verify(archive).findings) == sorted(strays)


def test_a_forged_text_is_seen_though_every_digest_is_right(sound: Path, tmp_path: Path) -> None:
    archive = copied(sound, tmp_path / "a")
    edit(archive, ("conversion",), b"nobody minds", b"all do mind.")
    assert any("replaying" in finding.message for finding in verify(archive).findings)
    # The clean file is still the one of before.
    assert verify(archive, depth="digests").sound


def test_a_forged_page_is_seen_though_text_and_ledger_agree_with_it(sound: Path, tmp_path: Path) -> None:
    archive = copied(sound, tmp_path / "a")
    edit(archive, ("conversion", "metadata"), b"nobody minds", b"all do mind.")
    found = verify(archive).findings
    assert {finding.message for finding in found} == {"the page text is not what the original bytes give"}
    assert len(found) == 1
    # Every record is sound by itself, so there is nothing to save: that is told, and nothing is made worse.
    before = tree(archive)
    assert repair(archive).left == found
    assert {name: digest for name, digest in tree(archive).items() if name in before} == before


def edit(archive: Path, kinds: tuple[str, ...], old: bytes, new: bytes) -> None:
    """Changes the clean texts of an archive, or pages as well, and makes all that is computed from them right again."""
    digests: list[bytes] = []

    def change(record: Record) -> bytes:
        block = record.block.replace(old, new) if record.type in kinds else record.block
        if record.type == "conversion":
            digests[:] = [hashlib.sha256(text).hexdigest().encode() for text in (record.block, block)]
        elif "metadata" in kinds and digests:
            block = block.replace(*digests)
        return block

    forge(archive, change)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5),
    lambda values: st.lists(values, max_size=2) | st.dictionaries(st.text(max_size=3), values, max_size=2),
    max_leaves=3,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_metadata_that_says_anything_at_all(sound: Path, tmp_path: Path, data: st.DataObject) -> None:
    """Records with right digests whose JSON is not what it should be end in findings, and nowhere else."""
    archive = tmp_path / "a"
    shutil.rmtree(archive, ignore_errors=True)
    copied(sound, archive)
    forge(archive, lambda record: twisted(record.block, data) if record.type == "metadata" else record.block)
    for depth in ("files", "digests", "replay"):
        verify(archive, depth=depth)
    repair(archive)


def twisted(block: bytes, data: st.DataObject) -> bytes:
    """JSON in which one value, at any depth, is another one or gone."""
    fields: Any = json.loads(block)
    at = fields
    while True:
        key = data.draw(st.sampled_from(sorted(at) if isinstance(at, dict) else range(len(at))))
        if not isinstance(at[key], dict | list) or not at[key] or data.draw(st.booleans()):
            break
        at = at[key]
    if data.draw(st.booleans()):
        at[key] = data.draw(JSON)
    else:
        del at[key]
    return json.dumps(fields).encode()
