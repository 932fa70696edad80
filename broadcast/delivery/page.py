"""index.html: look, listen and read, from a USB stick and without network.

One file without a script and without a request outside its folder. The captions lie in it as data, because a browser
refuses to read a caption track from a file beside a page that is a file itself.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from babel.core import Locale
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined, Template

from broadcast.assets import media
from broadcast.delivery import manifest
from broadcast.delivery.checks.figure import Check, Value
from broadcast.episode.model import Cue, Episode, Segment
from broadcast.language.catalogue import Messages
from broadcast.script.labels import locale, seconds, source
from broadcast.timecode import clock

NAME = "index.html"
GROUPS = ("paper", "radio", "tv", "")
"""Folders in the order of the page; empty: what lies beside them."""
ORDER = (
    "worksheet",
    "answers",
    "guide",
    "first-day",
    "programme",
    "script",
    "captions",
    "prompter",
    "rundown",
    "graphics",
    "timeline",
    "cues",
    "episode",
    "items",
    "quality",
)
"""Files inside a folder in the order in which people reach for them; others follow."""
PAGES = {"a4": "A4", "letter": "Letter"}


def write(folder: Path, episode: Episode, messages: Messages, checks: Sequence[Check]) -> None:
    """Write the page of a package whose other files are there."""
    text = _template().render(context(folder, episode, messages, checks))
    (folder / NAME).write_text(text + "\n", "utf-8", newline="\n")


@cache
def _template() -> Template:
    loader = FileSystemLoader(media() / "templates")
    return Environment(loader=loader, autoescape=True, undefined=StrictUndefined).get_template(NAME)


def context(folder: Path, episode: Episode, messages: Messages, checks: Sequence[Check]) -> dict[str, Any]:
    """Everything that the template shows, as plain data."""
    names = [path.relative_to(folder).as_posix() for path in sorted(folder.rglob("*")) if path.is_file()]
    audio = next((name for name in ("radio/programme.mp3", "radio/programme.wav") if name in names), "")
    video = "tv/programme.mp4" if "tv/programme.mp4" in names else ""
    sections = [("play", "index.play")] if audio or video else []
    sections += [("files", "index.files"), ("script", "index.script"), ("checks", "index.checks")]
    return {
        "title": episode.title,
        "language": episode.language,
        "language_name": messages.language.name,
        "direction": Locale.parse(locale(messages)).text_direction,
        "say": messages.text,
        "facts": _facts(episode, messages),
        "sections": [(name, messages.text(key)) for name, key in sections],
        "audio": audio,
        "audio_type": "audio/mpeg" if audio.endswith("mp3") else "audio/wav",
        "video": video,
        "captions": _captions(folder / "tv" / "captions.vtt"),
        "groups": _groups(folder, names, messages),
        "segments": [_segment(segment, episode, messages) for segment in episode.segments if segment.cues],
        "checks": [_check(check, messages) for check in sorted(checks, key=lambda check: check.ok)],
        "bad": sum(not check.ok for check in checks),
        "licence": episode.licence,
        "credits": episode.credits,
    }


def _facts(episode: Episode, messages: Messages) -> list[str]:
    ages = messages.text("script.ages", youngest=episode.ages[0], oldest=episode.ages[1])
    return [fact for fact in (episode.programme, messages.language.name, ages, episode.slot, episode.edition) if fact]


def _captions(path: Path) -> str:
    try:
        return "data:text/vtt;base64," + base64.b64encode(path.read_bytes()).decode()
    except OSError:
        return ""


def _groups(folder: Path, names: Iterable[str], messages: Messages) -> list[dict[str, Any]]:
    """Files by medium; the manifest is listed although it is written after the page, without its size."""
    every = sorted({*names, manifest.NAME} - {NAME})
    found = []
    for group in GROUPS:
        inside = sorted((name for name in every if name.rpartition("/")[0].partition("/")[0] == group), key=_place)
        if inside:
            title = messages.text(f"index.group.{group or 'all'}")
            found.append({"name": title, "files": [_file(folder, name, messages) for name in inside]})
    return found


def _place(name: str) -> tuple[int, str]:
    base = _base(name)[0]
    return (ORDER.index(base) if base in ORDER else len(ORDER), name)


def _base(name: str) -> tuple[str, str]:
    """A file's name without its ending, and the size of its pages where it names one."""
    stem = name.rpartition("/")[2].partition(".")[0]
    base, _, page = stem.rpartition("-")
    return (base, page) if page in PAGES else (stem, "")


def _file(folder: Path, name: str, messages: Messages) -> dict[str, str]:
    """Its path, its name in words, its kind (`PDF · A4`) and its size."""
    path = folder / name
    size = sized(path.stat().st_size, messages) if path.exists() and name != manifest.NAME else ""
    return {"path": name, **described(name, messages), "size": size}


def described(name: str, messages: Messages) -> dict[str, str]:
    """A file's name in words, and its kind."""
    base, page = _base(name)
    stem, _, ending = name.rpartition("/")[2].partition(".")
    key = f"index.file.{base}"
    kind = " · ".join(part for part in (ending.upper(), PAGES.get(page, "")) if part)
    return {"name": messages.text(key) if messages.has(key) else stem, "kind": kind}


def sized(count: int, messages: Messages) -> str:
    """Bytes for people."""
    for unit, size in (("MB", 1_000_000), ("kB", 1000)):
        if count >= size:
            return f"{format_decimal(count / size, '0.#', locale=locale(messages))} {unit}"
    return f"{count} B"


def _segment(segment: Segment, episode: Episode, messages: Messages) -> dict[str, Any]:
    cues = [_cue(cue, episode, messages) for cue in segment.cues]
    return {"clock": clock(segment.start), "title": segment.title, "cues": cues}


def _cue(cue: Cue, episode: Episode, messages: Messages) -> dict[str, Any]:
    words = cue.text
    if not words:
        words = " · ".join(part for part in (cue.note, seconds(cue.duration, messages)) if part)
    return {
        "number": cue.number,
        "clock": clock(cue.start),
        "who": source(cue, episode, messages),
        "words": words,
        "quiet": not cue.text,
    }


def _check(check: Check, messages: Messages) -> dict[str, Any]:
    key = f"index.check.{check.check}"
    return {
        "name": messages.text(key) if messages.has(key) else check.check,
        "file": check.file,
        "value": _value(check.value, check.unit, messages),
        "limit": _value(check.limit, check.unit, messages),
        "note": check.note,
        "ok": check.ok,
        "judged": check.limit is not None,
    }


def _value(value: Value, unit: str, messages: Messages) -> str:
    """A figure with its unit, in the language's way of writing numbers."""
    if value is None or value == "":
        return ""
    key = f"index.unit.{unit}"
    name = messages.text(key) if unit and messages.has(key) else unit
    shown = value if isinstance(value, str) else format_decimal(value, "#,##0.###", locale=locale(messages))
    return f"{shown} {name}".strip()
