"""What a package depends on, by name: hashes that stand in its manifest, and by which an unchanged one is known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path

from broadcast.artifact import digest, key
from broadcast.assets import media
from broadcast.audio.voices import engine
from broadcast.episode.format import Format
from broadcast.language.model import family
from broadcast.lesson.model import Lesson, Picture
from broadcast.tv.masters import Master


def common(tag: str, form: Format, engines: Mapping[str, str], master: Master | None) -> dict[str, str]:
    """What every package depends on: the program, the language, the format, the voices."""
    return {
        **language(tag),
        "program": program(),
        "music": music(),
        "format": key(form),
        "voice": key([(role, name, engine(name).version()) for role, name in sorted(engines.items())]),
        **({"master": master.name, "master-file": key(master)} if master else {}),
    }


def words(local: Lesson) -> dict[str, str]:
    """What the lesson says in the order's language, and its pictures; not when it is aired."""
    folder = Path(local.folder)
    pictures = [digest(folder / block.path) for step in local.steps for block in step.blocks if isinstance(block, Picture)]
    return {"lesson": key(repr(replace(local, number=0, date="")), pictures)}


def aired(number: int, date: str) -> dict[str, str]:
    """The episode's number and day."""
    return {"aired": key(number, date)}


def takes(folder: Path | None, tag: str) -> dict[str, str]:
    """What people recorded."""
    return _files(folder / tag, "takes") if folder else {}


@cache
def program() -> str:
    """The program itself: it does not change while it runs."""
    root = Path(__file__).resolve().parents[1]
    return key([(path.relative_to(root).as_posix(), digest(path)) for path in sorted(root.rglob("*.py"))])


@cache
def music() -> str:
    return key([(path.name, digest(path)) for path in sorted((media() / "music").glob("*")) if path.is_file()])


@cache
def language(tag: str) -> Mapping[str, str]:
    """The files of a language, and of the one it lies over."""
    found = [_files(media() / "languages", "language", f"{each}.*") for each in family(tag)]
    return {name: sha for each in found for name, sha in each.items()}


def reread() -> None:
    """Look at the files again: one of a language, of music or of the program was written."""
    for known in (program, music, language):
        known.cache_clear()


def _files(folder: Path, name: str, pattern: str = "*") -> dict[str, str]:
    if not folder.is_dir():
        return {}
    return {f"{name}/{path.name}": digest(path) for path in sorted(folder.glob(pattern)) if path.is_file()}
