"""One contract that every sink keeps, and what each of them writes."""

import gzip
import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cleanarc import clean
from cleanarc.errors import UsageError
from cleanarc.export import SINKS, FolderSink, Originals, Sink
from cleanarc.export.write import ExportReport, write
from cleanarc.formats.members import Member, walk
from cleanarc.formats.warc import parse
from cleanarc.model import Document, Problem, Source

TEXT = "Der Fluß stieg in der Nacht um zwei Meter.\n\nAm Morgen fiel er wieder, sagte der Bürgermeister.\n"
each_sink = pytest.mark.parametrize("sink", SINKS, ids=lambda sink: sink.name)


def document(number: int, text: str | None) -> Document:
    data = (text or "").encode()
    source = Source(f"tal/{number}.txt", f"https://example.org/{number}", "2026-01-01T00:00:00Z")
    problems = () if text else (Problem("binary", "It is neither HTML nor text."),)
    result = clean(data, media_type="text/plain") if text else None
    return Document(f"{number:03}_{number:016x}", f"{number:064x}", (source,), problems, result, lambda: data)


DOCUMENTS = (document(0, TEXT), document(1, None), document(2, TEXT.upper()))


@pytest.fixture
def originals(tmp_path: Path) -> Originals:
    """The raw files of an archive that holds nothing."""
    folder = tmp_path / "archive"
    folder.mkdir()
    (folder / "raw.cdxj").touch()
    return Originals((), folder / "raw.cdxj", "tal", "cleanarc", lambda name: DOCUMENTS[0].sources[0])


def written(sink: Sink, originals: Originals, target: Path) -> dict[str, bytes]:
    """What a sink leaves at a target, by path."""
    write(DOCUMENTS, originals, sink, target)
    files = [target] if target.is_file() else [path for path in target.rglob("*") if path.is_file()]
    return {path.relative_to(target.parent).as_posix(): path.read_bytes() for path in files}


@each_sink
def test_what_is_written_is_counted_and_the_same_each_time(sink: Sink, originals: Originals, tmp_path: Path) -> None:
    assert write(DOCUMENTS, originals, sink, tmp_path / "once") == ExportReport(written=2, without_text=1)
    first = written(sink, originals, tmp_path / "out")
    assert first == written(sink, originals, tmp_path / "out")
    held = b"".join(gzip.decompress(data) if data.startswith(b"\x1f\x8b") else data for data in first.values())
    assert b"stieg in der Nacht" in held
    assert b"STIEG IN DER NACHT" in held


@each_sink
def test_an_archive_without_texts_gives_an_export_without_documents(
    sink: Sink, originals: Originals, tmp_path: Path
) -> None:
    assert write(DOCUMENTS[1:2], originals, sink, tmp_path / "out") == ExportReport(written=0, without_text=1)
    assert (tmp_path / "out").exists()


@each_sink
def test_a_target_of_the_wrong_sort_is_wrong_use(sink: Sink, originals: Originals, tmp_path: Path) -> None:
    wrong = tmp_path / "wrong"
    if isinstance(sink, FolderSink):
        wrong.write_text("mine")
        with pytest.raises(UsageError, match="folder"):
            write(DOCUMENTS, originals, sink, io.BytesIO())
    else:
        wrong.mkdir()
    with pytest.raises(UsageError, match=r"name one\.$"):
        write(DOCUMENTS, originals, sink, wrong)


@each_sink
def test_a_run_that_fails_leaves_nothing_half_written(sink: Sink, originals: Originals, tmp_path: Path) -> None:
    def failing() -> Iterator[Document]:
        yield DOCUMENTS[0]
        raise OSError("the disk went away")

    target = tmp_path / "out"
    with pytest.raises(OSError, match="went away"):
        write(failing(), originals, sink, target)
    assert not target.is_file()
    assert not list(tmp_path.rglob("*.open"))


def test_jsonl_rows_have_the_same_columns_of_the_same_types(originals: Originals) -> None:
    stream = io.BytesIO()
    write(DOCUMENTS, originals, next(s for s in SINKS if s.name == "jsonl"), stream)
    rows = [json.loads(line) for line in stream.getvalue().splitlines()]
    assert [list(row) for row in rows] == [["id", "text", "metadata"]] * 2
    assert rows[0]["id"] == DOCUMENTS[0].name
    assert rows[0]["text"] == DOCUMENTS[0].text
    assert list(rows[0]["metadata"]) == list(rows[1]["metadata"])
    for row in rows:
        assert isinstance(row["metadata"]["authors"], list)
        assert row["metadata"]["sources"] == [
            {"path": row["metadata"]["path"], "uri": row["metadata"]["uri"], "date": row["metadata"]["captured"]}
        ]


def test_txt_is_the_clean_text_byte_for_byte(originals: Originals, tmp_path: Path) -> None:
    files = written(next(s for s in SINKS if s.name == "txt"), originals, tmp_path / "out")
    assert files == {f"out/{d.name}.txt": (d.text or "").encode() for d in DOCUMENTS if d.result}


def test_wet_has_a_sound_conversion_record_for_each_text(originals: Originals) -> None:
    stream = io.BytesIO()
    write(DOCUMENTS, originals, next(s for s in SINKS if s.name == "wet"), stream)
    info, *conversions = [parse(member.data) for member in walk(stream) if isinstance(member, Member)]
    assert info.type == "warcinfo"
    assert [(one.type, one.uri, one.date) for one in conversions] == [
        ("conversion", f"https://example.org/{n}", "2026-01-01T00:00:00Z") for n in (0, 2)
    ]
    assert [one.block.decode() for one in conversions] == [TEXT, TEXT.upper()]
    assert {one.header("WARC-Identified-Content-Language") for one in conversions} == {"deu"}
    assert {one.header("WARC-Warcinfo-ID") for one in conversions} == {info.id}
    assert len({one.id for one in (info, *conversions)}) == 3
