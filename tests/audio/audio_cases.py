"""Small episodes for the tests of sound."""

from __future__ import annotations

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
