"""Lessons written in Markdown: the project's own format (design.md, "The lesson format") and any ordinary Markdown.

text ─ markdown-it ─▶ tokens ─ Walk ─▶ steps of blocks ─▶ Lesson
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from broadcast.errors import LessonError
from broadcast.language.sentences import sentences
from broadcast.lesson.model import Block, Lesson, Question, Step, Term, Unit
from broadcast.lesson.units import Names, normal
from broadcast.sources.blocks import Walk
from broadcast.sources.divs import divs
from broadcast.sources.document import Document
from broadcast.sources.front import Asked, Front, Line, front
from broadcast.sources.inline import one_line, words
from broadcast.sources.vocabulary import defined, first_uses

OPENING = re.compile(r"---[ \t]*\n")
CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
DEEPEST = 12
"""Levels of lists and quotes in one another; nobody can tell more."""


def read(document: Document) -> Lesson:
    """The lesson in a Markdown text; LessonError for what is wrong with it."""
    said, body, offset = parted(document)
    tokens = parsed(body, document.file, offset)
    return _Maker(document, said, offset).lesson(tokens)


def parted(document: Document) -> tuple[Front, str, int]:
    """Front matter, the text below it, and the number of lines above that text."""
    text = document.text
    opening = OPENING.match(text)
    if not opening:
        return Front(), text, 0
    closing = CLOSING.search(text, opening.end())
    if not closing:
        if re.match(r"\s*[\w-]+\s*:", text[opening.end() :]):
            raise LessonError(
                "the front matter is never closed", file=document.file, line=1, remedy="Write a line with --- below its last key"
            )
        return Front(), text, 0
    inside = text[opening.end() : closing.start()]
    if not re.search(r"^\s*(?:[\w\"'-]+\s*:|#|$)", inside.lstrip("\n").split("\n", 1)[0]):
        return Front(), text, 0  # two rules of an ordinary text, not a front matter
    return front(inside, document.file, 1), text[closing.end() :], text.count("\n", 0, closing.end())


def parsed(text: str, file: str, offset: int) -> list[Token]:
    """The tokens of the text; LessonError where it is nested beyond reason or a div is left open."""
    md = MarkdownIt("commonmark", {"maxNesting": 60, "html": True}).enable("table").use(divs)
    tokens = md.parse(text)
    for token in tokens:
        line = offset + (token.map[0] + 1 if token.map else 1)
        if token.level > 2 * DEEPEST:
            raise LessonError("lists and quotes are nested too deeply", file=file, line=line, remedy=f"Keep to {DEEPEST} levels")
        if token.type == "div_stray":
            raise LessonError(
                "this ::: closes nothing", file=file, line=line, remedy="Take it out, or open a div above, like `::: ask`"
            )
        if token.type == "div_open" and token.meta["open"]:
            raise LessonError(
                f"`::: {token.info}` is never closed", file=file, line=line, remedy="Write a line with ::: after its last line"
            )
    return tokens


class _Maker:
    def __init__(self, document: Document, said: Front, offset: int) -> None:
        self.document, self.said, self.offset = document, said, offset
        self.names = Names()
        self.tag = said.language

    def lesson(self, tokens: list[Token]) -> Lesson:
        title, tokens = self.title(tokens)
        heading = self.names.unit("title", title.text, title.line)
        walk = Walk(self.document, self.said, self.names, self.offset)
        steps = tuple(step for part in parts(tokens) if (step := self.step(part, heading, walk)))
        if not any(step.blocks for step in steps):
            raise LessonError(
                "there is no lesson in this file: it has no text",
                file=self.document.file,
                remedy="Write paragraphs below a heading",
            )
        said = self.said
        return Lesson(
            id=self.document.id,
            number=said.number,
            title=heading,
            language=self.tag,
            source_language=self.tag,
            ages=said.ages,
            minutes=said.minutes,
            date=said.date,
            objectives=self.units("objective", said.objectives),
            curriculum=said.curriculum,
            vocabulary=self.vocabulary(steps, walk.bold),
            materials=self.units("material", said.materials),
            licence=said.licence,
            credits=said.credits,
            steps=steps,
            file=self.document.file,
            folder=str(self.document.folder),
            places=self.document.places,
            seed=said.seed,
            edition=said.edition,
            recall=tuple(self.question(asked) for asked in said.recall),
            homework=tuple(unit for line in said.homework for unit in self.split("homework", line)),
            audience="facilitators" if said.audience == "facilitators" else "pupils",
        )

    def title(self, tokens: list[Token]) -> tuple[Line, list[Token]]:
        """The title: of the front matter, else the first `#` heading, else the file's name; and the tokens without that heading."""
        at = next((at for at, token in enumerate(tokens) if token.type == "heading_open"), -1)
        first = None
        if at >= 0 and tokens[at].tag == "h1":
            text = normal(one_line(words(tokens[at + 1].children or ()).text))
            alone = sum(token.type == "heading_open" and token.tag == "h1" for token in tokens) == 1
            if text and (self.said.title is None or alone or text.casefold() == self.said.title.text.casefold()):
                first = Line(text, self.offset + (tokens[at].map or [0])[0] + 1)
                tokens = tokens[:at] + tokens[at + 3 :]
        if self.said.title is not None:
            return self.said.title, tokens
        plain = re.sub(r"[-_.\s]+", " ", self.document.id).strip()
        return first or Line(plain[:1].upper() + plain[1:] or "Lesson", 1), tokens

    def step(self, part: list[Token], title: Unit, walk: Walk) -> Step | None:
        """A step from its heading on; what stands before the first heading has the lesson's title."""
        line = self.offset + 1
        if part and part[0].type == "heading_open":
            line = self.offset + (part[0].map or [0])[0] + 1
            text = normal(one_line(words(part[1].children or ()).text)) or title.text
            rest = part[3:]
            name = self.names.step(text)
            heading = self.names.unit(name, text, line)
        else:
            if not part:
                return None
            name, heading, rest = self.names.step(title.text), title, part
        blocks: list[Block] = walk.blocks(rest, name)
        return Step(name, heading, tuple(blocks), line) if blocks or rest is not part else None

    def units(self, role: str, lines: Iterable[Line]) -> tuple[Unit, ...]:
        return tuple(self.names.unit(role, line.text, line.line) for line in lines)

    def split(self, role: str, line: Line) -> tuple[Unit, ...]:
        return tuple(self.names.unit(role, text, line.line) for text in sentences(line.text, self.tag))

    def question(self, asked: Asked) -> Question:
        prompt = tuple(unit for line in asked.ask for unit in self.split("recall", line))
        answer = tuple(unit for line in asked.answer for unit in self.split("recall", line))
        alone = tuple(unit for line in asked.alone for unit in self.split("recall", line))
        return Question(self.names.id("recall", "ask " + asked.ask[0].text), prompt, answer, asked.where, asked.wait, alone)

    def vocabulary(self, steps: tuple[Step, ...], bold: list[tuple[str, str, int]]) -> tuple[Term, ...]:
        """The front matter's words; where it has none, those that the text itself defines in bold."""
        pairs = self.said.vocabulary or tuple(defined(bold))
        terms = (
            Term(
                self.names.unit("word", word.text, word.line), self.names.unit("meaning", meaning.text.rstrip(". "), meaning.line)
            )
            for word, meaning in pairs
        )
        return tuple(replace(term, unit=unit) for term, unit in first_uses(tuple(terms), steps))


def parts(tokens: list[Token]) -> list[list[Token]]:
    """The tokens of each step, its heading first. Steps open at `#` and `##`; in a text that has neither, at its largest heading."""
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open" and token.level == 0]
    deepest = max(2, min(levels, default=2))
    found: list[list[Token]] = [[]]
    for token in tokens:
        if token.type == "heading_open" and token.level == 0 and int(token.tag[1]) <= deepest:
            found.append([])
        found[-1].append(token)
    return found
