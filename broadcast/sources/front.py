"""The front matter: what an author says about a lesson before its text, with the line of each value."""

from __future__ import annotations

import datetime
import difflib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml

from broadcast.errors import LessonError
from broadcast.language.model import every
from broadcast.language.tags import resolved
from broadcast.sources.options import choice

WAITS = {"chorus": "chorus", "think": "think", "act": "move", "move": "move", "write": "write", "pairs": "pairs"}
"""How a class answers; `act` is another word for `move`."""
PLACES = ("now", "home")
AUDIENCES = ("pupils", "facilitators")
AGES = (3, 99)
DEEPEST = 6
TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")


@dataclass(frozen=True, slots=True)
class Line:
    """A value and the line of the file it stands in."""

    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Asked:
    """A question of the front matter."""

    ask: tuple[Line, ...]
    answer: tuple[Line, ...]
    wait: str = "think"
    where: str = "now"
    alone: tuple[Line, ...] = ()
    line: int = 0


@dataclass(slots=True)
class Front:
    """What the front matter says; what it leaves out has a plain default."""

    title: Line | None = None
    number: int = 1
    language: str = "en"
    ages: tuple[int, int] = (8, 14)
    minutes: int = 15
    date: str = ""
    objectives: tuple[Line, ...] = ()
    curriculum: tuple[str, ...] = ()
    vocabulary: tuple[tuple[Line, Line], ...] = ()
    materials: tuple[Line, ...] = ()
    licence: str = ""
    credits: str = ""
    seed: int = 1
    edition: int = 1
    recall: tuple[Asked, ...] = ()
    homework: tuple[Line, ...] = ()
    names: dict[str, Line] = field(default_factory=dict)
    audience: str = "pupils"


def front(text: str, file: str, line: int) -> Front:
    """The front matter out of its YAML; `line` is the line before its first. LessonError for what is broken or not known."""
    return _Reader(file, line).read(text)


