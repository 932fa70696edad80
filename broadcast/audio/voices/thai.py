"""Thai for espeak-ng as phonemes, word by word; what is written in Latin letters goes to an English voice.

Thai divides no words, so a dictionary finds them (`language.thai_words`), and `thai_sounds` says how each sounds. A role's row
has `latin`, the voice of English words. `[letters]` has the names of single letters in Thai (squares: A is เอ), and
`[espeak.phonemes]` the words that would be said wrongly, each with its syllables (`"เมาส์" = "maw4"`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import PackageNotFoundError
from importlib.metadata import version as installed
from typing import Any

from broadcast.artifact import key
from broadcast.audio.voices import espeak_data
from broadcast.audio.voices.pieces import Piece
from broadcast.audio.voices.thai_sounds import Syllable, respelled, syllables
from broadcast.errors import EnvironmentFault
from broadcast.language.model import Language
from broadcast.language.numbers import number
from broadcast.language.thai_words import words

STAGE = 1
"""Raised when a text is cut or said otherwise."""
PACKAGES = ("pythainlp", "thaiphon", "thaiphon-data-volubilis")
LONGEST = 600
"""Letters of phonemes in a piece: over about 700 espeak-ng repeats syllables without a word."""
STOP, COMMA, SEAM = 0.4, 0.2, 0.05
"""Seconds of silence: after a sentence, at a comma, between Thai and English."""
BREATH = "_:"
"""What stands for a blank: Thai writes one where a reader pauses."""
LATIN = "en-us"
TOKEN = re.compile(
    r"(?P<thai>[\u0e01-\u0e2e\u0e30-\u0e3a\u0e40-\u0e45\u0e47-\u0e4e]+)|(?P<again>\s*ๆ)|(?P<digits>\d+)|(?P<foreign>[^\W\d_\u0e00-\u0e7f]+(?:[-'’.][^\W\d_\u0e00-\u0e7f]+)*)"
    r"|(?P<stop>[.!?…\n]+)|(?P<comma>[,;:()“”«»–—]+)|(?P<blank>\s+)|(?P<other>.)"
)
NUMERALS = re.compile("ศูนย์|หนึ่ง|เอ็ด|สอง|ยี่|สาม|สี่|ห้า|หก|เจ็ด|แปด|เก้า|สิบ|ยี่สิบ|ร้อย|พัน|หมื่น|แสน|ล้าน|ลบ|จุด")
"""Beside these a blank is no pause: it stands because digits stood there."""


def version(language: Language) -> str:
    """Of our table, our rules, the dictionary, the lexicon and the language's own words."""
    try:
        known = [f"{name}-{installed(name)}" for name in PACKAGES]
    except PackageNotFoundError as error:
        raise EnvironmentFault(f"the package {error.name} is missing", remedy="Install the program again") from error
    return key(STAGE, espeak_data.STAGE, known, language.letters, language.terms)


@dataclass(frozen=True, slots=True)
class Said:
    """One word, sign or blank of a text."""

    kind: str
    """thai, again (ๆ), foreign, blank, comma or stop."""
    at: int
    text: str
    sounds: tuple[Syllable, ...] = ()

    @property
    def close(self) -> bool:
        """Does a blank beside it mean nothing?"""
        return self.kind in ("foreign", "again") or bool(NUMERALS.fullmatch(self.text)) or self.text.isascii()


def said(text: str, language: Language) -> Iterator[Said]:
    """The words of a text, in order."""
    own = {word: respelled(sounds) for word, sounds in language.espeak.get("phonemes", {}).items()}
    last = ""

    def thai(span: str, at: int, shown: str = "") -> Iterator[Said]:
        nonlocal last
        for word in whole(words(span)):
            last = word
            yield Said("thai", at, shown or word, own.get(word) or syllables(word))
            at += 0 if shown else len(word)

    for match in TOKEN.finditer(text):
        kind, found, at = str(match.lastgroup), match[0], match.start()
        if kind == "thai":
            yield from thai(found, at)
        elif kind == "again" and last:
            yield Said("again", match.end() - 1, last, own.get(last) or syllables(last))
        elif kind == "digits":
            yield from thai(re.sub(r"\s", "", number(int(found), "", language)), at, found)
        elif kind == "foreign" and found in own:
            yield Said("thai", at, found, own[found])
        elif kind == "foreign" and (name := language.letters.get(found.upper())):
            yield from thai(name, at, found)
        elif kind in ("foreign", "blank", "comma", "stop"):
            yield Said(kind, at, found)


def whole(found: tuple[str, ...]) -> list[str]:
    """The words; a lone consonant, which the dictionary left over, belongs to its neighbour."""
    out: list[str] = []
    for word in found:
        alone = len(word) == 1 and word not in "ณ"
        if out and (alone or (len(out[-1]) == 1 and out[-1] not in "ณ")):
            out[-1] += word
        else:
            out.append(word)
    return out


@dataclass(slots=True)
class _Pieces:
    """Pieces in the making."""

    latin: str
    done: list[Piece] = field(default_factory=list)
    text: str = ""
    origins: list[int] = field(default_factory=list)

    def add(self, sounds: str, at: int) -> None:
        if self.text:
            self.text += " "
            self.origins.append(at)
        self.text += sounds
        self.origins += [at] * len(sounds)

    def end(self, pause: float) -> None:
        """What was added becomes a piece; where nothing was, the silence after the one before is as long."""
        heard = self.text.removesuffix(BREATH).rstrip()
        if heard:
            origins = (*self.origins[:1] * 2, *self.origins[: len(heard)], *self.origins[-1:] * 2)
            self.done.append(Piece(f"[[{heard}]]", origins, "", pause, heard.replace("|", "")))
        elif self.done and pause > self.done[-1].pause:
            self.done[-1] = replace(self.done[-1], pause=pause)
        self.text, self.origins = "", []

    def foreign(self, text: str, at: int) -> None:
        """English words beside each other are one piece."""
        self.end(SEAM)
        before = self.done[-1] if self.done else None
        if before and before.voice and before.pause == SEAM and before.origins[-1] == at - 2:
            text, at = f"{before.text} {text}", before.origins[0]
            self.done.pop()
        self.done.append(Piece(text, tuple(range(at, at + len(text))), self.latin, SEAM))


def pieces(text: str, language: Language, row: Mapping[str, Any]) -> tuple[Piece, ...]:
    """A reading of READINGS."""
    found = list(said(text, language))
    making = _Pieces(str(row.get("latin", LATIN)))
    for index, one in enumerate(found):
        if one.sounds:
            if len(making.text) > LONGEST:
                making.end(0.0)
            last = len(one.sounds) - 1
            making.add(" ".join(sound.phonemes(place == last) for place, sound in enumerate(one.sounds)), one.at)
        elif one.kind == "foreign":
            making.foreign(one.text, one.at)
        elif one.kind == "blank":
            beside = found[index - 1 : index] + found[index + 1 : index + 2]
            if making.text and len(beside) == 2 and not any(other.close for other in beside):
                making.add(BREATH, beside[0].at)  # a breath is no word: it begins nothing
        else:
            making.end(STOP if one.kind == "stop" else COMMA)
    making.end(0.0)
    return tuple(making.done)
