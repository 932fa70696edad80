"""Quizzes and surveys of LiaScript, row by row: text, selection, one of many, many of many, matrix, gaps in a sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

HINT = re.compile(r"^\s*\[\[\?\]\]\s*(.+)$")
OPTION = re.compile(r"^\s*(?:[-*+]\s+)?(?:\[\[(?P<many>[ xX])\]\]|\[\((?P<one>[ xX])\)\])\s*(?P<text>.*)$")
SURVEY = re.compile(r"^\s*(?:[-*+]\s+)?(?:\[\((?:-?\d+|:?\w[\w ]*)\)\]|\[\[(?:-?\d+|:\w[\w ]*)\]\])\s+(?P<text>\S.*)$")
OPEN = re.compile(r"^\s*\[\[[_ ]*_[_ ]*\]\]\s*$")
"""A survey with a field for text."""
GENERIC = re.compile(r"^\s*\[\[!\]\]\s*$")
ALONE = re.compile(r"^\s*\[\[(?P<text>(?:[^\[\]]|\[[^\[\]]*\])+)\]\]\s*$")
GAP = re.compile(r"`[^`\n]*`|\[(?:->)?\[(?P<text>(?:[^\[\]\n]|\[[^\[\]\n]*\])+)\]\]")
CELL = r"(?:\[[^\[\]()]*\]|\([^\[\]()]*\))"
HEAD = re.compile(rf"^\s*\[\s*{CELL}(?:\s*{CELL})+\s*\]\s*$")
ROW = re.compile(r"^\s*\[(?P<cells>(?:\s*(?:\[[ xX]\]|\([ xX]\)))+)\s*\]\s*(?P<text>\S.*)$")
BLANK_ROW = re.compile(r"^\s*\[\s{2,}\]\s*(?P<text>\S.*)$")
"""A row of a survey's matrix."""


@dataclass(slots=True)
class Quiz:
    """A question that is being read."""

    line: int
    options: list[tuple[bool, str]] = field(default_factory=list)
    answer: str = ""
    columns: list[str] = field(default_factory=list)
    rows: list[tuple[list[bool], str]] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)
    survey: bool = False
    generic: bool = False

    def take(self, row: str) -> bool:
        """Does the row belong to this quiz? If so, it is kept."""
        if match := HINT.match(row):
            self.hints.append(match[1])
        elif not self.columns and (match := OPTION.match(row)):
            self.options.append(((match["many"] or match["one"]) in "xX", match["text"].strip()))
        elif not self.columns and (match := SURVEY.match(row)):
            self.survey = True
            self.options.append((False, match["text"].strip()))
        elif self.columns and (match := ROW.match(row)):
            ticks = re.findall(r"[\[(]([ xX])[\])]", match["cells"])
            self.rows.append(([tick in "xX" for tick in ticks], match["text"].strip()))
        elif self.columns and (match := BLANK_ROW.match(row)):
            self.survey = True
            self.rows.append(([], match["text"].strip()))
        else:
            return False
        return True

    @property
    def right(self) -> str:
        """The answer: the word, or the options that are right, as sentences."""
        return self.answer or " ".join(_sentence(text) for good, text in self.options if good and text)


def opened(row: str, line: int) -> Quiz | None:
    """The quiz that begins with this row; None where none does."""
    quiz = Quiz(line)
    if OPEN.match(row):
        quiz.survey = True
        return quiz
    if GENERIC.match(row):
        quiz.generic = True
        return quiz
    if HEAD.match(row) and not ROW.match(row):
        quiz.columns = [cell.strip("[]() :") for cell in re.findall(CELL, row.strip()[1:-1])]
        return quiz
    if quiz.take(row) and not quiz.hints:
        return quiz
    if (match := ALONE.match(row)) and match["text"].strip():
        quiz.answer, others = chosen(match["text"])
        quiz.options = [(text == quiz.answer, text) for text in others]
        return quiz
    return None


def chosen(text: str) -> tuple[str, list[str]]:
    """(answer, all options) of what stands between two brackets: `word`, or `(right) | wrong | wrong`."""
    parts = [part.strip() for part in text.split("|")]
    if len(parts) == 1:
        return re.sub(r"\\(.)", r"\1", parts[0]), []
    right = next((part for part in parts if re.fullmatch(r"\(.*\)", part)), parts[0])
    return right.strip("() "), [part.strip("() ") for part in parts]


def gaps(text: str) -> tuple[str, list[str]]:
    """A text with gaps (`The [[owl]] sleeps.`) as it is asked, and what belongs into them; code is left as it is."""
    answers: list[str] = []

    def gap(match: re.Match[str]) -> str:
        if not match["text"] or re.fullmatch(r"[?!xX\s]", match["text"]):
            return match[0]
        answer, options = chosen(match["text"])
        answers.append(answer.strip("_ "))
        return f"… ({' / '.join(options)})" if options else "…"

    return GAP.sub(gap, text), answers


def _sentence(text: str) -> str:
    return text if text.endswith((".", "!", "?", "。", "！", "？", "`")) else f"{text}."
