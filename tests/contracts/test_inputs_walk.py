"""Folders are walked in one order, whatever lies in them, and nothing in them ends the walk."""

import os
import socket
import subprocess
from pathlib import Path

import pytest

from cleanarc.errors import UsageError
from cleanarc.inputs import Found, Unusable, read, walk


def tree(root: Path, *names: str) -> Path:
    for name in names:
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"The text of {name}.\n")
    return root


def found(*paths: Path, include: tuple[str, ...] = (), exclude: tuple[str, ...] = ()) -> list[str]:
    return [step.relative for step in walk(paths, include, exclude) if isinstance(step, Found)]


def codes(*paths: Path) -> dict[str, str]:
    return {step.relative: step.problem.code for step in walk(paths) if isinstance(step, Unusable)}


def test_the_order_is_that_of_whole_paths(tmp_path: Path) -> None:
    tree(tmp_path, "a/z.txt", "a-b.txt", "a.txt", "a0.txt", "B.txt", "é.txt", "a/b/c.txt", "a/b.txt")
    assert found(tmp_path) == ["B.txt", "a-b.txt", "a.txt", "a/b.txt", "a/b/c.txt", "a/z.txt", "a0.txt", "é.txt"]


def test_a_path_may_be_a_file_and_hidden_when_named(tmp_path: Path) -> None:
    tree(tmp_path, ".hidden.txt", "seen.txt", ".folder/in.txt")
    assert found(tmp_path / ".hidden.txt") == [".hidden.txt"]
    assert found(tmp_path) == ["seen.txt"]
    assert found(tmp_path / ".folder") == ["in.txt"]


def test_several_paths_stand_under_their_last_names(tmp_path: Path) -> None:
    tree(tmp_path, "x/news/1.txt", "y/news/2.txt", "z/one.txt")
    paths = [tmp_path / "z/one.txt", tmp_path / "x/news", tmp_path / "y/news", tmp_path / "x/news/../news"]
    assert found(*paths) == ["news-2/2.txt", "news/1.txt", "one.txt"]


def test_a_path_that_is_not_there_is_wrong_use(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="nothing-here"):
        walk([tmp_path / "nothing-here"])


def test_names_that_are_not_utf8_are_percent_encoded(tmp_path: Path) -> None:
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9 100%.txt")).write_text("A text.")
    tree(tmp_path, "100%.txt")
    assert found(tmp_path) == ["100%.txt", "caf%E9 100%25.txt"]
    assert all(not isinstance(read(step), Unusable) for step in walk([tmp_path]) if isinstance(step, Found))


def test_links_inside_are_followed_once(tmp_path: Path) -> None:
    tree(tmp_path, "real/a.txt", "real/deep/b.txt")
    (tmp_path / "again").symlink_to("real")
    (tmp_path / "late").symlink_to(tmp_path / "real")
    (tmp_path / "link.txt").symlink_to("real/a.txt")
    (tmp_path / "real/deep/up").symlink_to("../../real")
    assert found(tmp_path) == ["again/a.txt", "again/deep/b.txt", "link.txt", "real/a.txt", "real/deep/b.txt"]
    assert codes(tmp_path) == {"again/deep/up": "link-loop", "real/deep/up": "link-loop"}


def test_links_that_cross_come_to_an_end(tmp_path: Path) -> None:
    for n in range(12):
        tree(tmp_path, f"d{n}/f.txt")
        for other in range(12):
            (tmp_path / f"d{n}/to{other}").symlink_to(tmp_path / f"d{other}")
    assert len(found(tmp_path)) == 24


def test_what_is_no_file_is_a_problem(tmp_path: Path) -> None:
    outside = tree(tmp_path / "outside", "secret.txt")
    inside = tree(tmp_path / "inside", "a.txt")
    (inside / "out").symlink_to(outside)
    (inside / "out.txt").symlink_to(outside / "secret.txt")
    (inside / "broken").symlink_to("nowhere")
    (inside / "self").symlink_to("self")
    (inside / "root").symlink_to("/")
    os.mkfifo(inside / "pipe.txt")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(os.path.relpath(inside / "socket"))
        assert codes(inside) == {
            "broken": "broken-link",
            "out": "link-out",
            "out.txt": "link-out",
            "pipe.txt": "not-a-file",
            "root": "link-out",
            "self": "link-loop",
            "socket": "not-a-file",
        }
    assert found(inside) == ["a.txt"]
    assert codes(inside / "pipe.txt") == {"pipe.txt": "not-a-file"}


def test_a_folder_that_goes_while_we_look_is_a_problem(tmp_path: Path) -> None:
    tree(tmp_path, "a.txt", "m/b.txt", "z.txt")
    steps = walk([tmp_path])
    next(steps)
    (tmp_path / "m").rename(tmp_path / "elsewhere")
    assert [(type(step), step.relative) for step in steps] == [(Unusable, "m"), (Found, "z.txt")]
    steps = walk([tmp_path / "a.txt"])
    (tmp_path / "a.txt").unlink()
    assert [(type(step), step.relative) for step in steps] == [(Unusable, "a.txt")]


def test_folders_deeper_than_a_path_may_be_long(tmp_path: Path) -> None:
    here = os.open(tmp_path, os.O_RDONLY)
    for _ in range(1500):
        os.mkdir("abc", dir_fd=here)
        below = os.open("abc", os.O_RDONLY, dir_fd=here)
        os.close(here)
        here = below
    os.close(here)
    tree(tmp_path, "z.txt")
    steps = list(walk([tmp_path]))
    # Python's own removal of folders calls itself once a level.
    subprocess.run(["rm", "-rf", tmp_path / "abc"], check=True)
    assert [type(step) for step in steps] == [Unusable, Found]
    assert isinstance(steps[0], Unusable)
    assert steps[0].problem.code == "unreadable"


@pytest.mark.parametrize(
    ("include", "exclude", "wanted"),
    [
        (("*.txt",), (), ["a/b/c.txt", "a/b/d.txt", "e.txt"]),
        (("a/*",), (), ["a/b/c.txt", "a/b/d.txt", "a/x.html"]),
        (("a/*.html",), (), ["a/x.html"]),
        (("**/c.txt", "e.*"), (), ["a/b/c.txt", "e.txt"]),
        ((), ("b",), ["a/x.html", "e.txt"]),
        ((), ("a/b/", "[d-f].txt"), ["a/x.html"]),
        (("*.txt",), ("**/[!c].txt",), ["a/b/c.txt"]),
        (("[e.txt",), (), []),
    ],
)
def test_globs(tmp_path: Path, include: tuple[str, ...], exclude: tuple[str, ...], wanted: list[str]) -> None:
    tree(tmp_path, "a/b/c.txt", "a/b/d.txt", "a/x.html", "e.txt")
    assert found(tmp_path, include=include, exclude=exclude) == wanted
