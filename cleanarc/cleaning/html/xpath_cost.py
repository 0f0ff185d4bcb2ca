"""What an XPath may cost on a page, at most, told before it is evaluated.

libxml2 evaluates without a deadline, and there are short expressions that take hours on a page of 20,000 elements: to
merge node sets it compares every node of one with every node of the other. So the steps of an expression are read as
the evaluator takes them, with the greatest sets that the page allows. One that could be too dear is not evaluated. It
is a bound of counts and no deadline, so it falls alike on every machine.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

MAX_COST = 2_000_000_000
"""Of all expressions of a config on one page, in comparisons of nodes: libxml2 2.14 makes that many in a second and a
half. On article pages most expressions cost less than a million."""
_VISIT = 30
"""Comparisons that take as long as it takes to visit a node."""
_CHARACTERS = 4
"""Characters that are copied in the time of a comparison."""
_MAX_LENGTH = 4000
_MAX_NESTED = 40

_TOKEN = re.compile(
    r"""\s*(?:("[^"]*"|'[^']*')|(\d+(?:\.\d*)?|\.\d+)|(::|//|\.\.|!=|<=|>=|[()\[\]@,/|+=<>*.$-])"""
    r"""|([^\W\d][\w.-]*(?::(?:[^\W\d][\w.-]*|\*))?))"""
)
_OPERATORS = frozenset({"or", "and", "=", "!=", "<", "<=", ">", ">=", "+", "-", "*", "div", "mod", "|"})
_COMPARISONS = frozenset({"=", "!=", "<", "<=", ">", ">=", "|"})
_NODE_TYPES = frozenset({"node", "text", "comment", "processing-instruction"})
_UP = frozenset({"parent", "ancestor", "ancestor-or-self"})
_BESIDE = frozenset({"following-sibling", "preceding-sibling"})
_BEYOND = frozenset({"following", "preceding"})
_DOWN = frozenset({"descendant", "descendant-or-self"})
_NEAR = frozenset({"child", "self", "attribute", "namespace"})
_AXES = _UP | _BESIDE | _BEYOND | _DOWN | _NEAR
_NOT_DOWN = _UP | _BESIDE | _BEYOND | {".."}
_STEP = re.compile(r"[^\W\d]|[.@*]")
"""The start of a step."""


class UnreadableXPath(ValueError):
    """The expression is no XPath 1.0, or is too long or too deeply nested to be told."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """How large a page is: its elements (and comments), in all and of each name, how many of a name stand in one
    another at most, its texts, how deep they stand, the most that stand beside one another, and the characters of its
    text."""

    elements: int
    named: Mapping[str, int]
    nested: Mapping[str, int]
    texts: int
    depth: int
    width: int
    characters: int

    @property
    def nodes(self) -> int:
        return self.elements + self.texts


def cost_of(expression: str, sizes: Sizes, count: Callable[[str], int] | None = None) -> float:
    """At most so many comparisons of nodes. Raises UnreadableXPath.

    `count` tells how many nodes an expression gives: it is asked for the front of one whose next step may be dear, when
    that front is cheap. Most of them end in one element.
    """
    if len(expression) > _MAX_LENGTH:
        raise UnreadableXPath(f"it is longer than {_MAX_LENGTH} characters")
    reader = _Reader(_tokens(expression), sizes, count)
    reader.expression(_ONE)
    if reader.at < len(reader.tokens):
        raise UnreadableXPath(f"'{reader.tokens[reader.at]}' is not expected there")
    return reader.cost


def _tokens(expression: str) -> list[str]:
    tokens = []
    at, end = 0, len(expression.rstrip())
    while at < end:
        match = _TOKEN.match(expression, at)
        if match is None:
            raise UnreadableXPath(f"'{expression[at:].strip()[:20]}' is not expected there")
        tokens.append(match[match.lastindex or 0])
        at = match.end()
    return tokens


class _Nodes(NamedTuple):
    """So many nodes at most, each of the page's among them so often at most, and so many of them in one another."""

    size: float
    repeats: float
    depth: float


_ONE = _Nodes(1.0, 1.0, 1.0)


