"""Site packs from their TOML files, every field checked, so that a mistake in a pack names its place."""

import datetime
import re
import tomllib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TypeVar

from cleanarc.errors import UsageError
from cleanarc.model import Kind
from cleanarc.rules.base import Example
from cleanarc.rules.sites.pack import Layout, Marks, Place, SiteLine, SitePack

_FOLDER = Path(__file__).parent
_T = TypeVar("_T")
_E = TypeVar("_E", bound=StrEnum)


class PackError(UsageError):
    """A site pack is not what `rules.sites` says; the message names the file and the field."""


@cache
def load_packs() -> tuple[SitePack, ...]:
    """The packs of this installation, by name. Raises PackError when one is wrong."""
    return tuple(read_pack(path) for path in sorted(_FOLDER.glob("*.toml")))


def read_pack(path: Path) -> SitePack:
    """The pack in a TOML file. Raises PackError."""
    return parse_pack(path.name, path.read_text(encoding="utf-8"))


def parse_pack(file: str, text: str) -> SitePack:
    """The pack that a text holds, `file` being the name of the file that it stands in. Raises PackError."""
    try:
        table = _Table(file, tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise PackError(f"{file} is no TOML: {error}; mend it there.") from error
    pack = _pack(table)
    stem = file.removesuffix(".toml")
    table.ask(pack.name == stem, f"name must be the file's own, {stem!r}")
    table.ask(bool(pack.hosts or pack.marks), "hosts or marks must be given, or the pack is never chosen")
    table.ask(len(pack.removes) >= max(1, len(pack.layouts)), "each layout needs an [[example]]")
    table.ask(bool(pack.keeps), "a [[near_miss]] must be given")
    return pack


class _Table:
    """A table of a pack, read field by field with its place in the file for messages."""

    def __init__(self, place: str, fields: Mapping[str, object]) -> None:
        self._place = place
        self._fields = dict(fields)

    def ask(self, holds: bool, what: str) -> None:
        if not holds:
            raise PackError(f"{self._place}: {what}.")

    def take(self, name: str, kind: type[_T]) -> _T:
        value = self._fields.pop(name, None)
        if not isinstance(value, kind):
            raise PackError(f"{self._place}: {name} must be given, as {kind.__name__}.")
        return value

    def take_optional(self, name: str, kind: type[_T]) -> _T | None:
        return self.take(name, kind) if name in self._fields else None

    def take_strings(self, name: str) -> tuple[str, ...]:
        values = self.take_optional(name, list) or []
        self.ask(all(isinstance(value, str) for value in values), f"{name} must be a list of strings")
        return tuple(values)

    def take_pattern(self, name: str) -> re.Pattern[str]:
        return self._pattern(name, self.take(name, str))

    def take_patterns(self, name: str) -> tuple[re.Pattern[str], ...]:
        return tuple(self._pattern(name, text) for text in self.take_strings(name))

    def take_member(self, name: str, members: type[_E]) -> _E:
        text = self.take(name, str)
        self.ask(text in set(members), f"{name} {text!r} must be one of {', '.join(members)}")
        return members(text)

    def take_table(self, name: str) -> "_Table | None":
        table = self.take_optional(name, dict)
        return None if table is None else _Table(f"{self._place} [{name}]", table)

    def take_tables(self, name: str) -> tuple["_Table", ...]:
        tables = self.take_optional(name, list) or []
        return tuple(_Table(f"{self._place} [[{name}]] {n}", table) for n, table in enumerate(tables, 1))

    def done(self, value: _T) -> _T:
        """`value`, once nothing is left in the table that nobody asked for."""
        self.ask(not self._fields, f"unknown field {', '.join(map(repr, self._fields))}")
        return value

    def _pattern(self, name: str, text: str) -> re.Pattern[str]:
        try:
            return re.compile(text)
        except re.error as error:
            raise PackError(f"{self._place}: {name} {text!r} is no regular expression: {error}.") from error


def _pack(table: _Table) -> SitePack:
    marks = table.take_table("marks")
    return table.done(
        SitePack(
            name=table.take("name", str),
            why=table.take("why", str),
            hosts=table.take_strings("hosts"),
            marks=_marks(marks) if marks else None,
            publisher=table.take_optional("publisher", str),
            via=table.take_optional("via", str),
            layouts=tuple(_layout(layout) for layout in table.take_tables("layout")),
            removes=tuple(_example(example) for example in table.take_tables("example")),
            keeps=tuple(miss.done(miss.take("text", str)) for miss in table.take_tables("near_miss")),
        )
    )


def _marks(table: _Table) -> Marks:
    marks = Marks(table.take("need", int), table.take_patterns("patterns"))
    table.ask(1 <= marks.need <= len(marks.patterns), "need must be between 1 and the number of patterns")
    return table.done(marks)


def _layout(table: _Table) -> Layout:
    return table.done(
        Layout(table.take("since", datetime.date), tuple(_line(line) for line in table.take_tables("line")))
    )


def _line(table: _Table) -> SiteLine:
    return table.done(
        SiteLine(
            name=table.take("name", str),
            kind=table.take_member("kind", Kind),
            where=table.take_member("where", Place),
            pattern=table.take_pattern("pattern"),
            why=table.take("why", str),
        )
    )


def _example(table: _Table) -> Example:
    return table.done(Example(table.take("text", str), table.take_strings("removed")))
