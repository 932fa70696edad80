"""Real lessons of Hedy, Code.org, MakeCode, LiaScript and Jupyter, where they are there."""

from __future__ import annotations

import pytest

from broadcast.sources import reading
from tests.program.corpus import CORPUS

LESSONS = [
    ("hedy/story", "hedy", 2, 10, 0.4),
    ("codeorg-level/2-3-bee-loops-2", "codeorg", 1, 1, 0.7),
    ("codeorg-level/standalone-artist-strings", "codeorg", 2, 10, 0.9),
    ("makecode/hot-potato", "makecode", 2, 1, 0.8),
    ("makecode/name-tag", "makecode", 1, 1, 0.6),
    ("liascript/liascript-tutorial-de", "liascript", 1, 1, 0.6),
    ("jupyter/discover-python-lesson-1", "jupyter", 1, 1, 0.8),
]


@pytest.mark.parametrize(("folder", "name", "lessons", "languages", "share"), LESSONS)
def test_a_real_source_is_read(folder: str, name: str, lessons: int, languages: int, share: float) -> None:
    path = CORPUS / folder
    if not path.is_dir():
        pytest.skip("the corpus is not here")
    who, found = reading(path)
    every, adapted, _ = found.counts
    assert (who.name, len(found.lessons), len(found.languages)) == (name, lessons, languages)
    assert adapted >= share * every
    assert all(lesson.licence and lesson.credits for lesson in found.lessons)
    assert all(one.what and one.why for one in found.left_out)
