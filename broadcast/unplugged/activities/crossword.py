"""Crossword: words of the lesson that cross, with their meanings as clues; no stray word comes about anywhere.

Level 2. The meaning stands there and the word has to be remembered, which asks more than finding it (`match`, `wordsearch`). A square
holds what the script takes for a letter. At least four of five words must have a place; where words are of two or three
letters, as in Chinese and Korean, they mostly do not cross, and it is refused.
"""

from __future__ import annotations

from collections.abc import Sequence

from broadcast.language.letters import letters
from broadcast.language.phrase import Phrase, capitalised
from broadcast.lesson.model import Term
from broadcast.unplugged.crossing import MOST_SIDE, Laid, cross, numbered
from broadcast.unplugged.figures import Crossword
from broadcast.unplugged.judging import Impossible
from broadcast.unplugged.model import Activity, Box, Item, Option, Proof, Rung, Shot, Turn
from broadcast.unplugged.stage import Stage

OPTIONS: dict[str, tuple[str, ...]] = {"first": ("no", "yes")}
"""`yes`: the first letter of each word stands there already, for pupils who read slowly."""
LEAST, MOST = 3, 10
"""Words."""
LEAST_LETTERS = 2
SHARE = 80
"""Per cent of the vocabulary that must have a place (unplugged facts: at least 80)."""
SECONDS = 15
"""A word."""
MOST_TOLD = 4
"""Words that are said on air; the key has all of them."""


def make(stage: Stage) -> Activity:
    terms = usable(stage)
    wanted = min(MOST, len(stage.lesson.vocabulary))
    if len(terms) < LEAST:
        raise Impossible(f"{len(terms)} words of the vocabulary can stand in a crossword; it needs {LEAST}")
    found = cross([letters(term.word.text, stage.tag) for term in terms], stage.chance())
    if len(found) < LEAST or 100 * len(found) < SHARE * wanted:
        raise Impossible(f"of {wanted} words only {len(found)} cross each other; it needs {SHARE} per cent of them, and {LEAST}")
    return _activity(stage, terms, found)


def usable(stage: Stage) -> list[Term]:
    """Words that fit, each another, with a clue that does not hold the word and that no other word has."""
    found: list[Term] = []
    for term in stage.lesson.vocabulary[:MOST]:
        squares, clue = letters(term.word.text, stage.tag), term.meaning.text.casefold()
        known = [(letters(one.word.text, stage.tag), one.meaning.text.casefold()) for one in found]
        fits = LEAST_LETTERS <= len(squares) <= MOST_SIDE and term.word.text.casefold() not in clue
        if fits and clue and not any(squares == one or clue == other for one, other in known):
            found.append(term)
    return found


def _activity(stage: Stage, terms: Sequence[Term], found: Sequence[Laid]) -> Activity:
    number, numbers = stage.first, numbered(found)
    columns, rows = max(x for one in found for x, _ in one.cells()) + 1, max(y for one in found for _, y in one.cells()) + 1
    letter = {cell: square for one in found for cell, square in zip(one.cells(), one.squares, strict=True)}
    cells = tuple(tuple(numbers.get((x, y), 0) if (x, y) in letter else -1 for x in range(columns)) for y in range(rows))
    clues = {
        across: tuple((numbers[one.x, one.y], f"{terms[one.index].meaning.text} ({len(one.squares)})") for one in found if one.across == across)
        for across in (True, False)
    }  # fmt: skip
    given = {(one.x, one.y) for one in found} if stage.option("first", "no") == "yes" else set()
    empty = Crossword(
        cells=cells, letters=_letters(letter, given, columns, rows) if given else (), across=clues[True], down=clues[False],
        heads=(stage.text("crossword.across"), stage.text("crossword.down")), alt=stage.text("figure.crossword", count=len(found)),
    )  # fmt: skip
    filled = empty.model_copy(update={"letters": _letters(letter, set(letter), columns, rows)})
    prompt = stage.text("crossword.prompt")
    shape = " / ".join(" ".join("#" if cell < 0 else str(cell) for cell in row) for row in cells)
    options = [Option(id="squares", text=shape)]
    options += [Option(id=f"across-{at}", text=clue) for at, clue in clues[True]]
    options += [Option(id=f"down-{at}", text=clue) for at, clue in clues[False]]
    answers = [[f"across-{numbers[one.x, one.y]}", " ".join(one.squares)] for one in found if one.across]
    answers += [[f"down-{numbers[one.x, one.y]}", " ".join(one.squares)] for one in found if not one.across]
    proof = Proof(
        how=f"{len(found)} words lie in it; every line of squares was read, and each is one of them", engines=("search",), tried=columns + rows
    )  # fmt: skip
    item = Item(
        id=stage.identity(), box=number, kind="crossword", level=2, prompt=prompt, options=tuple(options), answers=tuple(answers),
        proof=proof,
    )  # fmt: skip
    told = [_told(stage, terms[one.index].word.text, one, numbers[one.x, one.y]) for one in found]
    box = Box(
        number=number, heading=stage.text("crossword.heading"), prompt=prompt, figures=(empty,), key=(filled,),
        answer=_short(stage, terms, found, numbers), explanation=stage.text("crossword.why"), instead=stage.text("crossword.instead"),
        item=item.id, rungs=(Rung(mark="done", prompt=stage.text("crossword.done")),), size="full",
    )  # fmt: skip
    turns = _turns(stage, [terms[one.index] for one in found], found, told, box)
    return Activity(
        kind="crossword", boxes=(box,), items=(item,), turns=turns, guide=(stage.text("crossword.guide", box=number),)
    )


