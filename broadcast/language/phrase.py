"""Words twice: as they are printed and as they are said."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from broadcast.language.letters import CASELESS, capitals

CLOSING = "”’»」』）)\"'"
"""Marks that may stand behind the end of a sentence."""


class Phrase(BaseModel):
    """`text` is what paper, script heads and captions show ("Look at A1"), `spoken` what a voice says ("Look at A one")."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = ""
    spoken: str = ""

    def __bool__(self) -> bool:
        return bool(self.text or self.spoken)


def capital(text: str, tag: str) -> str:
    """With a capital at its first letter, past marks and quotes, as the language writes it (Turkish i becomes İ)."""
    if tag.split("-")[0] in CASELESS:
        return text
    at = next((at for at, letter in enumerate(text) if letter.isalnum()), 0)
    return text[:at] + capitals(text[at : at + 1], tag) + text[at + 1 :]


def capitalised(phrase: Phrase, tag: str) -> Phrase:
    """The same with a capital letter."""
    return Phrase(text=capital(phrase.text, tag), spoken=capital(phrase.spoken, tag))


def together(texts: Iterable[str]) -> str:
    """Printed sentences in a row: a space between them, but none behind a full-width mark, which brings its own."""
    whole = ""
    for text in texts:
        end = whole.rstrip(CLOSING)[-1:]
        whole += text if not whole or (unicodedata.east_asian_width(end) in "FW" and not end.isalnum()) else f" {text}"
    return whole


def joined(*phrases: Phrase | None) -> Phrase:
    """Whole sentences one after the other."""
    told = [phrase for phrase in phrases if phrase]
    spoken = [*(ended(phrase.spoken) for phrase in told[:-1]), *(phrase.spoken for phrase in told[-1:])]
    return Phrase(text=together(phrase.text for phrase in told), spoken=" ".join(spoken))


def ended(spoken: str) -> str:
    """A sentence with a mark at its end. Thai prints none, only a space, as it does between clauses; a voice has to stop there."""
    last = spoken.rstrip(CLOSING)[-1:]
    open_ended = last.isalnum() or "\u0e00" <= last <= "\u0e7f"
    return f"{spoken}." if open_ended and any("\u0e00" <= letter <= "\u0e7f" for letter in spoken) else spoken


def normal(text: str) -> str:
    """A text as it counts for ids and comparisons: composed letters, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())
