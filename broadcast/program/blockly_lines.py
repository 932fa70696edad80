"""What Blockly's own blocks do: loops, conditions, variables, lists, texts, procedures."""

from __future__ import annotations

from broadcast.program import blockly_values
from broadcast.program.model import (
    Assign,
    Binary,
    Block,
    Branch,
    Break,
    Call,
    Change,
    Continue,
    Define,
    Do,
    Expression,
    Filled,
    ForEach,
    Forever,
    If,
    Item,
    Listed,
    Logic,
    Method,
    Name,
    Number,
    Pass,
    Repeat,
    RepeatUntil,
    Return,
    Say,
    Text,
    Truth,
    Unary,
    While,
)
from broadcast.program.raw import Raw, Reader

DEFINITIONS = ("procedures_defnoreturn", "procedures_defreturn")
REPEATS = (
    "controls_repeat",
    "controls_repeat_ext",
    "controls_repeat_dropdown",
    "controls_repeat_simplified",
    "controls_repeat_simplified_dropdown",
    "turtle_repeat_internal",
)
ONE = Number(1)
ZERO = Number(0)


def definition(reader: Reader, raw: Raw) -> Define:
    """A procedure; what it gives back stands in its last line."""
    body = reader.lines(raw.bodies.get("STACK", ()))
    if "RETURN" in raw.inputs:
        body = (*body, Return(0, reader.value(raw.inputs["RETURN"], ZERO)))
    parameters = tuple(reader.name(raw, name) for name in raw.names)
    return Define(0, reader.name(raw, raw.field("NAME", "@name")), parameters, body or (Pass(0),))


def line(reader: Reader, raw: Raw) -> Block | None:
    """The lines that a block is; None where it is none of Blockly's own."""
    kind = raw.type
    if kind in REPEATS:
        times = (
            reader.value(raw.inputs["TIMES"], ZERO) if "TIMES" in raw.inputs else reader.number(raw, raw.field("TIMES") or "0")
        )
        return (Repeat(0, times, reader.body(raw, "DO")),)
    match kind:
        case "controls_whileUntil":
            test = reader.value(raw.inputs.get("BOOL"), Truth(False))
            loop = RepeatUntil if raw.field("MODE") == "UNTIL" else While
            return (loop(0, test, reader.body(raw, "DO")),)
        case "controls_forever":
            return (Forever(0, reader.body(raw, "DO")),)
        case "controls_for" | "controls_for_counter":
            return (_counting(reader, raw),)
        case "controls_forEach":
            values = reader.value(raw.inputs.get("LIST"), Listed(()))
            return (ForEach(0, reader.name(raw, raw.field("VAR")), values, reader.body(raw, "DO")),)
        case "controls_flow_statements":
            return (Continue(0) if raw.field("FLOW") == "CONTINUE" else Break(0),)
        case "controls_if" | "controls_ifelse" | "controls_if_else":
            return (_if(reader, raw),)
        case "text_print" | "turtle_print":
            return (Say(0, reader.value(raw.inputs.get("TEXT"), Text(""))),)
        case "procedures_callnoreturn" | "procedures_callreturn":
            return (Do(0, blockly_values.call(reader, raw)),)
        case "procedures_ifreturn":
            given = Return(0, reader.value(raw.inputs["VALUE"], ZERO) if "VALUE" in raw.inputs else None)
            return (If((Branch(0, reader.value(raw.inputs.get("CONDITION"), Truth(False)), (given,)),)),)
        case "variables_set" | "parameters_set" | "sprites_set":
            return (Assign(0, _variable(reader, raw), reader.value(raw.inputs.get("VALUE"), ZERO)),)
        case "math_change":
            return (Change(0, _variable(reader, raw), "+", reader.value(raw.inputs.get("DELTA"), ONE)),)
        case "text_append":
            target = _variable(reader, raw)
            return (Assign(0, target, Filled(((target, -1), (reader.value(raw.inputs.get("TEXT"), Text("")), -1)))),)
        case "lists_setIndex":
            return _into_list(reader, raw)
        case "lists_getIndex" if raw.field("MODE") == "REMOVE":
            return (Do(0, blockly_values.taken(reader, raw)),)
    return None


def _variable(reader: Reader, raw: Raw) -> Name:
    return Name(reader.name(raw, raw.field("VAR", "var")))


def _counting(reader: Reader, raw: Raw) -> ForEach:
    """Counting from … to …, the last one too. From more to less it counts down, whatever the sign of the step."""
    first = reader.value(raw.inputs.get("FROM"), ZERO)
    last = reader.value(raw.inputs.get("TO"), ZERO)
    step = reader.value(raw.inputs.get("BY"), ONE)
    name = reader.name(raw, raw.field("VAR", "@counter") or "counter")
    return ForEach(0, name, Call("range", up_to(first, last, step)), reader.body(raw, "DO"))


def up_to(first: Expression, last: Expression, step: Expression) -> tuple[Expression, ...]:
    """The values of a `range` that ends with `last`."""
    low, high, by = whole(first), whole(last), whole(step)
    if low is not None and high is not None and by:
        end = signed(high + 1 if low <= high else high - 1)
        by = abs(by) if low <= high else -abs(by)
        return (first, end) if by == 1 else (first, end, signed(by))
    end = Binary("+", last, ONE) if high is None else signed(high + 1)
    return (first, end) if by == 1 else (first, end, step)


def whole(value: Expression) -> int | None:
    """The whole number that is written there; None where it is worked out."""
    match value:
        case Number(int() as count):
            return count
        case Unary("-", Number(int() as count)):
            return -count
    return None


def signed(count: int) -> Expression:
    return Number(count) if count >= 0 else Unary("-", Number(-count))


def _if(reader: Reader, raw: Raw) -> If:
    branches: list[Branch] = []
    for at in range(len(raw.inputs) + len(raw.bodies) + 1):
        if f"IF{at}" in raw.inputs or f"DO{at}" in raw.bodies or at == 0:
            test = reader.value(raw.inputs.get(f"IF{at}"), Truth(False))
            branches.append(Branch(0, test, reader.body(raw, f"DO{at}"), at > 0))
    return If(tuple(branches), reader.lines(raw.bodies.get("ELSE", ())))


def if_else(reader: Reader, raw: Raw, test: Expression) -> If:
    """`if` with one test, and `else` where there is one."""
    return If((Branch(0, test, reader.body(raw, "DO")),), reader.lines(raw.bodies.get("ELSE", ())))


def _into_list(reader: Reader, raw: Raw) -> Block | None:
    target = reader.value(raw.inputs.get("LIST"), Listed(()))
    value = reader.value(raw.inputs.get("TO"), Text(""))
    insert = raw.field("MODE") == "INSERT"
    if insert and raw.field("WHERE") == "LAST":
        return (Do(0, Method(target, "append", (value,))),)
    place = blockly_values.place(reader, raw, target)
    if place is None:
        return None
    if insert:
        return (Do(0, Method(target, "insert", (place, value))),)
    return (Assign(0, Item(target, place), value),)


def both(first: Expression, second: Expression) -> Logic:
    return Logic("and", (first, second))
