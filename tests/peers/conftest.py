"""One archive for all peers: pages that know where they are, pages that don't, copies, and revisits."""

from pathlib import Path

import pytest
from archives import articles, page, put

from cleanarc import ingest

ADDRESSES = (
    "https://www.Aldmoor.example:443/News/River/?b=2&A=1&sid=0123456789abcdef0123456789abcdef",
    "http://www2.aldmoor.example:8080/a/../b//c%20d/%7Euser/",
    "https://aldmoor.example/story;jsessionid=1?x=%C3%A4&&y",
)


@pytest.fixture(scope="session")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("peers")
    source = articles(folder / "in")
    for n, address in enumerate(ADDRESSES):
        put(source, f"own{n}.html", page(f"Own {n}", f"Page number {n} knows where it is.", canonical=address))
    ingest([source], archive=folder / "a")
    # Revisits, in files of their own.
    ingest([source], archive=folder / "a", url_prefix="https://mirror.example/")
    return folder / "a"