class _Reader:
    def __init__(self, file: str, line: int) -> None:
        self.file, self.line = file, line

    def wrong(self, what: str, node: yaml.Node | int, remedy: str = "") -> LessonError:
        at = node if isinstance(node, int) else self.at(node)
        return LessonError(what, file=self.file, line=at, remedy=remedy)

    def at(self, node: yaml.Node) -> int:
        return int(node.start_mark.line) + 1 + self.line

    def read(self, text: str) -> Front:
        node = self.composed(text)
        found = Front()
        if node is None:
            return found
        if not isinstance(node, yaml.MappingNode):
            raise self.wrong(
                "the front matter is not a list of `key: value`", node, "Write one key a line, like `title: My lesson`"
            )
        for key, value in self.pairs(node, "the front matter"):
            name = ALIASES.get(key, key)
            if name not in KEYS:
                close = difflib.get_close_matches(name, KEYS, 1, 0.6)
                raise self.wrong(
                    f"the front matter has the unknown key {key!r}",
                    value,
                    f"Did you mean {close[0]!r}?" if close else f"Known are: {', '.join(KEYS)}",
                )
            if isinstance(value, yaml.ScalarNode) and value.tag == "tag:yaml.org,2002:null":
                continue
            setattr(found, name, KEYS[name](self, value, key))
        return found

    def composed(self, text: str) -> yaml.Node | None:
        """The tree of nodes, so that words stay words (`no` is not False) and every value has its line."""
        try:
            depth = 0
            for event in yaml.parse(text, yaml.SafeLoader):
                line = (event.start_mark.line if event.start_mark else 0) + 1 + self.line
                if isinstance(event, yaml.AliasEvent):
                    raise self.wrong("the front matter has an alias (*name)", line, "Write the value out")
                depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
                if depth > DEEPEST:
                    raise self.wrong("the front matter is nested too deeply", line, "Keep it to keys, lists and short tables")
            return yaml.compose(text, yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            mark = error.problem_mark or error.context_mark
            raise self.wrong(
                f"the front matter is broken YAML: {error.problem or error.context}",
                (mark.line if mark else 0) + 1 + self.line,
                "Put quotation marks around a value that has a colon",
            ) from error
        except (yaml.YAMLError, ValueError, RecursionError) as error:
            raise self.wrong(f"the front matter is broken YAML: {str(error).splitlines()[0]}", 1 + self.line) from error

    def pairs(self, node: yaml.MappingNode, what: str) -> Iterator[tuple[str, yaml.Node]]:
        seen = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise self.wrong(f"{what} has a key that is no word", key, "Write `key: value`")
            if key.value in seen:
                raise self.wrong(f"{what} has {key.value!r} twice", key, "Keep one")
            seen.add(key.value)
            yield key.value, value

    # --- kinds of values ---

    def words(self, node: yaml.Node, key: str) -> Line:
        if not isinstance(node, yaml.ScalarNode) or not node.value.strip():
            raise self.wrong(f"{key} must be a text", node, f"Write `{key}: …`; a text with a colon needs quotation marks")
        return Line(" ".join(node.value.split()), self.at(node))

    def plain(self, node: yaml.Node, key: str) -> str:
        return self.words(node, key).text

    def whole(self, node: yaml.Node, key: str, least: int = 1, most: int = 999) -> int:
        text = node.value if isinstance(node, yaml.ScalarNode) else ""
        if not re.fullmatch(r"\d{1,6}", text) or not least <= int(text) <= most:
            raise self.wrong(
                f"{key} must be a whole number from {least} to {most}", node, f"Write it in digits, like `{key}: {least}`"
            )
        return int(text)

    def number(self, node: yaml.Node, key: str) -> int:
        return self.whole(node, key, 0)

    def minutes(self, node: yaml.Node, key: str) -> int:
        return self.whole(node, key, 1, 240)

    def seed(self, node: yaml.Node, key: str) -> int:
        return self.whole(node, key, 0, 999_999)

    def audience(self, node: yaml.Node, key: str) -> str:
        return choice(self.plain(node, key), AUDIENCES, key, self.file, self.at(node))

    def language(self, node: yaml.Node, key: str) -> str:
        tag = self.plain(node, key)
        if not TAG.fullmatch(tag):
            raise self.wrong(f"language: {tag} is no language tag", node, "Write a tag of BCP 47, like en or es-419")
        return resolved(tag, every()) or tag

    def ages(self, node: yaml.Node, key: str) -> tuple[int, int]:
        text = (
            node.value
            if isinstance(node, yaml.ScalarNode)
            else " ".join(part.value for part in node.value if isinstance(part, yaml.ScalarNode))
            if isinstance(node, yaml.SequenceNode)
            else ""
        )
        match = re.fullmatch(r"(\d{1,2})(?:\s*(?:-|–|—|to|\s)\s*(\d{1,2}))?", text.strip())
        if not match:
            raise self.wrong("ages must be two numbers", node, "Write them like `ages: 8-11`")
        low, high = int(match[1]), int(match[2] or match[1])
        if not AGES[0] <= low <= high <= AGES[1]:
            raise self.wrong(f"ages {low} to {high} make no sense", node, "Write the younger first, like `ages: 8-11`")
        return low, high

    def date(self, node: yaml.Node, key: str) -> str:
        text = self.plain(node, key)
        try:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", text):
                raise ValueError
            datetime.date.fromisoformat(text)
        except ValueError:
            raise self.wrong(f"date: {text} is no date", node, "Write it like 2026-03-09") from None
        return text

    def lines(self, node: yaml.Node, key: str) -> tuple[Line, ...]:
        if isinstance(node, yaml.SequenceNode):
            return tuple(self.words(each, key) for each in node.value)
        return (self.words(node, key),)

    def codes(self, node: yaml.Node, key: str) -> tuple[str, ...]:
        return tuple(part for line in self.lines(node, key) for part in re.split(r"[,;]\s*", line.text) if part)

    def vocabulary(self, node: yaml.Node, key: str) -> tuple[tuple[Line, Line], ...]:
        """`word: meaning` a line, or a list of such, or of `{word: …, meaning: …}`."""
        found: list[tuple[Line, Line]] = []
        for one in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            if not isinstance(one, yaml.MappingNode):
                raise self.wrong(
                    "vocabulary must be words with their meanings",
                    one,
                    "Write `vocabulary:` and below it `loop: steps that are done again`",
                )
            pairs = dict(self.pairs(one, key))
            if set(pairs) == {"word", "meaning"}:
                found.append((self.words(pairs["word"], key), self.words(pairs["meaning"], key)))
            else:
                found += [
                    (Line(word, self.at(value)), self.words(value, f"the meaning of {word!r}")) for word, value in pairs.items()
                ]
        twice = {word.text.casefold() for word, _ in found}
        if len(twice) < len(found):
            raise self.wrong("vocabulary has a word twice", node, "Keep one meaning a word")
        return tuple(found)

    def recall(self, node: yaml.Node, key: str) -> tuple[Asked, ...]:
        if not isinstance(node, yaml.SequenceNode):
            raise self.wrong("recall must be a list of questions", node, "Write `- ask: …` and below it `answer: …`")
        return tuple(self.asked(each) for each in node.value)

    def asked(self, node: yaml.Node) -> Asked:
        if not isinstance(node, yaml.MappingNode):
            raise self.wrong("a question must have `ask` and `answer`", node, "Write `- ask: …` and below it `answer: …`")
        pairs = dict(self.pairs(node, "a question"))
        known = ("ask", "answer", "wait", "where", "alone")
        for name, value in pairs.items():
            if name not in known:
                raise self.wrong(f"a question has the unknown key {name!r}", value, f"Known are: {', '.join(known)}")
        if "ask" not in pairs or "answer" not in pairs:
            raise self.wrong("a question must have `ask` and `answer`", node, "Add what is missing")
        wait = choice(self.plain(pairs["wait"], "wait"), WAITS, "wait", self.file, self.at(node)) if "wait" in pairs else "think"
        return Asked(
            ask=self.lines(pairs["ask"], "ask"),
            answer=self.lines(pairs["answer"], "answer"),
            wait=WAITS[wait],
            where=choice(self.plain(pairs["where"], "where"), PLACES, "where", self.file, self.at(node))
            if "where" in pairs
            else "now",
            alone=self.lines(pairs["alone"], "alone") if "alone" in pairs else (),
            line=self.at(node),
        )

    def names(self, node: yaml.Node, key: str) -> dict[str, Line]:
        if not isinstance(node, yaml.MappingNode):
            raise self.wrong("names must be `name: its word`", node, "Write a name of the program, a colon and how it is said")
        return {name: self.words(value, f"the word of {name!r}") for name, value in self.pairs(node, key)}


KEYS: dict[str, Callable[[_Reader, Any, str], Any]] = {
    "title": _Reader.words,
    "audience": _Reader.audience,
    "number": _Reader.number,
    "language": _Reader.language,
    "ages": _Reader.ages,
    "minutes": _Reader.minutes,
    "date": _Reader.date,
    "objectives": _Reader.lines,
    "curriculum": _Reader.codes,
    "vocabulary": _Reader.vocabulary,
    "materials": _Reader.lines,
    "licence": _Reader.plain,
    "credits": _Reader.plain,
    "seed": _Reader.seed,
    "edition": _Reader.whole,
    "recall": _Reader.recall,
    "homework": _Reader.lines,
    "names": _Reader.names,
}
ALIASES = {"license": "licence", "lang": "language", "for": "audience"}
