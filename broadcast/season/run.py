"""The whole run: the jobs of a plan that are not made yet, what became of each, and the records of it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from broadcast.artifact import Store
from broadcast.episode import format as formats
from broadcast.season import records, report
from broadcast.season.plan import Plan, Planned
from broadcast.season.pool import Cache, Event, Pool
from broadcast.season.results import Ending, Result, Run

if TYPE_CHECKING:
    from broadcast.season.address import Address


def run(plan: Plan, store: Store, cache: Cache, jobs: int, told: Callable[[Event], None], far: Address | None = None) -> Run:
    """Make what is new. Whatever ends it, what is done is written down; an interruption goes on to the caller after that.

    `far`: the scheduler whose workers make it, in place of `jobs` processes here.
    """
    began = time.monotonic()
    place = records.folder(store, plan.season, plan.terms.out)
    results = {each.job.id: _standing(each) for each in plan.jobs}
    new = {each.job.id: each for each in plan.of("new")}
    times, finished = records.Times(store), False
    pool = Pool(plan, cache, place, jobs)
    if far and new:
        from broadcast.season.cluster import Cluster

        pool = Cluster.reached(far, pool)
    try:
        for event in pool.events(each.job for each in new.values()):
            told(event)
            if event.kind in ("made", "failed", "left"):
                results[event.job.id] = _result(new[event.job.id], event)
            if event.kind == "made" and event.fresh and event.said:
                times.add(formats.load(event.job.form), new[event.job.id].media, event.seconds, event.said.size)
        finished = True
    finally:
        done = Run(plan, tuple(results.values()), time.monotonic() - began, max(1, min(pool.count, len(new))), not finished)
        records.remember(place, {each.planned.job.id: each.said for each in done.results if each.said is not None})
        report.write(place, done)
    return done


def _standing(planned: Planned) -> Result:
    if planned.state == "cached":
        said = planned.said
        return Result(planned, "cached", said=said and said.model_copy(update={"untranslated": planned.untranslated}))
    return Result(planned, "impossible" if planned.state == "impossible" else "left", trouble=planned.trouble)


def _result(planned: Planned, event: Event) -> Result:
    ending: Ending = "made" if event.kind == "made" else "failed" if event.kind == "failed" else "left"
    return replace(Result(planned, ending), said=event.said, trouble=event.trouble, seconds=event.seconds, worker=event.worker)
