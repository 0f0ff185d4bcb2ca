"""A site pack that is wrong says in which file and field."""

from pathlib import Path

import pytest

from cleanarc.rules.sites import PackError, read_pack

GOOD = """
name = "lindpost"
why = "A paper."
hosts = ["lindpost.example"]
[[layout]]
since = 2020-01-01
[[layout.line]]
name = "banner"
kind = "donation"
where = "line"
pattern = "give to the post"
why = "its banner"
[[example]]
text = "Give to the Post"
removed = ["Give to the Post"]
[[near_miss]]
text = "They give to the post what they can."
"""


def pack_file(folder: Path, text: str) -> Path:
    path = folder / "lindpost.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_pack_is_read(tmp_path: Path) -> None:
    pack = read_pack(pack_file(tmp_path, GOOD))
    assert (pack.name, pack.hosts, pack.layouts[0].lines[0].name) == ("lindpost", ("lindpost.example",), "banner")


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('name = "lindpost"', 'name = "other"', "name must be the file's own"),
        ('hosts = ["lindpost.example"]', "", "hosts or marks"),
        ('hosts = ["lindpost.example"]', 'host = ["lindpost.example"]\nhosts = ["a.example"]', "unknown field 'host'"),
        ('kind = "donation"', 'kind = "gift"', "kind 'gift' must be one of"),
        ('pattern = "give to the post"', 'pattern = "give (to"', "is no regular expression"),
        ('where = "line"', "where = 1", "where must be given, as str"),
        ("since = 2020-01-01", 'since = "2020"', "since must be given, as date"),
        ('[[near_miss]]\ntext = "They give to the post what they can."', "", "near_miss"),
        ('name = "lindpost"', "name = ", "is no TOML"),
    ],
)
def test_a_wrong_pack_names_its_place(tmp_path: Path, old: str, new: str, message: str) -> None:
    assert old in GOOD
    with pytest.raises(PackError, match=message) as error:
        read_pack(pack_file(tmp_path, GOOD.replace(old, new, 1)))
    assert "lindpost.toml" in str(error.value)
