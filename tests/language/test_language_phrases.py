"""A page of phrases for each language: numbers, plurals and code, written by hand as they are rightly said.

`tests/golden/phrases/<tag>.txt` has lines `written => said`. A line that begins with `!` is a message and its slots:
`!wait.seconds count=3 => three seconds`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from broadcast.language.catalogue import messages
from broadcast.language.model import load, tags
from broadcast.language.words import spoken

FOLDER = Path(__file__).parent.parent / "golden" / "phrases"
LEAST = 60
"""Phrases that a page has."""
SLOT = re.compile(r"(\w+)=(.*?)(?=\s\w+=|$)")


def rows(tag: str) -> list[tuple[str, str]]:
    lines = (FOLDER / f"{tag}.txt").read_text("utf-8").splitlines()
    pairs = (line.partition(" => ") for line in lines if line.strip() and not line.startswith("#"))
    return [(written.strip(), said.strip()) for written, _, said in pairs]


def said(tag: str, written: str) -> str:
    if not written.startswith("!"):
        return spoken(written, load(tag))
    words = messages(tag)
    key, _, rest = written[1:].partition(" ")
    slots = {name: int(value) if value.isdigit() else words.plain(value) for name, value in SLOT.findall(rest)}
    return words.say(key, **slots).spoken


@pytest.mark.parametrize("tag", tags())
def test_its_phrases_are_said_as_they_should_be(tag: str) -> None:
    page = rows(tag)
    assert len(page) >= LEAST
    wrong = [
        f"{written}\n   said   {given}\n   wanted {wanted}" for written, wanted in page if (given := said(tag, written)) != wanted
    ]
    assert not wrong, "\n".join(wrong)
