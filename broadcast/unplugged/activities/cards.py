"""Cards: numbers as dots that are shown or hidden, a word as numbers, or a picture as numbers to paint by.

Level 1 (pixels) and 2. That a computer keeps everything as zeros and ones needs five cards and no machine; that children learn more of
it so than otherwise is not shown (Sigayret 2022), and nobody says so. Which numbers and which picture come from the seed alone: they
are the same in every language. A word is coded with the letters of the lesson's own vocabulary, so that any script can be coded.
"""

from __future__ import annotations

from broadcast.language.phrase import Phrase
from broadcast.unplugged import coding, drawn, painting, spelling, words
from broadcast.unplugged.figures import Card, Cards
from broadcast.unplugged.model import Activity, Beat, Box, Item, Option, Proof, Rung, Shot, Turn
from broadcast.unplugged.stage import Stage

OPTIONS: dict[str, tuple[str, ...]] = {"what": ("binary", "letters", "pixels"), "size": ("auto", "small", "large")}
"""`small`: four cards, or five by five squares; `large`: five cards, or eight by eight; `auto`: by the age of the youngest."""
SMALL_UNDER = 9
"""Years: younger pupils get the small ones."""


def make(stage: Stage) -> Activity:
    size = stage.option("size", "auto")
    if size == "auto":
        size = "small" if stage.lesson.ages[0] < SMALL_UNDER else "large"
    what = stage.option("what", "binary")
    if what == "pixels":
        return painting.make(stage, size)
    return spelling.make(stage) if what == "letters" else _binary(stage, 4 if size == "small" else 5)


def _binary(stage: Stage, cards: int) -> Activity:
    """Two numbers to read from cards and two to show with them."""
    number = stage.first
    able = [value for value in range(3, 2**cards) if value.bit_count() > 1]  # one card alone is no task
    read, also, show, more = stage.chance().sample(able, 4)
    decode, encode = (read, also), (show, more)
    options = [Option(id=f"read-{at}", text=coding.shown(value, cards)) for at, value in enumerate(decode, 1)]
    options += [Option(id=f"show-{at}", text=str(value)) for at, value in enumerate(encode, 1)]
    answers = [[f"read-{at}", str(value)] for at, value in enumerate(decode, 1)]
    answers += [[f"show-{at}", coding.shown(value, cards)] for at, value in enumerate(encode, 1)]
    prompt = stage.text("cards.prompt")
    proof = Proof(
        how="each number was laid with cards from the left, and the dots that show were counted again", engines=("search",), runs=4,
        tried=2**cards,
    )  # fmt: skip
    item = Item(
        id=stage.identity(), box=number, kind="cards", level=2, prompt=prompt, options=tuple(options), answers=tuple(answers),
        proof=proof,
    )  # fmt: skip
    header = (*(str(dot) for dot in coding.dots(cards)), stage.text("cards.number"))
    blank = ("",) * cards
    empty = [(*coding.shown(value, cards), "") for value in decode] + [(*blank, str(value)) for value in encode]
    filled = [(*coding.shown(value, cards), str(value)) for value in (*decode, *encode)]
    figure = row(stage, cards)
    told = "; ".join(f"{coding.shown(value, cards)} = {value}" for value in (*decode, *encode))
    sums = "; ".join(f"{value} = {' + '.join(str(dot) for dot in _dots(value, cards))}" for value in (*decode, *encode))
    box = Box(
        number=number, heading=stage.text("cards.heading"), prompt=prompt, figures=(figure, drawn.table(stage, header, empty)),
        key=(drawn.table(stage, header, filled),), answer=told, explanation=stage.text("cards.why", sums=sums),
        instead=stage.text("cards.instead"), item=item.id, rungs=_rungs(stage, cards), board=True, size="full",
    )  # fmt: skip
    turns = (
        *_intro(stage, box, cards),
        *_ask(stage, box, "read", read, cards),
        *_ask(stage, box, "show", show, cards),
        _rest(stage, box, coding.shown(also, cards), more),
    )
    return Activity(kind="cards", boxes=(box,), items=(item,), turns=turns, guide=(stage.text("cards.guide", box=number),))


def _rungs(stage: Stage, cards: int) -> tuple[Rung, ...]:
    """The greatest number is all dots together; the next card has one dot more than that."""
    every = sum(coding.dots(cards))
    return (
        Rung(mark="done", prompt=stage.text("cards.done"), answer=str(every)),
        Rung(mark="older", prompt=stage.text("cards.older"), answer=str(every + 1)),
    )


def row(stage: Stage, cards: int) -> Cards:
    """The cards to cut out, the most dots at the left."""
    every = coding.dots(cards)
    return Cards(
        cards=tuple(Card(dots=dot) for dot in every), fold=stage.text("cards.fold"),
        alt=stage.text("figure.cards", dots=words.several([str(dot) for dot in every], stage.messages)),
    )  # fmt: skip


def _dots(value: int, cards: int) -> tuple[int, ...]:
    return coding.counted(coding.shown(value, cards))


def _intro(stage: Stage, box: Box, cards: int) -> tuple[Turn, ...]:
    """What the cards are; without a sheet so many children stand in a row."""
    every = words.several([str(dot) for dot in coding.dots(cards)], stage.messages)
    shot = Shot(template="box", heading=box.heading, figures=(box.figures[0],), box=box.number)
    return (
        Turn(name="cards.look", kind="say", phrase=stage.say("cards.look", box=box.number, count=cards, dots=every), box=box.number, shot=shot),
        Turn(name="cards.row", kind="say", to="teacher", phrase=stage.say("cards.row", count=cards), box=box.number, shot=shot),
        Turn(
            name="cards.rule", kind="act", phrase=stage.say("cards.rule"), box=box.number, shot=shot,
            beats=tuple(Beat(phrase=stage.say(f"cards.{sign}")) for sign in ("one", "zero", "one")),
        ),
    )  # fmt: skip


def _ask(stage: Stage, box: Box, form: str, value: int, cards: int) -> tuple[Turn, ...]:
    """One number to read (`read`) or to show (`show`), all of it aloud: nobody needs the sheet."""
    bits = coding.shown(value, cards)
    seen = words.several([str(dot) for dot in coding.counted(bits)], stage.messages)
    signs: Phrase = words.row(list(bits), stage.messages)
    if form == "read":
        ask, answer = stage.say("cards.read.ask", bits=signs), stage.say("cards.read.answer", dots=seen, value=value)
        heading = bits
    else:
        ask, answer = stage.say("cards.show.ask", value=value), stage.say("cards.show.answer", dots=seen)
        heading = str(value)
    shot = Shot(template="question", heading=heading, box=box.number)
    filled = Shot(template="answer", heading=f"{bits} = {value}", box=box.number)
    return (
        Turn(name=f"cards.{form}-ask", kind="ask", phrase=ask, box=box.number, shot=shot),
        Turn(name=f"cards.{form}-wait", kind="wait", wait="write", note=stage.text(f"cards.{form}.note"), task=15, box=box.number, shot=shot),
        Turn(name=f"cards.{form}-answer", kind="answer", role="second", phrase=answer, box=box.number, shot=filled),
    )  # fmt: skip


def _rest(stage: Stage, box: Box, bits: str, value: int) -> Turn:
    phrase = stage.say("cards.rest")
    shot = Shot(template="point", heading=phrase.text, lines=(bits, str(value)), box=box.number)
    return Turn(name="cards.rest", kind="say", phrase=phrase, box=box.number, optional=3, shot=shot)
