"""Words and their meanings, in another order; each word has one meaning.

Level 1. Evidence: none of its own that we know; words are met in use before they are asked for.
"""

from __future__ import annotations

from broadcast.language.phrase import capitalised
from broadcast.lesson.model import Term
from broadcast.unplugged import climbing
from broadcast.unplugged.figures import Matching
from broadcast.unplugged.judging import Impossible
from broadcast.unplugged.model import Activity, Box, Item, Option, Proof, Rung, Shot, Turn
from broadcast.unplugged.stage import Stage

OPTIONS: dict[str, tuple[str, ...]] = {}
LEAST, MOST = 3, 6
"""Words: two can only be swapped, and more than six are too many lines across the paper."""


def make(stage: Stage) -> Activity:
    terms = stage.lesson.vocabulary[:MOST]
    if len(terms) < LEAST:
        raise Impossible(f"the vocabulary has {len(terms)} words; a match needs {LEAST}")
    if len({term.word.text.casefold() for term in terms} | {term.meaning.text.casefold() for term in terms}) < 2 * len(terms):
        raise Impossible("two words or two meanings of the vocabulary are the same")
    order = _shuffled(stage, len(terms))
    number = stage.first
    answer = tuple(order.index(at) for at in range(len(terms)))
    left, right = tuple(term.word.text for term in terms), tuple(terms[at].meaning.text for at in order)
    alt = stage.text("figure.matching")
    prompt = stage.text("match.prompt")
    letters = "abcdef"
    options = tuple(Option(id=str(at), text=text) for at, text in enumerate(left, 1)) + tuple(
        Option(id=letter, text=text) for letter, text in zip(letters, right, strict=False)
    )
    pairs = [[str(at), letters[place]] for at, place in enumerate(answer, 1)]
    proof = Proof(how="each word stands beside its meaning in the lesson's vocabulary, and no two are alike", engines=("table",))
    item = Item(
        id=stage.identity(), box=number, kind="match", level=1, prompt=prompt, options=options, answers=tuple(pairs), proof=proof
    )
    told = ", ".join(f"{word}: {letters[place]}" for word, place in zip(left, answer, strict=True))
    box = Box(
        number=number, heading=stage.text("match.heading"), prompt=prompt, figures=(Matching(left=left, right=right, alt=alt),),
        key=(Matching(left=left, right=right, answer=answer, alt=alt),), answer=told, explanation=stage.text("match.why"),
        instead=stage.text("match.instead"), item=item.id, rungs=(Rung(mark="done", prompt=stage.text("match.done")),), size="full",
    )  # fmt: skip
    box, item = climbing.climb(stage, box, item, (lambda: climbing.own(stage, "match"),), ())
    return Activity(
        kind="match",
        boxes=(box,),
        items=(item,),
        turns=_turns(stage, terms, box),
        guide=(stage.text("match.guide", box=number),),
    )


def _turns(stage: Stage, terms: tuple[Term, ...], box: Box) -> tuple[Turn, ...]:
    asked = terms[stage.chance("asked").randrange(len(terms))]
    shot = Shot(template="point", heading=box.heading, lines=tuple(term.word.text for term in terms), box=box.number)
    alone = stage.say("match.alone", meaning=asked.meaning.text)
    return (
        Turn(name="match.ask", kind="ask", phrase=stage.say("match.ask", box=box.number), alone=alone, needs_sheet=True, box=box.number, shot=shot),
        Turn(name="match.wait", kind="wait", wait="write", note=stage.text("match.note"), task=20, box=box.number, shot=shot),
        *(_told(stage, term, at, box.number) for at, term in enumerate(terms, 1)),
    )  # fmt: skip


def _told(stage: Stage, term: Term, at: int, box: int) -> Turn:
    """A word with its meaning; the screen shows one after the other."""
    phrase = capitalised(stage.say("match.answer", word=term.word.text, meaning=term.meaning.text), stage.tag)
    shot = Shot(template="card", heading=term.word.text, lines=(term.meaning.text,))
    return Turn(name=f"match.answer-{at}", kind="answer" if at == 1 else "say", role="second", phrase=phrase, box=box, shot=shot)


def _shuffled(stage: Stage, count: int) -> list[int]:
    """An order of the meanings in which none stands beside its own word."""
    order = list(range(count))
    chance = stage.chance()
    for _ in range(50):
        chance.shuffle(order)
        if all(meaning != word for word, meaning in enumerate(order)):
            return order
    return [*range(1, count), 0]
