"""A WACZ of an archive is sound, the same each time, and whatever is changed in it is seen."""

import json
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile

import pytest
from archives import articles, put
from crawls import PAGES, Page, crawl, wet

import cleanarc
from cleanarc import ArchiveLockedError, api, open_archive
from cleanarc.archive.store import lock
from cleanarc.formats.wacz import DIGEST, INDEX, PACKAGE
from cleanarc.formats.wacz import PAGES as PAGES_LIST
from cleanarc.formats.wacz_rules import violations
from cleanarc.formats.warc import sha256_digest

Parts = dict[str, bytes]


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wacz")
    source = articles(folder / "in")
    cleanarc.ingest([source], archive=folder / "a")
    put(
        source,
        "later.txt",
        "A second file of the raw series.\n\nIt holds one document, which came later than the rest.",
    )
    # The second run has revisits too.
    cleanarc.ingest([source], archive=folder / "a", url_prefix="https://mirror.example/")
    return folder / "a"


@pytest.fixture(scope="module")
def sound(archive: Path) -> Path:
    wacz = archive.parent / "sound.wacz"
    api.export(archive, form="wacz", target=wacz)
    return wacz


def test_it_is_sound_and_the_same_each_time(archive: Path, sound: Path, tmp_path: Path) -> None:
    assert violations(sound) == ()
    api.export(archive, form="wacz", target=tmp_path / "again.wacz")
    assert (tmp_path / "again.wacz").read_bytes() == sound.read_bytes()


def test_of_an_archive_of_crawls_it_lists_what_was_captured(tmp_path: Path) -> None:
    """A text that others extracted is no page to look at; one that was captured elsewhere is shown there."""
    put(tmp_path / "in", "a.warc.wet.gz", wet(PAGES[-1:]).gz())
    put(tmp_path / "in", "b.warc.gz", crawl(PAGES[:2]).gz())
    text = b"Nobody has seen the page that held this text.\n\nIt has two paragraphs all the same.\n"
    put(tmp_path / "in", "c.warc.wet.gz", wet([Page("lost.txt", text)], first=70).gz())
    put(tmp_path / "in", "zoo.txt", PAGES[-1].body)
    cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    report = api.export(tmp_path / "a", form="wacz", target=tmp_path / "out.wacz")
    assert (report.written, report.without_text, report.without_page) == (3, 0, 1)
    assert violations(tmp_path / "out.wacz") == ()
    with ZipFile(tmp_path / "out.wacz") as parts:
        urls = [json.loads(line)["url"] for line in parts.read(PAGES_LIST).splitlines()[1:]]
    assert urls == ["https://articles.cleanarc.invalid/zoo.txt", *(page.url for page in PAGES[:2])]


def test_it_holds_the_raw_files_and_the_texts(archive: Path, sound: Path) -> None:
    with ZipFile(sound) as parts:
        for warc in sorted((archive / "raw").iterdir()):
            assert parts.read(f"archive/{warc.name}") == warc.read_bytes()
        assert parts.read(INDEX) == (archive / "index" / "raw.cdxj").read_bytes()
        pages = [json.loads(line) for line in parts.read(PAGES_LIST).splitlines()[1:]]
        created = json.loads(parts.read(PACKAGE))["created"]
    with open_archive(archive) as opened:
        documents = [document for document in opened if document.text]
    assert [(p["id"], p["url"], p["ts"], p["text"], p.get("title")) for p in pages] == [
        (d.name, d.sources[0].uri, d.sources[0].date, d.text, d.metadata.title if d.metadata else None)
        for d in documents
    ]
    assert created == max(source.date for document in documents for source in document.sources)


def test_a_reader_that_looks_at_the_directory_alone_finds_the_data(sound: Path) -> None:
    data = sound.read_bytes()
    with ZipFile(sound) as parts:
        for entry in parts.infolist():
            extra = int.from_bytes(data[entry.header_offset + 28 : entry.header_offset + 30], "little")
            assert entry.extra or not extra, entry.filename


def test_a_pipe_takes_it_too(archive: Path, tmp_path: Path) -> None:
    class Pipe:
        """A stream that can't go back."""

        def __init__(self, path: Path) -> None:
            self.file = path.open("wb")
            self.write, self.flush, self.close = self.file.write, self.file.flush, self.file.close

    pipe = Pipe(tmp_path / "piped.wacz")
    api.export(archive, form="wacz", target=pipe)
    pipe.close()
    assert violations(tmp_path / "piped.wacz") == ()


