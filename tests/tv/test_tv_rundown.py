"""The rundown's sums, the prompter's text, and the line that says what the screen shows."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from broadcast.language.catalogue import messages
from broadcast.timecode import SAMPLE_RATE, Rate, slot_frames
from broadcast.tv import describe
from broadcast.tv.prompter import prompter
from broadcast.tv.rundown import COLUMNS, rows, rundown
from broadcast.unplugged.model import Shot
from tests.sample import exemplar

SECONDS = {"25": 7500, "30000/1001": 8990}


@pytest.mark.parametrize("rate", sorted(SECONDS))
@pytest.mark.parametrize("tag", ["en", "es-419"])
def test_sums_are_exact(tmp_path: Path, rate: str, tag: str) -> None:
    episode = exemplar().model_copy(update={"frame_rate": rate})
    rundown(tmp_path / "r.csv", episode, messages(tag))
    data = (tmp_path / "r.csv").read_bytes()
    assert not data.startswith(b"\xef\xbb\xbf") and b"\r" not in data and data.endswith(b"\n")
    head, *body = csv.reader(data.decode("utf-8").splitlines())
    at = dict(zip(COLUMNS, range(len(head)), strict=True))
    assert len(body) == len(episode.segments)
    assert sum(int(row[at["frames"]]) for row in body) == SECONDS[rate] == slot_frames(episode.length, Rate.parse(rate))
    assert body[0][at["back"]] == body[-1][at["running"]]
    assert [row[at["start"]] for row in body[1:]] == [row[at["running"]] for row in body[:-1]]
    assert {row[at["type"]] for row in body} == {"VO"}


def test_a_take_makes_a_segment_sound_on_tape() -> None:
    episode = exemplar()
    opening = episode.segments[0]
    taken = opening.model_copy(
        update={"cues": tuple(cue.model_copy(update={"voice": "take" if cue.parts else ""}) for cue in opening.cues)}
    )
    music = opening.model_copy(update={"cues": opening.cues[:1]})
    types = [
        row.type for row in rows(episode.model_copy(update={"segments": (taken, music, *episode.segments[1:])}), messages("en"))
    ]
    assert types[:3] == ["SOT", "GFX", "VO"]


def test_prompter_has_every_spoken_word_and_every_pause(tmp_path: Path) -> None:
    episode = exemplar()
    prompter(tmp_path / "p.txt", episode, messages("en"))
    text = (tmp_path / "p.txt").read_text("utf-8")
    paragraphs = text.strip().split("\n\n")
    assert len(paragraphs) == len(episode.cues) + len(episode.segments)
    assert all(part.spoken in text for cue in episode.cues for part in cue.parts)
    assert "19 LUZ: A three!" in paragraphs
    assert "[PAUSE 20 s: think and write]" in paragraphs
    assert "8 AMINA: Forward! [PAUSE 3 s] Right! [PAUSE 3 s] Forward! [PAUSE 3 s]" in paragraphs
    assert paragraphs[5].startswith("4 AMINA: [to the teacher] Teacher: three children")


@pytest.mark.parametrize("tag", ["en", "es-419"])
def test_every_template_can_be_said(tag: str) -> None:
    """Each in one line, with its words; the two catalogues say it differently."""
    cue = exemplar().cues[0]
    said = set()
    for template in Shot.model_fields["template"].annotation.__args__:  # type: ignore[union-attr]
        line = describe.shot(cue.model_copy(update={"shot": Shot(template=template, heading="WORDS", box=3)}), messages(tag))
        assert "WORDS" in line and "\n" not in line
        said.add(line)
    assert len(said) == 12


def test_a_wait_is_a_countdown_and_nothing_is_nothing() -> None:
    episode, en = exemplar(), messages("en")
    assert describe.shot(episode.cues[13], en) == "Countdown ring: 20 s"
    assert describe.shot(episode.cues[13].model_copy(update={"duration": 4 * SAMPLE_RATE}), en) == "", "it shows no ring"
    assert describe.shot(episode.cues[8].model_copy(update={"shot": None}), en) == ""
