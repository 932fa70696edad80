"""No English sentence in the others: whole episodes of our own lessons, all that is printed and all that is said.

English is found by small words that hardly any of its sentences is without and that none of our other languages has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from broadcast.episode import planning
from broadcast.episode.format import load
from broadcast.episode.station import Station
from broadcast.language.catalogue import messages
from broadcast.language.model import tags
from broadcast.lesson.localise import catalogues, localise
from broadcast.sources import read

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted(path.parent.name for path in (ROOT / "scripts_src").glob("*/lesson.md"))
ENGLISH = re.compile(
    r"(?<![\w’'-])(?:the|and|of|you|your|with|from|this|that|which|where|when|how|does|have|there|here|what|write|it|is|are)(?![\w’'-])",
    re.IGNORECASE,
)
CODE = re.compile(r"`[^`]*`|“[^”]*”")
PROGRAM = {
    "source",
    "program",
    "id",
    "figure",
    "kind",
    "template",
    "item",
    "origin",
    "name",
    "curriculum",
    "engines",
    "how",
    "language",
    "wait",
    "refused",
}
"""Keys of an episode under which names and programs stand, and what is told to producers alone."""
COLLIDING = {"tr": {"it"}}
"""Words of a language that are English ones as well: Turkish *it* is a dog."""


def english(text: str, tag: str) -> list[str]:
    """The English words of a text."""
    found = ENGLISH.findall(CODE.sub(" ", text))
    return [word for word in found if word.lower() not in COLLIDING.get(tag, set())]


def texts(part: Any, inside: str = "") -> Iterator[str]:
    """Every text of an episode but names and programs."""
    if isinstance(part, dict):
        if part.get("figure") in ("listing", "strips", "cells"):
            part = {"alt": part.get("alt", "")}
        for key, value in part.items():
            if key not in PROGRAM:
                yield from texts(value, key)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from texts(value, inside)
    elif isinstance(part, str):
        yield part


def test_english_is_found_where_there_is_some() -> None:
    for lesson in LESSONS:
        episode = planning.plan(read(ROOT / "scripts_src" / lesson), load("demo-5"), messages("en"), Station())
        assert sum(bool(english(text, "es-419")) for text in texts(episode.model_dump(mode="json"))) > 100


@pytest.mark.parametrize("form", ["demo-5", pytest.param("simulcast-30", marks=pytest.mark.slow)])
@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("tag", [tag for tag in tags() if tag != "en"])
def test_no_english_in_an_episode(tag: str, lesson: str, form: str) -> None:
    source = read(ROOT / "scripts_src" / lesson)
    assert tag in catalogues(source), f"{lesson} has no words in {tag}"
    episode = planning.plan(localise(source, tag), load(form), messages(tag), Station())
    found = {text: words for text in texts(episode.model_dump(mode="json")) if (words := english(text, tag))}
    assert not found


@pytest.mark.parametrize("tag", [tag for tag in tags() if tag != "en"])
def test_no_english_in_a_catalogue(tag: str) -> None:
    found = {
        key: form for key, forms in messages(tag).texts.items() for form in forms if english(re.sub(r"\{[^}]*\}", " ", form), tag)
    }
    assert not found
