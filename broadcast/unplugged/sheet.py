"""A worksheet: activities in order, their boxes numbered, and what could not be made.

A question whose answer may come later is made a second time, when it is known what could be made after it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from broadcast.errors import LessonError
from broadcast.language.catalogue import Messages
from broadcast.lesson.model import Lesson, Wanted
from broadcast.unplugged.activities import ACTIVITIES
from broadcast.unplugged.climbing import named
from broadcast.unplugged.judging import Impossible
from broadcast.unplugged.model import Activity, Box, Item, Refusal
from broadcast.unplugged.stage import Request, Stage


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a lesson's programs and words became. `activities` are as many as were wanted, an empty one where nothing could be made."""

    activities: tuple[Activity, ...]
    boxes: tuple[Box, ...]
    """Numbered 1, 2, 3 … in the order of the activities."""
    items: tuple[Item, ...]
    refused: tuple[Refusal, ...]


def build(lesson: Lesson, wanted: Sequence[Request], messages: Messages, seed: int) -> Sheet:
    """The sheet of a lesson in one language. LessonError for an activity or an option that nobody knows."""
    for request in wanted:
        _known(lesson, request)
    made: list[_Made] = []
    for request in wanted:
        made.append(_one(lesson, request, messages, seed, wanted, made, frozenset()))
    for at, request in enumerate(wanted):
        after = frozenset(turn.label for activity, _ in made[at + 1 :] for turn in activity.turns if turn.label)
        if ACTIVITIES[made[at][0].kind].ahead and after and made[at][0].turns:
            made[at] = _one(lesson, request, messages, seed, wanted, made[:at], after)
    activities = tuple(activity for activity, _ in made)
    return Sheet(
        activities=activities,
        boxes=tuple(box for activity in activities for box in activity.boxes),
        items=tuple(item for activity in activities for item in activity.items),
        refused=tuple(refusal for _, refusal in made if refusal is not None),
    )


_Made = tuple[Activity, Refusal | None]


def _one(
    lesson: Lesson,
    request: Request,
    messages: Messages,
    seed: int,
    wanted: Sequence[Request],
    done: Sequence[_Made],
    later: frozenset[str],
) -> _Made:
    """One activity after those that are done: the first of its kinds that can be made; an empty one with the reason where none can."""
    number = 1 + sum(len(activity.boxes) for activity, _ in done)
    before = tuple(activity for activity, _ in done)
    codes = tuple(one.code for one in wanted[: len(done)])
    why = ""
    for kind in (request.kind, *request.instead):
        stage = Stage(lesson, replace(request, kind=kind), messages, number, seed, before, codes, later)
        try:
            return _apart(named(stage, ACTIVITIES[kind].make(stage)), before), None
        except Impossible as reason:
            if reason.why not in why:
                why = f"{why}; nor {kind}: {reason.why}" if why else reason.why
    return Activity(kind=request.kind), Refusal(kind=request.kind, line=_line(lesson, request), why=why)


def _apart(activity: Activity, before: Sequence[Activity]) -> Activity:
    """The same thing wanted twice: its item and box get an id of their own, `.2`, `.3` …"""
    used = {item.id for earlier in before for item in earlier.items}
    names: dict[str, str] = {}
    for item in activity.items:
        name, count = item.id, 1
        while name in used:
            count += 1
            name = f"{item.id}.{count}"
        names[item.id] = name
    items = tuple(_named(item, names[item.id]) for item in activity.items)
    boxes = tuple(box.model_copy(update={"item": names.get(box.item, box.item)}) for box in activity.boxes)
    return activity.model_copy(update={"items": items, "boxes": boxes})


def _named(item: Item, name: str) -> Item:
    further = tuple(one.model_copy(update={"id": one.id.replace(item.id, name, 1)}) for one in item.further)
    return item.model_copy(update={"id": name, "further": further})


def unable(lesson: Lesson, messages: Messages) -> dict[str, Refusal]:
    """Programs by `Code.id` that nothing can be asked about: they cannot be read, do not come to their end, or the engines differ."""
    found: dict[str, Refusal] = {}
    for code in lesson.programs:
        try:
            _ = Stage(lesson, Request("program", code.id), messages, 1, lesson.seed).agreement
        except Impossible as reason:
            found[code.id] = Refusal(kind="program", line=reason.line or code.line, why=reason.why)
    return found


def _known(lesson: Lesson, request: Request) -> None:
    line = _line(lesson, request)
    unknown = next((kind for kind in (request.kind, *request.instead) if kind not in ACTIVITIES), "")
    if unknown:
        raise LessonError(
            f"{unknown!r} is no activity we have", file=lesson.file, line=line, remedy=f"Use one of: {', '.join(ACTIVITIES)}"
        )
    options = ACTIVITIES[request.kind].options
    for name, value in request.options.items():
        if name not in options:
            able = f"It takes: {', '.join(options)}" if options else "It takes none"
            raise LessonError(f"{name!r} is no option of the activity {request.kind}", file=lesson.file, line=line, remedy=able)
        if value not in options[name]:
            able = f"Use one of: {', '.join(options[name])}"
            raise LessonError(
                f"{name}={value} is no value of the activity {request.kind}", file=lesson.file, line=line, remedy=able
            )


def _line(lesson: Lesson, request: Request) -> int:
    """Where the author wants it, else where its program stands."""
    blocks = [block for step in lesson.steps for block in step.blocks]
    for block in blocks:
        if (
            isinstance(block, Wanted)
            and block.kind == request.kind
            and dict(block.options) == request.options
            and block.code == request.code
        ):
            return block.line
    return next((code.line for code in lesson.programs if code.id == request.code), 0)
