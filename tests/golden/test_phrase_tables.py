"""The clues by which phrases are looked up hide none of them from a line that says it."""

import re

import pytest

from cleanarc.rules.folding import bare
from cleanarc.rules.phrase_tables import load_phrases
from cleanarc.rules.words import count_words


def test_every_whole_line_is_found() -> None:
    phrases = load_phrases()
    assert [text for text, phrase in phrases.exact.items() if phrases.find(text, count_words(text)) != phrase] == []


@pytest.mark.parametrize("filling", ["7", "ann low", "林德港"])
def test_every_phrase_with_slots_is_found_when_they_are_filled(filling: str) -> None:
    phrases = load_phrases()
    lines = {bare(filling.join(slotted.literals)): slotted for slotted in phrases.slotted}
    said = [line for line, slotted in lines.items() if re.fullmatch(slotted.pattern, line)]
    assert len(said) > len(lines) / 10
    assert [line for line in said if phrases.find(line, count_words(line)) is None] == []


def test_every_pitch_is_tried_on_a_line_that_holds_its_cues() -> None:
    phrases = load_phrases()
    tried = 0
    for pitch in phrases.pitches:
        for opening in pitch.openings or ("",):
            line = bare(" ".join((opening.strip(), *(stems[0] for stems in pitch.stems), "now")))
            if pitch.matches(line, count_words(line)):
                tried += 1
                assert phrases.find(line, max(4, count_words(line))) is not None, line
    assert tried > len(phrases.pitches) / 2
