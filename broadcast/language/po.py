"""Catalogues of translations (PO), read and written; what is broken in one becomes a TranslationError with its line."""

from __future__ import annotations

import re
from pathlib import Path

import polib

from broadcast.errors import EnvironmentFault, TranslationError

LARGEST = 5_000_000
"""Bytes."""
WIDTH = 110
ROW = re.compile(r'(?:msgctxt|msgid|msgid_plural|msgstr|msgstr\[\d\])?\s*"(?:[^"\\]|\\.)*"')
UNREVIEWED = "No native speaker has reviewed this translation."


def catalogue(path: Path) -> polib.POFile:
    """The entries of a PO file; TranslationError where it cannot be read."""
    name = str(path)
    try:
        if path.stat().st_size > LARGEST:
            raise TranslationError(
                "the catalogue is larger than any lesson's", file=name, remedy="Make it again with `broadcast translate`"
            )
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise TranslationError("the catalogue is not UTF-8", file=name, remedy="Save it again with the encoding UTF-8") from error
    except OSError as error:
        raise TranslationError(f"the catalogue cannot be read ({error.strerror or error})", file=name) from error
    if "\0" in text:
        raise TranslationError("the catalogue is not a text", file=name, remedy="Save it again with the encoding UTF-8")
    if not text.strip():
        return polib.POFile(wrapwidth=WIDTH, encoding="utf-8")
    lines = _check_lines(text, name)
    try:
        # polib takes a text as well as a path; the first line keeps it from taking a short one for a name.
        found = polib.pofile("# \n" + text.replace("\r\n", "\n"), wrapwidth=WIDTH, encoding="utf-8")
    except (OSError, ValueError, IndexError, KeyError, AttributeError) as error:
        match = re.search(r"\(line (\d+)\)(?::\s*(.+))?", str(error))
        line = max(1, int(match[1]) - 1) if match else 0
        raise TranslationError(
            "the catalogue is broken" + (f": {match[2]}" if match and match[2] else ""),
            file=name,
            line=line,
            remedy="Each entry has msgctxt, msgid and msgstr, each text in quotation marks",
        ) from error
    seen: dict[str, int] = {}
    for entry in found:
        entry.linenum -= 1
        if entry.obsolete or not entry.msgctxt:
            continue
        if entry.msgctxt in seen:
            raise TranslationError(
                f"{entry.msgctxt} is in the catalogue twice",
                file=name,
                line=entry.linenum,
                remedy=f"Keep one; the first is in line {seen[entry.msgctxt]}",
            )
        entry.linenum = lines.get(entry.msgctxt, entry.linenum)
        seen[entry.msgctxt] = entry.linenum
    return found


def _check_lines(text: str, name: str) -> dict[str, int]:
    """polib lets an open quotation mark pass and loses a letter. Returns the line of each key's `msgctxt`."""
    found: dict[str, int] = {}
    for number, row in enumerate(text.split("\n"), 1):
        if row.startswith("msgctxt "):
            found.setdefault(row.strip()[9:-1], number)
        if row.strip() and not row.lstrip().startswith("#") and not ROW.fullmatch(row.strip()):
            raise TranslationError(
                "the catalogue is broken",
                file=name,
                line=number,
                remedy="Each entry has msgctxt, msgid and msgstr, each text in quotation marks",
            )
    return found


def save(found: polib.POFile, path: Path) -> None:
    """Write a catalogue by rename; EnvironmentFault where the folder refuses."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f".{path.name}.tmp")
        try:
            temporary.write_text(str(found).rstrip("\n") + "\n", encoding="utf-8", newline="\n")
            temporary.replace(path)
        finally:
            temporary.unlink(missing_ok=True)
    except OSError as error:
        raise EnvironmentFault(
            f"the catalogue cannot be written ({error.strerror or error})",
            file=str(path),
            remedy="Check the disk and your right to write there",
        ) from error
