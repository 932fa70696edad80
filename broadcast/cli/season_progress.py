"""How a season's run is shown: bars on a terminal, plain lines elsewhere, JSON lines for programs."""

from __future__ import annotations

import json
import sys
import time
from types import TracebackType
from typing import Any

import click

from broadcast.season.pool import Event


def span(seconds: float) -> str:
    """`45 s`, `12 min`, `3 h 20 min`."""
    if seconds < 100:
        return f"{seconds:.1f} s" if seconds < 10 else f"{seconds:.0f} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 100 else f"{minutes // 60} h {minutes % 60} min"


def size(count: float) -> str:
    """Bytes as people say them."""
    return f"{count / 1e9:.1f} GB" if count >= 1e9 else f"{count / 1e6:.0f} MB" if count >= 1e7 else f"{count / 1e6:.1f} MB"


class Shown:
    """Called with every event of a run; a context manager."""

    def __init__(self, total: int, seconds: float, as_json: bool) -> None:
        self.total, self.as_json = total, as_json
        self._work = seconds
        """Estimated for all jobs, in one process."""
        self._done = 0
        self._began = time.monotonic()
        self._bars: Any = None
        self._rows: dict[int, Any] = {}

    def __enter__(self) -> Shown:
        if sys.stderr.isatty() and not self.as_json and self.total:
            from rich.console import Console
            from rich.progress import BarColumn, Progress, TextColumn

            self._bars = Progress(
                TextColumn("{task.fields[title]}"), BarColumn(), TextColumn("{task.description}"), console=Console(stderr=True), transient=True
            )  # fmt: skip
            self._bars.start()
            self._all = self._bars.add_task("", total=self.total, title="season")
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bars is not None:
            self._bars.stop()

    def __call__(self, event: Event) -> None:
        self._done += event.kind in ("made", "failed", "left")
        if self.as_json:
            self._as_json(event)
        elif self._bars is not None:
            self._bar(event)
        else:
            self._line(event)

    @property
    def left(self) -> float:
        """Seconds that the rest will take, by the pace until now."""
        return (time.monotonic() - self._began) / self._done * (self.total - self._done) if self._done else 0.0

    @property
    def rate(self) -> str:
        return (
            f"{self._done / max(0.001, time.monotonic() - self._began) * 60:.1f} a minute, {span(self.left)} left"
            if self._done
            else ""
        )

    def _bar(self, event: Event) -> None:
        row = self._rows.get(event.worker)
        if row is None and event.worker:
            row = self._rows[event.worker] = self._bars.add_task("", total=None, title="")
        if row is not None:
            stage = event.stage if event.kind == "stage" else ""
            self._bars.update(row, title=event.job.id, description=stage, completed=event.done, total=event.total or None)
        self._bars.update(self._all, completed=self._done, description=self.rate)
        if line := told(event):
            self._bars.console.print(line, markup=False, highlight=False)

    def _line(self, event: Event) -> None:
        if line := told(event):
            rate = f"; {self.rate}" if event.kind == "made" and self._done < self.total else ""
            click.echo(f"{self._done}/{self.total} {line}{rate}", err=True)

    def _as_json(self, event: Event) -> None:
        row: dict[str, Any] = {
            "event": event.kind, "lesson": event.job.name, "language": event.job.tag, "format": event.job.form, "worker": event.worker
        }  # fmt: skip
        if event.kind == "stage":
            row |= {"stage": event.stage, "done": event.done, "total": event.total}
        if event.said:
            row |= {
                "fresh": event.fresh,
                "seconds": event.seconds,
                "package": event.said.model_dump(mode="json", exclude={"stat", "inputs"}),
            }
        if event.trouble:
            row |= {"trouble": event.trouble.model_dump(mode="json")}
        click.echo(json.dumps(row, ensure_ascii=False))


def told(event: Event) -> str:
    """A sentence where there is something to say to people."""
    said, name = event.said, event.job.id
    match event.kind:
        case "made" if said:
            no = f", {len(said.failed)} of {said.checks} checks say no" if said.failed else ""
            return f"{name}: {'made' if event.fresh else 'was there'} ({span(event.seconds)}, {size(said.size)}){no}"
        case "failed":
            return f"{name}: failed: {event.trouble}"
        case "again":
            return f"{name}: once more, {event.trouble.what if event.trouble else ''}"
        case "held":
            return f"{name}: another run is making it; asked for again later"
        case "left":
            return f"{name}: not begun: {event.trouble.what if event.trouble else ''}"
    return ""
