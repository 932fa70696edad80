"""Which job is next. Two that run beside each other would make the same: a lesson's pictures, a language's speech. So the next one
is of a lesson and a language that nobody has in hand, where there is one near the head of the queue.
"""

from __future__ import annotations

import time
from collections import deque
from collections.abc import Iterable
from threading import Condition

from broadcast.season.jobs import Job

AHEAD = 64
"""Jobs that are looked at for the best one: choosing stays as quick with a thousand."""


class Sequence:
    """The jobs that wait, for several threads."""

    def __init__(self, jobs: Iterable[Job]) -> None:
        self._waiting = deque(jobs)
        self._later: list[tuple[float, Job]] = []
        self._running: list[Job] = []
        self._change = Condition()
        self._stopped = False

    def take(self) -> Job | None:
        """The next job, when there is one; None when nothing more will come."""
        with self._change:
            while not self._stopped:
                self._due()
                if self._waiting:
                    return self._begun()
                if not self._running and not self._later:
                    break
                self._change.wait(0.2 if self._later else None)
            return None

    def done(self, job: Job, again: float | None = None) -> None:
        """The job has come to an end; it comes back `again` seconds from now, where that is said."""
        with self._change:
            self._running.remove(job)
            if again is not None:
                self._later.append((time.monotonic() + again, job))
            self._change.notify_all()

    def stop(self) -> tuple[Job, ...]:
        """Nothing more is given out; the jobs that nobody has begun."""
        with self._change:
            self._stopped = True
            left = (*self._waiting, *(job for _, job in self._later))
            self._waiting.clear()
            self._later.clear()
            self._change.notify_all()
            return left

    def _due(self) -> None:
        now = time.monotonic()
        self._waiting.extend(job for when, job in self._later if when <= now)
        self._later = [each for each in self._later if each[0] > now]

    def _begun(self) -> Job:
        lessons, tags = {job.name for job in self._running}, {job.tag for job in self._running}
        near = range(min(AHEAD, len(self._waiting)))
        best = min(near, key=lambda at: ((self._waiting[at].name in lessons) + (self._waiting[at].tag in tags), at))
        job = self._waiting[best]
        del self._waiting[best]
        self._running.append(job)
        return job
