"""What the templates say around the lesson's own talk: hello, what you need, new words, recall, goodbye.

All words are messages of the language; a name in a slot is never bent.
"""

from __future__ import annotations

from collections.abc import Sequence

from broadcast.episode.cues import paragraph
from broadcast.episode.station import Station
from broadcast.language.catalogue import Messages
from broadcast.language.phrase import Phrase, capital, joined
from broadcast.lesson.model import Code, Lesson, Said, Step, Term, Unit
from broadcast.program import read, run
from broadcast.program.speech import facing, square
from broadcast.unplugged.drawn import paper as grid
from broadcast.unplugged.model import Beat, Shot, Turn

ATTENTIONS = 5
"""How many messages `attention.<n>` there are."""


def opening(lesson: Lesson, messages: Messages, station: Station, sheets: bool) -> tuple[Turn, ...]:
    """Hello with an answer of the class, the second voice's thing, what you need, a word to the teacher."""
    names = Shot(template="names", lines=(station.presenter, station.second))
    moves = any(code.world is not None or code.language == "robot" for code in lesson.programs)
    thing = "robot" if moves else "boxes" if lesson.programs else "pencil"
    turns = [
        Turn(
            name="hello", kind="act", shot=names,
            phrase=messages.say("open.hello", programme=station.programme, presenter=station.presenter, second=station.second),
            beats=(Beat(phrase=messages.say("open.say-hello")),),
        ),
        Turn(name="thing", kind="say", role="second", phrase=messages.say(f"open.{thing}"), shot=point(messages, f"open.{thing}-shot")),
    ]  # fmt: skip
    if lesson.materials:
        turns += [
            Turn(name="need", kind="say", phrase=_needed(lesson, messages), optional=4, shot=_things(lesson, messages)),
            Turn(name="fetch", kind="wait", wait="move", note=messages.text("open.fetch-note"), optional=4),
        ]
    if sheets:
        teacher = "open.teacher-robot" if moves else "open.teacher"
        turns.append(
            Turn(
                name="teacher",
                kind="say",
                to="teacher" if lesson.audience == "pupils" else "pupils",
                phrase=messages.say(teacher),
                shot=point(messages, "open.teacher-shot"),
            )
        )
    title = Shot(template="title", heading=lesson.title.text, lines=(station.programme,))
    today = messages.say("open.today", title=lesson.title.text)
    turns.append(Turn(name="today", kind="say", phrase=today, optional=6, shot=title))
    return tuple(turns)


def _needed(lesson: Lesson, messages: Messages) -> Phrase:
    """What the class needs, a short sentence a thing."""
    things = [messages.say("open.thing", thing=capital(unit.text, messages.language.tag)) for unit in lesson.materials]
    phrases = [messages.say("open.need", count=len(things)), *things, messages.say("open.put")]
    return joined(*phrases)


def _things(lesson: Lesson, messages: Messages) -> Shot:
    return Shot(template="point", heading=messages.text("open.need-shot"), lines=tuple(unit.text for unit in lesson.materials))


def point(messages: Messages, key: str) -> Shot:
    """A key point on the screen."""
    return Shot(template="point", heading=messages.text(key))


def rejoin(messages: Messages, box: int, number: int, optional: int) -> Turn:
    """For who has just come; every other time in other words."""
    phrase = messages.say("rejoin.box" if number % 2 else "rejoin.box-other", box=box)
    shot = Shot(template="box", heading=phrase.text, box=box)
    return Turn(name="rejoin", kind="say", phrase=phrase, optional=optional, shot=shot)


def again(code: Code, messages: Messages) -> tuple[Turn, ...]:
    """Back to the start, before the next program is thought about."""
    program = read(code)
    trace = run(program, world=code.world, inputs=code.inputs)
    start = trace.start
    phrase = messages.say("again.place", square=square(start, messages), facing=facing(start, messages))
    shot = point(messages, "again.shot").model_copy(update={"figures": (grid(code, trace, messages),) if code.world else ()})
    return (
        Turn(name="again", kind="say", phrase=phrase, shot=shot, line=code.line),
        Turn(name="again-wait", kind="wait", wait="think", note=messages.text("again.note"), shot=shot),
    )


