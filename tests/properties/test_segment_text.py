"""Plain text into blocks: nothing is lost, and the shapes of text come out as they went in."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import cleanarc
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
BREAKS = st.sampled_from(["\n", "\n\n", "\r\n", "\r", "\f", "\x85", "\u2028", "\u2029", "\n \n"])


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


PROSE = {
    "en": [
        LONG,
        "“It is a good day,” said Jo Example, the harbour master, “but it came late.” She had hoped for an opening in "
        "spring, before the tourists came, and had warned the council about the costs of waiting for much longer.",
        "The dredgers will come back next year. Nobody knows who will pay for them: the region has refused, the state "
        "has not answered, and the town has no money left for a second round of works.",
    ],
    "ru": [
        "Порт Линдск открылся в понедельник после шести недель работ, сообщили накануне в администрации города. Суда "
        "ждали прилива за молом и ушли на север, где лёд тоньше, чем у берега.",
        "«Это хороший день, — сказал начальник порта, — но он пришёл поздно». Он надеялся на весну, до начала сезона, "
        "и предупреждал городской совет о том, во что обойдётся дальнейшее ожидание.",
        "Земснаряды вернутся через год. Никто не знает, кто заплатит: область отказалась, министерство не ответило, а "
        "у города нет денег на второй этап работ в гавани.",
    ],
    "ar": [
        "أعيد افتتاح ميناء لندمار يوم الاثنين بعد ستة أسابيع من أعمال التجريف، وفق ما أعلنت سلطة الميناء في بيان لها "
        "مساء الأحد، وعادت السفن إلى الأرصفة التي كانت قد غادرتها في الخريف الماضي.",
        "وقال مدير الميناء إن الأعمال ستستأنف في العام المقبل، غير أن أحدا لا يعرف من سيدفع ثمنها بعد أن رفضت "
        "المنطقة ولم تجب الدولة، وليس لدى المدينة ما يكفي من المال لمرحلة ثانية.",
    ],
}
VERSE = "The tide comes in\nand goes again\nand leaves the ice\nfor those who wait"
CODE = "```\ndef open(port):\n    return port.state\n```"
TABLE = "Name | Age | Place\nJo | 3 | Lind\nAl | 4 | Lind"


@pytest.mark.parametrize("width", [60, 65, 72, 76])
@pytest.mark.parametrize("language", PROSE)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\x85", "\u2028"], ids=["lf", "crlf", "cr", "nel", "ls"])
def test_wrapped_text_is_joined_whatever_ends_its_lines(language: str, width: int, end: str) -> None:
    text = "\n\n".join(textwrap.fill(paragraph, width) for paragraph in PROSE[language])
    assert rendered(text.replace("\n", end)) == "\n\n".join(PROSE[language]) + "\n"


@pytest.mark.parametrize("width", [60, 65, 72, 76, 80])
@pytest.mark.parametrize("language", PROSE)
@pytest.mark.parametrize("indent", ["  ", "    ", "\xa0\xa0\xa0"])
def test_paragraphs_that_are_only_set_in_are_parted(language: str, width: int, indent: str) -> None:
    text = "\n".join(textwrap.fill(paragraph, width, initial_indent=indent) for paragraph in PROSE[language])
    assert rendered(text) == "\n\n".join(PROSE[language]) + "\n"


@pytest.mark.parametrize("width", [60, 72, 80])
@pytest.mark.parametrize("language", PROSE)
def test_one_wrapped_paragraph_is_enough(language: str, width: int) -> None:
    paragraph = PROSE[language][0]
    assert rendered(textwrap.fill(paragraph, width)) == paragraph + "\n"


@pytest.mark.parametrize("width", [60, 72])
@pytest.mark.parametrize(
    "kept",
    [VERSE, CODE, TABLE, "- salt from the north\n- flour\n- water", textwrap.indent(textwrap.fill(LONG, 50), "> ")],
    ids=["verse", "code", "table", "list", "e-mail"],
)
def test_what_stands_between_wrapped_paragraphs_keeps_its_lines(kept: str, width: int) -> None:
    first, *others = (textwrap.fill(paragraph, width) for paragraph in PROSE["en"])
    wanted = [PROSE["en"][0], kept, *PROSE["en"][1:]]
    assert rendered("\n\n".join([first, kept, *others])) == "\n\n".join(wanted) + "\n"


@pytest.mark.parametrize(
    "text",
    [
        "Six ships that waited for the tide outside of Lindmouth harbour\n\n"
        "Four ferries that left for the outer islands on a Monday morning\n",
        "Ships that waited for the tide outside of Lindmouth on a Monday\n"
        "Ferries that left for the outer islands, and a crane of the port\n"
        "Dredgers, which will be back in the next year if anyone will pay\n",
        "The harbour sleeps, and snow lies on the ropes and on the oars,\n"
        "and no one comes to wake the boats.\n"
        "And when the tide is out, the gulls walk up and down the shores\n"
        "and quarrel over what it brought.\n",
    ],
    ids=["two-headlines", "headlines", "verse"],
)
def test_lines_that_happen_to_be_as_long_are_not_joined(text: str) -> None:
    assert [line for line in rendered(text).split("\n") if line] == [line for line in text.split("\n") if line]


def test_wrapped_text_without_spaces_is_joined() -> None:
    paragraph = (
        "林德港在经历六周的疏浚工程之后于星期一重新开放，首批货船已经顺利进港停靠码头。港务局表示，在未来几个月内还将继续清理"
        "航道，以便更大的船只能够安全进出港口，并且恢复通往外岛的渡轮。当地居民对此表示欢迎，并且希望游客早日回来。"
    )
    wrapped = "\n".join(paragraph[n : n + 36] for n in range(0, len(paragraph), 36))
    assert cleanarc.clean(f"{wrapped}\n\n{wrapped}\n").text == f"{paragraph}\n\n{paragraph}\n"


def test_the_ends_of_wrapped_lines_leave_nothing() -> None:
    text = (
        "The old pier of Lindmouth, which the harbour master had closed in au-\r\ntumn, was opened on Monday after six "
        "weeks of dredging. The long-\r\nawaited ferry is back, and so are visitors of last au\xad\r\ntumn, who had "
        "waited for it, pre-\r\nand post-war villas included, in autumn.\r\n"
    )
    assert cleanarc.clean(text).text == (
        "The old pier of Lindmouth, which the harbour master had closed in autumn, was opened on Monday after six "
        "weeks of dredging. The long-awaited ferry is back, and so are visitors of last autumn, who had "
        "waited for it, pre- and post-war villas included, in autumn.\n"
    )


def test_odd_spaces_and_marks_stay_in_the_page_and_leave_the_text() -> None:
    text = (
        "The\xa0har\xadbour\u2003of Lind\u200bmouth\u2060 re\u2011opened\ufeff on  Monday, after weeks of works.\u2028"
    )
    result = cleanarc.clean(text, media_type="text/plain")
    assert result.page.text == text
    assert result.text == "The harbour of Lindmouth re-opened on Monday, after weeks of works.\n"
