"""What was measured, as a page in Markdown."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from statistics import fmean

from bench.results import Found, Quality, RecordSpeed, Results, RunSpeed
from bench.systems import CORPORA, OURS, SYSTEMS


@dataclass(frozen=True, slots=True)
class Column:
    """A number of each system, by its name; the best is set in bold."""

    heading: str
    numbers: Mapping[str, float | None]
    form: str = ".3f"
    least_is_best: bool = field(default=False, kw_only=True)

    def cell(self, name: str) -> str:
        known = [number for number in self.numbers.values() if number is not None]
        number = self.numbers.get(name)
        if number is None:
            return ""
        shown, best = f"{number:{self.form}}", min(known) if self.least_is_best else max(known)
        # What looks alike is alike: a difference that is not shown makes nobody the best.
        return f"**{shown}**" if shown == f"{best:{self.form}}" else shown


def table(names: Sequence[str], columns: Sequence[Column]) -> str:
    """A row for each name, in their order. What was not measured stays empty."""
    rows = [["system", *(column.heading for column in columns)], ["---"] * (len(columns) + 1)]
    rows += [[name, *(column.cell(name) for column in columns)] for name in names]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def page(results: Results, limit: int | None) -> str:
    """The whole page. `limit` is the number of pages of each corpus that peers were measured on, None for all."""
    parts = [_INTRODUCTION, "![F1 against speed: each package as it is called when it does best](bench.svg)"]
    if limit is not None:
        parts.append(f"**A quick look**: peers on the first {limit} pages of each corpus, cleanarc's texts on all.")
    parts += [_TEXT, text_table(results), _METADATA, metadata_table(results)]
    parts += [records_section(results.records), runs_section(results.runs), _MEASURED, _systems()]
    return "\n\n".join(parts) + "\n"


def records_section(records: Mapping[str, RecordSpeed]) -> str:
    """What is told of writing and reading records, with its heading."""
    columns = [
        Column("write", {name: one.write for name, one in records.items()}, ".1f"),
        Column("read", {name: one.read for name, one in records.items()}, ".1f"),
        Column("size", {name: one.size for name, one in records.items()}, ".2f"),
    ]
    return f"{_RECORDS}\n\n{table(list(records), columns)}"


def runs_section(runs: Mapping[str, RunSpeed]) -> str:
    """What is told of whole runs, with its heading."""
    counts = sorted({count for run in runs.values() for count in run.seconds})
    columns = [
        Column(
            "1 process" if count == 1 else f"{count} processes",
            {name: run.seconds[count] for name, run in runs.items()},
            ".1f",
            least_is_best=True,
        )
        for count in counts
    ]
    return f"{_RUNS}\n\n{table(list(runs), columns)}"


def with_section(page: str, section: str) -> str:
    """A page with the section of the same heading replaced. Raises ValueError where the page has none."""
    heading = section.partition("\n")[0]
    before, found, behind = page.partition(f"{heading}\n")
    if not found:
        raise ValueError(f"the page has no section '{heading}': run the whole bench first")
    _, following, rest = behind.partition("\n## ")
    return f"{before}{section}\n{following}{rest}"


def text_table(results: Results) -> str:
    """Quality of texts and speed, the best F1 first."""
    columns = [column for corpus in CORPORA for column in _quality_columns(corpus, results.quality[corpus])]
    columns.append(Column("speed", {name: speed.ratio for name, speed in results.speed.items()}, ".2f"))
    columns.append(Column("pages/s", {name: speed.pages for name, speed in results.speed.items()}, ".0f"))
    return table(ranked(results), columns)


def metadata_table(results: Results) -> str:
    """Metadata, in the order of the systems."""
    measured = {name for corpus in CORPORA for name in results.found[corpus]}
    columns = [column for corpus in CORPORA for column in _metadata_columns(corpus, results.found[corpus])]
    return table([system.name for system in SYSTEMS if system.name in measured], columns)


def ranked(results: Results) -> list[str]:
    """The systems whose texts were measured, by their mean F1, the best first."""
    measured = {name for corpus in CORPORA for name in results.quality[corpus]}
    means = {name: fmean(results.quality[corpus][name].f1 for corpus in CORPORA) for name in measured}
    return sorted(measured, key=lambda name: (-means[name], name))


def _quality_columns(corpus: str, quality: Mapping[str, Quality]) -> list[Column]:
    return [
        Column(f"{corpus}: P", {name: one.precision for name, one in quality.items()}),
        Column("R", {name: one.recall for name, one in quality.items()}),
        Column("F1", {name: one.f1 for name, one in quality.items()}),
        Column("exact", {name: one.exact for name, one in quality.items()}),
        Column("wF1", {name: one.word_f1 for name, one in quality.items()}),
    ]


def _metadata_columns(corpus: str, found: Mapping[str, Found]) -> list[Column]:
    columns = [
        Column(f"{corpus}: title", {name: one.title for name, one in found.items()}),
        Column("authors", {name: one.authors for name, one in found.items()}),
        Column("day", {name: one.day for name, one in found.items()}),
    ]
    invented = {name: one.invented_day for name, one in found.items() if one.invented_day is not None}
    return [*columns, Column("day where none", invented, least_is_best=True)] if invented else columns


def _systems() -> str:
    rows = "\n".join(f"| {one.name} | {one.package} {version(one.package)} | {one.options} |" for one in SYSTEMS)
    return f"| system | package | how it is called |\n|---|---|---|\n{rows}"


_INTRODUCTION = f"""\
# {OURS} beside its peers

Written by `make bench`, from one run of a ruler that treats all systems alike, on pages with their text told by hand:
`articles`, of blogs, guides and news (WCXB), and `news`, of news publishers in some 20 languages (fundus)."""

_TEXT = f"""\
## Text and speed

**The texts of {OURS} are cross-validated.** Its model has learnt from these very pages, so that scores of the model
which it ships with would mean nothing here. Its quality is that of [the model's card](../training/MODEL.md): each page
was cleaned with a model that saw no page of its site; only the settings of its training were chosen on these pages.
All else is measured in this run.

P, R and F1 are of word 4-grams, the mean over pages; *exact* is the share of pages whose words are all and only those
of the article; wF1 is of words. Where a system finds no text at all, the ruler leaves the page out of P; cleanarc's
card counts it as 0. *Speed* is how many times faster than trafilatura as it comes, in CPU time of one core;
every system takes its turn on each page."""

_METADATA = f"""\
## Metadata

Shares of the pages where it is told rightly: the title, without the name of the site; all authors and no others; the
day of publication. *Day where none*: how many of the pages without a day in gold are given one; less is better.

**These numbers of {OURS} are not cross-validated.** Its rules were written with these pages at hand, and the weights by
which it chooses a title were fitted on them. On other pages expect somewhat less."""

_RECORDS = f"""\
## Writing and reading records

The pages are archived, and the records of that archive, pages, texts and the JSON of their cleanings, are written and
read by each. *Write* and *read* are how many times faster than warcio, in CPU time of one core; {OURS}'s include all
digests of a file and its manifest when it writes, the checksum of each member when it reads. *Size* is how many times
smaller than the plain records the file is."""

_RUNS = f"""\
## Whole runs

All pages are archived by `{OURS} ingest`, which reads, learns, cleans, finds metadata, writes an archive and syncs it,
and only extracted by trafilatura's own command line as it comes. Seconds by the clock from start to end, the best of
three runs in turn; processes are those that work beside the first one."""

_MEASURED = "## What was measured"
