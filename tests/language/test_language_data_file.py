"""What is wrong in a language's data file is said with its line and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadcast.errors import InputError
from broadcast.language.catalogue import messages
from broadcast.language.model import every, load, tags


@pytest.mark.parametrize(
    ("old", "new", "row", "says"),
    [
        ('english = "Spanish (Latin America)"\n', "", "", "the key english is missing"),
        ("words_a_minute = 126", 'words_a_minute = "fast"', "words_a_minute", "the key words_a_minute is wrong: it should be a valid integer"),
        ("reviewed = false", "reviewd = false", "reviewd", "the key reviewd is unknown. Did you mean reviewed?"),
        ("eia608 = true", "eia608 = maybe", "eia608", "is no TOML"),
        ("breaks = \"spaces\"", "breaks = \"words\"", "breaks", "the key breaks is wrong"),
        ("'\\bayer\\b'", "'\\b(ayer\\b'", "(ayer", "of rules.dated is no regular expression"),
        ("m = '(?:pasos", "m = '((?:pasos", "m = '((?:pasos", "of nouns.m is no regular expression"),
    ],
)  # fmt: skip
def test_a_spoiled_file(old: str, new: str, row: str, says: str, own_media: Path) -> None:
    path = own_media / "es-419.toml"
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    with pytest.raises(InputError) as caught:
        load("es-419")
        messages("es-419")
    assert says in str(caught.value) and caught.value.file == str(path)
    rows = path.read_text("utf-8").split("\n")
    assert row in rows[caught.value.line - 1] if row else caught.value.line == 0


def test_a_region_lies_over_its_language(own_media: Path) -> None:
    (own_media / "es-CO.toml").write_text(
        'over = "es-419"\nlocale = "es-CO"\nname = "español (Colombia)"\nenglish = "Spanish (Colombia)"\n\n[signs]\n"$" = "pesos"\n',
        "utf-8",
    )
    (own_media / "es-CO.po").write_text(
        'msgid ""\nmsgstr ""\n"Language: es-CO\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
        'msgctxt "act.beat.back"\nmsgid "Back!"\nmsgstr "¡Échate para atrás!"\n',
        "utf-8",
    )
    assert "es-CO" not in tags() and every()[-1] == "es-CO"
    region, under = load("es-CO"), load("es-419")
    assert (region.tag, region.over, region.fonts) == ("es-CO", "es-419", under.fonts)
    assert region.signs == {**under.signs, "$": "pesos"}
    words = messages("es-CO")
    assert words.text("act.beat.back") == "¡Échate para atrás!"
    assert words.text("act.beat.left") == messages("es-419").text("act.beat.left")
    assert not words.missing and words.language is region


def test_a_region_over_nothing_is_refused(own_media: Path) -> None:
    (own_media / "es-CO.toml").write_text('name = "x"\nover = "es"\n', "utf-8")
    with pytest.raises(InputError) as caught:
        load("es-CO")
    assert caught.value.line == 2 and "es-CO lies over 'es'" in caught.value.what
