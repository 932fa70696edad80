"""Hedy's adventures: a YAML file a language, in it adventures, their levels, and of each level texts, examples and answers.

Words of Hedy's own language stand in braces (`{print}`) and are written as the reader's language has them. A level is a few sentences
and a program, so that eight of them make a lesson; every level is a step. Hedy's first levels are no language that is run here: their
programs are shown. What only draws is read as blocks, and what is Python already in the later levels as Python.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from broadcast.errors import LessonError
from broadcast.lesson.model import Lesson
from broadcast.sources import fences, hedy_turtle, hedy_words
from broadcast.sources.licences import licence
from broadcast.sources.locales import tag_of
from broadcast.sources.nodes import Node, nodes
from broadcast.sources.reading import Reading, drafted
from broadcast.sources.rows import FENCE
from broadcast.sources.source import Source
from broadcast.sources.transcript import LeftOut, Place, Transcript, labelled
from broadcast.sources.versions import Mismatch

FILE = re.compile(r"(?:^|/)(?P<locale>[a-z]{2,3}(?:[_-][A-Za-z]{2,8})?)\.ya?ml$")
HEAD = re.compile(r"^adventures\s*:", re.MULTILINE)
PART = re.compile(r"(?P<kind>intro_text|story_text|example_code|start_code|answer_code|answer_note|answer)(?:_(?P<number>\d+))?")
ORDER = ("intro_text", "story_text", "example_code", "start_code", "answer_code", "answer", "answer_note")
WORD = re.compile(r"\{([A-Za-z_ ]{1,20})\}")
SPAN = re.compile(r"`[^`\n]*`")
BLANK = re.compile(r"(?<!\w)_+(?!\w)")
LARGE = re.compile(r"^#{1,2}\s+")
"""A heading inside of a level; the level itself is the step."""
LEVELS_A_LESSON = 8
LEAST = 0.5
"""The share of a language's texts that must be other than the English ones."""
CREDITS = "Hedy: Felienne Hermans and contributors"


@dataclass(frozen=True, slots=True)
class Language:
    """One file of adventures."""

    file: str
    tag: str
    words: Mapping[str, str]
    adventures: dict[str, Node]


def recognises(source: Source) -> bool:
    """A YAML file that opens with `adventures:` and has levels."""
    return bool(_files(source))


def read(source: Source) -> Reading:
    """Every adventure, in lessons of eight levels; the languages that have them are their versions."""
    left: list[LeftOut] = []
    found = list(_languages(source, left))
    english = next((each for each in found if each.tag == "en"), found[0] if found else None)
    if english is None:
        raise LessonError(
            "the adventures cannot be read", file=str(source.path), remedy=left[0].why if left else "Name another folder"
        )
    others = [each for each in found if each is not english]
    name = licence(source, "EUPL-1.2")
    lessons: list[Lesson] = []
    mismatches: list[Mismatch] = []
    for key, adventure in english.adventures.items():
        numbers = sorted((number for number, level in adventure.get("levels").items() if any(_parts(level))), key=_order)
        kept = [other for other in others if _translated(english, other, key, left)]
        for start in range(0, len(numbers), LEVELS_A_LESSON):
            levels = numbers[start : start + LEVELS_A_LESSON]
            several = len(numbers) > LEVELS_A_LESSON
            told = [_transcript(source, each, key, levels, name, several) for each in (english, *kept)]
            told = [told[0], *(each for each in told[1:] if each.rows)]
            one = drafted(f"{key}-{levels[0]}" if several else key, told)
            lessons += one.lessons
            if any(code.language == "hedy" for each in one.lessons for code in each.programs):
                what = f"questions about the programs of {key}, levels {levels[0]} to {levels[-1]}"
                left.append(
                    LeftOut(english.file, adventure.line, what, "Hedy is not run here: its programs are shown as they are")
                )
            left += one.left_out
            mismatches += one.mismatches
    if not lessons:
        raise LessonError("the adventures have no levels", file=source.file(english.file), remedy="Name a file that has some")
    return Reading(tuple(lessons), tuple(left), tuple(mismatches))


def _order(number: str) -> tuple[int, str]:
    return (int(number), "") if number.isdigit() and len(number) < 6 else (10**6, number)


def _files(source: Source) -> list[tuple[str, str]]:
    """(file, locale)."""
    found = []
    for name in source.files:
        match = FILE.search(name)
        locale = match["locale"] if match else "en"
        if name.endswith((".yaml", ".yml")) and (match or source.alone) and "/keywords/" not in f"/{name}":
            try:
                head = source.raw(name)[:100_000].decode("utf-8", "ignore")
            except LessonError:
                continue
            if HEAD.search(head) and re.search(r"^\s+levels\s*:", head, re.MULTILINE):
                found.append((name, locale))
    return found


def _languages(source: Source, left: list[LeftOut]) -> Iterator[Language]:
    files = _files(source)
    for name, locale in files:
        tag = tag_of(locale)
        try:
            adventures = dict(nodes(source, name).get("adventures").items())
        except LessonError as error:
            if len(files) == 1:
                raise
            left.append(LeftOut(name, error.line, f"the language {tag}", error.what))
            continue
        if any(any(_parts(level)) for each in adventures.values() for _, level in each.get("levels").items()):
            yield Language(name, tag, _words(source, locale, tag), adventures)
        else:
            left.append(LeftOut(name, 0, f"the language {tag}", "0 % of it is translated"))


