"""Packages made again: the same bytes, nothing made twice, edits and recordings taken in."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import numpy as np
import pytest

from tests import packages
from tests.packages import LESSONS, broadcast, contents, cues, read

pytestmark = pytest.mark.slow

Built = dict[tuple[str, str, str], Path]
LESSON = packages.ROOT / "scripts_src" / LESSONS[0]
FORM = ("-f", "demo-5")


@pytest.fixture
def out(built: Built, tmp_path: Path) -> Path:
    """A folder with a copy of the package of one lesson in English."""
    shutil.copytree(built["demo-5", LESSONS[0], "en"], tmp_path / "out" / LESSONS[0] / "en")
    return tmp_path / "out"


def test_another_folder_another_cache_another_order_the_same_bytes(built: Built, tmp_path: Path) -> None:
    done = broadcast(
        "build", LESSON, "-l", "es-419", "-l", "en", *FORM, "-o", tmp_path / "out", cache=tmp_path / "cache", PYTHONHASHSEED="77"
    )
    assert done.status == 0, done.err
    for tag in packages.LANGUAGES:
        one, two = contents(built["demo-5", LESSONS[0], tag]), contents(tmp_path / "out" / LESSONS[0] / tag)
        assert list(one) == list(two)
        assert [name for name in one if one[name] != two[name]] == []


def test_nothing_changed_nothing_made(out: Path, cache: Path) -> None:
    def times() -> dict[Path, int]:
        return {path: path.stat().st_mtime_ns for path in out.rglob("*") if path.is_file()}

    before, began = times(), time.monotonic()
    done = broadcast("build", LESSON, *FORM, "-o", out, cache=cache)
    print(f"second build: {time.monotonic() - began:.2f} s with the start of Python")
    assert done.status == 0 and "(unchanged)" in done.out, done.err
    assert times() == before


def test_an_edited_script_changes_what_was_edited(out: Path, cache: Path, tmp_path: Path) -> None:
    folder = out / LESSONS[0] / "en"
    script = folder / "script.md"
    before = cues(folder)
    said = next(cue for cue in before if cue["kind"] == "say" and not cue["box"] and len(cue["parts"]) == 1)
    wait = next(cue for cue in before if cue["kind"] == "wait")
    lines = script.read_text("utf-8").splitlines()
    at = {line.split(" | ")[0].removeprefix("| "): number for number, line in enumerate(lines) if line.startswith("| ")}
    lines[at[said["id"]]] = lines[at[said["id"]]].replace(said["text"], "Hello! My robot is a small stone.")
    lines[at[wait["id"]]] = re.sub(r"\| [\d.]+ \|$", "| 9.5 |", lines[at[wait["id"]]])
    script.write_text("\n".join(lines) + "\n", "utf-8", newline="\n")

    refused = broadcast("build", LESSON, *FORM, "-o", out, cache=cache)
    assert "script.md" in refused.sentence and "edited" in refused.sentence
    assert cues(folder) == before

    done = broadcast("build", script, "-o", out, cache=cache)
    assert done.status == 0, done.err
    after = cues(folder)
    assert len(after) == len(before)
    changed = [(one, two) for one, two in zip(before, after, strict=True) if one["text"] != two["text"] or one["id"] != two["id"]]
    assert [(one["id"], two["text"], two["replaces"]) for one, two in changed] == [
        (said["id"], "Hello! My robot is a small stone.", said["id"])
    ]
    assert next(cue["duration"] for cue in after if cue["id"] == wait["id"]) == 9.5 * 48_000
    import soundfile

    assert soundfile.info(folder / "radio" / "programme.wav").frames == 14_400_000
    assert not [check for check in read(folder, "quality.json") if not check["ok"]]
    again = broadcast("build", script, "-o", out, cache=cache)
    assert again.status == 0, again.err


def test_a_script_edited_in_word(out: Path, cache: Path) -> None:
    import docx

    folder = out / LESSONS[0] / "en"
    path = folder / "radio" / "script.docx"
    before = cues(folder)
    said = next(cue for cue in before if cue["kind"] == "say" and len(cue["parts"]) == 1 and cue["spoken"] == cue["text"])
    document = docx.Document(str(path))
    paragraph = next(
        paragraph
        for table in document.tables
        for row in table.rows
        for cell in row.cells
        for paragraph in cell.paragraphs
        if said["text"] in paragraph.text
    )
    paragraph.text = paragraph.text.replace(said["text"], "This robot is a stone.")
    document.save(str(path))
    assert "script.docx" in broadcast("build", LESSON, *FORM, "-o", out, cache=cache).sentence
    done = broadcast("build", path, "-o", out, cache=cache)
    assert done.status == 0, done.err
    after = cues(folder)
    changed = [two["text"] for one, two in zip(before, after, strict=True) if one["text"] != two["text"]]
    assert changed == ["This robot is a stone."]


def tone(path: Path, seconds: float = 2.0) -> None:
    """A recording: a note that swells, at half the level of full scale."""
    import soundfile

    path.parent.mkdir(parents=True, exist_ok=True)
    time = np.arange(round(44_100 * seconds)) / 44_100
    soundfile.write(path, 0.5 * np.sin(2 * np.pi * 330 * time) * np.sin(np.pi * time / seconds), 44_100)


def test_takes_are_heard_and_orphans_told(built: Built, out: Path, cache: Path, tmp_path: Path) -> None:
    import soundfile

    lesson = shutil.copytree(LESSON, tmp_path / LESSONS[0])
    folder = out / LESSONS[0] / "en"
    said = next(cue for cue in cues(folder) if cue["kind"] == "say" and len(cue["parts"]) == 1)
    tone(lesson / "takes" / "en" / f"{said['id']}.wav")
    tone(lesson / "takes" / "en" / "nobody.000000.wav")
    options = (*FORM, "-o", out, "--only", "radio")
    done = broadcast("build", lesson, *options, cache=cache)
    assert done.status == 0, done.err
    assert "nobody.000000.wav" in done.err
    assert {"check": "take-unused", "value": "nobody.000000.wav", "ok": True}.items() <= next(
        check for check in read(folder, "quality.json") if check["check"] == "take-unused"
    ).items()
    now = {cue["id"]: cue for cue in cues(folder)}
    assert [name for name, cue in now.items() if cue["voice"] == "take"] == [said["id"]]
    cue = now[said["id"]]
    sound, rate = soundfile.read(folder / "radio" / "programme.wav", start=cue["start"], stop=cue["start"] + cue["duration"])
    spectrum = np.abs(np.fft.rfft(sound.mean(axis=1)))
    assert abs(np.argmax(spectrum) * rate / len(sound) - 330) < 3

    script = folder / "script.md"
    script.write_text(script.read_text("utf-8").replace("Hello, everyone!", "Hello, all of you!"), "utf-8", newline="\n")
    without = broadcast("build", script, "-o", out, "--only", "radio", cache=cache)
    assert without.status == 0 and said["id"] in without.err, without.err


def test_takes_go_with_an_edited_script(out: Path, cache: Path, tmp_path: Path) -> None:
    folder = out / LESSONS[0] / "en"
    said = next(cue for cue in cues(folder) if cue["kind"] == "say" and len(cue["parts"]) == 1)
    tone(tmp_path / "recorded" / "en" / f"{said['id']}.wav")
    script = folder / "script.md"
    script.write_text(script.read_text("utf-8").replace("Hello, everyone!", "Hello, all of you!"), "utf-8", newline="\n")
    done = broadcast("build", script, "-o", out, "--only", "radio", "--takes", tmp_path / "recorded", cache=cache)
    assert done.status == 0, done.err
    assert [cue["id"] for cue in cues(folder) if cue["voice"] == "take"] == [said["id"]]


@pytest.mark.parametrize("content", [b"", b"not a sound", b"RIFF\x10\0\0\0WAVEfmt ", b"#EXTM3U\nhttp://127.0.0.1/x.ts\n"])
def test_a_bad_take_is_one_sentence(content: bytes, out: Path, cache: Path, tmp_path: Path) -> None:
    lesson = shutil.copytree(LESSON, tmp_path / LESSONS[0])
    folder = out / LESSONS[0] / "en"
    before = contents(folder)
    said = next(cue for cue in cues(folder) if cue["kind"] == "say" and len(cue["parts"]) == 1)
    path = lesson / "takes" / "en" / f"{said['id']}.wav"
    path.parent.mkdir(parents=True)
    path.write_bytes(content)
    done = broadcast("build", lesson, *FORM, "-o", out, cache=cache)
    assert said["id"] in done.sentence
    assert contents(folder) == before
    assert [path.name for path in folder.parent.iterdir()] == ["en"]


def test_one_medium_after_another(built: Built, cache: Path, tmp_path: Path) -> None:
    """Paper needs no voice; television later keeps the paper, and all three are what one build makes."""
    out = tmp_path / "out"
    folder = out / LESSONS[0] / "en"
    began = time.monotonic()
    assert broadcast("build", LESSON, *FORM, "-o", out, "--only", "paper", cache=tmp_path / "empty").status == 0
    print(f"paper alone: {time.monotonic() - began:.1f} s")
    assert packages.tree(folder) == sorted((*packages.COMMON, *packages.PAPER))
    assert not list((tmp_path / "empty").rglob("*.speech"))
    made = {name: data for name, data in contents(folder).items() if name.startswith("paper/")}
    sheets = {name: data for name, data in made.items() if "guide" not in name}  # a guide says when things are heard
    stamps = {name: (folder / name).stat().st_mtime_ns for name in sheets}
    assert broadcast("build", LESSON, *FORM, "-o", out, "--only", "tv", cache=cache).status == 0
    assert packages.tree(folder) == sorted((*packages.COMMON, *packages.PAPER, *packages.TV))
    assert {name: (folder / name).read_bytes() for name in sheets} == sheets
    assert {name: (folder / name).stat().st_mtime_ns for name in sheets} == stamps
    assert broadcast("build", LESSON, *FORM, "-o", out, cache=cache).status == 0
    one, two = contents(folder), contents(built["demo-5", LESSONS[0], "en"])
    assert [name for name in two if one.get(name) != two[name]] == []


def test_the_online_voice_without_a_network(cache: Path, tmp_path: Path) -> None:
    proxy = dict.fromkeys(("http_proxy", "https_proxy", "HTTPS_PROXY", "HTTP_PROXY"), "http://127.0.0.1:9")
    done = broadcast("build", LESSON, *FORM, "-o", tmp_path / "out", "--voice", "gtts", cache=tmp_path / "cache", **proxy)
    assert "--voice espeak" in done.sentence
    assert packages.empty(tmp_path / "out")
    assert (
        "preview"
        in broadcast("build", LESSON, *FORM, "-o", tmp_path / "out", "--voice", "gtts", "--for-air", cache=cache).sentence
    )


MEASURED = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def test_the_memory_of_fifteen_minutes(tmp_path: Path) -> None:
    """The largest process of a build with an empty cache, as the kernel says to one that has no other children."""
    build = packages.command("build", LESSON, "-f", "simulcast-15", "-o", tmp_path / "out", cache=tmp_path / "cache")
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, *build], capture_output=True, cwd=packages.ROOT, env=packages.environment(), check=True
    )
    largest = int(done.stdout.split()[-1]) * 1024
    print(f"largest process: {largest / 1e6:.0f} MB")
    assert largest < packages.MEMORY


def test_the_sound_of_the_old_package_is_not_written_again(cache: Path, tmp_path: Path) -> None:
    """It stays as the same file on disk: whoever stopped in its middle would spoil the package that stands."""
    out = tmp_path / "out"
    wav = out / LESSONS[0] / "en" / "radio" / "programme.wav"
    assert broadcast("build", LESSON, *FORM, "-o", out, "--only", "radio", cache=cache).status == 0
    before = wav.stat()
    assert broadcast("build", LESSON, *FORM, "-o", out, "--only", "tv", cache=cache).status == 0
    assert wav.stat().st_mtime_ns == before.st_mtime_ns
    wav.write_bytes(wav.read_bytes()[:-6] + b"spoilt")
    done = broadcast("build", LESSON, *FORM, "-o", out, "--only", "paper", cache=cache)
    assert done.status == 0, done.err
    assert wav.stat().st_size == before.st_size and not wav.read_bytes().endswith(b"spoilt"), "what was altered is made again"
