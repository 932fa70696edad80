"""A new language begun: its two files, filled in as far as CLDR, ICU and the program's own tables know, the rest to be written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from babel.core import Locale, UnknownLocaleError, get_global
from gtts.lang import tts_langs

from broadcast.audio.voices.espeak import named
from broadcast.drawing.scripts import setting
from broadcast.errors import InputError
from broadcast.language import plurals, po_program, po_update
from broadcast.language.catalogue import SOURCE
from broadcast.language.model import every, family, path_of, reread
from broadcast.language.numbers import styles
from broadcast.language.tags import complete, resolved
from broadcast.tv.eia608 import unspelled

UNSPACED = frozenset({"Hans", "Hant", "Jpan", "Thai", "Laoo", "Khmr", "Mymr"})
CAPTIONS = {"Hans": (16, 9), "Hant": (16, 9), "Jpan": (13, 4), "Kore": (16, 12)}
"""Letters of a caption's line and a second, where a script has its own custom; others take 42 and 17."""
WRITTEN = re.compile(r"""^(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w-]+)\s*=""")


def begin(tag: str) -> tuple[Path, Path, list[str]]:
    """Write `<tag>.toml` and `<tag>.po`; returns them with the tables that are still to write. InputError for a language that there is."""
    locale = _locale(tag)
    known = resolved(tag, every())
    if known == tag or (known and not locale.territory):
        raise InputError(
            f"{tag} is there already, as {known}", remedy=f"Go on with it: `broadcast translate --catalogue -l {known}`"
        )
    data = path_of(tag)
    tables: list[str] = []
    if known:
        text = region(tag, locale, family(known)[0])
    else:
        text, tables = scaffold(tag, locale, path_of(SOURCE).read_text("utf-8"))
    data.write_text(text, "utf-8", newline="\n")
    reread()
    task = po_program.task(tag)
    po_update.update(task)
    return data, task.path, tables


def _locale(tag: str) -> Locale:
    """What CLDR has of a language; InputError where that is nothing."""
    if not re.fullmatch(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|\d{3}))?", tag) or complete(tag) is None:
        raise InputError(f"{tag!r} is no tag of a language", remedy="Write one of BCP 47, like fr, sw, sr-Latn or pt-BR")
    try:
        return Locale.parse(tag, sep="-")
    except (UnknownLocaleError, ValueError) as error:
        raise InputError(f"CLDR knows nothing of {tag!r}", remedy="Take the tag of the language without a region") from error


def region(tag: str, locale: Locale, over: str) -> str:
    """The data file of a region: the language that it lies over, and its names."""
    name = locale.get_display_name(SOURCE)
    return (
        f"# What {name} says otherwise than {over}: only what differs stands here and in {tag}.po.\n"
        f'over = "{over}"\nname = "{locale.get_display_name(locale) or tag}"\nenglish = "{name}"\nlocale = "{tag}"\nreviewed = false\n'
    )


def scaffold(tag: str, locale: Locale, english: str) -> tuple[str, list[str]]:
    """The data file: what is known, then every table of the English one with its lines as a reminder; and the tables' names."""
    rows = english.split("\n")
    tables = [
        match[1]
        for row in rows
        if (match := re.fullmatch(r"\[([\w.]+)\]", row)) and match[1].partition(".")[0] not in ("espeak", "gtts")
    ]
    name = locale.get_display_name(SOURCE)
    head = [
        f"# What is particular to {name}. Figures carry their source.",
        "# Still to write: every line that begins with `#~`, which shows the English. Write it in this language and take the `#~` away.",
        f"# Tables: {', '.join(tables)}. Then see `broadcast languages`.",
        *_head(tag, locale),
        "",
        *_voices(tag),
    ]
    start = rows.index("[symbols]")
    numbers = rows.index("[numbers]")
    body = [*_reminders(rows[start:numbers]), *_numbers(tag), *_reminders(rows[rows.index("", numbers) :])]
    if locale.number_symbols.get("latn", {}).get("decimal") == ",":
        body.insert(body.index("[symbols]") + 1, '"decimal comma" = "yes"')
    return "\n".join([*head, *body, ""]).rstrip("\n") + "\n", [*tables, *(["nouns"] if "[nouns]" in body else [])]


