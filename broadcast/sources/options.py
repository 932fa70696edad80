"""`name=value` options after a fence's or a div's name: `grid=5x5 start=A1 goal="B3" main`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

from broadcast.errors import LessonError

OPTION = re.compile(r"""([A-Za-z][\w-]*)(?:\s*=\s*(?:"([^"]*)"|“([^”]*)”|'([^']*)'|([^\s"'{}]*)))?(?=\s|$)""")


def options(text: str, known: Iterable[str], what: str, file: str, line: int, *, strict: bool = True) -> dict[str, str]:
    """The options by name; a bare name has the value `yes`. LessonError for what cannot be read or is not known."""
    text = text.strip()
    if text.startswith("{") and text.endswith("}"):
        text = text[1:-1].strip()
    names = tuple(known)
    found: dict[str, str] = {}
    at = 0
    while at < len(text):
        match = OPTION.match(text, at)
        if not match:
            if not strict:
                return found
            raise LessonError(
                f"{text[at:]!r} is no option of {what}", file=file, line=line, remedy=f"Write name=value; {listed(names)}"
            )
        name = match[1]
        value = next((group for group in match.groups()[1:] if group is not None), None)
        if name not in names:
            close = difflib.get_close_matches(name, names, 1, 0.7)
            if strict or close:
                raise LessonError(
                    f"{name!r} is no option of {what}",
                    file=file,
                    line=line,
                    remedy=f"Did you mean {close[0]!r}?" if close else f"{listed(names).capitalize()}",
                )
        elif name in found:
            raise LessonError(f"{name!r} is given twice", file=file, line=line, remedy="Keep one")
        else:
            found[name] = "yes" if value is None else value.strip()
        at = match.end()
        while at < len(text) and text[at].isspace():
            at += 1
    return found


def listed(names: Iterable[str]) -> str:
    """`known are a, b and c`."""
    every = [*names]
    if not every:
        return "it takes none"
    return "known are " + ", ".join(every[:-1]) + " and " + every[-1] if len(every) > 1 else f"known is {every[0]}"


def choice(value: str, known: Iterable[str], what: str, file: str, line: int) -> str:
    """A value that must be one of a few."""
    every = tuple(known)
    if value not in every:
        raise LessonError(f"{what} cannot be {value!r}", file=file, line=line, remedy=f"Use one of: {', '.join(every)}")
    return value


def free(text: str) -> tuple[tuple[str, str], ...] | None:
    """Options of any name, sorted; None where it is no list of options."""
    text = text.strip().strip("{}").strip()
    found: dict[str, str] = {}
    at = 0
    pattern = re.compile(r"""([A-Za-z][\w-]*)(?:=(?:"([^"]*)"|([^\s"]*)))?(?:\s+|$)""")
    while at < len(text):
        match = pattern.match(text, at)
        if not match:
            return None
        found[match[1]] = match[2] if match[2] is not None else match[3] if match[3] is not None else "yes"
        at = match.end()
    return tuple(sorted(found.items()))
