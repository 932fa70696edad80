"""Word search: words of the lesson hidden in squares of letters, each found once by a solver that did not hide them.

Level 1. Looking for a word means reading it letter by letter, which helps spelling; nobody claims more (no study measured
programming). So it is a rest between harder boxes, and an author asks for it. A square holds what the script takes for a letter.
Young pupils (under ten) find words that go right or down; from ten on they slant, from thirteen on they also go backwards.
"""

from __future__ import annotations

from broadcast.language.phrase import Phrase, capitalised, together
from broadcast.unplugged.figures import Letters
from broadcast.unplugged.hiding import DOWN, LEFT, RIGHT, RISING, SLANT, UP, Way, hide
from broadcast.unplugged.judging import Impossible
from broadcast.unplugged.model import Activity, Box, Item, Option, Proof, Rung, Shot, Turn
from broadcast.unplugged.seek import seek
from broadcast.unplugged.stage import Stage
from broadcast.unplugged.vocabulary import Entry, alphabet, enough, entries

OPTIONS: dict[str, tuple[str, ...]] = {"size": ("small", "large")}
SIZES = {"small": (10, 4), "large": (12, 8)}
"""Squares a side, and words at the most."""
LEAST_WORDS = 3
LEAST_LETTERS = 2
"""A word of Chinese has two."""
SLANTED, BACKWARDS = 10, 13
"""Age of the youngest from which words slant, and from which they go backwards."""
SECONDS = 15
"""A word, to find it."""
MOST_TOLD = 3
"""Words whose place is said on air; the key has all of them."""


def make(stage: Stage) -> Activity:
    side, most = SIZES[stage.option("size", "small")]
    count = min(most, max(LEAST_WORDS, len(stage.lesson.vocabulary)))
    found = entries(stage, LEAST_LETTERS, side)
    enough(stage, found, count, side)
    chosen, rest = found[:count], found[count:]
    rows = hide(
        [one.squares for one in chosen], [one.squares for one in rest], side, alphabet(stage), ways(stage), stage.chance()
    )
    if rows is None:
        raise Impossible("no way was found to hide each of its words once")
    places = [seek(rows, one.squares) for one in chosen]
    if any(len(place) != 1 for place in places) or any(seek(rows, one.squares) for one in rest):
        raise Impossible("a solver does not find each of its words once")
    return _activity(stage, chosen, rows, [place[0] for place in places])


def ways(stage: Stage) -> tuple[Way, ...]:
    """The directions in which words may go, by the age of the youngest."""
    youngest = stage.lesson.ages[0]
    if youngest < SLANTED:
        return RIGHT, DOWN
    return (RIGHT, DOWN, SLANT) if youngest < BACKWARDS else (RIGHT, DOWN, SLANT, RISING, LEFT, UP)


def _activity(stage: Stage, chosen: list[Entry], rows: tuple[tuple[str, ...], ...], places: list[tuple[str, str]]) -> Activity:
    number, count = stage.first, len(chosen)
    listed = tuple(one.word for one in chosen)
    prompt = together((stage.text("wordsearch.prompt", count=count), stage.text(f"wordsearch.ways.{len(ways(stage))}")))
    options = tuple(Option(id=f"row-{at}", text=" ".join(row)) for at, row in enumerate(rows, 1)) + tuple(
        Option(id=str(at), text=" ".join(one.squares)) for at, one in enumerate(chosen, 1)
    )
    answers = tuple([str(at), first, last] for at, (first, last) in enumerate(places, 1))
    proof = Proof(
        how=f"a solver looked in all eight directions and found each of the {count} words once",
        engines=("search",), tried=8 * len(rows) * len(rows[0]),
    )  # fmt: skip
    item = Item(
        id=stage.identity(), box=number, kind="wordsearch", level=1, prompt=prompt, options=options, answers=answers, proof=proof
    )
    alt = stage.text("figure.letters", count=count)
    empty = Letters(rows=rows, words=listed, alt=alt)
    told = [_told(stage, one, place) for one, place in zip(chosen, places, strict=True)]
    box = Box(
        number=number, heading=stage.text("wordsearch.heading"), prompt=prompt, figures=(empty,),
        key=(empty.model_copy(update={"answer": tuple(places)}),), answer=together(phrase.text for phrase in told),
        explanation=stage.text("wordsearch.why"), instead=stage.text("wordsearch.instead"), item=item.id,
        rungs=(Rung(mark="done", prompt=stage.text("wordsearch.done")),), size="full" if len(rows) > SIZES["small"][0] else "half",
    )  # fmt: skip
    return Activity(
        kind="wordsearch", boxes=(box,), items=(item,), turns=_turns(stage, chosen, told, box),
        guide=(stage.text("wordsearch.guide", box=number),),
    )  # fmt: skip


def _told(stage: Stage, one: Entry, place: tuple[str, str]) -> Phrase:
    return capitalised(stage.say("wordsearch.answer", word=one.word, first=place[0], last=place[1]), stage.tag)


def _turns(stage: Stage, chosen: list[Entry], told: list[Phrase], box: Box) -> tuple[Turn, ...]:
    shot = Shot(template="point", heading=box.heading, lines=tuple(one.word for one in chosen), box=box.number)
    asked = chosen[stage.chance("asked").randrange(len(chosen))]
    figure = box.key[0]
    assert isinstance(figure, Letters)
    turns = [
        Turn(
            name="wordsearch.ask", kind="ask", phrase=stage.say("wordsearch.ask", box=box.number, count=len(chosen)), needs_sheet=True,
            alone=stage.say("wordsearch.alone", meaning=asked.term.meaning.text), box=box.number, shot=shot,
        ),
        Turn(
            name="wordsearch.wait", kind="wait", wait="write", note=stage.text("wordsearch.note"), task=SECONDS * len(chosen),
            box=box.number, shot=shot,
        ),
    ]  # fmt: skip
    first = chosen.index(asked)  # what a class without sheets was asked is answered first
    for at, index in enumerate([first, *(other for other in range(len(told)) if other != first)][:MOST_TOLD], 1):
        found = figure.model_copy(update={"words": (), "answer": (figure.answer[index],)})
        kind, dropped = ("answer", 0) if at == 1 else ("say", 4)
        turns.append(
            Turn(
                name=f"wordsearch.answer-{at}", kind=kind, role="second", phrase=told[index], box=box.number, optional=dropped,
                shot=Shot(template="answer", heading=told[index].text, figures=(found,), box=box.number),
            )
        )  # fmt: skip
    return tuple(turns)