def _words(source: Source, locale: str, tag: str) -> Mapping[str, str]:
    """The words of Hedy's language: as the source itself has them, else as we know them."""
    own = next((name for name in source.files if f"/{name}".endswith(f"/keywords/{locale}.yaml")), "")
    words = {**hedy_words.ENGLISH, **hedy_words.keywords(tag)}
    if own:
        try:
            words |= {key.replace(" ", "_"): value.text.split("|")[0].strip() for key, value in nodes(source, own).items()}
        except LessonError:
            return words
    return words


def _parts(level: Node) -> Iterator[tuple[str, Node]]:
    """(kind, value) of a level's parts, as they are shown: text, example, text 2, example 2, …, and the answers at the end of each."""
    found = []
    for key, value in level.items():
        match = PART.fullmatch(key)
        if match and value.text.strip():
            found.append((int(match["number"] or 1), ORDER.index(match["kind"]), match["kind"], value))
    for _, _, kind, value in sorted(found, key=lambda part: part[:2]):
        yield kind, value


def _translated(english: Language, other: Language, key: str, left: list[LeftOut]) -> bool:
    """Is enough of the adventure written in this language? If not, say so."""
    if key not in other.adventures:
        return False
    mine, theirs = _texts(english.adventures[key]), _texts(other.adventures[key])
    same = sum(text == mine.get(place) for place, text in theirs.items())
    share = (len(theirs) - same) / len(theirs) if theirs else 0.0
    if share < LEAST:
        node = other.adventures[key]
        why = f"{share * len(theirs) / max(1, len(mine)):.0%}".replace("%", " % of it is translated")
        left.append(LeftOut(other.file, node.line, f"the adventure {key} in {other.tag}", why))
    return share >= LEAST


def _texts(adventure: Node) -> dict[tuple[str, str], str]:
    return {
        (number, key): " ".join(value.text.split())
        for number, level in adventure.get("levels").items()
        for key, value in level.items()
        if PART.fullmatch(key) and "text" in key and value.text.strip()
    }


def _transcript(source: Source, one: Language, key: str, levels: Sequence[str], licence_: str, several: bool) -> Transcript:
    adventure = one.adventures[key]
    out = Transcript(source, one.tag)
    title = _written(adventure.get("name").text.strip(), one.words, True) or key.replace("_", " ")
    title = title[:1].upper() + title[1:]
    span = levels[0] if len(levels) == 1 else f"{levels[0]}–{levels[-1]}"
    out.front = labelled({"title": f"{title} {span}" if several else title, "licence": licence_, "credits": CREDITS})
    there = dict(adventure.get("levels").items())
    first = True
    for number in levels:
        level = there.get(number)
        if level is None or not any(_parts(level)):
            continue
        out.heading(f"{title} {number}", (one.file, level.line))
        if first and (about := adventure.get("description").text.strip()) and about != title:
            out.text(_written(about, one.words, False), (one.file, adventure.get("description").line))
        first = False
        for kind, value in _parts(level):
            _part(out, one, kind, value)
    return out


def _part(out: Transcript, one: Language, kind: str, value: Node) -> None:
    answer = kind.startswith("answer")
    rows = value.text.rstrip("\n")
    if "code" in kind and not FENCE.match(rows.split("\n")[0]):
        rows = f"```\n{rows}\n```"
    plain = value.block
    for piece in fences.pieces(rows, value.line):
        at: Place = (one.file, piece.line if plain else value.line)
        if answer:
            text = "\n".join(_written(row, one.words, piece.fenced) for row in piece.rows)
            out.note(f"```\n{text}\n```" if piece.fenced else text, at)
        elif piece.fenced:
            if turtle := hedy_turtle.turtle(piece.rows, one.tag):
                out.code("turtle", turtle, at)
                continue
            language = _python(piece.text)
            out.code(
                language,
                "\n".join(_written(row, hedy_words.ENGLISH if language == "python" else one.words, True) for row in piece.rows),
                at,
            )
        elif piece.text.strip():
            out.text("\n".join(_written(LARGE.sub("### ", row), one.words, False) for row in piece.rows), at)


def _written(row: str, words: Mapping[str, str], code: bool) -> str:
    """A row with the words of Hedy's language; in the middle of a sentence they are marked as such."""

    def word(match: re.Match[str]) -> str:
        name = match[1].strip()
        return words.get(name.replace(" ", "_"), name)

    if code:
        return WORD.sub(word, row).rstrip()
    out, at = [], 0
    for span in SPAN.finditer(row):
        out += [WORD.sub(lambda match: f"`{word(match)}`", row[at : span.start()]), WORD.sub(word, span[0])]
        at = span.end()
    return "".join([*out, WORD.sub(lambda match: f"`{word(match)}`", row[at:])])


def _python(code: str) -> str:
    """`python` where the program is Python in English words, and means the same there; else `hedy`."""
    text = WORD.sub(lambda match: str(hedy_words.ENGLISH.get(match[1], match[1])), code)
    if BLANK.search(text) or "(" not in text:
        return "hedy"
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return "hedy"
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)]
    several = any(node.func.id == "print" and len(node.args) > 1 for node in calls if isinstance(node.func, ast.Name))
    return "python" if calls and not several else "hedy"
