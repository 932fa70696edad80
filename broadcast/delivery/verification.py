"""What a package claims, measured again: hashes, then lengths, loudness, captions, keys, fonts and text."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from broadcast.delivery import manifest, quality
from broadcast.delivery.manifest import Manifest
from broadcast.episode import format as formats
from broadcast.episode.model import Episode
from broadcast.errors import InputError
from broadcast.language.catalogue import messages
from broadcast.tv import masters

SAID = ("lesson", "language", "format", "title", "edition", "date", "licence", "credits")
"""What the manifest says and the episode too."""


def differences(folder: Path) -> tuple[str, ...]:
    """One line for each thing that is not as the package claims; what is altered is not measured any more.

    InputError where the manifest cannot be believed.
    """
    made = manifest.read(folder)
    return manifest.altered(folder, made) or tuple(_measured(folder, made))


def _measured(folder: Path, made: Manifest) -> Iterator[str]:
    episode = _episode(folder)
    for name in SAID:
        if getattr(made, name) != getattr(episode, name):
            yield f"{name} of {manifest.NAME}: {getattr(made, name)} (the episode: {getattr(episode, name)})"
    claimed = quality.read(folder)
    name = made.inputs.get("master", "")
    words = messages(made.language).toward(episode.audience)
    form = formats.load(made.format)
    package = quality.Package(folder, episode, words, form, master=masters.load(name) if name in masters.names() else None)
    found = [check for check in quality.examine(package) if check.file]
    for check in found:
        if check not in claimed:
            yield f"{check.check} of {check.file}: {check.value}"
    for check in claimed:
        if not check.ok:
            yield f"{check.check} of {check.file or 'the episode'}: {check.value} (limit {check.limit})"
        elif check.file and check not in found:
            yield f"{check.check} of {check.file}: {check.value} is claimed and not found"


def _episode(folder: Path) -> Episode:
    path = folder / "episode.json"
    try:
        return Episode.model_validate_json(path.read_bytes())
    except (OSError, ValueError) as error:
        raise InputError("the episode cannot be read", file=str(path), remedy="Build the package again") from error
