"""EBU-TT-D and SCC, as ttconv and the EBU's own schema read them."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
import ttconv.imsc.reader as imsc
import ttconv.scc.reader as scc
from hypothesis import given, settings
from hypothesis import strategies as st
from ttconv.model import Br, Text

from broadcast.delivery.checks import picture
from broadcast.delivery.checks.figure import Package
from broadcast.episode.format import load
from broadcast.episode.model import Cue, Episode, Part, Segment
from broadcast.errors import InputError, TextError
from broadcast.language.catalogue import messages
from broadcast.timecode import SAMPLE_RATE, Rate
from broadcast.tv import eia608
from broadcast.tv.caption_files import captions_srt
from broadcast.tv.caption_scc import RATE, captions_scc, found, placed, read_scc, refusal
from broadcast.tv.caption_ttml import captions_ttml, faults, read_ttml
from broadcast.tv.captions import Caption, captions
from tests.sample import exemplar

EN, ES = messages("en"), messages("es-419")
SCHEMA = next(
    (file for parent in Path(__file__).resolve().parents if (file := parent / "shared/ebu-tt-d/ebutt_d.xsd").exists()),
    None,
)
SPANISH = "".join(chr(code) for code in range(0x20, 0x7F) if chr(code) not in "^`") + "áéíóúüñÁÉÍÓÚÜÑ¿¡«»°"
"""ttconv takes the caret for a turned v; the grave accent has no place in EIA-608."""


def american() -> Episode:
    return exemplar().model_copy(update={"frame_rate": str(RATE)})


def saying(text: str) -> Episode:
    part = Part(text=text, spoken=text, duration=6 * SAMPLE_RATE)
    cue = Cue(id="c.1", number=1, kind="say", role="presenter", text=text, spoken=text, start=2 * SAMPLE_RATE,
              duration=7 * SAMPLE_RATE, parts=(part,))  # fmt: skip
    return american().model_copy(update={"segments": (Segment(id="s", title="S", slug="S", cues=(cue,)),)})


def read(document: Any, frames: Fraction) -> list[tuple[int, int, tuple[str, ...]]]:
    """What ttconv has read: first and last frame and lines of each paragraph."""
    made = []
    for paragraph in (one for one in document.get_body().dfs_iterator() if type(one).__name__ == "P"):
        text = "".join(
            "\n" if isinstance(one, Br) else one.get_text() if isinstance(one, Text) else "" for one in paragraph.dfs_iterator()
        )
        lines = tuple(line.strip() for line in text.split("\n"))
        made.append((round((paragraph.get_begin() or 0) * frames), round(paragraph.get_end() * frames), lines))
    return made


@pytest.mark.parametrize("rate", ["25", "30000/1001"])
def test_ebu_tt_d_is_read_back(tmp_path: Path, rate: str) -> None:
    episode = exemplar().model_copy(update={"frame_rate": rate})
    path = tmp_path / "c.ttml"
    captions_ttml(path, episode, EN)
    shown = [(one.start, one.end, one.lines) for one in captions(episode, EN)]
    assert read(imsc.to_model(ElementTree.parse(path)), Rate.parse(rate).fraction) == shown
    assert read_ttml(path, Rate.parse(rate)) == captions(episode, EN)
    assert list(faults(path)) == []


def test_ebu_tt_d_is_valid_by_its_schema(tmp_path: Path) -> None:
    if SCHEMA is None:
        pytest.skip("the EBU's schema is not here")
    import xmlschema

    path = tmp_path / "c.ttml"
    captions_ttml(path, saying("Is x < 5 & y > 3?"), EN)
    schema = xmlschema.XMLSchema(str(SCHEMA))
    schema.validate(str(path))
    path.write_text(path.read_text("utf-8").replace('ttp:timeBase="media" ', ""), "utf-8")
    assert not schema.is_valid(str(path))


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('timeBase="media"', 'timeBase="smpte"', "time base"),
        ('region="bottom"', 'region="top"', "top is not there"),
        ('xml:id="c2"', 'xml:id="c1"', "c1 stands twice"),
        ('begin="00:00:00.000"', 'begin="00:59:00.000"', "c1 is out of order"),
    ],
)
def test_faults_of_ebu_tt_d_are_found(tmp_path: Path, old: str, new: str, fault: str) -> None:
    path = tmp_path / "c.ttml"
    captions_ttml(path, exemplar(), EN)
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), "utf-8")
    assert any(fault in one for one in faults(path))


@pytest.mark.parametrize("first", [0, 107_892])
def test_scc_is_read_back(tmp_path: Path, first: int) -> None:
    """The same words; each shown at its frame, but for those that the line cannot carry so soon, half a second at most."""
    episode, path = american(), tmp_path / "c.scc"
    captions_scc(path, episode, EN, first=first)
    wanted = found(episode, EN)
    judged = read(scc.to_model(path.read_text("ascii")), RATE.fraction)
    ours = read_scc(path)
    assert (
        [lines for *_, lines in judged]
        == [one.lines for one in wanted]
        == [tuple(line.strip() for line in one.lines) for one in ours]
    )
    late = [start - first - one.start for (start, *_), one in zip(judged, wanted, strict=True)]
    assert late[0] <= 25 and all(-1 <= frames <= 1 for frames in late[1:])
    assert all(abs(end - first - one.end) <= 1 for (_, end, _), one in zip(judged, wanted, strict=True))
    assert all(abs(start - first - one.start) <= 1 for (start, *_), one in zip(judged, ours, strict=True))
    lines = path.read_text("ascii").split("\n\n")
    assert lines[0] == "Scenarist_SCC V1.0" and all(line[8] == ";" for line in lines[1:])
    words = [word for line in lines[1:] for word in line.split()[1:]]
    assert all(byte.bit_count() % 2 for word in words for byte in bytes.fromhex(word))


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(SPANISH, min_size=1, max_size=32).map(str.strip).filter(bool), min_size=1, max_size=2))
def test_spanish_survives_scc(tmp_path_factory: pytest.TempPathFactory, lines: list[str]) -> None:
    channel = placed([Caption(100, 200, tuple(lines))])
    words = " ".join(f"{eia608.parity(channel[frame]):04x}" for frame in sorted(channel) if frame < 150)
    end = " ".join(f"{eia608.parity(channel[frame]):04x}" for frame in sorted(channel) if frame >= 150)
    text = f"Scenarist_SCC V1.0\n\n00:00:0{min(channel) // 30};{min(channel) % 30:02d}\t{words}\n\n00:00:06;20\t{end}\n"
    assert [shown for *_, shown in read(scc.to_model(text), RATE.fraction)] == [tuple(lines)]
    path = tmp_path_factory.mktemp("scc") / "c.scc"
    path.write_text(text, "ascii")
    assert read_scc(path, 0) == (Caption(100, 200, tuple(lines)),)


def test_a_letter_that_cannot_be_spelled_is_named(tmp_path: Path) -> None:
    episode = saying("The word for it is กา.")
    with pytest.raises(TextError) as refused:
        captions_scc(tmp_path / "c.scc", episode, EN)
    assert str(refused.value) == refusal(episode, EN)
    assert str(refused.value).startswith("caption 1: EIA-608 cannot spell 'ก' in 'The word for it is กา.'.")
    assert not (tmp_path / "c.scc").exists()


def test_why_there_is_none(tmp_path: Path) -> None:
    assert refusal(american(), ES) == ""
    assert "25 frames" in refusal(exemplar(), EN)
    (tmp_path / "tv").mkdir()
    captions_srt(tmp_path / "tv" / "captions.srt", exemplar(), EN)
    said = [one for one in picture.captions(Package(tmp_path, exemplar(), EN, load("demo-5"))) if one.check == "captions-scc"]
    assert [one.value for one in said] == [refusal(exemplar(), EN)]


@pytest.mark.parametrize(("rate", "broken"), [("25", set()), ("30000/1001", set())])
def test_a_package_of_all_captions_passes(tmp_path: Path, rate: str, broken: set[str]) -> None:
    episode = exemplar().model_copy(update={"frame_rate": rate})
    tv = tmp_path / "tv"
    tv.mkdir()
    captions_srt(tv / "captions.srt", episode, EN)
    captions_ttml(tv / "captions.ttml", episode, EN)
    if not refusal(episode, EN):
        captions_scc(tv / "captions.scc", episode, EN)
    look = Package(tmp_path, episode, EN, load("demo-5"))
    assert {(one.check, one.file) for one in picture.captions(look) if not one.ok} == broken
    text = (tv / "captions.ttml").read_text("utf-8")
    (tv / "captions.ttml").write_text(text.replace("[music]", "[other]", 1), "utf-8")
    assert {one.check for one in picture.captions(look) if not one.ok} == {"captions-same"}


def test_the_same_captions_have_the_same_bytes(tmp_path: Path) -> None:
    for name, write in (("c.ttml", captions_ttml), ("c.scc", captions_scc)):
        for folder in ("one", "two"):
            (tmp_path / folder).mkdir(exist_ok=True)
            write(tmp_path / folder / name, american(), EN)  # type: ignore[operator]
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()


def test_a_wrong_parity_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "c.scc"
    captions_scc(path, american(), EN)
    path.write_text(path.read_text("ascii").replace("9420", "1420", 1), "ascii")
    with pytest.raises(InputError, match="parity"):
        read_scc(path)
