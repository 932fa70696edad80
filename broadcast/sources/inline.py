"""The inside of a paragraph as plain words: emphasis gone, code in back-ticks, pictures apart, bold words remembered."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from markdown_it.token import Token

ATTRIBUTES = re.compile(
    r"\{:[^{}\n]*\}|(?<=\s)\{[.#][^{}\n]*\}|\{%.*?%\}|\{\{.*?\}\}|\{[a-z][\w-]*(?:\s+(?:[\w-]+=(?:\"[^\"{}]*\"|[^\s\"{}]+)|end))+\}"
)
STARS = re.compile(r"`[^`]*`|\*\*\s*([^*`\n]*[^\W\d_][^*`\n]*?)\s*\*\*")
"""Bold that Markdown does not take for bold, as in `**线上：**在`: its rule asks for spaces, which not every script has."""
TAGS = re.compile(r"<[^>]*>")
TASK = re.compile(r"^\[[ xX]\]\s+")
BESIDE = re.compile(r"""^\{([^{}]*)\}""")
WIDE = ("W", "F")
PICTOGRAMS = re.compile("[\U0001f000-\U0001faff\u2600-\u27bf\u2b50\u2b55\ufe0f\u200d\u20e3\U000e0020-\U000e007f]")
"""Little pictures among the words: nobody can say them and few fonts have them. Arrows and card-suits of text stay out as well."""

EMOTICONS = re.compile(r"(?:(?<=\s)|^)[:;]-?[()DP](?=\s|$)", re.MULTILINE)
"""Faces made of marks of punctuation."""


@dataclass(slots=True)
class Words:
    """A paragraph's words and what stood among them."""

    text: str = ""
    """Lines of the source are kept apart by `\\n`."""
    pictures: list[tuple[str, str]] = field(default_factory=list)
    """(path, alternative text)."""
    bold: list[str] = field(default_factory=list)


def words(tokens: Sequence[Token]) -> Words:
    """What an inline token's children say."""
    found = Words()
    out: list[str] = []
    strong: list[int] = []
    for at, token in enumerate(tokens):
        match token.type:
            case "text":
                before = tokens[at - 1] if at else None
                text = token.content
                if before is not None and before.type == "image":
                    text = _beside(text, found)
                out.append(text)
            case "code_inline":
                out.append("`" + " ".join(token.content.replace("`", "'").split()) + "`")
            case "softbreak" | "hardbreak":
                out.append("\n")
            case "strong_open":
                strong.append(len(out))
            case "strong_close":
                if strong:
                    found.bold.append(" ".join("".join(out[strong.pop() :]).split()))
            case "image":
                found.pictures.append((str(token.attrs.get("src", "")), words(token.children or ()).text))
            case "html_inline" if re.match(r"<br\b", token.content, re.IGNORECASE):
                out.append("\n")
    found.text = clean("".join(out))
    return found


def _beside(text: str, found: Words) -> str:
    """`{alt="…"}` after a picture, as some tools write it."""
    match = BESIDE.match(text)
    if not match:
        return text
    alt = re.search(r"""\balt\s*=\s*["'“]([^"'”]*)["'”]""", match[1])
    if alt and found.pictures:
        found.pictures[-1] = (found.pictures[-1][0], alt[1])
    return text[match.end() :]


def clean(text: str) -> str:
    """Words without what other tools put among them: attribute lists, template tags, pictograms, invisible letters."""
    text = ATTRIBUTES.sub("", TASK.sub("", text))
    text = STARS.sub(lambda match: match[1] or match[0], text)
    text = EMOTICONS.sub("", PICTOGRAMS.sub("", text))
    text = "".join(
        letter
        for letter in text
        if letter == "\n" or unicodedata.category(letter) not in ("Cc", "Cf", "Co", "Cn", "Cs") or letter in "\u200c\u200d"
    )
    rows = [" ".join(row.split()) for row in text.split("\n")]
    return "\n".join(row for row in rows if row)


def one_line(text: str) -> str:
    """Lines of a paragraph joined: by a space, except between letters of scripts that write without spaces."""
    return joined(text)[0]


def joined(text: str) -> tuple[str, list[int]]:
    """Lines of a paragraph as one, and where in it each of them begins."""
    out: list[str] = []
    starts: list[int] = []
    length, last = 0, ""
    for row in text.split("\n"):
        dense = bool(last) and bool(row) and all(unicodedata.east_asian_width(letter) in WIDE for letter in (last, row[0]))
        glue = "" if dense or not starts else " "
        starts.append(length + len(glue))
        out += (glue, row)
        length += len(glue) + len(row)
        last = row[-1:] or last
    return "".join(out), starts


def html_words(markup: str) -> str:
    """What a block of HTML says; nothing of scripts, styles, comments and frames."""
    kept = re.sub(r"(?is)<!--.*?(?:-->|$)|<(script|style|iframe|video|audio|svg|object)\b.*?(?:</\1\s*>|$)", " ", markup)
    return clean(html.unescape(TAGS.sub(" ", kept)))
