"""The commands of an archive that was made from a crawl."""

import json
from pathlib import Path

import pytest
from archives import put
from crawls import PAGES, crawl
from shell import run


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("crawl")
    put(folder / "in", "crawl.warc.gz", crawl().gz() + b"garbage")
    done = run("ingest", folder / "in", "--archive", folder / "a")
    assert done.exit_code == 0
    assert "that hold no document" in done.stdout
    assert "crawl.warc.gz#" in done.stderr
    return folder / "a"


def test_raw_is_the_page_without_what_it_came_in(archive: Path) -> None:
    rows = json.loads(run("ls", "--archive", archive, "--json").stdout)
    assert [row["sources"][0]["uri"] for row in rows] == [page.url for page in PAGES]
    for row, page in zip(rows, PAGES, strict=True):
        assert run("show", row["name"], "--raw", "--archive", archive).stdout_bytes == page.body
        assert run("explain", row["name"], "--archive", archive).exit_code == 0


def test_it_is_exported_verified_and_rebuilt(archive: Path, tmp_path: Path) -> None:
    assert run("export", "--as", "jsonl", "--archive", archive, "-o", tmp_path / "out.jsonl").exit_code == 0
    texts = [json.loads(line)["text"] for line in (tmp_path / "out.jsonl").read_text("utf-8").splitlines()]
    assert len(texts) == len(PAGES)
    assert run("rebuild", "--archive", archive).exit_code == 0
    assert run("verify", "--archive", archive).exit_code == 0


def test_many_documents_are_not_cleaned_as_one(archive: Path) -> None:
    done = run("clean", archive.parent / "in" / "crawl.warc.gz")
    assert done.exit_code == 2
    assert "cleanarc ingest" in done.stderr
