"""The table of everything that a package holds.

A row is a path in the package, the media it belongs to, what it needs to be there first, and the function that writes it.
To add a deliverable: one file in its medium's folder, one row here.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from broadcast import paper
from broadcast.artifact import Store
from broadcast.audio import encoded, files
from broadcast.audio.mix import mixer, programme
from broadcast.audio.plan import Source
from broadcast.audio.speech import Speeches
from broadcast.audio.stems import stem
from broadcast.episode.format import Copy, Format
from broadcast.episode.model import Episode
from broadcast.language.catalogue import Messages
from broadcast.radio import cues, playout, wave
from broadcast.radio import script as radio
from broadcast.script import markdown
from broadcast.tv import caption_files as captions
from broadcast.tv import caption_scc, caption_ttml
from broadcast.tv import script as tv
from broadcast.tv.graphics import graphics_csv
from broadcast.tv.master import film, write
from broadcast.tv.masters import Master
from broadcast.tv.prompter import prompter, prompter_html, prompter_rtf
from broadcast.tv.rundown import rundown
from broadcast.tv.rundown_pdf import rundown_pdf
from broadcast.tv.rundown_xlsx import rundown_xlsx
from broadcast.tv.timeline import timeline_edl, timeline_otio
from broadcast.tv.video import video

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
    master: Master | None = None
    """The station's master that is wanted beside the video."""

    @property
    def wav(self) -> Path:
        """The programme's sound: in the package where radio is wanted, else only while the others are made from it."""
        return self.folder / (WAV if (self.folder / WAV).parent.is_dir() else ".programme.wav")


@dataclass(frozen=True, slots=True)
class Output:
    """A row: `make(job, path)` writes the file."""

    path: str
    media: str
    """`radio`, `tv`, `paper`, or `all` for what every package has."""
    make: Callable[[Job, Path], Any] | None
    """None for the sound itself, which `sound` writes."""
    after: str = ""
    """`sound` for what is made from the finished programme."""
    timed: bool = False
    """Says when in the broadcast something happens: made again when a package gets its sound."""
    when: Callable[[Job], bool] = lambda job: True
    """Whether this package has it at all."""


def _plain(writer: Callable[..., Any], **more: Any) -> Callable[[Job, Path], Any]:
    return lambda job, path: writer(path, job.episode, job.messages, **more)


def _episode(job: Job, path: Path) -> None:
    path.write_text(job.episode.model_dump_json(indent=1) + "\n", "utf-8", newline="\n")


def _items(job: Job, path: Path) -> None:
    items = [item.model_dump(mode="json") for item in job.episode.items]
    path.write_text(json.dumps(items, ensure_ascii=False, indent=1) + "\n", "utf-8", newline="\n")


def _tags(episode: Episode) -> files.Tags:
    chapters = tuple(
        files.Chapter(segment.title, segment.start, segment.start + segment.duration) for segment in episode.segments
    )
    artist = ", ".join(name for name in (episode.presenter, episode.second) if name)
    return files.Tags(
        title=episode.title, artist=artist, album=episode.programme, language=episode.language, date=episode.date,
        track=episode.number, licence=f"{episode.licence} · {episode.credits}", chapters=chapters,
    )  # fmt: skip


def _tagged(encode: Callable[[Path, Path, files.Tags], None]) -> Callable[[Job, Path], None]:
    return lambda job, path: encode(path, job.wav, _tags(job.episode))


def _stem(source: Source) -> Callable[[Job, Path], None]:
    def make(job: Job, path: Path) -> None:
        assert job.speeches is not None
        stem(path, mixer(job.episode, job.speeches, job.store), source, job.wav, _tags(job.episode))

    return make


def _has(name: Copy) -> Callable[[Job], bool]:
    return lambda job: name in job.form.files


def _video(job: Job, path: Path) -> None:
    video(path, job.episode, job.messages, job.wav, job.store, lambda done, total: job.progress("video", done, total))


def _master(job: Job, path: Path) -> None:
    told = job.master
    assert told is not None
    gain = told.loudness - job.form.profile.loudness
    made = film(job.episode, job.messages, job.wav, told, gain)
    write(path, made, told.way, lambda done, total: job.progress("master", done, total))


def _start(job: Job) -> int | None:
    """Number of the first frame as the station's master has it, where there is one of the same rate."""
    return job.master.first if job.master is not None and job.master.rate == job.episode.frame_rate else None


def _scc(job: Job, path: Path) -> None:
    caption_scc.captions_scc(path, job.episode, job.messages, first=_start(job) or 0)


def _spelled(job: Job) -> bool:
    return not caption_scc.refusal(job.episode, job.messages)


