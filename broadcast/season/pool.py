"""The workers of a run: processes of this very program, a thread each that gives them jobs and hears what becomes of them.

A job that fails is told and the others go on. A worker that dies is replaced and its job done once more. A package that another run is
making is asked for again later. The same fault of the machine several times in a row ends the run: the rest would meet it too.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import SimpleQueue
from typing import Any, Literal

from broadcast import __version__
from broadcast.artifact import digest
from broadcast.artifact.opening import elsewhere
from broadcast.errors import EnvironmentFault
from broadcast.process import Partner, worker
from broadcast.production import inputs
from broadcast.season.jobs import Job, Trouble
from broadcast.season.plan import Plan
from broadcast.season.records import Said
from broadcast.season.sequence import Sequence

TRIES = 2
"""Times that a job is begun whose worker dies: what kills two workers kills the third."""
SAME = 3
"""Jobs in a row that the same fault of the machine ends before the run does."""
BUSY = 2.0
"""Seconds until a package that another run is making is asked for again."""
SERVED = 64
"""Jobs after which a worker is replaced, so that memory stays flat whatever a library keeps."""
STOPPING = 0.3
"""Seconds to see whether a worker ended because the whole run does (Ctrl-C goes to all of them)."""
GRACE = 15.0
"""Seconds that a worker has to take away what is half made."""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened in a run."""

    kind: Literal["begun", "stage", "made", "failed", "again", "held", "left"]
    """`again`: its worker died, it is begun once more; `held`: another run is making it; `left`: never begun."""
    job: Job
    worker: int = 0
    stage: str = ""
    done: int = 0
    total: int = 0
    said: Said | None = None
    fresh: bool = True
    seconds: float = 0.0
    trouble: Trouble | None = None


@dataclass(frozen=True, slots=True)
class Cache:
    """Which store the workers open, in the words of `artifact.opened`."""

    where: str | None = None
    size: str | None = None


