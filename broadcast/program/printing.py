"""A program as text: the listing on paper and on the screen, and the source again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from broadcast.errors import TranslationError
from broadcast.language.catalogue import Messages
from broadcast.language.model import Language, load
from broadcast.program import blocks_text, python_text
from broadcast.program.model import (
    Branch,
    Define,
    Do,
    Expression,
    Move,
    Number,
    Pick,
    Program,
    Put,
    Repeat,
    RepeatUntil,
    Say,
    Sense,
    Show,
    Statement,
    Text,
    Turn,
    Unary,
    rows,
    walk,
)

INDENT = "    "


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a listing; `indent` counts levels, `number` is what paper prints before it."""

    text: str
    indent: int
    number: int
    shape: Literal["", "hat", "stack", "mouth", "else", "cap"] = ""
    """Of the block that it is drawn as; empty where it is not (`unplugged.figures.Line`)."""
    slots: tuple[tuple[int, int], ...] = ()
    """(start, end) of its values in `text`."""


def listing(program: Program, messages: Messages) -> tuple[PrintedLine, ...]:
    """The program as the class reads it: the robot's language and blocks in the class's words, Python as it is."""
    return lines(program, messages.language)


def source(program: Program, language: Language | None = None) -> str:
    """The program as text that `read` takes back; a robot's or of blocks in the given language, else in the one it was written in."""
    return "".join(f"{INDENT * line.indent}{line.text}\n" for line in lines(program, language or load(program.words or "en")))


def lines(program: Program, language: Language) -> tuple[PrintedLine, ...]:
    """The listing in the words of `language`."""
    if program.language == "python":
        return _python(program)
    if program.language == "blocks":
        shown = [(blocks_text.line(on, language), depth, number) for number, depth, on in rows(program.body)]
        return tuple(PrintedLine(row.text, depth, number, row.shape, row.slots) for row, depth, number in shown)
    return tuple(PrintedLine(_robot(on, language), depth, number) for number, depth, on in rows(program.body))


def _python(program: Program) -> tuple[PrintedLine, ...]:
    """Python as it is; where a value is shown without `print`, the whole is a talk with Python's prompt and looks like one."""
    before = python_text.who(program.body)
    found = tuple(PrintedLine(python_text.line(on, before), depth, number) for number, depth, on in rows(program.body))
    if not any(isinstance(node, Show) for node in walk(program.body)):
        return found
    return tuple(
        PrintedLine(
            f"... {INDENT * line.indent}{line.text}"
            if line.indent or line.text.startswith(("else:", "elif "))
            else f">>> {line.text}",
            0,
            line.number,
        )
        for line in found
    )


def _robot(on: Statement | Branch | None, language: Language) -> str:
    match on:
        case None:
            return _words("else", language)
        case Move(_, Number(steps), back, bare):
            words = language.robot.get("back" if back else "forward", ())
            if bare and steps == 1:
                return next((spelling for spelling in words if "{" not in spelling), "") or _words(
                    "back" if back else "forward", language, steps="1"
                )
            return _words("back" if back else "forward", language, steps=str(steps))
        case Turn(_, side):
            return _words(side, language)
        case Pick():
            return _words("pick", language)
        case Put():
            return _words("put", language)
        case Say(_, Text(value)):
            return _words("say", language, text=quoted(value))
        case Repeat(_, Number(count)):
            return _words("repeat", language, count=str(count))
        case RepeatUntil(_, test):
            return _guard("until", test, language)
        case Branch(_, test):
            return _guard("if", test, language)
        case Define(_, name):
            return _words("define", language, name=name)
        case Do(_, call):
            return call.function if not hasattr(call, "value") else ""
    raise TypeError(f"{type(on).__name__} is no line of the robot's language")


def _guard(word: str, test: Expression, language: Language) -> str:
    match test:
        case Unary("not", Sense(what)):
            return _words(f"{word}_not", language, condition=_words(what, language))
        case Sense(what):
            return _words(word, language, condition=_words(what, language))
    raise TypeError("no condition of the robot's language")


def _words(word: str, language: Language, **slots: str) -> str:
    try:
        spelling = language.robot[word][0]
    except (KeyError, IndexError):
        raise TranslationError(
            f"the robot's word {word!r} is missing", file=f"{language.tag}.toml", remedy="Add it to its [robot] table"
        ) from None
    for name, value in slots.items():
        spelling = spelling.replace("{" + name + "}", value)
    return spelling


def quoted(text: str) -> str:
    """A text between quotes that it does not contain itself."""
    return f'"{text}"' if '"' not in text else f"'{text}'" if "'" not in text else f"“{text}”"
