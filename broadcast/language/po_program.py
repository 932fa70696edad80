"""The catalogue of the program's own messages for its translators, from `en.po`."""

from __future__ import annotations

from broadcast.language import plurals
from broadcast.language.catalogue import SOURCE, catalogue_of, entries
from broadcast.language.model import family, load
from broadcast.language.po_rules import Rules
from broadcast.language.po_update import Task, Wanted


def task(tag: str) -> Task:
    """The catalogue of a language as it is wanted: every message of `en.po` in its order, with its notes."""
    language, path = load(tag), catalogue_of(tag)
    wanted = tuple(
        Wanted(entry.msgctxt, entry.msgid, entry.msgid_plural, tuple(entry.comment.split("\n")) if entry.comment else ())
        for entry in entries(SOURCE)
        if entry.msgctxt and not entry.obsolete
    )
    return Task(
        tag=tag,
        path=path,
        title=f"{language.english}: the words of the program.",
        project="broadcast",
        wanted=wanted,
        rules=Rules(str(path), tag, language.locale, language.numbers),
        forms=len(plurals.categories(language.locale)),
        plurals=plurals.header(language.locale),
        under=tuple(catalogue_of(each) for each in family(tag)[:-1]),
    )
