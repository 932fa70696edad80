"""A line of a script in text, `say (join [Hi ] (name)) for (2) seconds`, as a raw block."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from broadcast.errors import ProgramError
from broadcast.program.raw import MOST_DEPTH, Raw
from broadcast.program.scratch_values import FUNCTIONS
from broadcast.program.scratch_words import Label, labels, menus, skeleton

NUMBER = re.compile(r"[+-]?\d*\.?\d*(?:e-?\d+)?")
STYLE = re.compile(r"\s*::[^()\[\]<>]*$")
MENU = re.compile(r"(.*?)\s*(?<!\w)v")
STRICT = ("*LIST", "*OPERATOR", "*NUMBER_NAME", "*PROPERTY")
"""Menus that must close with `v`: without it the block may be another one."""
CLOSING = {"(": ")", "[": "]", "<": ">", "{": "}"}


@dataclass(frozen=True, slots=True)
class Hole:
    """What stands between brackets."""

    bracket: str
    text: str
    pieces: tuple[str | Hole, ...] = ()


@dataclass(slots=True)
class Own:
    """What the scripts make themselves."""

    blocks: dict[str, tuple[str, int]] = field(default_factory=dict)
    """The words of a block → its name and how many holes it has."""
    parameters: set[str] = field(default_factory=set)


def pieces(text: str, line: int, depth: int = 0) -> tuple[str | Hole, ...]:
    """A line's words and holes. Holes stand in each other."""
    return _pieces(text, 0, "", line, depth)[0]


def _pieces(text: str, at: int, closing: str, line: int, depth: int) -> tuple[tuple[str | Hole, ...], int]:
    if depth > MOST_DEPTH:
        raise ProgramError(
            f"the holes of this line are nested deeper than {MOST_DEPTH} times", line=line, remedy="Split the line"
        )
    done: list[str | Hole] = []
    word = ""
    while at < len(text):
        letter = text[at]
        if letter == closing and not (letter == ">" and _sign(text, at)):
            break
        if letter in ")]}":
            raise ProgramError(f"the {letter!r} closes nothing", line=line, remedy="Take it out, or open it before")
        if letter == "[" or letter in "({" or (letter == "<" and not _sign(text, at)):
            done.append(word)
            word, start = "", at + 1
            if letter == "[":
                end = _end(text, start)
                done.append(Hole("[", re.sub(r"\\(.)", r"\1", text[start:end])))
            else:
                inner, end = _pieces(text, start, CLOSING[letter], line, depth + 1)
                done.append(Hole(letter, STYLE.sub("", text[start:end]), _unstyled(inner)))
            at = end + 1
            continue
        word += text[at + 1 : at + 2] if letter == "\\" else letter
        at += 2 if letter == "\\" else 1
    done.append(word)
    return tuple(piece for piece in done if not isinstance(piece, str) or piece.strip()), at


def _unstyled(parts: tuple[str | Hole, ...]) -> tuple[str | Hole, ...]:
    """Without the `:: variables` behind the last word."""
    if not parts or not isinstance(parts[-1], str) or "::" not in parts[-1]:
        return parts
    rest = STYLE.sub("", parts[-1])
    return (*parts[:-1], rest) if rest.strip() else parts[:-1]


def _end(text: str, at: int) -> int:
    """Where a text in square brackets ends."""
    while at < len(text) and text[at] != "]":
        at += 2 if text[at] == "\\" else 1
    return min(at, len(text))


def _sign(text: str, at: int) -> bool:
    """Is this `<` or `>` the sign between two values, not a bracket? It has a space on both sides, and a value follows."""
    after = text[at + 1 :].lstrip()
    if text[at] == "<":
        return text[at + 1 : at + 2] == " " and after[:1] in ("(", "[") and text[:at].rstrip()[-1:] in (")", "]")
    return text[at - 1 : at] == " " and after[:1] in ("(", "[") and text[:at].rstrip()[-1:] in (")", "]")


def raw(parts: tuple[str | Hole, ...], line: int, own: Own, *, inside: bool = False) -> Raw | None:
    """The block of a line or, `inside`, of a hole; None where no label of any language is like it. `own`: what the scripts make themselves."""
    holes = [part for part in parts if isinstance(part, Hole)]
    words = skeleton(" ".join(part if isinstance(part, str) else "_" for part in parts))
    if words in own.blocks:
        name, count = own.blocks[words]
        names = tuple(f"ARG{at}" for at in range(count))
        inputs = {hole: held for hole, part in zip(names, holes, strict=False) if (held := hole_raw(part, line, own))}
        return Raw("procedures_call", line, "", {"@name": name}, inputs, {}, names)
    fitting = [
        label
        for label in labels().get(words, ())
        if len(label.holes) == len(holes) and _fits(label, holes) and not (inside and "_when" in label.type)
    ]
    if not fitting:
        return None
    label = fitting[0]
    fields: dict[str, str] = {}
    inputs = {}
    for name, part in zip(label.holes, holes, strict=True):
        if name.startswith("="):
            continue
        if name.startswith("*"):
            fields[name[1:]] = _chosen(part)
        elif (held := hole_raw(part, line, own)) is not None:
            inputs[name] = held
    return Raw(label.type, line, "", fields, inputs)


def _fits(label: Label, holes: list[Hole]) -> bool:
    """Are its menus menus, and is what is chosen there something that this block has?"""
    for name, hole in zip(label.holes, holes, strict=True):
        menu = MENU.fullmatch(hole.text) is not None
        if name.startswith("=") and hole.text != name[1:]:
            return False
        if name.startswith("*") and not menu and (name in STRICT or hole.bracket != "["):
            return False
        if name in ("STRING", "STRING1") and menu and hole.bracket == "[":
            return False
        if name == "*OPERATOR" and _chosen(hole) not in (*FUNCTIONS, "10 ^"):
            return False
        if name == "CONDITION" and hole.bracket != "<":
            return False
    return True


def _chosen(hole: Hole) -> str:
    """What is chosen in a menu, in English where it is one of Scratch's own words."""
    match = MENU.fullmatch(hole.text)
    text = (match[1] if match else hole.text).strip()
    return menus().get(text.casefold(), text)


def hole_raw(hole: Hole, line: int, own: Own) -> Raw | None:
    """What is in a hole: a number, a text, a menu, a value that is worked out, or the name of a variable."""
    text = hole.text.strip()
    if hole.bracket == "[" and re.fullmatch(r"#[0-9a-fA-F]{6}", text):
        return Raw("$colour", line, "", {"VALUE": text})
    if MENU.fullmatch(hole.text) and hole.bracket != "<":
        return Raw("$text", line, "", {"VALUE": _chosen(hole)})
    if hole.bracket == "[":
        return Raw("$text", line, "", {"VALUE": hole.text})
    if not text:
        return None
    if hole.bracket == "(" and NUMBER.fullmatch(text):
        return Raw("$number", line, "", {"VALUE": text})
    found = raw(hole.pieces, line, own, inside=True)
    if found is not None and not found.type.startswith("$"):
        return found
    plain = not any(isinstance(piece, Hole) for piece in hole.pieces)
    if not plain or (hole.bracket == "<" and text not in own.parameters):
        return Raw("$unknown", line, "", {"WORDS": text})
    return Raw("$variable", line, "", {"VALUE": text})
