"""The table of everything that a package holds.

A row is a path in the package, the media it belongs to, what it needs to be there first, and the function that writes it.
To add a deliverable: one file in its medium's folder, one row here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from broadcast import paper, radio, script, tv
from broadcast.artifact import Store
from broadcast.audio.files import mp3
from broadcast.audio.programme import programme
from broadcast.audio.speech import Speeches
from broadcast.episode.format import Format
from broadcast.episode.model import Episode
from broadcast.language.catalogue import Messages

WAV = "radio/programme.wav"


@dataclass(frozen=True, slots=True)
class Job:
    """One package on its way: what every row may use."""

    episode: Episode
    messages: Messages
    form: Format
    speeches: Speeches | None
    """None where only paper is made."""
    store: Store
    folder: Path
    """The package while it is being made."""
    progress: Callable[..., None]

    @property
    def wav(self) -> Path:
        """The programme's sound: in the package where radio is wanted, else only while the others are made from it."""
        return self.folder / (WAV if (self.folder / "radio").is_dir() else ".programme.wav")


@dataclass(frozen=True, slots=True)
class Output:
    """A row: `make(job, path)` writes the file."""

    path: str
    media: str
    """`radio`, `tv`, `paper`, or `all` for what every package has."""
    make: Callable[[Job, Path], Any]
    after: str = ""
    """`sound` for what is made from the finished programme."""


def _plain(writer: Callable[..., Any], **more: Any) -> Callable[[Job, Path], Any]:
    return lambda job, path: writer(path, job.episode, job.messages, **more)


OUTPUTS: tuple[Output, ...] = (
    Output("episode.json", "all", lambda job, path: path.write_text(job.episode.model_dump_json(indent=1) + "\n", "utf-8", newline="\n")),
    Output("script.md", "all", _plain(script.markdown)),
    Output("radio/script.pdf", "radio", _plain(radio.script_pdf)),
    Output("radio/script.docx", "radio", _plain(radio.script_docx)),
    Output(WAV, "radio", lambda job, path: None, after="sound"),
    Output("radio/programme.mp3", "radio", lambda job, path: mp3(path, job.wav, job.episode, job.messages), after="sound"),
    Output("radio/cues.csv", "radio", _plain(radio.cues)),
    Output("tv/script.pdf", "tv", _plain(tv.script_pdf)),
    Output("tv/script.docx", "tv", _plain(tv.script_docx)),
    Output("tv/rundown.csv", "tv", _plain(tv.rundown)),
    Output("tv/prompter.txt", "tv", _plain(tv.prompter)),
    Output("tv/captions.srt", "tv", _plain(tv.captions_srt)),
    Output("tv/captions.vtt", "tv", _plain(tv.captions_vtt)),
    Output(
        "tv/programme.mp4", "tv", after="sound",
        make=lambda job, path: tv.video(path, job.episode, job.messages, job.wav, job.store, progress=job.progress),
    ),
    Output("paper/worksheet-a4.pdf", "paper", _plain(paper.worksheet, page="a4")),
    Output("paper/worksheet-letter.pdf", "paper", _plain(paper.worksheet, page="letter")),
    Output("paper/answers-a4.pdf", "paper", _plain(paper.answers, page="a4")),
    Output("paper/answers-letter.pdf", "paper", _plain(paper.answers, page="letter")),
    Output("paper/guide-a4.pdf", "paper", _plain(paper.guide, page="a4")),
    Output("paper/guide-letter.pdf", "paper", _plain(paper.guide, page="letter")),
    Output("paper/items.json", "paper", _plain(paper.items)),
)  # fmt: skip


def rows(media: frozenset[str]) -> tuple[Output, ...]:
    """The rows of these media."""
    return tuple(row for row in OUTPUTS if row.media == "all" or row.media in media)


def sound(job: Job) -> None:
    """The programme itself, from which others are made."""
    assert job.speeches is not None
    programme(job.wav, job.episode, job.speeches, job.form.profile, job.store)
