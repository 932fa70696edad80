"""The program's own words in one language, out of `media/languages/<tag>.po`.

A message has a key (`msgctxt`), its English (`msgid`) and its words (`msgstr`; empty in `en.po`, where `msgid` counts).
A key may have a form for another audience, `open.hello@facilitators`. Slots are named: `{square}`, `{count}`; a style may follow: `{count:f}`. They are filled by a parser of our own,
never by `str.format`, and a message gives both what is printed and what is said. A number without a style takes the one that the noun behind it
asks for (`[nouns]`).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import polib

from broadcast.errors import TranslationError
from broadcast.language import data_file, plurals
from broadcast.language.contractions import contracted
from broadcast.language.marks import marked
from broadcast.language.model import Language, family, load, path_of
from broadcast.language.phrase import Phrase
from broadcast.language.po import catalogue
from broadcast.language.po_rules import SLOT, Rules
from broadcast.language.words import counted, hyphened, set_off, spoken

SOURCE = "en"
Value = str | int | Phrase


@dataclass(frozen=True, slots=True)
class Messages:
    """All messages of one language."""

    language: Language
    texts: dict[str, tuple[str, ...]] = field(repr=False)
    """Key → its forms, one a plural category in CLDR's order for the language; most have one."""
    missing: frozenset[str] = frozenset()
    """Keys that the language has no words for: their English stands in `texts`, and is marked where it is shown."""

    def template(self, key: str, count: int | None = None) -> str:
        try:
            forms = self.texts[key]
        except KeyError:
            raise TranslationError(
                f"message {key} is missing", file=f"{self.language.tag}.po", remedy="Add it to every catalogue"
            ) from None
        if len(forms) == 1 or count is None:
            return forms[0]
        locale = SOURCE if key in self.missing else self.language.locale
        form = forms[min(plurals.index(count, locale), len(forms) - 1)]
        # A form for one thing may leave the number out; where zero takes it as well (Portuguese), another has to tell it.
        return form if count or "{count" in form else forms[-1]

    def say(self, key: str, **slots: Value) -> Phrase:
        """The message as a phrase; the slot `count`, a number, chooses the plural form."""
        count = slots.get("count")
        phrase = fill(self.template(key, count if isinstance(count, int) else None), slots, self.language, key)
        return Phrase(text=marked(phrase.text), spoken=phrase.spoken) if key in self.missing else phrase

    def text(self, key: str, **slots: Value) -> str:
        """The printed form alone."""
        return self.say(key, **slots).text

    def toward(self, audience: str) -> Messages:
        """The same with the forms for an audience in the place of the plain ones: `open.hello@facilitators` for `open.hello`."""
        mark = f"@{audience}"
        own = {key.removesuffix(mark): forms for key, forms in self.texts.items() if key.endswith(mark)}
        missing = frozenset(self.missing - set(own) | {key for key in own if key + mark in self.missing})
        return replace(self, texts={**self.texts, **own}, missing=missing) if own else self

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
    hyphen = False
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
        ordinal = "" if style else hyphened(value.text if isinstance(value, Phrase) else str(value), template[at:], language)
        if isinstance(value, Phrase):
            shown, heard = value.text, value.spoken
        elif isinstance(value, int):
            shown, heard = str(value), counted(value, style, template, match.end(), language)
        else:
            shown, heard = printed(value), spoken(value, language)
        text += contracted(printed(literal), shown, name, language)
        said += contracted(_behind(literal, hyphen, language), ordinal or heard, name, language)
        hyphen = bool(ordinal)
    text.append(printed(template[at:]))
    said.append(_behind(template[at:], hyphen, language))
    return Phrase(text=set_off("".join(text), language), spoken=set_off("".join(said), language))


def _behind(literal: str, hyphen: bool, language: Language) -> str:
    """What stands behind a slot, as it is said; of an ordinal the hyphen is a space."""
    return f" {spoken(literal[1:], language)}" if hyphen else spoken(literal, language)


@cache
def messages(tag: str) -> Messages:
    """The catalogue of a language, a region's own words over its language's. What is missing has English words.

    TranslationError or InputError for the first thing that is wrong in the catalogue or in the patterns of the data file.
    """
    language = load(tag)
    texts: dict[str, tuple[str, ...]] = {}
    for each in family(tag):
        data_file.patterns(data_file.read(path_of(each)), path_of(each))
        found = entries(each)
        for problem in Rules(str(catalogue_of(each)), each, load(each).locale, language.numbers).check(found):
            raise problem
        texts |= _texts(found, each)
    english = {} if tag == SOURCE else _texts(entries(SOURCE), SOURCE)
    missing = frozenset(english) - frozenset(texts)
    return Messages(language, {**english, **texts}, missing)


def catalogue_of(tag: str) -> Path:
    """The file of the program's words in a language."""
    return path_of(tag).with_suffix(".po")


@cache
def entries(tag: str) -> polib.POFile:
    """The entries of a language's catalogue as they stand; not to be changed."""
    return catalogue(catalogue_of(tag))


def _texts(found: polib.POFile, tag: str) -> dict[str, tuple[str, ...]]:
    """Key → its forms, of what is translated and not stale: its English is still the program's."""
    texts: dict[str, tuple[str, ...]] = {}
    source = {} if tag == SOURCE else {entry.msgctxt: entry for entry in entries(SOURCE)}
    for entry in found:
        if entry.obsolete or not entry.msgctxt or entry.fuzzy:
            continue
        if tag == SOURCE:
            texts[entry.msgctxt] = (entry.msgid, entry.msgid_plural) if entry.msgid_plural else (entry.msgid,)
        elif not stale(entry, source.get(entry.msgctxt)):
            if entry.msgid_plural and all(entry.msgstr_plural.values()):
                texts[entry.msgctxt] = tuple(entry.msgstr_plural[form] for form in sorted(entry.msgstr_plural))
            elif entry.msgstr:
                texts[entry.msgctxt] = (entry.msgstr,)
    return texts


def stale(entry: polib.POEntry, source: polib.POEntry | None) -> bool:
    """Was this message translated from other English than it has now?"""
    return source is None or (entry.msgid, entry.msgid_plural) != (source.msgid, source.msgid_plural)
