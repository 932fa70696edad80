"""The languages of a source as one lesson: what agrees gets the same ids, what does not is told.

Steps are matched by their order where there are as many of them, else by the programs they hold; inside of a step blocks are matched by
their kinds in a row, and sentences one by one where a block has as many in both languages.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from broadcast.lesson.model import Block, Code, Lesson, Picture, Step, Unit
from broadcast.lesson.units import replaced, units

MOST_PAIRS = 40_000
"""Steps of two languages that are compared one with another; in longer books only those that are built alike are found."""
LEAST_COMMON = 0.3
"""Share of their parts that two steps have in common at the least."""
_Tell = Callable[[int, str], None]


@dataclass(frozen=True, slots=True)
class Mismatch:
    """Where a language's text does not agree with the source's, sentence by sentence."""

    tag: str
    file: str
    line: int
    why: str


def together(lessons: Sequence[Lesson]) -> tuple[Lesson, tuple[Mismatch, ...]]:
    """The first lesson with the others as its versions."""
    first, *others = lessons
    found: list[Mismatch] = []
    versions = tuple(aligned(first, other, found) for other in others)
    return replace(first, versions=versions), tuple(found)


def aligned(base: Lesson, other: Lesson, found: list[Mismatch]) -> Lesson:
    """The other lesson with the base's ids wherever the two agree."""
    names: dict[str, Unit] = {}
    codes: dict[str, str] = {}
    steps: dict[str, str] = {}

    def tell(line: int, why: str) -> None:
        file, number = other.place(line)
        found.append(Mismatch(other.language, file, number, why))

    def pair(ours: Iterable[Unit], theirs: Iterable[Unit], line: int, what: str) -> None:
        mine, yours = tuple(ours), tuple(theirs)
        if len(mine) == len(yours):
            names.update({there.id: here for here, there in zip(mine, yours, strict=True)})
        else:
            tell(line, f"{what} has {len(yours)} sentences, {len(mine)} in {base.language}")

    pair([base.title], [other.title], 1, "the title")
    for role in ("objectives", "materials", "homework"):
        pair(getattr(base, role), getattr(other, role), 1, role)
    pair(units(base.vocabulary), units(other.vocabulary), 1, "the vocabulary")
    for mine, yours in _steps(base.steps, other.steps, tell):
        steps[yours.id] = mine.id
        names[yours.title.id] = mine.title
        for here, there in _blocks(mine, yours, tell):
            if isinstance(here, Code) and isinstance(there, Code):
                codes[there.id] = here.id
            pair(units(here), units(there), _line(there) or yours.line, _kind(there))

    def renamed(unit: Unit) -> Unit:
        here = names.get(unit.id)
        return replace(unit, id=here.id, source=here.text) if here else unit

    new = replaced(other, renamed, lambda code: replace(code, id=codes.get(code.id, code.id)))
    return replace(
        new,
        source_language=base.language,
        seed=base.seed,
        number=base.number,
        steps=tuple(replace(step, id=steps.get(step.id, step.id)) for step in new.steps),
    )


def _steps(mine: Sequence[Step], yours: Sequence[Step], tell: _Tell) -> Iterator[tuple[Step, Step]]:
    if len(mine) == len(yours):
        yield from zip(mine, yours, strict=True)
        return
    tell(1, f"there are {len(yours)} steps, {len(mine)} in the source")
    if len(mine) * len(yours) <= MOST_PAIRS:
        yield from _likely(mine, yours)
        return
    matcher = SequenceMatcher(None, [_shape(step) for step in mine], [_shape(step) for step in yours], autojunk=False)
    for match in matcher.get_matching_blocks():
        yield from zip(mine[match.a : match.a + match.size], yours[match.b : match.b + match.size], strict=True)


def _likely(mine: Sequence[Step], yours: Sequence[Step]) -> Iterator[tuple[Step, Step]]:
    """Pairs of steps in order that have most in common: programs, pictures, kinds of blocks."""
    marks = [_marks(step) for step in mine], [_marks(step) for step in yours]
    like = [[_common(here, there) for there in marks[1]] for here in marks[0]]
    best = [[0.0] * (len(yours) + 1) for _ in range(len(mine) + 1)]
    for at in range(len(mine) - 1, -1, -1):
        for other in range(len(yours) - 1, -1, -1):
            paired = like[at][other] + best[at + 1][other + 1] if like[at][other] >= LEAST_COMMON else 0.0
            best[at][other] = max(paired, best[at + 1][other], best[at][other + 1])
    at = other = 0
    while at < len(mine) and other < len(yours):
        if like[at][other] >= LEAST_COMMON and best[at][other] == like[at][other] + best[at + 1][other + 1]:
            yield mine[at], yours[other]
            at, other = at + 1, other + 1
        elif best[at][other] == best[at + 1][other]:
            at += 1
        else:
            other += 1


def _marks(step: Step) -> Counter[str]:
    """What a step's translation has as well: its pictures, its programs by their length, the kinds of its blocks."""
    found = Counter(_kind(block) for block in step.blocks)
    for block in step.blocks:
        if isinstance(block, Picture):
            found[block.path.rpartition("/")[2]] += 2
        elif isinstance(block, Code):
            found[f"{block.language} {block.source.count(chr(10))}"] += 2
    return found


def _common(here: Counter[str], there: Counter[str]) -> float:
    every = here.total() + there.total()
    return 2 * (here & there).total() / every if every else 0.0


def _blocks(mine: Step, yours: Step, tell: _Tell) -> Iterator[tuple[Block, Block]]:
    kinds = [_kind(block) for block in mine.blocks], [_kind(block) for block in yours.blocks]
    if kinds[0] != kinds[1]:
        tell(yours.line, "its parts come in another order or number than in the source")
    for match in SequenceMatcher(None, *kinds, autojunk=False).get_matching_blocks():
        yield from zip(mine.blocks[match.a : match.a + match.size], yours.blocks[match.b : match.b + match.size], strict=True)


def _shape(step: Step) -> tuple[str, ...]:
    return tuple(_kind(block) for block in step.blocks)


def _line(block: Block) -> int:
    return next((unit.line for unit in units(block)), 0) or getattr(block, "line", 0)


def _kind(block: Block) -> str:
    return type(block).__name__.lower()
