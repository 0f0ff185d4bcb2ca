"""How far an ingest has come: a bar on a terminal, a line every so often elsewhere. On stderr."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from cleanarc.cli.output import console, is_terminal
from cleanarc.jobs.events import Event, Stage

_SECONDS_BETWEEN_LINES = 10.0


@contextmanager
def watching(*, quiet: bool) -> Iterator[Callable[[Event], None]]:
    """What shows the events of a run to whoever is looking, for as long as the run lasts."""
    if quiet:
        yield _say_nothing
    elif is_terminal(stderr=True):
        columns = (TextColumn("{task.description:<10}"), BarColumn(), MofNCompleteColumn(), _Rate())
        with Progress(*columns, TimeRemainingColumn(), console=console(stderr=True)) as progress:
            yield _Bars(progress)
    else:
        yield _Lines()


def _say_nothing(event: Event) -> None:
    """Shows nothing."""


class _Lines:
    """A line when a stage begins, and one every ten seconds."""

    def __init__(self) -> None:
        self._stage: Stage | None = None
        self._began = self._said = 0.0

    def __call__(self, event: Event) -> None:
        now = time.monotonic()
        if event.stage is not self._stage:
            self._stage, self._began, self._said = event.stage, now, now
            click.echo(f"{event.stage} ...", err=True)
        elif now - self._said >= _SECONDS_BETWEEN_LINES:
            self._said = now
            click.echo(f"{event.stage}: {_how_far(event, now - self._began)}", err=True)


def _how_far(event: Event, seconds: float) -> str:
    rate = event.done / seconds
    if event.total is None:
        return f"{event.done}, {rate:.1f}/s"
    left = (event.total - event.done) / rate
    return f"{event.done} of {event.total}, {rate:.1f}/s, {left:.0f} s left"


class _Bars:
    """A bar a stage, with rate and time left."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress
        self._tasks: dict[Stage, TaskID] = {}

    def __call__(self, event: Event) -> None:
        if event.stage not in self._tasks:
            for earlier in self._progress.tasks:
                # How much there was to read is known when it has been read.
                self._progress.update(earlier.id, total=earlier.total or earlier.completed)
            self._tasks[event.stage] = self._progress.add_task(event.stage, total=event.total)
        self._progress.update(self._tasks[event.stage], completed=event.done, total=event.total)


class _Rate(ProgressColumn):
    """Sources a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "", "progress.data.speed")
