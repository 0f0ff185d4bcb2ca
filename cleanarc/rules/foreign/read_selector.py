"""Selectors of cosmetic filters from their text. The only module that knows the parser of CSS, cssselect2.

The arguments of operators that filter lists add are no CSS: they are lifted out, and read by themselves.
"""

import re
from collections.abc import Iterator, Sequence

from cssselect2 import parser as css

from cleanarc.rules.foreign.operators import lifted, parts_of
from cleanarc.rules.foreign.selectors import (
    AnyOf,
    Attribute,
    Class,
    Combinator,
    Has,
    HasText,
    Id,
    NoneOf,
    Selector,
    Simple,
    Step,
    Tag,
    Upward,
)
from cleanarc.rules.foreign.text_pattern import read_pattern
from cleanarc.rules.foreign.unusable import Reason, Unusable

_MAX_CHARACTERS = 4000
_MAX_DEPTH = 16
"""Brackets open at a time."""
_MAX_STEPS = 100
"""Combinators in a selector; the parser takes long for more."""
_MAX_LEVELS = 256
"""Levels that :upward may go, as uBlock Origin has it."""
_COMBINATOR = re.compile(r"\s*+[\s>~+]\s*+")
_PLAIN = re.compile(r"([.#])(-?[A-Za-z_][\w-]*)")
_OUTSIDE = frozenset({"html", "head", "title", "base", "link", "meta"})
_DROPPED = frozenset(
    {"script", "style", "noscript", "iframe", "noembed", "noframes", "svg", "img", "template", "select"}
)
UNREAD = _OUTSIDE | _DROPPED
"""Elements that the tree of a page does not have: see `cleaning.html.parsed`."""
_COUNTING = ("empty", "-child", "-of-type")
"""Ends of pseudo-classes that count elements, those too that the tree does not have."""
_CHANGING = frozenset({"style", "remove-attr", "remove-class"})
_PSEUDO_ELEMENT = re.compile(r"::|:(?:before|after|first-line|first-letter)\b")


def is_plain(text: str) -> bool:
    """Whether a selector is a class or an id and nothing else."""
    return _PLAIN.fullmatch(text) is not None


def read_selectors(text: str) -> list[tuple[str, Selector]]:
    """The alternatives of a list of selectors, each with its own text. Raises Unusable where one can't be used."""
    if plain := _PLAIN.fullmatch(text):
        return [(text, (Step((Class(plain[2]) if plain[1] == "." else Id(plain[2]),)),))]
    if len(text) > _MAX_CHARACTERS or _depth(text) > _MAX_DEPTH:
        raise Unusable(Reason.LONG)
    return [(part, _Reader(part).selector()) for part in parts_of(text)]


def _depth(text: str) -> int:
    depth = deepest = 0
    for character in text:
        depth += (character in "([{") - (character in ")]}")
        deepest = max(deepest, depth)
    return deepest


