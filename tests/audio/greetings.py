"""What espeak-ng makes of each language's greeting and of its key terms, as phonemes.

    python tests/audio/greetings.py > tests/golden/greetings.txt

A block a language: its tag, the greeting's clauses, then each term. Whoever changes a voice or the words runs this by hand and
reads what changed: it is the nearest to listening that a test can do.
"""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from broadcast.audio.voices.engine import role_settings
from broadcast.audio.voices.espeak import REQUEST, Espeak
from broadcast.audio.voices.espeak_process import Children
from broadcast.audio.voices.readings import reading
from broadcast.language.catalogue import messages
from broadcast.language.model import load, tags

TERMS = (
    "program",
    "loop",
    "repeat",
    "condition",
    "variable",
    "move forward",
    "turn left",
    "turn right",
    "square",
    "worksheet",
    "computer",
    "robot",
)


def block(tag: str, children: Children) -> str:
    """The lines of one language."""
    words = messages(tag)
    names = {name: words.text(f"station.{name}") for name in ("programme", "presenter", "second")}
    texts = [words.say("open.hello", **names).spoken, *(load(tag).terms[term] for term in TERMS)]
    return "\n".join([f"{tag}:", *(f"    {text} => {phonemes(tag, text, children)}" for text in texts)])


def phonemes(tag: str, text: str, children: Children) -> str:
    """As the presenter says it, pieces divided by ` | `."""
    language = load(tag)
    row = role_settings(language.espeak, "presenter")
    how, settings = reading(row, language), Espeak().settings(language, "presenter", 1.0)
    request = {name: settings[name] for name in REQUEST} | {"trace": True}
    said = []
    for piece in how.pieces(text, language, row):
        head, _ = children.ask(how.data, request | {"text": piece.text} | ({"voice": piece.voice} if piece.voice else {}))
        said.append(" ".join(word.rstrip("_") for word in " ".join(head["phonemes"]).split()))  # `_` is the gap
    return " | ".join(said)


def everything() -> dict[str, str]:
    with ExitStack() as stack:
        children = Children(stack, forks=True)
        return {tag: block(tag, children) for tag in tags()}


if __name__ == "__main__":
    print("\n\n".join(everything().values()))
