"""Whatever kind of file pages come in, the same documents come out: same bytes, same names, same texts."""

import gzip
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from archives import put
from crawls import DATE, PAGES, Crawl, Page, arc_records, chunked, crawl, folder, html, resources, wacz, wet
from fastwarc.stream_io import zstd_train_dictionary_from_samples

import cleanarc
from cleanarc import UsageError
from cleanarc.api import clean_file, verify
from cleanarc.formats.cursor import Cursor
from cleanarc.inputs import Found, Read, Unusable, read, walk


def second_version(record: bytes) -> bytes:
    """An ARC record with the five more fields that version 2 has before its length."""
    head, _, rest = record.partition(b"\n")
    before, _, length = head.rpartition(b" ")
    return before + b" 200 - - 0 crawl.arc " + length + b"\n" + rest


SAMPLES = crawl().records * 20
FORMS: dict[str, tuple[str, Callable[[], bytes]]] = {
    "gz": ("crawl.warc.gz", lambda: crawl().gz()),
    "1.0": ("crawl.warc.gz", lambda: crawl(version="WARC/1.0").gz()),
    "0.18": ("crawl.warc.gz", lambda: crawl(version="WARC/0.18").gz()),
    "plain": ("crawl.warc", lambda: crawl().plain()),
    "zst": ("crawl.warc.zst", lambda: crawl().zst()),
    "zst with a dictionary": ("crawl.warc.zst", lambda: crawl().zst(zstd_train_dictionary_from_samples(SAMPLES, 2000))),
    "one member for all": ("crawl.warc.gz", lambda: gzip.compress(crawl().plain())),
    "no suffix": ("crawl", lambda: crawl().gz()),
    "another suffix": ("crawl.html", lambda: crawl().plain()),
    "resources": ("crawl.warc.gz", lambda: resources().gz()),
    "arc": ("crawl.arc", lambda: b"".join(arc_records())),
    "arc.gz": ("crawl.arc.gz", lambda: b"".join(map(gzip.compress, arc_records()))),
    "arc, version 2": ("crawl.arc", lambda: b"".join(map(second_version, arc_records()))),
    "wacz": ("crawl.wacz", lambda: wacz({"archive/data.warc.gz": crawl().gz()})),
    "deflated wacz": ("crawl.wacz", lambda: wacz({"archive/data.warc": crawl().plain()}, zipfile.ZIP_DEFLATED)),
    "wacz without suffix": ("crawl.zip", lambda: wacz({"archive/data.warc.gz": crawl().gz()})),
}


def documents(archive: Path) -> dict[str, tuple[str, str | None]]:
    """Hash and text of each document, by its address."""
    with cleanarc.open_archive(archive) as opened:
        return {one.sources[0].uri: (one.sha256, one.text) for one in opened}


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, str | None]]:
    root = tmp_path_factory.mktemp("folder")
    cleanarc.ingest([folder(root / "in")], archive=root / "a", url_prefix="https://aldmoor.example/")
    found = documents(root / "a")
    assert {page.url for page in PAGES} == set(found)
    assert all(text for _, text in found.values())
    return found


@pytest.mark.parametrize("form", FORMS)
def test_each_form_gives_the_same_documents(
    form: str, expected: dict[str, tuple[str, str | None]], tmp_path: Path
) -> None:
    name, make = FORMS[form]
    put(tmp_path / "in", name, make())
    report = cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    assert report.problems == ()
    assert documents(tmp_path / "a") == expected
    assert verify(tmp_path / "a").findings == ()
    with cleanarc.open_archive(tmp_path / "a") as archive:
        by_url = {page.url: page.body for page in PAGES}
        for document in archive:
            assert document.raw == by_url[document.sources[0].uri]
            assert {source.date for source in document.sources} == {DATE}
    again = cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    assert (again.added, again.kept, again.sources, again.revisits) == (0, 0, 0, 0)


def test_texts_that_were_extracted(tmp_path: Path) -> None:
    texts = [Page(f"{n}.txt", f"Story {n} begins.\n\nIt ends, too, as all stories do.\n".encode()) for n in range(3)]
    cleanarc.ingest([folder(tmp_path / "files", texts)], archive=tmp_path / "a", url_prefix="https://aldmoor.example/")
    for n, (name, data) in enumerate(
        (("crawl.warc.wet.gz", wet(texts).gz()), ("crawl.wet", wet(texts).plain()), ("c.warc.gz", wet(texts).gz()))
    ):
        put(tmp_path / f"in{n}", name, data)
        cleanarc.ingest([tmp_path / f"in{n}"], archive=tmp_path / f"a{n}")
        assert documents(tmp_path / f"a{n}") == documents(tmp_path / "a")
        assert verify(tmp_path / f"a{n}").findings == ()


def test_conversions_beside_pages_are_no_documents(tmp_path: Path) -> None:
    made = crawl()
    made.add("conversion", PAGES[0].url, b"A text that somebody made of it.", {"Content-Type": "text/plain"})
    put(tmp_path / "in", "crawl.warc.gz", made.gz())
    report = cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    assert (report.added, report.problems) == (len(PAGES), ())