def _letters(
    letter: dict[tuple[int, int], str], shown: set[tuple[int, int]], columns: int, rows: int
) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(letter[x, y] if (x, y) in shown else "" for x in range(columns)) for y in range(rows))


def _told(stage: Stage, word: str, one: Laid, number: int) -> Phrase:
    return capitalised(
        stage.say("crossword.answer.across" if one.across else "crossword.answer.down", word=word, number=number), stage.tag
    )


def _short(stage: Stage, terms: Sequence[Term], found: Sequence[Laid], numbers: dict[tuple[int, int], int]) -> str:
    """Number and word, those across first."""
    lists = []
    for across, head in ((True, "crossword.across"), (False, "crossword.down")):
        told = ", ".join(f"{numbers[one.x, one.y]} {terms[one.index].word.text}" for one in found if one.across == across)
        lists += [f"{stage.text(head)}: {told}."] if told else []
    return " ".join(lists)


def _turns(stage: Stage, terms: Sequence[Term], found: Sequence[Laid], told: Sequence[Phrase], box: Box) -> tuple[Turn, ...]:
    filled = box.key[0]
    assert isinstance(filled, Crossword)
    bare = filled.model_copy(update={"letters": (), "across": (), "down": (), "heads": ("", "")})
    first = stage.chance("asked").randrange(len(found))
    question = Shot(template="question", heading=stage.text("crossword.prompt"), figures=(bare,), box=box.number)
    turns = [
        Turn(
            name="crossword.ask", kind="ask", phrase=stage.say("crossword.ask", box=box.number), needs_sheet=True,
            alone=stage.say("crossword.alone", meaning=terms[first].meaning.text), box=box.number, shot=question,
        ),
        Turn(
            name="crossword.wait", kind="wait", wait="write", note=stage.text("crossword.note"), task=SECONDS * len(found),
            box=box.number, shot=question,
        ),
    ]  # fmt: skip
    shown: set[tuple[int, int]] = set()
    letter = {cell: square for one in found for cell, square in zip(one.cells(), one.squares, strict=True)}
    for at, index in enumerate([first, *(other for other in range(len(found)) if other != first)][:MOST_TOLD], 1):
        shown |= set(found[index].cells())
        rows = _letters(letter, shown, len(filled.cells[0]), len(filled.cells))
        shot = Shot(
            template="answer", heading=terms[index].word.text, lines=(terms[index].meaning.text,),
            figures=(bare.model_copy(update={"letters": rows}),), box=box.number,
        )  # fmt: skip
        kind, dropped = ("answer", 0) if at == 1 else ("say", 4)
        turns.append(
            Turn(
                name=f"crossword.answer-{at}",
                kind=kind,
                role="second",
                phrase=told[index],
                optional=dropped,
                box=box.number,
                shot=shot,
            )
        )
    return tuple(turns)
