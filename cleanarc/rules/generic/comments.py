"""Comment sections: their headings, forms and buttons, and the comments below them."""

from collections.abc import Iterator, Mapping

from cleanarc.model import Kind, Removal
from cleanarc.rules.base import Example, Rule
from cleanarc.rules.examples import BODY, FERRY
from cleanarc.rules.threads import boxed_thread, headed_thread, headless_thread
from cleanarc.rules.view import View
from cleanarc.rules.whole_lines import below, whole_lines

_WALL = "The old wall stood for ninety years, and nobody asked who had paid for it before it broke last winter."


def _propose(view: View) -> Iterator[Removal]:
    yield from whole_lines(RULE, view)
    for index, evidence in _thread(view).items():
        if index not in view.prompts:
            yield RULE.remove(view.lines[index], evidence)


def _thread(view: View) -> Mapping[int, str]:
    """The lines of comments, by index, with what tells them."""
    boxed = {index: f"it stands in a box named '{name}', below the text" for index, name in boxed_thread(view).items()}
    heading = headed_thread(view)
    if heading is not None:
        start, evidence = heading, f"in the comments from '{view.lines[heading].text}' to the page's end"
    elif (first := headless_thread(view)) is not None:
        start, evidence = first, "in the comments, most with a reply button, that go on to the page's end"
    else:
        return boxed
    return boxed | dict.fromkeys(range(start, len(view.lines)), evidence)


def _page(below: str) -> str:
    text = "".join(f"<p>{BODY[language]}</p>" for language in ("en", "de", "fr"))
    return f"<body><article><h1>The harbour reopens</h1>{text}</article>{below}</body>"


RULE = Rule(
    name="comments",
    code="P16",
    kind=Kind.COMMENTS,
    why="Readers wrote the comments, not the author.",
    risk="A log of dated entries below a subheading 'Comments', up to the page's end.",
    removes=(
        below(FERRY["en"], "Leave a comment"),
        below(FERRY["de"], "Kommentar schreiben"),
        below("Паром не выйдет в море раньше понедельника.", "Оставить комментарий"),
        below("轮渡周一前停航。", "发表评论"),
        below(
            FERRY["en"],
            "2 comments",
            "Jo Sample says:",
            "They should have built the wall higher when they had the money for it.",
            "Reply",
            "Al Other says:",
            "The old wall stood for ninety years.",
            "Reply",
        ),
        below(
            FERRY["de"],
            "Kommentare",
            "Jo Beispiel",
            "vor 3 Stunden",
            "Die Mauer hätte höher sein müssen.",
            "Antworten",
            "Uwe Muster",
            "vor 5 Stunden",
            "Die alte Mauer hielt neunzig Jahre.",
            "Antworten",
        ),
        below(
            FERRY["en"],
            "Jo Sample says",
            "They should have built the wall higher.",
            "Reply",
            "Al Other says",
            "The old wall stood for ninety years.",
            "Reply",
            "Kim Third says",
            "Who pays for the new one?",
            "Reply",
        ),
        Example(
            _page(
                f'<div class="comment-body"><p>{FERRY["en"]}</p></div><div class="comment-body"><p>{_WALL}</p></div>'
            ),
            (FERRY["en"], _WALL),
        ),
        Example(
            _page(
                f'<section id="kommentare"><b>Jo</b><div>3. Mai 2021</div><p>{FERRY["de"]}</p><b>Uwe Muster</b>'
                f"<div>4. Mai 2021</div><p>Das sehe ich anders.</p></section><p>{FERRY['de']}</p>"
            ),
            ("Jo", "3. Mai 2021", FERRY["de"], "Uwe Muster", "4. Mai 2021", "Das sehe ich anders."),
        ),
        Example(
            _page(
                "".join(
                    f'<div class="x1"><a href="/u/{name}">{name}</a><div>il y a 3 heures</div>'
                    "<p>Je n’y crois pas.</p><button>Répondre</button></div>"
                    for name in ("Jo", "Al", "Kim")
                )
            ),
            (
                "Jo",
                "il y a 3 heures",
                "Je n’y crois pas.",
                "Répondre",
                "Al",
                "il y a 3 heures",
                "Je n’y crois pas.",
                "Répondre",
                "Kim",
                "il y a 3 heures",
                "Je n’y crois pas.",
                "Répondre",
            ),
        ),
        # A forum: the first is what the others answer.
        Example(
            "".join(
                f'<div class="post"><a href="/u/{name}">{name}</a><div>3 May 2021</div><p>{FERRY["en"]}</p>'
                "<a href=/r>Reply</a> <a href=/q>Quote</a></div>"
                for name in ("Jo", "Al", "Kim", "Ann")
            ),
            tuple(text for name in ("Al", "Kim", "Ann") for text in (name, "3 May 2021", FERRY["en"], "Reply Quote")),
        ),
        # On sites that run Slash readers rate comments.
        below(
            FERRY["en"],
            "Re: Who pays for it? (Score:2)",
            "The old wall stood for ninety years.",
            "Not in my name (Score:4, Interesting)",
            "They should have built it higher.",
            "Re: (Score:0)",
            "No.",
            "Re: (Score:1)",
            "Yes.",
            "Re: Who pays for it? (Score:5, Informative)",
            "The islands do.",
        ),
        Example(
            f"{FERRY['en']}\n\nReply\n\nYour email address will not be published. Required fields are marked *",
            ("Reply", "Your email address will not be published. Required fields are marked *"),
        ),
    ),
    keeps=(
        f"{FERRY['en']}\n\nComments\n\n{FERRY['en']}\n\n{FERRY['en']}",
        f"{FERRY['en']}\n\nThe mayor’s comments came two days after the storm.\n\n{FERRY['en']}",
        f"{FERRY['en']}\n\nReply\n\n{FERRY['en']}",
        f"{FERRY['en']}\n\nWhat do you think?\n\nThat it is late, says the captain.\n\n{FERRY['en']}",
        # An article in a box of such a name, an editor's comment in an article, a live blog.
        f"<p>{FERRY['en']}</p><div class='post comments-open'><p>{BODY['en']}</p><p>{FERRY['en']}</p></div>",
        _page(f'<div class="comment"><p>{FERRY["en"]}</p></div><p>{BODY["en"]}</p>'),
        _page(f"<section><div>3 hours ago</div><h3>The ferry</h3><p>{FERRY['en']}</p></section>" * 6),
        (
            f"{FERRY['en']}\n\nThe captain says\n\n{FERRY['en']}\n\n"
            f"The engineer says\n\n{FERRY['en']}\n\nThe mayor says\n\n{FERRY['en']}"
        ),
    ),
    propose=_propose,
)