class _Reader:
    """Reads an expression token by token, as the grammar of XPath 1.0 has it, and sums up what it costs.

    A part is evaluated once for each of some nodes, `each`. Its method gives how many nodes come of that in all; as
    many as there are evaluations for what is no set of nodes.
    """

    def __init__(self, tokens: list[str], sizes: Sizes, count: Callable[[str], int] | None) -> None:
        self.tokens = tokens
        self.sizes = sizes
        self.count = count
        self.at = 0
        self.cost = 0.0
        self._nested = 0
        self._predicates_open = 0

    def expression(self, each: _Nodes) -> float:
        self._nested += 1
        if self._nested > _MAX_NESTED:
            raise UnreadableXPath(f"it nests more than {_MAX_NESTED} expressions")
        size = self._operand(each)
        while (operator := self._peek()) in _OPERATORS:
            self.at += 1
            other = self._operand(each)
            if operator in _COMPARISONS:
                self.cost += size * other / each.size
                size = size + other if operator == "|" else each.size
        self._nested -= 1
        return size

    def _peek(self, ahead: int = 0) -> str:
        at = self.at + ahead
        return self.tokens[at] if at < len(self.tokens) else ""

    def _take(self, expected: str = "") -> str:
        token = self._peek()
        if not token or (expected and token != expected):
            raise UnreadableXPath(f"'{expected or 'something'}' is missing before '{token}'")
        self.at += 1
        return token

    def _operand(self, each: _Nodes) -> float:
        self.cost += each.size
        while self._peek() == "-":
            self.at += 1
        token = self._peek()
        if token[:1] in {'"', "'"} or token[:1].isdigit() or (token[:1] == "." and token[1:].isdigit()):
            self.at += 1
            return each.size
        if token == "$":
            raise UnreadableXPath("it has a variable")
        if token == "(" or (self._peek(1) == "(" and token not in _NODE_TYPES and token[:1].isalpha()):
            return self._filtered(each)
        return self._path(each)

    def _filtered(self, each: _Nodes) -> float:
        """A bracket or a call of a function, and the predicates and steps behind it."""
        start = self.at
        if self._peek() == "(":
            self._take("(")
            size = self.expression(each)
        else:
            self._take()
            self._take("(")
            size = each.size
            while self._peek() != ")":
                self.expression(each)
                if self._peek() == ",":
                    self._take(",")
        self._take(")")
        found = _Nodes(size, min(size, each.size), self.sizes.depth)
        self._predicates(found)
        if self._peek() in {"/", "//"}:
            return self._steps(start, found, each.size, merges=True)
        return size

    def _path(self, each: _Nodes) -> float:
        """A location path. Its nodes may be asked for their text, which is reckoned once for each evaluation."""
        start = self.at
        if self._peek() in {"/", "//"}:
            before, self.cost = self.cost, 0.0
            size = each.size * self._steps(start, _ONE, 1.0, merges=False)
            self.cost = before + each.size * self.cost
        else:
            size = self._relative(start, each, each.size, merges=False)
        self.cost += self._text_of(self.tokens[start : self.at], each)
        return size

    def _text_of(self, path: list[str], each: _Nodes) -> float:
        """The text below all elements is that of the page as often as they stand in one another; that of nodes which
        are not below those that are asked about may be the whole page's each time."""
        if "@" in path[-2:-1] or "attribute" in path[-3:-2]:
            return each.size
        goes_down = path[0] not in {"/", "//"} and _NOT_DOWN.isdisjoint(path)
        times = min(each.size, each.depth * each.repeats) if goes_down else each.size
        return times * self.sizes.characters / _CHARACTERS

    def _steps(self, start: int, nodes: _Nodes, times: float, *, merges: bool) -> float:
        """A "/" or "//" and the steps behind it; after a "/" at the start of a path there may be none. `start` is where
        the path starts, `times` how often it is evaluated."""
        if self._take() == "//":
            return self._relative(start, nodes, times, merges=merges, first="descendant")
        return self._relative(start, nodes, times, merges=merges) if _STEP.match(self._peek()) else nodes.size

    def _relative(self, start: int, nodes: _Nodes, times: float, *, merges: bool, first: str = "child") -> float:
        """`merges` tells that the nodes of one evaluation come to one set from several, which costs most."""
        nodes, is_one = self._step(nodes, times, merges=merges, child=first)
        while self._peek() in {"/", "//"}:
            if self.count and not self._predicates_open and nodes.size > 1 and self.cost < MAX_COST:
                size = min(nodes.size, self.count(" ".join(self.tokens[start : self.at])))
                nodes = _Nodes(size, 1.0, min(size, nodes.depth))
            child = "descendant" if self._take() == "//" else "child"
            merges = merges or not is_one
            nodes, is_one = self._step(nodes, times, merges=merges, child=child)
        return nodes.size

    def _step(self, nodes: _Nodes, times: float, *, merges: bool, child: str) -> tuple[_Nodes, bool]:
        """The nodes that one step goes to, and whether it goes to one from each. `child` is the axis where none is
        written: behind "//" that of all descendants, which the evaluator takes where no predicate follows; else it goes
        to all nodes first, and from them to their children."""
        axis, test = self._axis_and_test()
        if child == "descendant" and axis == "child" and self._peek() != "[":
            axis = "descendant"
        elif child == "descendant":
            found = self._walk("descendant-or-self", "node()", nodes, merges=merges)
            nodes, merges = self._set_of(found, "node()", times), True
        found = self._walk(axis, test, nodes, merges=merges)
        is_one = child == "child" and (
            axis in {"self", "parent"} or (axis == "attribute" and test != "*") or self._takes_one()
        )
        self._predicates(found)
        return self._set_of(found, test if axis != "attribute" else "node()", times), is_one

    def _set_of(self, found: _Nodes, test: str, times: float) -> _Nodes:
        """The nodes that were found, each once for each evaluation."""
        repeats = min(found.repeats, times)
        return _Nodes(min(found.size, max(1.0, self._most(test)) * repeats), repeats, found.depth)

    def _axis_and_test(self) -> tuple[str, str]:
        token = self._take()
        if token in {".", ".."}:
            return ("self" if token == "." else "parent"), "node()"
        axis = "child"
        if token == "@":
            axis, token = "attribute", self._take()
        elif self._peek() == "::":
            self._take()
            axis, token = token, self._take()
        if axis not in _AXES:
            raise UnreadableXPath(f"'{axis}' is no axis")
        if token in _NODE_TYPES and self._peek() == "(":
            while self._take() != ")":
                pass
            return axis, "text()" if token == "text" else "node()"
        if token != "*" and not (token[0].isalpha() or token[0] == "_"):
            raise UnreadableXPath(f"'{token}' is not expected there")
        return axis, token

    def _walk(self, axis: str, test: str, nodes: _Nodes, *, merges: bool) -> _Nodes:
        """The nodes that an axis leads to, as often as it does."""
        size, repeats, depth = nodes
        sizes, most, deep = self.sizes, self._most(test), self._depth(test)
        if axis == "child":
            visits = min(size * sizes.width, sizes.nodes * repeats)
            found = _Nodes(min(visits, most * repeats), repeats, deep)
        elif axis in _NEAR:
            visits = size
            found = nodes
        elif axis in _DOWN:
            visits = min(size * sizes.nodes, sizes.nodes * depth * repeats)
            found = _Nodes(min(size * most, most * depth * repeats), depth * repeats, deep)
        else:
            visits = size * self._reach(axis)
            found = _Nodes(size if self._takes_one() else min(visits, size * most), size, deep)
        # What stands right below different nodes is never the same.
        merges = merges and size > 1 and axis not in _NEAR
        self.cost += _VISIT * visits + (found.size * min(found.size, most) if merges else 0)
        return found

    def _takes_one(self) -> bool:
        """Whether a number follows as predicate: then the evaluator stops there."""
        return self._peek() == "[" and self._peek(1).isdigit() and self._peek(2) == "]"

    def _reach(self, axis: str) -> int:
        if axis in _UP:
            return 1 if axis == "parent" else self.sizes.depth
        return self.sizes.width if axis in _BESIDE else self.sizes.nodes

    def _most(self, test: str) -> float:
        """How many nodes of a page a test may take, at most."""
        if test == "node()" or ":" in test:
            return self.sizes.nodes
        if test in {"*", "text()"}:
            return self.sizes.elements if test == "*" else self.sizes.texts
        return self.sizes.named.get(test, 0)

    def _depth(self, test: str) -> float:
        """How many of the nodes that a test takes stand in one another, at most."""
        if test in {"node()", "*"} or ":" in test:
            return self.sizes.depth
        return 1.0 if test == "text()" else self.sizes.nested.get(test, 0)

    def _predicates(self, each: _Nodes) -> None:
        each = _Nodes(*(max(number, 1.0) for number in each))
        while self._peek() == "[":
            self._take("[")
            self._predicates_open += 1
            self.expression(each)
            self._predicates_open -= 1
            self._take("]")
