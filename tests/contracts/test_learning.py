"""What sites teach: which lines are learned and which never are, and that an archive keeps what it was cleaned with."""

import hashlib
import tracemalloc
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest
from archives import articles, put, tree
from sites import at, framed, html, learned_from, story, text

import cleanarc
from cleanarc import ArchiveDamagedError, Event, Learned, ingest, learn, open_archive, read_learned, reclean
from cleanarc.api import rebuild, verify
from cleanarc.jobs import ingest as job
from cleanarc.jobs.events import Stage
from cleanarc.learning import Learner, Sighting, read_run
from cleanarc.learning.learner import Size
from cleanarc.learning.sight import hashed
from cleanarc.model import Kind, Mark, Tier, Where
from cleanarc.rules.learned import site_of
from cleanarc.rules.sites import SitePack

SITE = "paper.example"


def texts_of(learned: Learned) -> set[str]:
    return {line.mark.text for line in learned.lines}


def only(folder: Path, pattern: str) -> Path:
    (found,) = folder.glob(pattern)
    return found


def test_what_stands_around_the_articles_of_a_site() -> None:
    learned = learned_from(
        at(
            SITE,
            (
                text(
                    "Gulls of the day",
                    f"{n} comments",
                    f"Story number {story(n)[0][:25]}",
                    story(n)[:-1],
                    f"{story(n)[-1]} Source",
                    "The harbour in figures" if n else "Nothing else",
                )
                for n in range(6)
            ),
        )
    )
    assert [(line.site, *line.mark, line.kind, line.n, line.of) for line in learned.lines] == [
        (SITE, Where.LINE, "", "0 comments", Kind.COMMENTS, 6, 6),
        (SITE, Where.LINE, "", "gulls of the day", None, 6, 6),
        (SITE, Where.LINE, "", "the harbour in figures", None, 5, 6),
        (SITE, Where.TAIL, "", "source", Kind.SOURCE, 6, 6),
    ]


def test_blocks_of_html_are_learned_by_their_boxes() -> None:
    notice = "Readers who find a typing error may keep it, as long as they tell the harbour office in writing."
    pages = [
        html(
            f'<div class="top">{notice}</div><h1>Story {n}</h1>',
            story(n),
            f'<div class="{"foot" if n else "feet"}">The harbour in figures</div>',
        )
        for n in range(6)
    ]
    learned = learned_from(at(SITE, pages))
    assert {(line.mark.text, line.mark.box, line.n) for line in learned.lines} == {
        (notice.lower(), "body/div top", 6),
        ("the harbour in figures", "body/div foot", 5),
    }


def test_pages_of_no_known_site_teach_nothing() -> None:
    pages = [html("<p>Gulls of the day</p>", story(n), "<p>The harbour in figures</p>") for n in range(5)]
    plain = [text("Gulls of the day", story(n), "The harbour in figures") for n in range(5)]
    assert learned_from((None, page) for page in (*pages, *plain)) == Learned()


def test_whose_a_page_is() -> None:
    pack = SitePack("lindpost", "A paper.", hosts=("lindpost.example", "lindpost.test"))
    assert site_of("https://news.lindpost.co.uk/a", [pack]) == "lindpost.co.uk"
    assert site_of(None, [pack]) == "lindpost.example"
    assert site_of(None, [SitePack("digest", "A digest.")]) == "digest"
    assert site_of(None, []) is None


def _captures_of_one_address() -> Iterable[tuple[str, str]]:
    return ((f"https://{SITE}/one", text("Gulls of the day", story(n), f"Version {n}")) for n in range(9))


def _captures_of_one_text() -> Iterable[tuple[str, str]]:
    return at(SITE, (text("Gulls of the day", story(1)[:4], story(n)[0], "A byline", f"{n}") for n in range(9)))


def _reports_of_one_story() -> Iterable[tuple[str, str]]:
    background = story(99)[:2]
    return at(SITE, (text("All on the goat", story(n), background, "What we know of the goat") for n in range(10)))


def _reports_of_one_story_among_others() -> Iterable[tuple[str, str]]:
    yield from _reports_of_one_story()
    yield from ((f"https://{SITE}/other{n}", text(f"Day {story(n)[0][:20]}", story(n))) for n in range(50, 60))


def _reports_that_lean_on_one_another() -> Iterable[tuple[str, str]]:
    chain = [story(200 + n)[0] for n in range(12)]
    return at(SITE, (text("All on the goat", story(n)[:3], chain[n], chain[n + 1]) for n in range(10)))


