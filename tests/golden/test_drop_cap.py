"""Names and words that open an article in small letters stay as they are; the commonest torn words come out whole."""

import pytest

import cleanarc
from cleanarc.rules.openings import openings

REST = "waited outside the pier for the tide, the port authority said on Monday, and some of them left."
SMALL = (
    "iPhone", "iPad", "eBay", "nVidia", "adidas", "thyssenkrupp", "easyJet", "bell hooks", "danah boyd", "k.d. lang",
    "e.e. cummings", "van der Berg", "van Gogh", "von der Leyen", "de Gaulle", "de la Cruz", "della Francesca",
    "ten Hag", "d'Arc", "d’Artagnan", "al-Shabaab", "el-Sisi", "ibn Battuta", "bin Salman", "'t Hart", "'s-Gravenhage",
    "ffrench", "af Klint", "zu Guttenberg", "da Vinci", "dos Santos", "di Maria", "le Carré", "mRNA", "pH", "xkcd",
    "hen parties", "his ships", "her ships", "he", "they", "when", "while", "this", "our", "all", "and", "or", "der",
    "die", "les", "une", "las", "los", "uno", "ale", "jest", "это", "они", "vor", "als", "era", "ons", "het", "och",
)  # fmt: skip
TORN = (
    "After", "Although", "According", "Another", "Because", "Before", "However", "Hundreds", "Officials", "Police",
    "Thursday", "Nachdem", "Während", "Obwohl", "Lorsque", "Depuis", "Plusieurs", "Mientras", "Después", "Miércoles",
    "Secondo", "Depois", "Enquanto", "Volgens", "Enligt", "Politiet", "Poliisi", "Podczas", "Protože", "Miután",
    "Potrivit", "Ancak", "Menurut", "После", "Сегодня", "Після", "Σύμφωνα",
)  # fmt: skip


@pytest.mark.parametrize("opening", SMALL)
def test_a_small_letter_that_is_meant_stays(opening: str) -> None:
    title = f"What {opening} did in Lindmouth"
    others = f"{opening} had been there before. Marc, Ivan, Then, Where, Chile, Turing and {opening.title()} had not."
    for text in (f"{opening} {REST}", f"{title}\n\nBy Jo Example\n\n{opening} {REST}\n\n{others}\n"):
        assert [r for r in cleanarc.clean(text).ledger.repairs if r.rule == "drop-cap"] == []


@pytest.mark.parametrize("word", TORN)
def test_a_word_that_opens_articles_is_restored(word: str) -> None:
    text = f"What happened in Lindmouth\n\nBy Jo Example\n\n{{}} {REST}\n\nIt was calm the day after, and ships left.\n"
    assert cleanarc.clean(text.format(word[1:])).text == cleanarc.clean(text.format(word)).text
    apart = f"{word[0]} {word[1:]}"
    assert cleanarc.clean(text.format(apart)).text == cleanarc.clean(text.format(word)).text


def test_no_rest_of_a_word_is_a_word_that_opens_articles_itself() -> None:
    known = openings().apart
    assert [rest for rest in openings().by_rest if rest in known] == []
