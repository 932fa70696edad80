"""A season on many machines: a Dask cluster as it is.

    dask scheduler                                        on one machine; it says its address, tcp://…:8786
    dask worker tcp://…:8786 --nworkers 4 --nthreads 1    on each machine

What moves is text: a task is `make` of this module, by its name, with one request as JSON; what comes back is JSON. The machines see the
season, its lessons and the output under the same paths; the cache may be a store that they share. A Dask cluster runs whatever it is
told: it belongs on a network that is trusted, or behind TLS.
"""

from __future__ import annotations

import io
import json
import os
import platform
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from broadcast import __version__
from broadcast.artifact import digest, key
from broadcast.assets import media
from broadcast.delivery import manifest
from broadcast.errors import EnvironmentFault
from broadcast.production import inputs
from broadcast.season.address import WAIT, Address
from broadcast.season.jobs import Job, Trouble
from broadcast.season.pool import Event, Pool, ended
from broadcast.season.sequence import Sequence
from broadcast.season.worker import Line, Worker

if TYPE_CHECKING:
    from distributed import Client

PATIENCE = 120.0
"""Seconds without any worker after which a run ends; what was made stays."""
LOOK = 5.0
"""Seconds between two looks at whether the scheduler and its workers are there."""
ONE = threading.Lock()
"""A worker makes one package at a time, however many threads it has: what draws pages bears no second."""


def make(request: str) -> str:
    """The task, on a worker: make a package, and say what became of it as the processes here do (`worker`)."""
    try:
        told = json.loads(request)
        if told["version"] != version():
            raise EnvironmentFault(
                f"the worker on {platform.node()} is of another version", remedy="Start it again with this one"
            )
        with ONE:
            worker, said = _worker(json.dumps(told["season"])), io.StringIO()
            worker.line = Line(said)
            worker.make(Job(**told["job"]))
        return said.getvalue().splitlines()[-1]
    except Exception as error:  # whatever it is, the other jobs go on
        return json.dumps({"failed": Trouble.of(error).model_dump(mode="json")})


@lru_cache(1)
def _worker(told: str) -> Worker:
    return Worker(json.loads(told), Line(io.StringIO()))


@cache
def version() -> str:
    """All that must be equal for the bytes to be equal, as this process has it."""
    data = [(path.relative_to(media()).as_posix(), digest(path)) for path in sorted(media().rglob("*")) if path.is_file()]
    return key(
        __version__, inputs.program(), data, platform.python_version_tuple()[:2], platform.machine().lower(), manifest.wheels()
    )


def sees(path: str) -> str:
    """The bytes of a file on a worker, as a hash; nothing where it cannot be read."""
    try:
        return digest(Path(path))
    except OSError:
        return ""


@dataclass(slots=True)
class Cluster(Pool):
    """Run jobs as `Pool` does, on the workers of a scheduler."""

    client: Any = None

    @classmethod
    def reached(cls, address: Address, pool: Pool) -> Cluster:
        """The cluster in place of the pool, as many jobs at once as it has workers; a sentence where it cannot do the work."""
        client = address.client()
        try:
            count = _fit(client, address, Path(pool.plan.season.file), Path(pool.plan.terms.out))
        except BaseException:
            client.close()
            raise
        return cls(pool.plan, pool.cache, pool.logs, count, client=client)

    def _serve(self, number: int, sequence: Sequence) -> None:
        try:
            while (job := sequence.take()) is not None:
                self._events.put(Event("begun", job, number))
                self._judge(self._far(job, number), job, sequence)
        except BaseException as error:
            if not self._ended:
                self._events.put(error)
        finally:
            self._events.put(None)

    def _far(self, job: Job, number: int) -> Event:
        """Have a job made, wherever."""
        from distributed import CancelledError, KilledWorker

        request = {"version": version(), "season": self.told(), "job": job.model_dump(mode="json")}
        future = self.client.submit(make, json.dumps(request), key=f"{job.id} {os.urandom(4).hex()}", pure=False)
        alone = time.monotonic()
        while True:
            try:
                reply: str = future.result(timeout=LOOK)
                return ended(json.loads(reply), job, number)
            except TimeoutError:
                with suppress(OSError, TimeoutError):
                    alone = time.monotonic() if self.client.nthreads() else alone
                if time.monotonic() - alone > PATIENCE:
                    raise EnvironmentFault(
                        "the scheduler has no workers any more", remedy="Start some and run the same command again"
                    ) from None
            except KilledWorker:
                died = Trouble(kind="Died", what="several workers ended over it", remedy="Had they memory enough?")
                return Event("failed", job, number, trouble=died)
            except (CancelledError, OSError) as error:
                raise EnvironmentFault("the scheduler is gone", remedy="Start it and run the same command again") from error

    def _end(self, grace: float) -> None:
        """Jobs that no worker has begun are taken back; what is begun is made to its end, and stays."""
        self.client.close()


def _fit(client: Client, address: Address, season: Path, out: Path) -> int:
    """How many workers there are; a sentence where there is none, or one that is another version or sees other files."""
    try:
        client.wait_for_workers(1, timeout=WAIT)
    except (TimeoutError, OSError) as error:
        raise EnvironmentFault(
            f"the scheduler at {address.scheduler} has no workers",
            remedy=f"Start some: dask worker {address.scheduler} --nthreads 1",
        ) from error
    versions: dict[str, Any] = client.run(version, on_error="return")
    for worker, found in versions.items():
        if found != version():
            raise EnvironmentFault(
                f"the worker {worker} is of another version",
                remedy="Install this version of Broadcast there, and start the worker again",
            )
    out.mkdir(parents=True, exist_ok=True)
    token = out / f".seen-{os.urandom(8).hex()}"
    token.write_bytes(os.urandom(16))
    try:
        for path, remedy in ((season, "the season and its lessons"), (token, "the output folder")):
            for worker, found in client.run(sees, str(path.resolve()), on_error="return").items():
                if found != digest(path):
                    raise EnvironmentFault(
                        f"the worker {worker} does not see {path.parent.resolve()}",
                        remedy=f"Share {remedy} between the machines, under the same path",
                    )
    finally:
        token.unlink(missing_ok=True)
    return len(versions)
