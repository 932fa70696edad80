"""Planning: a lesson in one language against a format, as an episode that is not yet timed.

    opening ─ recall ─ set-up ─ a segment a step (its talk, its program, what is made of it) ─ practice ─ recap ─ homework ─ closing

Which items there are follows from lesson, format and seed alone; talk carries a priority and may be dropped when the
episode is fitted, a box never.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import lru_cache

from broadcast.episode.cues import paragraph
from broadcast.episode.format import Format
from broadcast.episode.model import Episode, Guide, Term
from broadcast.episode.station import Station
from broadcast.episode.weave import Decided, Weave
from broadcast.errors import ProgramError
from broadcast.language.catalogue import Messages
from broadcast.language.catalogue import messages as catalogue
from broadcast.language.model import every
from broadcast.lesson.model import Code, Lesson, Note, Screen, Wanted
from broadcast.lesson.units import replaced
from broadcast.program import listing, read, readable, speak
from broadcast.unplugged.activities import ACTIVITIES, PHASES
from broadcast.unplugged.sheet import Sheet, build, unable
from broadcast.unplugged.stage import Request

SPACE = "\u00a0"
"""A space that no line is broken at: the indentation of a program."""


def plan(lesson: Lesson, form: Format, messages: Messages, station: Station) -> Episode:
    """The episode with everything that could be said in it; boxes and items are final."""
    messages = messages.toward(lesson.audience)
    lame = unable(lesson, messages)
    programs = chosen(lesson, form, lame)
    requests = wanted(lesson, form, programs)
    sheet = build(lesson, [request for _, request in requests], messages, lesson.seed)
    named = station.named(messages, lesson.credits)
    decided = () if lesson.language == lesson.source_language else _decided(original(lesson), form.model_dump_json())
    weave = Weave(lesson, form, messages, named, sheet, [place for place, _ in requests], decided)
    return Episode(
        lesson=lesson.id,
        language=lesson.language,
        format=form.name,
        media=form.media,
        title=lesson.title.text,
        number=lesson.number,
        edition=f"{'F' if lesson.audience == 'facilitators' else 'L'}{lesson.number:02d}·{lesson.language}·{lesson.edition}",
        date=lesson.date,
        ages=lesson.ages,
        audience=lesson.audience,
        slot=form.slot,
        frame_rate=form.frame_rate,
        segments=weave.segments(),
        boxes=sheet.boxes,
        items=sheet.items,
        refused=(
            *lame.values(),
            *(refusal for refusal in sheet.refused if refusal.why not in {one.why for one in lame.values()}),
        ),
        vocabulary=tuple(Term(word=term.word.text, meaning=term.meaning.text) for term in lesson.vocabulary),
        guide=_guide(lesson, sheet, messages, main(programs)),
        licence=lesson.licence,
        credits=named.credits,
        presenter=named.presenter,
        second=named.second,
        programme=named.programme,
        station=named.station,
    )


def original(lesson: Lesson) -> Lesson:
    """The lesson in its source's language again."""
    back = replaced(lesson, lambda unit: replace(unit, text=unit.source or unit.text))
    return replace(back, language=lesson.source_language)


@lru_cache(maxsize=8)
def _decided(lesson: Lesson, clock: str) -> Decided:
    """Which words each program needs, in the source's language: so the cues are the same in every language. `clock`: the format, as JSON."""
    if lesson.language not in every():
        return ()
    messages, form = catalogue(lesson.language).toward(lesson.audience), Format.model_validate_json(clock)
    requests = wanted(lesson, form, chosen(lesson, form, unable(lesson, messages)))
    sheet = build(lesson, [request for _, request in requests], messages, lesson.seed)
    weave = Weave(lesson, form, messages, Station().named(messages, ""), sheet, [place for place, _ in requests])
    weave.segments()
    return tuple(weave.decisions)


def chosen(lesson: Lesson, form: Format, lame: Collection[str] = ()) -> tuple[Code, ...]:
    """The programs that this format has room for: the main one, then the others, in the lesson's order.

    `lame` are ids of programs that nothing can be asked about; they are shown only where there are no others.
    """
    shown = [code for code in lesson.programs if readable(code.language)]
    able = [code for code in shown if code.id not in lame] or shown
    main = next((code for code in able if code.main), able[-1] if able else None)
    first = [code for code in able if code is main] + [code for code in able if code is not main]
    kept = {code.id for code in first[: form.programs]}
    return tuple(code for code in able if code.id in kept)