def attention(messages: Messages, number: int) -> Turn:
    """Something small to do at one's place, for who has listened long."""
    beat = Beat(phrase=messages.say(f"attention.{number % ATTENTIONS + 1}"), wait=2)
    return Turn(name="attention", kind="act", beats=(beat,), optional=9)


def teach(term: Term, messages: Messages, number: int, optional: int, key: str = "") -> Turn:
    """A new word, met first and named after; the class says it. Every other one is put in other words.

    `key`: `term.remember` where the lesson's own talk has just explained it, `term.needed` just before a program that uses it.
    """
    card = Shot(template="card", heading=term.word.text, lines=(term.meaning.text,))
    key = key or ("term.teach" if number % 2 else "term.teach-other")
    phrase = messages.say(key, word=term.word.text, meaning=term.meaning.text)
    beat = Beat(phrase=messages.say("term.say", word=term.word.text))
    return Turn(
        name=f"term-{term.word.id.rsplit('.', 1)[-1]}", kind="act", phrase=phrase, beats=(beat,), optional=optional, shot=card
    )


def explains(step: Step, term: Term) -> bool:
    """Does a sentence of the step's own talk say the word together with its meaning?"""
    told = [_source(unit) for block in step.blocks if isinstance(block, Said) for unit in block.units]
    return any(_source(term.word) in text and _source(term.meaning) in text for text in told)


def _source(unit: Unit) -> str:
    """Its words in the source's language: what is found in them is found in every language."""
    return (unit.source or unit.text).casefold()


LONG_QUESTION = 110
"""Letters of a question that the screen shows whole; of a longer one it shows what is asked."""


def asked(prompt: Sequence[Unit]) -> str:
    """What the screen shows of an author's question."""
    whole = paragraph(prompt)
    last = max((at for at, unit in enumerate(prompt) if any(mark in unit.text for mark in "?？؟")), default=len(prompt) - 1)
    return whole if len(whole) <= LONG_QUESTION else prompt[last].text


def recall(term: Term, messages: Messages, optional: int) -> tuple[Turn, ...]:
    """What do we call … ? Everybody!"""
    name = term.word.id.rsplit(".", 1)[-1]
    card = Shot(template="card", heading=term.word.text, lines=(term.meaning.text,))
    asked = messages.say("recap.ask", meaning=term.meaning.text)
    return (
        Turn(name=f"ask-{name}", kind="ask", phrase=asked, optional=optional, shot=Shot(template="question", heading=asked.text)),
        Turn(name=f"wait-{name}", kind="wait", wait="chorus", optional=optional),
        Turn(
            name=f"answer-{name}",
            kind="answer",
            phrase=messages.say("recap.answer", word=capital(term.word.text, messages.language.tag)),
            optional=optional,
            shot=card,
        ),
    )


def closing(lesson: Lesson, messages: Messages, station: Station, kinds: set[str], home: int) -> tuple[Turn, ...]:
    """What was done today, what opens the next episode, that the lesson may be copied, and by whom it is."""
    done = "ran" if kinds & {"trace", "path", "predict"} else "learned"
    licence = lesson.licence.upper()
    free = (
        "close.free"
        if licence.startswith(("CC BY 4", "CC BY-SA", "CC0", "CC BY 3"))
        else "close.class"
        if licence.startswith("CC")
        else "close.owned"
    )
    credits = Shot(
        template="credits",
        heading=lesson.title.text,
        lines=tuple(line for line in (lesson.licence, station.credits, station.station) if line),
    )
    turns = [Turn(name="today", kind="say", phrase=messages.say(f"close.{done}"), shot=point(messages, f"close.{done}"))]
    if home:
        turns.append(
            Turn(name="next", kind="say", phrase=messages.say("close.next", box=home), shot=point(messages, "close.next-shot"))
        )
    turns.append(
        Turn(
            name="goodbye",
            kind="say",
            phrase=messages.say("close.goodbye", presenter=station.presenter, second=station.second),
            optional=1,
            shot=point(messages, "close.goodbye-shot"),
        )
    )
    spoken: Phrase = messages.say(free, credits=station.credits)
    turns.append(Turn(name="credits", kind="say", role="second", phrase=spoken, shot=credits))
    return tuple(turns)
