"""Five real files that an extractor left boilerplate in come out as their wanted text, with their facts."""

import json
from pathlib import Path

import pytest

import cleanarc

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
PATHS = sorted(SEEDS.glob("*.txt"))
FACTS = ("title", "authors", "date", "dateline", "agencies", "publisher")

pytestmark = pytest.mark.skipif(not PATHS, reason="the five example files are not beside the project")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_seed_is_cleaned_to_its_wanted_text(path: Path) -> None:
    result = cleanarc.clean(path.read_bytes(), media_type="text/plain")
    assert result.text == (SEEDS / "gold" / path.name).read_text("utf-8")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_the_facts_of_a_seed_are_found_and_none_is_invented(path: Path) -> None:
    metadata = cleanarc.clean(path.read_bytes(), media_type="text/plain").metadata
    wanted = json.loads((SEEDS / "gold" / path.name).with_suffix(".json").read_text("utf-8"))
    found = {name: getattr(metadata, name) for name in FACTS if name in wanted}
    found["date"] = found["date"] and found["date"][:10]
    plain = {name: list(value) if isinstance(value, tuple) else value for name, value in found.items()}
    assert plain == {name: wanted[name] for name in found}
