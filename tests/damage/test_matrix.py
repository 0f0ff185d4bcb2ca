"""Every kind of damage: `verify` sees it, `repair` saves all that was not touched, `ingest` brings the rest back."""

import os
import random
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from archives import copied, tree
from damages import (
    DAMAGES,
    DERIVED,
    NOISE,
    all_entries,
    an_archive,
    brought_back,
    cut,
    documents,
    entries,
    explained,
    flip,
    kept_aside,
    manifest_of,
    repaired,
    spliced,
    untouched,
    warcs,
)
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from cleanarc import ArchiveNewerError, open_archive, remove
from cleanarc.api import rebuild, repair, verify
from cleanarc.archive.catalog import TABLES
from cleanarc.tools.verify import Depth, Finding


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return an_archive(tmp_path_factory.mktemp("matrix"))


@pytest.fixture
def archive(sound: Path, tmp_path: Path) -> Path:
    return copied(sound, tmp_path / "a")


def seen(archive: Path, depth: Depth = Depth.REPLAY) -> tuple[Finding, ...]:
    """The findings; verify changes nothing."""
    before = tree(archive)
    report = verify(archive, depth=depth)
    assert tree(archive) == before
    assert not report.sound
    return report.findings


@pytest.mark.parametrize(("series", "number"), [("raw", 0), ("raw", 3), ("text", 1)])
@pytest.mark.parametrize("kind", DAMAGES)
def test_a_damaged_warc_file(sound: Path, archive: Path, series: str, number: int, kind: str) -> None:
    warc = sorted(archive.glob(f"{series}/*"))[number]
    at = DAMAGES[kind](warc, entries(archive, warc))
    for depth in Depth:
        findings = seen(archive, depth)
        assert any(warc.name.partition(".")[0] in finding.file + finding.message for finding in findings)
    if at is not None:
        assert (f"{series}/{warc.name}", at) in [(finding.file, finding.offset) for finding in findings]
    before = tree(archive)
    torn = {damage.file for damage in rebuild(archive).damaged}
    assert torn <= {f"{series}/{warc.name}"}
    assert {n: d for n, d in before.items() if not n.startswith(DERIVED)}.items() <= tree(archive).items()
    shutil.rmtree(archive)
    copied(sound, archive)
    DAMAGES[kind](warc, entries(archive, warc))
    repaired(archive, sound)
    names = {name: facts[0] for name, facts in documents(sound).items()}
    with open_archive(archive) as opened:
        assert {row.name: row.sha256 for row in opened.rows()}.items() <= names.items()
    brought_back(archive, sound.parent / "in", sound)


