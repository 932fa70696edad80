"""The trace of a drawing: how long each line is, and where the turtle looks after it."""

from __future__ import annotations

from math import dist

from broadcast.language.phrase import Phrase, joined
from broadcast.program import TraceStep
from broadcast.program.model import Simple, walk
from broadcast.unplugged import drawn, words
from broadcast.unplugged.figures import Drawing, Table
from broadcast.unplugged.judging import Impossible
from broadcast.unplugged.rounds import MOST_ROWS, variables
from broadcast.unplugged.stage import Stage
from broadcast.unplugged.strokes import merged
from broadcast.unplugged.tracing import A_ROW, Dialogue, Told, groups, table

MOST_NAMES = 2
"""Columns for variables."""


def told(stage: Stage, box: int) -> Told:
    return _Sides(stage, box).told()


class _Sides:
    def __init__(self, stage: Stage, box: int) -> None:
        self.stage, self.trace = stage, stage.trace
        self.steps = {node.line for node in walk(stage.program.body) if isinstance(node, Simple)}
        self.rows = self._rows()
        if len(self.rows) > MOST_ROWS:
            raise Impossible(f"it draws {len(self.rows)} lines; a table has at most {MOST_ROWS} rows")
        self.names = variables(stage.program)[:MOST_NAMES]
        self.talk = Dialogue(stage, box)
        self.header = tuple(stage.text(f"trace.header.{name}") for name in ("row", "length", "heading")) + self.names
        first = (stage.text("trace.start"), "–", self._looks(drawn.heading(stage)).text, *["–"] * len(self.names))
        self.filled = (first, *(self._row(at, row) for at, row in enumerate(self.rows, 1)))

    # --- the table ---

    def _rows(self) -> list[TraceStep]:
        """The state after each line that is drawn, and after the turns that follow it."""
        found: list[TraceStep] = []
        count = 0
        for step in self.trace.steps:
            if step.spot is None or abs(step.spot.heading - round(step.spot.heading)) > 1e-6:
                raise Impossible("it turns by parts of a degree, which nobody follows by hand")
            if step.strokes - count > 1:
                raise Impossible("a line of it draws many lines at once")
            if step.strokes > count:
                found.append(step)
            elif found and step.line in self.steps:
                found[-1] = step
            count = step.strokes
        return found

    def _length(self, step: TraceStep) -> str:
        stroke = self.trace.strokes[step.strokes - 1]
        return short(dist((stroke.x1, stroke.y1), (stroke.x2, stroke.y2)))

    def _row(self, at: int, step: TraceStep) -> tuple[str, ...]:
        named = [words.cell(step.variables[name]) if name in step.variables else "–" for name in self.names]
        return (str(at), self._length(step), self._looks(_heading(step)).text, *named)

    def _looks(self, heading: float) -> Phrase:
        degrees = round(heading) % 360
        key = f"turtle.looks.{degrees}"
        return self.stage.say(key) if self.stage.messages.has(key) else self.stage.say("turtle.looks.other", degrees=degrees)

    def told(self) -> Told:
        answers: list[dict[str, object]] = [
            {"line": 0, "vars": {"heading": str(round(drawn.heading(self.stage)) % 360)}, "out": ""}
        ]
        before = ""
        for step in self.rows:
            answers.append({"line": step.line, "vars": self._vars(step), "out": step.output[len(before) :].removesuffix("\n")})
            before = step.output
        lengths = [self._length(step) for step in self.rows]
        self._talk()
        return Told(
            prompt=self.stage.text("trace.prompt.sides"), header=self.header, filled=self.filled, given=1, answers=tuple(answers),
            answer=words.row(lengths, self.stage.messages).text, turns=tuple(self.talk.turns), stage=self.stage,
        )  # fmt: skip

    def _vars(self, step: TraceStep) -> dict[str, str]:
        found = {"length": self._length(step), "heading": str(round(_heading(step)) % 360)}
        return found | {name: words.cell(step.variables[name]) for name in self.names if name in step.variables}

    def table(self, upto: int) -> Table:
        return table(self.stage, self.header, self.filled, 1, upto)

    def picture(self, step: TraceStep) -> Drawing:
        """As far as it is drawn."""
        every = merged(self.trace.strokes)
        xs, ys = [x for line in every for x in (line[0], line[2])], [y for line in every for y in (line[1], line[3])]
        picture = drawn.picture(self.stage, merged(self.trace.strokes[: step.strokes]))
        return picture.model_copy(update={"view": (min(xs), min(ys), max(xs), max(ys))})

    # --- the talk ---

    def _talk(self) -> None:
        stage, talk = self.stage, self.talk
        first = self.rows[0]
        start = stage.say("trace.sides.first", looks=self._looks(drawn.heading(stage)), length=self._length(first))
        shot = talk.shot("table", self.table(1), self.picture(first), heading=stage.text("trace.sides.shot"))
        talk.say("first", start, shot)
        talk.wait("move", "draw", shot)
        shot = talk.shot("table", self.table(2), self.picture(first), heading=self._heading(0))
        talk.say("write", stage.say("trace.sides.then", box=stage.first, looks=self._looks(_heading(first))), shot)
        talk.wait("write", "write", shot)
        parts = groups(len(self.rows))
        for at, part in enumerate(parts):
            self._asked(part, at == len(parts) - 1)

    def _heading(self, at: int) -> str:
        return ", ".join(self.filled[at + 1][1:3])

    def _asked(self, those: list[int], last: bool) -> None:
        """Rows are counted from 0 here; on the sheet from 1."""
        stage, talk = self.stage, self.talk
        many, form = len(those) > 1, "-rows" if len(those) > 1 else ""
        ask, alone = stage.say(f"trace.sides.ask{form}", row=those[-1] + 1), stage.say(f"trace.sides.alone{form}")
        shot = talk.shot("question", self.table(those[0] + 1), drawn.program(stage), heading=stage.text("trace.sides.shot"))
        talk.ask(ask, alone, shot)
        talk.wait("write", "draw-write", shot, task=A_ROW * len(those) if many else 0)
        phrase = joined(*(self._now(at, numbered=many) for at in those), stage.say("trace.ends") if last else None)
        shot = talk.shot(
            "answer", self.table(those[-1] + 2), self.picture(self.rows[those[-1]]), heading=self._heading(those[-1])
        )
        talk.answer(phrase, shot, last=last)

    def _now(self, at: int, *, numbered: bool) -> Phrase:
        step = self.rows[at]
        key = "trace.sides.row" if numbered else "trace.sides.now"
        return self.stage.say(key, row=at + 1, length=self._length(step), looks=self._looks(_heading(step)))


def _heading(step: TraceStep) -> float:
    assert step.spot is not None  # asked when the rows were made
    return step.spot.heading


def short(length: float) -> str:
    """A length as a child writes it: whole, else to one place."""
    near = round(length, 1)
    return str(int(near)) if near == int(near) else str(near)
