"""Greetings and terms sound as they did when somebody last read their phonemes."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import greetings
import pytest

from broadcast.audio.voices.espeak_process import Children
from broadcast.language.model import tags

GOLDEN = Path(__file__).parents[1] / "golden" / "greetings.txt"


@pytest.fixture(scope="module")
def known() -> dict[str, str]:
    return {block.split(":", 1)[0]: block.strip() for block in GOLDEN.read_text("utf-8").split("\n\n")}


@pytest.fixture(scope="module")
def children() -> Iterator[Children]:
    with ExitStack() as stack:
        yield Children(stack, forks=True)


@pytest.mark.parametrize("tag", tags())
def test_a_greeting_sounds_as_it_did(tag: str, known: dict[str, str], children: Children) -> None:
    spoken = greetings.block(tag, children)
    assert spoken.splitlines() == known.get(tag, "").splitlines(), "python tests/audio/greetings.py > tests/golden/greetings.txt"
    assert "[[" not in spoken and all(line.split("=>")[1].strip() for line in spoken.splitlines()[1:])
