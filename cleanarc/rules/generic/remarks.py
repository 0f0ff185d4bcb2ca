"""Comments of extracted text that nothing marks but what they say."""

from collections.abc import Iterator

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.examples import FERRY, page
from cleanarc.rules.spoken_threads import spoken_thread
from cleanarc.rules.threads import headed_thread, headless_thread
from cleanarc.rules.view import View


def _propose(view: View) -> Iterator[Removal]:
    # Where a thread has marks, they tell better where it starts.
    if view.is_html or headed_thread(view) is not None or headless_thread(view) is not None:
        return
    if thread := spoken_thread(view):
        evidence = f"{thread.remarks} of {thread.lines} lines from here to the end are readers' remarks"
        for line in view.lines[thread.start :]:
            if line.index not in view.prompts:
                yield RULE.remove(line, evidence)


_STORY = (FERRY["en"],) * 6
_SAID = (
    "Al Other",
    "Great article, thanks for sharing!",
    "Jo Sample",
    "I agree, the old wall stood for ninety years and nobody paid a penny for it.",
    "Hi Jo, do you know who will pay for the new one?",
    "What a great read, I had no idea that it was so old!!",
)
_SAID_IN_GERMAN = (
    "Toller Beitrag!",
    "Hallo Jana, fährt die Fähre jetzt auch sonntags?",
    "Vielen Dank für den Artikel und die schönen Bilder.",
    "Ich stimme dir zu, die alte Mauer war schöner.",
)
_SAID_IN_FRENCH = (
    "Merci pour cet article !",
    "Bonjour Jeanne, est-ce que le ferry part aussi le dimanche ?",
    "Je suis d’accord, le vieux mur était plus beau.",
    "Bravo, bel article.",
)


RULE = Rule(
    name="remarks",
    code="P20",
    kind=Kind.COMMENTS,
    why="Readers wrote the comments, not the author.",
    risk="What readers say at an article's end when the article itself prints it, without quotes.",
    removes=(
        # No heading, no button: readers are known by what they say.
        Example(page(*_STORY, *_SAID), _SAID),
        Example(page(*[FERRY["de"]] * 7, *_SAID_IN_GERMAN), _SAID_IN_GERMAN),
        Example(page(*[FERRY["fr"]] * 7, *_SAID_IN_FRENCH), _SAID_IN_FRENCH),
    ),
    keeps=(
        # A speech that ends in thanks, an interview, a review in the first person, and letters to the editor.
        page(
            *_STORY,
            "Thank you for the lifeboat.",
            "Thank you, Ann, for the soup.",
            "Thanks, mother.",
            "Thank you all so much for being here with us tonight.",
        ),
        page(
            *_STORY,
            "Thank you for talking to us.",
            "Thanks for asking!",
            "Great idea to come on a Monday, too.",
            "It is the day on which the ferry rests, and so do I.",
        ),
        page(*_STORY, "I love this harbour.", "I love it at dawn, and my mother loved it.", "It rains.", "I stay."),
        page("Letters to the editor", *_STORY, *_SAID),
        page(*_SAID, *_STORY, *_SAID[::-1]),
        page(*_STORY, *(f"“{line}”" for line in _SAID)),
    ),
    propose=_propose,
)
