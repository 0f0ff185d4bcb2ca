"""The pages of the corpora as files, for what reads a folder."""

from pathlib import Path

from bench.systems import CORPORA
from training.corpora import read_corpus


def write_pages(corpora: Path, limit: int | None, folder: Path) -> Path:
    """Writes the pages of the corpora (`limit` of each) into a new folder, and returns it."""
    folder.mkdir()
    for corpus in CORPORA:
        for page in list(read_corpus(corpora / corpus))[:limit]:
            (folder / f"{corpus}-{page.id}.html").write_bytes(page.data)
    return folder
