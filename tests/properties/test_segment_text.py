"""Plain text into blocks: nothing is lost, and the shapes of text come out as they went in."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleanarc.cleaning.render import apply, render
from cleanarc.cleaning.segment_text import segment_text
from cleanarc.model import Ledger, Role

LONG = (
    "The harbour of Lindmouth reopened on Monday after six weeks of dredging, the port authority said. Ships waited "
    "outside the pier until noon, and then they left for the north, where the ice is thin."
)
PIECES = st.sampled_from(
    [LONG, "Short line", "- item", "1. one", "2. two", "a | b", "|---|---|", "x\ty", "# Head", "```", "  indented", ""]
)
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\f", "\u2028", "\u2029", "\n \n"])


def rendered(text: str) -> str:
    return render(apply(Ledger(), segment_text(text).page))


@settings(deadline=None, max_examples=100)
@given(st.lists(st.tuples(PIECES, BREAKS), max_size=12) | st.lists(st.tuples(st.text(max_size=30), BREAKS), max_size=6))
def test_the_blocks_tile_the_text_and_no_word_is_lost(parts: list[tuple[str, str]]) -> None:
    text = "".join(piece + gap for piece, gap in parts)
    page = segment_text(text).page
    if text.strip():
        assert page.text == text
        assert "".join(page.text[b.start : b.end] for b in page.blocks) == text


@settings(deadline=None, max_examples=50)
@given(st.lists(PIECES, max_size=12))
def test_line_endings_make_no_difference(pieces: list[str]) -> None:
    assert rendered("\n".join(pieces)) == rendered("\r\n".join(pieces))


@pytest.mark.parametrize("width", [50, 72, 78, 90])
def test_wrapped_paragraphs_are_joined(width: int) -> None:
    paragraphs = [LONG, f"“{LONG}”", LONG, LONG, LONG, LONG]
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in paragraphs)
    assert rendered(text) == "\n\n".join(paragraphs) + "\n"


def test_a_heading_a_list_and_verse_in_wrapped_text_keep_their_lines() -> None:
    prose = "\n\n".join(textwrap.fill(LONG, 72) for _ in range(3))
    item = "- a list item that is so long that it had to be wrapped over two lines of text"
    wrapped = textwrap.fill(item, 72, subsequent_indent="  ")
    text = f"LOW WATER\n\n{prose}\n\n- salt\n{wrapped}\n\nThe tide\ncomes in\nand out\n"
    wanted = f"LOW WATER\n\n{LONG}\n\n{LONG}\n\n{LONG}\n\n- salt\n{item}\n\nThe tide\ncomes in\nand out\n"
    assert rendered(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        f"{LONG}\n\nSubheading\n\n{LONG}\n",
        f"{LONG}\n\n- salt\n- water\n\n1. Cut\n2. Boil\n\n{LONG}\n",
        f"{LONG}\n\nName | Age | Place\nJo | 3 | Lind\nAl | 4 | Lind\n\n{LONG}\n",
        f"{LONG}\n\n```\ndef low():\n\n    return 1\n```\n\n{LONG}\n",
        f"{LONG}\n\nThe gulls are out\nand no one knows\nwhere they will sleep\n\n{LONG}\n",
        "Slow tide\n\nThe harbour sleeps beneath the snow\nand does not know\n\nThe gulls\nare out\n",
        "1. Januar\n\n2024 war ein nasses Jahr.\n",
    ],
)
def test_text_in_its_form_stays_as_it_is(text: str) -> None:
    assert rendered(text) == text


def test_a_paragraph_a_line_needs_no_blank_lines() -> None:
    assert rendered(f"{LONG}\nSubheading\n{LONG}\n– Dialogue?\n– Dialogue.\n") == (
        f"{LONG}\n\nSubheading\n\n{LONG}\n\n– Dialogue?\n\n– Dialogue.\n"
    )


def test_rows_of_a_version_table_are_paragraphs() -> None:
    page = segment_text(f"Version 1 | Version 2\n---|---\n{LONG} | {LONG}\n").page
    assert {block.role for block in page.blocks} == {Role.PARAGRAPH}
