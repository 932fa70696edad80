"""All that is particular to a language, from `media/languages/<tag>.toml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from broadcast.assets import media
from broadcast.errors import InputError
from broadcast.language import data_file


class Language(BaseModel):
    """One language. Figures carry their source in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    tag: str
    name: str
    """Its own name for itself."""
    english: str
    over: str = ""
    """For a region: the language that it lies over; its file and catalogues then hold only what differs."""
    locale: str
    """For ICU and Babel: `en`, `es-419` …"""
    reviewed: bool = False
    """Has a native speaker read the catalogue?"""
    script: str = "Latn"
    """ISO 15924: `Latn`, `Cyrl`, `Hans`, `Thai` …"""
    iso639: str = "und"
    """Three letters of ISO 639-2/T, for ID3 and containers."""
    fonts: tuple[str, ...]
    """Font families to try in this order (see `drawing`)."""
    breaks: Literal["spaces", "dictionary", "hangul", "thai"] = "spaces"
    """Where a line may end: at spaces; where ICU's dictionary and rules say (Chinese); at spaces, never inside of a Korean word; between Thai words."""
    leading: float = 1.4
    """Line distance over size: scripts that stack marks need more."""
    spaced: bool = True
    """Are words divided by spaces? Where not, words are counted by ICU's dictionary."""
    sentence_space: str = " "
    """What stands between two sentences: nothing in Chinese."""
    words_a_minute: int
    """Of the default voice at rate 1.0; used to estimate before anything is spoken."""
    sentence_words: tuple[tuple[int, int], ...]
    """(up to age, most words in a sentence)."""
    caption_letters: int
    caption_reading: int
    """Letters a second at the most."""
    eia608: bool = False
    """Can captions of EIA-608 (SCC) spell it? They have the letters of Western Europe alone (`tv/eia608.py`)."""
    caption_halves: bool = False
    """Do Latin letters, digits, spaces and punctuation count half a letter of a caption's line? (Hangul, Han)"""
    phrases: dict[str, tuple[str, ...]] = {}
    """For the line breaks of captions, whole words: `open` begin a phrase (conjunctions, prepositions), so a line may well begin
    with them; `cling` belong to the word before (particles, postpositions), so none does."""
    quotes: tuple[str, str]
    voices: dict[str, str] = {}
    """Role → the engine that speaks it, where that is not espeak (`audio/voices`)."""
    espeak: dict[str, dict[str, Any]]
    """Role → voice, pitch, range, speed, gap, and `reading` where espeak-ng cannot read the spelling; `phonemes`: pattern → phonemes."""
    gtts: dict[str, str] = {}
    """`lang` and `tld`; empty where Google has no voice."""
    letters: dict[str, str] = {}
    """How a single letter is written when it is said by its name, where it differs from itself."""
    symbols: dict[str, str] = {}
    """Words for symbols in prose: `%`, `+` …"""
    """`% in code` is the sign in a program; `decimal`, `hour`, `time`, `early` (10:05) are patterns of numbers."""
    abbreviations: dict[str, str] = {}
    """Short form, as it is written, → its words."""
    ordinals: dict[str, str] = {}
    """What follows a number's digits, or letters and a hyphen in front of them (`ke-`), → the style of its words (`st` → `o`)."""
    numbers: dict[str, str] = {}
    """Style of a number → ICU's rule set; the empty style is the plain cardinal."""
    numerals: dict[str, str] = {}
    """Words of numbers where ICU has none: `0` to `19`, the tens, `100`, `1000` … (those with `one 1000` say one of it as well),
    `minus`, `point`, `ordinal` and `ordinal after a vowel` (endings of the style whose rule is `ordinal`)."""
    numeral_repairs: dict[str, str] = {}
    """What ICU writes in a number → what schools say."""
    between: str = ""
    """What stands between things in a row, where the "and" of CLDR is written and not said (Korean 및); empty: CLDR's way."""
    particles: str = ""
    """What is written behind a word or a number without a space and belongs to neither (Korean 은, 에서, 이에요): a regular expression."""
    nouns: dict[str, str] = {}
    """Style of a number → regular expression of the words that ask for it when they follow."""
    cases: dict[str, str] = {}
    """Style of a number → regular expression of the words before it that ask for it («от», «до»); they count more than a noun behind it."""
    contractions: dict[str, str] = {}
    """A preposition and the article that a slot's words begin with → the one word of both (`em o` → `no`)."""
    exact: dict[str, str] = {}
    """Words of exact speech that are no signs (`program/exact_words.py`); each is told in `media/languages/README.md`."""
    signs: dict[str, str] = {}
    """Sign of a program → what exact speech calls it."""
    robot: dict[str, tuple[str, ...]] = {}
    """Words of the paper robot's language: canonical word → the ways to write it, the shown one first."""
    blocks: dict[str, tuple[str, ...]] = {}
    """Words of programs of blocks, beside the robot's; every key, its slots and its meaning: `block_words.KEYS`."""
    terms: dict[str, str] = {}
    """English word of computing → the word that schools of the language use; one word for one thing."""
    rules: dict[str, tuple[str, ...]] = {}
    """Word lists of the script rules, by the rule's name: regular expressions, case ignored."""


@cache
def load(tag: str) -> Language:
    """The language of a tag, a region's own over its language's; InputError that lists the known ones, or says what is wrong in the file."""
    if tag not in every():
        raise InputError(f"{tag!r} is no language we have", remedy=f"Use one of: {', '.join(every())}")
    path = path_of(tag)
    own = data_file.read(path)
    over = own.get("over", "")
    if over and over not in tags():
        raise InputError(
            f"{tag} lies over {over!r}, which is no language we have",
            file=str(path),
            line=data_file.line(path, ("over",)),
            remedy=f"Use one of: {', '.join(tags())}",
        )
    try:
        return Language(**{"tag": tag, **(data_file.laid(data_file.read(path_of(over)), own) if over else own)})
    except ValidationError as error:
        raise data_file.refused(error, path, tuple(Language.model_fields)) from error


@cache
def tags() -> tuple[str, ...]:
    """Every language there is a file for, English first; regions, which lie over one, are not among them."""
    found = sorted(path.stem for path in _files() if not data_file.is_region(path))
    return tuple(sorted(found, key=lambda tag: (tag != "en", tag)))


@cache
def every() -> tuple[str, ...]:
    """The languages, then the regions."""
    return (*tags(), *sorted(path.stem for path in _files() if data_file.is_region(path)))


def reread() -> None:
    """Look at the folder again: a language was written."""
    for known in (load, tags, every):
        known.cache_clear()


def family(tag: str) -> tuple[str, ...]:
    """The languages whose files count for a tag: its own, and for a region before it the one it lies over."""
    over = load(tag).over if tag in every() else ""
    return (over, tag) if over else (tag,)


def path_of(tag: str) -> Path:
    """The data file of a language."""
    return media() / "languages" / f"{tag}.toml"


def _files() -> list[Path]:
    return list((media() / "languages").glob("*.toml"))
