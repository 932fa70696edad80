"""Takes the project out of a Scratch file (`.sb3`, `.sprite3`), which is a ZIP with pictures and sounds beside it.

Nothing is unpacked to a disk and only the one JSON is inflated. Everything is asked before work is done: the directory of the ZIP before it is
read, sizes before anything is inflated, and what comes out is counted while it comes.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib

from broadcast.errors import ProgramError

MOST_BYTES, MOST_DIRECTORY, MOST_INSIDE, MOST_JSON, MOST_RATIO = 100_000_000, 500_000, 3000, 5_000_000, 200
"""Of the file, of its directory, files in it, bytes of its JSON, times that the JSON may be larger than packed (real ones: 5 to 30)."""
WANTED = ("project.json", "sprite.json")
END = struct.Struct("<4s4H2LH")


def unpacked(data: bytes) -> str:
    """The `project.json` or `sprite.json` of a file; ProgramError where it is none, or one that should not be opened."""
    if data[:8] == b"ScratchV":
        raise _refusal("this project was made with Scratch 1", "Open it in Scratch 3 and save it again")
    if data[:4] != b"PK\x03\x04":
        raise _refusal("this is no Scratch project file", "Choose a file that ends in .sb3")
    if len(data) > MOST_BYTES:
        raise _refusal(f"the project file is larger than {MOST_BYTES // 1_000_000} million bytes", "Take out sounds and pictures")
    _directory(data)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            text = _inflated(opened, _entry(opened.infolist()))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, struct.error, OverflowError):
        raise _refusal("the project file is damaged", "Save it from Scratch again") from None
    try:
        return text.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _refusal("the project in the file is no text", "Save it from Scratch again") from None


def _refusal(what: str, remedy: str) -> ProgramError:
    return ProgramError(what, remedy=remedy)


def _directory(data: bytes) -> None:
    """The ZIP's own account of itself, read before `zipfile` reads the whole directory."""
    at = data.rfind(b"PK\x05\x06", max(0, len(data) - 65_557))
    if at < 0 or at + END.size > len(data):
        raise _refusal("the project file is damaged", "Save it from Scratch again")
    _, disk, first, here, entries, size, _, _ = END.unpack_from(data, at)
    if data[max(0, at - 20) : at].startswith(b"PK\x06\x07") or disk or first or here != entries:
        raise _refusal("the project file is packed in a way that Scratch does not pack", "Save it from Scratch again")
    if entries > MOST_INSIDE or size > MOST_DIRECTORY:
        raise _refusal(f"the project file holds more than {MOST_INSIDE} files", "Take out sounds and pictures")


def _entry(entries: list[zipfile.ZipInfo]) -> zipfile.ZipInfo:
    """The one file with the project."""
    for entry in entries:
        name = entry.filename
        if name.startswith(("/", "\\")) or ".." in name.replace("\\", "/").split("/") or ":" in name:
            raise _refusal("the project file has names that lead out of it", "Save it from Scratch again")
    found = [entry for entry in entries if entry.filename.lower() in WANTED]
    if not found:
        old = any(entry.filename.lower().endswith(".json") for entry in entries)
        raise _refusal(
            "there is no project.json in the file" + (", only another JSON" if old else ""), "Save it from Scratch again"
        )
    if len(found) > 1:
        raise _refusal("there are several projects in the file", "Save it from Scratch again")
    entry = found[0]
    if entry.flag_bits & 1:
        raise _refusal("the project file is locked with a password", "Save it without one")
    if entry.file_size > MOST_JSON:
        raise _refusal(f"the project is larger than {MOST_JSON // 1_000_000} million letters", "Make the project smaller")
    if entry.file_size > 100_000 and entry.file_size > MOST_RATIO * max(1, entry.compress_size):
        raise _refusal("the project file is packed so tightly that it is no real project", "Save it from Scratch again")
    return entry


def _inflated(opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """What the entry holds; a file that is larger than it says is stopped on the way."""
    with opened.open(entry) as stream:
        text = stream.read(min(entry.file_size, MOST_JSON) + 1)
    if len(text) > entry.file_size:
        raise _refusal("the project in the file is larger than the file says", "Save it from Scratch again")
    return text
