"""Small episodes for the tests of sound."""

from __future__ import annotations

from collections.abc import Mapping

from broadcast.audio.speech import Speech, parts
from broadcast.episode.model import Cue, Episode, Part, Segment

LANGUAGES = ("en", "es-419")


def say(name: str, text: str, role: str = "presenter") -> Cue:
    return Cue(id=name, number=1, kind="say", role=role, text=text, spoken=text)  # type: ignore[arg-type]


def act(name: str, *texts: str, wait: int = 3 * 48000) -> Cue:
    return Cue(
        id=name, number=1, kind="act", role="presenter", parts=tuple(Part(text=text, spoken=text, wait=wait) for text in texts)
    )


def episode(tag: str, *cues: Cue, length: int = 0) -> Episode:
    return Episode(
        lesson="robot", language=tag, format="demo-5", media=("radio",), title="The paper robot", edition=f"L01·{tag}·1", ages=(8, 11),
        slot="00:05:00", length=length, licence="CC BY 4.0", credits="the project",
        segments=(Segment(id="s1", title="Opening", slug="OPEN", cues=cues),),
    )  # fmt: skip


def music(name: str, sound: str, seconds: float) -> Cue:
    return Cue(id=name, number=1, kind="music", sound=sound, duration=round(seconds * 48000))


def effect(name: str, sound: str, seconds: float) -> Cue:
    return Cue(id=name, number=1, kind="effect", sound=sound, duration=round(seconds * 48000))


def wait(name: str, seconds: float) -> Cue:
    return Cue(id=name, number=1, kind="wait", wait="think", duration=round(seconds * 48000))


def timed(raw: Episode, speeches: Mapping[tuple[str, int], Speech | int], gap: int = 24000) -> Episode:
    """The cues one after the other, half a second apart after speech."""
    at = 0
    cues = []
    for cue in raw.cues:
        placed = []
        clock = 0
        for index, part in enumerate(parts(cue)):
            speech = speeches[cue.id, index]
            length = speech if isinstance(speech, int) else speech.length
            placed.append(part.model_copy(update={"start": clock, "duration": length}))
            clock += length + part.wait
        duration = clock + gap if placed else cue.duration
        cues.append(cue.model_copy(update={"start": at, "duration": duration, "parts": tuple(placed)}))
        at += duration
    segment = raw.segments[0].model_copy(update={"cues": tuple(cues)})
    return raw.model_copy(update={"segments": (segment,), "length": at})
