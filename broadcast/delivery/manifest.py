"""manifest.json: every file of a package with size and hash, what made it, and under which licence.

Nothing in it is from now: two builds of the same input have the same manifest. Its own hash is that of the manifest
with the field empty.
"""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Iterable, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from broadcast import __version__
from broadcast.artifact import digest
from broadcast.episode.model import Episode
from broadcast.errors import InputError
from broadcast.unplugged.figures import Plain

NAME = "manifest.json"
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
    """Every file below a folder but the manifest, in the order of their paths."""
    found = sorted(path for path in folder.rglob("*") if path.is_file())
    named = [(path.relative_to(folder).as_posix(), path) for path in found]
    return tuple(File(path=name, size=path.stat().st_size, sha256=digest(path)) for name, path in sorted(named) if name != NAME)


def wheels() -> dict[str, str]:
    found = {}
    for name in WHEELS:
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found


def own_hash(made: Manifest) -> str:
    return hashlib.sha256(_text(made.model_copy(update={"sha256": ""})).encode()).hexdigest()


def unchanged(folder: Path, inputs: Mapping[str, str], media: Iterable[str]) -> bool:
    """Is this package there, of the same inputs, program and wheels, complete in these media?

    Files are judged by their sizes, those under 4 MB by their hashes too: `altered` is the thorough question.
    """
    try:
        made = read(folder)
    except InputError:
        return False
    if own_hash(made) != made.sha256 or made.inputs != dict(inputs) or (made.program, made.wheels) != (__version__, wheels()):
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


def _text(made: Manifest) -> str:
    return json.dumps(made.model_dump(mode="json"), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def write(folder: Path, episode: Episode, inputs: Mapping[str, str]) -> Manifest:
    """Write the manifest of a package that is finished but for it."""
    made = manifest(folder, episode, inputs)
    (folder / NAME).write_text(_text(made), "utf-8", newline="\n")
    return made


def read(folder: Path) -> Manifest:
    """The manifest of a package; InputError when there is none or it is no manifest."""
    path = folder / NAME
    try:
        return Manifest.model_validate_json(path.read_bytes())
    except OSError as error:
        raise InputError("there is no manifest", file=str(path), remedy="Name the folder of a package") from error
    except ValueError as error:
        raise InputError("the manifest is damaged", file=str(path), remedy="Build the package again") from error


def altered(folder: Path, made: Manifest) -> tuple[str, ...]:
    """One sentence for each file that is missing, changed or not listed, and for a manifest that was changed itself."""
    there = {file.path: file for file in files(folder)}
    listed = {file.path: file for file in made.files}
    found = [] if own_hash(made) == made.sha256 else [f"{NAME}: its own hash is another"]
    for name, file in listed.items():
        if name not in there:
            found.append(f"{name}: missing")
        elif there[name] != file:
            found.append(f"{name}: changed")
    return tuple(found + [f"{name}: not in the manifest" for name in there if name not in listed])
