"""Measures cleanarc and its peers with the ruler, and writes a page and a plot of it."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path
from subprocess import CalledProcessError

from bench.card import cross_validated
from bench.plot import plot
from bench.records import measure_records
from bench.report import page, records_section, runs_section, text_table, with_section
from bench.results import Results
from bench.ruler import Ruler
from bench.runs import measure_runs
from bench.systems import OURS

_ROOT = Path(__file__).parents[1]


def main() -> int:
    """Gives 1 where there is nothing to measure with or on."""
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--ruler", type=Path, help="folder that holds run.py and speed.py; without it, archives only")
    parser.add_argument("--corpora", type=Path, required=True, help="folder that holds the corpora")
    parser.add_argument("--limit", type=int, help="so many pages of each corpus only, and into build/bench")
    options = parser.parse_args()
    out = _ROOT / "docs" if options.limit is None else _ROOT / "build" / "bench"
    out.mkdir(parents=True, exist_ok=True)
    try:
        if options.ruler is None:
            archives_alone(options.corpora, options.limit, out / "bench.md")
        else:
            results = measure(Ruler(options.ruler, options.corpora, options.limit), _ROOT / "training" / "MODEL.md")
            (out / "bench.md").write_text(page(results, options.limit), "utf-8")
            (out / "bench.svg").write_text(plot(results), "utf-8")
            print(f"\n{text_table(results)}")
    except (OSError, ValueError, CalledProcessError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"\n{out / 'bench.md'}")
    return 0


def archives_alone(corpora: Path, limit: int | None, out: Path) -> None:
    """Measures records and whole runs only, and puts that into the page of an earlier run.

    Raises OSError where a file is missing, ValueError where that page has no place for it, and CalledProcessError where
    a run fails.
    """
    for section in (records_section(measure_records(corpora, limit)), runs_section(measure_runs(corpora, limit))):
        out.write_text(with_section(out.read_text("utf-8"), section), "utf-8")
        print(section)


def measure(ruler: Ruler, card: Path) -> Results:
    """What the ruler measures, with the quality of cleanarc as its model's card tells it.

    Raises OSError where a file is missing, ValueError where the card is of other pages, and CalledProcessError where
    the ruler or a run fails.
    """
    ours = cross_validated(card, ruler.corpora)
    measured = ruler.measure()
    quality = {name: {OURS: ours[name], **peers} for name, peers in measured.quality.items()}
    return replace(
        measured,
        quality=quality,
        records=measure_records(ruler.corpora, ruler.limit),
        runs=measure_runs(ruler.corpora, ruler.limit),
    )


if __name__ == "__main__":
    raise SystemExit(main())
