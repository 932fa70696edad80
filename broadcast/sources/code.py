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
from broadcast.sources import blocks_fence, world
from broadcast.sources.document import Document
from broadcast.sources.front import Line
from broadcast.sources.options import options

LANGUAGES = {
    "py": "python",
    "python3": "python",
    "pycon": "python",
    "ipython": "python",
    "python": "python",
    "robot": "robot",
    "turtle": "blocks",
    "blocks3": "scratchblocks",
}
RUN = ("robot", "python", "blocks", *blocks_fence.SAVED)
"""Languages that `program` reads."""
TARGET = re.compile(
    r"^[ \t]*(?:for[ \t]+([^\W\d]\w*)[ \t]+in\b|def[ \t]+([^\W\d]\w*)|([^\W\d]\w*)[ \t]*(?:[-+*/%]|//|\*\*)?=(?!=))", re.MULTILINE
)
SLOT = r"(?P<name>[^\W\d]\w*)"
XML = re.compile(r"""<(?:field|title)\s+name="(?:VAR|NAME)"[^>]*>([^<]+)<|<variable\b[^>]*>([^<]+)<""")
NAMING = {
    "python": TARGET,
    "blockly": XML,
    "codeorg": XML,
    "scratch": re.compile(r""""(?:VARIABLE|LIST)"\s*:\s*\[\s*"((?:[^"\\]|\\.)+)"|\[\s*1[23]\s*,\s*"((?:[^"\\]|\\.)+)\""""),
    "scratchblocks": re.compile(r"\[([^\]\n]+) v\] (?:to|by) |\b(?:add|delete) .{1,60} (?:to|of) \[([^\]\n]+) v\]"),
    "makecode": re.compile(r"\b(?:let|var|const|function)\s+([^\W\d]\w*)"),
}
"""What gives a name in a source; the first group that holds something is the name."""
HUMP = re.compile(r"(?<=[^\W\dA-Z_])(?=[A-Z])")


def code(
    info: str,
    source: str,
    step: str,
    names: Names,
    words: dict[str, Line],
    document: Document,
    line: int,
    before: Code | None = None,
) -> Code:
    """The program of a fence; `line` is the fence's own line. Languages that are not ours are shown, never run.

    A Python fence that `continues` is one program with the Python fence before it: printed, run and asked about as a whole.
    """
    given, _, rest = info.strip().partition(" ")
    given = given.strip("{}.").lower()
    language, file = LANGUAGES.get(given, given), document.file
    source = source.rstrip("\n").expandtabs(4)
    plan, above = None, 0
    known: dict[str, str] = {}
    path = trouble = ""
    if language == "robot":
        known = options(rest, (*world.NAMES, "main"), "a robot's fence", file, line)
        plan = world.world(known, file, line)
    elif language == "python":
        known = options(
            rest, (*world.NAMES, "inputs", "main", "world", "continues"), "a program's fence", file, line, strict=False
        )
        if _said(known, "continues", file, line):
            above = source.count("\n")
            source = _after(before, source, file, line)
            above = source.count("\n") - above
        plan = blocks_fence.world_of(language, known, file, line)
    elif language in RUN:
        more = () if language == "blocks" else ("file", "sprite") if language == "scratch" else ("file",)
        known = options(rest, (*world.NAMES, "inputs", "main", "world", *more), "a fence of blocks", file, line)
        plan = blocks_fence.world_of(given, known, file, line)
        path, source, trouble = blocks_fence.source_of(language, known, source, document.folder, file, line)
    if language in RUN and not source.strip() and not trouble:
        raise LessonError("the program is empty", file=file, line=line, remedy="Write its lines between the fences")
    name = names.id(step, f"{language}\n{source}{trouble}")
    return Code(
        id=name,
        language=language,
        source=source,
        line=line,
        world=plan,
        inputs=tuple(part.strip() for part in known["inputs"].split(",")) if known.get("inputs") else (),
        strings=tuple(names.unit(step, text, line + (0 if path else at)) for text, at in _strings(language, source)),
        names=tuple(_named(language, source, step, names, words, line, inline=not path)),
        main=_said(known, "main", file, line),
        sprite=known.get("sprite", ""),
        file=path,
        above=above,
        trouble=trouble,
    )


def _said(known: dict[str, str], name: str, file: str, line: int) -> bool:
    """Is an option there that is yes or no?"""
    if known.get(name, "no") not in ("yes", "no"):
        raise LessonError(f"{name}={known[name]} is neither yes nor no", file=file, line=line, remedy=f"Write `{name}` alone")
    return known.get(name) == "yes"


def _after(before: Code | None, source: str, file: str, line: int) -> str:
    """The source behind that of the fence which it goes on from."""
    if before is None or before.language != "python":
        raise LessonError(
            "there is no Python program before it to go on from", file=file, line=line, remedy="Leave out `continues`"
        )
    return f"{before.source}\n{source}"


def _strings(language: str, source: str) -> Iterator[tuple[str, int]]:
    """(text, lines below the fence), each text once."""
    seen = set()
    for literal in literals(language, source):
        if literal.text not in seen and any(letter.isalpha() for letter in re.sub(r"\{[^}]*\}", "", literal.text)):
            seen.add(literal.text)
            yield literal.text, source.count("\n", 0, literal.start) + 1


def _named(
    language: str, source: str, step: str, names: Names, words: dict[str, Line], line: int, *, inline: bool
) -> Iterator[tuple[str, Unit]]:
    """Names that the program gives, and the words for them: the author's own, or the name's parts."""
    found: dict[str, int] = {}
    if language in ("robot", "blocks"):
        for at, row in enumerate(source.split("\n"), 1):
            match = next((hit for pattern in _naming(language) if (hit := pattern.fullmatch(row.strip()))), None)
            if match:
                found.setdefault(match["name"], at)
    elif language in NAMING:
        for match in NAMING[language].finditer(source):
            name = re.sub(r"\W+", "_", next(group for group in match.groups() if group).strip())
            if re.fullmatch(r"[^\W\d]\w*", name):
                found.setdefault(name, source.count("\n", 0, match.start()) + 1)
    for name, at in found.items():
        if name in words:
            yield name, names.unit(step, words[name].text, words[name].line)
        elif not keyword.iskeyword(name) and len(name) > 1:
            yield name, names.unit(step, said(name), line + (at if inline else 0))


def said(name: str) -> str:
    """`bigBag_2` → `big bag 2`."""
    return " ".join(HUMP.sub(" ", name.replace("_", " ")).split()).lower() or name


@cache
def _naming(language: str) -> tuple[re.Pattern[str], ...]:
    """Lines of the robot's language, or of blocks, that give a name, in the words of every language."""
    spellings = [spelling for tag in tags() for spelling in load(tag).robot.get("define", ())]
    if language == "blocks":
        keys = ("define_with", "set", "change", "reduce", "count", "count_by", "for_each")
        spellings += [spelling for tag in tags() for key in keys for spelling in load(tag).blocks.get(key, ())]
    spellings.sort(key=lambda spelling: -len(spelling))
    return tuple(_pattern(spelling) for spelling in spellings)


def _pattern(spelling: str) -> re.Pattern[str]:
    pieces = re.split(r"\{(\w+)\}", spelling)
    made = [(SLOT if piece == "name" else ".+?") if at % 2 else _literal(piece) for at, piece in enumerate(pieces)]
    return re.compile("".join(made), re.IGNORECASE)


def _literal(text: str) -> str:
    return re.sub(r"(\\ )+", r"\\s+", re.escape(text)).replace(":", r"\s*:")
