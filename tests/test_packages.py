"""Every file of whole packages, judged by other instruments than those that made it."""

from __future__ import annotations

import csv
import shutil
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from broadcast.cli import status
from broadcast.delivery.schema import schema
from tests import packages
from tests.packages import FRAMES, LANGUAGES, LESSONS, MORE, SAMPLES, TREE, ffmpeg, letters, read

pytestmark = pytest.mark.slow

Built = dict[tuple[str, str, str], Path]
PACKAGES = [("demo-5", lesson, tag) for lesson in LESSONS for tag in LANGUAGES]
PACKAGES += [(form, LESSONS[0], "en") for form in ("simulcast-15", "radio-15", "radio-5", "radio-25", "tv-15")]
PACKAGES += [("simulcast-15", lesson, "es-419") for lesson in LESSONS[2:]]


@pytest.fixture(params=PACKAGES, ids="-".join)
def package(request: pytest.FixtureRequest, built: Built) -> tuple[str, Path]:
    """(format, folder)"""
    return request.param[0], built[request.param]


def test_it_holds_what_design_says_and_nothing_else(package: tuple[str, Path]) -> None:
    form, folder = package
    assert packages.tree(folder) == sorted((*TREE[form], *MORE.get(folder.parent.name, ())))
    beside = [path.name for path in folder.parent.iterdir() if path.name.startswith(".")]
    assert beside == []


def test_every_check_is_passed(package: tuple[str, Path]) -> None:
    assert [check for check in read(package[1], "quality.json") if not check["ok"]] == []


@pytest.mark.parametrize(
    ("name", "path"),
    [("episode", "episode.json"), ("quality", "quality.json"), ("manifest", "manifest.json"), ("items", "paper/items.json")],
)
def test_what_is_for_machines_is_as_its_schema_says(package: tuple[str, Path], name: str, path: str) -> None:
    validator: Any = jsonschema.Draft202012Validator
    made = schema(name)
    validator.check_schema(made)
    assert [error.message for error in validator(made).iter_errors(read(package[1], path))] == []


def test_cues_follow_each_other_to_the_end_of_the_slot(package: tuple[str, Path]) -> None:
    form, folder = package
    at = 0
    for cue in packages.cues(folder):
        assert cue["start"] >= at, cue["id"]
        at = cue["start"] + cue["duration"]
    length = read(folder, "episode.json")["length"]
    assert at <= length == SAMPLES.get(form, 43_200_000)


def test_the_sound(package: tuple[str, Path]) -> None:
    """Length by libsndfile; loudness, true peak and silence by ffmpeg."""
    import soundfile

    form, folder = package
    path = folder / "radio" / "programme.wav"
    if form not in SAMPLES:
        assert not path.exists()
        return
    info = soundfile.info(path)
    assert (info.frames, info.samplerate, info.subtype, info.channels) == (SAMPLES[form], 48_000, "PCM_24", 2)
    filters = "ebur128=peak=true:metadata=1,ametadata=print:key=lavfi.r128.I:file=-"
    meters, said = ffmpeg("-i", path, "-af", filters, "-f", "null", "-")
    loudness = float(meters.rsplit("lavfi.r128.I=", 1)[1].split()[0])
    peak = float(said.rsplit("Peak:", 1)[1].split()[0])
    assert abs(loudness - -23) <= 0.2
    assert peak <= -1
    _, silences = ffmpeg("-i", path, "-af", "silencedetect=noise=-45dB:duration=3", "-f", "null", "-")
    assert "silence_start" not in silences
    print(f"{folder.parent.name} {form}: {loudness:.2f} LUFS, {peak:.1f} dBTP")


def test_the_video(package: tuple[str, Path]) -> None:
    """Every frame decoded by ffmpeg, without a word; as many as the slot has."""
    import av

    form, folder = package
    path = folder / "tv" / "programme.mp4"
    if form not in FRAMES:
        assert not path.exists()
        return
    told, said = ffmpeg("-v", "error", "-progress", "-", "-i", path, "-map", "0:v", "-fps_mode", "passthrough", "-f", "null", "-")
    assert said == ""
    assert int(told.rsplit("frame=", 1)[1].split()[0]) == FRAMES[form]
    _, said = ffmpeg("-v", "error", "-i", path, "-map", "0:a", "-f", "null", "-")
    assert said == ""
    with av.open(str(path)) as file:
        assert file.streams.video[0].average_rate == (Fraction(30000, 1001) if form == "tv-15" else 25)


