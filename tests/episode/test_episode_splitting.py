"""Long lessons of other formats become several episodes, cut between steps."""

from __future__ import annotations

from pathlib import Path

from broadcast.episode.format import load
from broadcast.episode.splitting import split
from broadcast.language.model import load as language
from broadcast.lesson.model import Lesson
from broadcast.lesson.units import units
from broadcast.sources.reading import drafted
from broadcast.sources.source import Source
from broadcast.sources.transcript import Transcript

TALK = "The hen lays an egg in the nest and the boy puts it into the basket. " * 12


def lesson(folder: Path, steps: int, programs: int = 0) -> Lesson:
    def transcript(tag: str) -> Transcript:
        out = Transcript(Source(folder, folder, ()), tag, {"title": "Eggs", "vocabulary": {"nest": "a home of straw"}})
        for number in range(steps):
            out.heading(f"Step {number}", ("a.md", number + 1))
            out.text(f"Today is day {number}. {TALK}", ("a.md", number + 1))
            if number < programs:
                out.code("python", f"print({number})", ("a.md", number + 1))
        return out

    return drafted("eggs", [transcript("en"), transcript("es-419")]).lessons[0]


def test_what_fits_stays_whole(tmp_path: Path) -> None:
    whole = lesson(tmp_path, 2)
    assert split(whole, load("radio-15"), language("en")) == (whole,)


def test_a_long_one_is_cut_between_steps_and_loses_nothing(tmp_path: Path) -> None:
    whole = lesson(tmp_path, 9, programs=4)
    parts = split(whole, load("radio-5"), language("en"))
    assert len(parts) > 2
    assert [part.id for part in parts] == ["eggs", *(f"eggs-{number:02d}" for number in range(2, len(parts) + 1))]
    assert [part.number for part in parts] == list(range(1, len(parts) + 1))
    assert [step.id for part in parts for step in part.steps] == [step.id for step in whole.steps]
    for part in parts:
        (version,) = part.versions
        assert [step.id for step in version.steps] == [step.id for step in part.steps]
        assert [unit.id for unit in units(version.steps)] == [unit.id for unit in units(part.steps)]
    assert [bool(part.vocabulary) for part in parts] == [True] + [False] * (len(parts) - 1)


def test_our_own_lessons_are_never_cut() -> None:
    from broadcast.sources import read

    own = read(Path(__file__).parents[2] / "scripts_src" / "box-with-a-name")
    assert split(own, load("radio-5"), language("en")) == (own,)