def wanted(lesson: Lesson, form: Format, programs: Sequence[Code]) -> list[tuple[str, Request]]:
    """(place, request) in the order of the boxes. Places: `set-up`, a program's id, `practice`, `home`."""
    asked = [block for step in lesson.steps for block in step.blocks if isinstance(block, Wanted)] if form.practice else []
    alone = [("practice", _asks(block)) for block in asked if not block.code]
    if not programs:
        kinds = picks("words", lesson, form, {request.kind for _, request in alone})
        match = [("practice", Request(kinds[0], "", {}, instead=kinds[1:]))] if "words" in form.practice and kinds else []
        return alone + match
    first = main(programs)
    found: list[tuple[str, Request]] = []
    for number, code in enumerate(programs):
        kinds = form.main if code is first else form.others
        for kind in form.main if number == 0 else ():
            if kind in ("place", "act"):
                found.append(("set-up", Request(kind, code.id, {})))
        moved = number > 0 and code.world is not None and code.world != programs[number - 1].world
        if moved:
            found.append((code.id, Request("place", code.id, {})))
        found += [(code.id, Request(kind, code.id, {})) for kind in kinds if kind not in ("place", "act")]
        more = [block for block in asked if block.code == code.id and (block.kind not in kinds or block.options)]
        found += [(code.id, _asks(block)) for block in more]
    found += alone
    for place, names in (("practice", form.practice), ("home", form.home)):
        for name in names:
            done = {request.kind for _, request in found if first and request.code in (first.id, "")}
            kinds = picks(name, lesson, form, done)
            if kinds:
                program = "" if ACTIVITIES[kinds[0]].phase == "words" or first is None else first.id
                found.append((place, Request(kinds[0], program, {}, home=place == "home", instead=kinds[1:])))
    return found


def main(programs: Sequence[Code]) -> Code | None:
    """The program that an episode is about; None where it has none."""
    return next((code for code in programs if code.main), programs[-1] if programs else None)


def picks(name: str, lesson: Lesson, form: Format, done: Collection[str]) -> tuple[str, ...]:
    """The kinds that may fill a place of a format, the best first: the one it names, or those of the phase that it names.

    Of a phase comes first what suits the ages, works on air as well as on paper, and leaves room on the sheet; each lesson of a series begins
    with another one, so that a season is not ten times the same. What the sheet has already of this program is not asked again.
    """
    if name not in PHASES:
        return (name,) if name not in done else ()
    able = [kind for kind, row in ACTIVITIES.items() if row.phase == name and not row.worded and kind not in done]
    air = {medium for medium in form.media if medium != "paper"}
    best = [
        kind
        for kind in able
        if _level(lesson.ages[1]) >= ACTIVITIES[kind].level
        and air <= set(ACTIVITIES[kind].media)
        and not (ACTIVITIES[kind].large and form.sheet_pages == 1)
    ]
    turn = (lesson.number + lesson.seed) % len(best) if best else 0
    rest = sorted(
        (kind for kind in able if kind not in best),
        key=lambda kind: (not air <= set(ACTIVITIES[kind].media), ACTIVITIES[kind].level),
    )
    return (*best[turn:], *best[:turn], *rest)


def _asks(block: Wanted) -> Request:
    """What an author asks for by name, from the last program before it or, before any, from the words alone."""
    return Request(block.kind, block.code, dict(block.options), instead=_instead(block.kind))


def _instead(kind: str) -> tuple[str, ...]:
    """What takes the place of something that an author wants and that the words of a language do not allow."""
    return ("match",) if kind in ACTIVITIES and ACTIVITIES[kind].worded else ()


def _level(oldest: int) -> int:
    """The highest level for pupils up to an age."""
    return next(level for level, age in ((3, 11), (2, 9), (1, 0)) if oldest >= age)


def _guide(lesson: Lesson, sheet: Sheet, messages: Messages, code: Code | None) -> Guide:
    blocks = [block for step in lesson.steps for block in step.blocks]
    return Guide(
        objectives=tuple(unit.text for unit in lesson.objectives),
        materials=tuple(unit.text for unit in lesson.materials),
        notes=tuple(paragraph(block.units) for block in blocks if isinstance(block, Note)),
        activities=tuple(sentence for activity in sheet.activities for sentence in activity.guide),
        with_computer=tuple(paragraph(block.units) for block in blocks if isinstance(block, Screen)),
        dictation=dictation(code, messages) if code is not None else (),
        board=tuple(box.number for box in sheet.boxes if box.board)[:2],
        curriculum=lesson.curriculum,
    )


def dictation(code: Code, messages: Messages) -> tuple[tuple[str, str], ...]:
    """A program for a class that may type it one day: Python sign by sign, blocks by what each one means.

    Nothing of the paper robot's, which no machine runs, and of what cannot be read.
    """
    try:
        program = read(code)
    except ProgramError:
        return ()
    if program.language == "robot":
        return ()
    said = speak(program, messages, "exact" if program.language == "python" else "gloss").each
    typed = listing(program, messages)
    return tuple((f"{SPACE * 4 * line.indent}{line.text}", words.text) for line, (_, words) in zip(typed, said, strict=True))
