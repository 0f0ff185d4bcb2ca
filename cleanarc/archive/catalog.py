"""The catalog: what the archive holds, in SQLite, derived from the WARC files. `schema.sql` describes its tables."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from cleanarc.archive.layout import document_number
from cleanarc.errors import ArchiveDamagedError, NotFoundError
from cleanarc.model import Problem, Source

SCHEMA = (files("cleanarc.archive") / "schema.sql").read_text("utf-8")
VERSION = 4
"""`PRAGMA user_version` of a catalog of this schema."""

TABLES = ("files", "records", "documents", "sources", "cleanings", "problems", "removed")

_PAGE = 256
_MOST_CAPTURES = 1_000
"""Documents at one address that are looked at: some sites give one address to all of their pages."""

_AT_SAME_ADDRESS = """
WITH addresses (url) AS (
    SELECT uri FROM sources WHERE document = ?1
    UNION SELECT canonical FROM sources WHERE document = ?1 AND canonical IS NOT NULL
    UNION SELECT canonical FROM cleanings WHERE document = ?1 AND canonical IS NOT NULL
)
SELECT document FROM (
    SELECT document FROM sources WHERE uri IN addresses
    UNION SELECT document FROM sources WHERE canonical IN addresses
    UNION SELECT document FROM cleanings WHERE canonical IN addresses
)
ORDER BY document <> ?1, document LIMIT ?2
"""
"""The documents that were found at an address of one, or that give one of its addresses for their own; that one first,
so that it is there however many they are."""


_ADDRESS = "SELECT '', uri, date FROM records WHERE id IN (?1, ?2) ORDER BY id != ?1 LIMIT 1"
"""The source of a document, without its path, as its raw record or its text tells it, where damage took what told it
whole."""

_LOST = (
    (
        "NOT EXISTS (SELECT 1 FROM records WHERE id = d.record)",
        Problem("raw-lost", "Damage took its original bytes: ingest its source again.", transient=True),
    ),
    (
        "NOT EXISTS (SELECT 1 FROM cleanings WHERE document = d.number)",
        Problem("text-lost", "Damage took its text: ingest its source again.", transient=True),
    ),
)
"""What a repaired archive may lack of a document `d`, and the problem that says so."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where a record is: the file relative to the archive, offset and length of its member."""

    file: str
    offset: int
    length: int


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as `ls` shows it; `record` is the id of the record that holds its bytes.

    Where damage took what told of its sources, the path is empty; where it took all that did, there is no source.
    """

    name: str
    sha256: str
    record: str
    sources: tuple[Source, ...]
    title: str | None
    language: str | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What the catalog keeps of a cleaning: its metadata record, its conversion, and what `ls` shows."""

    record: str
    conversion: str | None
    text_sha256: str
    title: str | None
    language: str | None
    canonical: str | None
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class StoredCleaning:
    """A cleaning of a document: its metadata record, and the conversion with its text, where there is one."""

    cleaning: str
    conversion: str | None
    text_sha256: str
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Tombstone:
    """What is left of a document that was removed: its name and SHA-256, why it was, and on which day."""

    name: str
    sha256: str
    why: str
    date: str


