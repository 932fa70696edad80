"""What the values of Scratch's blocks are. Places in lists and texts count from 1 there, from 0 here."""

from __future__ import annotations

from broadcast.program.blockly_values import colour
from broadcast.program.model import (
    Binary,
    Call,
    Compare,
    Expression,
    Filled,
    Item,
    Logic,
    Name,
    Number,
    Sense,
    Text,
    Truth,
    Unary,
)
from broadcast.program.raw import Raw, Reader, less_one, literal, number

ZERO, ONE, NO, NONE = Number(0), Number(1), Truth(False), Text("")
ARITHMETIC = {
    "operator_add": "+", "operator_subtract": "-", "operator_multiply": "*", "operator_divide": "/", "operator_mod": "%",
}  # fmt: skip
COMPARISONS = {"operator_gt": ">", "operator_lt": "<", "operator_equals": "=="}
FUNCTIONS = {
    "abs": "abs", "floor": "floor", "ceiling": "ceil", "sqrt": "sqrt", "sin": "sin", "cos": "cos", "tan": "tan", "asin": "asin",
    "acos": "acos", "atan": "atan", "ln": "log", "log": "log10", "e ^": "exp",
}  # fmt: skip
MENUS = {
    "_mouse_": "mouse", "_random_": "random", "_edge_": "edge", "_myself_": "myself", "_stage_": "stage", "mouse-pointer": "mouse",
    "random position": "random", "random direction": "random",
}  # fmt: skip
"""What projects and texts call the things that every project has."""
SENSES = {
    "motion_xposition": ("x", ""), "motion_yposition": ("y", ""), "motion_direction": ("direction", ""),
    "sensing_mousedown": ("mouse", "down"), "sensing_mousex": ("mouse", "x"), "sensing_mousey": ("mouse", "y"),
    "sensing_loudness": ("loudness", ""), "sensing_timer": ("timer", ""), "sensing_username": ("other", "username"),
    "sensing_dayssince2000": ("other", "days since 2000"), "looks_size": ("other", "size"), "sound_volume": ("other", "volume"),
}  # fmt: skip


def value(reader: Reader, raw: Raw) -> Expression | None:
    """The value of a block; None where nobody knows it."""
    kind = raw.type
    if kind == "$unknown":
        return None
    if kind.startswith("$"):
        return _written(reader, raw)
    if kind in ARITHMETIC:
        first, second = amount(reader, raw, "NUM1"), amount(reader, raw, "NUM2")
        return Binary(ARITHMETIC[kind], first, second)  # type: ignore[arg-type]  # the table's signs are the model's
    if kind in COMPARISONS:
        first, second = (reader.value(raw.inputs.get(name), NONE) for name in ("OPERAND1", "OPERAND2"))
        return Compare(first, ((COMPARISONS[kind], second),))
    if kind in SENSES:
        what, detail = SENSES[kind]
        return Sense(what, detail)  # type: ignore[arg-type]  # the table's words are the model's
    match kind.partition("_")[0]:
        case "operator":
            return _operator(reader, raw)
        case "data":
            return _listed(reader, raw)
        case "argument":
            return Name(reader.name(raw, raw.field("VALUE")))
        case "sensing":
            return _sensed(reader, raw)
        case "procedures" if kind == "procedures_call":
            return call(reader, raw)
        case "looks" if kind in ("looks_costumenumbername", "looks_backdropnumbername"):
            return Sense("other", f"{kind[6:].removesuffix('numbername')} {raw.field('NUMBER_NAME')}")
    return None


def _written(reader: Reader, raw: Raw) -> Expression:
    """What is written into a hole."""
    text = raw.fields.get("VALUE", "")
    match raw.type:
        case "$number":
            return literal(text) if text.strip() else ZERO
        case "$colour":
            return colour(text)
        case "$variable" | "$list":
            return Name(reader.name(raw, text))
        case "$message":
            return Text(text)
    return literal(text)


def _operator(reader: Reader, raw: Raw) -> Expression | None:
    match raw.type:
        case "operator_and" | "operator_or":
            values = tuple(reader.value(raw.inputs.get(name), NO) for name in ("OPERAND1", "OPERAND2"))
            return Logic("and" if raw.type.endswith("and") else "or", values)
        case "operator_not":
            return Unary("not", reader.value(raw.inputs.get("OPERAND"), NO))
        case "operator_random":
            return Call("random", (amount(reader, raw, "FROM"), amount(reader, raw, "TO")))
        case "operator_join":
            parts: list[tuple[Expression, int]] = []
            for name in ("STRING1", "STRING2"):
                part = written(reader, raw, name)
                parts.extend(part.parts if isinstance(part, Filled) else ((part, -1),))
            return Filled(tuple(parts))
        case "operator_letter_of":
            return Item(written(reader, raw, "STRING"), less_one(amount(reader, raw, "LETTER")))
        case "operator_length":
            return Call("len", (written(reader, raw, "STRING"),))
        case "operator_contains":
            return Compare(written(reader, raw, "STRING2"), (("in", written(reader, raw, "STRING1")),))
        case "operator_round":
            return Call("round", (amount(reader, raw, "NUM"),))
        case "operator_mathop" if raw.field("OPERATOR") == "10 ^":
            return Binary("**", Number(10), amount(reader, raw, "NUM"))
        case "operator_mathop" if raw.field("OPERATOR") in FUNCTIONS:
            return Call(FUNCTIONS[raw.field("OPERATOR")], (amount(reader, raw, "NUM"),))
    return None


