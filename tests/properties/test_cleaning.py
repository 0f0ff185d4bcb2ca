"""A cleaning never raises, is the same each time, and is told whole by its page and ledger."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import HTML, TEXTS, WORDS

import cleanarc
from cleanarc.cleaning.decode import decode
from cleanarc.cleaning.render import apply, render
from cleanarc.cleaning.segment import segment
from cleanarc.model import CleanResult, Ledger

MEDIA_TYPES = st.sampled_from([None, "text/html", "text/plain"])
CHARSETS = st.sampled_from([None, "utf-8", "utf-16", "latin-1", "shift_jis", "gb2312", "x-sjis", "rot13", "nonsense"])


def check(result: CleanResult) -> None:
    assert render(apply(result.ledger, result.page)) == result.text
    at = 0
    for edit in sorted([*result.ledger.removals, *result.ledger.repairs], key=lambda e: e.span):
        assert at <= edit.span.start < edit.span.end <= len(result.page.text)
        at = edit.span.end
    assert result.text or result.problems
    for revision in result.revisions:
        assert all(0 <= span.start < span.end <= len(result.page.text) for span in revision.spans)


@given(TEXTS, MEDIA_TYPES)
def test_text(text: str, media_type: str | None) -> None:
    result = cleanarc.clean(text, media_type=media_type)
    check(result)
    assert cleanarc.clean(text, media_type=media_type) == result


@given(HTML)
def test_html(html: str) -> None:
    result = cleanarc.clean(html)
    assert result.media_type == "text/html"
    check(result)
    assert cleanarc.clean(html.replace("\0", ""), media_type="text/html") == cleanarc.clean(
        html.replace("\0", "").encode("utf-8"), media_type="text/html; charset=utf-8"
    )


@given(st.binary(max_size=200) | st.text(max_size=50).map(lambda text: text.encode("utf-16")), MEDIA_TYPES)
def test_bytes(data: bytes, media_type: str | None) -> None:
    check(cleanarc.clean(data, media_type=media_type))


@given(st.text(st.characters(exclude_categories=()), max_size=60))
def test_lone_surrogates(text: str) -> None:
    check(cleanarc.clean(text))


@given(st.binary(max_size=300), CHARSETS, st.booleans())
def test_decoding_never_raises(data: bytes, charset: str | None, is_html: bool) -> None:
    decoded = decode(data, charset, is_html=is_html)
    decoded.text.encode()
    assert "\0" not in decoded.text


@given(TEXTS)
def test_the_page_of_a_text_is_that_text(text: str) -> None:
    assert segment(text, is_html=False).page.text == (text if text.strip() else "")


@given(
    st.lists(WORDS, min_size=1, max_size=8), st.sampled_from(["p", "li", "tr><td", "div", "h2", "pre", "figcaption"])
)
def test_the_page_of_html_has_every_visible_word_in_order(words: list[str], tag: str) -> None:
    lines = "".join(f"<{tag}>{line}" for line in words)
    html = f"<body><script>no</script>{'<table>' * (tag == 'tr><td')}{lines}<!-- no --></table></body>"
    assert segment(html, is_html=True).page.text.split() == " ".join(words).split()


@given(st.lists(WORDS, max_size=8))
def test_a_clean_text_stays_as_it_is(paragraphs: list[str]) -> None:
    page = segment("\n \n".join(paragraphs), is_html=False).page
    text = render(apply(Ledger(), page))
    again = segment(text, is_html=False).page
    assert render(apply(Ledger(), again)) == text
    assert text == "".join("\n\n".join(paragraphs) + "\n" for _ in paragraphs[:1])


@pytest.mark.parametrize("depth", [2_000, 100_000])
def test_deep_html(depth: int) -> None:
    check(cleanarc.clean("<div>" * depth + "The bridge was opened." + "</div>" * depth))