class _Reader:
    """Reads one selector."""

    def __init__(self, text: str) -> None:
        # What `:remove()` takes out is what others hide.
        self._css, self._arguments = lifted(text.removesuffix(":remove()"))

    def selector(self) -> Selector:
        if len(_COMBINATOR.findall(self._css)) > _MAX_STEPS:
            raise Unusable(Reason.LONG)
        try:
            found = list(css.parse(self._css))
        except css.SelectorError as error:
            raise Unusable(Reason.UNSOUND) from error
        if _PSEUDO_ELEMENT.search(self._css) and any(one.pseudo_element for one in found):
            raise Unusable(Reason.RUNNING)
        return self._steps(found[0].parsed_tree, moves=True)

    def _steps(self, tree: object, first: Combinator = Combinator.INSIDE, *, moves: bool = False) -> Selector:
        """The steps of a selector; only where it `moves` may it go upward from an element to one around it."""
        compounds: list[tuple[Sequence[object], Combinator]] = []
        while isinstance(tree, css.CombinedSelector):
            compounds.append((tree.right.simple_selectors, _combinator(tree.combinator)))
            tree = tree.left
        assert isinstance(tree, css.CompoundSelector)
        compounds.append((tree.simple_selectors, first))
        return tuple(
            Step(tuple(self._simple(one, moves=moves) for one in simples), combinator)
            for simples, combinator in reversed(compounds)
        )

    def _simple(self, one: object, *, moves: bool) -> Simple:
        simple: Simple
        match one:
            case css.ClassSelector():
                simple = Class(one.class_name)
            case css.IDSelector():
                simple = Id(one.ident)
            case css.LocalNameSelector():
                simple = Tag(_read_tag(one.lower_local_name))
            case css.AttributeSelector():
                simple = Attribute(one.lower_name, one.operator or "", one.value or "", one.case_sensitive is False)
            case css.NegationSelector():
                simple = NoneOf(_exact(self._alternatives(one.selector_list)))
            case css.MatchesAnySelector() | css.SpecificityAdjustmentSelector():
                simple = AnyOf(self._alternatives(one.selector_list))
            case css.RelationalSelector():
                simple = Has(self._relatives(one.selector_list))
            case css.FunctionalPseudoClassSelector():
                simple = self._operator(one.name, one.arguments, moves=moves)
            case css.PseudoClassSelector():
                raise Unusable(_reason_of(one.name))
            case _:
                raise Unusable(Reason.UNSOUND)
        return simple

    def _alternatives(self, found: Sequence[css.Selector]) -> tuple[Selector, ...]:
        return _not_empty(self._steps(one.parsed_tree) for one in found)

    def _relatives(self, found: Sequence[css.RelativeSelector]) -> tuple[Selector, ...]:
        return _not_empty(self._steps(one.selector.parsed_tree, _combinator(one.combinator)) for one in found)

    def _operator(self, name: str, arguments: Sequence[object], *, moves: bool) -> Simple:
        argument = self._arguments.get(_number(arguments))
        if argument is None:
            raise Unusable(_reason_of(name))
        if name == "has-text":
            try:
                return HasText(read_pattern(argument))
            except ValueError as error:
                raise Unusable(Reason.PATTERN) from error
        if not moves:
            raise Unusable(Reason.UNSOUND)
        argument = argument.strip()
        if not argument.isdecimal():
            return Upward(selectors=tuple(selector for _, selector in read_selectors(argument)))
        if not 0 < len(argument) < 4 or not 0 < int(argument) < _MAX_LEVELS:
            raise Unusable(Reason.UNSOUND)
        return Upward(int(argument))


def _number(arguments: Sequence[object]) -> int:
    """The number that stands for an argument that was lifted out; -1 where there is none."""
    values = [getattr(token, "int_value", None) for token in arguments]
    return values[0] if len(values) == 1 and values[0] is not None else -1


def _not_empty(selectors: Iterator[Selector]) -> tuple[Selector, ...]:
    found = tuple(selectors)
    if not found:
        raise Unusable(Reason.UNSOUND)
    return found


def _combinator(written: str) -> Combinator:
    if written == "+":
        # Between two neighbours may be elements that the tree does not have.
        raise Unusable(Reason.UNREAD)
    return Combinator(written)


def _read_tag(name: str) -> str:
    if name in UNREAD:
        raise Unusable(Reason.UNREAD)
    return str(name)


def _reason_of(pseudo_class: str) -> Reason:
    if pseudo_class in _CHANGING:
        return Reason.STYLE
    return Reason.UNREAD if pseudo_class.endswith(_COUNTING) else Reason.RUNNING


def _exact(selectors: tuple[Selector, ...]) -> tuple[Selector, ...]:
    """Selectors as they are, where no element that the tree does not have could be what they look for: what :not asks
    for must not seem to be missing."""
    for selector in selectors:
        for simple in (simple for step in selector for simple in step.simples):
            inner = simple.selectors if isinstance(simple, Has | AnyOf) else ()
            if isinstance(simple, Has) and not all(_names_tag(one) for one in inner):
                raise Unusable(Reason.UNREAD)
            _exact(inner)
    return selectors


def _names_tag(selector: Selector) -> bool:
    return any(isinstance(simple, Tag) for simple in selector[-1].simples)
