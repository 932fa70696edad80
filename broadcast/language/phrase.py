"""Words twice: as they are printed and as they are said."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Phrase(BaseModel):
    """`text` is what paper, script heads and captions show ("Look at A1"), `spoken` what a voice says ("Look at A one")."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    text: str = ""
    spoken: str = ""

    def __bool__(self) -> bool:
        return bool(self.text or self.spoken)


def capital(text: str) -> str:
    """With a capital at its first letter, past marks and quotes."""
    at = next((at for at, letter in enumerate(text) if letter.isalnum()), 0)
    return text[:at] + text[at : at + 1].upper() + text[at + 1 :]


def capitalised(phrase: Phrase) -> Phrase:
    """The same with a capital letter."""
    return Phrase(text=capital(phrase.text), spoken=capital(phrase.spoken))


def joined(*phrases: Phrase | None) -> Phrase:
    """Whole sentences one after the other."""
    told = [phrase for phrase in phrases if phrase]
    return Phrase(text=" ".join(phrase.text for phrase in told), spoken=" ".join(phrase.spoken for phrase in told))
