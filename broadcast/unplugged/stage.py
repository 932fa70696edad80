"""Where an activity is made: the lesson, the program, the words, and what stands on the sheet before it."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from broadcast.errors import ProgramError
from broadcast.language.catalogue import Messages, Value
from broadcast.language.phrase import Phrase
from broadcast.lesson.model import Code, Lesson, World
from broadcast.program import Program, Trace, read, run, source, world_of
from broadcast.program.engines import Agreement
from broadcast.unplugged.judging import Impossible, Outcome, Setting, View, judged, on_paper, outcome, tried, view
from broadcast.unplugged.model import Activity, Item, Option, Proof, Source
from broadcast.unplugged.strokes import Drawn

MOST_SQUARES = 9
"""Side of a grid made for a program without one: more does not fit half a sheet."""


@dataclass(frozen=True, slots=True)
class Request:
    """An activity that the planner wants."""

    kind: str
    code: str = ""
    """`Code.id`; empty for what needs no program."""
    options: dict[str, str] = field(default_factory=dict)
    home: bool = False
    instead: tuple[str, ...] = ()
    """Kinds that are tried in this order where the first cannot be made: a place on the sheet that any of them may fill."""


@dataclass(frozen=True)
class Stage:
    """One request with everything it is made from. `first` is the number of the activity's first box."""

    lesson: Lesson
    request: Request
    messages: Messages
    first: int
    seed: int
    before: tuple[Activity, ...] = ()
    """Activities made so far, in the order of the sheet."""
    codes: tuple[str, ...] = ()
    """The program of each of them."""
    later: frozenset[str] = frozenset()
    """Labels of answers that come after this activity."""

    # --- words ---

    def say(self, key: str, **slots: Value) -> Phrase:
        return self.messages.say(key, **slots)

    def text(self, key: str, **slots: Value) -> str:
        return self.messages.text(key, **slots)

    @property
    def tag(self) -> str:
        return self.messages.language.tag

    # --- the program ---

    @cached_property
    def code(self) -> Code:
        """The program's fence; a robot without paper gets paper on which it has room."""
        code = next((code for code in self.lesson.programs if code.id == self.request.code), None)
        if code is None:
            raise Impossible("it needs a program, and none is named")
        if code.world is not None:
            return code
        try:
            program, own = read(code), world_of(code)
        except ProgramError as error:
            raise Impossible(error.what, error.line) from None
        if own is not None:
            return replace(code, world=own)
        if program.flat:
            return replace(code, world=World(kind="turtle", facing="90"))
        return replace(code, world=_paper(program, code)) if program.moves or code.language == "robot" else code

    @cached_property
    def program(self) -> Program:
        try:
            return read(self.code)
        except ProgramError as error:
            raise Impossible(error.what, error.line) from None

    @cached_property
    def setting(self) -> Setting:
        language = self.program.language
        there = self.moves or (self.code.world is not None and self.code.world.kind != "grid")
        return Setting(language, self.code.world if there else None, self.code.inputs, self.code.names)

    @cached_property
    def moves(self) -> bool:
        """Is it watched on squared paper?"""
        return on_paper(self.program, self.code.world)

    @cached_property
    def view(self) -> View:
        """What the class sees of it: where the robot goes, what is drawn, or what is said."""
        return view(self.program, self.code.world, self.trace)

    @cached_property
    def source(self) -> str:
        """The program as the class reads it."""
        return source(self.program, self.messages.language)

    @cached_property
    def agreement(self) -> Agreement:
        """What both engines say; Impossible where they do not agree or the program does not come to its end."""
        found = judged(self.source, self.setting)
        if found is None:
            raise Impossible("the program cannot be read again from its listing")
        if not found.ok:
            raise Impossible(found.why)
        if not found.trace.done:
            raise Impossible(f"the program does not come to its end: {found.trace.ending}")
        if found.trace.chance:
            raise Impossible("it asks for a number by chance, so that no two runs need be alike")
        return found

    @property
    def trace(self) -> Trace:
        return self.agreement.trace

    @cached_property
    def outcome(self) -> Outcome:
        found = outcome(self.trace, self.view)
        if found is None or not (found.square or found.said or found.drawn):
            raise Impossible("the program neither moves a robot nor draws or says anything")
        return found

    @property
    def name(self) -> str:
        """What names this program in labels: ASCII, the same in every language."""
        return self.request.code.rsplit(".", 1)[-1] or "lesson"

    @property
    def end(self) -> str:
        """Label of the answer that says how the program ends."""
        return f"end-{self.request.code}"

    # --- the sheet so far ---

    def box_of(self, *kinds: str) -> int:
        """Number of the first box of an earlier activity of these kinds with this program; 0: none."""
        for activity, code in zip(self.before, self.codes, strict=True):
            if activity.kind in kinds and activity.boxes and (code == self.request.code or not code):
                return activity.boxes[0].number
        return 0

    @property
    def shown(self) -> int:
        """Number of the box in which this program is printed; 0: none yet."""
        return self.box_of("program")

    @property
    def given_away(self) -> frozenset[str]:
        """Words that stand as answers in earlier boxes: later boxes must not print them."""
        return frozenset(
            text for activity in self.before for item in _every(activity) for answer in item.answers for text in _texts(answer)
        )

    @property
    def prompts(self) -> tuple[str, ...]:
        """What earlier items of this program ask."""
        return tuple(
            item.prompt
            for activity, code in zip(self.before, self.codes, strict=True)
            for item in _every(activity)
            if code == self.request.code
        )

    @property
    def printed(self) -> frozenset[str]:
        """Programs that earlier items print: what a later box asks for must not stand there."""
        items = [item for activity in self.before for item in _every(activity)]
        return frozenset(
            text
            for item in items
            for text in (item.program.source if item.program else "", *(one.program for one in item.options))
        )

    @cached_property
    def ends(self) -> frozenset[str]:
        """Squares on which the lesson's other programs stop: a box may ask for them."""
        found = set()
        for code in self.lesson.programs:
            if code.world is not None and code.world.kind == "grid" and code.id != self.request.code:
                trace = tried(code.source, Setting(code.language.strip().casefold(), code.world, code.inputs))
                if trace is not None:
                    found.add(trace.final.square)
        return frozenset(found)

    def had(self, kind: str) -> bool:
        return any(activity.kind == kind and (activity.boxes or activity.turns) for activity in self.before)

    # --- chance and names ---

    def chance(self, what: str = "") -> random.Random:
        """Random numbers that are the same in every language and every build."""
        return random.Random(f"{self.seed}/{self.lesson.id}/{self.request.kind}/{self.request.code}/{what}")

    def identity(self) -> str:
        """`<activity>.<6 hex of program and options>`."""
        options = ",".join(f"{key}={value}" for key, value in sorted(self.request.options.items()))
        told = f"{self.lesson.id}/{self.request.code}/{options}/{'home' if self.request.home else ''}"
        return f"{self.request.kind}.{hashlib.sha256(told.encode()).hexdigest()[:6]}"

    def option(self, name: str, usual: str = "") -> str:
        return self.request.options.get(name, usual)

    def item(
        self, kind: str, box: int, level: int, prompt: str, answers: Sequence[object], proof: Proof,
        *, program: str = "", setting: Setting | None = None, options: tuple[Option, ...] = (), goal: Drawn = (),
    ) -> Item:  # fmt: skip
        """An item of this request; `program` is its text where it is not the lesson's own; `goal` the drawing it is about."""
        where = setting or self.setting
        told = Source(language=where.language, source=program or self.source, world=described(where.world), inputs=where.inputs)
        return Item(
            id=self.identity(), box=box, kind=kind, level=level, program=told, prompt=prompt, options=options,
            answers=tuple(answers), goal=goal, proof=proof,
        )  # fmt: skip


