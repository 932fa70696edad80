"""What is wrong with the entries of a catalogue: each a sentence with its line. Fast enough for every build.

A message of the program has slots, `{count:f}`; a sentence of a lesson has places, which stay as they are.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterator

import polib

from broadcast.errors import TranslationError
from broadcast.language import plurals
from broadcast.language.tags import resolved

SLOT = re.compile(r"\{([a-z_]+)(?::([a-z]+))?\}")
PLACE = re.compile(r"\{[^{}]*\}")
ELEMENT = re.compile(
    r"</?(?:a|b|br|code|div|em|font|h[1-6]|i|img|kbd|li|ol|p|pre|s|small|span|strong|sub|sup|u|ul)\b[^<>]*>", re.IGNORECASE
)
"""Marks of HTML; other words in < > are words."""
DIRECTIONS = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""Letters that turn the order of others: what is seen is not what is there."""
ODD = re.compile("[\\x00-\\x09\\x0b-\\x1f\\x7f-\\x9f\ufeff\ufffe\uffff" + "".join(sorted(DIRECTIONS)) + "]")


class Rules:
    """The rules for one catalogue. With `styles` it is one of the program's messages, else one of a lesson."""

    def __init__(self, file: str, tag: str, locale: str, styles: Collection[str] | None = None) -> None:
        self.file, self.tag, self.locale, self.styles = file, tag, locale, styles

    def check(self, found: polib.POFile) -> Iterator[TranslationError]:
        """Everything that is wrong, in the order of the file. What is obsolete, fuzzy or not yet translated is not looked at."""
        yield from self.header(found)
        for entry in found:
            if entry.obsolete or not entry.msgctxt:
                continue
            odd = ODD.search("".join((entry.msgid, entry.msgid_plural, entry.msgstr, *entry.msgstr_plural.values())))
            if odd:
                name = unicodedata.name(odd[0], "a control character")
                yield self.wrong(entry, f"has the invisible letter U+{ord(odd[0]):04X} ({name})", "Take it out")
            if entry.fuzzy:
                continue
            if entry.msgid_plural and self.styles is not None:
                yield from self.forms(entry)
            elif entry.msgstr:
                yield from self.words(entry, entry.msgid, entry.msgstr)

    def wrong(self, entry: polib.POEntry, what: str, remedy: str) -> TranslationError:
        return TranslationError(f"{entry.msgctxt} {what}", file=self.file, line=entry.linenum, remedy=remedy)

    def header(self, found: polib.POFile) -> Iterator[TranslationError]:
        """The entry at the top: its language, its letters and its plural forms."""
        told = found.metadata
        language = told.get("Language", "")
        charset = re.search(r"charset=([\w-]+)", told.get("Content-Type", ""))
        if charset and charset[1].upper() not in ("UTF-8", "UTF8"):
            yield self.broken(f"the header says charset={charset[1]}", "Save it as UTF-8 and write charset=UTF-8")
        if language and resolved(language, (self.tag,)) != self.tag:
            yield self.broken(f"the header says that this is {language}, the name that it is {self.tag}", "Correct one of them")
        if self.styles is None:
            return
        if not language:
            yield self.broken("the header does not name the language", f"Write Language: {self.tag}")
        line = told.get("Plural-Forms", "")
        if not plurals.fits(line, self.locale):
            said = f"Plural-Forms {line!r} is not how {self.tag} counts" if line else "the header has no Plural-Forms"
            yield self.broken(said, f"Write {plurals.header(self.locale)}")

    def plural_line(self, line: str) -> str:
        """The line `Plural-Forms` where it is right; empty where it is not."""
        return line if plurals.fits(line, self.locale) else ""

    def broken(self, what: str, remedy: str) -> TranslationError:
        return TranslationError(what, file=self.file, line=1, remedy=remedy)

    def forms(self, entry: polib.POEntry) -> Iterator[TranslationError]:
        """The forms of a message that counts."""
        given = {int(form): words for form, words in entry.msgstr_plural.items()}
        if not any(given.values()):
            return
        wanted = plurals.categories(self.locale)
        missing = [form for form in range(len(wanted)) if not given.get(form)]
        if missing:
            yield self.wrong(entry, f"has no form for {wanted[missing[0]]}", f"Write msgstr[{missing[0]}]")
        if more := [form for form in given if form >= len(wanted)]:
            yield self.wrong(
                entry, f"has a form too many, msgstr[{more[0]}]", f"{self.tag} has {len(wanted)}: {', '.join(wanted)}"
            )
        for form, words in sorted(given.items()):
            if words and form < len(wanted):
                spared = {"count"} | (names(entry.msgid_plural) - names(entry.msgid))
                may = spared if plurals.counts_one_number(form, self.locale) else set()
                yield from self.words(entry, entry.msgid_plural, words, may)

    def words(self, entry: polib.POEntry, source: str, words: str, may_lack: Collection[str] = ()) -> Iterator[TranslationError]:
        """One text against its source."""
        if "{" in source or "{" in words or "}" in words:
            yield from (
                self.slots(entry, source, words, may_lack) if self.styles is not None else self.places(entry, source, words)
            )
        if "`" in words and words.count("`") % 2:
            yield self.wrong(entry, "opens a back-tick that it does not close", "Put code between two back-ticks")
        if "<" in words and sorted(ELEMENT.findall(words)) != sorted(ELEMENT.findall(source)):
            yield self.wrong(entry, "has other marks in < > than its source", "Keep them as they are, each with its end")

    def slots(self, entry: polib.POEntry, source: str, words: str, may_lack: Collection[str]) -> Iterator[TranslationError]:
        wanted, found = names(source), names(words)
        counted = {"count"} if entry.msgid_plural else set()  # it chooses the form, so it is always there
        if more := found - wanted - counted:
            yield self.wrong(entry, f"has {{{min(more)}}}, which is not in its source", f"Its slots are: {_listed(wanted)}")
        if less := wanted - found - set(may_lack):
            yield self.wrong(entry, f"lacks {{{min(less)}}}", f"Its slots are: {_listed(wanted)}")
        for match in SLOT.finditer(words):
            if match[2] and match[2] not in (self.styles or ()):
                known = ", ".join(sorted(self.styles or ())) or "there is none"
                yield self.wrong(entry, f"asks for the style {match[2]} of a number in {match[0]}", f"[numbers] has: {known}")
        if re.search(r"[{}]", SLOT.sub("", words)) and not re.search(r"[{}]", SLOT.sub("", source)):
            yield self.wrong(entry, "has a brace that is no slot", "Write a slot as {name} or {name:style}, in small letters")

    def places(self, entry: polib.POEntry, source: str, words: str) -> Iterator[TranslationError]:
        wanted = sorted(PLACE.findall(source))
        if sorted(PLACE.findall(words)) != wanted:
            yield self.wrong(
                entry, f"must keep {', '.join(wanted) or 'no place in braces'}", "Write what stands in braces as it is"
            )


def names(text: str) -> set[str]:
    """The slots of a message."""
    return {match[1] for match in SLOT.finditer(text)}


def _listed(slots: Collection[str]) -> str:
    return ", ".join(f"{{{name}}}" for name in sorted(slots)) or "none"
