"""Thai syllables, from a word's spelling to the phonemes of `espeak_data`.

thaiphon says how a word sounds, from a lexicon of 84 000 words (VOLUBILIS) and by rule for all others. What it says wrongly
stands in the language's file in a plain respelling, a syllable a word: `liaw4` is an onset (p ph t th k kh c ch b d f s h
m n ng l r w j, two for a cluster), a vowel (a i u e o E O @ W, doubled where it is long; ia ua Wa), a coda (p t k m n ng j w f s l)
and the tone: 1 mid, 2 low, 3 falling, 4 high, 5 rising.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from broadcast.errors import VoiceError

if TYPE_CHECKING:
    from thaiphon.model.syllable import Syllable as Analysed
    from thaiphon.model.word import PhonologicalWord

ONSETS = {
    "p": "p", "t": "t", "k": "k", "pʰ": "p_h", "tʰ": "t_h", "kʰ": "k_h", "tɕ": "c", "tɕʰ": "c_h", "b": "b", "d": "d", "f": "f", "s": "s",
    "h": "h", "m": "m", "n": "n", "ŋ": "N", "l": "l", "r": "*", "w": "w", "j": "j", "ʔ": "?",
}  # fmt: skip
VOWELS = {"a": "a", "i": "i", "u": "u", "e": "e", "o": "o", "ɛ": "E", "ɔ": "O", "ɤ": "@", "ɯ": "W"}
DIPHTHONGS = {"iə": "ia", "uə": "ua", "ɯə": "Wa", "ia": "ia", "ua": "ua", "ɯa": "Wa"}
PLAIN_VOWELS = {plain: sound for sound, plain in VOWELS.items()}
FULL = {"ia": "iə", "ua": "uə", "Wa": "ɯə"}
CODAS = {
    "p": "p", "t": "t", "k": "k", "m": "m", "n": "n", "ŋ": "N", "j": "j", "w": "w", "ʔ": "?", "f": "f", "s": "s", "l": "l", "tɕ": "c", "tɕʰ": "c_h",
}  # fmt: skip
TONES = {"MID": "1", "LOW": "2", "FALLING": "3", "HIGH": "4", "RISING": "5"}
PLAIN = {"ph": "pʰ", "th": "tʰ", "kh": "kʰ", "c": "tɕ", "ch": "tɕʰ", "ng": "ŋ", "": "ʔ"}
"""Onsets and codas of the respelling that are not themselves."""
SYLLABLE = re.compile(
    r"(?P<onset>ph|th|kh|ch|ng|[ptkcbdfshmnlrwj])?(?P<second>[lrw])?(?P<vowel>ia|ua|Wa|(?P<one>[aiueoEOW@])(?P=one)?)(?P<coda>ng|[ptkmnwjfsl])?(?P<tone>[1-5])"
)
THAI = re.compile("[\u0e01-\u0e4e]")
LETTER = re.compile("[ก-ฮ]")
LEXICON = "lexicon"
AW = re.compile("เ[ก-ฮ]{1,3}[่-๋]?าะ$")
IAW = re.compile("เ[ก-ฮ]{1,2}ี[่-๋]?ยว")


@dataclass(frozen=True, slots=True)
class Syllable:
    """In IPA; a coda is without its release, empty where there is none."""

    onset: tuple[str, ...]
    vowel: str
    long: bool
    coda: str
    tone: str

    def phonemes(self, last: bool) -> str:
        """As `espeak_data` names them; a short vowel at a word's end is closed by the throat."""
        vowel = DIPHTHONGS.get(self.vowel) or VOWELS[self.vowel] + ":" * self.long
        coda = CODAS[self.coda] if self.coda else "?" if last and not self.long and self.vowel not in DIPHTHONGS else ""
        if vowel in ("a", "a:") and coda in ("j", "w"):
            vowel, coda = vowel + ("i" if coda == "j" else "u"), ""
        return "|".join([*(ONSETS[one] for one in self.onset), f"'{vowel}{self.tone}", *([coda] if coda else [])])


def respelled(text: str) -> tuple[Syllable, ...]:
    """The syllables of a respelling, `kham1 sang2`; VoiceError where it is none."""
    return tuple(_syllable(one) for one in text.split())


def _syllable(text: str) -> Syllable:
    match = SYLLABLE.fullmatch(text)
    if match is None:
        raise VoiceError(f"{text!r} is no Thai syllable", remedy="Write onset, vowel, coda and tone, as in liaw4")
    onset, vowel, coda = match["onset"] or "", match["vowel"], match["coda"] or ""
    ipa = {**FULL, **PLAIN_VOWELS}[vowel if vowel in FULL else vowel[0]]
    return Syllable(
        (PLAIN.get(onset, onset), *(match["second"] or "")),
        ipa,
        len(vowel) == 2,
        PLAIN[coda] if coda == "ng" else coda,
        match["tone"],
    )


@lru_cache(16384)
def syllables(word: str) -> tuple[Syllable, ...]:
    """How a Thai word sounds; VoiceError where nobody knows. A consonant alone is said by its name.

    A word that the lexicon has not is said as two that it has, where it is such a pair; else by rule.
    """
    best = _analysed(word + "อ" if LETTER.fullmatch(word) and word not in "ณธ" else word)
    if best is None or not best.syllables or not THAI.search(word):
        raise VoiceError(f"nobody knows how {word!r} sounds in Thai", remedy="Write it in Thai letters")
    if best.source != LEXICON:
        for at in range(len(word) - 2, 1, -1):
            halves = _analysed(word[:at]), _analysed(word[at:])
            if all(half is not None and half.source == LEXICON for half in halves):
                return syllables(word[:at]) + syllables(word[at:])
    return tuple(_from(one, word) for one in best.syllables)


def _analysed(spelling: str) -> PhonologicalWord | None:
    from thaiphon import analyze_word
    from thaiphon.errors import ThaiphonError

    try:
        return analyze_word(spelling).best
    except ThaiphonError:
        return None


def _from(one: Analysed, word: str) -> Syllable:
    """thaiphon's syllable, with three of its rules put right."""
    from thaiphon.model.phoneme import Cluster

    onset = [one.onset.first, one.onset.second] if isinstance(one.onset, Cluster) else [one.onset]
    coda = one.coda.symbol.removesuffix("\u031a") if one.coda else ""
    vowel, long = one.vowel.symbol, one.vowel_length.name == "LONG"
    if vowel == "ɤ" and coda and one.raw and "งิน" not in one.raw:
        long = True
    if vowel == "i" and coda == "w" and IAW.search(one.raw or word):
        vowel, long = "iə", True
    if vowel == "ɔ" and not coda and AW.search(one.raw or word):
        long = False
    return Syllable(tuple(sound.symbol if sound else "ʔ" for sound in onset), vowel, long, coda, TONES[one.tone.name])