def _every(activity: Activity) -> tuple[Item, ...]:
    """Its items with their further tasks."""
    return tuple(one for item in activity.items for one in (item, *item.further))


def _texts(answer: object) -> tuple[str, ...]:
    return (answer.strip(),) if isinstance(answer, str) and len(answer.strip()) > 1 and not answer.strip().isdigit() else ()


def described(world: World | None) -> dict[str, object] | None:
    """A world as plain data, as `items.json` keeps it."""
    if world is None:
        return None
    return {
        "columns": world.columns, "rows": world.rows, "start": world.start, "facing": world.facing, "walls": list(world.walls),
        "goal": world.goal, "items": list(world.items), "marks": [list(mark) for mark in world.marks], "kind": world.kind,
    }  # fmt: skip


def _paper(program: Program, code: Code) -> World | None:
    """Squared paper with room for a program that names none: five by five, or as much as its walk needs."""
    if not on_paper(program, World()):
        return None
    walk = run(program, inputs=code.inputs)
    places = [_plane(square) for square in walk.path]
    left, low = min(x for x, _ in places), min(y for _, y in places)
    columns = max(5, max(x for x, _ in places) - left + 1)
    rows = max(5, max(y for _, y in places) - low + 1)
    if columns > MOST_SQUARES or rows > MOST_SQUARES:
        raise Impossible(f"its walk needs {columns} by {rows} squares; name a grid")
    return World(columns=columns, rows=rows, start=f"{chr(65 - left)}{1 - low}", facing=str(rows))


def _plane(square: str) -> tuple[int, int]:
    x, y = square.strip("()").split(",")
    return int(x), int(y)
