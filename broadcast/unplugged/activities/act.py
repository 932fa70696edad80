"""Act it out: the words that the program uses, done with the body; or children who are boxes with a number in them."""

from __future__ import annotations

from broadcast.program.model import Assign, Binary, Change, Move, Name, Number, Pick, Put, Turn, walk
from broadcast.unplugged import words
from broadcast.unplugged.judging import Impossible
from broadcast.unplugged.model import Activity, Beat, Shot
from broadcast.unplugged.model import Turn as Said
from broadcast.unplugged.rounds import variables
from broadcast.unplugged.stage import Stage

BEATS = 3
"""Commands at least, so that each word is met and the first one again."""
INSIGHTS = ("right", "left", "pick", "back", "forward")
"""What the second voice learned: of the first of these words that the program uses."""


def make(stage: Stage) -> Activity:
    return _robots(stage) if stage.program.moves else _boxes(stage)


def used(stage: Stage) -> tuple[str, ...]:
    """The robot's words in the order in which the program uses them."""
    found: dict[str, None] = {}
    for node in walk(stage.program.body):
        match node:
            case Move():
                found["back" if node.back else "forward"] = None
            case Turn():
                found[node.side] = None
            case Pick():
                found["pick"] = None
            case Put():
                found["put"] = None
    return tuple(found)


def _robots(stage: Stage) -> Activity:
    every = used(stage)
    sides = [word for word in every if word in ("left", "right")]
    rules = [word for word in every if word not in sides] + (["turn"] if len(sides) == 2 else sides)
    rules.sort(key=lambda word: every.index(sides[0] if word == "turn" else word))
    intro = words.joined(stage.say("act.intro"), *(stage.say(f"act.rule.{word}") for word in rules))
    beats = [every[at % len(every)] for at in range(max(BEATS, len(every) + 1))]
    insight = next(word for word in INSIGHTS if word in every)
    heading = stage.text("act.heading")
    commands = tuple(Beat(phrase=stage.say(f"act.beat.{word}")) for word in beats)
    rule_lines = tuple(stage.text(f"act.rule.{word}") for word in rules)
    turns = (
        Said(name="act.rules", kind="say", phrase=intro, shot=Shot(template="point", heading=heading, lines=rule_lines)),
        Said(name="act.moves", kind="act", beats=commands, shot=Shot(template="point", heading=heading, lines=rule_lines)),
        _insight(stage, insight),
        Said(name="act.sit", kind="say", phrase=stage.say("act.sit"), shot=Shot(template="point", heading=stage.text("act.sit"))),
    )
    return Activity(kind="act", turns=turns, guide=(stage.text("act.guide"),))


def _insight(stage: Stage, word: str) -> Said:
    phrase = stage.say(f"act.insight.{word}")
    return Said(
        name="act.insight",
        kind="say",
        role="second",
        phrase=phrase,
        shot=Shot(template="point", heading=phrase.text),
        line=stage.code.line,
    )


def _boxes(stage: Stage) -> Activity:
    name = next((name for name in variables(stage.program) if _number(stage, name)), "")
    if not name:
        raise Impossible("no variable of the program holds a whole number to act out")
    signs = {node.operator for node in walk(stage.program.body) if isinstance(node, Binary | Change)}
    # numbers of our own, so that nothing of the program is given away; fingers show up to ten
    beats = [Beat(phrase=stage.say("act.box.put", value=2))]
    if "+" in signs:
        beats.append(Beat(phrase=stage.say("act.box.add", value=1)))
    if "-" in signs:
        beats.append(Beat(phrase=stage.say("act.box.take", value=1)))
    beats.append(Beat(phrase=stage.say("act.box.put", value=4)))
    told = words.named(name, stage.program, stage.messages)
    heading = stage.text("act.box.heading")
    shot = Shot(template="point", heading=heading, lines=tuple(beat.phrase.text for beat in beats))
    turns = (
        Said(
            name="act.box",
            kind="act",
            phrase=stage.say("act.box.intro", name=told),
            beats=tuple(beats),
            shot=shot,
            line=stage.code.line,
        ),
        _insight(stage, "box"),
    )
    return Activity(kind="act", turns=turns, guide=(stage.text("act.box.guide"),))


def _number(stage: Stage, name: str) -> bool:
    return any(
        isinstance(node, Assign) and node.target == Name(name) and isinstance(node.value, Number) and isinstance(node.value.value, int)
        for node in walk(stage.program.body)
    )  # fmt: skip
