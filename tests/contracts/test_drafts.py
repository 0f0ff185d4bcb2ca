"""Cleanings of the first look are kept until something is learned: they save work, and change nothing."""

import errno
import os
import pickle
from pathlib import Path

import pytest
from archives import articles, page, put, tree
from sites import framed, html, story

import cleanarc
from cleanarc import ingest
from cleanarc.cleaning.prepare import Prepared
from cleanarc.cleaning.propose import Tools
from cleanarc.jobs import archive_one, look
from cleanarc.jobs.drafts import Draft, Drafts, draft
from cleanarc.jobs.means import Means
from cleanarc.learning import Sighting
from cleanarc.model import Capture, CleanResult, Policy
from cleanarc.pipeline import clean_capture


@pytest.fixture
def source(tmp_path: Path) -> Path:
    """Pages that learned lines touch, and pages that they don't; two claim one address, and of one a script has the
    article."""
    folder = articles(tmp_path / "in")
    framed(folder / "paper", range(8))
    framed(folder / "press", range(10, 13), site="press.example")
    for n in (90, 91):
        put(folder, f"paper/-bare{n}.html", html(f"<h1>Story {n}</h1>", story(n), url=f"https://paper.example/{n}"))
    row = '<div class="row">Gulls of the day</div>'
    script = f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{" ".join(story(92))}"}}'
    put(folder, "paper/script.html", html(row, f"{script}</script>", url="https://paper.example/script"))
    for name in ("one", "two"):
        put(
            folder,
            f"{name}.html",
            page(f"The {name} of them", f"{name}. " * 40, canonical="https://lindmouth.example/x"),
        )
    return folder


@pytest.fixture
def cleaned_again(monkeypatch: pytest.MonkeyPatch) -> list[Capture]:
    """What is cleaned by the second pass."""
    found: list[Capture] = []

    def clean(capture: Capture, tools: Tools, policy: Policy) -> CleanResult:
        found.append(capture)
        return clean_capture(capture, tools, policy)

    monkeypatch.setattr(archive_one, "clean_capture", clean)
    return found


def test_only_what_learned_lines_touch_is_cleaned_again(
    source: Path, tmp_path: Path, cleaned_again: list[Capture], monkeypatch: pytest.MonkeyPatch
) -> None:
    ingest([source], archive=tmp_path / "a")
    # The other address of two pages is an invented one.
    again = {capture.url for capture in cleaned_again}
    framed_ones = {f"https://{'paper' if n < 8 else 'press'}.example/news/{n}" for n in (*range(8), 10, 11, 12)}
    assert again == framed_ones | {"https://paper.example/script", None}
    assert len(cleaned_again) == 8 + 3 + 1 + 2
    cleaned_again.clear()
    monkeypatch.setattr(Drafts, "has_room", False)
    ingest([source], archive=tmp_path / "b")
    assert len(cleaned_again) == 23
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_what_is_archived_is_not_cleaned(source: Path, tmp_path: Path, cleaned_again: list[Capture]) -> None:
    ingest([source], archive=tmp_path / "a")
    cleaned_again.clear()
    put(source, "new.txt", "The pier has opened again, and the gulls have come back to it.\n")
    assert ingest([source], archive=tmp_path / "a").added == 1
    assert cleaned_again == []


@pytest.mark.parametrize("written", [0, 7])
def test_a_disk_that_is_full(
    source: Path, tmp_path: Path, cleaned_again: list[Capture], monkeypatch: pytest.MonkeyPatch, written: int
) -> None:
    ingest([source], archive=tmp_path / "a")
    cleaned_again.clear()
    write, kept = os.pwrite, []

    def pwrite(handle: int, data: bytes, place: int) -> int:
        if len(kept) < 3:
            kept.append(place)
            return write(handle, data, place)
        if not written:
            raise OSError(errno.ENOSPC, "No space left on device")
        return write(handle, data[:written], place)

    monkeypatch.setattr(os, "pwrite", pwrite)
    ingest([source], archive=tmp_path / "b")
    assert len(kept) == 3
    assert len(cleaned_again) == 23 - 3
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


@pytest.mark.parametrize("read", [b"", b"noise"])
def test_a_disk_that_does_not_give_back(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, read: bytes
) -> None:
    ingest([source], archive=tmp_path / "a")

    def pread(handle: int, length: int, place: int) -> bytes:
        if not read:
            raise OSError(errno.EIO, "Input/output error")
        return read

    monkeypatch.setattr(os, "pread", pread)
    ingest([source], archive=tmp_path / "b")
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


@pytest.fixture
def drafts(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """The addresses of what is drafted."""
    found: list[str | None] = []

    def counted(prepared: Prepared, sighting: Sighting | None, means: Means) -> Draft:
        found.append(prepared.url)
        return draft(prepared, sighting, means)

    monkeypatch.setattr(look, "draft", counted)
    return found


def test_of_a_site_that_teaches_a_few_pages_are_drafted(tmp_path: Path, drafts: list[str | None]) -> None:
    ingest([framed(tmp_path / "in", range(8))], archive=tmp_path / "a")
    assert drafts == [f"https://paper.example/news/{n}" for n in (0, 1)]


def test_of_copies_one_is_cleaned(tmp_path: Path, cleaned_again: list[Capture], drafts: list[str | None]) -> None:
    for name in "abc":
        put(tmp_path / "in", f"{name}.html", page("River leaves town"))
    assert ingest([tmp_path / "in"], archive=tmp_path / "a").added == 1
    assert (len(drafts), cleaned_again) == (1, [])


def test_a_short_page_with_its_article_in_a_script(
    tmp_path: Path, cleaned_again: list[Capture], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What it shows it teaches; what its script holds may have learned lines too."""
    source = framed(tmp_path / "in", range(8))
    body = f'"headline": "The ferry stays", "articleBody": "{" ".join(story(92, 12))}"'
    script = f'<script type="application/ld+json">{{"@type": "NewsArticle", {body}}}</script>'
    shown = page("The ferry stays", story(93)[0], canonical="https://paper.example/script")
    put(source, "-script.html", shown.replace("</article>", f"</article>{script}"))
    ingest([source], archive=tmp_path / "a")
    assert "https://paper.example/script" in {capture.url for capture in cleaned_again}
    monkeypatch.setattr(Drafts, "has_room", False)
    ingest([source], archive=tmp_path / "b")
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_a_result_can_be_pickled() -> None:
    result = cleanarc.clean(page("River leaves town"))
    again = pickle.loads(pickle.dumps(result))
    assert (again, again.metadata) == (result, result.metadata)
    assert again.metadata.title == "River leaves town"
