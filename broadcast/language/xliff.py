"""A catalogue as XLIFF 2.0 and back: a unit a text, what stands in braces as `<ph>`, the notes, and how far it is done.

A plural message is a `<group>` with a unit a form, for XLIFF 2.0 has no plurals of its own. What is fuzzy has a target
and the state `initial`; what a translator gives back as `translated`, `reviewed` or `final` counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.sax.saxutils import escape, quoteattr

import polib

SPACE = "urn:oasis:names:tc:xliff:document:2.0"
PLACE = re.compile(r"\{[^{}]*\}")
GROUPED = re.compile(r"(?P<key>.+)\[(?P<form>\d)\]")


def written(made: polib.POFile, *, source: str, target: str, original: str) -> str:
    """The document; `original` names the catalogue it is of."""
    rows = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<xliff xmlns="{SPACE}" version="2.0" srcLang={quoteattr(source)} trgLang={quoteattr(target)}>',
        f'  <file id="f1" original={quoteattr(original)}>',
    ]
    for number, entry in enumerate((entry for entry in made if not entry.obsolete), 1):
        if entry.msgid_plural:
            rows.append(f'    <group id="g{number}" name={quoteattr(entry.msgctxt)}>')
            for form, words in sorted(entry.msgstr_plural.items()):
                # CLDR's first form is nearest to English *one*, every other to *other*.
                text = entry.msgid if int(form) == 0 and len(entry.msgstr_plural) > 1 else entry.msgid_plural
                rows += _unit(f"u{number}.{form}", f"{entry.msgctxt}[{form}]", text, words, entry, "      ")
            rows.append("    </group>")
        else:
            rows += _unit(f"u{number}", entry.msgctxt, entry.msgid, entry.msgstr, entry, "    ")
    return "\n".join([*rows, "  </file>", "</xliff>", ""])


def _unit(name: str, key: str, source: str, target: str, entry: polib.POEntry, edge: str) -> Iterator[str]:
    places = list(dict.fromkeys(PLACE.findall(source) + PLACE.findall(target)))
    data = {place: f"d{number}" for number, place in enumerate(places, 1)}
    yield f"{edge}<unit id={quoteattr(name)} name={quoteattr(key)}>"
    notes = [("description", entry.comment), ("translator", entry.tcomment), ("previous", entry.previous_msgid or "")]
    notes += [("location", ":".join(part for part in place if part)) for place in entry.occurrences]
    if any(text for _, text in notes):
        yield f"{edge}  <notes>"
        for category, text in notes:
            if text:
                yield f'{edge}    <note category="{category}">{escape(text)}</note>'
        yield f"{edge}  </notes>"
    if data:
        yield f"{edge}  <originalData>"
        for place, at in data.items():
            yield f'{edge}    <data id="{at}">{escape(place)}</data>'
        yield f"{edge}  </originalData>"
    fuzzy = ' subState="po:fuzzy"' if entry.fuzzy and target else ""
    yield f'{edge}  <segment state="{"translated" if target and not entry.fuzzy else "initial"}"{fuzzy}>'
    yield f'{edge}    <source xml:space="preserve">{_inline(source, data)}</source>'
    if target:
        yield f'{edge}    <target xml:space="preserve">{_inline(target, data, source)}</target>'
    yield f"{edge}  </segment>"
    yield f"{edge}</unit>"


def _inline(text: str, data: dict[str, str], source: str = "") -> str:
    """Text with its places as `<ph>`. One that the source has too has the same id in both."""
    ids = [f"p{number}" for number in range(1, len(PLACE.findall(source or text)) + 1)]
    free = dict.fromkeys(range(len(ids)))
    known = PLACE.findall(source or text)
    out, at, more = [], 0, len(ids)
    for match in PLACE.finditer(text):
        out.append(escape(text[at : match.start()]))
        at = match.end()
        place = next((number for number in free if _name(known[number]) == _name(match[0])), None)
        if place is None:
            more += 1
            identity = f"p{more}"
        else:
            identity = ids[place]
            free.pop(place)
        out.append(f'<ph id="{identity}" equiv={quoteattr(match[0].strip("{}"))} dataRef="{data[match[0]]}"/>')
    return "".join(out) + escape(text[at:])


def _name(place: str) -> str:
    """A slot without its style, which a language chooses."""
    return place.partition(":")[0].rstrip("}")