def _long_reports_that_repeat_a_paragraph() -> Iterable[tuple[str, str]]:
    background = story(99)[:1]
    return at(SITE, (text("All on the goat", story(n, 15), background, "What we know of the goat") for n in range(10)))


def _reports_in_html() -> Iterable[tuple[str, str]]:
    label = '<div class="foot">All on the goat</div>'
    return at(SITE, (html([*story(n), *story(99)[:1]], label) for n in range(10)))


def _captures_in_html() -> Iterable[tuple[str, str]]:
    label = '<div class="foot">Gulls of the day</div>'
    return at(SITE, (html([*story(1), f"Read {n} times"], label) for n in range(10)))


def _sections_in_boxes_of_their_own() -> Iterable[tuple[str, str]]:
    def page(n: int) -> str:
        tests = "".join(f'<div class="test"><p>{p}</p></div>' for p in story(n + 500, 3))
        return html(story(n), '<div class="name">The one we liked</div>', tests)

    return at(SITE, map(page, range(10)))


def _live_blog() -> Iterable[tuple[str, str]]:
    return at(
        SITE,
        (
            text("Updated", *(part for k in range(4) for part in (story(9 * n + k)[:1], "Updated")), story(n + 800)[:1])
            for n in range(10)
        ),
    )


def _column() -> Iterable[tuple[str, str]]:
    intro = "Once a week our gardener answers what readers ask about hedges."
    return at(SITE, (text(intro, story(n), "He will be back next week.") for n in range(10)))


def _column_with_a_paragraph() -> Iterable[tuple[str, str]]:
    intro = "The gardener has grown hedges since he was nine, and he has no intention of stopping before you do."
    return at(SITE, (text(intro, story(n), "More of hedges", intro) for n in range(10)))


def _many_captures_of_one_text() -> Iterable[tuple[str, str]]:
    return at(SITE, (text("Gulls of the day", story(1), "A byline", f"{n}") for n in range(40)))


def _subheadings() -> Iterable[tuple[str, str]]:
    return at(SITE, (text(f"# Soup {n}", story(n)[:2], "## Ingredients", story(n)[2:]) for n in range(10)))


def _verse() -> Iterable[tuple[str, str]]:
    refrain = "Oh the tide, the tide,\nshe is never my bride,\nand the gulls go by"
    verses = (f"{story(n)[0][:40]}\n{story(n)[1][:40]}\n{story(n)[2][:40]}\n{refrain}" for n in range(10))
    return at(SITE, (f"{text(story(n)[:1])}\n\n{verse}\n\n{verse}" for n, verse in enumerate(verses)))


def _table() -> Iterable[tuple[str, str]]:
    rows = "Team | Played | Won\n---|---|---\nGulls | 3 | 2\nCrabs | 3 | 1"
    return at(SITE, (f"{text(story(n))}\n\n{rows}" for n in range(10)))


def _product_boxes() -> Iterable[tuple[str, str]]:
    return at(SITE, (text("What we like", "What we like", "What we like", story(n)) for n in range(10)))


def _two_articles() -> Iterable[tuple[str, str]]:
    return at(SITE, (text("Gulls of the day", story(n)) for n in range(2)))


def _one_section() -> Iterable[tuple[str, str]]:
    return at(SITE, (text("Chess by post" if n < 3 else f"{story(n)[0][:9]}", story(n)) for n in range(30)))


def _other_sites() -> Iterable[tuple[str, str]]:
    return ((f"https://paper{n}.example/", text("Gulls of the day", story(n))) for n in range(10))


def _unended_sentences() -> Iterable[tuple[str, str]]:
    return at(SITE, (text(story(n)[:-1], f"{story(n)[-1]} The rent rose to 3.5 million") for n in range(10)))


def _prose_of_html() -> Iterable[tuple[str, str]]:
    return at(SITE, (html("<h1>A title</h1>", [*story(n), story(77)[0][:60] + "."]) for n in range(10)))


@pytest.mark.parametrize(
    "pages",
    [
        _captures_of_one_address, _captures_of_one_text, _many_captures_of_one_text, _captures_in_html,
        _reports_of_one_story, _reports_of_one_story_among_others, _reports_that_lean_on_one_another,
        _long_reports_that_repeat_a_paragraph, _reports_in_html,
        _sections_in_boxes_of_their_own, _live_blog, _column, _column_with_a_paragraph, _subheadings, _verse, _table,
        _product_boxes,
        _two_articles, _one_section, _other_sites, _unended_sentences,
    ],
)  # fmt: skip
def test_what_is_never_learned(pages: Callable[[], Iterable[tuple[str, str]]]) -> None:
    assert texts_of(learned_from(pages())) == set()


