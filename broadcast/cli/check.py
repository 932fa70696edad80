"""`broadcast check`: what is wrong with a lesson or a script, rule by rule."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from broadcast.cli import options
from broadcast.cli.choices import told
from broadcast.delivery.order import Order
from broadcast.episode import rules
from broadcast.episode.fit import fit
from broadcast.episode.model import Episode
from broadcast.errors import ProgramError, TooLong, TooShort
from broadcast.language.catalogue import messages
from broadcast.language.coverage import lacking
from broadcast.language.lookalikes import mixed
from broadcast.language.model import every
from broadcast.language.tags import resolved
from broadcast.lesson.localise import untranslated
from broadcast.lesson.model import Lesson
from broadcast.lesson.units import units
from broadcast.production import orders
from broadcast.production.choices import MEDIA, available
from broadcast.program import read, speak
from broadcast.sources import OWN, Reader, reading
from broadcast.sources.reading import Reading


@click.command("check")
@click.argument("lessons", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="LESSON_OR_SCRIPT_OR_SEASON...")
@click.option("-l", "--language", "tags", multiple=True, metavar="TAG", help="A language, or `all`. Default: the lesson's own.")
@options.clock
@click.option("--said", is_flag=True, help="Print what is said of each program of the lesson too.")
@click.option("--json", "as_json", is_flag=True, help="Findings as JSON on stdout.")
def command(lessons: tuple[Path, ...], tags: tuple[str, ...], form: str, said: bool, as_json: bool) -> int:
    """Say what is wrong with a lesson: rule, place, remedy. Status 1 where there is a finding.

    Of a season (SEASON.toml): what is used before it is taught, unknown curriculum codes, and the table of what is taught when.
    """
    seasons = [path for path in lessons if path.suffix == ".toml"]
    if seasons:
        from broadcast.cli.check_season import checked

        if len(seasons) < len(lessons):
            raise click.UsageError("Name seasons alone, or lessons alone.")
        return max([checked(path, as_json) for path in seasons])
    settings = orders.Settings(tags, form, Path("out"), MEDIA, ("espeak",), None, False, True)
    reports = [_checked(path, settings) for path in lessons]
    if as_json:
        data = [{**report.read, "findings": report.findings} for report in reports]
        click.echo(json.dumps(data[0] if len(data) == 1 else data, ensure_ascii=False, indent=2))
    else:
        for report in reports:
            _print(report, said)
        count = sum(len(report.findings) for report in reports)
        click.echo(f"{count} findings" if count else "nothing to say", err=True)
    return 1 if any(report.findings for report in reports) else 0


@dataclass(frozen=True)
class Report:
    """What is to be said of one argument."""

    orders: list[Order]
    read: dict[str, Any]
    """The reading report: `reader`, `units`, `adapted`, `guide`, `left_out`, `mismatches`, `languages`; empty for a script."""
    findings: list[dict[str, Any]]
    lines: list[str]
    """The findings in sentences."""


def _checked(path: Path, settings: orders.Settings) -> Report:
    """Read it, plan it in the languages asked for, and look."""
    who, found = (None, None) if orders.is_script(path) else reading(path)
    read = reported(path, who, found) if who and found else {}
    if read.get("languages") and not settings.tags and not any(resolved(tag, every()) for tag in read["languages"]):
        return Report([], read, [], [])  # understood, and no words of ours to make anything of it
    made = list(told(orders.of(path, settings, found)))
    every_one = [(order, _placed(order, finding)) for order in made for finding in findings(order)]
    data = [{"lesson": order.name, "language": order.tag, **finding.model_dump()} for order, finding in every_one]
    return Report(made, read, data, [str(finding) for _, finding in every_one])


def _placed(order: Order, finding: rules.Finding) -> rules.Finding:
    """Where a reader made the lesson of other files, those are named."""
    if not order.lesson or not order.lesson.places or not finding.line:
        return finding
    file, line = order.lesson.place(finding.line)
    return finding.model_copy(update={"file": file, "line": line})


def _print(report: Report, said: bool) -> None:
    read = report.read
    if read and read["reader"] != OWN:
        click.echo(
            f"{read['reader']}: {read['units']} sentences, {read['adapted']} told or printed, {read['guide']} for the guide, "
            f"{len(read['left_out'])} left out; languages: {' '.join(read['languages'])}"
        )
        for one in read["left_out"]:
            click.echo(f"{one['file']}:{one['line']}: left out: {one['what']} ({one['why']})")
        for one in read["mismatches"]:
            click.echo(f"{one['file']}:{one['line']}: {one['language']}: {one['why']}")
    for order in report.orders if said else ():
        for words in spoken(order):
            click.echo(words)
    for line in report.lines:
        click.echo(line)


def reported(path: Path, who: Reader, found: Reading) -> dict[str, Any]:
    """The reading report of a source, as data."""
    every_unit, adapted, guide = found.counts
    root = path if path.is_dir() else path.parent
    return {
        "source": str(path),
        "reader": who.name,
        "lessons": [lesson.id for lesson in found.lessons],
        "languages": available(found.lessons[0]) if who.name == OWN else list(found.languages),
        "units": every_unit,
        "adapted": adapted,
        "guide": guide,
        "left_out": [
            {"file": str(root / one.file), "line": one.line, "what": one.what, "why": one.why} for one in found.left_out
        ],
        "mismatches": [{"language": one.tag, "file": one.file, "line": one.line, "why": one.why} for one in found.mismatches],
    }


def spoken(order: Order) -> Iterator[str]:
    """What is said of each program that can be read, with its line in the lesson."""
    for code in order.lesson.programs if order.lesson else ():
        try:
            yield f"{order.file}:{code.line}: {speak(read(code), messages(order.tag)).phrase.text}"
        except ProgramError:
            continue  # it is among the findings


def findings(order: Order) -> Iterator[rules.Finding]:
    """The lesson's own findings, then those of the episode it makes, each place once; what has no words or no room."""
    words = messages(order.tag)
    for unit in untranslated(order.lesson) if order.lesson else ():
        yield rules.Finding(
            code="B501",
            message=f"A sentence without {order.tag} words: {unit.source}",
            remedy=f"Translate it in po/{order.tag}.po",
            file=order.file,
            line=unit.line,
        )
    for unit in units(order.lesson) if order.lesson else ():
        if odd := mixed(unit.text):
            yield rules.Finding(
                code="B503",
                message=f"Letters of two scripts in one word: “{odd}”",
                remedy="Write the word in one script; letters that look alike are read and found otherwise",
                file=order.file,
                line=unit.line,
                severity="warning",
            )
    if reason := lacking(order.tag):
        yield rules.Finding(code="B501", message=reason.what, remedy=reason.remedy, file=reason.file, line=reason.line)
    planned = order.plan(words)
    words = words.toward(planned.audience)
    for one in planned.refused:
        if one.kind == "program":
            message = f"A program that nothing can be asked about: {one.why}"
            yield rules.Finding(
                code="B502", message=message, remedy="Correct it, or write it as text", file=order.file, line=one.line
            )
    subjects: list[Lesson | Episode] = [order.lesson] if order.lesson else []
    try:
        subjects.append(fit(planned, order.form, rules.estimated(planned, words.language)))
    except TooLong as error:
        message = f"No room in {order.form.name} ({order.tag}): {error.what}"
        yield rules.Finding(code="B304", message=message, remedy=error.remedy, file=order.file)
    except TooShort as error:  # the format's fault rather than the lesson's
        click.echo(f"{order.form.name} ({order.tag}): {error}", err=True)
    seen: set[tuple[str, int]] = set()
    for subject in subjects:
        for finding in rules.check(subject, words, order.form, file=order.file):
            place = (finding.code, finding.line)
            if not finding.line or place not in seen:
                yield finding
            seen.add(place)
