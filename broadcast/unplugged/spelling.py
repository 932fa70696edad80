"""A word of the lesson as numbers, and the numbers as cards: each letter has its place in a table, each place its dots.

The table holds the letters of the lesson's own words: of an alphabet they are a part, of Chinese or Korean all that are needed.
"""

from __future__ import annotations

from collections.abc import Sequence

from broadcast.language.letters import letters, order
from broadcast.unplugged import coding, drawn
from broadcast.unplugged.figures import Table
from broadcast.unplugged.judging import Impossible
from broadcast.unplugged.model import Activity, Box, Item, Option, Proof, Rung, Shot, Turn
from broadcast.unplugged.stage import Stage

CARDS = 5
MOST = 2**CARDS - 1
"""Letters that five cards can tell apart."""
LEAST_LETTERS, MOST_LETTERS = 2, 8
ACROSS = (8, 7, 6, 5)
"""Letters beside each other in the table."""
SECONDS = 12
"""A letter."""


def make(stage: Stage) -> Activity:
    known = {term.word.text: letters(term.word.text, stage.tag) for term in stage.lesson.vocabulary}
    able = [word for word, squares in known.items() if LEAST_LETTERS <= len(squares) <= MOST_LETTERS]
    if not able:
        raise Impossible(f"no word of the vocabulary has {LEAST_LETTERS} to {MOST_LETTERS} letters and nothing else")
    table = tuple(sorted({letter for squares in known.values() for letter in squares}, key=order))
    if len(table) > MOST:
        raise Impossible(f"the words of the vocabulary have {len(table)} different letters; five cards tell {MOST} apart")
    asked = able[stage.chance("word").randrange(len(able))]
    return _activity(stage, asked, known[asked], table)


def _activity(stage: Stage, word: str, squares: Sequence[str], table: Sequence[str]) -> Activity:
    number = stage.first
    values = [table.index(letter) + 1 for letter in squares]
    coded = [coding.shown(value, CARDS) for value in values]
    prompt = stage.text("cards.letters.prompt")
    options = [Option(id=f"letter-{at}", text=letter) for at, letter in enumerate(table, 1)]
    options += [Option(id=f"code-{at}", text=bits) for at, bits in enumerate(coded, 1)]
    proof = Proof(
        how="the code was read with the table again, and the word was coded with it again", engines=("search",), runs=2, tried=len(table)
    )  # fmt: skip
    item = Item(
        id=stage.identity(), box=number, kind="cards", level=2, prompt=prompt, options=tuple(options), answers=(" ".join(squares),),
        proof=proof,
    )  # fmt: skip
    header = (*(str(dot) for dot in coding.dots(CARDS)), stage.text("cards.number"), stage.text("cards.letter"))
    empty = drawn.table(stage, header, [(*bits, "", "") for bits in coded])
    filled = drawn.table(
        stage, header, [(*bits, str(value), letter) for bits, value, letter in zip(coded, values, squares, strict=True)]
    )
    told = ", ".join(f"{value} {letter}" for value, letter in zip(values, squares, strict=True))
    box = Box(
        number=number, heading=stage.text("cards.letters.heading"), prompt=prompt, figures=(empty, _table(stage, table)), key=(filled,),
        answer=f"{word} ({told})", explanation=stage.text("cards.letters.why"), instead=stage.text("cards.letters.instead"),
        rungs=(Rung(mark="done", prompt=stage.text("cards.letters.done")),), item=item.id, size="full",
    )  # fmt: skip
    meaning = next(term.meaning.text for term in stage.lesson.vocabulary if term.word.text == word)
    rows = tuple("   ".join(coded[start : start + 3]) for start in range(0, len(coded), 3))
    shot = Shot(template="question", heading=stage.text("cards.letters.ask"), lines=rows, box=number)
    turns = (
        Turn(
            name="cards.ask", kind="ask", phrase=stage.say("cards.letters.go", box=number), alone=stage.say("cards.letters.alone", meaning=meaning),
            needs_sheet=True, box=number, shot=shot,
        ),
        Turn(
            name="cards.wait", kind="wait", wait="write", note=stage.text("cards.letters.note"), task=SECONDS * len(squares), box=number, shot=shot
        ),
        Turn(
            name="cards.answer", kind="answer", role="second", phrase=stage.say("cards.letters.answer", word=word), box=number,
            shot=Shot(template="answer", heading=word, lines=(told,), box=number),
        ),
    )  # fmt: skip
    return Activity(
        kind="cards", boxes=(box,), items=(item,), turns=turns, guide=(stage.text("cards.letters.guide", box=number),)
    )


def _table(stage: Stage, table: Sequence[str]) -> Table:
    """Each number with its letter, as many beside each other as leave the fewest squares empty."""
    cells = [f"{at} {letter}" for at, letter in enumerate(table, 1)]
    across = min(ACROSS, key=lambda wide: (-len(cells) % wide, -wide))
    rows = tuple(tuple(cells[start : start + across]) for start in range(0, len(cells), across))
    return Table(header=(), rows=rows, alt=stage.text("figure.code", letters=", ".join(cells)))
