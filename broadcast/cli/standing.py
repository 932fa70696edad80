"""Where a language stands: one row of `broadcast languages`."""

from __future__ import annotations

from collections.abc import Sequence

from broadcast.audio.voices import VOICES
from broadcast.cli.voices import speaks
from broadcast.errors import TranslationError
from broadcast.language.coverage import coverage, own
from broadcast.language.model import Language, load
from broadcast.language.numbers import number
from broadcast.lesson.localise import localise, untranslated
from broadcast.lesson.model import Lesson
from broadcast.lesson.units import units


def row(tag: str, lessons: Sequence[Lesson]) -> dict[str, str]:
    """What is known of a language, by column."""
    language, done = load(tag), coverage(tag)
    return {
        "language": tag,
        "name": language.name,
        "interface": f"{done.interface} %" + (f" + {own(tag)}" if language.over else ""),
        "speech": f"{done.speech} %",
        "data": f"{done.data} %",
        "lessons": _lessons(tag, lessons),
        "voice": " ".join(name for name, engine in VOICES.items() if speaks(engine, language)) or "none",
        "fonts": " ".join(language.fonts),
        "lines": language.breaks,
        "numbers": _numbers(language),
        "captions": f"{language.caption_letters} letters, {language.caption_reading} a second",
        "review": "reviewed" if language.reviewed else "not reviewed by a native speaker",
    }


def _lessons(tag: str, lessons: Sequence[Lesson]) -> str:
    """How much of the lessons' words is in the language."""
    if not lessons:
        return "-"
    wanted = sum(1 for lesson in lessons for _ in units(lesson))
    missing = sum(len(untranslated(localise(lesson, tag))) for lesson in lessons)
    return f"{100 * (wanted - missing) // max(1, wanted)} %"


def _numbers(language: Language) -> str:
    """Are there words for numbers?"""
    try:
        number(21, "", language)
    except TranslationError:
        return "none"
    return "yes"
