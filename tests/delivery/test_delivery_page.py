"""index.html as a browser without network reads it."""

from __future__ import annotations

import base64
from html.parser import HTMLParser
from pathlib import Path

import pytest

from broadcast.delivery import page
from broadcast.delivery.checks.figure import Check
from broadcast.episode.model import Episode
from broadcast.language.catalogue import messages
from tests.sample import exemplar

NASTY = "</script><script>alert(1)</script>“A & B” <b>{{ 7*7 }}</b>"
NAMES = (
    "tv/programme.mp4", "tv/captions.vtt", "tv/script.pdf", "tv/rundown.csv", "radio/programme.mp3", "radio/programme.wav", "radio/cues.csv",
    "paper/worksheet-a4.pdf", "paper/worksheet-letter.pdf", "paper/items.json", "episode.json", "script.md", "quality.json",
)  # fmt: skip
CHECKS = (
    Check(check="loudness", file="radio/programme.wav", value=-23.04, limit="-23.2 … -22.8", unit="LUFS", ok=True),
    Check(check="pages", file="paper/worksheet-a4.pdf", value=2, limit=1, unit="pages", ok=False, note="too <long>"),
    Check(check="left-out", value="It never guesses.", ok=True),
)


class Reader(HTMLParser):
    """Tags with their attributes, and the text in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.words: list[str] = []
        self.open: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag not in ("meta", "link", "source", "track", "br", "img"):
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1] != "style" and data.strip():
            self.words.append(data.strip())

    def each(self, tag: str, name: str) -> list[str]:
        return [values[name] for found, values in self.tags if found == tag and name in values]


def made(folder: Path, episode: Episode, tag: str = "en", names: tuple[str, ...] = NAMES) -> tuple[str, Reader]:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"WEBVTT\n" if name.endswith("vtt") else b"x" * 1500)
    page.write(folder, episode, messages(tag), CHECKS)
    text = (folder / "index.html").read_text("utf-8")
    return text, Reader(text)


def test_it_is_closed_well_and_asks_for_nothing_outside(tmp_path: Path) -> None:
    text, reader = made(tmp_path, exemplar())
    assert reader.open == []
    assert "script" not in {tag for tag, _ in reader.tags}
    targets = reader.each("a", "href") + reader.each("source", "src") + reader.each("track", "src")
    assert all(
        target.startswith(("#", "data:text/vtt")) or (tmp_path / target).exists() or target == "manifest.json"
        for target in targets
    )
    assert "http" not in text.replace("http-equiv", "")


def test_every_file_is_linked_with_its_size(tmp_path: Path) -> None:
    _, reader = made(tmp_path, exemplar())
    assert set(NAMES) | {"manifest.json"} == {link for link in reader.each("a", "href") if not link.startswith("#")}
    assert "PDF · A4 · 1.5 kB" in reader.words


def test_players_have_their_captions_in_them(tmp_path: Path) -> None:
    _, reader = made(tmp_path, exemplar())
    assert reader.each("source", "src") == ["tv/programme.mp4", "radio/programme.mp3"]
    (track,) = reader.each("track", "src")
    assert base64.b64decode(track.partition(",")[2]) == b"WEBVTT\n"


def test_a_package_of_paper_has_no_player(tmp_path: Path) -> None:
    _, reader = made(tmp_path, exemplar(), names=("paper/worksheet-a4.pdf", "script.md"))
    assert {"audio", "video"} & {tag for tag, _ in reader.tags} == set()
    assert "#play" not in reader.each("a", "href")


def test_the_script_stands_there_by_segment_with_times(tmp_path: Path) -> None:
    episode = exemplar()
    _, reader = made(tmp_path, episode)
    assert sum(tag == "details" for tag, _ in reader.tags) == len(episode.segments)
    for cue in episode.cues:
        assert not cue.text or cue.text in reader.words
    assert reader.words[reader.words.index("Where will it stop?") - 1] == "1:57"


def test_checks_that_say_no_come_first_and_are_counted(tmp_path: Path) -> None:
    _, reader = made(tmp_path, exemplar())
    at = {words: reader.words.index(words) for words in ("Pages of the worksheet", "Loudness", "NO", "for information")}
    assert at["Pages of the worksheet"] < at["NO"] < at["Loudness"] < at["for information"]
    assert "1 check says no: not fit for air." in reader.words
    assert "too <long>" in reader.words
    assert "-23.04 LUFS" in reader.words


def test_markup_in_a_title_stays_words(tmp_path: Path) -> None:
    text, reader = made(tmp_path, exemplar().model_copy(update={"title": NASTY, "credits": NASTY}))
    assert "<script" not in text
    assert "49" not in reader.words
    assert reader.words.count(NASTY) == 3  # title, heading, credits


@pytest.mark.parametrize(("tag", "words"), [("en", "Worksheet"), ("es-419", "Hoja de trabajo")])
def test_it_speaks_the_language_of_the_package(tmp_path: Path, tag: str, words: str) -> None:
    episode = exemplar().model_copy(update={"language": tag})
    text, reader = made(tmp_path, episode, tag)
    assert f'<html lang="{tag}" dir="ltr">' in text
    assert words in reader.words
    assert "-23.04 LUFS" in reader.words


def test_every_check_has_its_words_in_every_language() -> None:
    names = {
        "wav-format", "length", "loudness", "true-peak", "silence", "mp3-length", "frames", "frame-rate", "size", "codecs", "sound-beside-picture",
        "decodes", "fonts-embedded", "text", "pages", "ink", "keys", "proof", "without-sheet", "responses", "script-rules", "untranslated", "preview-voice", "left-out",
        *(f"captions-{rule}" for rule in ("lines", "letters", "least", "most", "gap", "reading", "empty", "end", "words", "same", "xml", "scc")),
    }  # fmt: skip
    for tag in ("en", "es-419"):
        assert [name for name in sorted(names) if not messages(tag).has(f"index.check.{name}")] == []


def test_the_same_package_has_the_same_page(tmp_path: Path) -> None:
    first, _ = made(tmp_path / "one", exemplar())
    second, _ = made(tmp_path / "two", exemplar())
    assert first == second
