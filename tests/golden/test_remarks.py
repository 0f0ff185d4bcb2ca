"""What readers say is known for it in every language that has a table, and tells a thread; what authors say is not."""

import tomllib
from pathlib import Path

import pytest

import cleanarc
from cleanarc.model import Block, Span
from cleanarc.rules import readers
from cleanarc.rules.examples import FERRY
from cleanarc.rules.line import Line
from cleanarc.rules.readers import is_about_article, is_forum, is_personal, is_remark

TABLE = tomllib.loads((Path(readers.__file__).parent / "data" / "readers.toml").read_text("utf-8"))
STORY = [FERRY["en"]] * 8


def _line(text: str) -> Line:
    return Line(0, Span(0, len(text)), text, Block(0, len(text)))


def _phrases(section: str) -> list[tuple[str, str]]:
    return [(language, text) for language, texts in TABLE[section].items() for text in texts]


@pytest.mark.parametrize("section", ["opens", "holds", "piece"])
def test_every_phrase_makes_a_remark(section: str) -> None:
    assert [text for _, text in _phrases(section) if not is_remark(_line(f"{text.capitalize()}!"))] == []


def test_what_is_said_of_the_article_is_told_from_other_remarks() -> None:
    assert [text for _, text in _phrases("piece") if not is_about_article(_line(f"{text.capitalize()}!"))] == []
    assert not any(is_about_article(_line(text)) for text in ("Thank you, Tom.", "I agree.", "Hi Jo,", "Wow!"))


def test_greetings_and_those_who_speak_of_themselves_are_known() -> None:
    assert [text for _, text in _phrases("greetings") if not is_remark(_line(f"{text.capitalize()} Jo,"))] == []
    assert [text for _, text in _phrases("self") if not is_personal(_line(f"{text.capitalize()} 1 2 3 4"))] == []


@pytest.mark.parametrize(
    "text",
    [
        "“Great post!”",
        "Great ships have come to the harbour since Monday.",
        "Thanks for reading! Leave a comment below.",
        "Thanks to the ferry, the islands are near.",
        "Hello and goodbye are the same word here, the captain said.",
        "The post was great.",
    ],
)
def test_what_an_author_may_say_is_no_remark(text: str) -> None:
    assert not is_remark(_line(text))


@pytest.mark.parametrize("language", sorted(TABLE["piece"]))
def test_a_thread_is_told_in_each_language(language: str) -> None:
    said = [f"{text.capitalize()}!" for text in [*TABLE["piece"][language][:2], *TABLE["opens"][language][:3]]]
    result = cleanarc.clean("\n\n".join([*STORY, *said]))
    assert result.text == cleanarc.clean("\n\n".join(STORY)).text


@pytest.mark.parametrize("title", ["Letters to the Editor", "Leserbriefe", "Courrier des lecteurs", "Cartas"])
def test_a_page_of_letters_is_left_alone(title: str) -> None:
    said = ["Great article last week!", "Thanks for sharing it.", "I agree with Jo.", "Wow."]
    assert is_forum(title)
    assert cleanarc.clean("\n\n".join([title, *STORY, *said])).text.endswith("Wow.\n")
