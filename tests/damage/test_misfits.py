"""What is of another sort than its name says: a file in the place of a folder, a folder or a link in that of a file."""

from collections.abc import Callable
from pathlib import Path

import pytest
from archives import copied, tree
from damages import an_archive, warcs

from cleanarc import ingest
from cleanarc.api import repair, verify
from cleanarc.archive.layout import FOLDERS
from cleanarc.tools.verify import Depth


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return an_archive(tmp_path_factory.mktemp("misfits"))


@pytest.fixture
def archive(sound: Path, tmp_path: Path) -> Path:
    return copied(sound, tmp_path / "a")


def put_right(archive: Path, where: str) -> None:
    """Asserts that each depth of `verify` names what is wrong, and that a repair leaves nothing."""
    for depth in Depth:
        assert where in {finding.file for finding in verify(archive, depth=depth).findings}
    assert repair(archive).left == ()
    before = tree(archive)
    assert repair(archive).found == ()
    assert tree(archive) == before


@pytest.mark.parametrize("folder", [*FOLDERS, "learned"])
def test_a_file_in_the_place_of_a_folder(folder: str, sound: Path, archive: Path) -> None:
    if (archive / folder).exists():
        (archive / folder).rename(archive.with_name("away"))
    (archive / folder).write_text("no folder")
    put_right(archive, folder)
    assert (archive / "quarantine" / folder).read_text() == "no folder"
    ingest([sound.with_name("in")], archive=archive)
    assert verify(archive).findings == ()


def test_no_folder_for_clean_texts(sound: Path, archive: Path) -> None:
    (archive / "clean").rename(archive.with_name("away"))
    assert repair(archive).left == ()
    assert tree(archive / "clean") == tree(sound / "clean")


def a_folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


def a_link_to_itself(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.symlink_to(path)


NAMES = (
    "archive.json",
    "catalog.sqlite",
    "catalog.sqlite-journal",
    "index/raw.cdxj",
    "lost.jsonl",
    "publish.json.open",
)


@pytest.mark.parametrize("name", [*NAMES, "publish.json"])
def test_a_folder_in_the_place_of_a_file(name: str, archive: Path) -> None:
    a_folder(archive / name)
    put_right(archive, name)


@pytest.mark.parametrize("name", NAMES)
def test_a_link_to_itself_in_the_place_of_a_file(name: str, archive: Path) -> None:
    a_link_to_itself(archive / name)
    put_right(archive, name)


@pytest.mark.parametrize("misfit", [a_folder, a_link_to_itself])
@pytest.mark.parametrize("folder", ["raw", "manifest"])
def test_in_the_place_of_a_warc_file_or_its_manifest(
    folder: str, misfit: Callable[[Path], None], archive: Path
) -> None:
    name = warcs(archive)[0].name
    file = f"raw/{name}" if folder == "raw" else f"manifest/{name.removesuffix('.warc.gz')}.json"
    misfit(archive / file)
    put_right(archive, file)
