"""`broadcast check`: what is wrong with a lesson or a script, rule by rule."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click

from broadcast.cli import orders
from broadcast.cli.choices import MEDIA
from broadcast.delivery.order import Order
from broadcast.episode import rules
from broadcast.episode.fit import fit
from broadcast.episode.model import Episode
from broadcast.errors import ProgramError, TooLong, TooShort
from broadcast.language.catalogue import messages
from broadcast.language.coverage import lacking
from broadcast.lesson.localise import untranslated
from broadcast.lesson.model import Lesson
from broadcast.program import read, speak


@click.command("check")
@click.argument("lessons", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="LESSON_OR_SCRIPT...")
@click.option("-l", "--language", "tags", multiple=True, metavar="TAG", help="A language, or `all`. Default: the lesson's own.")
@click.option("-f", "--format", "form", default="simulcast-15", show_default=True, help="See `broadcast formats`.")
@click.option("--said", is_flag=True, help="Print what is said of each program of the lesson too.")
@click.option("--json", "as_json", is_flag=True, help="Findings as JSON on stdout.")
def command(lessons: tuple[Path, ...], tags: tuple[str, ...], form: str, said: bool, as_json: bool) -> int:
    """Say what is wrong with a lesson: rule, place, remedy. Status 1 where there is a finding."""
    settings = orders.Settings(tags, form, Path("out"), MEDIA, ("espeak",), None, False, True)
    every = [order for path in lessons for order in orders.of(path, settings)]
    found = [(order.name, order.tag, finding) for order in every for finding in findings(order)]
    if said and not as_json:
        for order in every:
            for words in spoken(order):
                click.echo(words)
    if as_json:
        click.echo(
            json.dumps(
                [{"lesson": name, "language": tag, **finding.model_dump()} for name, tag, finding in found],
                ensure_ascii=False,
                indent=2,
            )
        )
    else:
        for _, _, finding in found:
            click.echo(str(finding))
        click.echo(f"{len(found)} findings" if found else "nothing to say", err=True)
    return 1 if found else 0


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
