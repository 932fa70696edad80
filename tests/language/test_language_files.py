"""Every language's file: what must be there, and that its patterns are patterns."""

from __future__ import annotations

import re

import pytest

from broadcast.errors import InputError
from broadcast.language import po_program, po_update
from broadcast.language.catalogue import entries, stale
from broadcast.language.coverage import coverage, lacking, own
from broadcast.language.model import every, load, tags
from broadcast.language.sentences import sentences


@pytest.mark.parametrize("tag", tags())
def test_the_file_of_a_language(tag: str) -> None:
    language = load(tag)
    english = load("en")
    assert set(english.symbols) <= set(language.symbols)
    assert set(language.ordinals.values()) <= set(language.numbers)
    for rules in language.rules.values():
        for rule in rules:
            re.compile(rule.partition(" =>")[0])
    for rule in language.rules["rephrase"]:
        assert " =>" in rule
    for pattern in language.nouns.values():
        re.compile(pattern)
    for form in ("hour", "time", "early"):
        assert re.search(r"\{hour(?::[a-z]+)?\}", language.symbols[form])


def test_an_unknown_language_lists_the_known() -> None:
    with pytest.raises(InputError) as caught:
        load("tlh")
    assert "es-419" in caught.value.remedy


@pytest.mark.parametrize(
    ("tag", "text", "parts"),
    [
        ("es-419", "¿Qué es? ¡Un robot! Lo vende el Sr. Díaz. Fin.", ["¿Qué es?", "¡Un robot!", "Lo vende el Sr. Díaz.", "Fin."]),
        ("es-419", "«¡Ya!», dijo Ana. Y salió.", ["«¡Ya!», dijo Ana.", "Y salió."]),
        ("zh-Hans", "你好。这是机器人！它走2.5步。", ["你好。", "这是机器人！", "它走2.5步。"]),
        ("ru", "Это робот. Он идёт!", ["Это робот.", "Он идёт!"]),
        ("th", "สวัสดี ฉันเป็นหุ่นยนต์", ["สวัสดี ฉันเป็นหุ่นยนต์"]),
        ("en", "One… two… Three!", ["One… two…", "Three!"]),
        ("en", "", []),
        ("en", "One  ?! Two.", ["One  ?!", "Two."]),
    ],
)
def test_sentences(tag: str, text: str, parts: list[str]) -> None:
    assert list(sentences(text, tag)) == parts


REGIONS = tuple(tag for tag in every() if tag not in tags())


@pytest.mark.parametrize("tag", REGIONS)
def test_a_region_holds_nothing_that_its_language_says_as_well(tag: str) -> None:
    region, under = load(tag), load(load(tag).over)
    assert region.name != under.name and region.tag == tag
    base = {entry.msgctxt: entry for entry in entries(under.tag)}
    for entry in entries(tag):
        assert entry.msgctxt in base, f"{entry.msgctxt} is no message"
        assert entry.msgid == base[entry.msgctxt].msgid
        assert (entry.msgstr, entry.msgstr_plural) != (base[entry.msgctxt].msgstr, base[entry.msgctxt].msgstr_plural)
    assert own(tag) and lacking(tag) is None and coverage(tag) == coverage(under.tag)


@pytest.mark.parametrize("tag", tags())
def test_the_messages_are_made_from_the_english_of_today(tag: str) -> None:
    english = {entry.msgctxt: entry for entry in entries("en")}
    found = [entry for entry in entries(tag) if not entry.obsolete and entry.msgctxt]
    assert [entry.msgctxt for entry in found if stale(entry, english.get(entry.msgctxt))] == []


@pytest.mark.parametrize("tag", every()[1:])
def test_the_catalogue_is_up_to_date(tag: str) -> None:
    """What `broadcast translate --catalogue` would write is what lies there, but for the notes to translators."""
    task = po_program.task(tag)
    made = po_update.filled(task)
    assert po_update.same(po_update.own(task, made) if task.under else made, task.path)


def test_every_slot_is_told_to_translators() -> None:
    """What stands in a slot, or when the message is heard, is a note in the English catalogue."""
    silent = [entry.msgctxt for entry in entries("en") if "{" in entry.msgid + entry.msgid_plural and not entry.comment]
    assert silent == []
