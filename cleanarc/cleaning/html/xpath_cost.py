"""What an XPath may cost on a page, at most, told before it is evaluated.

libxml2 evaluates without a deadline, and there are short expressions that take hours on a page of 20,000 elements: to
merge node sets it compares every node of one with every node of the other. So the steps of an expression are read as
the evaluator takes them, with the greatest sets that the page allows. One that could be too dear is not evaluated. It
is a bound of counts and no deadline, so it falls alike on every machine.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

MAX_COST = 2_000_000_000
"""Of all expressions of a config on one page, in comparisons of nodes: libxml2 2.14 makes that many in a second and a
half. On article pages most expressions cost less than a million."""
_VISIT = 30
"""Comparisons that take as long as it takes to visit a node."""
_CHARACTERS = 8
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
    """How large a page is: its elements (and comments), in all and of each name, its texts, how deep they stand, the
    most that stand beside one another, and the characters of its text."""

    elements: int
    named: Mapping[str, int]
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
    reader.expression(1.0)
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


class _Reader:
    """Reads an expression token by token, as the grammar of XPath 1.0 has it, and sums up what it costs.

    Each method takes how often, or for how many nodes, its part is evaluated, and gives how many nodes come of it in
    all; 1 for what is no set.
    """

    def __init__(self, tokens: list[str], sizes: Sizes, count: Callable[[str], int] | None) -> None:
        self.tokens = tokens
        self.sizes = sizes
        self.count = count
        self.at = 0
        self.cost = 0.0
        self._nested = 0
        self._single = False
        """Whether the last step goes from one node to one node at most."""
        self._predicates_open = 0

    def expression(self, times: float) -> float:
        self._nested += 1
        if self._nested > _MAX_NESTED:
            raise UnreadableXPath(f"it nests more than {_MAX_NESTED} expressions")
        size = self._operand(times)
        while (operator := self._peek()) in _OPERATORS:
            self.at += 1
            other = self._operand(times)
            if operator in _COMPARISONS:
                self.cost += size * other / times
                size = size + other if operator == "|" else times
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

    def _operand(self, times: float) -> float:
        self.cost += times
        while self._peek() == "-":
            self.at += 1
        token = self._peek()
        if token[:1] in {'"', "'"} or token[:1].isdigit() or (token[:1] == "." and token[1:].isdigit()):
            self.at += 1
            return times
        if token == "$":
            raise UnreadableXPath("it has a variable")
        if token == "(" or (self._peek(1) == "(" and token not in _NODE_TYPES and token[:1].isalpha()):
            return self._filtered(times)
        return self._path(times)

    def _filtered(self, times: float) -> float:
        """A bracket or a call of a function, and the predicates and steps behind it."""
        start = self.at
        if self._peek() == "(":
            self._take("(")
            size = self.expression(times)
        else:
            self._take()
            self._take("(")
            size = times
            while self._peek() != ")":
                self.expression(times)
                if self._peek() == ",":
                    self._take(",")
        self._take(")")
        self._predicates(size)
        if self._peek() in {"/", "//"}:
            return self._steps(start, size, merges=True)
        return size

    def _path(self, times: float) -> float:
        """A location path. Its nodes may be asked for their text, which is reckoned once for each evaluation."""
        start = self.at
        if self._peek() in {"/", "//"}:
            before, self.cost = self.cost, 0.0
            size = times * self._steps(start, 1.0, merges=False)
            self.cost = before + times * self.cost
        else:
            size = self._relative(start, times, merges=False)
        self.cost += self._text_of(self.tokens[start : self.at], times)
        return size

    def _text_of(self, path: list[str], times: float) -> float:
        """The text below all elements is that of the page as often as they stand in one another; that of nodes which
        are not below those that are asked about may be the whole page's each time."""
        if "@" in path[-2:-1] or "attribute" in path[-3:-2]:
            return times
        goes_down = path[0] not in {"/", "//"} and _NOT_DOWN.isdisjoint(path)
        rounds = min(times, self.sizes.depth * self._rounds(times)) if goes_down else times
        return rounds * self.sizes.characters / _CHARACTERS

    def _rounds(self, size: float) -> float:
        """How often a set of so many nodes may hold each node of the page, at least once."""
        return max(1.0, size / self.sizes.nodes)

    def _steps(self, start: int, size: float, *, merges: bool) -> float:
        """A "/" or "//" and the steps behind it; after a "/" at the start of a path there may be none. `start` is where
        the path starts."""
        if self._take() == "//":
            return self._relative(start, size, merges=merges, first="descendant")
        return self._relative(start, size, merges=merges) if _STEP.match(self._peek()) else size

    def _relative(self, start: int, size: float, *, merges: bool, first: str = "child") -> float:
        size = self._step(size, merges=merges, child=first)
        merges = merges or not self._single
        while self._peek() in {"/", "//"}:
            if self.count and not self._predicates_open and size > 1 and self.cost < MAX_COST:
                size = min(size, self.count(" ".join(self.tokens[start : self.at])))
            child = "descendant" if self._take() == "//" else "child"
            size = self._step(size, merges=merges, child=child)
            merges = merges or not self._single
        return size

    def _step(self, size: float, *, merges: bool, child: str) -> float:
        """One step, `child` being the axis where none is written: behind "//" that of all descendants."""
        axis, test = self._axis_and_test()
        if axis == "child":
            return self._step_along(child, test, size, merges=merges)
        if child == "descendant":
            size = self._step_along("descendant-or-self", "node()", size, merges=merges)
            merges = True
        size = self._step_along(axis, test, size, merges=merges)
        self._single = self._single and child == "child"
        return size

    def _axis_and_test(self) -> tuple[str, str]:
        token = self._take()
        if token in {".", ".."}:
            return ("self" if token == "." else "parent"), "*"
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

    def _step_along(self, axis: str, test: str, size: float, *, merges: bool) -> float:
        """`merges` tells that the nodes come to one set from several, which costs most."""
        most, rounds = self._most(axis, test), self._rounds(size)
        if axis in _NEAR:
            visits = min(size * self.sizes.width, self.sizes.nodes * rounds) if axis == "child" else size
            found = min(visits, most * rounds) if axis == "child" else size
        elif axis in _DOWN:
            visits = min(size * self.sizes.nodes, self.sizes.nodes * self.sizes.depth * rounds)
            found = min(size * most, most * self.sizes.depth * rounds)
        else:
            visits = size * self._reach(axis)
            found = size if self._takes_one() else min(visits, size * most)
        single = axis in {"self", "parent"} or (axis == "attribute" and test != "*") or self._takes_one()
        # What stands right below different nodes is never the same.
        merges = merges and size > 1 and axis not in _NEAR
        self.cost += _VISIT * visits + (found * min(found, most) if merges else 0)
        self._predicates(found)
        self._single = single
        return min(found, most) if merges else found

    def _takes_one(self) -> bool:
        """Whether a number follows as predicate: then the evaluator stops there."""
        return self._peek() == "[" and self._peek(1).isdigit() and self._peek(2) == "]"

    def _reach(self, axis: str) -> int:
        if axis in _UP:
            return 1 if axis == "parent" else self.sizes.depth
        return self.sizes.width if axis in _BESIDE else self.sizes.nodes

    def _most(self, axis: str, test: str) -> float:
        """How many nodes of a page a test may take, at most."""
        if axis in {"attribute", "namespace"} or test == "node()" or ":" in test:
            return self.sizes.nodes
        if test in {"*", "text()"}:
            return self.sizes.elements if test == "*" else self.sizes.texts
        return self.sizes.named.get(test, 0)

    def _predicates(self, size: float) -> None:
        while self._peek() == "[":
            self._take("[")
            self._predicates_open += 1
            self.expression(max(size, 1.0))
            self._predicates_open -= 1
            self._take("]")
