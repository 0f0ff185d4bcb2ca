"""Invented articles of invented sites, as learning meets them."""

import hashlib
import random
from collections.abc import Iterable, Iterator
from pathlib import Path

from archives import put

from cleanarc.cleaning.prepare import prepare
from cleanarc.learning import Learner, sight
from cleanarc.model import Capture, Learned
from cleanarc.rules.registry import load_rules

_SUBJECTS = ("The ferry", "A crane", "The council", "A pilot", "The museum", "The bakery", "A choir", "The lighthouse")
_DEEDS = ("reopened", "was sold", "moved inland", "lost its roof", "found a sponsor", "changed its name", "sank twice")
_REASONS = ("the tide had turned", "no one had asked", "the paint was wet", "a goat stood in the way", "it was Tuesday")

BANNER = "Six ferries, one harbour, one Post"
PACK = """
name = "lindpost"
why = "A paper."
hosts = ["lindpost.example"]
[[layout]]
since = 2020-01-01
[[layout.line]]
name = "banner"
kind = "donation"
where = "line"
pattern = "six ferries, one harbour, one post"
why = "its banner"
[[example]]
text = "Six ferries, one harbour, one Post"
removed = ["Six ferries, one harbour, one Post"]
[[near_miss]]
text = "They give to the post what they can."
"""
"""A site pack that takes the banner away."""


def story(seed: int, paragraphs: int = 5) -> list[str]:
    """The paragraphs of an article that no other seed has."""
    choice = random.Random(seed)
    return [
        f"{choice.choice(_SUBJECTS)} of {_name(choice)} {choice.choice(_DEEDS)} on the {_name(choice)} quay, because "
        f"{choice.choice(_REASONS)}. {_name(choice)} said that the {_name(choice)} family would see to it, and that "
        f"nobody in {_name(choice)} had meant any harm."
        for _ in range(paragraphs)
    ]


def _name(choice: random.Random) -> str:
    return "".join(choice.choices("abdefgiklmnorstu", k=7)).capitalize()


def text(*lines: str | Iterable[str]) -> str:
    """A plain text: single lines and the paragraphs of stories."""
    return "\n\n".join(line for part in lines for line in ([part] if isinstance(part, str) else part))


def html(*parts: str | Iterable[str], url: str = "") -> str:
    """A page: parts of markup as they are, and the paragraphs of stories in an article's box."""
    link = f'<link rel="canonical" href="{url}">' if url else ""
    body = "".join(
        part if isinstance(part, str) else f'<div class="story">{"".join(f"<p>{p}</p>" for p in part)}</div>'
        for part in parts
    )
    head = f'<meta charset="utf-8"><title>{hashlib.sha256(body.encode()).hexdigest()}</title>{link}'
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>"


def learned_from(pages: Iterable[tuple[str | None, str]]) -> Learned:
    """What pages teach, each with its address."""
    with Learner() as learner:
        for url, content in pages:
            media_type = "text/html" if content.startswith("<") else "text/plain"
            data = content.encode()
            prepared = prepare(Capture(data, media_type, url), load_rules())
            if seen := sight(prepared, hashlib.sha256(data).hexdigest(), load_rules()):
                learner.add(seen)
        return learner.freeze()


def at(site: str, contents: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Pages with an address each, on one site."""
    return ((f"https://{site}/{n}", content) for n, content in enumerate(contents))


def framed(folder: Path, seeds: Iterable[int], site: str = "paper.example") -> Path:
    """A folder of pages of one site, with the same lines around each article."""
    for n in seeds:
        url = f"https://{site}/news/{n}"
        frame = '<div class="row">Gulls of the day</div>', '<div class="row">The harbour in figures</div>'
        put(folder, f"{n:02d}.html", html(f"<h1>Story {n}</h1>", frame[0], story(n), frame[1], url=url))
    return folder
