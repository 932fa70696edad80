"""Questions of a Raspberry Pi project: `--- question ---`, in it `--- choices ---` with `( )` and `(x)`, and `--- feedback ---` to each."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from broadcast.sources.rpl_front import code_of
from broadcast.sources.rpl_html import told
from broadcast.sources.rpl_marks import FENCE, Node, Row
from broadcast.sources.transcript import PICTURE, Transcript

CHOICE = re.compile(r"^\s*[-+*]?\s*[(（]\s*([xXхХ✓]?)\s*[)）]\s*(.*)$")
PAIR = re.compile(r"^\s*(legend|question)\s*[:：]\s*(.*)$", re.IGNORECASE)
RULE = re.compile(r"^\s*-{3,}\s*$")
LETTERS = "ABCDEFGHIJ"
WORDS = re.compile(r"!\[([^\]]*)\]\([^)]*\)")


class Teller(Protocol):
    """The step that a question stands in."""

    out: Transcript
    file: str

    def text(self, rows: Sequence[Row], how: str) -> None: ...
    def row(self, row: Row) -> str: ...
    def left(self, what: str, why: str, line: int) -> None: ...


@dataclass(slots=True)
class _Choice:
    right: bool
    rows: list[Row]
    feedback: list[Row] = field(default_factory=list)


class Quiz:
    """One question. Its pictures and programs come before it, wrong choices go into the guide with what is said to them."""

    def __init__(self, step: Teller, node: Node, how: str) -> None:
        self.step, self.node, self.how = step, node, how
        self.choices: list[_Choice] = []
        self.rows: list[Row] = []
        self.general: list[Row] = []

    def ask(self) -> None:
        self.sort(self.node, within=self.node.name == "quiz")
        right = [at for at, choice in enumerate(self.choices) if choice.right]
        prompt = self.question()
        at = (self.step.file, self.node.line)
        if self.how != "told" or not right or not prompt or len(self.choices) > len(LETTERS):
            words = " / ".join([*prompt, *(_words(choice.rows) for choice in self.choices)])
            self.step.left(
                words or "a question", "it has no right answer" if not right else "it cannot be asked here", self.node.line
            )
            return
        options = [f"{LETTERS[number]}: {_words(choice.rows)}" for number, choice in enumerate(self.choices)]
        answer = [_ended(options[number]) + " " + _words(self.choices[number].feedback) for number in right]
        self.step.out.ask("\n\n".join([" ".join(prompt), *(_ended(option) for option in options)]), " ".join(answer), at)
        for number, choice in enumerate(self.choices):
            said = _words(choice.feedback)
            if said and not choice.right:
                self.step.out.note(f"{_ended(options[number])} {said}", at)
        if self.general:
            self.step.out.note(_words(self.general), (self.step.file, self.general[0].line))

    def sort(self, node: Node, *, within: bool = False) -> None:
        """Rows of the question, and choices with their feedback."""
        for part in node.inside:
            if isinstance(part, Node):
                if part.name == "feedback":
                    (self.choices[-1].feedback if self.choices else self.general).extend(_rows(part))
                elif part.name == "code" and self.choices:
                    self.choices[-1].rows += fenced(part)
                elif part.name == "code":
                    self.rows += fenced(part)
                else:
                    self.sort(part, within=within or part.name == "choices")
                continue
            choice = CHOICE.match(part.text)
            if choice and (within or self.choices):
                self.choices.append(_Choice(bool(choice[1]), [Row(choice[2], part.line)]))
            elif self.choices:
                self.choices[-1].rows.append(part)
            elif not RULE.match(part.text):
                self.rows.append(part)

    def question(self) -> list[str]:
        """The question's sentences; what else stands in it is put before it."""
        prompt: list[str] = []
        extra: list[Row] = []
        fence = False
        for row in told(self.rows, self.step.left):
            pair = PAIR.match(row.text)
            if fence or FENCE.match(row.text):
                fence = not fence if FENCE.match(row.text) else fence
                extra.append(row)
            elif pair:
                prompt += [pair[2].strip("'\" ")] if pair[1].casefold() == "question" else []
            elif PICTURE.search(row.text):
                extra.append(row)
            elif row.text.strip():
                prompt.append(self.step.row(row).strip())
        if extra:
            self.step.text(extra, self.how)
        return [words for words in prompt if words]


def _rows(node: Node) -> list[Row]:
    found: list[Row] = []
    for part in node.inside:
        found += [part] if isinstance(part, Row) else fenced(part) if part.name == "code" else _rows(part)
    return found


def fenced(node: Node) -> list[Row]:
    """`--- code ---` as a fence."""
    language, rows = code_of(node)
    return [Row(f"```{language}", max(1, rows[0].line - 1)), *rows, Row("```", rows[-1].line)] if rows else []


def _words(rows: list[Row]) -> str:
    """Rows as one line: a picture's words for the picture, a program's lines as code."""
    said: list[str] = []
    fence = False
    for row in told(rows, lambda what, why, line: None) if rows else []:
        if FENCE.match(row.text):
            fence = not fence
        elif row.text.strip():
            said.append(f"`{row.text.strip().replace('`', chr(39))}`" if fence else _unpictured(row.text.strip()))
    return " ".join(" ".join(said).split())


def _unpictured(text: str) -> str:
    """Words without pictures; the words of a picture that stands alone."""
    return WORDS.sub("", text).strip() or " ".join(WORDS.findall(text))


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "。", "！", "？", "`")) else f"{text}."
