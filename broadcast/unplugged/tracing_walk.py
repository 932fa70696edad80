"""The trace of a walk: where the robot is and where it looks, after each round."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from broadcast.language.counting import count
from broadcast.language.phrase import Phrase, capitalised, joined
from broadcast.program import TraceStep
from broadcast.program.gloss import Gloss
from broadcast.program.model import Move, rows
from broadcast.program.speech import facing, looks, pose
from broadcast.program.trace import Pose
from broadcast.unplugged import drawn, words
from broadcast.unplugged.figures import Grid, Table
from broadcast.unplugged.judging import Impossible
from broadcast.unplugged.rounds import MOST_SAID, Row, Rows, of_walk, variables
from broadcast.unplugged.stage import Stage
from broadcast.unplugged.tracing import A_ROW, Dialogue, Told, groups, labelled, table

MOST_NAMES = 2
"""Columns for variables beside square and direction."""
MOST_WORDS = 14
"""Commands of a row that are put into one question; longer ones are read from the program."""


def told(stage: Stage, box: int) -> Told:
    return _Walk(stage, box).told()


class _Walk:
    def __init__(self, stage: Stage, box: int) -> None:
        self.stage, self.trace = stage, stage.trace
        self.rows: Rows = of_walk(stage.program, stage.trace)
        if not self.rows.rows:
            raise Impossible("nothing in it changes, so that a table would have no rows")
        self.gloss = Gloss(stage.program, stage.messages)
        self.on = {line: node for line, _, node in rows(stage.program.body)}
        self.names = variables(stage.program)[:MOST_NAMES]
        self.says = any(row.out for row in self.rows.rows)
        self.holds = any(step.held for step in self.trace.steps)
        self.talk = Dialogue(stage, box)
        extra = [stage.text(f"trace.header.{name}") for name, there in (("holds", self.holds), ("says", self.says)) if there]
        each, square, towards = (stage.text(f"trace.header.{name}") for name in (self.rows.each, "square", "looks"))
        self.header = (each, square, towards, *self.names, *extra)
        first = self._row(stage.text("trace.start"), self.trace.start, 0, {}, "")
        self.filled = (
            first,
            *(
                self._row(self._label(at), row.last.pose, row.last.held, row.last.variables, row.out)
                for at, row in enumerate(self.rows.rows, 1)
            ),
        )

    # --- the table ---

    def _label(self, at: int) -> str:
        return str(self.rows.rows[at - 1].line if self.rows.each == "line" else at)

    def _row(self, label: str, place: Pose, held: int, variables: dict[str, Any], out: str) -> tuple[str, ...]:
        named = [words.cell(variables[name]) if name in variables else "–" for name in self.names]
        cells = [label, place.square, facing(place, self.stage.messages).text, *named]
        cells += [str(held)] if self.holds else []
        cells += [out.replace("\n", ", ") or "–"] if self.says else []
        return tuple(cells)

    def told(self) -> Told:
        answers = [{"line": 0, "vars": self._vars(self.trace.start, 0, {}), "out": ""}]
        answers += [{"line": row.line, "vars": self._state(row.last), "out": row.out} for row in self.rows.rows]
        squares = [row.last.pose.square for row in self.rows.rows]
        self._talk()
        return Told(
            prompt=self.stage.text(f"trace.prompt.{self.rows.each}"), header=self.header,
            filled=labelled(self.stage, self.filled, self.rows.rows) if self.rows.each == "row" else self.filled, given=1, answers=tuple(answers),
            answer=words.row(squares, self.stage.messages).text, turns=tuple(self.talk.turns), stage=self.stage,
        )  # fmt: skip

    def _state(self, step: TraceStep) -> dict[str, str]:
        return self._vars(step.pose, step.held, step.variables)

    def _vars(self, place: Pose, held: int, variables: dict[str, Any]) -> dict[str, str]:
        """What is true after a row; directions as the row or column at the edge, the same in every language."""
        found = {"square": place.square, "looks": place.towards}
        found |= {"holds": str(held)} if self.holds else {}
        return found | {name: words.cell(variables[name]) for name in self.names if name in variables}

    def table(self, upto: int) -> Table:
        return table(self.stage, self.header, self.filled, 1, upto)

    def grid(self, step: TraceStep) -> Grid:
        path = self.trace.path[: 1 + self._walked(step)]
        return drawn.grid(self.stage, self.trace, at=step.pose, path=path, items=step.items)

    def _walked(self, step: TraceStep) -> int:
        """Squares walked up to a step; a step back over the same squares counts too."""
        count, here = 0, self.trace.start
        for one in self.trace.steps:
            count += abs(one.pose.x - here.x) + abs(one.pose.y - here.y)
            here = one.pose
            if one is step:
                return count
        return count

    # --- the talk ---

    def _talk(self) -> None:
        self._together(self.rows.rows[0])
        parts = groups(len(self.filled) - 1)
        for at, part in enumerate(parts):
            last = at == len(parts) - 1
            self._asked([number + 1 for number in part], last)

    def _time(self, number: int) -> Phrase:
        """ "Second time", "Line four", "Row two"."""
        if self.rows.each == "time":
            return self.stage.say(f"trace.time.{number}")
        if self.rows.each == "line":
            return self.stage.say("trace.line", line=self.rows.rows[number - 1].line)
        return self.stage.say("trace.row", row=number)

    def _clauses(self, steps: Sequence[TraceStep]) -> Phrase:
        return self.gloss.sequence([self.gloss.clause(self.on[step.line]) for step in steps])

    def _body(self, row: Row) -> Phrase | None:
        """What is done in a row, in a clause; None where saying it would say the answer, or where it is long."""
        if row.decided or len(row.steps) > MOST_SAID:
            return None
        said = self._clauses(row.steps)
        return said if count(said.spoken) <= MOST_WORDS else None

    def _together(self, row: Row) -> None:
        """The first row: to the first place, all say it, then the rest of the row is done and written."""
        stage, talk = self.stage, self.talk
        at = next((number for number, step in enumerate(row.steps) if isinstance(self.on[step.line], Move)), None)
        steps, rest = (row.steps, ()) if at is None else (row.steps[: at + 1], row.steps[at + 1 :])
        if len(rest) > MOST_SAID:
            rest = row.steps[:0]
            steps = row.steps
        here = steps[-1]
        start = drawn.grid(stage, self.trace)
        marked = drawn.program(stage, here.line)
        first = joined(
            stage.say("trace.run"),
            words.ended(self._time(1), stage.messages),
            words.ended(self._clauses(steps[-MOST_SAID:]), stage.messages),
        )
        shot = talk.shot("world", start, marked, heading=self._time(1).text)
        talk.say("first", first, shot)
        talk.wait("move", "move" if at is not None else "turn", shot)
        question = "where" if at is not None else "looks"
        shot = talk.shot("question", heading=stage.text(f"trace.{question}-shot"))
        talk.ask(stage.say(f"trace.{question}"), None, shot)
        talk.wait("chorus", "say", shot)
        if at is not None:
            told, heading = stage.say("trace.square", square=here.pose.square), here.pose.square
        else:
            told, heading = words.ended(looks(here.pose, stage.messages), stage.messages), facing(here.pose, stage.messages).text
        talk.answer(told, talk.shot("answer", self.grid(here), heading=heading))
        moved = any(isinstance(self.on[step.line], Move) for step in rest)
        now = (
            stage.say("trace.now-at", pose=pose(row.last.pose, stage.messages))
            if moved
            else stage.say("trace.now", looks=looks(row.last.pose, stage.messages))
        )
        then = joined(
            words.ended(self._clauses(rest), stage.messages) if rest else None,
            now if at is not None else None,
            self._says(row),
            stage.say("trace.write", row=self._label(1)),
        )
        shot = talk.shot("table", self.table(2), self.grid(row.last), heading=self._time(1).text)
        talk.say("write", then, shot)
        note = "move-write" if moved else "turn-write" if any(step.pose.looks != here.pose.looks for step in rest) else "write"
        talk.wait("write", note, shot)

    def _says(self, row: Row) -> Phrase:
        """What is said in a row, and how much the robot carries where that changed."""
        at = self.rows.rows.index(row)
        before = self.rows.rows[at - 1].last.held if at else 0
        held = self.stage.say("trace.held", count=row.last.held) if row.last.held != before else None
        said = self.stage.say("trace.says", text=words.said(row.out.split("\n"), self.stage.messages)) if row.out else None
        return joined(held, said)

    def _asked(self, numbers: list[int], last: bool) -> None:
        stage, talk = self.stage, self.talk
        number, many = numbers[0], len(numbers) > 1
        row = self.rows.rows[number - 1]
        label = self._label(number)
        time = self._time(number)
        body = self._body(row)
        if many:
            slots = {"row": self._label(numbers[-1])}
            ask, alone = stage.say("trace.ask.rows", **slots), stage.say("trace.alone.rows", **slots)
        elif last:
            form = "last" if self.rows.each == "time" else "last-body" if body else "last-row"
            more = {"body": body} if form == "last-body" and body else {}
            ask, alone = (
                stage.say(f"trace.ask.{form}", time=time, row=label, **more),
                stage.say(f"trace.alone.{form}", time=time, **more),
            )
        elif body:
            ask, alone = (
                stage.say("trace.ask.body", time=time, body=body, row=label),
                stage.say("trace.alone.body", time=time, body=body),
            )
        else:
            ask, alone = stage.say("trace.ask.lines", time=time, row=label), stage.say("trace.alone.lines", time=time)
        question = stage.text("trace.shot.last" if last else "trace.shot.rows" if many else "trace.shot")
        shot = talk.shot("question", self.table(number), heading=question, lines=(time.text,))
        talk.ask(ask, alone, shot)
        talk.wait("write", "move-write", shot, task=A_ROW * len(numbers) if many else 0)
        final = self.rows.rows[numbers[-1] - 1]
        if many:
            phrase = joined(*(self._told_row(each) for each in numbers))
        else:
            place = capitalised(pose(final.last.pose, stage.messages), stage.tag)
            ends = stage.say("trace.ends") if last else None
            phrase = joined(stage.say("trace.pose", pose=place), self._says(final), ends)
        heading = ", ".join(self.filled[numbers[-1]][1:3])
        if last:
            shot = talk.shot("answer", self.grid(final.last), self.table(numbers[-1] + 1), heading=heading)
        else:
            shot = talk.shot("answer", self.table(numbers[-1] + 1), self.grid(final.last), heading=heading)
        talk.answer(phrase, shot, last=last)

    def _told_row(self, number: int) -> Phrase:
        row = self.rows.rows[number - 1]
        told = self.stage.say("trace.row-pose", row=self._label(number), pose=pose(row.last.pose, self.stage.messages))
        return joined(told, self._says(row))