def _otio(job: Job, path: Path) -> None:
    sound = f"../{WAV}" if job.wav == job.folder / WAV else ""
    timeline_otio(path, job.episode, job.messages, sound=sound, first=_start(job))


def _edl(job: Job, path: Path) -> None:
    timeline_edl(path, job.episode, job.messages, first=_start(job))


def _for_facilitators(job: Job) -> bool:
    return job.episode.audience == "facilitators"


OUTPUTS: tuple[Output, ...] = (
    Output("episode.json", "all", _episode),
    Output("script.md", "all", _plain(markdown.write)),
    Output("radio/script.pdf", "radio", _plain(radio.script_pdf)),
    Output("radio/script.docx", "radio", _plain(radio.script_docx)),
    Output(WAV, "radio", None, after="sound"),
    Output("radio/programme.mp3", "radio", _tagged(files.mp3), after="sound"),
    Output("radio/programme.flac", "radio", _tagged(encoded.flac), after="sound", when=_has("flac")),
    Output("radio/programme.mp2", "radio", lambda job, path: encoded.mp2(path, job.wav), after="sound", when=_has("mp2")),
    Output("radio/programme.opus", "radio", _tagged(encoded.opus), after="sound", when=_has("opus")),
    Output("radio/stems/speech.flac", "radio", _stem("speech"), after="sound", when=_has("stems")),
    Output("radio/stems/music-effects.flac", "radio", _stem("score"), after="sound", when=_has("stems")),
    Output("radio/liquidsoap.txt", "radio", lambda job, path: playout.liquidsoap(path, job.episode, _tags(job.episode))),
    Output("radio/programme.xml", "radio", lambda job, path: playout.rivendell(path, job.episode, _tags(job.episode))),
    Output("radio/cues.csv", "radio", _plain(cues.cues_csv)),
    Output("tv/script.pdf", "tv", _plain(tv.script_pdf)),
    Output("tv/script.docx", "tv", _plain(tv.script_docx)),
    Output("tv/rundown.csv", "tv", _plain(rundown)),
    Output("tv/rundown.xlsx", "tv", _plain(rundown_xlsx)),
    Output("tv/rundown.pdf", "tv", _plain(rundown_pdf)),
    Output("tv/prompter.txt", "tv", _plain(prompter)),
    Output("tv/prompter.rtf", "tv", _plain(prompter_rtf)),
    Output("tv/prompter.html", "tv", _plain(prompter_html)),
    Output("tv/graphics.csv", "tv", _plain(graphics_csv)),
    Output("tv/timeline.otio", "tv", _otio),
    Output("tv/timeline.edl", "tv", _edl),
    Output("tv/captions.srt", "tv", _plain(captions.captions_srt)),
    Output("tv/captions.vtt", "tv", _plain(captions.captions_vtt)),
    Output("tv/captions.ttml", "tv", _plain(caption_ttml.captions_ttml)),
    Output("tv/captions.scc", "tv", _scc, when=_spelled),
    Output("tv/programme.mp4", "tv", _video, after="sound"),
    Output("tv/master.mxf", "tv", _master, after="sound", when=lambda job: job.master is not None),
    Output("paper/worksheet-a4.pdf", "paper", _plain(paper.worksheet, page="a4")),
    Output("paper/worksheet-letter.pdf", "paper", _plain(paper.worksheet, page="letter")),
    Output("paper/answers-a4.pdf", "paper", _plain(paper.answers, page="a4")),
    Output("paper/answers-letter.pdf", "paper", _plain(paper.answers, page="letter")),
    Output("paper/guide-a4.pdf", "paper", _plain(paper.guide, page="a4"), timed=True),
    Output("paper/guide-letter.pdf", "paper", _plain(paper.guide, page="letter"), timed=True),
    Output("paper/first-day-a4.pdf", "paper", _plain(paper.first_day, page="a4"), when=_for_facilitators),
    Output("paper/first-day-letter.pdf", "paper", _plain(paper.first_day, page="letter"), when=_for_facilitators),
    Output("paper/items.json", "paper", _items),
)


def rows(media: frozenset[str]) -> tuple[Output, ...]:
    """The rows of these media."""
    return tuple(row for row in OUTPUTS if row.media == "all" or row.media in media)


def sound(job: Job) -> None:
    """The programme itself, from which others are made."""
    assert job.speeches is not None
    chunks = wave.before(job.episode), wave.after(job.episode, _tags(job.episode))
    made = programme(job.wav, job.episode, job.speeches, job.form.profile, job.store, chunks=chunks)
    wave.measured(job.wav, made.loudness)
