"""A fence of a lesson as `Code`: its options, the texts in it that a learner meets, its names and how they are said."""

from __future__ import annotations

import keyword
import re
from collections.abc import Iterator
from functools import cache

from broadcast.errors import LessonError
from broadcast.language.model import load, tags
from broadcast.lesson.model import Code, Unit
from broadcast.lesson.strings import literals
from broadcast.lesson.units import Names
from broadcast.sources import world
from broadcast.sources.front import Line
from broadcast.sources.options import options

LANGUAGES = {"py": "python", "python3": "python", "python": "python", "robot": "robot"}
TARGET = re.compile(
    r"^[ \t]*(?:for[ \t]+([^\W\d]\w*)[ \t]+in\b|def[ \t]+([^\W\d]\w*)|([^\W\d]\w*)[ \t]*(?:[-+*/%]|//|\*\*)?=(?!=))", re.MULTILINE
)
HUMP = re.compile(r"(?<=[^\W\dA-Z_])(?=[A-Z])")


def code(info: str, source: str, step: str, names: Names, words: dict[str, Line], file: str, line: int) -> Code:
    """The program of a fence; `line` is the fence's own line. Other languages than our two are shown, never run."""
    given, _, rest = info.strip().partition(" ")
    given = given.strip("{}.").lower()
    language = LANGUAGES.get(given, given)
    source = source.rstrip("\n").expandtabs(4)
    if language in ("robot", "python") and not source.strip():
        raise LessonError("the program is empty", file=file, line=line, remedy="Write its lines between the fences")
    plan = None
    inputs: tuple[str, ...] = ()
    main = False
    if language == "robot":
        known = options(rest, (*world.NAMES, "main"), "a robot's fence", file, line)
        plan = world.world(known, file, line)
        main = _main(known, file, line)
    elif language == "python":
        known = options(rest, ("inputs", "main"), "a program's fence", file, line, strict=False)
        inputs = tuple(part.strip() for part in known["inputs"].split(",")) if known.get("inputs") else ()
        main = _main(known, file, line)
    name = names.id(step, f"{language}\n{source}")
    return Code(
        id=name,
        language=language,
        source=source,
        line=line,
        world=plan,
        inputs=inputs,
        strings=tuple(names.unit(step, text, line + at) for text, at in _strings(language, source)),
        names=tuple(_named(language, source, step, names, words, line)),
        main=main,
    )


def _main(known: dict[str, str], file: str, line: int) -> bool:
    if known.get("main", "no") not in ("yes", "no"):
        raise LessonError(f"main={known['main']} is neither yes nor no", file=file, line=line, remedy="Write `main` alone")
    return known.get("main") == "yes"


def _strings(language: str, source: str) -> Iterator[tuple[str, int]]:
    """(text, lines below the fence), each text once."""
    seen = set()
    for literal in literals(language, source):
        if literal.text not in seen and any(letter.isalpha() for letter in re.sub(r"\{[^}]*\}", "", literal.text)):
            seen.add(literal.text)
            yield literal.text, source.count("\n", 0, literal.start) + 1


def _named(language: str, source: str, step: str, names: Names, words: dict[str, Line], line: int) -> Iterator[tuple[str, Unit]]:
    """Names that the program gives, and the words for them: the author's own, or the name's parts."""
    found: dict[str, int] = {}
    if language == "python":
        for match in TARGET.finditer(source):
            found.setdefault(match[1] or match[2] or match[3], source.count("\n", 0, match.start()) + 1)
    elif language == "robot":
        for at, row in enumerate(source.split("\n"), 1):
            defined = next((hit["name"] for pattern in _definitions() if (hit := pattern.fullmatch(row.strip()))), "")
            if defined:
                found.setdefault(defined, at)
    for name, at in found.items():
        if name in words:
            yield name, names.unit(step, words[name].text, words[name].line)
        elif not keyword.iskeyword(name) and len(name) > 1:
            yield name, names.unit(step, said(name), line + at)


def said(name: str) -> str:
    """`bigBag_2` → `big bag 2`."""
    return " ".join(HUMP.sub(" ", name.replace("_", " ")).split()).lower() or name


@cache
def _definitions() -> tuple[re.Pattern[str], ...]:
    spellings = [spelling for tag in tags() for spelling in load(tag).robot.get("define", ()) if "{name}" in spelling]
    return tuple(
        re.compile(re.escape(spelling).replace(r"\{name\}", r"(?P<name>[^\W\d]\w*)").replace(":", r"\s*:"), re.IGNORECASE)
        for spelling in spellings
    )
