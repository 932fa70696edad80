"""What is said of programs, a document a topic: title, program, and the words in each language, read by hand before they were kept."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from broadcast.language.catalogue import messages
from broadcast.lesson.model import World
from broadcast.program import Program, read, speak
from tests.program.given import fence

GOLDEN = Path(__file__).parent.parent / "golden" / "speech"
TOPICS = sorted(GOLDEN.glob("*.txt"))
HEAD = re.compile(r"=== (?P<title>.+) \((?P<language>\w+)(?:, (?P<style>\w+))?\)")
ELSEWHERE = ("speech.facing.", "speech.looks.", "speech.plane.", "speech.pose.")
"""Where a robot is: not part of a program, tested with it."""
UNWRITTEN = [
    "speech.effect.wait-until.bare", "speech.effect.wait.bare", "speech.effect.sound.bare", "speech.effect.note.bare", "speech.effect.icon.bare",
    "speech.effect.size.bare", "speech.effect.size-by.bare", "speech.effect.speed.bare", "speech.effect.think.bare",
    "speech.pen.colour.bare", "speech.pen.width.bare", "speech.pen.change-width.bare",
    "speech.effect.other.delete-this-clone", "speech.call.of", "speech.call.of-with", "speech.result.of", "speech.result.of-with", "speech.as-set",
]  # fmt: skip
"""Words for nodes that sources other than text bring, and for what is not read yet; `test_program_gloss` says each node."""


def told(path: Path) -> list[tuple[str, Program, str, dict[str, str]]]:
    """(title, program, style, language → words) of each entry of a document."""
    found = []
    for entry in path.read_text("utf-8").rstrip("\n").split("\n\n=== "):
        head, _, rest = ("=== " + entry.removeprefix("=== ")).partition("\n")
        match = HEAD.fullmatch(head)
        assert match, head
        source, *words = re.split(r"^--- (\S+)\n", rest, flags=re.MULTILINE)
        world = World(kind="turtle") if path.stem == "turtle" else None
        program = read(fence(source, match["language"], world=world))
        said = {tag: text.rstrip("\n") for tag, text in zip(words[::2], words[1::2], strict=True)}
        found.append((match["title"], program, match["style"] or "gloss", said))
    return found


@pytest.mark.parametrize("path", TOPICS, ids=lambda path: path.stem)
def test_what_is_said(path: Path) -> None:
    for title, program, style, said in told(path):
        assert set(said) == {"en", "es-419"}
        for tag, words in said.items():
            assert speak(program, messages(tag), style).phrase.spoken == words, title  # type: ignore[arg-type]


class _Heard(dict[str, Any]):
    """A catalogue that remembers what was asked of it."""

    def __init__(self, texts: dict[str, Any]) -> None:
        super().__init__(texts)
        self.keys_asked: set[str] = set()

    def __getitem__(self, key: str) -> Any:
        self.keys_asked.add(key)
        return super().__getitem__(key)


def test_every_message_is_heard_somewhere() -> None:
    heard = _Heard(messages("en").texts)
    words = replace(messages("en"), texts=heard)
    for path in TOPICS:
        for _, program, style, _ in told(path):
            speak(program, words, style)  # type: ignore[arg-type]
    wanted = {
        key
        for key in heard
        if key.startswith("speech.") and not key.startswith((*ELSEWHERE, "speech.sense", "speech.colour.", "speech.thing."))
    }
    assert wanted - heard.keys_asked == set(UNWRITTEN)
