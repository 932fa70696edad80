"""The rundown's sums, and the line that says what the screen shows."""

from __future__ import annotations

import csv
import datetime
import io
from fractions import Fraction
from pathlib import Path

import openpyxl
import pypdfium2
import pytest

from broadcast.episode.model import Episode
from broadcast.language.catalogue import messages
from broadcast.timecode import SAMPLE_RATE, Rate, slot_frames
from broadcast.tv import describe
from broadcast.tv.rundown import COLUMNS, rows, rundown
from broadcast.tv.rundown_pdf import rundown_pdf
from broadcast.tv.rundown_xlsx import rundown_xlsx
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


FORMULAS = ('=HYPERLINK("http://x.example","look")', "+1+1", "-2", "@SUM(A1)", "\t=1+1", " =1+1", "＝1+1", "#REF!")


def _hostile(text: str) -> Episode:
    episode = exemplar()
    first = episode.segments[0].model_copy(update={"title": text})
    return episode.model_copy(update={"title": text, "segments": (first, *episode.segments[1:])})


@pytest.mark.parametrize("text", FORMULAS)
def test_a_title_is_never_a_formula(tmp_path: Path, text: str) -> None:
    episode, en = _hostile(text), messages("en")
    rundown(tmp_path / "r.csv", episode, en)
    rundown_xlsx(tmp_path / "r.xlsx", episode, en)
    field = list(csv.reader(io.StringIO((tmp_path / "r.csv").read_bytes().decode(), newline="")))[1][COLUMNS.index("segment")]
    assert field == (text if text == "#REF!" else f"'{text}")
    cell = openpyxl.load_workbook(tmp_path / "r.xlsx").active.cell(2, COLUMNS.index("segment") + 1)
    assert (cell.value, cell.data_type, cell.hyperlink) == (text, "s", None)
    assert cell.quotePrefix == (text != "#REF!")


@pytest.mark.parametrize("rate", sorted(SECONDS))
def test_the_workbook_has_times_that_add_up(tmp_path: Path, rate: str) -> None:
    episode, en = exemplar().model_copy(update={"frame_rate": rate}), messages("en")
    rundown_xlsx(tmp_path / "r.xlsx", episode, en)
    rundown_xlsx(tmp_path / "again.xlsx", episode, en)
    assert (tmp_path / "r.xlsx").read_bytes() == (tmp_path / "again.xlsx").read_bytes()
    book = openpyxl.load_workbook(tmp_path / "r.xlsx")
    sheet = book["rundown"]
    at = {name: number for number, name in enumerate(COLUMNS)}
    head, *body, sums = sheet.iter_rows()
    assert [cell.value for cell in head] == [en.text(f"tv.rundown.{name}") for name in COLUMNS]
    assert len(body) == len(episode.segments)
    assert all(isinstance(row[at["actual"]].value, datetime.timedelta | datetime.time) for row in body), "read as a time"
    days = [row[at["over"]].value for row in body]
    slot = float(SECONDS[rate] / Rate.parse(rate).fraction)
    assert sum(row[at["frames"]].value for row in body) == sums[at["frames"]].value == SECONDS[rate]
    assert _seconds(sums[at["actual"]].value) == pytest.approx(slot, abs=1e-3)
    assert _seconds(body[0][at["back"]].value) == pytest.approx(slot, abs=1e-3)
    assert sum(days) == pytest.approx(sums[at["over"]].value, abs=1e-6)
    over = [float(Fraction(row.over) / Rate.parse(rate).fraction) for row in rows(episode, en)]
    assert days == pytest.approx(over) and max(over) > 1
    assert sheet.freeze_panes == "A2" and sheet.print_title_rows == "$1:$1"
    assert sheet.print_area == f"'rundown'!$A$1:$L${len(body) + 2}"
    assert book.properties.modified.year == 2000


def _seconds(value: datetime.timedelta | datetime.time) -> float:
    if isinstance(value, datetime.time):
        return value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
    return value.total_seconds()


@pytest.mark.parametrize("tag", ["en", "es-419"])
def test_the_rundown_on_paper_is_the_rundown_in_the_table(tmp_path: Path, tag: str) -> None:
    """Every figure of the CSV but the frames and the start stands in the PDF's row; a rundown of many pages has its names on each."""
    episode = _hostile("<b>Look & “see”</b>")
    many = tuple(segment.model_copy(update={"slug": f"{segment.slug}-{n}"}) for n in range(4) for segment in episode.segments)
    episode = episode.model_copy(update={"segments": many})
    rundown(tmp_path / "r.csv", episode, messages(tag))
    rundown_pdf(tmp_path / "r.pdf", episode, messages(tag))
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(tmp_path / "r.pdf")]
    words = " ".join(" ".join(pages).split())
    assert len(pages) > 1 and "<b>Look & “see”</b>" in words
    for row in csv.DictReader(io.StringIO((tmp_path / "r.csv").read_bytes().decode(), newline="")):
        for name in ("estimated", "actual", "running", "back", "over", "type"):
            assert row[messages(tag).text(f"tv.rundown.{name}")] in words
    for page in pages:
        assert all(
            name in " ".join(page.split()) for name in (messages(tag).text("tv.rundown.running"), "slug" if tag == "en" else "")
        )


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