def test_what_can_be_had_again_is_the_same_bytes(sound: Path, tmp_path: Path) -> None:
    """Where no record was touched, and where only conversions were, the archive is the one that it was."""
    whole = {name: digest for name, digest in tree(sound).items() if name != "catalog.sqlite"}
    for n, kind in enumerate(("noise appended", "noise inserted", "members swapped", "a member twice",
        "gzip header flipped", "renamed", "misnamed", "conversion")):  # fmt: skip
        archive = copied(sound, tmp_path / str(n))
        warc = sorted(archive.glob("text/*"))[1]
        if kind == "conversion":
            first = next(entry for entry in entries(archive, warc) if entry.type == "conversion")
            flip(warc, first.offset + first.length // 2)
        else:
            DAMAGES[kind](warc, entries(archive, warc))
        assert repair(archive).salvaged.lost == ()
        left = {name: digest for name, digest in tree(archive).items() if not name.startswith("quarantine/")}
        del left["catalog.sqlite"]
        assert left == whole, kind


def test_flipped_bits_at_random_places(sound: Path, tmp_path: Path) -> None:
    choice = random.Random(20_26)
    for n in range(40):
        archive = copied(sound, tmp_path / str(n))
        warc = choice.choice(warcs(archive))
        at = choice.randrange(warc.stat().st_size)
        hit = max(entry.offset for entry in entries(archive, warc) if entry.offset <= at)
        flip(warc, at, choice.randrange(8))
        assert hit in [finding.offset for finding in seen(archive) if finding.file.endswith(warc.name)]
        repaired(archive, sound)


@pytest.mark.parametrize("series", ["raw", "text"])
@pytest.mark.parametrize("kind", ["deleted", "emptied", "edited", "noise"])
def test_a_damaged_manifest(sound: Path, archive: Path, series: str, kind: str) -> None:
    """The file proves whole by its name, so its manifest is made again, the same."""
    manifest = manifest_of(archive, sorted(archive.glob(f"{series}/*"))[1])
    data = manifest.read_bytes()
    if kind == "deleted":
        manifest.unlink()
    else:
        edited = data.replace(b'"level": 6', b'"level": 9').replace(b'"records": ', b'"records": 1')
        manifest.write_bytes({"emptied": b"", "edited": edited, "noise": NOISE}[kind])
    for depth in Depth:
        assert any(manifest.name in finding.file + finding.message for finding in seen(archive, depth))
    repaired(archive, sound)
    assert manifest.read_bytes() == data


def test_files_swapped_with_one_another(sound: Path, archive: Path) -> None:
    whole = {name: digest for name, digest in tree(sound).items() if name != "catalog.sqlite"}
    for one, other in (("raw/*", "raw/*"), ("raw/*", "text/*"), ("manifest/*", "manifest/*")):
        first, second = sorted(archive.glob(one))[0], sorted(archive.glob(other))[1]
        content = first.read_bytes()
        first.write_bytes(second.read_bytes())
        second.write_bytes(content)
        files = {finding.file for finding in seen(archive)}
        assert {path.relative_to(archive).as_posix() for path in (first, second)} <= files
        repaired(archive, sound)
        assert whole.items() <= tree(archive).items()


def test_a_file_that_a_backup_put_back_beside_the_repaired_one(sound: Path, archive: Path) -> None:
    warc = sorted(archive.glob("raw/*"))[0]
    content = warc.read_bytes()
    cut(warc, len(content) - 9)
    repair(archive)
    assert not warc.exists()
    warc.write_bytes(content)
    repaired(archive, sound)
    assert documents(archive) == documents(sound)


def test_manifests_that_lie_lose_no_record(sound: Path, archive: Path) -> None:
    """A file that is damaged, and whose manifest lists less than was in it."""
    for warc in sorted(archive.glob("raw/*"))[:2]:
        lines = manifest_of(archive, warc).read_text().splitlines(keepends=True)
        records = [line for line in lines if '"type"' in line]
        flip(warc, 5)
        left = "".join(line for line in lines if line != records[1])
        manifest_of(archive, warc).write_text(
            left.replace(f'"records": {len(records)}', f'"records": {len(records) - 1}')
        )
    repaired(archive, sound)


@pytest.mark.parametrize("depth", Depth)
def test_damaged_indexes(archive: Path, depth: Depth) -> None:
    whole = tree(archive)
    for series in ("raw", "text"):
        index = archive / "index" / f"{series}.cdxj"
        lines = index.read_bytes().splitlines(keepends=True)
        for data, at in (
            (b"".join(lines[:-1]), sum(map(len, lines[:-1]))),
            (b"".join([lines[1], lines[0], *lines[2:]]), None),
            (b"".join([lines[0], lines[0], *lines[1:]]), len(lines[0])),
            (b"".join([lines[0], lines[1].replace(b'"offset": "', b'"offset": "9'), *lines[2:]]), len(lines[0])),
            (b"".join(lines)[:-20], sum(map(len, lines[:-1]))),
            (b"", 0),
            (NOISE, 0),
        ):
            index.write_bytes(data)
            found = [f.offset for f in seen(archive, depth) if f.file == f"index/{series}.cdxj"]
            assert found
            assert at is None or found == [at]
        index.unlink()
        assert f"index/{series}.cdxj" in [finding.file for finding in seen(archive, depth)]
    assert repair(archive).sound
    after = tree(archive)
    assert {n: d for n, d in whole.items() if n != "catalog.sqlite"}.items() <= after.items()


@pytest.mark.parametrize("kind", ["deleted", "edited", "extra", "a folder"])
def test_damaged_clean_files(sound: Path, archive: Path, kind: str) -> None:
    path = sorted(archive.glob("clean/*"))[1]
    data = path.read_bytes()
    if kind in ("deleted", "a folder"):
        path.unlink()
    if kind == "a folder":
        path.mkdir()
    if kind == "edited":
        path.write_bytes(data[:-5])
    if kind == "extra":
        path.with_name("999_0123456789abcdef.txt").write_bytes(b"Whose text is this?")
    assert [finding.file for finding in seen(archive)] == [
        f"clean/{'999_0123456789abcdef.txt' if kind == 'extra' else path.name}"
    ]
    repaired(archive, sound)
    assert path.read_bytes() == data
    assert (archive / "quarantine/clean/999_0123456789abcdef.txt").exists() == (kind == "extra")


def settings_with(value: str) -> bytes:
    """An archive.json that can be read, and says what makes no sense."""
    collection, digits = ('"articles"', value) if value == "-3" else (value, "16")
    scheme = f'{{"algorithm":"sha256","digits":{digits}}}'
    return f'{{"clean_files":true,"cleaner":"c","collection":{collection},"format":1,"hash":{scheme}}}\n'.encode()


@pytest.mark.parametrize(
    "data",
    [b"", b"{", NOISE, b'{"format":1}\n', None, b"[" * 100_000, *map(settings_with, ("5", "true", "{}", "-3"))],
    ids=["empty", "cut", "noise", "less", "gone", "deep", "number", "truth", "object", "digits"],
)
def test_a_damaged_archive_json(sound: Path, archive: Path, data: bytes | None) -> None:
    settings_file = archive / "archive.json"
    whole = settings_file.read_bytes()
    settings_file.unlink()
    if data is not None:
        settings_file.write_bytes(data)
    for depth in Depth:
        assert [finding.file for finding in seen(archive, depth)] == ["archive.json"]
    repaired(archive, sound)
    assert settings_file.read_bytes() == whole


def test_an_edited_collection_is_told_by_the_warc_files(sound: Path, archive: Path) -> None:
    settings_file = archive / "archive.json"
    whole = settings_file.read_bytes()
    settings_file.write_bytes(whole.replace(b'"articles"', b'"particles"'))
    assert [finding.file for finding in seen(archive)] == ["archive.json"]
    repaired(archive, sound)
    assert settings_file.read_bytes() == whole


def test_flipped_bits_of_archive_json(sound: Path, archive: Path) -> None:
    """All are seen but those in the name of the program that made the archive, which nothing else tells."""
    settings_file = archive / "archive.json"
    whole = settings_file.read_bytes()
    told_nowhere = range(whole.index(b"cleanarc/"), whole.index(b'","collection'))
    choice = random.Random(11)
    for at in choice.sample([at for at in range(len(whole)) if at not in told_nowhere], 25):
        flip(settings_file, at, choice.randrange(8))
        try:
            assert "archive.json" in {finding.file for finding in seen(archive)}
            assert repair(archive).left == ()
            assert settings_file.read_bytes() == whole
        except ArchiveNewerError:
            settings_file.write_bytes(whole)


@pytest.mark.parametrize("digits", [b"14", b"17"])
def test_digits_that_no_name_has(sound: Path, archive: Path, digits: bytes) -> None:
    settings_file = archive / "archive.json"
    whole = settings_file.read_bytes()
    settings_file.write_bytes(whole.replace(b'"digits":16', b'"digits":' + digits))
    assert [finding.file for finding in seen(archive)] == ["archive.json"]
    repaired(archive, sound)
    assert settings_file.read_bytes() == whole


def test_what_killed_runs_and_strangers_leave(sound: Path, archive: Path) -> None:
    left = {
        "raw/007.warc.gz.open": NOISE, "manifest/007_0123456789abcdef.json.open": b"{", "catalog.sqlite.open": b"",
        "publish.json": b'{"renames":[["raw/../', "raw/notes.txt": b"mine", "lost.jsonl": b"no line\n",
        "index/more.cdxj": b"", "stray": b"root", "learned/x.jsonl": b"{}\n",
    }  # fmt: skip
    (archive / "learned").mkdir(exist_ok=True)
    for name, data in left.items():
        (archive / name).write_bytes(data)
    (archive / "text" / "a folder.warc.gz").mkdir()
    assert {*left, "text/a folder.warc.gz"} <= {finding.file for finding in seen(archive)}
    before = tree(archive)
    assert repair(archive).left == ()
    kept_aside(archive, before)
    assert documents(archive) == documents(sound)


def test_everything_derived_and_every_folder_of_it_gone(sound: Path, archive: Path) -> None:
    for folder in ("index", "clean", "manifest"):
        shutil.rmtree(archive / folder)
    (archive / "catalog.sqlite").write_bytes(NOISE)
    (archive / "archive.json").write_bytes(NOISE)
    assert verify(archive).findings
    assert repair(archive).left == ()
    assert documents(archive) == documents(sound)


def test_a_whole_series_gone(sound: Path, archive: Path) -> None:
    for series in ("raw", "text"):
        shutil.rmtree(archive / series)
        assert verify(archive).findings
        repaired(archive, sound)
        if series == "raw":
            with open_archive(archive) as opened:
                assert [document.text for document in opened] == [facts[2] for facts in documents(sound).values()]
        brought_back(archive, sound.parent / "in", sound)


DAMAGE = st.tuples(
    st.sampled_from(["warc", "manifest", "any"]),
    st.integers(0, 99),
    st.sampled_from([*DAMAGES, "flip", "noise", "unlink"]),
    st.integers(0, 1 << 30),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(damages=st.lists(DAMAGE, min_size=1, max_size=4))
@example(damages=[("warc", 2, "cut inside a record", 0), ("any", 78, "cut inside a record", 410)])
def test_several_damages_at_once(sound: Path, tmp_path: Path, damages: list[tuple[str, int, str, int]]) -> None:
    archive = tmp_path / "a"
    shutil.rmtree(archive, ignore_errors=True)
    copied(sound, archive)
    for damage in damages:
        do_damage(archive, sound, damage)
    of = all_entries(sound)
    left = explained(archive, untouched(archive, of), of)
    before = tree(archive)
    try:
        for depth in Depth:
            verify(archive, depth=depth)
    except ArchiveNewerError:
        # One bit makes a 3 of the format 1 in archive.json.
        return
    finally:
        assert tree(archive) == before
    report = repair(archive)
    assert report.left == ()
    assert left <= {entry.id for entry in all_entries(archive)}
    kept_aside(archive, before)
    after = tree(archive)
    assert repair(archive).salvaged.written == ()
    assert tree(archive) == after


def do_damage(archive: Path, sound: Path, damage: tuple[str, int, str, int]) -> None:
    where, which, kind, at = damage
    of_sound = {"warc": warcs(sound), "manifest": sorted(sound.glob("manifest/*"))}
    files = of_sound.get(where) or sorted(path for path in sound.rglob("*") if path.is_file())
    chosen = files[which % len(files)]
    path = archive / chosen.relative_to(sound)
    if not path.exists():
        return
    size = path.stat().st_size
    if kind in DAMAGES and where == "warc":
        # The places are those of the sound file.
        if size == chosen.stat().st_size:
            DAMAGES[kind](path, entries(sound, chosen))
    elif kind == "unlink":
        path.unlink()
    elif kind == "noise":
        spliced(path, at % (size + 1), at % (size + 1), NOISE[: 1 + at % 50])
    elif size:
        flip(path, at % size, at % 8)


def test_a_repair_that_is_killed_at_any_point(sound: Path, archive: Path, tmp_path: Path) -> None:
    flip(sorted(archive.glob("raw/*"))[0], 900)
    cut(sorted(archive.glob("text/*"))[1], 3_000)
    sorted(archive.glob("manifest/*"))[-1].unlink()
    (archive / "archive.json").write_bytes(b"{")
    (archive / "clean" / "stray.txt").write_bytes(b"?")
    code = "import sys, pathlib, archives; archives.die_everywhere('repair', *map(pathlib.Path, sys.argv[1:]))"
    here = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    killed = tmp_path / "killed"
    killed.mkdir()
    subprocess.run([sys.executable, "-c", code, str(archive), str(killed)], env=here, check=True, timeout=250)
    points = sorted(killed.iterdir(), key=lambda point: int(point.name))
    assert len(points) > 25
    whole = tree(points[-1])
    assert verify(points[-1]).findings == ()
    for point in points:
        assert repair(point).left == ()
        assert tree(point) == whole, f"killed before change {point.name}"


@pytest.mark.parametrize("table", TABLES)
def test_a_catalog_that_lacks_a_table_s_rows(archive: Path, table: str) -> None:
    if table == "removed":
        remove(["001"], archive=archive, why="So be it.", date="2026-02-03")
    whole = copied(archive, archive.with_name("whole"))
    with closing(sqlite3.connect(archive / "catalog.sqlite")) as catalog, catalog:
        catalog.execute(f"DELETE FROM {table}")
    for depth in (*([Depth.FILES] if table in ("files", "records") else []), Depth.DIGESTS, Depth.REPLAY):
        (finding,) = seen(archive, depth)
        assert finding.file == "catalog.sqlite"
        assert f"'{table}'" in finding.message
    repaired(archive, whole)
    assert documents(archive) == documents(whole)
