"""cues.csv, as a spreadsheet reads it."""

from __future__ import annotations

import csv
from pathlib import Path

from broadcast.language.catalogue import messages
from broadcast.radio.cues import COLUMNS, cues_csv
from broadcast.timecode import SAMPLE_RATE, parse_clock
from tests.sample import exemplar


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_cue_has_its_exact_place(tmp_path: Path) -> None:
    episode = exemplar()
    cues_csv(tmp_path / "cues.csv", episode, messages("en"))
    found = table(tmp_path / "cues.csv")
    assert tuple(found[0]) == COLUMNS and len(found) == 35
    assert [row["id"] for row in found] == [cue.id for cue in episode.cues]
    assert sum(int(row["samples"]) for row in found) == 300 * SAMPLE_RATE
    at = 0
    for row in found:
        assert abs(parse_clock(row["start"]) - at) <= SAMPLE_RATE // 1000
        assert abs(parse_clock(row["duration"]) - int(row["samples"])) <= SAMPLE_RATE // 1000
        at += int(row["samples"])
    assert found[13]["wait"] == "write" and found[13]["box"] == "3" and found[13]["text"] == "think and write"
    assert found[2]["segment"] == "opening" and found[2]["role"] == "second"


def test_words_with_commas_quotes_and_signs_of_a_formula_come_back(tmp_path: Path) -> None:
    episode = exemplar()
    odd = ['He said: "forward, 2"', "=HYPERLINK(1)", "two\nlines", "-1 step"]
    first = episode.segments[0]
    cues = tuple(cue.model_copy(update={"text": odd[at]}) for at, cue in enumerate(first.cues))
    new = episode.model_copy(update={"segments": (first.model_copy(update={"cues": cues}), *episode.segments[1:])})
    cues_csv(tmp_path / "cues.csv", new, messages("en"))
    assert [row["text"] for row in table(tmp_path / "cues.csv")][:3] == [odd[0], "'=HYPERLINK(1)", odd[2]]
