"""Training gives the same model twice, from pages whose sites it keeps apart, and never lowers a floor."""

import gzip
import json
import subprocess
import sys
from pathlib import Path

import pytest

from training.box_names import LEAST, known, scores_of
from training.card import raise_floors
from training.corpora import folds_of
from training.score import Score, score

ROOT = Path(__file__).parents[2]
SENTENCE = "The harbour of Lindmouth reopened on Monday, after {} weeks of dredging, the port authority said."


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    """Thirty invented pages of as many sites, as HTML and as text."""
    folder = tmp_path / "corpora" / "invented"
    (folder / "html").mkdir(parents=True)
    rows = []
    for n in range(30):
        body = [SENTENCE.format(n + m) for m in range(8)]
        links = "".join(f'<li><a href="/{m}">Story {m} of the day</a></li>' for m in range(10))
        html = f"""<html><body><nav class="menu"><ul>{links}</ul></nav><h1>Harbour {n}</h1><div class="entry">
        {"".join(f"<p>{paragraph}</p>" for paragraph in body)}</div><ul class="more">{links}</ul></body></html>"""
        (folder / "html" / f"{n}.html.gz").write_bytes(gzip.compress(html.encode()))
        rows.append(json.dumps({"id": str(n), "url": f"https://lindmouth-harbour-{n}.org/a", "text": "\n".join(body)}))
        texts = {
            "flat": ["* Home", *(f"* Story {m}" for m in range(20)), *body, "Contact", "Imprint"],
            "extracted": body,
        }
        for form, lines in texts.items():
            path = folder.with_name(f"invented-{form}") / "text" / f"{n}.txt.gz"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(gzip.compress("\n".join(lines).encode()))
    for name in ("invented", "invented-flat", "invented-extracted"):
        (folder.with_name(name) / "gold.jsonl.gz").write_bytes(gzip.compress("\n".join(rows).encode()))
    return folder.parent


def test_the_same_pages_give_the_same_file(corpora: Path, tmp_path: Path) -> None:
    for name in ("one", "two"):
        out = tmp_path / name
        out.mkdir()
        arguments = ["--corpora", str(corpora), "--names", "invented", "--out", str(out)]
        subprocess.run([sys.executable, "-m", "training", *arguments], cwd=ROOT, check=True, capture_output=True)
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == ["LINES.md", "MODEL.md", "floors.json", "lines.npz", "model.npz"]
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in files)
    floors = json.loads((tmp_path / "one" / "floors.json").read_text())
    assert floors["invented"]["exact"] == 1.0


def test_pages_of_one_domain_share_a_fold() -> None:
    domains = [f"site{n % 7}.org" for n in range(40)]
    folds = folds_of(domains, 5)
    assert len(set(zip(domains, folds, strict=True))) == 7
    assert set(folds) <= set(range(5))


def test_a_name_counts_when_enough_sites_use_it() -> None:
    sites = {f"site{n}.org": 1.0 for n in range(LEAST)}
    shares = known({"entry": sites, "brand": {"site1.org": 1.0}, "menu": dict.fromkeys(sites, 0.0)})
    scores = scores_of(shares)
    assert scores.keys() == {"entry", "menu"}
    assert scores["entry"] > 0 > scores["menu"]
    assert scores_of(shares, {"site1.org"}) == {}


def test_scores() -> None:
    gold = "one two three four five six"
    assert score(gold, gold, ()) == Score(1.0, 1.0, 1.0, 1.0)
    half = score("one two three four five six seven eight nine", gold, ())
    assert (half.precision, half.recall, half.exact) == (0.5, 1.0, 0.0)
    assert score("zero one two three four five six", gold, (f"zero {gold}",)) == Score(1.0, 1.0, 1.0, 1.0)
    assert score("", gold, ()) == Score(0.0, 0.0, 0.0, 0.0)


def test_floors_rise_and_never_fall(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    assert raise_floors(path, {"a": Score(0.9, 0.8, 0.3, 0.9)}) == []
    assert raise_floors(path, {"a": Score(0.9, 0.9, 0.3, 0.9)}) == []
    written = path.read_text()
    fallen = raise_floors(path, {"a": Score(0.5, 0.95, 0.3, 0.9)})
    assert [line.split(":")[0] for line in fallen] == ["a f1", "a precision"]
    assert path.read_text() == written
