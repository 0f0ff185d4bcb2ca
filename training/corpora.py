"""Pages with gold text: a corpus is a folder with `gold.jsonl.gz` and `html/<id>.html.gz`, or `text/<id>.txt.gz`.

A row of gold has id, url, text and variants (texts with optional parts that count as right too).
"""

import gzip
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import tldextract

_SUFFIXES = tldextract.TLDExtract(suffix_list_urls=())


@dataclass(frozen=True, slots=True)
class GoldPage:
    """A page as HTML or text, the text that it should give, and fuller texts that are as right. `domain` is the
    registered one."""

    corpus: str
    id: str
    domain: str
    url: str | None
    data: bytes
    media_type: str
    text: str
    variants: tuple[str, ...]


def read_corpus(folder: Path) -> Iterator[GoldPage]:
    """The pages of a corpus in the order of its gold. Raises OSError where a file is missing."""
    with gzip.open(folder / "gold.jsonl.gz", "rt", encoding="utf-8") as rows:
        for line in rows:
            row = json.loads(line)
            url = row.get("url")
            domain = _SUFFIXES(url or "").top_domain_under_public_suffix or row["id"]
            path = folder / "html" / f"{row['id']}.html.gz"
            media_type = "text/html" if path.exists() else "text/plain"
            path = path if path.exists() else folder / "text" / f"{row['id']}.txt.gz"
            data = gzip.decompress(path.read_bytes())
            variants = tuple(row.get("variants") or ())
            yield GoldPage(folder.name, row["id"], domain, url, data, media_type, row["text"], variants)


def digest_of(pages: list[GoldPage]) -> str:
    """The SHA-256 of pages and gold, in hex."""
    digest = hashlib.sha256()
    for page in pages:
        for part in (page.id.encode(), page.data, page.text.encode(), *(text.encode() for text in page.variants)):
            digest.update(len(part).to_bytes(8, "big") + part)
    return digest.hexdigest()


def folds_of(domains: list[str], count: int) -> list[int]:
    """A fold for each page, by its domain alone: pages of one domain are never on both sides of a test."""
    order = sorted(set(domains), key=lambda domain: hashlib.sha256(domain.encode()).digest())
    fold = {domain: n % count for n, domain in enumerate(order)}
    return [fold[domain] for domain in domains]
