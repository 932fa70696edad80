"""The texts inside a program: found, and replaced by their translation. Nothing here runs or even parses a program."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from broadcast.language.model import load, tags

PYTHON = re.compile(
    r"#[^\n]*"
    r"|(?<!\w)(?P<prefix>[rRbBfFuU]{0,2})(?P<quote>\"\"\"|'''|\"|')(?P<body>(?:\\.|(?!(?P=quote)).)*?)(?P=quote)",
    re.DOTALL,
)
MEANT = re.compile(r"(?:\b(?:\w*color|shape|bgpic)\s*\([^()\n]*|\bfont\s*=\s*\([^()\n]*|__name__\s*==\s*)$")
"""What stands before a text of Python that is a word for the computer: a colour, a shape, a font, `"__main__"`. It is never translated."""
TEXTS = r""""(?P<double>(?:\\.|[^"\\\n])*)"|'(?P<single>(?:\\.|[^'\\\n])*)'"""
XML = r"""<(?:field|title)\s+name="TEXT"[^>]*>(?P<xml>[^<]*)<"""
WRITTEN = {
    "blocks": re.compile(
        rf"#[^\n]*|(?<!\w)(?:{TEXTS}|“(?P<curly>(?:\\.|[^”\\\n])*)”|«(?P<angle>(?:\\.|[^»\\\n])*)»|„(?P<low>(?:\\.|[^“”\\\n])*)[“”])"
    ),
    "blockly": re.compile(XML + r"""|"TEXT"\s*:\s*"(?P<double>(?:\\.|[^"\\])*)\""""),
    "codeorg": re.compile(XML),
    "scratch": re.compile(r"""\[\s*10\s*,\s*"(?P<double>(?:\\.|[^"\\])*)"\s*\]"""),
    "scratchblocks": re.compile(r"//[^\n]*|\[(?!#[0-9a-fA-F]{6}\])(?P<square>(?:\\.|[^\]\\\n])*)(?<! v)\]"),
    "makecode": re.compile(rf"//[^\n]*|/\*.*?\*/|{TEXTS}", re.DOTALL),
}
"""Texts of programs of blocks, by the way they are written down."""
CLOSING = {"double": '"', "single": "'", "curly": "”", "angle": "»", "low": "”", "xml": "<", "square": "]"}
QUOTED = re.compile(r"""(["“”«„'])\s*(?P<text>.*?)\s*(["“”»'])\s*$""")
ESCAPE = re.compile(r"\\(.)", re.DOTALL)
PLACE = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True, slots=True)
class Literal:
    """A text in a program's source."""

    text: str
    """As a learner meets it; places of an f-string stay: `{name} has {n} mangoes`."""
    start: int
    stop: int
    """Of what is replaced: inside the quotation marks."""
    quote: str
    """How it is quoted; empty where it is not."""


def literals(language: str, source: str) -> Iterator[Literal]:
    """Every text in the source of a program, in order."""
    if language == "python":
        yield from _python(source)
    elif language == "robot":
        yield from _robot(source)
    elif language in WRITTEN:
        yield from _written(language, source)


def _written(language: str, source: str) -> Iterator[Literal]:
    for match in WRITTEN[language].finditer(source):
        found = next(((name, body) for name, body in match.groupdict().items() if body is not None), None)
        if found is not None:
            name, body = found
            yield Literal(" ".join(_meant(language, name, body).split()), match.start(name), match.end(name), CLOSING[name])


def _meant(language: str, name: str, body: str) -> str:
    """What a text says, without the escapes of its source."""
    if name == "xml":
        return html.unescape(body)
    if language in ("scratch", "blockly"):
        try:
            return str(json.loads(f'"{body}"'))
        except ValueError:
            return body
    return ESCAPE.sub(_unescaped, body)


def _python(source: str) -> Iterator[Literal]:
    for match in PYTHON.finditer(source):
        prefix = (match["prefix"] or "").lower()
        body = match["body"]
        if body is None or "b" in prefix or ("\n" in body and len(match["quote"]) == 1):
            continue
        text = body if "r" in prefix else ESCAPE.sub(_unescaped, body)
        before = source[source.rfind("\n", 0, match.start()) + 1 : match.start()]
        if "\n" not in text.strip("\n") and not MEANT.search(before):
            yield Literal(" ".join(text.split()), match.start("body"), match.end("body"), match["quote"])


def _unescaped(match: re.Match[str]) -> str:
    return {"n": "\n", "t": "\t"}.get(match[1], match[1])


def _robot(source: str) -> Iterator[Literal]:
    at = 0
    for row in source.split("\n"):
        for pattern in _says():
            match = pattern.fullmatch(row.rstrip())
            if match:
                quoted = QUOTED.fullmatch(match["text"])
                start = at + match.start("text") + (quoted.start("text") if quoted else 0)
                text = quoted["text"] if quoted else match["text"].strip()
                yield Literal(text, start, start + len(text), quoted[1] if quoted else "")
                break
        at += len(row) + 1


@cache
def _says() -> tuple[re.Pattern[str], ...]:
    """Lines that say a text, in the robot's words of every language."""
    spellings = [spelling for tag in tags() for spelling in load(tag).robot.get("say", ()) if "{text}" in spelling]
    return tuple(
        re.compile(r"\s*" + re.escape(spelling).replace(r"\ ", r"\s+").replace(r"\{text\}", r"(?P<text>.+)"), re.IGNORECASE)
        for spelling in spellings
    )


def with_texts(language: str, source: str, words: Mapping[str, str]) -> str:
    """The source with its texts replaced; edges of blank inside of the quotation marks stay."""
    out: list[str] = []
    at = 0
    for literal in literals(language, source):
        new = words.get(literal.text)
        if new is None or new == literal.text:
            continue
        old = source[literal.start : literal.stop]
        head, tail = _edges(old)
        out += [source[at : literal.start], head, _quoted(new, literal.quote, language), tail]
        at = literal.stop
    return "".join(out) + source[at:]


def _edges(old: str) -> tuple[str, str]:
    """Spaces and line ends (`\\n`) before and after the words."""
    head = re.match(r"(?:\s|\\n|\\t)*", old)
    tail = re.search(r"(?:\s|\\n|\\t)*$", old)
    first = head[0] if head else ""
    last = tail[0] if tail else ""
    return (first, last) if len(first) < len(old) else (first, "")


def _quoted(text: str, quote: str, language: str) -> str:
    if quote == "<":
        return html.escape(text, quote=False)
    if language == "robot" or not quote:
        return text.replace(quote, "’" if quote == "'" else "″") if quote in ("'", '"') else text
    safe = text.replace("\\", "\\\\").replace("\n", "\\n")
    return safe.replace(quote[0], "\\" + quote[0]) if quote[0] in safe else safe


def places(text: str) -> tuple[str, ...]:
    """The places of an f-string, sorted: a translation must keep them."""
    return tuple(sorted(PLACE.findall(text)))
