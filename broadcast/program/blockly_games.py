"""The blocks of Blockly's games and of Code.org's mazes and artists.

Work that a maze has for its bee, farmer or collector (nectar, honey to make, piles, holes, gems, crops, soil) is what lies on the squares: as
many things as there is work, and each `get`, `make`, `dig`, `fill`, `collect`, `pick` and `plant` picks one up. That runs as Code.org
runs it, as long as the program does the right work at the right place. What a square is keeps, as a mark: star for flower, pile, corn
and sprout, dot for hive, hole and pumpkin, cross for lettuce.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from broadcast.program.blockly_lines import both, if_else
from broadcast.program.blockly_values import COMPARISONS, ZERO, colour
from broadcast.program.model import (
    Block,
    Call,
    Compare,
    Define,
    Do,
    Effect,
    Expression,
    Go,
    Logic,
    Move,
    Name,
    Number,
    Pen,
    Pick,
    Point,
    Repeat,
    RepeatUntil,
    Sense,
    Truth,
    Turn,
    Unary,
    While,
)
from broadcast.program.raw import Raw, Reader, number

MIDDLE = (200.0, 200.0)
"""Where Code.org's artist starts, from the upper left corner of its 400 by 400 dots."""
HEADINGS = {
    "up": 0, "right": 90, "down": 180, "left": 270, "up_right": 45, "down_right": 135, "down_left": 225, "up_left": 315,
    "North": 0, "East": 90, "South": 180, "West": 270,
}  # fmt: skip
LENGTHS = {
    "LONG_MOVE_LENGTH": 100,
    "SHORT_MOVE_LENGTH": 50,
    "LONG_DIAGONAL_MOVE_LENGTH": 141.42,
    "SHORT_DIAGONAL_MOVE_LENGTH": 70.71,
}
PICKS = (
    "maze_nectar", "maze_honey", "maze_dig", "maze_fill", "collector_collect", "collector_collect_simplified", "harvester_corn",
    "harvester_pumpkin", "harvester_lettuce", "harvester_bean", "planter_plant",
)  # fmt: skip
MARKS = {
    "atFlower": "star", "atHoneycomb": "dot", "Sprout": "star", "Corn": "star", "Pumpkin": "dot", "Lettuce": "cross", "Bean": "cross",
}  # fmt: skip
"""The mark that says what a square is."""
HERE = {"pilePresent": "star", "holePresent": "dot", "nectarRemaining": "star", "honeyAvailable": "dot"}
"""Work that is still there, and the mark of the squares that have it."""
PATHS = {"isPathForward": "wall", "isPathLeft": "wall-left", "isPathRight": "wall-right"}
SIGNS = {"==", "<", ">", "<=", ">=", "!="}