def test_paths_tell_where_records_are(tmp_path: Path) -> None:
    made = crawl()
    put(tmp_path, "one.warc.gz", made.gz())
    put(tmp_path, "two.warc", made.plain())
    put(tmp_path, "three.warc.gz", gzip.compress(made.plain()))
    put(tmp_path, "z.wacz", wacz({"archive/data.warc.gz": made.gz()}))
    paths = [found.relative for found in walk([tmp_path])]
    first, second = len(gzip.compress(made.records[0], mtime=0)), len(made.records[0])
    each = len(made.records) - 1
    assert paths[::each] == [
        f"one.warc.gz#{first}",
        f"three.warc.gz#0+{second}",
        f"two.warc#{second}",
        f"z.wacz/archive/data.warc.gz#{first}",
    ]


def read_one(folder: Path, made: Crawl) -> Read:
    """What is read of the last record of a crawl."""
    put(folder, "crawl.warc", made.plain())
    *_, found = walk([folder])
    assert isinstance(found, Found)
    source = read(found)
    assert isinstance(source, Read)
    return source


HELLO = b"<p>Hello"
CHUNKS = b"5;a=b\r\n<p>He\r\n3\r\nllo\r\n0\r\n\r\n"


def pack(data: bytes) -> bytes:
    return gzip.compress(data, mtime=0)


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Content_Encoding": "gzip"}, pack(HELLO)),
        ({"Content_Encoding": "x-gzip"}, pack(HELLO[:3]) + pack(HELLO[3:])),
        ({"Content_Encoding": "gzip, gzip"}, pack(pack(HELLO))),
        ({"Content_Encoding": "deflate"}, b"\xb3)\xb0\xf3H\xcd\xc9\xc9\x07\x00"),
        ({"Content_Encoding": "br"}, b"\x8b\x03\x80<p>Hello\x03"),
        ({"Content_Encoding": "identity"}, HELLO),
        ({"Transfer_Encoding": "chunked"}, CHUNKS),
        ({"Transfer_Encoding": "chunked"}, CHUNKS[: CHUNKS.rindex(b"\r\n0")]),
        ({"Transfer_Encoding": "gzip, chunked"}, chunked(pack(HELLO))),
        ({"Transfer_Encoding": "chunked", "Content_Encoding": "br"}, chunked(b"\x8b\x03\x80<p>Hello\x03", 3)),
    ],
)
def test_encodings_are_undone(headers: dict[str, str], body: bytes, tmp_path: Path) -> None:
    made = Crawl()
    made.response(Page("a.html", b""), body=body, **headers)
    source = read_one(tmp_path, made)
    assert (source.data, source.problems) == (HELLO, ())


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ({"Content_Encoding": "gzip"}, HELLO),
        ({"Content_Encoding": "gzip"}, pack(HELLO)[:-9]),
        ({"Content_Encoding": "br"}, b"\x8b\x03\x80<p>He"),
        ({"Content_Encoding": "deflate"}, b"\x00\x01\x02"),
        ({"Content_Encoding": "morse"}, HELLO),
        ({"Transfer_Encoding": "chunked"}, HELLO),
        ({"Transfer_Encoding": "chunked"}, b"5\r\n<p>HelloXX"),
    ],
)
def test_what_can_not_be_undone_stays_and_is_told(headers: dict[str, str], body: bytes, tmp_path: Path) -> None:
    made = Crawl()
    made.response(Page("a.html", b""), body=body, **headers)
    source = read_one(tmp_path, made)
    assert (source.data, source.problems[0].code) == (body, "encoding-kept")


def test_an_encoding_that_a_crawler_undid_hides_no_other(tmp_path: Path) -> None:
    made = Crawl()
    made.response(Page("a.html", b""), body=pack(HELLO), Content_Encoding="gzip", Transfer_Encoding="chunked")
    source = read_one(tmp_path, made)
    assert (source.data, [problem.code for problem in source.problems]) == (HELLO, ["encoding-kept"])


