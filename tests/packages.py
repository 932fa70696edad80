"""Whole packages for tests: built by the command line in a process of its own, once a session, as a user would build them."""

from __future__ import annotations

import json
import os
import re
import resource
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
LESSONS = ("paper-robot", "box-with-a-name", "start-here", "for-facilitators")
LANGUAGES = ("en", "es-419")

COMMON = ("episode.json", "index.html", "manifest.json", "quality.json", "script.md")
RADIO = (
    "radio/cues.csv", "radio/liquidsoap.txt", "radio/programme.mp3", "radio/programme.wav", "radio/programme.xml", "radio/script.docx",
    "radio/script.pdf",
)  # fmt: skip
COPIES = ("radio/programme.flac", "radio/programme.mp2", "radio/stems/music-effects.flac", "radio/stems/speech.flac")
MESSAGE = ("radio/programme.opus",)
TV = (
    "tv/captions.srt", "tv/captions.ttml", "tv/captions.vtt", "tv/programme.mp4", "tv/rundown.csv", "tv/rundown.pdf", "tv/rundown.xlsx",
    "tv/script.docx", "tv/script.pdf", "tv/prompter.txt", "tv/prompter.rtf", "tv/prompter.html", "tv/graphics.csv",
    "tv/timeline.otio", "tv/timeline.edl",
)  # fmt: skip
PAPER = (
    "paper/answers-a4.pdf", "paper/answers-letter.pdf", "paper/guide-a4.pdf", "paper/guide-letter.pdf", "paper/items.json",
    "paper/worksheet-a4.pdf", "paper/worksheet-letter.pdf",
)  # fmt: skip
TREE = {
    "demo-5": (*COMMON, *PAPER, *RADIO, *TV),
    "radio-5": (*COMMON, *PAPER, *RADIO),
    "radio-25": (*COMMON, *PAPER, *RADIO, *COPIES, *MESSAGE),
    "tv-15": (*COMMON, *PAPER, *TV, "tv/captions.scc"),
    "simulcast-15": (*COMMON, *PAPER, *RADIO, *MESSAGE, *TV),
    "radio-15": (*COMMON, *PAPER, *RADIO, *COPIES, *MESSAGE),
}
"""What design says a package of each format holds, written out by hand."""
MORE = {"for-facilitators": ("paper/first-day-a4.pdf", "paper/first-day-letter.pdf")}
"""… and what the packages of one lesson hold beside it."""
SAMPLES = {
    "demo-5": 14_400_000,
    "simulcast-15": 43_200_000,
    "radio-15": 43_200_000,
    "radio-5": 14_400_000,
    "radio-25": 72_000_000,
}
FRAMES = {"demo-5": 7500, "simulcast-15": 22_500, "tv-15": 26_972}
MEMORY = 600_000_000
"""Bytes that a build may take."""

SMALL = """---
title: A small lesson
language: en
ages: 8-11
credits: A test
licence: CC BY 4.0
---

## One step

Our robot walks on squared paper. Today it walks a short way.

```robot grid=4x4 start=A1 facing=4
forward 2
right
forward 1
```
"""


@dataclass(frozen=True, slots=True)
class Done:
    """A command that came to its end."""

    status: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """The one sentence of a refusal; asserts that it is one, and status 2."""
        said = [line for line in self.err.splitlines() if line.startswith("broadcast: ")]
        assert self.status == 2, (self.status, self.err)
        assert "Traceback" not in self.err and "should not have happened" not in self.err, self.err
        assert len(said) == 1 and said[0].endswith("."), self.err
        return said[0]


def command(*args: object, cache: Path) -> list[str]:
    extra = ["--cache", str(cache)] if args[0] in ("build", "script", "season") else []
    return [sys.executable, "-m", "broadcast", *map(str, args), *extra]


def environment(**more: str) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1", **more}


def broadcast(*args: object, cache: Path, limit: int = 0, **env: str) -> Done:
    """Run a command; `limit` caps the size of any file it writes, in bytes."""

    def small() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = subprocess.run(
        command(*args, cache=cache), capture_output=True, cwd=ROOT, env=environment(**env), check=False, timeout=1800,
        preexec_fn=small if limit else None,
    )  # fmt: skip
    return Done(done.returncode, done.stdout.decode(), done.stderr.decode("utf-8", "replace"))


def lesson(folder: Path, text: str = SMALL) -> Path:
    """A folder with a lesson in it."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "lesson.md").write_text(text, "utf-8", newline="\n")
    return folder


def tree(folder: Path) -> list[str]:
    """Every file below a folder, by its path."""
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def contents(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in tree(folder)}


def read(folder: Path, name: str) -> Any:
    return json.loads((folder / name).read_text("utf-8"))


def cues(folder: Path) -> list[dict[str, Any]]:
    return [cue for segment in read(folder, "episode.json")["segments"] for cue in segment["cues"]]


def ffmpeg(*args: object) -> tuple[str, str]:
    """stdout and stderr of the ffmpeg of the wheels."""
    import imageio_ffmpeg

    done = subprocess.run(
        [imageio_ffmpeg.get_ffmpeg_exe(), "-nostdin", *map(str, args)], capture_output=True, check=True, timeout=900
    )
    return done.stdout.decode(), done.stderr.decode("utf-8", "replace")


def letters(text: str) -> str:
    """Letters and digits alone, so that lines, columns and hyphens of a page do not count."""
    return re.sub(r"[\W_]+", "", text.replace("\u00ad", "").casefold())


def empty(folder: Path, allowed: Sequence[str] = ()) -> bool:
    """Is nothing there, not even what is hidden, but these?"""
    return not folder.exists() or not [name for name in tree(folder) if name not in allowed]
