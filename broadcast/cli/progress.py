"""How long work is shown: a bar on a terminal, plain lines elsewhere; always on stderr."""

from __future__ import annotations

import sys
import time
from types import TracebackType


class Progress:
    """`progress("voice", 3, 40)`: stage, done, total. Use as a context manager."""

    def __init__(self, title: str) -> None:
        self.title = title
        self._stage = ""
        self._since = 0.0
        self._bar: object = None

    def __enter__(self) -> Progress:
        if sys.stderr.isatty():
            from rich.console import Console
            from rich.progress import BarColumn, TextColumn, TimeElapsedColumn
            from rich.progress import Progress as Bars

            bars = Bars(
                TextColumn("{task.fields[title]}"), BarColumn(), TextColumn("{task.description}"), TimeElapsedColumn(),
                console=Console(stderr=True), transient=True,
            )  # fmt: skip
            bars.start()
            self._bar, self._task = bars, bars.add_task("", total=None, title=self.title)
        return self

    def __call__(self, stage: str, done: int = 0, total: int = 0) -> None:
        if self._bar is not None:
            self._bar.update(self._task, description=stage, completed=done, total=total or None)  # type: ignore[attr-defined]
        elif stage != self._stage:
            now = time.monotonic()
            if self._stage:
                self._line(f"{self._stage} ({now - self._since:.1f} s)")
            self._stage, self._since = stage, now

    def _line(self, text: str) -> None:
        print(f"{self.title}: {text}", file=sys.stderr, flush=True)

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if self._bar is not None:
            self._bar.stop()  # type: ignore[attr-defined]
        elif self._stage and kind is None:
            self._line(f"{self._stage} ({time.monotonic() - self._since:.1f} s)")
