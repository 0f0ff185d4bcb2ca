"""A document as a row of a data set: the same columns, of the same types, for every document."""

from dataclasses import dataclass

from cleanarc.model import Document, Metadata, Problem, Source


@dataclass(frozen=True, slots=True)
class RowMetadata:
    """What is known of a document besides its text. What is not known is None or empty.

    `uri`, `path` and `captured` (WARC form) are those of the document's first source; `sources` holds them all.
    """

    title: str | None
    authors: tuple[str, ...]
    date: str | None
    publisher: str | None
    via: str | None
    agencies: tuple[str, ...]
    dateline: str | None
    language: str | None
    description: str | None
    canonical_url: str | None
    uri: str
    path: str
    captured: str
    sha256: str
    media_type: str
    cleaner: str
    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """`id` is the document's name in the archive, `text` its clean text.

    The three columns are those that datatrove reads by default; Hugging Face datasets, DuckDB and Polars read
    `metadata` as a struct.
    """

    id: str
    text: str
    metadata: RowMetadata


def row_of(document: Document) -> Row:
    """The row of a document. Raises ValueError when it has no text."""
    if document.result is None:
        raise ValueError(f"{document.name} has no text")
    result, source = document.result, document.sources[0]
    known: Metadata = result.metadata
    return Row(
        document.name,
        result.text,
        RowMetadata(
            title=known.title,
            authors=known.authors,
            date=known.date,
            publisher=known.publisher,
            via=known.via,
            agencies=known.agencies,
            dateline=known.dateline,
            language=known.language,
            description=known.description,
            canonical_url=known.canonical_url,
            uri=source.uri,
            path=source.path,
            captured=source.date,
            sha256=document.sha256,
            media_type=result.media_type,
            cleaner=result.versions.cleaner,
            sources=document.sources,
            problems=document.problems,
        ),
    )
