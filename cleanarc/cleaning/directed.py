"""A page as an ftr-site-config directs it: reshaped before it is cut into blocks, and what the config finds on it.

docs/rules.md says what each directive does. All expressions see the same tree, the reshaped one. One that can't be
evaluated finds nothing; one that might take too long is passed over, with a problem. The page is cleaned all the same.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import TypeVar

from cleanarc.cleaning.html.limits import MAX_CHARACTERS
from cleanarc.cleaning.html.lxml_page import CostlyXPath, LxmlPage, Node, UnusableXPath
from cleanarc.cleaning.segmented import Directed, Mark
from cleanarc.model import Problem
from cleanarc.rules.foreign.site_config import Directive, SiteConfig

_ON_THE_TREE = frozenset({"body", "dissolve", "move_into", "strip", "strip_id_or_class", "wrap_in"})
"""Directives that reshape the page or find text on it; without any, it is cut as other pages are."""
_MOST_READ = 1_000_000_000
"""Characters that all replacements of strings in one page may read: a second's work."""
_T = TypeVar("_T")


@dataclass(slots=True)
class Direction:
    """A config at work on one page; `problems` tell what was passed over."""

    config: SiteConfig
    problems: list[Problem] = field(default_factory=list)

    def replaced(self, html: str) -> str:
        """The source of the page with strings replaced."""
        left = _MOST_READ
        for directive in self.config.each("replace_string"):
            find, value = directive.argument, directive.value
            left -= len(html)
            if left < 0 or len(html) + html.count(find) * (len(value) - len(find)) > MAX_CHARACTERS:
                self._pass_over(directive, "makes too much of the page")
            else:
                html = html.replace(find, value)
        return html

    @property
    def is_on_the_tree(self) -> bool:
        """Whether the page is to be cut from the tree that the config sees."""
        return any(directive.name in _ON_THE_TREE for directive in self.config.directives)

    def tell(self, html: bytes) -> Directed:
        """What a config finds that is not on the tree: facts. `html` is as for `direct`."""
        return self._told(LxmlPage(html))

    def direct(self, html: bytes) -> tuple[str, Directed]:
        """The markup of the page's reshaped body, and what the config finds on it. `html` is the source in UTF-8, its
        strings replaced and its limits held."""
        page = LxmlPage(html)
        for directive in self.config.directives:
            self._reshape(page, directive)
        bodies = [(directive, self._find_body(page, directive)) for directive in self.config.each("body")]
        strips = [(directive, self._find_strips(page, directive)) for directive in self._strips()]
        told = self._told(page)
        written = page.write([node for _, nodes in (*bodies, *strips) for node in nodes])

        def marks(found: list[tuple[Directive, list[Node]]]) -> Iterator[Mark]:
            for directive, nodes in found:
                if places := tuple(written.places[node] for node in nodes if node in written.places):
                    yield Mark(directive, places)

        return written.markup, replace(told, bodies=tuple(marks(bodies)), strips=tuple(marks(strips)))

    def _told(self, page: LxmlPage) -> Directed:
        title, authors, date = (self._facts(page, name) for name in ("title", "author", "date"))
        self._look_for_clues(page)
        return Directed(self.config, title=next(iter(title), None), authors=authors, date=next(iter(date), None))

    def _reshape(self, page: LxmlPage, directive: Directive) -> None:
        if directive.name == "dissolve":
            page.dissolve(self._find(page, directive))
        elif directive.name == "wrap_in":
            page.wrap(self._find(page, directive), directive.argument)
        elif directive.name == "move_into":
            into = self._find(page, directive, directive.argument)
            if into:
                page.move(self._find(page, directive), into[0])

    def _strips(self) -> Iterator[Directive]:
        return (d for d in self.config.directives if d.name in {"strip", "strip_id_or_class"})

    def _find_strips(self, page: LxmlPage, directive: Directive) -> list[Node]:
        by_name = directive.name == "strip_id_or_class"
        return self._find(page, directive, f"//*[{_named(directive.value)}]" if by_name else directive.value)

    def _find_body(self, page: LxmlPage, directive: Directive) -> list[Node]:
        skipped = [f"[not({_named(skip.value)})]" for skip in self.config.each("skip_id_or_class")]
        return self._find(page, directive, f"({directive.value}){''.join(skipped)}" if skipped else directive.value)

    def _facts(self, page: LxmlPage, name: str) -> tuple[str, ...]:
        """The texts that the first directive of a name which finds any finds."""
        found = (self._asked(directive, page.texts, directive.value) or () for directive in self.config.each(name))
        return next(filter(None, found), ())

    def _look_for_clues(self, page: LxmlPage) -> None:
        for clue in self.config.each("native_ad_clue"):
            if self._asked(clue, page.holds, clue.value):
                said = f"{clue.file} takes the page for an advertisement: {clue.value} is there."
                self.problems.append(Problem("native-ad", said))
                return

    def _find(self, page: LxmlPage, directive: Directive, xpath: str | None = None) -> list[Node]:
        return self._asked(directive, page.find, directive.value if xpath is None else xpath) or []

    def _asked(self, directive: Directive, ask: Callable[[str], _T], xpath: str) -> _T | None:
        """The answer; None where there is none to be had."""
        try:
            return ask(xpath)
        except CostlyXPath as error:
            self._pass_over(directive, str(error))
        except UnusableXPath:
            # What no page can be asked is said once, by the check of the config.
            pass
        return None

    def _pass_over(self, directive: Directive, why: str) -> None:
        where = f"{directive.file}, line {directive.line}"
        self.problems.append(Problem("directive-passed-over", f"{where}: '{directive.text}' {why}."))


def _named(part: str) -> str:
    """The condition that an element's id or class contains a text; quotation marks are left out of it."""
    plain = part.replace("'", "").replace('"', "")
    return f"contains(@id, '{plain}') or contains(@class, '{plain}')"
