"""Everything that can be wrong in a catalogue, each as one sentence with its line."""

from __future__ import annotations

import time
from pathlib import Path

import polib
import pytest

from broadcast.errors import TranslationError
from broadcast.language import plurals
from broadcast.language.catalogue import entries, messages
from broadcast.language.coverage import coverage, lacking
from broadcast.language.model import load
from broadcast.language.po_rules import Rules
from tests.language.conftest import forget


def spoiled(folder: Path, old: str, new: str) -> str:
    """The Spanish catalogue with something else in it."""
    path = folder / "es-419.po"
    text = path.read_text("utf-8")
    assert old in text, old
    path.write_text(text.replace(old, new, 1), "utf-8")
    forget()
    return str(path)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ('msgstr "¡Suma {value}!"', 'msgstr "¡Suma!"', "act.box.add lacks {value}. Its slots are: {value}"),
        ('msgstr "¡Suma {value}!"', 'msgstr "¡Suma {value} y {other}!"', "act.box.add has {other}, which is not in its source"),
        ('msgstr "¡Suma {value}!"', 'msgstr "¡Suma {value:q}!"', "act.box.add asks for the style q of a number in {value:q}. [numbers] has: f, m"),
        ('msgstr "¡Suma {value}!"', 'msgstr "¡Suma {value} {Value}!"', "act.box.add has a brace that is no slot"),
        ('msgstr "¡Suma {value}!"', 'msgstr "¡Suma `{value}!"', "act.box.add opens a back-tick"),
        ('msgstr "¡Suma {value}!"', 'msgstr "¡Suma <b>{value}!"', "act.box.add has other marks in < >"),
        ('msgstr "¡Suma {value}!"', 'msgstr "¡Suma \u202e{value}!"', "act.box.add has the invisible letter U+202E (RIGHT-TO-LEFT OVERRIDE)"),
        ('msgstr "¡Suma {value}!"', 'msgstr "¡Suma \x07{value}!"', "act.box.add has the invisible letter U+0007"),
        ('"Plural-Forms: nplurals=2; plural=(n != 1);\\n"', '"Plural-Forms: nplurals=1; plural=0;\\n"', "is not how es-419 counts. Write nplurals=2;"),
        ('"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n', "", "the header has no Plural-Forms"),
        ('"Language: es-419\\n"', '"Language: ru\\n"', "the header says that this is ru"),
        ('"Language: es-419\\n"\n', "", "the header does not name the language"),
        ("charset=UTF-8", "charset=latin-1", "the header says charset=latin-1"),
    ],
)  # fmt: skip
def test_a_spoiled_catalogue(old: str, new: str, says: str, own_media: Path) -> None:
    text = (own_media / "es-419.po").read_text("utf-8")
    if "¡Suma {value}!" in old and old not in text:
        at = text.index('msgctxt "act.box.add"')
        old = text[text.index("msgstr", at) : text.index("\n", text.index("msgstr", at))]
    file = spoiled(own_media, old, new)
    with pytest.raises(TranslationError) as caught:
        messages("es-419")
    assert says in str(caught.value) and caught.value.file == file
    rows = Path(file).read_text("utf-8").split("\n")
    assert caught.value.line == 1 or "act.box.add" in rows[caught.value.line - 1]


def test_a_plural_form_that_is_missing(own_media: Path) -> None:
    text = (own_media / "es-419.po").read_text("utf-8")
    at = text.index("\nmsgstr[1]")
    row = text[at + 1 : text.index("\n", at + 1)]
    spoiled(own_media, row + "\n", "")
    with pytest.raises(TranslationError, match=r"has no form for other\. Write msgstr\[1\]|is broken"):
        messages("es-419")


def test_what_is_not_translated_is_english_with_a_mark(own_media: Path) -> None:
    text = (own_media / "es-419.po").read_text("utf-8")
    at = text.index('msgctxt "act.beat.back"')
    spoiled(own_media, text[at : text.index("\n\n", at)], 'msgctxt "act.beat.back"\nmsgid "Back!"\nmsgstr ""')
    words = messages("es-419")
    said = words.say("act.beat.back")
    assert (said.text, said.spoken) == ("⁅Back!⁆", "Back!")
    assert words.missing == {"act.beat.back"} and coverage("es-419").interface == 99
    reason = lacking("es-419")
    assert (
        reason is not None and "the program has no es-419 words for 1 of its messages, the first is act.beat.back" in reason.what
    )
    assert reason.line and lacking("en") is None


@pytest.mark.parametrize("spoil", ["fuzzy", "English"])
def test_what_is_fuzzy_or_of_other_english_does_not_count(spoil: str, own_media: Path) -> None:
    new = '#, fuzzy\nmsgctxt "act.beat.back"\nmsgid "Back!"' if spoil == "fuzzy" else 'msgctxt "act.beat.back"\nmsgid "Go back!"'
    spoiled(own_media, 'msgctxt "act.beat.back"\nmsgid "Back!"', new)
    assert messages("es-419").missing == {"act.beat.back"}


@pytest.mark.parametrize(
    ("locale", "forms", "wrong"),
    [
        ("tr", ("one", "other"), "nplurals=1; plural=0;"),
        ("pt-BR", ("one", "other"), "nplurals=2; plural=(n != 1);"),
        ("fr", ("one", "other"), "nplurals=2; plural=(n != 1);"),
        ("es-419", ("one", "other"), "nplurals=2; plural=(n > 1);"),
        ("uz", ("one", "other"), "nplurals=1; plural=0;"),
        ("ru", ("one", "few", "many"), "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);"),
        ("pl", ("one", "few", "many"), "nplurals=3; plural=(n%10==1 ? 0 : 2"),
        ("ko", ("other",), "nplurals=2; plural=(n != 1);"),
        ("ar", ("zero", "one", "two", "few", "many", "other"), "nplurals=6; plural=n/0;"),
    ],
)
def test_plural_forms_are_those_of_cldr(locale: str, forms: tuple[str, ...], wrong: str) -> None:
    assert plurals.categories(locale) == forms
    assert plurals.fits(plurals.header(locale), locale)
    assert not plurals.fits(wrong, locale)
    assert plurals.index(1_000_000, locale) == len(forms) - 1


def test_a_form_for_one_number_alone_may_leave_it_out() -> None:
    assert (
        plurals.counts_one_number(0, "en") and not plurals.counts_one_number(0, "ru") and not plurals.counts_one_number(0, "ko")
    )


def test_the_rules_cost_next_to_nothing() -> None:
    found = entries("es-419")
    rules = Rules("es-419.po", "es-419", "es-419", load("es-419").numbers)
    started = time.perf_counter()
    assert list(rules.check(found)) == []
    assert time.perf_counter() - started < 0.2


def test_the_number_that_chooses_a_form_may_stand_in_any() -> None:
    """Korean and Chinese have one form, and may want to say how many where English does not."""
    entry = polib.POEntry(
        msgctxt="a", msgid="Draw this box.", msgid_plural="Draw these boxes.", msgstr_plural={0: "{count}개 그려요."}
    )
    assert list(Rules("ko.po", "ko", "ko", {}).forms(entry)) == []
    entry.msgstr_plural[0] = "{box}개 그려요."
    assert [problem.what for problem in Rules("ko.po", "ko", "ko", {}).forms(entry)] == [
        "a has {box}, which is not in its source"
    ]