@pytest.mark.parametrize(
    "said", ["Wed, 03 Mar 2021 22:00:00 GMT", "Wed, 03 Mar 2021 22:00:00", "Wed, 03 Mar 2021 22:00:00 -0000"]
)
def test_the_day_of_the_last_change_is_that_of_utc(said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TZ", "Pacific/Kiritimati")
    time.tzset()
    made = Crawl()
    made.response(PAGES[0], Last_Modified=said)
    origin = read_one(tmp_path, made).origin
    monkeypatch.undo()
    time.tzset()
    assert origin is not None
    assert origin.modified == "2021-03-03"


def test_a_body_without_bounds_stays_packed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleanarc.formats.http.MOST_CONTENT", 2**20)
    made = Crawl()
    bomb = pack(bytes(2**20 + 1))
    made.response(Page("a.html", b""), body=bomb, Content_Encoding="gzip")
    source = read_one(tmp_path, made)
    assert (source.data, [problem.code for problem in source.problems]) == (bomb, ["encoding-kept"])


def test_what_the_server_says_counts(tmp_path: Path) -> None:
    made = Crawl()
    text = "<title>\u0411\u0440\u0438\u0434\u0436</title><p>\u0411\u0440\u0438\u0434\u0436"
    page = Page("2021/03/a.html", text.encode("cp1251"), "text/html; charset=windows-1251")
    made.response(page, Last_Modified="Wed, 03 Mar 2021 22:00:00 GMT")
    source = read_one(tmp_path, made)
    capture = source.capture(source.url())
    assert (capture.url, capture.charset, capture.modified) == (page.url, "windows-1251", "2021-03-03")
    put(tmp_path, "crawl.warc", made.plain())
    cleanarc.ingest([tmp_path / "crawl.warc"], archive=tmp_path / "a")
    with cleanarc.open_archive(tmp_path / "a") as archive:
        [document] = archive
    assert document.metadata is not None
    assert (document.metadata.title, document.metadata.date) == ("\u0411\u0440\u0438\u0434\u0436", "2021-03-03")


def test_a_page_that_was_recorded_in_part_says_so(tmp_path: Path) -> None:
    made = Crawl()
    made.add("resource", PAGES[0].url, PAGES[0].body, {"Content-Type": "text/html", "WARC-Truncated": "length"})
    assert [problem.code for problem in read_one(tmp_path, made).problems] == ["truncated"]


def test_records_of_no_known_type_are_told_by_their_content(tmp_path: Path) -> None:
    for name, body, is_document in (
        ("a", PAGES[0].body, True),
        ("a.js", b"let a = 1;", False),
        ("a", b"\0" * 99, False),
    ):
        made = Crawl()
        made.add("resource", f"https://aldmoor.example/{name}", body, {"Content-Type": "application/octet-stream"})
        assert read_one(tmp_path, made).is_document == is_document


def test_one_file_with_many_documents_is_not_cleaned_as_one(tmp_path: Path) -> None:
    put(tmp_path, "crawl.warc.gz", crawl().gz())
    with pytest.raises(UsageError, match="ingest"):
        clean_file(tmp_path / "crawl.warc.gz")


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz", "crawl.arc.gz"])
def test_a_name_that_is_wrong_hides_no_page(name: str, tmp_path: Path) -> None:
    body = PAGES[0].body
    put(tmp_path, name, gzip.compress(body) if name.endswith(".gz") else body)
    [found] = walk([tmp_path])
    assert isinstance(found, Found)
    source = read(found)
    assert isinstance(source, Read)
    assert source.data == body


def test_a_zip_whose_paths_climb_out_is_told_and_not_followed(tmp_path: Path) -> None:
    data = crawl().gz()
    names = ("archive/data.warc.gz", "../evil.warc.gz", "/etc/evil.warc.gz", "a/../../evil.html", "..\\evil.warc.gz")
    put(tmp_path / "in", "crawl.wacz", wacz(dict.fromkeys(names, data)))
    steps = list(walk([tmp_path / "in"]))
    told = [step for step in steps if isinstance(step, Unusable)]
    assert sorted(step.relative for step in told) == sorted(f"crawl.wacz/{name}" for name in names[1:])
    assert {step.problem.code for step in told} == {"path-climbs-out"}
    assert len(steps) - len(told) == len(crawl().records) - 1
    assert [path.name for path in tmp_path.rglob("*")] == ["in", "crawl.wacz"]


def test_a_member_that_holds_all_records_is_unpacked_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    begun: list[int] = []
    begin = Cursor._begin

    def counted(self: Cursor, member: int) -> None:
        begun.append(member)
        begin(self, member)

    monkeypatch.setattr(Cursor, "_begin", counted)
    pages = [Page(f"{n}.html", b"<p>%d" % n * 2**14) for n in range(50)]
    for name, data in (
        ("a.warc.gz", gzip.compress(crawl(pages).plain(), 1)),
        ("a.wacz", wacz({"a.warc": crawl(pages).plain()}, zipfile.ZIP_DEFLATED)),
    ):
        begun.clear()
        put(tmp_path, name, data)
        assert sum(isinstance(read(found), Read) for found in walk([tmp_path / name]) if isinstance(found, Found)) > 100
        assert len(begun) <= 3


def test_more_of_a_crawl_is_added_later(tmp_path: Path) -> None:
    """A file of records may grow: what is new in it stands behind a copy of the same warcinfo record."""
    put(tmp_path / "in", "crawl.warc.gz", crawl(PAGES[:2]).gz())
    cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    grown = crawl(PAGES[:2])
    grown.response(html("later.html", "It came later.", "Nobody had waited."))
    put(tmp_path / "in", "crawl.warc.gz", grown.gz())
    report = cleanarc.ingest([tmp_path / "in"], archive=tmp_path / "a")
    assert (report.added, report.skipped) == (1, len(grown.records) - 2)
    assert verify(tmp_path / "a").findings == ()
