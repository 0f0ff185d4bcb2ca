"""What rules compare: the short ways to fold a text, cut it into words and see its end say what the long ones do."""

import re
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from cleanarc.rules.folding import bare, fold
from cleanarc.rules.prose import ends_sentence
from cleanarc.rules.words import count_words, words_in

TEXTS = st.one_of(
    st.text(alphabet=st.characters(max_codepoint=0x7F)),
    st.text(),
    st.text(alphabet="aB1_ .-'’“…”»)]!？؟。\t\n\xa0\xaděßŻ港ก"),
)


@given(TEXTS)
def test_words_are_those_of_the_regular_expression(text: str) -> None:
    assert words_in(text) == re.findall(r"\w+", text)


@given(TEXTS)
def test_words_without_spaces_count_by_two_letters(text: str) -> None:
    unspaced = re.findall(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]", text)
    assert count_words(text) == max(len(re.findall(r"\w+", text)), len(unspaced) // 2)


@given(TEXTS)
def test_folding_is_the_same_for_any_alphabet(text: str) -> None:
    marks = str.maketrans("’‘ʼ“”„«»‑‐", '\'\'\'"""""--', "\xad")
    assert fold(text) == " ".join(unicodedata.normalize("NFKC", text.translate(marks)).casefold().split())


@given(TEXTS)
def test_a_bare_text_has_letters_at_its_ends_and_loses_none(text: str) -> None:
    left = bare(text)
    assert left in text
    assert bare(left) == left
    assert [char for char in left if char.isalnum()] == [char for char in text if char.isalnum()]


@given(TEXTS)
def test_a_sentence_ends_in_its_mark_whatever_closes_behind_it(text: str) -> None:
    end = re.search(r"[.!?…。！？؟।։]+[\"'”’»“」』）)\]]*$", text.rstrip())
    assert ends_sentence(text) == bool(end)