def write(parts: Parts, wacz: Path, compression: int = ZIP_STORED) -> None:
    with ZipFile(wacz, "w", compression) as out:
        for name, data in parts.items():
            out.writestr(name, data)


def test_no_file_is_bundled_while_a_run_writes(archive: Path, tmp_path: Path) -> None:
    with lock(archive, exclusive=True):
        with pytest.raises(ArchiveLockedError):
            api.export(archive, form="wacz", target=tmp_path / "a.wacz")
        assert api.export(archive, form="wet", target=tmp_path / "a.warc.wet.gz").written
    assert not (tmp_path / "a.wacz").exists()


def described(parts: Parts) -> Parts:
    """The parts with a package that says of them what is true, as somebody who forges one would write it."""
    package = json.loads(parts[PACKAGE])
    for resource in package["resources"]:
        data = parts[resource["path"]]
        resource |= {"hash": sha256_digest(data), "bytes": len(data)}
    data = json.dumps(package).encode()
    return {**parts, PACKAGE: data, DIGEST: json.dumps({"path": PACKAGE, "hash": sha256_digest(data)}).encode()}


def without(name: str) -> Callable[[Parts], Parts]:
    return lambda parts: {path: data for path, data in parts.items() if path != name}


def lines(name: str, change: Callable[[list[bytes]], list[bytes]]) -> Callable[[Parts], Parts]:
    return lambda parts: described({**parts, name: b"".join(change(parts[name].splitlines(keepends=True)))})


def in_first_warc(parts: Parts) -> Parts:
    name = next(path for path in parts if path.startswith("archive/"))
    data = parts[name]
    return described({**parts, name: data[:60] + bytes([data[60] ^ 1]) + data[61:]})


CHANGES = {
    "no index": (without(INDEX), f"{INDEX} is missing"),
    "no pages": (without(PAGES_LIST), f"{PAGES_LIST} is missing"),
    "no digest": (without(DIGEST), f"{DIGEST} is missing"),
    "an edited part": (lambda parts: {**parts, PAGES_LIST: parts[PAGES_LIST].replace(b"ferry", b"wagon")}, "is not as"),
    "an edited package": (lambda parts: {**parts, PACKAGE: parts[PACKAGE] + b" "}, "is not that of"),
    "a package of no form": (lambda parts: {**parts, PACKAGE: b"[]"}, "malformed"),
    "a part too much": (lambda parts: {**parts, "archive/x.txt": b""}, "does not tell of archive/x.txt"),
    "an index without a line": (lines(INDEX, lambda found: found[1:]), "does not tell of"),
    "an index out of order": (lines(INDEX, lambda found: found[::-1]), "not sorted"),
    "an index with another place": (
        lines(INDEX, lambda found: [line.replace(b'"offset": "', b'"offset": "1') for line in found]),
        "tells of what is not there",
    ),
    "pages without a head": (lines(PAGES_LIST, lambda found: found[1:]), "does not open"),
    "a page of elsewhere": (
        lines(PAGES_LIST, lambda found: [page.replace(b'"ts":"2', b'"ts":"1') for page in found]),
        "captured",
    ),
    "a page twice": (lines(PAGES_LIST, lambda found: [*found, found[-1]]), "twice"),
    "pages of no form": (lines(PAGES_LIST, lambda found: [*found, b"{}\n"]), "malformed"),
    "a damaged record": (in_first_warc, "is damaged at byte 0"),
}


@pytest.mark.parametrize(("change", "told"), CHANGES.values(), ids=CHANGES)
def test_a_change_is_seen(change: Callable[[Parts], Parts], told: str, sound: Path, tmp_path: Path) -> None:
    with ZipFile(sound) as parts:
        held = {name: parts.read(name) for name in parts.namelist()}
    write(change(held), tmp_path / "changed.wacz")
    assert any(told in one for one in violations(tmp_path / "changed.wacz"))


def test_what_is_compressed_is_not_looked_into(sound: Path, tmp_path: Path) -> None:
    with ZipFile(sound) as parts:
        held = {name: parts.read(name) for name in parts.namelist()}
    write(held, tmp_path / "packed.wacz", ZIP_DEFLATED)
    assert violations(tmp_path / "packed.wacz") == tuple(f"{name} is compressed" for name in held)


def test_what_is_cut_is_no_zip(sound: Path, tmp_path: Path) -> None:
    (tmp_path / "cut.wacz").write_bytes(sound.read_bytes()[:-40])
    assert "no sound ZIP" in violations(tmp_path / "cut.wacz")[0]
