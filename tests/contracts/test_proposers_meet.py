"""Where configs, filters and learned lines meet: whoever stands higher decides, and no page raises anything."""

from pathlib import Path

import pytest

import cleanarc
from cleanarc.api import verify
from cleanarc.errors import UsageError

URL = "https://www.lindpost.example/story/{n}"
WORDS = [
    "harbour", "bridge", "council", "winter", "market", "engineer", "letter", "signal", "timber", "garden", "copper",
    "meadow", "lantern", "orchard",
]  # fmt: skip
PACK = """
name = "lindpost"
why = "A paper."
hosts = ["www.lindpost.example"]
[marks]
need = 1
patterns = ["printed at the lindpost works"]
[[layout]]
since = 2020-01-01
[[layout.line]]
name = "banner"
kind = "donation"
where = "line"
pattern = "give to the post.*"
why = "its banner"
[[example]]
text = "Give to the Post, and it will be there tomorrow"
removed = ["Give to the Post, and it will be there tomorrow"]
[[near_miss]]
text = "They give to the post office what they can."
"""


def story(n: int) -> list[str]:
    """Paragraphs that no other story has."""
    return [
        f"The {WORDS[(n + m) % 14]} of Lindmouth {n}{m} was {WORDS[(n * m + 3) % 14]}, the {WORDS[m]} said on Monday. "
        f"Nobody knew why {WORDS[(n + 2 * m) % 14]} number {n * 31 + m} had come, and {WORDS[(m + 5) % 14]} was shut."
        for m in range(7)
    ]


def page(n: int) -> str:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in story(n))
    return f"""<html><head><title>Story {n}</title><link rel="canonical" href="{URL.format(n=n)}"></head><body>
    <div class="head">Lindpost saves the harbour</div>
    <div id="story"><h1>Story {n}</h1><div class="text">{paragraphs}</div>
    <div class="since">Founded at the harbour in 1902</div></div></body></html>"""


@pytest.fixture
def pages(tmp_path: Path) -> Path:
    folder = tmp_path / "pages"
    folder.mkdir()
    for n in range(6):
        (folder / f"{n}.html").write_text(page(n), "utf-8")
    return folder


def config(folder: Path, text: str) -> Path:
    path = folder / "lindpost.example.txt"
    path.write_text(text, "utf-8")
    return path


def test_a_learned_line_goes_inside_the_body_that_a_config_names(pages: Path, tmp_path: Path) -> None:
    own = config(tmp_path, "body: //div[@id='story']\n")
    learned = cleanarc.learn([pages], rules=[own])
    result = cleanarc.clean(page(0), URL.format(n=0), rules=[own], learned=learned)
    assert "1902" not in result.text
    assert story(0)[0] in result.text


def test_a_filter_does_not_take_the_body_that_a_config_names(tmp_path: Path) -> None:
    own = config(tmp_path, "body: //div[@id='b']\n")
    filters = tmp_path / "boxes.adb"
    filters.write_text("##.zork\n", "utf-8")
    elsewhere = "".join(f"<p>{paragraph}</p>" for paragraph in story(1))
    body = '<div id="b" class="zork"><p>Stop press: port shut.</p></div>'
    html = f'<html><body><div id="a">{elsewhere}</div>{body}</body></html>'
    result = cleanarc.clean(html, URL.format(n=1), rules=[own, filters])
    assert result.text == "Stop press: port shut.\n"


def test_texts_teach_of_the_site_whose_pack_of_ones_own_tells_them(tmp_path: Path) -> None:
    folder = tmp_path / "texts"
    folder.mkdir()
    for n in range(6):
        lines = ["Lindpost reader service desk", f"Story {n}", *story(n), "Printed at the Lindpost works"]
        (folder / f"{n}.txt").write_text("\n\n".join(lines), "utf-8")
    own = tmp_path / "lindpost.toml"
    own.write_text(PACK, "utf-8")
    assert cleanarc.learn([folder]).lines == ()
    assert {line.site for line in cleanarc.learn([folder], rules=[own]).lines} == {"lindpost.example"}


def test_damaged_lines_are_for_verify_and_stop_no_ingest(pages: Path, tmp_path: Path) -> None:
    archive = tmp_path / "archive"
    cleanarc.ingest([pages], archive=archive)
    (lines,) = (archive / "learned").glob("*.jsonl")
    lines.write_bytes(b"{}\n")
    assert cleanarc.ingest([pages], archive=archive).added == 0
    assert any(str(lines.name) in str(finding) for finding in verify(archive).findings)


def test_numbers_without_end_are_no_learned_lines(tmp_path: Path) -> None:
    path = tmp_path / "learned.jsonl"
    path.write_text('{"site":"a","where":"line","box":null,"text":"x","kind":null,"n":1e999,"of":1}\n', "utf-8")
    with pytest.raises(UsageError, match="holds no learned lines"):
        cleanarc.read_learned(path)


@pytest.mark.parametrize(
    "head",
    [
        '<meta property="og:site_name" content="http://[x">',
        '<link rel="canonical" href="http://[::1">',
        '<script type="application/ld+json">{"@type":"NewsArticle","publisher":{"name":"http://[7"}}</script>',
    ],
)
def test_addresses_of_a_page_that_can_not_be_read_raise_nothing(head: str) -> None:
    paragraphs = "".join(f"<p>{paragraph}</p>" for paragraph in story(2))
    result = cleanarc.clean(f"<html><head>{head}<title>Story</title></head><body>{paragraphs}</body></html>")
    assert result.metadata.title == "Story"