def text(path: Path) -> str:
    import pypdfium2

    with pypdfium2.PdfDocument(path) as document:
        return letters("".join(page.get_textpage().get_text_range() for page in document))


def test_the_documents_hold_the_words(package: tuple[str, Path]) -> None:
    """Scripts every sentence in the order of the episode; worksheets every box and no answer key; answers every answer."""
    _, folder = package
    episode = read(folder, "episode.json")
    for path in sorted(folder.glob("*/script.pdf")):
        page, at = text(path), 0
        for cue in packages.cues(folder):
            for part in cue["parts"]:
                place = [found for found in (page.find(letters(part[form]), at) for form in ("spoken", "text")) if found >= 0]
                assert place, f"{path.parent.name} {cue['id']}: {part['text']}"
                at = min(place)
    for size in ("a4", "letter"):
        sheet, answers, guide = (text(folder / "paper" / f"{name}-{size}.pdf") for name in ("worksheet", "answers", "guide"))
        for box in episode["boxes"]:
            assert letters(f"{box['number']}{box['heading']}") in sheet
            assert letters(box["prompt"]) in sheet
            assert letters(box["answer"]) in answers
            assert letters(box["answer"]) in guide
            assert letters(box["instead"]) in guide
        for box in episode["boxes"]:
            if len(letters(box["answer"])) > 25:
                assert letters(box["answer"]) not in sheet, f"the answer of box {box['number']} stands on the sheet"


def test_word_documents_open_and_hold_every_cue(package: tuple[str, Path]) -> None:
    import docx

    _, folder = package
    for path in sorted(folder.glob("*/script.docx")):
        document = docx.Document(str(path))
        cells = {cell.text.strip() for table in document.tables for row in table.rows for cell in row.cells}
        missing = [cue["id"] for cue in packages.cues(folder) if cue["id"] not in cells]
        assert missing == [], path


def test_the_tags_of_the_mp3(package: tuple[str, Path]) -> None:
    """Title, language and a chapter a segment, at its time."""
    import mutagen

    form, folder = package
    path = folder / "radio" / "programme.mp3"
    if form not in SAMPLES:
        assert not path.exists()
        return
    episode = read(folder, "episode.json")
    file = mutagen.File(path)
    assert abs(file.info.length - SAMPLES[form] / 48_000) < 0.1
    assert str(file.tags["TIT2"]) == episode["title"]
    assert str(file.tags["TLAN"]) == {"en": "eng", "es-419": "spa"}[episode["language"]]
    chapters = sorted(file.tags.getall("CHAP"), key=lambda chapter: chapter.start_time)
    assert [(str(one.sub_frames["TIT2"]), one.start_time) for one in chapters] == [
        (segment["title"], round(segment["cues"][0]["start"] / 48)) for segment in episode["segments"]
    ]


def test_the_tables_of_the_station(package: tuple[str, Path]) -> None:
    """A line a cue; running times that add up to the slot."""
    _, folder = package
    for path in sorted(folder.glob("*/*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.reader(file))
        assert len({len(row) for row in rows}) == 1, path
        assert len(rows) > len(read(folder, "episode.json")["segments"])


def test_captions_are_read_by_another_reader(package: tuple[str, Path]) -> None:
    import pysubs2

    _, folder = package
    for path in sorted((*folder.glob("tv/captions.srt"), *folder.glob("tv/captions.vtt"))):
        lines = list(pysubs2.load(str(path)))
        assert lines and lines[-1].end <= 900_100
        assert all(one.end <= two.start for one, two in pairwise(lines)), path


def test_verify_finds_all_as_claimed_and_one_flipped_byte(
    built: Built, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "en"
    shutil.copytree(built["demo-5", LESSONS[0], "en"], folder)
    assert status(["verify", str(folder)]) == 0
    assert "all as claimed" in capsys.readouterr().out
    for name in ("radio/programme.wav", "paper/items.json", "manifest.json"):
        path = folder / name
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
        assert status(["verify", str(folder)]) in (1, 2)
        said = capsys.readouterr()
        assert name in said.err, said
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    assert status(["verify", str(folder)]) == 0


@pytest.mark.parametrize("form", ["demo-5", "simulcast-15"])
def test_our_own_lessons_are_clean(form: str, tmp_path: Path) -> None:
    lessons = [packages.ROOT / "scripts_src" / name for name in LESSONS]
    done = packages.broadcast("check", *lessons, "-l", "all", "-f", form, cache=tmp_path)
    assert (done.status, done.out) == (0, ""), done.out + done.err
