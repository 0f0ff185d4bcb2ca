"""What is fuzzed: a function a reader, which takes any bytes and raises nothing but for a bug.

A new reader gets a function here and an entry in TARGETS. What a reader may raise, such as DamageError, the function
takes; what else must hold of what was read, it asserts.
"""

import io
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from zipfile import ZipFile

import cleanarc
from cleanarc.cleaning.render import apply, render
from cleanarc.formats import cleaning_json, learned_jsonl, manifest, members, warc
from cleanarc.formats.canonical import canonical_json
from cleanarc.formats.damage import DamageError
from cleanarc.formats.http import content
from cleanarc.formats.manifest import Entry, Manifest
from cleanarc.formats.members import COMPRESSOR, Member
from cleanarc.formats.warc import Record, record_id, sha256_digest
from cleanarc.inputs import Found, read, walk
from cleanarc.learning.runs import Buffer, read_run
from cleanarc.learning.sight import Sighting
from cleanarc.model import CleanResult, Kind, LearnedLine, Mark, Where
from cleanarc.rules.foreign.cosmetic import read_list
from cleanarc.rules.foreign.filters import Filters
from cleanarc.rules.foreign.read_site_config import read_site_config
from cleanarc.rules.registry import load_rules

Run = Callable[[bytes], None]

URL = "https://www.lindmouth.example/news/2026/ferry?id=1"
_SENTENCE = "The ferry of Lindmouth sails again on Monday, said the port, after six weeks in the dock. "
PAGE = (
    '<html lang="en"><head><title>Ferry sails again</title><meta name="author" content="Ada Finch"></head><body>'
    '<div id="menu" class="nav top"><a href="/">Home</a> <a href="/news">News</a></div>'
    f'<div class="story"><h1>Ferry sails again</h1><p class="by">By Ada Finch</p><p>{_SENTENCE * 3}</p>'
    f'<p>{_SENTENCE * 2}</p><table><tr><td>one</td><td>two</td></tr></table></div><p class="ad">Sponsored</p></body>'
)
_CONFIG = """\
# A config as people keep them.
title: //h1
author: substring-after(//p[@class='by'], 'By ')
body: //div[@class='story'] | //article
strip: //table
strip_id_or_class: ad
strip_image_src: /pixel
dissolve: //div/p/b
move_into(//div): //p[@class='ad']
find_string: <p class="ad">
replace_string: <p>
replace_string(Sponsored): Paid
prune: no
tidy: yes
test_url: https://www.lindmouth.example/news/2026/ferry
test_contains: six weeks in the dock
"""
_FILTERS = """\
[Adblock Plus 2.0]
! Title: A list
##.ad
lindmouth.example,~www.lindmouth.example##div.nav > a
lindmouth.*#@#.ad
###menu
##p[class^="a"]:not(.by):has-text(/Spons(or)?ed/i)
#?#.story:has(> table)
##td:upward(2)
@@||lindmouth.example^$generichide
||ads.example^$third-party
"""
_SPLIT = b"\0|\0"


def walk_members(data: bytes) -> None:
    """Every second piece is compressed, the others stand between as they are: what is found tiles the whole."""
    pieces = data.split(_SPLIT)
    file = b"".join(members.compress(piece) if n % 2 else piece for n, piece in enumerate(pieces))
    at = 0
    for found in members.walk(io.BytesIO(file)):
        assert found.offset == at
        assert found.length > 0
        if isinstance(found, Member):
            assert members.inflate(file[at : at + found.length]) == found.data
        at += found.length
    assert at == len(file)


def parse_warc(data: bytes) -> None:
    with suppress(DamageError):
        record = warc.parse(data)
        # Behind the block there may be more or fewer line ends than two.
        assert data.rstrip(b"\r\n").endswith(record.block.rstrip(b"\r\n"))


def read_crawl(data: bytes) -> None:
    """A web archive, plain or packed, that its content tells; each record in it is read by itself."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "fuzz.warc"
        path.write_bytes(data)
        _read_all(path)


def read_wacz(data: bytes) -> None:
    """A web archive in a ZIP file, or, where `data` is none, the bytes as the WARC file in one."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "fuzz.wacz"
        if data.startswith(b"PK"):
            path.write_bytes(data)
        else:
            path.write_bytes(_zipped(data))
        _read_all(path)


def _read_all(path: Path) -> None:
    for found in walk([path]):
        if isinstance(found, Found):
            read(found)


def undo_encodings(data: bytes) -> None:
    """The HTTP message of a response, whatever its headers say of the body."""
    headers = (("WARC-Type", "response"), ("WARC-Target-URI", URL), ("Content-Type", "application/http"))
    assert isinstance(content(Record(headers, data)).data, bytes)


def decode_manifest(data: bytes) -> None:
    with suppress(DamageError):
        assert manifest.encode(manifest.decode(data)) == data


