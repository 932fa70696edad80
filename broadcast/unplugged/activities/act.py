"""Act it out: the words that the program uses, done with the body; children who are boxes with a number; a loop; a condition.

Level 1, for radio, television and class alike: nothing but bodies is needed. The commands are our own, so that nothing of the lesson's
program is given away, and they are run like any program: where a child should stand after each is known. `what=loop` says a command
once and has it done again; `what=condition` asks something of which everybody knows whether it is true.
"""

from __future__ import annotations

from collections.abc import Sequence

from broadcast.language.phrase import Phrase, joined
from broadcast.program.model import Assign, Binary, Change, Expression, If, Loop, Move, Name, Number, Pick, Put, Turn, walk
from broadcast.unplugged import acting, words
from broadcast.unplugged.acting import Order
from broadcast.unplugged.judging import Impossible
from broadcast.unplugged.model import Activity, Beat, Item, Shot
from broadcast.unplugged.model import Turn as Said
from broadcast.unplugged.rounds import variables
from broadcast.unplugged.stage import Stage

OPTIONS: dict[str, tuple[str, ...]] = {"what": ("words", "loop", "condition"), "with": ("fingers", "cards")}
"""What is acted out; and how children who are boxes show their number."""
BEATS = 3
"""Commands at least, so that each word is met and the first one again."""
INSIGHTS = ("right", "left", "little-right", "little-left", "around", "pick", "back", "forward")
"""What the second voice learned: of the first of these words that the program uses."""
SIDES = ("left", "right")
PROGRAMS = {
    "forward": "forward\n", "back": "back\n", "left": "left\n", "right": "right\n", "around": "right\nright\n", "pick": "", "put": "",
}  # fmt: skip
"""A command as the paper robot does it; picking up and putting down is only played."""
LONG = 5
"""Seconds for a command that is done more than once, or written."""


def make(stage: Stage) -> Activity:
    what = stage.option("what", "words")
    if what == "loop":
        return _loop(stage)
    if what == "condition":
        return _condition(stage)
    if not used(stage):
        return _boxes(stage)
    if stage.option("with", "fingers") == "cards":
        raise Impossible("cards are for numbers in boxes; the program moves a robot")
    return _robots(stage)


def used(stage: Stage) -> tuple[str, ...]:
    """The robot's words in the order in which the program uses them."""
    found: dict[str, None] = {}
    for node in walk(stage.program.body):
        match node:
            case Move():
                found["back" if node.back else "forward"] = None
            case Turn():
                found[_turn(node.side, node.angle)] = None
            case Pick():
                found["pick"] = None
            case Put():
                found["put"] = None
    return tuple(found)


def _turn(side: str, angle: Expression | None) -> str:
    """A quarter turn, half a turn, or a little one: 60 degrees are done as "a little"."""
    if angle is None or angle == Number(90):
        return side
    return "around" if angle == Number(180) else f"little-{side}"


def _robots(stage: Stage) -> Activity:
    every = used(stage)
    sides = [word for word in every if word in SIDES]
    rules = [word for word in every if word not in sides] + (["turn"] if len(sides) == 2 else sides)
    rules.sort(key=lambda word: every.index(sides[0] if word == "turn" else word))
    intro = joined(stage.say("act.intro"), *(stage.say(f"act.rule.{word}") for word in rules))
    beats = [every[at % len(every)] for at in range(max(BEATS, len(every) + 1))]
    insight = next(word for word in INSIGHTS if word in every)
    heading = stage.text("act.heading")
    rule_lines = tuple(stage.text(f"act.rule.{word}") for word in rules)
    orders = [Order(stage.say(f"act.beat.{word}"), PROGRAMS.get(word, "")) for word in beats]
    items = (
        (acting.item(stage, orders, "robot"),)
        if all(word in PROGRAMS for word in every) and any(one.program for one in orders)
        else ()
    )
    shot = Shot(template="point", heading=heading, lines=rule_lines)
    turns = (
        Said(name="act.rules", kind="say", phrase=intro, shot=shot),
        Said(name="act.moves", kind="act", beats=tuple(Beat(phrase=one.phrase) for one in orders), shot=shot),
        _insight(stage, insight),
        Said(name="act.sit", kind="say", phrase=stage.say("act.sit"), shot=Shot(template="point", heading=stage.text("act.sit"))),
    )
    return Activity(kind="act", items=items, turns=turns, guide=(stage.text("act.guide"),))


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
    orders = [Order(stage.say("act.box.put", value=2), "box = 2\n")]
    if "+" in signs:
        orders.append(Order(stage.say("act.box.add", value=1), "box = box + 1\n"))
    if "-" in signs:
        orders.append(Order(stage.say("act.box.take", value=1), "box = box - 1\n"))
    orders.append(Order(stage.say("act.box.put", value=4), "box = 4\n"))
    cards = stage.option("with", "fingers") == "cards"
    told = words.named(name, stage.program, stage.messages)
    intro = stage.say("act.cards.intro" if cards else "act.box.intro", name=told)
    wait = LONG if cards else 3
    turns = (_acted(stage, "act.box", "act.box.heading", orders, intro=intro, wait=wait), _insight(stage, "box"))
    guide = stage.text("act.cards.guide" if cards else "act.box.guide")
    return Activity(kind="act", items=(acting.item(stage, orders, "python"),), turns=turns, guide=(guide,))


