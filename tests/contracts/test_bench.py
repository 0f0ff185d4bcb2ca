"""The bench tells what the ruler says of peers, and of cleanarc's texts what the cross-validation says."""

import gzip
import json
import os
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from bench.__main__ import measure
from bench.card import cross_validated
from bench.plot import plot
from bench.report import Column, metadata_table, ranked, records_section, runs_section, table, text_table, with_section
from bench.results import Quality, RecordSpeed, Results, RunSpeed
from bench.ruler import Ruler
from bench.runs import measure_runs
from bench.systems import CORPORA, OURS, SYSTEMS
from training.card import write_card
from training.corpora import digest_of, read_corpus
from training.score import Score

TOLD = {
    "run.py": {"P": 0.9, "R": 0.8, "F1": 0.85, "exact": 0.125, "wF1": 0.875},
    "metadata": {"title": 0.5, "author_set": 0.25, "date": 0.75, "date_spurious": None},
    "speed.py": {"docs/s": 40.0, "ratio": 2.0},
}
SCRIPT = f"""
import argparse, json, os, pathlib
given = argparse.ArgumentParser()
for option in ("--dataset", "--system", "--out", "--limit", "--sample"):
    given.add_argument(option)
given.add_argument("--metadata", action="store_true")
given = given.parse_args()
told = {TOLD!r}
assert pathlib.Path(os.environ["CLEANARC_BENCH_DATA"], "news", "gold.jsonl.gz").is_file()
if given.sample:
    said = {{name: told["speed.py"] for name in given.system.split(",")}}
else:
    one = told["metadata"] if given.metadata else {{"summary": told["run.py"]}}
    said = {{corpus: {{name: one for name in given.system.split(",")}} for corpus in given.dataset.split(",")}}
pathlib.Path(given.out).write_text(json.dumps(said))
"""
"""A ruler that says the same of all systems that it is asked for."""


@pytest.fixture
def ruler(tmp_path: Path) -> Ruler:
    for corpus in CORPORA:
        (tmp_path / "corpora" / corpus / "html").mkdir(parents=True)
        row = json.dumps({"id": "1", "url": "https://lindmouth.example/a", "text": f"The harbour, in {corpus}."})
        (tmp_path / "corpora" / corpus / "gold.jsonl.gz").write_bytes(gzip.compress(row.encode()))
        (tmp_path / "corpora" / corpus / "html" / "1.html.gz").write_bytes(gzip.compress(b"<p>The harbour.</p>"))
    for script in ("run.py", "speed.py"):
        (tmp_path / script).write_text(SCRIPT, "utf-8")
    return Ruler(tmp_path, tmp_path / "corpora", limit=1)


@pytest.fixture
def card(ruler: Ruler) -> Path:
    pages = [page for corpus in CORPORA for page in read_corpus(ruler.corpora / corpus)]
    path = ruler.folder / "MODEL.md"
    scores = {"articles": Score(0.94, 0.96, 0.26, 0.955), "news": Score(0.95, 0.98, 0.49, 0.97)}
    write_card(path, (), {"corpora, SHA-256": digest_of(pages)}, scores)
    return path


@pytest.fixture
def results(ruler: Ruler, card: Path, monkeypatch: pytest.MonkeyPatch) -> Results:
    monkeypatch.setattr("bench.__main__.measure_runs", lambda corpora, limit: {})
    return measure(ruler, card)


def test_the_texts_of_cleanarc_are_never_measured_with_the_model_that_learnt_them(ruler: Ruler) -> None:
    measured = ruler.measure()
    for corpus in CORPORA:
        assert OURS not in measured.quality[corpus]
        assert OURS in measured.found[corpus]
    assert OURS in measured.speed


def test_the_table_tells_of_cleanarc_what_its_card_tells(results: Results) -> None:
    rows = {line.split(" | ")[0]: line for line in text_table(results).splitlines()}
    assert rows["| cleanarc"].startswith(
        "| cleanarc | **0.940** | **0.960** | **0.950** | **0.260** | **0.955** | **0.950"
    )
    assert rows["| goose3"].startswith("| goose3 | 0.900 | 0.800 | 0.850 | 0.125 | 0.875 | 0.900")
    assert rows["| goose3"].endswith("| **2.00** | **40** |")
    assert ranked(results)[0] == OURS


def test_scores_of_other_pages_are_refused(ruler: Ruler, card: Path) -> None:
    (ruler.corpora / "news" / "html" / "1.html.gz").write_bytes(gzip.compress(b"<p>Another page.</p>"))
    with pytest.raises(ValueError, match="make train"):
        cross_validated(card, ruler.corpora)


def test_records_are_written_and_read_by_each(results: Results) -> None:
    assert list(results.records) == [OURS, "FastWARC", "warcio"]
    assert all(one.read > 0 for one in results.records.values())
    told = records_section(results.records).splitlines()[-1]
    assert told.startswith("| warcio | ")
    assert " 1.0" in told


def test_whole_runs_are_timed(ruler: Ruler, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bench.runs.ROUNDS", 1)
    monkeypatch.setattr(os, "cpu_count", lambda: 1)
    runs = measure_runs(ruler.corpora, 1)
    assert list(runs) == [OURS, "trafilatura"]
    assert all(0 < run.seconds[1] < float("inf") for run in runs.values())
    told = runs_section({OURS: RunSpeed({1: 9.96, 2: 5}), "trafilatura": RunSpeed({1: 8, 2: 6})}).splitlines()
    assert told[-4:] == [
        "| system | 1 process | 2 processes |",
        "| --- | --- | --- |",
        "| cleanarc | 10.0 | **5.0** |",
        "| trafilatura | **8.0** | 6.0 |",
    ]


def test_records_measured_alone_go_into_the_page_of_an_earlier_run(results: Results) -> None:
    first = records_section(results.records)
    whole = f"# Another page\n\n{first}\n\n## What was measured\n\nA table.\n"
    section = records_section({"warcio": RecordSpeed(1.0, 1.0, 3.0)})
    alone = with_section(whole, section)
    assert alone == whole.replace(first, section) != whole
    assert with_section(alone, first) == whole
    with pytest.raises(ValueError, match="whole bench"):
        with_section("# Another page\n", section)


def test_a_number_that_nobody_has_needs_no_column(results: Results) -> None:
    assert "day where none" not in metadata_table(results)


def test_what_was_not_measured_stays_empty_and_the_best_is_bold() -> None:
    columns = [
        Column("F1", {"one": 0.95, "two": 0.9501}),
        Column("lost", {"one": 0.2, "three": 0.1}, least_is_best=True),
    ]
    assert table(["one", "two", "three"], columns).splitlines()[2:] == [
        "| one | **0.950** | 0.200 |",
        "| two | **0.950** |  |",
        "| three |  | **0.100** |",
    ]


def test_the_plot_shows_every_package_once_where_it_does_best(results: Results) -> None:
    news = {**results.quality["news"], "trafilatura-nc-fast": Quality(0.9, 0.9, 0.9, 0.5, 0.9)}
    picture = plot(replace(results, quality={**results.quality, "news": news}))
    texts = [element.text for element in ElementTree.fromstring(picture).iter("{http://www.w3.org/2000/svg}text")]
    names = [text for text in texts if text in results.speed]
    assert len(names) == len(CORPORA) * len({system.package for system in SYSTEMS})
    assert [name for name in names if name.startswith("trafilatura")] == ["trafilatura", "trafilatura-nc-fast"]