def decode_cleaning(data: bytes) -> None:
    with suppress(DamageError, UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        fields = json.loads(data)
        if isinstance(fields, dict):
            result = cleaning_json.decode(fields)
            assert cleaning_json.decode(json.loads(canonical_json(cleaning_json.encode(result)))) == result


def decode_learned(data: bytes) -> None:
    with suppress(DamageError):
        learned = learned_jsonl.decode(data)
        assert learned_jsonl.decode(learned_jsonl.encode(learned)) == learned


def read_sightings(data: bytes) -> None:
    with TemporaryDirectory() as folder, suppress(DamageError):
        path = Path(folder) / "fuzz.run"
        path.write_bytes(data)
        run = read_run(path)
        assert all(len(run.rows(table)) == size for table, size in run.sizes.items())
        assert len(list(run.marks(run.rows("texts")["key"]))) == run.sizes["texts"]


def clean_html(data: bytes) -> None:
    _is_whole(cleanarc.clean(data, URL, "text/html"))


def clean_text(data: bytes) -> None:
    _is_whole(cleanarc.clean(data, URL, "text/plain"))


def read_config(data: bytes) -> None:
    config = read_site_config("lindmouth.example.txt", data.decode("utf-8", "replace"))
    _is_whole(cleanarc.clean(PAGE, URL, "text/html", rules=replace(load_rules(), configs=(config,))))


def read_filters(data: bytes) -> None:
    filters = Filters([read_list("list.txt", data.decode("utf-8", "replace"))])
    _is_whole(cleanarc.clean(PAGE, URL, "text/html", rules=replace(load_rules(), filters=filters)))


def _is_whole(result: CleanResult) -> None:
    """The ledger gives the text, and all that is told of the cleaning can be archived and read again."""
    assert render(apply(result.ledger, result.page)) == result.text
    assert cleaning_json.decode(json.loads(canonical_json(cleaning_json.encode(result)))) == result


@dataclass(frozen=True, slots=True)
class Target:
    """A reader to fuzz, and inputs to begin with: the nearer to what it reads, the deeper the changes of them go.

    One that is `dear` cleans a page each time: where runs are counted, it gets a twentieth of them.
    """

    name: str
    run: Run
    seeds: Callable[[], list[bytes]]
    dear: bool = False


def _record() -> bytes:
    block = _SENTENCE.encode()
    headers = {
        "WARC-Type": "resource",
        "WARC-Record-ID": record_id("resource", URL),
        "WARC-Date": "2026-01-01T00:00:00Z",
        "WARC-Target-URI": URL,
        "Content-Type": "text/plain",
        "WARC-Block-Digest": sha256_digest(block),
    }
    return warc.serialize(Record(tuple(headers.items()), block))


def _response() -> bytes:
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=latin-1\r\nContent-Encoding: gzip\r\n"
    return head + b"Transfer-Encoding: chunked\r\n\r\n" + _chunked(members.compress(PAGE.encode()))


def _chunked(body: bytes) -> bytes:
    return b"%x\r\n%b\r\n0\r\n\r\n" % (len(body), body)


def _crawls() -> list[bytes]:
    arc = f"{URL} 127.0.0.1 20260101000000 text/html {len(PAGE)}\n{PAGE}\n".encode()
    version = b"filedesc://a.arc 0.0.0.0 20260101000000 text/plain 76\n1 0 Lindmouth\n"
    return [_record() * 2, members.compress(_record()) * 2, version.ljust(130) + b"\n" + arc]


def _zipped(warc_file: bytes) -> bytes:
    out = io.BytesIO()
    with ZipFile(out, "w") as file:
        file.writestr("archive/data.warc.gz", warc_file)
    return out.getvalue()


def _manifest() -> bytes:
    entry = Entry("resource", record_id("resource", URL), URL, 0, 10, "00000000")
    return manifest.encode(Manifest("raw/000_0123456789abcdef.warc.gz", 1, 10, "0" * 64, COMPRESSOR, (entry,)))


def _learned() -> bytes:
    lines = (
        LearnedLine("lindmouth.example", Mark(Where.LINE, "", "read more"), Kind.RELATED, 9, 10),
        LearnedLine("lindmouth.example", Mark(Where.BOX, "div/p", "follow us"), None, 4, 4),
    )
    return learned_jsonl.encode(learned_jsonl.learned_of(lines))


def _sightings() -> bytes:
    mark = Mark(Where.LINE, "", "read more")
    buffer = Buffer()
    buffer.add(Sighting(id=1, uri=2, site="lindmouth.example", form="html", paragraphs=((3, 40),), marks={4: mark}))
    return b"".join(buffer.encoded())


def _samples(suffix: str) -> list[bytes]:
    folder = Path(__file__).parents[1] / "samples"
    return [PAGE.encode(), *(path.read_bytes() for path in sorted(folder.glob(f"*{suffix}")))]


TARGETS = (
    Target("members", walk_members, lambda: [_SPLIT.join([b"", _record(), b"\x1f\x8b\x08 noise", _record()])]),
    Target("warc", parse_warc, lambda: [_record(), _record().replace(b"\r\nContent", b"\n more\nContent")]),
    Target("crawl", read_crawl, _crawls),
    Target("wacz", read_wacz, lambda: [_zipped(members.compress(_record())), *_crawls()]),
    Target("http", undo_encodings, lambda: [_response()]),
    Target("manifest", decode_manifest, lambda: [_manifest()]),
    Target("cleaning", decode_cleaning, lambda: [canonical_json(cleaning_json.encode(cleanarc.clean(PAGE)))]),
    Target("learned", decode_learned, lambda: [_learned()]),
    Target("sightings", read_sightings, lambda: [_sightings()]),
    Target("html", clean_html, lambda: _samples(".html"), dear=True),
    Target("text", clean_text, lambda: _samples(".txt"), dear=True),
    Target("config", read_config, lambda: [_CONFIG.encode()], dear=True),
    Target("filters", read_filters, lambda: [_FILTERS.encode()], dear=True),
)
