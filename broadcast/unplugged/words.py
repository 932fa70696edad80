"""Phrases that several activities share: values, squares, lists, sentences put in a row."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from babel.core import Locale
from babel.lists import format_list

from broadcast.language.catalogue import Messages
from broadcast.language.phrase import Phrase, capitalised
from broadcast.program.gloss import Gloss
from broadcast.program.model import Program


def value(value: Any, messages: Messages) -> Phrase:
    """What is in a variable, said and printed."""
    if isinstance(value, bool):
        return messages.say("speech.true" if value else "speech.false")
    if isinstance(value, str):
        return quoted(value, messages)
    if value is None:
        return messages.say("speech.nothing")
    if isinstance(value, list | tuple | dict):
        if not value:
            return messages.say("speech.empty-list")
        return several([cell({key: value[key]} if isinstance(value, dict) else key) for key in value], messages)
    return messages.plain(str(value))


def cell(value: Any) -> str:
    """What a child writes for a value into a table, and what a key holds: the texts without quotes."""
    if isinstance(value, list | tuple):
        return ", ".join(cell(one) for one in value)
    if isinstance(value, dict):
        return ", ".join(f"{cell(key)}: {cell(one)}" for key, one in value.items())
    return str(value)


def quoted(text: str, messages: Messages) -> Phrase:
    opening, closing = messages.language.quotes
    return messages.plain(f"{opening}{text.strip()}{closing}")


def said(lines: Sequence[str], messages: Messages) -> Phrase:
    """What a program said, line by line: “go”, “win” and 14."""
    return several([shown(line, messages).text for line in lines if line.strip()], messages)


def shown(line: str, messages: Messages) -> Phrase:
    """One line that a program said: a text in quotes, a number as it is."""
    return messages.plain(line.strip()) if line.strip().lstrip("-").isdigit() else quoted(line, messages)


def several(texts: Iterable[str], messages: Messages) -> Phrase:
    """ "A1, A3 and C3", as the language joins them."""
    return messages.plain(_joined(texts, messages))


def _joined(texts: Iterable[str], messages: Messages) -> str:
    language = messages.language
    if language.between:
        return language.between.join(texts)
    return format_list(list(texts), locale=Locale.parse(language.locale, sep="-"))


def row(texts: Iterable[str], messages: Messages) -> Phrase:
    """ "A1, A3, C3": one after the other, without an "and"."""
    return messages.plain(listed(texts, messages))


def listed(texts: Iterable[str], messages: Messages) -> str:
    """The same as a text, with the comma of the language: 、 in Chinese."""
    locale = Locale.parse(messages.language.locale, sep="-")
    comma = str(locale.list_patterns["standard"]["middle"]).replace("{0}", "").replace("{1}", "")
    return comma.join(texts)


def named(name: str, program: Program, messages: Messages) -> Phrase:
    """A variable: printed as it stands in the program, said by its word."""
    return Gloss(program, messages).name(name)


def names(those: Sequence[str], program: Program, messages: Messages) -> Phrase:
    """Variables in a row."""
    gloss = Gloss(program, messages)
    phrases = [gloss.name(name) for name in those]
    return Phrase(
        text=_joined((phrase.text for phrase in phrases), messages),
        spoken=_joined((phrase.spoken for phrase in phrases), messages),
    )


def ended(phrase: Phrase, messages: Messages) -> Phrase:
    """A phrase as a sentence of its own."""
    return capitalised(messages.say("speech.sentence", clause=phrase), messages.language.tag)


def code(text: str, messages: Messages) -> Phrase:
    """A piece of a program: a number, a sign, a word."""
    return messages.plain(text if text.isalnum() else f"`{text}`")