@dataclass(slots=True)
class Pool:
    """Run jobs: iterate over `events`, in the thread that may be interrupted."""

    plan: Plan
    cache: Cache
    logs: Path
    count: int
    _events: SimpleQueue[Event | BaseException | None] = field(default_factory=SimpleQueue)
    _tries: dict[str, int] = field(default_factory=dict)
    _faults: list[str] = field(default_factory=list)
    _processes: dict[int, Partner] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _ended: bool = False

    def events(self, jobs: Iterable[Job]) -> Iterator[Event]:
        """What happens, until every job has come to its end. Leaving the loop, however, ends the workers."""
        waiting = list(jobs)
        sequence = Sequence(waiting)
        count = max(1, min(self.count, len(waiting)))
        threads = [threading.Thread(target=self._serve, args=(number, sequence), daemon=True) for number in range(1, count + 1)]
        for thread in threads:
            thread.start()
        alive = count
        try:
            while alive:
                event = self._events.get()
                if event is None:
                    alive -= 1
                elif isinstance(event, BaseException):
                    raise event
                else:
                    yield event
        finally:
            with self._lock:
                self._ended = True
            sequence.stop()
            self._end(GRACE)

    def _serve(self, number: int, sequence: Sequence) -> None:
        """One worker after the other, a job after the other."""
        process, served = None, 0
        try:
            while (job := sequence.take()) is not None:
                if process is None or served >= SERVED:
                    self._leave(number, process)
                    process, served = self._begin(number), 0
                served += 1
                self._events.put(Event("begun", job, number))
                event = self._made(process, number, job)
                if event is None:
                    time.sleep(STOPPING)
                    if self._ended:
                        return
                    event, process = self._died(number, process, job), None
                self._judge(event, job, sequence)
            self._leave(number, process)
        except BaseException as error:
            if not self._ended:
                self._events.put(error)
        finally:
            self._events.put(None)

    def _judge(self, event: Event, job: Job, sequence: Sequence) -> None:
        """Tell it, and decide whether the job comes back and whether the run goes on."""
        trouble = event.trouble
        fault = trouble.what if event.kind == "failed" and trouble and trouble.kind == "EnvironmentFault" else ""
        with self._lock:
            if event.kind in ("made", "failed"):
                self._faults = [*self._faults[1 - SAME :], fault]
            hopeless = len(self._faults) == SAME and fault != "" and len(set(self._faults)) == 1
        self._events.put(event)
        if hopeless:
            for left in sequence.stop():
                self._events.put(Event("left", left, trouble=trouble))
        sequence.done(job, again={"held": BUSY, "again": 0.0}.get(event.kind))

    def _made(self, process: Partner, number: int, job: Job) -> Event | None:
        """Give a job and hear what becomes of it; None where the worker dies over it."""
        with suppress(OSError, ValueError):
            _say(process, {"job": job.model_dump(mode="json")})
            while line := _heard(process):
                if "stage" in line:
                    self._events.put(Event("stage", job, number, line["stage"], line["done"], line["total"]))
                else:
                    return ended(line, job, number)
        return None

    def _begin(self, number: int) -> Partner:
        """A new worker, of this very version."""
        self.logs.mkdir(parents=True, exist_ok=True)
        with (self.logs / f"worker-{number}.log").open("wb") as log, self._lock:
            if self._ended:
                raise KeyboardInterrupt
            process = Partner(worker("broadcast.season.worker"), log)
            self._processes[number] = process
        with suppress(OSError):
            _say(process, self.told())
        answer = _heard(process) or {}
        if answer.get("hello") != {"version": __version__, "program": inputs.program()}:
            if "failed" in answer:
                raise EnvironmentFault(str(Trouble(**answer["failed"])))
            why = "is of another version" if answer else f"could not begin: {self._words(number) or 'it said nothing'}"
            raise EnvironmentFault(
                f"a worker {why}", remedy="Run the command again; if that does not help, install the program again"
            )
        return process

    def told(self) -> dict[str, Any]:
        """What a worker has to know of the whole season, wherever it is."""
        path, where = Path(self.plan.season.file), self.cache.where
        return {
            "season": str(path.resolve()), "sha256": digest(path), "size": self.cache.size,
            "cache": where if where is None or elsewhere(where) else str(Path(where).resolve()),
            "terms": self.plan.terms.model_dump(mode="json"), "first": self.plan.first,
        }  # fmt: skip

    def _died(self, number: int, process: Partner, job: Job) -> Event:
        """What to say of a job whose worker died, and whether it is begun once more."""
        code = process.wait(5, kill=True)
        with self._lock:
            tries = self._tries[job.id] = self._tries.get(job.id, 1) + 1
        how = f"by signal {-code}" if code is not None and code < 0 else f"with status {code}"
        words = self._words(number)
        trouble = Trouble(
            kind="Died", what=f"its worker ended {how}{f' ({words})' if words else ''}",
            remedy="Was there memory enough? Try it with fewer --jobs",
        )  # fmt: skip
        return Event("failed" if tries > TRIES else "again", job, number, trouble=trouble)

    def _words(self, number: int) -> str:
        """The last words of a worker."""
        with suppress(OSError):
            lines = (self.logs / f"worker-{number}.log").read_text("utf-8", "replace").strip().splitlines()
            return lines[-1][:200] if lines else ""
        return ""

    def _leave(self, number: int, process: Partner | None) -> None:
        """Let a worker go that has nothing in hand."""
        if process is None:
            return
        process.leave()
        process.wait(GRACE, kill=True)
        with self._lock:
            self._processes.pop(number, None)

    def _end(self, grace: float) -> None:
        """End every worker, the ones at work too; who does not take the time given is killed."""
        with self._lock:
            processes = list(self._processes.values())
        for process in processes:
            process.end()
        end = time.monotonic() + grace
        for process in processes:
            process.wait(max(0.1, end - time.monotonic()), kill=True)


def ended(line: dict[str, Any], job: Job, number: int) -> Event:
    """What a worker's last line of a job says."""
    if "made" in line:
        return Event("made", job, number, said=Said(**line["made"]), fresh=line["fresh"], seconds=line["seconds"])
    trouble = Trouble(**line["failed"])
    return Event("held" if trouble.kind == "Busy" else "failed", job, number, trouble=trouble)


def _say(partner: Partner, what: dict[str, Any]) -> None:
    partner.say(json.dumps(what).encode())


def _heard(partner: Partner) -> dict[str, Any] | None:
    """The next line; None where there is none any more."""
    line = partner.hear()
    if line is None:
        return None
    told: dict[str, Any] = json.loads(line)
    return told