def test_no_paragraph_of_html_is_learned_that_stands_in_the_articles_boxes() -> None:
    assert texts_of(learned_from(_prose_of_html())) == set()


def test_a_notice_on_every_page_makes_no_story_of_them() -> None:
    notice = "The harbour radio points out that what you read here is paid for by the toll of the lower bridge."
    learned = learned_from(at(SITE, (text("Gulls of the day", story(n, 2), notice) for n in range(41))))
    assert [(line.mark.text, line.n, line.of) for line in learned.lines] == [("gulls of the day", 41, 41)]
    # Nor one story of several that are reported twice.
    pairs = (text("Gulls of the day", story(n, 2), story(n // 2 + 900, 1), notice) for n in range(40))
    learned = learned_from(at(SITE, pairs))
    assert [(line.mark.text, line.n, line.of) for line in learned.lines] == [("gulls of the day", 20, 20)]


def test_what_is_removed_and_why() -> None:
    page = text("Gulls of the day", "Story", story(3), "Gulls of the day")
    learned = learned_from(at(SITE, (text("Gulls of the day", story(n), "End of page") for n in range(5))))
    result = cleanarc.clean(page, f"https://www.{SITE}/new", learned=learned)
    removals = [removal for removal in result.ledger.removals if removal.rule == "learned"]
    assert [(page[r.span.start : r.span.end], r.evidence, r.tier) for r in removals] == [
        ("Gulls of the day", f"in 5 of 5 articles of {SITE}", Tier.LEARNED)
    ] * 2
    assert result.metadata.title != "Gulls of the day"
    assert result.versions.learned == learned.digest
    assert "Gulls" in cleanarc.clean(page, "https://other.example/new", learned=learned).text
    inside = text(story(3), "Gulls of the day", story(4))
    assert "Gulls" in cleanarc.clean(inside, f"https://{SITE}/new", learned=learned).text


def test_nothing_learned_changes_nothing() -> None:
    page = html("<p>Gulls of the day</p>", story(1))
    plain = cleanarc.clean(page, f"https://{SITE}/new")
    assert cleanarc.clean(page, f"https://{SITE}/new", learned=Learned()) == plain
    assert plain.versions.learned is None


def test_memory_does_not_grow_with_the_lines() -> None:
    size = Size(run_bytes=500_000, part_rows=2_000)

    def peak(pages: int) -> int:
        tracemalloc.start()
        with Learner(size=size) as learner:
            for n in range(pages):
                site = f"s{n % 50}"
                paragraphs = tuple((hashed(str(n), str(k)), 20) for k in range(10))
                marks = {hashed(str(n), str(k)): Mark(Where.LINE, "", f"line {n} {k}") for k in range(10)}
                learner.add(Sighting(hashed(str(n)), site, "text", 0, paragraphs, marks))
            learner.freeze()
        most = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return most

    peak(10)
    few, many = peak(500), peak(2_500)
    # What is left are some numbers a page.
    assert many - few < 2_000 * 200
    assert many < 2 * few


def test_an_ingest_learns_and_keeps_what_it_learned(tmp_path: Path) -> None:
    source, archive = framed(tmp_path / "in", range(6)), tmp_path / "a"
    ingest([source], archive=archive)
    lines, run_file = only(archive, "learned/*.jsonl"), only(archive, "learned/*.run")
    rows = (
        f'{{"box":"body/div row","kind":null,"n":6,"of":6,"site":"{SITE}","text":"{row}","where":"box"}}\n'
        for row in ("gulls of the day", "the harbour in figures")
    )
    assert lines.read_text() == "".join(rows)
    learned = read_learned(lines)
    assert texts_of(learned) == {"gulls of the day", "the harbour in figures"}
    assert learned.digest is not None
    assert learned.digest.startswith(lines.stem)
    assert learn([source]) == learned
    with open_archive(archive) as opened:
        assert {document.result.versions.learned for document in opened if document.result} == {learned.digest}
    assert verify(archive).findings == ()
    before = tree(archive)
    assert ingest([source], archive=archive).skipped == 6
    assert tree(archive) == before
    # A later run counts what was stored, and no page twice.
    ingest([framed(tmp_path / "more", range(3, 9))], archive=archive)
    newest = set((archive / "learned").glob("*.jsonl")) - {lines}
    assert [{line.of for line in read_learned(path).lines} for path in newest] == [{9}]
    assert run_file.exists()
    ingest([framed(tmp_path / "all", range(9))], archive=tmp_path / "b")
    assert {path.name for path in (tmp_path / "b/learned").glob("*.jsonl")} == {path.name for path in newest}
    rebuild(archive)
    assert verify(archive).findings == ()


@pytest.mark.parametrize("stage", Stage)
def test_an_ingest_that_is_stopped_learns_the_same_when_it_is_run_again(tmp_path: Path, stage: Stage) -> None:
    source = framed(tmp_path / "in", range(6))

    def stop(event: Event) -> None:
        if event.stage is stage and event.done > 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        ingest([source], archive=tmp_path / "a", on_event=stop)
    ingest([source], archive=tmp_path / "a")
    ingest([source], archive=tmp_path / "b")
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def test_an_ingest_that_is_killed_before_it_keeps_what_pages_taught(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = framed(tmp_path / "in", range(6))
    with monkeypatch.context() as patched:
        patched.setattr(job, "keep_run", _killed)
        with pytest.raises(KeyboardInterrupt):
            ingest([source], archive=tmp_path / "a")
    assert verify(tmp_path / "a").findings == ()
    ingest([source], archive=tmp_path / "a")
    ingest([source], archive=tmp_path / "b")
    assert tree(tmp_path / "a") == tree(tmp_path / "b")


def _killed(*arguments: object) -> None:
    raise KeyboardInterrupt


def test_an_ingest_that_is_not_to_learn(tmp_path: Path) -> None:
    source = framed(tmp_path / "in", range(6))
    ingest([source], archive=tmp_path / "a", learn=False)
    assert not (tmp_path / "a/learned").exists()
    # Pages without an address teach nothing, so nothing is written.
    ingest([articles(tmp_path / "unknown")], archive=tmp_path / "b")
    assert not list((tmp_path / "b/learned").glob("*.jsonl"))


def test_damage_to_what_was_learned(tmp_path: Path) -> None:
    source, archive = framed(tmp_path / "in", range(6)), tmp_path / "a"
    ingest([source], archive=archive)
    lines, run_file = only(archive, "learned/*.jsonl"), only(archive, "learned/*.run")
    data = lines.read_bytes()
    lines.unlink()
    put(archive, "learned/stray.txt", "What is this?")
    run_file.write_bytes(run_file.read_bytes()[:-1])
    assert {(f.file, f.message.split(":")[0]) for f in verify(archive).findings} == {
        (f"learned/{lines.name}", "the learned lines that texts were cleaned with are missing"),
        (f"learned/{run_file.name}", "its SHA-256 is not that in its name"),
        ("learned/stray.txt", "this file does not belong to the archive"),
    }
    (archive / "learned/stray.txt").unlink()
    with pytest.raises(ArchiveDamagedError, match="remove it"):
        ingest([source], archive=archive)
    run_file.unlink()
    newer = b'{"schema":2}\n'
    put(archive, f"learned/{hashlib.sha256(newer).hexdigest()[:16]}.run", newer)
    with pytest.raises(ArchiveDamagedError, match="is no run of sightings"):
        ingest([source], archive=archive)
    only(archive, "learned/*.run").unlink()
    ingest([source], archive=archive)
    lines.write_bytes(data)
    assert verify(archive).findings == ()


@pytest.mark.parametrize("text", [b"line", b"line\0\0\xff", b"nowhere\0\0a line"], ids=["whole", "utf-8", "where"])
def test_a_run_that_holds_texts_of_no_lines(text: bytes, tmp_path: Path) -> None:
    """Its name is that of its content: somebody wrote it so."""
    source, archive = framed(tmp_path / "in", range(6)), tmp_path / "a"
    ingest([source], archive=archive)
    run_file = only(archive, "learned/*.run")
    run, data = read_run(run_file), run_file.read_bytes()
    texts = run.rows("texts").copy()
    texts["size"] = len(text)
    tables = data[: run.ends["texts"] - texts.nbytes]
    run_file.unlink()
    forged = tables + texts.tobytes() + text * len(texts)
    put(archive, f"learned/{hashlib.sha256(forged).hexdigest()[:16]}.run", forged)
    framed(tmp_path / "in", range(7))
    for work in (lambda: ingest([source], archive=archive), lambda: reclean(archive=archive)):
        with pytest.raises(ArchiveDamagedError, match="it holds a text that is that of no line"):
            work()
