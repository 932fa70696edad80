"""Packages of our own lessons in every language: made in one call, every check passed, the same boxes, no English left on paper or in captions."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from broadcast.language.model import tags
from tests import packages
from tests.language.test_language_no_english import english
from tests.packages import LESSONS, read

pytestmark = pytest.mark.slow

OTHERS = [tag for tag in tags() if tag != "en"]
PRINTED = ("paper/worksheet-a4.pdf", "paper/answers-a4.pdf", "paper/guide-a4.pdf", "radio/script.pdf", "tv/script.pdf")


@pytest.fixture(scope="module")
def all_languages(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> Path:
    """Every lesson in every language for five minutes, by one command."""
    out = tmp_path_factory.mktemp("languages")
    lessons = [packages.ROOT / "scripts_src" / name for name in LESSONS]
    done = packages.broadcast("build", *lessons, "-l", "all", "-f", "demo-5", "-o", out, cache=cache)
    assert done.status == 0, done.err
    return out


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("tag", tags())
def test_every_check_is_passed(all_languages: Path, lesson: str, tag: str) -> None:
    assert [check for check in read(all_languages / lesson / tag, "quality.json") if not check["ok"]] == []


@pytest.mark.parametrize("lesson", LESSONS)
@pytest.mark.parametrize("tag", OTHERS)
def test_no_english_on_paper_and_in_captions(all_languages: Path, lesson: str, tag: str) -> None:
    folder = all_languages / lesson / tag
    texts = {name: _pdf(folder / name) for name in PRINTED}
    texts["tv/captions.srt"] = (folder / "tv" / "captions.srt").read_text("utf-8")
    texts["tv/prompter.txt"] = (folder / "tv" / "prompter.txt").read_text("utf-8")
    found = {
        (name, line) for name, text in texts.items() for line in text.split("\n") if english(line, tag) and "print(" not in line
    }
    assert not found


@pytest.mark.parametrize("lesson", LESSONS)
def test_the_same_boxes_and_cues_everywhere(all_languages: Path, lesson: str) -> None:
    def shape(tag: str) -> list[object]:
        items = read(all_languages / lesson / tag, "paper/items.json")
        return [(item["id"], item["box"], item["kind"]) for item in items]

    assert all(shape(tag) == shape("en") for tag in OTHERS)


def _pdf(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as document:
        return "\n".join(page.get_textpage().get_text_bounded().replace("\r", "") for page in document)