def _head(tag: str, locale: Locale) -> Iterator[str]:
    script = (complete(tag) or ("", "Latn", ""))[1]
    how = setting(tag)
    letters, reading = CAPTIONS.get(script, (42, 17))
    decimal = locale.number_symbols.get("latn", {}).get("decimal", ".")
    yield f'name = "{locale.get_display_name(locale) or tag}"'
    yield f'english = "{locale.get_display_name(SOURCE)}"'
    yield f'locale = "{tag}"'
    yield "reviewed = false"
    yield f'script = "{script}"'
    yield f'iso639 = "{_three(locale.language)}"'
    yield f"fonts = [{', '.join(f'{chr(34)}{font}{chr(34)}' for font in how.fonts)}]"
    yield f'breaks = "{how.breaks}"'
    yield f"leading = {how.leading}"
    yield f"spaced = {str(script not in UNSPACED).lower()}"
    yield f'sentence_space = "{"" if script in ("Hans", "Hant", "Jpan") else " "}"'
    yield "# To be measured with the voice: English has 130."
    yield "words_a_minute = 130"
    yield "# Up to an age, the most words of a sentence: the English figures, to be judged for this language."
    yield "sentence_words = [[9, 12], [11, 14], [14, 18], [99, 22]]"
    yield f"caption_letters = {letters}"
    yield f"caption_reading = {reading}"
    yield "# Its letters are those of the months, days and countries in CLDR."
    yield f"eia608 = {str(script == 'Latn' and not unspelled(_letters(locale))).lower()}"
    yield "# As school books print them."
    yield 'quotes = ["“", "”"]'
    yield f"# Numbers are written with {decimal!r} before the decimals; plural forms: {', '.join(plurals.categories(tag))}."


def _numbers(tag: str) -> Iterator[str]:
    """The styles that ICU tells apart, and the table of the nouns that ask for them, of which no English line could remind."""
    known = styles(tag)
    yield "[numbers]"
    yield "# Style of a slot → ICU's rule set. These ICU tells apart, among the usual ones; what a counter wants is to be added."
    yield from (f'{style} = "{rules}"' for style, rules in known.items())
    if cardinal := [style for style in known if not style.startswith("o")]:
        yield ""
        yield "[nouns]"
        yield "# Style → the nouns that ask for it behind a number, as a regular expression: '(?:casas?|vez(?:es)?)'."
        yield from (f"#~ {style} = '(?:…)'" for style in cardinal)


def _letters(locale: Locale) -> str:
    """A text of what CLDR has most surely in the language itself."""
    months, days = locale.months["format"]["wide"], locale.days["format"]["wide"]
    return "".join([*months.values(), *days.values(), *locale.territories.values()])


def _voices(tag: str) -> Iterator[str]:
    """Two voices of espeak-ng and the one of gTTS, where they have the language; where not, what is to be written."""
    voice = named(tag)
    for role, variant, pitch in (("presenter", "m3", 50), ("second", "f3", 55)):
        yield f"[espeak.{role}]"
        if not voice:
            yield f"# espeak-ng does not speak {tag}: record takes, or name another engine."
        for key, value in (("voice", f'"{voice or tag}+{variant}"'), ("pitch", pitch), ("range", 65), ("speed", 136), ("gap", 1)):
            yield f"{key} = {value}" if voice else f"#~ {key} = {value}"
        yield ""
    code = next((code for code in (tag, tag.partition("-")[0]) if code in tts_langs()), "")
    yield "[gtts]"
    if code:
        yield f'lang = "{code}"'
        yield 'tld = "com"'
        yield 'tempo = "0.9"'
    else:
        yield f"# Google has no voice for {tag}."
    yield ""


def _reminders(rows: list[str]) -> Iterator[str]:
    """Tables with their lines as reminders; heads and comments stay."""
    for row in rows:
        yield row if not row.strip() or (row.startswith(("#", "[")) and not WRITTEN.match(row)) else f"#~ {row}"


def _three(language: str) -> str:
    """The three letters of ISO 639-2/T that CLDR takes for an alias of the two."""
    found = [code for code, two in get_global("language_aliases").items() if two == language and len(code) == 3]
    best = min(found, key=lambda code: (not code.startswith(language), code[0] != language[0], code), default="und")
    return language if len(language) == 3 else best
