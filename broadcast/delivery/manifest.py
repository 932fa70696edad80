"""manifest.json: every file of a package with size and hash, what made it, and under which licence.

Nothing in it is from now: two builds of the same input have the same manifest. Its own hash is that of the manifest
with the field empty, and its bytes follow from what it says: a space that somebody added is a change.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from broadcast import __version__
from broadcast.artifact import digest
from broadcast.episode.model import Episode
from broadcast.errors import InputError
from broadcast.unplugged.figures import Plain

NAME = "manifest.json"
SIGNATURE = "manifest.json.minisig"
"""Made of the manifest, where there is one: the only file that a manifest does not list."""
QUICK = 4 << 20
"""Bytes of a file that is hashed to see whether a package is still whole."""
WHEELS = (
    "av", "babel", "espeakng-loader", "ffmpeg-python", "fontpkg-ibm-plex-mono", "fonttools", "gTTS", "icu4py",
    "imageio-ffmpeg", "jinja2", "manimgx-fonts", "manimgx-fonts-cjk", "markdown-it-py", "mutagen", "numpy", "polib",
    "pydantic-monty", "pydub", "pypdfium2", "pysubs2", "python-docx", "reportlab", "soundfile", "soxr", "uharfbuzz",
)  # fmt: skip
"""What can change a byte of a package."""


class File(Plain):
    """One file."""

    path: str
    """Inside the package, with `/`."""
    size: int
    sha256: str


class Manifest(Plain):
    """What `manifest.json` says."""

    lesson: str
    language: str
    format: str
    title: str
    edition: str
    date: str = ""
    licence: str
    credits: str
    program: str
    """Version of the program."""
    wheels: dict[str, str]
    architecture: str
    """Sound and pictures may differ in their last bits between processors."""
    inputs: dict[str, str]
    """SHA-256 of everything that went in, by name."""
    files: tuple[File, ...]
    sha256: str = ""
    """Of this manifest with this field empty."""


def manifest(folder: Path, episode: Episode, inputs: Mapping[str, str]) -> Manifest:
    """The manifest of a package that is finished but for it."""
    made = Manifest(
        lesson=episode.lesson,
        language=episode.language,
        format=episode.format,
        title=episode.title,
        edition=episode.edition,
        date=episode.date,
        licence=episode.licence,
        credits=episode.credits,
        program=__version__,
        wheels=wheels(),
        architecture=platform.machine().lower(),
        inputs=dict(sorted(inputs.items())),
        files=files(folder),
    )
    return made.model_copy(update={"sha256": own_hash(made)})


def files(folder: Path) -> tuple[File, ...]:
    """Every file below a folder but the manifest and its signature, in the order of their paths."""
    named = sorted((path.relative_to(folder).as_posix(), path) for path in folder.rglob("*") if path.is_file())
    return tuple(
        File(path=name, size=path.stat().st_size, sha256=digest(path)) for name, path in named if name not in (NAME, SIGNATURE)
    )


@cache
def wheels() -> dict[str, str]:
    """Versions of what is installed: they do not change while the program runs."""
    found = {}
    for name in WHEELS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def own_hash(made: Manifest) -> str:
    return _hash(made.model_dump(mode="json"))


def _hash(fields: dict[str, Any]) -> str:
    return hashlib.sha256(_text({**fields, "sha256": ""}).encode()).hexdigest()


def unchanged(folder: Path, inputs: Mapping[str, str], media: Iterable[str]) -> bool:
    """Is this package there, of the same inputs, program and wheels, complete in these media?

    Files are judged by their sizes, those under 4 MB by their hashes too: `altered` is the thorough question.
    """
    try:
        made = read(folder)
    except InputError:
        return False
    if made.inputs != dict(inputs) or (made.program, made.wheels) != (__version__, wheels()):
        return False
    if not all(any(file.path.startswith(f"{medium}/") for file in made.files) for medium in media):
        return False
    return all(intact(folder / file.path, file) for file in made.files)


def intact(path: Path, file: File, thorough: bool = False) -> bool:
    """Is the file as the manifest says? Only the thorough look reads files over 4 MB."""
    try:
        return path.stat().st_size == file.size and ((file.size > QUICK and not thorough) or digest(path) == file.sha256)
    except OSError:
        return False


def _text(fields: dict[str, Any]) -> str:
    return json.dumps(fields, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write(folder: Path, episode: Episode, inputs: Mapping[str, str]) -> Manifest:
    """Write the manifest of a package that is finished but for it."""
    made = manifest(folder, episode, inputs)
    (folder / NAME).write_text(_text(made.model_dump(mode="json")), "utf-8", newline="\n")
    return made


def read(folder: Path) -> Manifest:
    """The manifest of a package; InputError when there is none, when it is no manifest, or when it was edited."""
    path = folder / NAME
    try:
        data = path.read_bytes()
        made = Manifest.model_validate_json(data)
    except OSError as error:
        raise InputError("there is no manifest", file=str(path), remedy="Name the folder of a package") from error
    except ValueError as error:
        raise InputError("the manifest is damaged", file=str(path), remedy=AGAIN) from error
    if not _untouched(data):
        raise InputError("the manifest was changed since it was made", file=str(path), remedy=AGAIN)
    return made


AGAIN = "Trust nothing in this package: get it again, or move it away and build it again"


def _untouched(data: bytes) -> bool:
    """Are these the bytes that the program wrote? Judged by the file, so that one of another version's fields can be too."""
    fields = json.loads(data)
    return bool(_text(fields).encode() == data and _hash(fields) == fields["sha256"])


def altered(folder: Path, made: Manifest) -> tuple[str, ...]:
    """One sentence for each file that is missing, changed or not listed; links and empty folders are not listed."""
    there = {file.path: file for file in files(folder)}
    listed = {file.path: file for file in made.files}
    missing = (f"{name}: missing" for name in listed if name not in there)
    changed = (f"{name}: changed" for name, file in listed.items() if there.get(name, file) != file)
    added = (f"{name}: not in the manifest" for name in there if name not in listed)
    return (*missing, *changed, *added, *(f"{name}: not in the manifest" for name in _strays(folder)))


def _strays(folder: Path) -> list[str]:
    """What lies in a package and is no file: links, empty folders, anything else that a system knows."""
    found = [path for path in folder.rglob("*") if path.is_symlink() or not path.is_file()]
    return sorted(
        path.relative_to(folder).as_posix() for path in found if path.is_symlink() or not path.is_dir() or not any(path.iterdir())
    )
