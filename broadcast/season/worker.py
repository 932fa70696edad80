"""The process that makes packages of a season, one after the other. It speaks JSON lines over standard input and output:

    in     {"season": FILE, "sha256": …, "cache": DIR, "size": "20G", "terms": {…}, "first": TAG}     once
           {"job": {…}}                                                               then a job each
    out    {"hello": {"version": …, "program": …}}
           {"stage": "voice", "done": 3, "total": 40}
           {"made": {…}, "seconds": …}        what the package says; or
           {"failed": {…}}                    an error as plain data

It ends when its standard input does, or when it is told to; what it has half made then goes.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from typing import IO, Any

from broadcast import __version__
from broadcast.artifact import digest, opened
from broadcast.delivery.order import standing
from broadcast.errors import InputError
from broadcast.lesson.model import Lesson
from broadcast.production import inputs
from broadcast.season import file, records
from broadcast.season.jobs import Job, Terms, Trouble, order, parts

PAUSE = 0.2
"""Seconds between two lines about the same stage."""


class Line:
    """What the worker says."""

    def __init__(self, out: IO[str]) -> None:
        self._out = out
        self._stage, self._last = "", 0.0

    def say(self, **what: Any) -> None:
        self._out.write(json.dumps(what, ensure_ascii=False) + "\n")
        self._out.flush()

    def progress(self, stage: str, done: int = 0, total: int = 0) -> None:
        now = time.monotonic()
        if stage != self._stage or now - self._last > PAUSE:
            self._stage, self._last = stage, now
            self.say(stage=stage, done=done, total=total)


class Worker:
    """A season as one worker sees it."""

    def __init__(self, told: dict[str, Any], line: Line) -> None:
        path = Path(told["season"])
        if digest(path) != told["sha256"]:
            raise InputError("the season's file was changed since the run began", file=str(path), remedy="Run the command again")
        self.season, self.terms, self.first = file.load(path), Terms(**told["terms"]), told["first"]
        self.store, self.line = opened(told["cache"], told["size"]), line
        self._last: tuple[tuple[str, str], tuple[Lesson, ...]] = ("", ""), ()

    def _read(self, job: Job) -> tuple[Lesson, ...]:
        """The parts of a job's lesson; a book is not read again for each of its chapters."""
        if self._last[0] != (job.lesson, job.form):
            self._last = (job.lesson, job.form), parts(self.season, job.lesson, job.form, self.first)
        return self._last[1]

    def make(self, job: Job) -> None:
        """Make a package and say what became of it."""
        began = time.monotonic()
        try:
            wanted = order(self.season, job, self.terms, self._read(job))
            out = self.terms.folder(self.season, job.form)
            made = standing(wanted, out)
            if made is None:
                from broadcast.production.flow import produce  # voices, drawing, video: only where something has to be made

                made = produce(wanted, out, self.store, self.line.progress)
            said = records.summary(made.folder, records.asked(wanted.inputs, wanted.media))
            said = said.model_copy(update={"untranslated": len(wanted.untranslated)})
            self.line.say(made=said.model_dump(mode="json"), fresh=made.fresh, seconds=round(time.monotonic() - began, 3))
        except Exception as error:  # whatever it is, the other jobs go on
            if isinstance(error, BrokenPipeError):
                raise
            self.line.say(failed=Trouble.of(error).model_dump(mode="json"))


def main() -> int:
    """Do what standard input says until it ends."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a library prints is no answer
    line, worker = Line(out), None
    try:
        for text in sys.stdin:
            told = json.loads(text)
            if worker is None:
                try:
                    worker = Worker(told, line)
                except InputError as error:
                    line.say(failed=Trouble.of(error).model_dump(mode="json"))
                    return 2
                line.say(hello={"version": __version__, "program": inputs.program()})
            else:
                worker.make(Job(**told["job"]))
    except (KeyboardInterrupt, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())  # nobody listens any more
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