class Games:
    """What the blocks of the games mean. `two`: the maze has work of two kinds, so that a block that asks for one must tell them apart."""

    def __init__(self, *, two: bool = False, start: tuple[float, float] = MIDDLE) -> None:
        self.two, self.start = two, start
        self.pens = False
        self.drawn: set[str] = set()

    def prepare(self, stacks: Iterable[tuple[Raw, ...]]) -> None:
        """Look through the program first: a jump lifts the pen, which is exact only where nothing else does."""
        for raw in _all(stacks):
            self.pens |= raw.type in ("draw_pen", "turtle_pen")
            if raw.type in DRAWN:
                self.drawn.add(raw.type)

    def definitions(self) -> tuple[Define, ...]:
        """Code.org's ready-made drawings that the program uses, as procedures."""
        return tuple(Define(0, *made) for made in dict.fromkeys(DRAWN[kind] for kind in sorted(self.drawn)))

    def line(self, reader: Reader, raw: Raw) -> Block | None:
        """The lines that a block is; None where it is of none of the games."""
        kind = raw.type
        if kind in PICKS:
            return (Pick(0),)
        if kind in DRAWN:
            given = (reader.value(raw.inputs.get("VALUE"), ZERO),) if DRAWN[kind][1] else ()
            return (Do(0, Call(DRAWN[kind][0], given)),)
        for group in (_maze, _guarded, _artist, _pen):
            found = group(self, reader, raw)
            if found is not None:
                return found
        return None

    def value(self, reader: Reader, raw: Raw) -> Expression | None:
        """The value of a block; None where it is of none of the games."""
        match raw.type:
            case "maze_isPath":
                return self.asked(raw.field("DIR"))
            case "bird_noWorm":
                return Sense("other", "no worm")
            case "bird_position":
                return Sense("x" if raw.field("XY").startswith("X") else "y")
            case "bird_compare":
                first, second = (reader.value(raw.inputs.get(name), ZERO) for name in "AB")
                return Compare(first, ((COMPARISONS.get(raw.field("OP"), "<"), second),))
            case "bird_and":
                empty = Truth(len(raw.inputs) == 1)
                return Logic("and", tuple(reader.value(raw.inputs.get(name), empty) for name in "AB"))
        return None

    def asked(self, what: str) -> Expression | None:
        """What an `if` or `while` of the mazes asks."""
        if what in PATHS:
            return Unary("not", Sense(PATHS[what]))  # type: ignore[arg-type]  # the table's words are the model's
        if what in HERE:
            return both(Sense("item"), Sense(HERE[what])) if self.two else Sense("item")  # type: ignore[arg-type]
        if what in MARKS:
            return Sense(MARKS[what])  # type: ignore[arg-type]
        return None

    def compared(self, reader: Reader, raw: Raw) -> Expression:
        """How much work is left here. Only whether there is any can be seen."""
        what, sign = raw.field("ARG1"), raw.field("OP")
        count = reader.number(raw, raw.field("ARG2") or "0")
        here = self.asked(what)
        if here is not None:
            if (sign, count) in ((">", ZERO), (">=", Number(1))):
                return here
            if (sign, count) in (("==", ZERO), ("<", Number(1))):
                return Unary("not", here)
        return Compare(Sense("other", reader.words(Raw(what))), ((sign if sign in SIGNS else "==", count),))


def _all(stacks: Iterable[tuple[Raw, ...]]) -> Iterator[Raw]:
    waiting = [raw for stack in stacks for raw in stack]
    while waiting:
        raw = waiting.pop()
        yield raw
        waiting.extend(raw.inputs.values())
        for body in raw.bodies.values():
            waiting.extend(body)


def _maze(games: Games, reader: Reader, raw: Raw) -> Block | None:
    match raw.type:
        case "maze_moveForward":
            return (Move(0, Number(1), bare=True),)
        case "maze_move":
            return (Move(0, Number(1), raw.field("DIR") == "moveBackward", True),)
        case "maze_turn":
            return (Turn(0, "left" if raw.field("DIR") == "turnLeft" else "right"),)
        case "maze_moveNorth" | "maze_moveEast" | "maze_moveSouth" | "maze_moveWest":
            return (Point(0, Number(HEADINGS[raw.type[9:]])), Move(0, Number(1), bare=True))
        case "bee_n_forward":
            return (Move(0, reader.value(raw.inputs.get("NUM"), ZERO)),)
        case "bee_n_nectar" | "bee_n_honey":
            return (Repeat(0, reader.value(raw.inputs.get("NUM"), ZERO), (Pick(0),)),)
        case "maze_untilBlocked":
            return (RepeatUntil(0, Sense("wall"), reader.body(raw, "DO")),)
        case "maze_forever":
            return (RepeatUntil(0, Sense("goal"), reader.body(raw, "DO")),)
        case "bird_heading":
            return (Effect(0, "other", None, reader.words(raw)),)
    return None


