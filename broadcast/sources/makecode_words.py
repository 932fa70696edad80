"""What MakeCode writes among its words: names of blocks between bars, buttons, the board's name, little signs, words with a meaning."""

from __future__ import annotations

import re

BLOCK = re.compile(r"`*\[?`*\|\|(?:[\w.-]+(?:\((?:noclick|click)\))?:)?\s*(?P<words>[^|\n]+?)\s*\|\|`*\]?`*")
BUTTON = re.compile(r"`*\|(?P<words>[^|`\n]{1,60})\|`+|`+\|(?P<more>[^|`\n]{1,60})\|`*")
SIGN = re.compile(r"(?<![\w|`]):[a-z][a-z0-9_+ -]{1,30}:(?![\w|])", re.IGNORECASE)
MACRO = re.compile(r"@(?:boardname|nickname)@", re.IGNORECASE)
OTHER = re.compile(r"@[a-z]+@", re.IGNORECASE)
CODE = re.compile(r"``\s*([^`\n]+?)\s*``")
TERM = re.compile(r"""\[(?P<word>[^\]\n]+)\]\(\s*#[\w-]*\s+(?:"(?P<meaning>[^"\n]+)"|'(?P<other>[^'\n]+)')\s*\)""")
BOARDS = (
    ("Minecraft", r"\b(?:mobs|player|agent|gameplay)\.\w"),
    ("game console", r"\b(?:sprites|controller|scene|tiles)\.\w"),
    ("Circuit Playground", r"\blight\.\w+\(|\bcrickit\b"),
)


def board(text: str) -> str:
    """What `@boardname@` stands for: which board a tutorial's programs are for."""
    return next((name for name, pattern in BOARDS if re.search(pattern, text)), "micro:bit")


def plain(text: str, board_name: str) -> str:
    """Words without the marks of the editor; names of blocks are written as code."""
    text = re.sub(
        r"^\s*>{2,}\s?", "> ", re.sub(r"<hr\s*/?>", "\n", MACRO.sub(board_name, text), flags=re.IGNORECASE), flags=re.MULTILINE
    )
    text = re.sub(r"\*\*[ \t]+([^*\n]+?)[ \t]*\*\*", r"**\1**", text)
    text = TERM.sub(lambda match: _word(match["word"]), text)
    text = BLOCK.sub(lambda match: _code(match["words"]), text)
    text = BUTTON.sub(lambda match: f"**{(match['words'] or match['more']).strip()}**", text)
    text = CODE.sub(lambda match: _code(match[1]), text)
    return OTHER.sub("", SIGN.sub("", text))


def terms(text: str, board_name: str) -> dict[str, str]:
    """Words that the text explains in a bubble, with what they mean."""
    found: dict[str, str] = {}
    for match in TERM.finditer(text):
        word, meaning = _word(match["word"]), plain(match["meaning"] or match["other"], board_name).strip().rstrip(".")
        if word and meaning:
            found.setdefault(word, meaning)
    return found


def _word(text: str) -> str:
    return text.strip("_*` ")


def _code(words: str) -> str:
    return f"`{' '.join(words.replace('`', ' ').split())}`"
