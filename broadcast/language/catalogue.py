"""The program's own words in one language, out of `media/languages/<tag>.po`.

A message has a key (`msgctxt`), its English (`msgid`) and its words (`msgstr`; empty in `en.po`, where `msgid` counts).
A key may have a form for another audience, `open.hello@facilitators`. Slots are named: `{square}`, `{count}`; a style may follow: `{count:f}`. They are filled by a parser of our own,
never by `str.format`, and a message gives both what is printed and what is said. A number without a style takes the one that the noun behind it
asks for (`[nouns]`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import polib
from babel.core import Locale
from babel.plural import PluralRule

from broadcast.assets import media
from broadcast.errors import TranslationError
from broadcast.language.model import Language, load
from broadcast.language.numbers import number
from broadcast.language.phrase import Phrase
from broadcast.language.words import counted, spoken

SLOT = re.compile(r"\{([a-z_]+)(?::([a-z]+))?\}")
Value = str | int | Phrase


@dataclass(frozen=True, slots=True)
class Messages:
    """All messages of one language."""

    language: Language
    texts: dict[str, tuple[str, ...]] = field(repr=False)
    """Key → its forms, one a plural category in CLDR's order for the language; most have one."""
    plural: PluralRule = field(repr=False)

    def template(self, key: str, count: int | None = None) -> str:
        try:
            forms = self.texts[key]
        except KeyError:
            raise TranslationError(
                f"message {key} is missing", file=f"{self.language.tag}.po", remedy="Add it to every catalogue"
            ) from None
        if len(forms) == 1 or count is None:
            return forms[0]
        categories: list[str] = [
            c for c in ("zero", "one", "two", "few", "many", "other") if c in self.plural.tags or c == "other"
        ]
        return forms[min(categories.index(self.plural(count)), len(forms) - 1)]

    def say(self, key: str, **slots: Value) -> Phrase:
        """The message as a phrase; the slot `count`, a number, chooses the plural form."""
        count = slots.get("count")
        return fill(self.template(key, count if isinstance(count, int) else None), slots, self.language, key)

    def text(self, key: str, **slots: Value) -> str:
        """The printed form alone."""
        return self.say(key, **slots).text

    def toward(self, audience: str) -> Messages:
        """The same with the forms for an audience in the place of the plain ones: `open.hello@facilitators` for `open.hello`."""
        mark = f"@{audience}"
        own = {key.removesuffix(mark): forms for key, forms in self.texts.items() if key.endswith(mark)}
        return replace(self, texts={**self.texts, **own}) if own else self

    def has(self, key: str) -> bool:
        return key in self.texts

    def plain(self, text: str) -> Phrase:
        """An author's own words as a phrase."""
        return Phrase(text=printed(text), spoken=spoken(text, self.language))


def printed(text: str) -> str:
    """Words as print shows them: back-ticks around code are gone."""
    return text.replace("`", "")


def fill(template: str, slots: dict[str, Value], language: Language, key: str) -> Phrase:
    """Put values into a template's slots; TranslationError where a slot has no value."""
    text: list[str] = []
    said: list[str] = []
    at = 0
    for match in SLOT.finditer(template):
        literal = template[at : match.start()]
        at = match.end()
        name, style = match[1], match[2] or ""
        if name not in slots:
            raise TranslationError(
                f"message {key} has the unknown slot {{{name}}}",
                file=f"{language.tag}.po",
                remedy="Use the slots of the English message",
            )
        value = slots[name]
        text.append(printed(literal))
        said.append(spoken(literal, language))
        if isinstance(value, Phrase):
            text.append(value.text)
            said.append(value.spoken)
        elif isinstance(value, int):
            text.append(str(value))
            said.append(number(value, style, language) if style else counted(value, template, match.end(), language))
        else:
            text.append(printed(value))
            said.append(spoken(value, language))
    text.append(printed(template[at:]))
    said.append(spoken(template[at:], language))
    return Phrase(text="".join(text), spoken="".join(said))


@cache
def messages(tag: str) -> Messages:
    """The catalogue of a language; TranslationError when the file cannot be read."""
    language = load(tag)
    path = media() / "languages" / f"{tag}.po"
    return Messages(language, _read(path), Locale.parse(language.locale, sep="-").plural_form)


def _read(path: Path) -> dict[str, tuple[str, ...]]:
    try:
        entries = polib.pofile(str(path))
    except (OSError, UnicodeDecodeError) as error:
        raise TranslationError(f"the catalogue cannot be read: {error}", file=path.name) from error
    texts: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        if entry.obsolete or not entry.msgctxt:
            continue
        if entry.msgid_plural:
            forms = tuple(entry.msgstr_plural[i] for i in sorted(entry.msgstr_plural))
            texts[entry.msgctxt] = forms if all(forms) and forms else (entry.msgid, entry.msgid_plural)
        else:
            texts[entry.msgctxt] = (entry.msgstr or entry.msgid,)
    return texts


def coverage(tag: str) -> int:
    """Percent of the program's messages that a language has, rounded down."""
    path = media() / "languages"
    wanted = {entry.msgctxt for entry in polib.pofile(str(path / "en.po")) if entry.msgctxt}
    if tag == "en":
        return 100
    have = {entry.msgctxt for entry in polib.pofile(str(path / f"{tag}.po")).translated_entries()}
    return 100 * len(wanted & have) // max(1, len(wanted))
