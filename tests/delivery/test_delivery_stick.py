"""A stick as a class gets it: judged by PyAV, html.parser and hashlib."""

from __future__ import annotations

import hashlib
import shutil
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote

import av
import pytest

from broadcast.cli import status
from broadcast.delivery import manifest, stick_page
from broadcast.delivery.stick_page import Stop
from broadcast.language.model import tags
from tests import packages
from tests.delivery import small

WHOLE = small.episode()


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A lesson with all media, one for radio alone under a name that no stick can hold, one of paper."""
    folder = tmp_path_factory.mktemp("out")
    small.make(folder / "robot" / "en", WHOLE)
    shutil.copytree(folder / "robot" / "en", folder / "ñandú 🤖" / "en", ignore=shutil.ignore_patterns("tv", "*.wav"))
    shutil.copytree(folder / "robot" / "en" / "paper", folder / "paper" / "en" / "paper")
    for number, name in enumerate(("robot", "ñandú 🤖", "paper")):
        told = WHOLE.model_copy(update={"lesson": name, "title": f"<{name}> & more", "date": f"2026-03-{2 + 7 * number:02}"})
        (folder / name / "en" / "episode.json").write_text(told.model_dump_json(), "utf-8")
        manifest.write(folder / name / "en", told, {"lesson.md": "ab"})
    return folder


@pytest.fixture(scope="module")
def usb(out: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("packed")
    assert status(["pack", str(out), "--usb", "-o", str(target), "--cache", str(target / "cache")]) == 0
    return target / "usb"


class Page(HTMLParser):
    """What a page asks for, and its words."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.words = ""
        self.feed(path.read_text("utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.links += [value or "" for name, value in attrs if name in ("href", "src")]
        self.ids += [value or "" for name, value in attrs if name == "id"]

    def handle_data(self, data: str) -> None:
        self.words += data


def test_what_is_on_a_stick(usb: Path) -> None:
    names = packages.tree(usb)
    assert {"index.html", "en.html", "SHA256SUMS"} <= set(names)
    assert all(name.isascii() and not set(name) & set('<>:"\\|?*% ') for name in names)
    first = "robot-en-demo-5/robot-en-demo-5"
    assert {
        f"{first}.opus",
        f"{first}.mp4",
        f"{first}.srt",
        "robot-en-demo-5/worksheet-a4.pdf",
        "robot-en-demo-5/guide-a4.pdf",
    } <= set(names)
    assert sum(name.endswith(".mp4") for name in names) == 1 and sum(name.endswith(".opus") for name in names) == 2
    assert not any(name.startswith(".") for path in usb.parent.iterdir() for name in [path.name])


def test_the_sums_are_those_of_the_files(usb: Path) -> None:
    lines = (usb / "SHA256SUMS").read_text("utf-8").splitlines()
    told = {line[66:]: line[:64] for line in lines}
    assert told == {
        name: hashlib.sha256(data).hexdigest() for name, data in packages.contents(usb).items() if name != "SHA256SUMS"
    }


def test_sound_and_film_are_small_and_whole(usb: Path) -> None:
    with av.open(str(usb / "robot-en-demo-5" / "robot-en-demo-5.opus")) as sound:
        (stream,) = sound.streams
        assert (stream.codec_context.name, stream.codec_context.channels) in (("opus", 1), ("libopus", 1))
        assert sound.duration and abs(sound.duration / 1e6 - small.SECONDS) < 0.1
        assert sound.size * 8 / small.SECONDS < 60_000, "a tone is the hardest to code; speech has half"
    with av.open(str(usb / "robot-en-demo-5" / "robot-en-demo-5.mp4")) as film:
        video, audio = film.streams.video[0], film.streams.audio[0]
        assert (video.codec_context.name, video.width, video.height, video.codec_context.pix_fmt) == ("h264", 640, 360, "yuv420p")
        assert (audio.codec_context.name, audio.codec_context.channels) == ("aac", 1)
        assert film.duration and abs(film.duration / 1e6 - small.SECONDS) < 0.2


def test_the_pages_ask_for_what_is_there_and_no_more(usb: Path) -> None:
    for name in ("index.html", "en.html"):
        page = Page(usb / name)
        assert not page.tags & {"script", "link", "iframe", "img"}
        assert page.links
        for link in page.links:
            file, _, place = link.partition("#")
            assert (usb / unquote(file)).is_file(), link
            assert not place or place in Page(usb / file).ids, link
        assert [f"<{lesson}> & more" in page.words for lesson in ("robot", "ñandú 🤖", "paper")] == [True] * 3
        text = (usb / name).read_text("utf-8")
        assert not any(word in text for word in ("flex", "grid", "var(", "http:", "https:", "clamp("))


def test_a_stick_has_the_same_bytes_twice(out: Path, usb: Path, tmp_path: Path) -> None:
    for _ in range(2):
        assert status(["pack", str(out), "--usb", "-o", str(tmp_path), "--cache", str(tmp_path / "cache")]) == 0
    assert packages.contents(tmp_path / "usb") == packages.contents(usb)


def test_an_episode_that_is_too_large_is_told(
    out: Path, usb: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    monkeypatch.setattr("broadcast.delivery.small.LIMIT", 100_000)
    assert status(["pack", str(out), "--usb", "-o", str(tmp_path), "--cache", str(usb.parent / "cache")]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.endswith("more than 25 MB") for line in lines if "robot-en" in line] == [True]


def test_calls_that_are_wrong(out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "usb").mkdir()
    (tmp_path / "usb" / "mine.txt").write_text("mine", "utf-8")
    assert status(["pack", str(out), "--usb", "-o", str(tmp_path), "--cache", str(tmp_path / "cache")]) == 2
    assert "something else stands there" in capsys.readouterr().err
    assert packages.tree(tmp_path / "usb") == ["mine.txt"]
    assert status(["pack", str(out), "--usb", "--zip", "-o", str(tmp_path)]) == 2


def stop(tag: str, lesson: str, date: str, number: int = 1) -> Stop:
    return Stop(
        name=f"{lesson}-{tag}", lesson=lesson, language=tag, title=f"{lesson} {tag} 🤖", number=number, programme="", date=date,
        licence="CC BY 4.0", credits="A test", files=((f"{lesson}-{tag}/{lesson}-{tag}.opus", 1_100_000),),
    )  # fmt: skip


def test_lessons_stand_by_week_in_every_language(tmp_path: Path) -> None:
    found = [stop(tag, "later", "2026-03-16") for tag in tags()]
    found += [stop(tag, "first", "2026-03-02") for tag in tags()]
    found += [stop("en", "second", "2026-03-08", 2), stop("en", "undated", "")]
    stick_page.write(tmp_path, found)
    index = Page(tmp_path / "index.html").words
    places = [index.index(f"{name} en") for name in ("first", "second", "later", "undated")]
    assert places == sorted(places)
    assert "1 2026-03-02 / 2026-03-08" in index and "3 2026-03-16 / 2026-03-22" in index
    for tag in tags():
        page = Page(tmp_path / f"{tag}.html")
        assert f"first {tag}" in page.words and "2026" in page.words and f"later {tag}" in page.words, tag
        assert page.ids[:2] == [f"first-{tag}", f"second-{tag}" if tag == "en" else f"later-{tag}"]


def test_a_film_that_cannot_be_read_leaves_the_old_stick(
    out: Path, usb: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(usb, tmp_path / "usb")
    shutil.copytree(out / "robot", tmp_path / "out" / "robot")
    (tmp_path / "out" / "robot" / "en" / "tv" / "programme.mp4").write_bytes(b"no film")
    manifest.write(tmp_path / "out" / "robot" / "en", WHOLE.model_copy(update={"lesson": "robot"}), {"lesson.md": "ab"})
    assert status(["pack", str(tmp_path / "out"), "--usb", "-o", str(tmp_path), "--cache", str(tmp_path / "cache")]) == 2
    said = capsys.readouterr().err
    assert "film cannot be read" in said and "Traceback" not in said
    assert packages.contents(tmp_path / "usb") == packages.contents(usb)
    assert {path.name for path in tmp_path.iterdir()} - {"cache"} == {"out", "usb"}