def _guarded(games: Games, reader: Reader, raw: Raw) -> Block | None:
    """`if`, `while` and `until` of the mazes, whose question is in the block itself."""
    kind = raw.type
    match kind:
        case "maze_if" | "maze_ifElse" | "karel_if" | "karel_ifElse":
            test = games.asked(raw.field("DIR"))
        case "maze_whileNotClear" | "maze_untilBlockedOrNotClear":
            test = games.asked(raw.field("DIR"))
        case "bee_ifOnlyFlower":
            test = games.asked("atFlower")
        case "bee_ifFlower" | "bee_ifElseFlower":
            test = games.asked(raw.field("LOC"))
        case "bee_ifNectarAmount" | "bee_ifelseNectarAmount" | "bee_whileNectarAmount":
            test = games.compared(reader, raw)
        case "bee_ifTotalNectar" | "bee_ifelseTotalNectar":
            test = games.compared(reader, raw)
        case "collector_ifCollectible" | "collector_whileCollectible" | "planter_ifAtSoil":
            test = Sense("item")
        case "planter_ifAtSprout":
            test = games.asked("Sprout")
        case "bird_ifElse":
            test = reader.value(raw.inputs.get("CONDITION"), Truth(False))
        case _ if kind.startswith("harvester_"):
            test = _harvested(games, kind, raw.field("LOC"))
        case _:
            return None
    if test is None:
        raise reader.refusal(raw, f"the block {kind!r} asks for {raw.field('DIR', 'LOC')!r}, which is not known")
    low = kind.lower()
    if "until" in low and "untilblocked" not in low:
        return (RepeatUntil(0, test, reader.body(raw, "DO")),)
    if "while" in low or "untilblocked" in low:
        if isinstance(test, Unary):
            return (RepeatUntil(0, test.operand, reader.body(raw, "DO")),)
        return (While(0, test, reader.body(raw, "DO")),)
    return (if_else(reader, raw, test),)


def _harvested(games: Games, kind: str, chosen: str) -> Expression | None:
    """`harvester_ifAtCorn`, `harvester_untilHasCrop` …: at a crop, or a crop that still has something to pick."""
    name = kind.removeprefix("harvester_").removesuffix("Else")
    for ask in ("ifAt", "untilAt", "ifHas", "untilHas", "whileHas"):
        if name.startswith(ask):
            crop = chosen or name[len(ask) :]
            mark = games.asked(crop)
            if mark is None or ask.endswith("At"):
                return mark
            return both(Sense("item"), mark) if games.two else Sense("item")
    return None


def _artist(games: Games, reader: Reader, raw: Raw) -> Block | None:
    kind, away = raw.type, raw.field("DIR")
    match kind:
        case (
            "draw_move" | "draw_move_by_constant" | "draw_move_by_constant_dropdown" | "draw_move_inline" | "turtle_move"
            | "turtle_move_internal"
        ):  # fmt: skip
            return (Move(0, _amount(reader, raw), away == "moveBackward"),)
        case "jump" | "jump_by_constant" | "jump_by_constant_dropdown":
            return _jump(games, reader, raw, (Move(0, _amount(reader, raw), away == "jumpBackward"),))
        case "point_to" | "point_to_param" | "point_to_by_constant_restricted":
            return (Point(0, _amount(reader, raw)),)
        case "jump_to_xy":
            x, y = (_plain(reader, raw, name) for name in ("XPOS", "YPOS"))
            return _jump(games, reader, raw, (Go(0, _signed(x - games.start[0]), _signed(games.start[1] - y)),))
        case "turtle_visibility":
            return (Effect(0, "hide" if raw.field("VISIBILITY") == "hideTurtle" else "show"),)
    if kind.startswith(("draw_turn", "turtle_turn")):
        return (Turn(0, "left" if away == "turnLeft" else "right", angle=_amount(reader, raw)),)
    for start in ("simple_move_", "simple_jump_"):
        heading = kind.removeprefix(start).removesuffix("_length")
        if kind.startswith(start) and heading in HEADINGS:
            length = LENGTHS.get(raw.field("length"), 50 if "_" not in heading else 70.71)
            step = Move(0, Number(length))
            moved = (step,) if start == "simple_move_" else _jump(games, reader, raw, (step,))
            return (Point(0, Number(HEADINGS[heading])), *moved)
    return None


