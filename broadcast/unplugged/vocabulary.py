"""Words of the lesson that a puzzle can use, as the squares they fill."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from broadcast.language.letters import letters, order
from broadcast.lesson.model import Term
from broadcast.unplugged.judging import Impossible
from broadcast.unplugged.stage import Stage


@dataclass(frozen=True, slots=True)
class Entry:
    """A word of the vocabulary with its squares."""

    term: Term
    squares: tuple[str, ...]

    @property
    def word(self) -> str:
        return self.term.word.text


def entries(stage: Stage, least: int, most: int) -> list[Entry]:
    """Words of `least` to `most` letters, in the lesson's order, none of which stands inside another, forwards or backwards."""
    found: list[Entry] = []
    for term in stage.lesson.vocabulary:
        squares = letters(term.word.text, stage.tag)
        if least <= len(squares) <= most and not any(
            _inside(squares, one.squares) or _inside(one.squares, squares) for one in found
        ):
            found.append(Entry(term, squares))
    return found


def enough(stage: Stage, found: Sequence[Entry], count: int, most: int) -> None:
    """Impossible where there are fewer than `count`; the reason names a word that cannot be used."""
    if len(found) >= count:
        return
    used = {one.word for one in found}
    lost = [term.word.text for term in stage.lesson.vocabulary if term.word.text not in used]
    why = f"; not {lost[0]!r}, which is too long or too short, has a sign in it, or stands inside another word" if lost else ""
    raise Impossible(f"{len(found)} words of the vocabulary fit into squares, at most {most} letters each; it needs {count}{why}")


def alphabet(stage: Stage) -> tuple[str, ...]:
    """Every letter of the lesson's words and their meanings, in order: what the class can read."""
    found: set[str] = set()
    for term in stage.lesson.vocabulary:
        for text in (term.word.text, *term.meaning.text.split()):
            found |= set(letters(text.strip(".,;:!?()«»“”\"'¿¡。，、"), stage.tag))
    return tuple(sorted(found, key=order))


def _inside(short: tuple[str, ...], long: tuple[str, ...]) -> bool:
    wide = len(short)
    return any(long[at : at + wide] in (short, short[::-1]) for at in range(len(long) - wide + 1))
