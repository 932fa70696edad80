"""The report of a run: lessons by languages, as a page and as data. It lies with the cache, never in a package."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from broadcast.assets import media
from broadcast.season.plan import dates
from broadcast.season.results import Result, Run

PAGE, DATA = "report.html", "report.json"


def write(place: Path, run: Run) -> Path:
    """Write both, by rename."""
    place.mkdir(parents=True, exist_ok=True)
    data = facts(run)
    for name, text in (
        (DATA, json.dumps(data, ensure_ascii=False, indent=1) + "\n"),
        (PAGE, _template().render(matrix(data)) + "\n"),
    ):
        new = place / f".{os.getpid()}-{name}"
        new.write_text(text, "utf-8", newline="\n")
        new.replace(place / name)
    return place / PAGE


def facts(run: Run) -> dict[str, Any]:
    """What became of the season, as data."""
    season = run.plan.season
    return {
        "title": season.title,
        "file": season.file,
        "output": str(Path(run.plan.terms.out).resolve()),
        "contact": season.contact.get("default", ""),
        "seconds": round(run.seconds, 1),
        "workers": run.workers,
        "stopped": run.stopped,
        "status": run.status,
        "airings": [
            {
                "lesson": name,
                "number": each.number,
                "first": each.first.isoformat(),
                "repeats": [day.isoformat() for day in each.repeats],
            }
            for name, each in dates(run.plan)
        ],
        "jobs": [job(result) for result in run.results],
    }


def job(result: Result) -> dict[str, Any]:
    """One job as data."""
    said, trouble, planned = result.said, result.trouble, result.planned
    return {
        "lesson": planned.job.name, "title": planned.title, "language": planned.job.tag, "format": planned.job.form,
        "state": result.ending, "status": result.status, "folder": str(planned.folder.resolve()),
        "size": said.size if said else 0, "duration": said.seconds if said else 0.0,
        "checks": said.checks if said else 0, "failed": list(said.failed) if said else [],
        "untranslated": said.untranslated if said else 0, "synthetic": list(said.voices) if said else [],
        "trouble": str(trouble) if trouble else "", "seconds": result.seconds, "worker": result.worker,
    }  # fmt: skip


def matrix(data: dict[str, Any]) -> dict[str, Any]:
    """The data as rows of lessons with a cell a language, for the page."""
    columns = sorted({(each["format"], each["language"]) for each in data["jobs"]})
    titles = {each["lesson"]: each["title"] for each in data["jobs"]}
    cells = {(each["lesson"], each["format"], each["language"]): each for each in data["jobs"]}
    airings = {each["lesson"]: each for each in data["airings"]}
    rows = [
        {"name": name, "title": title, "airing": airings.get(name), "cells": [cells.get((name, *column)) for column in columns]}
        for name, title in titles.items()
    ]
    states = ("made", "cached", "failed", "impossible", "left")
    counts = {state: sum(each["state"] == state for each in data["jobs"]) for state in states}
    return {
        **data,
        "several": len({form for form, _ in columns}) > 1,
        "columns": columns,
        "rows": rows,
        "counts": counts,
        "size": sum(each["size"] for each in data["jobs"]),
    }


@cache
def _template() -> Template:
    loader = FileSystemLoader(media() / "templates")
    return Environment(
        loader=loader, autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    ).get_template("season.html")