def _acted(stage: Stage, name: str, heading: str, orders: Sequence[Order], *, intro: Phrase, wait: int, skip: int = 0) -> Said:
    lines = tuple(one.phrase.text for one in orders[skip:])
    shot = Shot(template="point", heading=stage.text(heading), lines=lines)
    beats = tuple(Beat(phrase=one.phrase, wait=wait) for one in orders)
    return Said(name=name, kind="act", phrase=intro, beats=beats, shot=shot, line=stage.code.line)


def _number(stage: Stage, name: str) -> bool:
    return any(
        isinstance(node, Assign) and node.target == Name(name) and isinstance(node.value, Number) and isinstance(node.value.value, int)
        for node in walk(stage.program.body)
    )  # fmt: skip


def _loop(stage: Stage) -> Activity:
    """Said once, done again: first two times, then three."""
    if not any(isinstance(node, Loop) for node in walk(stage.program.body)):
        raise Impossible("the program has no loop to act out")
    known = [word for word in used(stage) if PROGRAMS.get(word)]
    if known:
        moves = [known[at % len(known)] for at in range(2)]
        counts = (2, 2) if known in (["forward"], ["back"]) else (2, 3)  # five steps one way are too many for a room
        orders = [
            Order(
                stage.say("act.loop.times", count=count, command=stage.say(f"act.beat.{word}")),
                f"repeat {count}:\n" + "".join(f"    {line}\n" for line in PROGRAMS[word].splitlines()),
            )
            for count, word in zip(counts, moves, strict=True)
        ]
    else:
        orders = [
            Order(
                stage.say("act.loop.times", count=count, command=stage.say(f"act.loop.{word}")),
                f'for turn in range({count}):\n    print("{word}")\n',
            )
            for count, word in ((2, "clap"), (3, "stamp"))
        ]
    turn = _acted(stage, "act.loop", "act.loop.heading", orders, intro=stage.say("act.loop.intro"), wait=2 * LONG)
    made = acting.item(stage, orders, "robot" if known else "python")
    return _told(stage, (turn, _insight(stage, "loop")), made, "act.loop.guide")


def _condition(stage: Stage) -> Activity:
    """Something to do only if it is true; everybody holds up three fingers, so everybody knows."""
    found = next((node for node in walk(stage.program.body) if isinstance(node, If)), None)
    if found is None:
        raise Impossible("the program has no condition to act out")
    orders = [
        Order(stage.say("act.condition.hold", count=3), "fingers = 3\n"),
        Order(stage.say("act.condition.if", count=2), 'if fingers > 2:\n    print("clap")\n'),
        Order(stage.say("act.condition.if", count=4), 'if fingers > 4:\n    print("clap")\n'),
    ]
    if found.other:
        orders.append(
            Order(stage.say("act.condition.else", count=5), 'if fingers > 5:\n    print("clap")\nelse:\n    print("stamp")\n')
        )
    turn = _acted(
        stage,
        "act.condition",
        "act.condition.heading",
        orders,
        intro=stage.say("act.condition.intro"),
        wait=LONG,
        skip=len(orders) - 2,
    )
    return _told(stage, (turn, _insight(stage, "condition")), acting.item(stage, orders, "python"), "act.condition.guide")


def _told(stage: Stage, turns: tuple[Said, ...], item: Item, guide: str) -> Activity:
    return Activity(kind="act", items=(item,), turns=turns, guide=(stage.text(guide),))
