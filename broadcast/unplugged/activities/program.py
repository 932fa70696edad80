"""The program: printed in a box, and said twice before anybody has to think about it."""

from __future__ import annotations

from broadcast.language.phrase import Phrase, joined
from broadcast.program.speech import speak
from broadcast.unplugged import drawn, telling
from broadcast.unplugged.model import Activity, Box, Turn
from broadcast.unplugged.stage import Stage


def make(stage: Stage) -> Activity:
    speech = speak(stage.program, stage.messages)
    listing = drawn.program(stage)
    first = not stage.had("program")
    heading = stage.text("program.heading" if first else "program.heading-next")
    box = Box(
        number=stage.first, heading=heading, prompt=stage.text("program.prompt"), figures=(listing,),
        instead=stage.text("program.instead"), board=True,
    )  # fmt: skip
    look = joined(stage.say("program.look", box=box.number), _called(stage, first))
    shot = telling.shot(heading, listing, box.number)
    turns = [Turn(name="program.look", kind="say", phrase=look, box=box.number, shot=shot, line=stage.code.line)]
    first_words = stage.say("program.finger") if telling.long(speech) else None
    turns.append(telling.turn(stage, speech, "program.said", first_words, shot))
    turns.append(telling.turn(stage, speech, "program.again", stage.say("program.again"), shot, repeat=True))
    return Activity(kind="program", boxes=(box,), turns=tuple(turns), guide=(stage.text("program.guide", box=box.number),))


def _called(stage: Stage, first: bool) -> Phrase:
    """This is a program; with the author's meaning of that word, where the vocabulary has it and no sentence of the lesson tells it."""
    if not first:
        return stage.say("program.is-next")
    word = stage.text("program.word").casefold()
    term = next((term for term in stage.lesson.vocabulary if term.word.text.casefold() == word and not term.unit), None)
    return stage.say("program.is-term", meaning=term.meaning.text) if term else stage.say("program.is")
