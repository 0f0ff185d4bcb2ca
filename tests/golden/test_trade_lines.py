"""Lines that stand around articles in many languages go as what they are, and the story above them stays."""

import tomllib
from pathlib import Path

import pytest

import cleanarc

LANGUAGES = tomllib.loads((Path(__file__).parent / "trade_lines.toml").read_text("utf-8"))
LINES = [
    pytest.param(said["story"], kind, line, id=f"{language}-{kind}-{n}")
    for language, said in LANGUAGES.items()
    for kind, lines in said.items()
    if kind != "story"
    for n, line in enumerate(lines)
]


@pytest.mark.parametrize(("story", "kind", "line"), LINES)
def test_a_line_below_a_story_goes_as_what_it_is(story: str, kind: str, line: str) -> None:
    result = cleanarc.clean(f"{story}\n\n{line}\n")
    gone = [(result.page.text[r.span.start : r.span.end].strip(), r.kind.value) for r in result.ledger.removals]
    assert gone == [(line, kind)]


def test_every_kind_is_known_in_every_language() -> None:
    kinds = LANGUAGES["en"].keys()
    assert len(LANGUAGES) >= 28
    assert [language for language, said in LANGUAGES.items() if not kinds <= said.keys()] == []
