"""The short words at the edge of a script: who speaks, how long, when, in the language of the class."""

from __future__ import annotations

import datetime
from fractions import Fraction

from broadcast.episode.model import Cue, Episode
from broadcast.language import letters
from broadcast.language.catalogue import Messages
from broadcast.language.model import Language
from broadcast.timecode import SAMPLE_RATE


def capitals(text: str, language: Language) -> str:
    """Capitals as the language writes them; `{placeholders}` of the station stay as they are."""
    out, depth = [], 0
    for letter in text:
        depth += letter == "{"
        out.append(letter if depth else letters.capitals(letter, language.locale))
        depth -= letter == "}" and depth > 0
    return "".join(out)


def filled(name: str) -> bool:
    """Whether the station has given a name, and not left a placeholder."""
    return bool(name) and "{" not in name


def role(name: str, episode: Episode, messages: Messages) -> str:
    """`PRESENTER`, or the name in capitals where the station's profile has one; empty for no role."""
    if not name:
        return ""
    known = {"presenter": episode.presenter, "second": episode.second, "station": episode.station}[name]
    return capitals(known if filled(known) else messages.text(f"script.role.{name}"), messages.language)


def source(cue: Cue, episode: Episode, messages: Messages) -> str:
    """Source of sound, in capitals: a role, MUSIC, SFX or PAUSE; empty for a picture alone."""
    if cue.kind in ("music", "effect", "wait"):
        return capitals(messages.text(f"script.source.{cue.kind}"), messages.language)
    return role(cue.role, episode, messages)


def tenths(samples: int) -> str:
    """Seconds to a tenth, as a plain decimal: `12`, `3.5`."""
    value = round(Fraction(samples * 10, SAMPLE_RATE))
    return f"{value // 10}.{value % 10}".removesuffix(".0")


def seconds(samples: int, messages: Messages) -> str:
    """`12 sec.`, with the language's own decimal mark."""
    from babel.numbers import format_decimal

    value = round(Fraction(samples * 10, SAMPLE_RATE)) / 10
    return messages.text("script.seconds", seconds=format_decimal(value, "0.#", locale=locale(messages)))


def locale(messages: Messages) -> str:
    """The language's locale as Babel names it."""
    return messages.language.locale.replace("-", "_")


def date(text: str, messages: Messages) -> str:
    """`2026-03-02` written out; the station's placeholder where the episode has no date, the text itself where it is none."""
    from babel.dates import format_date

    if not text:
        return "{date}"
    try:
        return format_date(datetime.date.fromisoformat(text), "long", locale=locale(messages))
    except ValueError:
        return text
