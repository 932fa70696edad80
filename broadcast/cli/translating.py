"""The work of `broadcast translate`: one catalogue after the other, and what is told of each."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

import click
import polib

from broadcast.cli.choices import asked
from broadcast.episode import rules
from broadcast.episode.fit import fit
from broadcast.episode.heard import Place, places, too_long
from broadcast.episode.model import Episode
from broadcast.episode.rules.slots import BOX, UNIT
from broadcast.errors import BroadcastError, FitError, InputError
from broadcast.language import po_program, po_update, taking_in, xliff
from broadcast.language.catalogue import SOURCE, messages
from broadcast.language.lookalikes import mixed
from broadcast.language.model import load, tags
from broadcast.language.po_rules import SLOT
from broadcast.language.po_update import Task, Update
from broadcast.language.tags import known
from broadcast.lesson import template
from broadcast.lesson.model import Lesson
from broadcast.production import orders
from broadcast.production.choices import MEDIA
from broadcast.sources import read


@dataclass(frozen=True, slots=True)
class Work:
    """One catalogue to be made."""

    task: Task
    source: str
    """The language it is made from."""
    places: Mapping[str, Place] = field(default_factory=dict)
    """Where each text is met, by key."""


def tasks(lessons: tuple[Path, ...], wanted: tuple[str, ...], form: str) -> Iterator[Work]:
    """Every catalogue that is asked for: of each lesson, or of the program where there is none; in each language."""
    if not lessons:
        for tag in _languages(wanted, SOURCE):
            task = po_program.task(tag)
            yield Work(task, SOURCE, {each.key: Place(BOX, Fraction(0)) for each in task.wanted if each.key.endswith(".prompt")})
    for path in lessons:
        lesson = read(path)
        found = _places(path, lesson, form)
        told = {key: _told(place, form) for key, place in found.items()}
        for tag in _languages(wanted, lesson.language):
            yield Work(template.task(lesson, tag, told), lesson.language, found)


def _languages(wanted: tuple[str, ...], source: str) -> Iterator[str]:
    for tag in wanted:
        for each in tags() if tag == "all" else (known(tag),):
            if each != source:
                yield each


def _places(path: Path, lesson: Lesson, form: str) -> dict[str, Place]:
    """Where each sentence is met in the episode in the lesson's own language; nothing where no episode can be planned."""
    try:
        order = asked([path], orders.Settings((), form, Path("out"), MEDIA, ("espeak",), None, False, True))[0]
        words = messages(order.tag)
        planned: Episode = order.plan(words)
        with contextlib.suppress(FitError):  # then its cues are counted as they are planned
            planned = fit(planned, order.form, rules.estimated(planned, words.language))
        return places(lesson, planned, words.language)
    except BroadcastError as error:
        click.echo(f"the notes name no cues: {error}", err=True)
        return {}


def _told(place: Place, form: str) -> tuple[str, ...]:
    """Lines for the translator: where a sentence is heard and how much room it has."""
    heard = f"heard in cue {place.cue} of {form} ({place.kind}), about {max(1, round(place.seconds))} s"
    return (*([heard] if place.cue else []), *([f"at most {place.letters} letters"] if place.letters < UNIT else []))


def done(work: Work, *, check: bool, given: Path | None) -> int:
    """Make or check one catalogue, and tell what of it is to do. Status 1 where something is wrong or, checked, not finished."""
    task = work.task
    homeless: tuple[str, ...] = ()
    if given is not None:
        made, homeless = taking_in.take_in(task, given)
    else:
        made = po_update.filled(task)
    kept = po_update.own(task, made) if task.under else made
    fresh = po_update.same(kept, task.path)
    if not check:
        po_update.store(task, made)
    found = po_update.standing(task, made)
    wrong = [*homeless, *po_update.problems(task)]
    for line in (*wrong, *warnings(work, made, found), *_gaps(found)):
        click.echo(line, err=True)
    own = f", {len(kept)} of them its own" if task.under else ""
    click.echo(
        f"{found.path}: {found.translated} translated{own}, {found.fuzzy} fuzzy, {found.missing} missing, {found.obsolete} obsolete"
        + ("" if fresh or not check else "; not up to date")
    )
    return 1 if wrong or (check and (found.gaps or not fresh)) else 0


def _gaps(found: Update) -> Iterator[str]:
    for gap in found.gaps:
        place = ":".join(gap.place or ())
        where = f"{found.path}:{gap.line}" if gap.line else place or str(found.path)
        yield f"{where}: {gap.why} ({gap.key}{f', {place}' if place and gap.line else ''}): {gap.source}"


def warnings(work: Work, made: polib.POFile, found: Update) -> Iterator[str]:
    """Translations that may find no room, or that mix letters of two scripts; none of it is an error."""
    language = load(work.task.tag)
    for entry in made:
        if entry.obsolete or entry.fuzzy:
            continue
        for words in entry.msgstr_plural.values() if entry.msgid_plural else (entry.msgstr,):
            place = work.places.get(entry.msgctxt)
            tight = too_long(SLOT.sub("", words), place, language) if place and words else ""
            if tight:
                yield f"{found.path}: {entry.msgctxt} is long: {tight}"
            if odd := mixed(words):
                yield f"{found.path}: {entry.msgctxt} has letters of two scripts in “{odd}”"


def exported(work: Work, path: Path) -> None:
    """Write a catalogue, whole, as XLIFF."""
    task = work.task
    text = xliff.written(po_update.filled(task), source=work.source, target=task.tag, original=task.path.name)
    try:
        path.write_text(text, "utf-8", newline="\n")
    except OSError as error:
        raise InputError(
            f"the XLIFF cannot be written ({error.strerror or error})", file=str(path), remedy="Name another file"
        ) from error
