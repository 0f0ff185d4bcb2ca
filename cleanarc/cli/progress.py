"""How far an ingest has come: a bar on a terminal, a line every so often elsewhere. On stderr."""

import time
from types import TracebackType
from typing import Protocol, Self

import click
from rich.progress import BarColumn, MofNCompleteColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from cleanarc.cli.output import console, is_terminal
from cleanarc.jobs.events import Event, Stage

_SECONDS_BETWEEN_LINES = 10.0


class Watcher(Protocol):
    """What hears the events of a run, for as long as it lasts."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...

    def __call__(self, event: Event) -> None: ...


def watcher(*, quiet: bool) -> Watcher:
    """The one that fits who is looking."""
    if quiet:
        return Silence()
    return Bar() if is_terminal(stderr=True) else Lines()


class Silence:
    """Shows nothing."""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    def __call__(self, event: Event) -> None:
        return None


class Lines(Silence):
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


class Bar:
    """A bar a stage, with rate and time left."""

    def __init__(self) -> None:
        self._progress = Progress(
            TextColumn("{task.description:<10}"),
            BarColumn(),
            MofNCompleteColumn(),
            _Rate(),
            TimeRemainingColumn(),
            console=console(stderr=True),
        )
        self._task = self._progress.add_task("", visible=False)
        self._stage: Stage | None = None

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._progress.stop()

    def __call__(self, event: Event) -> None:
        if event.stage is not self._stage:
            self._stage = event.stage
            self._task = self._progress.add_task(event.stage)
        self._progress.update(self._task, completed=event.done, total=event.total)


class _Rate(ProgressColumn):
    """Sources a second."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:.1f}/s" if task.speed else "", "progress.data.speed")