def _listed(reader: Reader, raw: Raw) -> Expression | None:
    match raw.type:
        case "data_variable":
            return Name(reader.name(raw, raw.field("VARIABLE")))
        case "data_listcontents":
            return listed(reader, raw)
        case "data_itemoflist":
            return Item(listed(reader, raw), index(reader, raw, last=True) or ZERO)
        case "data_itemnumoflist":
            return Call("position", (listed(reader, raw), reader.value(raw.inputs.get("ITEM"), NONE)))
        case "data_lengthoflist":
            return Call("len", (listed(reader, raw),))
        case "data_listcontainsitem":
            return Compare(reader.value(raw.inputs.get("ITEM"), NONE), (("in", listed(reader, raw)),))
    return None


def _sensed(reader: Reader, raw: Raw) -> Expression | None:
    match raw.type:
        case "sensing_touchingobject":
            what = menu(raw, "TOUCHINGOBJECTMENU")
            return Sense("edge") if what == "edge" else Sense("touching", what)
        case "sensing_touchingcolor" | "sensing_coloristouchingcolor":
            shade = reader.value(raw.inputs.get("COLOR2", raw.inputs.get("COLOR")), NONE)
            return Sense("colour", shade.value if isinstance(shade, Text) else "")
        case "sensing_distanceto":
            return Sense("distance", menu(raw, "DISTANCETOMENU"))
        case "sensing_keypressed":
            return Sense("key", menu(raw, "KEY_OPTION"))
        case "sensing_answer":
            return Name("answer")
        case "sensing_of":
            return Sense("other", f"{raw.field('PROPERTY')} of {menu(raw, 'OBJECT')}")
        case "sensing_current":
            return Sense("other", f"current {raw.field('CURRENTMENU').lower()}")
    return None


def call(reader: Reader, raw: Raw) -> Call:
    """A block of the project's own; its holes are in the order of its parameters."""
    name = reader.name(raw, raw.field("@name"))
    return Call(name, tuple(reader.value(raw.inputs.get(hole), NO) for hole in raw.names))


def amount(reader: Reader, raw: Raw, name: str) -> Expression:
    """What a round hole holds; an empty one counts as 0."""
    return reader.value(raw.inputs.get(name), ZERO)


def asked(reader: Reader, raw: Raw) -> Expression:
    """What the pointed hole of a loop or condition holds; an empty one never holds."""
    return reader.value(raw.inputs.get("CONDITION"), NO)


def written(reader: Reader, raw: Raw, name: str) -> Expression:
    """What a hole for text holds: digits that are written there stay text."""
    inside = raw.inputs.get(name)
    if inside is not None and inside.type in ("$text", "$number"):
        return Text(inside.fields.get("VALUE", ""))
    return reader.value(inside, NONE)


def menu(raw: Raw, name: str) -> str:
    """What is chosen in a menu, or what stands in its place; empty where a block works it out."""
    inside = raw.inputs.get(name)
    if inside is None:
        chosen = raw.field(name)
    elif inside.type in ("$variable", "$list") or inside.inputs or len(inside.fields) != 1:
        return ""
    else:
        chosen = next(iter(inside.fields.values())).strip()
    return MENUS.get(chosen, chosen)


def listed(reader: Reader, raw: Raw) -> Name:
    return Name(reader.name(raw, raw.field("LIST")))


def index(reader: Reader, raw: Raw, *, last: bool = False) -> Expression | None:
    """A place in a list, from 0. None is the last one, unless `last` wants it as a number."""
    inside = raw.inputs.get("INDEX")
    written_there = inside.fields.get("VALUE", "") if inside is not None and inside.type in ("$number", "$text") else ""
    if written_there == "last":
        return Unary("-", ONE) if last else None
    if written_there in ("random", "any"):
        return Binary("-", Call("random", (ONE, Call("len", (listed(reader, raw),)))), ONE)
    if inside is not None and inside.type in ("$number", "$text") and number(written_there or "1") is None:
        raise reader.refusal(raw, f"{written_there[:20]!r} is no place in a list", "Write a number there")
    return less_one(amount(reader, raw, "INDEX"))
