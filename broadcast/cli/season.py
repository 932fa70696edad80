"""`broadcast season`: many lessons in many languages by one command, which goes on where it was stopped."""

from __future__ import annotations

import json
import os
import shutil
from functools import partial
from pathlib import Path

import click

from broadcast.artifact import opened
from broadcast.cli import options
from broadcast.cli.caching import kept
from broadcast.cli.season_progress import Shown, size, span
from broadcast.cli.table import show
from broadcast.delivery import upload
from broadcast.season import file, records, report
from broadcast.season.address import Address
from broadcast.season.jobs import Terms
from broadcast.season.plan import Plan, plan
from broadcast.season.pool import Cache, Event
from broadcast.season.results import Run
from broadcast.season.run import run


def processors() -> int:
    """How many this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@click.command("season")
@click.argument("season", type=click.Path(path_type=Path), metavar="SEASON.toml")
@options.packages
@click.option("--jobs", type=click.IntRange(1, 256), help="Packages that are made at once. Default: one a processor.")
@click.option("--plan", "only_plan", is_flag=True, help="Print the plan, and make nothing.")
@click.option("--json", "as_json", is_flag=True, help="JSON lines on stdout: the plan, what happens, what became of each job.")
@options.for_air
@options.allow_untranslated
@click.option("--scheduler", metavar="ADDRESS", help="Make it on the workers of this Dask scheduler, tcp://host:8786, not here.")
@click.option("--tls-ca", type=click.Path(path_type=Path), help="For a scheduler at tls://…: whom to believe, a PEM file.")
@click.option("--tls-cert", type=click.Path(path_type=Path), help="For the same: who we are, a PEM file.")
@click.option("--tls-key", type=click.Path(path_type=Path), help="For the same: our key, a PEM file.")
@kept
def command(
    season: Path,
    output: str,
    jobs: int | None,
    only_plan: bool,
    as_json: bool,
    for_air: bool,
    allow_untranslated: bool,
    scheduler: str | None,
    tls_ca: Path | None,
    tls_cert: Path | None,
    tls_key: Path | None,
    cache: str | None,
    cache_size: str | None,
) -> int:
    """Plan a season, make what is new in it, and report. The same command goes on after whatever stopped it.

    Status 0: all of it fit for air. 1: a check says no. 2: some of it could not be made; the rest was.
    """
    store, place = opened(cache, cache_size), upload.output(output)
    terms = Terms(out=str(place.folder.resolve()), for_air=for_air, allow_untranslated=allow_untranslated)
    planned = plan(file.load(season), terms, store)
    count = jobs or processors()
    _told(planned, count, as_json)
    if only_plan:
        return max((each.trouble.status for each in planned.jobs if each.trouble), default=0)
    for each in planned.of("cached"):
        _put_up(place, each.folder)
    with Shown(len(planned.of("new")), planned.seconds, as_json) as shown:
        happened = partial(_happened, planned=planned, place=place, shown=shown)
        far = Address(scheduler, tls_ca, tls_cert, tls_key) if scheduler else None
        done = run(planned, store, Cache(cache, cache_size), count, happened, far)
    _reported(done, records.folder(store, planned.season, terms.out) / report.PAGE, as_json)
    return done.status


def _happened(event: Event, planned: Plan, place: upload.Output, shown: Shown) -> None:
    """Show it, and bring what was made to where it goes."""
    if event.kind == "made":
        _put_up(place, planned.terms.folder(planned.season, event.job.form) / event.job.name / event.job.tag)
    shown(event)


def _put_up(place: upload.Output, package: Path) -> None:
    """Where packages go to an address, bring this one there."""
    if place.place is not None:
        place.put_up(place.folder / package.relative_to(place.folder.resolve()))


def _told(planned: Plan, count: int, as_json: bool) -> None:
    """The plan, before anything starts."""
    jobs = planned.jobs
    new, cached, impossible = (planned.of(state) for state in ("new", "cached", "impossible"))
    seconds = planned.seconds / max(1, min(count, len(new)))
    if as_json:
        told = [
            {
                "lesson": each.job.name,
                "language": each.job.tag,
                "format": each.job.form,
                "state": each.state,
                "folder": str(each.folder),
            }
            | ({"number": each.airing.number, "date": each.airing.first.isoformat()} if each.airing else {})
            | ({"why": str(each.trouble)} if each.trouble else {})
            for each in jobs
        ]
        click.echo(json.dumps({"plan": told, "seconds": round(seconds), "bytes": planned.size}, ensure_ascii=False))
        return
    tags = list(dict.fromkeys(each.job.tag for each in jobs))
    rows: dict[tuple[str, str], dict[str, str]] = {}
    for each in jobs:
        place = (each.job.form, each.job.name)
        row = rows.setdefault(
            place, {"format": each.job.form, "lesson": each.job.name, **_day(each.airing), **dict.fromkeys(tags, "-")}
        )
        row[each.job.tag] = each.state
    several = len(planned.season.formats) > 1
    show([row if several else {name: cell for name, cell in row.items() if name != "format"} for row in rows.values()], False)
    for each in impossible:
        click.echo(f"{each.job.id}: {each.trouble}")
    click.echo(f"{len(jobs)} packages: {len(new)} new, {len(cached)} cached, {len(impossible)} impossible")
    if new:
        click.echo(f"about {span(seconds)} with {min(count, len(new))} at work, and {size(planned.size)}")
        free = _free(Path(planned.terms.out))
        if free < planned.size:
            click.echo(f"the disk has room for {size(free)} only", err=True)


def _day(airing: object) -> dict[str, str]:
    from broadcast.season.airings import Airing

    return {"number": str(airing.number), "on air": f"{airing.first:%a %Y-%m-%d}"} if isinstance(airing, Airing) else {}


def _free(folder: Path) -> int:
    """Bytes that the disk of a folder has left, be it there yet or not."""
    there = next(path for path in (folder, *folder.parents) if path.exists())
    return shutil.disk_usage(there).free


def _reported(done: Run, page: Path, as_json: bool) -> None:
    if as_json:
        click.echo(json.dumps({"run": report.facts(done), "report": str(page)}, ensure_ascii=False))
        return
    for result in done.results:
        if result.ending == "failed":
            click.echo(f"{result.planned.job.id}: {result.trouble}", err=True)
        for line in result.said.failed if result.said else ():
            click.echo(f"{result.planned.job.id}: not right: {line}", err=True)
    counts = {
        ending: sum(result.ending == ending for result in done.results)
        for ending in ("made", "cached", "failed", "impossible", "left")
    }
    told = ", ".join(f"{count} {ending}" for ending, count in counts.items() if count)
    click.echo(f"{told}; {span(done.seconds)}")
    click.echo(str(page))