def _pen(games: Games, reader: Reader, raw: Raw) -> Block | None:
    match raw.type:
        case "draw_pen" | "turtle_pen":
            return (Pen(0, "up" if raw.field("PEN") == "penUp" else "down"),)
        case "draw_width" | "turtle_width" | "draw_width_inline":
            return (Pen(0, "width", _amount(reader, raw, "WIDTH", Number(1))),)
        case "draw_colour" | "turtle_colour":
            return (Pen(0, "colour", reader.value(raw.inputs.get("COLOUR"), colour("#000000"))),)
        case "draw_colour_simple" | "turtle_colour_internal":
            return (Pen(0, "colour", colour(raw.field("COLOUR") or "#000000")),)
    return None


def _jump(games: Games, reader: Reader, raw: Raw, moved: Block) -> Block:
    """A move that draws nothing. Beside blocks that lift the pen themselves nobody knows whether it is down again after it."""
    if games.pens:
        return (Effect(0, "other", None, reader.words(raw)),)
    return (Pen(0, "up"), *moved, Pen(0, "down"))


def _amount(reader: Reader, raw: Raw, name: str = "VALUE", default: Expression = ZERO) -> Expression:
    if name in raw.inputs:
        return reader.value(raw.inputs[name], default)
    written = raw.field(name, "DIRECTION")
    return reader.number(raw, written) if written else default


def _plain(reader: Reader, raw: Raw, name: str) -> float:
    match number(raw.field(name) or "0"):
        case Number(value):
            return value
        case Unary("-", Number(value)):
            return -value
    raise reader.refusal(raw, f"{raw.field(name)[:20]!r} in the block {raw.type!r} is no number")


def _signed(value: float) -> Expression:
    size = int(abs(value)) if abs(value) == int(abs(value)) else abs(value)
    return Unary("-", Number(size)) if value < 0 else Number(size)


def _polygon(corners: int, angle: int, side: str = "left") -> Block:
    turn = Turn(0, "right" if side == "right" else "left", angle=Number(angle))
    return (Repeat(0, Number(corners), (Move(0, Name("side")), turn)),)


def _turn(side: str, angle: int) -> Turn:
    return Turn(0, "right" if side == "right" else "left", angle=Number(angle))


LONG = ("side",)
SQUARE = ("draw a square", LONG, _polygon(4, 90, "right"))
DRAWN: dict[str, tuple[str, tuple[str, ...], Block]] = {
    "draw_a_square": SQUARE,
    "draw_a_square_custom": SQUARE,
    "draw_a_triangle": ("draw a triangle", LONG, _polygon(3, 120)),
    "draw_a_hexagon": ("draw a hexagon", LONG, _polygon(6, 60)),
    "draw_a_star": ("draw a star", LONG, (_turn("right", 18), *_polygon(5, 144, "right"), _turn("left", 18))),
    "draw_a_rhombus": (
        "draw a rhombus",
        LONG,
        (Repeat(0, Number(2), (Move(0, Name("side")), _turn("right", 60), Move(0, Name("side")), _turn("right", 120))),),
    ),
    "draw_a_house": (
        "draw a house",
        LONG,
        (
            *_polygon(4, 90),
            _turn("left", 90),
            Move(0, Name("side")),
            _turn("right", 90),
            *_polygon(3, 120),
            _turn("right", 90),
            Move(0, Name("side")),
            _turn("left", 90),
        ),
    ),
    "create_a_circle": ("create a circle", (), (Repeat(0, Number(36), (Move(0, Number(10)), _turn("right", 10))),)),
    "create_a_circle_size": (
        "create a circle of size",
        LONG,
        (Repeat(0, Number(36), (Move(0, Name("side")), _turn("right", 10))),),
    ),
}
"""Code.org's ready-made drawings: their name, parameters and what they do."""
