"""The trace of a program with variables: what each box holds and what is said, after each line that changes something."""

from __future__ import annotations

from typing import Any

from broadcast.language.phrase import Phrase, joined, together
from broadcast.program.gloss import Gloss
from broadcast.program.model import rows
from broadcast.unplugged import drawn, starts, words
from broadcast.unplugged.figures import Listing, Table
from broadcast.unplugged.judging import Impossible
from broadcast.unplugged.rounds import Row, Rows, of_boxes
from broadcast.unplugged.stage import Stage
from broadcast.unplugged.tracing import A_ROW, Dialogue, Told, groups, labelled, table


def told(stage: Stage, box: int) -> Told:
    """The rows of the run; Impossible where no line changes a box or says something."""
    boxes = _Boxes(stage, box)
    if not boxes.rows.rows:
        raise Impossible("its run changes no box and says nothing")
    return boxes.told()


class _Boxes:
    def __init__(self, stage: Stage, box: int) -> None:
        self.stage, self.trace = stage, stage.trace
        found: tuple[tuple[str, ...], Rows] = of_boxes(stage.program, stage.trace)
        self.names, self.rows = found
        self.gloss = Gloss(stage.program, stage.messages)
        self.on = {line: node for line, _, node in rows(stage.program.body)}
        self.says = any(row.out for row in self.rows.rows)
        self.talk = Dialogue(stage, box)
        self.header = (stage.text("trace.header.row"), *self.names, *([stage.text("trace.header.says")] if self.says else []))
        self.filled = tuple(self._row(at, row) for at, row in enumerate(self.rows.rows, 1))

    # --- the table ---

    def _vars(self, row: Row) -> dict[str, str]:
        return {name: words.cell(row.last.variables[name]) for name in self.names if name in row.last.variables}

    def _row(self, at: int, row: Row) -> tuple[str, ...]:
        held = self._vars(row)
        cells = [str(at), *(held.get(name, "–") for name in self.names)]
        return (*cells, row.out.replace("\n", ", ") or "–") if self.says else tuple(cells)

    def told(self) -> Told:
        answers: list[dict[str, Any]] = [{"line": row.line, "vars": self._vars(row), "out": row.out} for row in self.rows.rows]
        self._talk()
        last = self.rows.rows[-1]
        held = ", ".join(f"{name} = {value}" for name, value in self._vars(last).items())
        said = words.said(self.trace.printed, self.stage.messages)
        shown = self.stage.text("trace.says", text=said) if said else ""
        return Told(
            prompt=self.stage.text("trace.prompt.boxes"), header=self.header,
            filled=labelled(self.stage, self.filled, self.rows.rows), given=1, answers=tuple(answers),
            answer=together(part for part in (self.stage.text("speech.sentence", clause=held) if held else "", shown) if part), turns=tuple(self.talk.turns), stage=self.stage,
        )  # fmt: skip

    def table(self, upto: int) -> Table:
        return table(self.stage, self.header, self.filled, 1, upto)

    def listing(self, line: int) -> Listing:
        return drawn.program(self.stage, line)

    # --- the talk ---

    def _talk(self) -> None:
        stage, talk = self.stage, self.talk
        first = self.rows.rows[0]
        phrase = joined(
            starts.back(stage),
            stage.say("trace.run-lines"),
            self._line(first),
            self._now(0),
            stage.say("trace.given", box=stage.first),
        )
        shot = talk.shot("table", self.table(1), self.listing(first.line), heading=self._code(first))
        talk.say("first", phrase, shot)
        talk.wait("move", "box", shot)
        parts = groups(len(self.filled))
        for at, part in enumerate(parts):
            self._asked(part, at == len(parts) - 1)

    def _code(self, row: Row) -> str:
        """The line of a row as it stands in the program, for the screen."""
        code = next((line.text for line in self.listing(0).lines if line.number == row.line), "")
        return self.stage.text("trace.line-code", line=row.line, code=code)

    def _clause(self, row: Row) -> Phrase:
        return self.gloss.clause(self.on[row.line])

    def _line(self, row: Row) -> Phrase:
        return self.stage.say("trace.line-clause", line=row.line, clause=self._clause(row))

    def _changed(self, at: int) -> list[str]:
        """Boxes that hold something else than a row before."""
        before = self._vars(self.rows.rows[at - 1]) if at else {}
        return [name for name, value in self._vars(self.rows.rows[at]).items() if before.get(name) != value]

    def _now(self, at: int) -> Phrase:
        """What happened in a row: "Now Steps holds three. It says “end”." """
        stage, row = self.stage, self.rows.rows[at]
        told = [
            stage.say("trace.holds", name=self.gloss.name(name), value=words.value(row.last.variables[name], stage.messages))
            for name in self._changed(at)
        ]
        if row.out:
            told.append(stage.say("trace.says", text=words.said(row.out.split("\n"), stage.messages)))
        return joined(*told)

    def _asked(self, those: list[int], last: bool) -> None:
        """Rows are counted from 0 here, as in the run; on the sheet from 1."""
        stage, talk = self.stage, self.talk
        at, many = those[0], len(those) > 1
        row = self.rows.rows[at]
        number = at + 1
        changed = self._changed(at)
        plain = not row.decided and row.last.line in self.on and len({step.line for step in row.steps}) <= 2
        if many:
            ask, alone = stage.say("trace.ask.boxes-rows", row=those[-1] + 1), stage.say("trace.alone.boxes-rows")
        elif not plain:
            form = "boxes-last" if last else "boxes-next"
            ask, alone = stage.say(f"trace.ask.{form}", row=number), stage.say(f"trace.alone.{form}")
        elif changed:
            slots: dict[str, Any] = {"line": row.line, "clause": self._clause(row), "name": self.gloss.name(changed[0])}
            ask, alone = stage.say("trace.ask.holds", row=number, **slots), stage.say("trace.alone.holds", **slots)
        else:
            slots = {"line": row.line}
            ask, alone = stage.say("trace.ask.says", row=number, **slots), stage.say("trace.alone.says", **slots)
        form = "boxes" if many or not plain else "holds" if changed else "says"
        heading = stage.text(f"trace.shot.{form}", name=changed[0] if changed else "")
        # where the line must not be told, the whole program is there to be read
        figures = (self.table(at),) if plain and not many else (self.listing(0), self.table(at))
        shot = talk.shot("question", *figures, heading=heading, lines=(self._code(row),) if plain and not many else ())
        talk.ask(ask, alone, shot)
        talk.wait("write", "box-write", shot, task=A_ROW * len(those) if many else 0)
        phrase = joined(*((self._numbered(one) for one in those) if many else (self._now(at),)))
        if last:
            phrase = joined(phrase, stage.say("trace.ends"))
        final = self.rows.rows[those[-1]]
        shot = talk.shot("answer", self.table(those[-1] + 1), self.listing(final.line), heading=self._heading(those[-1]))
        talk.answer(phrase, shot, last=last)

    def _numbered(self, at: int) -> Phrase:
        return joined(self.stage.say("trace.row-now", row=at + 1), self._now(at))

    def _heading(self, at: int) -> str:
        row = self.rows.rows[at]
        if row.out:
            return words.said(row.out.split("\n"), self.stage.messages).text
        return ", ".join(f"{name} = {self._vars(row)[name]}" for name in self._changed(at))