@contextmanager
def readable(path: Path) -> Iterator[None]:
    """Turns SQLite's complaint about a catalog into one that says what to do."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise ArchiveDamagedError(f"{path} can't be used ({error}): run 'cleanarc rebuild'.") from error


def connect(path: Path, oldest: int = VERSION) -> sqlite3.Connection:
    """A connection that only reads, to a catalog of this schema, or of one that is no older than `oldest`.

    Raises ArchiveDamagedError when there is no catalog that can be read.
    """
    with readable(path):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            _check_version(connection, oldest)
        except sqlite3.DatabaseError:
            connection.close()
            raise
    return connection


def connect_for_writing(path: Path) -> sqlite3.Connection:
    """A connection that writes in transactions of our own; a catalog that is not there is made, empty."""
    with readable(path):
        connection = sqlite3.connect(path, isolation_level=None)
        try:
            if not connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                create(connection)
            _check_version(connection)
        except sqlite3.DatabaseError:
            connection.close()
            raise
    return connection


def create(connection: sqlite3.Connection) -> None:
    """Makes the tables in an empty database."""
    connection.executescript(f"BEGIN;\n{SCHEMA}\nPRAGMA user_version = {VERSION};\nCOMMIT;")


def _check_version(connection: sqlite3.Connection, oldest: int = VERSION) -> None:
    found = connection.execute("PRAGMA user_version").fetchone()[0]
    if not oldest <= found <= VERSION:
        raise sqlite3.DatabaseError(f"its schema is {found}, not {VERSION}")


class CatalogReader:
    """Asks a catalog. Nothing stays open between two questions, so a run that writes is not held up."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._db = connection

    def files(self) -> frozenset[str]:
        return frozenset(row[0] for row in self._db.execute("SELECT file FROM files"))

    def count(self) -> int:
        return int(self._db.execute("SELECT count(*) FROM documents").fetchone()[0])

    def hashes(self) -> Iterator[str]:
        """The SHA-256 of every document, and of every one that was removed."""
        rows = self._db.execute("SELECT sha256 FROM documents UNION ALL SELECT sha256 FROM removed")
        return (sha256 for (sha256,) in rows)

    def listed(self) -> Iterator[Listed]:
        """Every document in the order of the numbers."""
        after = -1
        while page := self._page("number > ? ORDER BY number LIMIT ?", (after, _PAGE)):
            yield from (listed for _, listed in page)
            after = page[-1][0]

    def incomplete(self) -> Iterator[tuple[Listed, tuple[Problem, ...]]]:
        """The documents of which damage took the original bytes or the text, in their order, and what says so."""
        lack = " OR ".join(condition for condition, _ in _LOST)
        for row in self._db.execute(f"SELECT number FROM documents d WHERE {lack} ORDER BY number").fetchall():
            yield from ((listed, self._lost(number)) for number, listed in self._page("number = ?", row))

    def find(self, name: str) -> Listed:
        """The document of this name, or of this number, or the only one whose name begins so.

        Raises NotFoundError when there is none, or more than one; of one that was removed it says so, and why.
        """
        number = _number(name)
        exact = self._page("name = ? OR number = ? LIMIT 2", (name, number))
        found = exact or self._page("substr(name, 1, ?) = ? ORDER BY number LIMIT 2", (len(name), name))
        if not found and (gone := self.find_removed(name)):
            raise NotFoundError(f"{gone.name} was removed on {gone.date}: {gone.why}")
        if not found or not name:
            raise NotFoundError(f"The archive has no document '{name}': 'cleanarc ls' lists what there is.")
        if len(found) > 1:
            raise NotFoundError(f"More than one document begins with '{name}': give more of its name.")
        return found[0][1]

    def find_removed(self, name: str) -> Tombstone | None:
        """What is left of a document that was removed, by its name, its number or its SHA-256."""
        row = self._db.execute(
            "SELECT name, sha256, why, date FROM removed WHERE name = ?1 OR number = ?2 OR sha256 = ?1",
            (name, _number(name)),
        ).fetchone()
        return Tombstone(*row) if row else None

    def at_same_address(self, listed: Listed) -> tuple[Listed, ...]:
        """The documents that share an address with one, itself among them, by date and then number."""
        number = document_number(listed.name)
        rows = self._db.execute(_AT_SAME_ADDRESS, (number, _MOST_CAPTURES)).fetchall()
        found = [one for row in sorted(rows) for _, one in self._page("number = ?", row)]
        return tuple(sorted(found, key=lambda one: min((source.date for source in one.sources), default="")))

    def captured(self, name: str) -> Source | None:
        """The first source of a document of which the page itself was captured, not only a text that others extracted;
        None when there is none."""
        row = self._db.execute(
            "SELECT s.path, s.uri, s.date FROM documents d JOIN sources s ON s.document = d.number"
            " JOIN records r ON r.id = s.record WHERE d.name = ? AND r.type != 'conversion' ORDER BY s.id LIMIT 1",
            (name,),
        ).fetchone()
        return Source(*row) if row else None

    def current(self, name: str) -> StoredCleaning | None:
        """The newest cleaning of a document; None when none is known, as damage may take what tells of it."""
        return next(self._cleanings(name, "DESC LIMIT 1"), None)

    def cleanings(self, name: str) -> tuple[StoredCleaning, ...]:
        """The cleanings of a document, the oldest first."""
        return tuple(self._cleanings(name, "ASC"))

    def locate(self, record: str) -> Location | None:
        """Where a record is; None when the archive has none of this id."""
        row = self._db.execute("SELECT file, offset, length FROM records WHERE id = ?", (record,)).fetchone()
        return Location(*row) if row else None

    def _cleanings(self, name: str, order: str) -> Iterator[StoredCleaning]:
        rows = self._db.execute(
            "SELECT c.record, c.conversion, c.text_sha256, c.id FROM documents d JOIN cleanings c"
            f" ON c.document = d.number WHERE d.name = ? ORDER BY c.id {order}",
            (name,),
        ).fetchall()
        return (StoredCleaning(record, text, digest, self._problems(n)) for record, text, digest, n in rows)

    def _problems(self, cleaning: int | None) -> tuple[Problem, ...]:
        problems = self._db.execute(
            "SELECT code, message, transient FROM problems WHERE cleaning = ? ORDER BY position", (cleaning,)
        )
        return tuple(Problem(code, message, bool(transient)) for code, message, transient in problems)

    def _lost(self, number: int) -> tuple[Problem, ...]:
        query = "SELECT 1 FROM documents d WHERE number = ? AND"
        found = (self._db.execute(f"{query} {condition}", (number,)).fetchone() for condition, _ in _LOST)
        return tuple(problem for lost, (_, problem) in zip(found, _LOST, strict=True) if lost)

    def _page(self, condition: str, values: tuple[object, ...]) -> list[tuple[int, Listed]]:
        query = f"SELECT number, name, sha256, record FROM documents WHERE {condition}"
        return [(number, self._listed(number, *about)) for number, *about in self._db.execute(query, values).fetchall()]

    def _listed(self, number: int, name: str, sha256: str, record: str) -> Listed:
        cleaning = self._db.execute(
            "SELECT id, title, language, conversion FROM cleanings WHERE document = ? ORDER BY id DESC LIMIT 1",
            (number,),
        ).fetchone() or (None, None, None, None)
        sources = (
            self._db.execute("SELECT path, uri, date FROM sources WHERE document = ? ORDER BY id", (number,)).fetchall()
            or self._db.execute(_ADDRESS, (record, cleaning[3])).fetchall()
        )
        return Listed(
            name,
            sha256,
            record,
            tuple(Source(*row) for row in sources),
            cleaning[1],
            cleaning[2],
            self._problems(cleaning[0]) + self._lost(number),
        )


def _number(name: str) -> int:
    """The number that a name is, -1 where it is none."""
    return int(name) if name.isascii() and name.isdigit() and len(name) < 16 else -1
