"""What the values of Blockly's own blocks are: numbers, texts, lists, logic, variables."""

from __future__ import annotations

import math
import re

from broadcast.program.model import (
    Binary,
    Call,
    Choose,
    Compare,
    Expression,
    Filled,
    Item,
    Listed,
    Logic,
    Method,
    Name,
    Nothing,
    Number,
    Part,
    Text,
    Truth,
    Unary,
)
from broadcast.program.raw import Raw, Reader, less_one, literal

ARITHMETIC = {"ADD": "+", "MINUS": "-", "MULTIPLY": "*", "DIVIDE": "/", "POWER": "**"}
COMPARISONS = {"EQ": "==", "NEQ": "!=", "LT": "<", "LTE": "<=", "GT": ">", "GTE": ">="}
SINGLE = {"ROOT": "sqrt", "ABS": "abs", "LN": "log", "LOG10": "log10", "EXP": "exp"}
TURNED = {"SIN": "sin", "COS": "cos", "TAN": "tan", "ASIN": "asin", "ACOS": "acos", "ATAN": "atan"}
ROUNDED = {"ROUND": "round", "ROUNDUP": "ceil", "ROUNDDOWN": "floor"}
CONSTANTS = {"PI": math.pi, "E": math.e, "GOLDEN_RATIO": (1 + 5**0.5) / 2, "SQRT2": 2**0.5, "SQRT1_2": 0.5**0.5}
CASES = {"UPPERCASE": "upper", "LOWERCASE": "lower"}
ZERO, ONE, TWO, NONE = Number(0), Number(1), Number(2), Text("")
VARIABLES = ("variables_get", "variables_get_counter", "variables_get_length", "variables_get_sides")
COLOURS = {
    "#000000": "black", "#ffffff": "white", "#ff0000": "red", "#00ff00": "lime", "#0000ff": "blue", "#ffff00": "yellow",
    "#808080": "grey", "#c3b091": "khaki", "#ffc0cb": "pink", "#ffa000": "orange", "#ffa500": "orange", "#228b22": "green",
    "#008000": "green", "#0000cd": "blue", "#7fffd4": "aquamarine", "#843179": "plum", "#00ffff": "cyan", "#ff00ff": "magenta",
    "#800080": "purple", "#a52a2a": "brown", "#cc0000": "red", "#33ff33": "green", "#3333ff": "blue", "#009900": "green",
}  # fmt: skip
"""Colours that Code.org's artist, Blockly's turtle and web pages have by these names."""


def value(reader: Reader, raw: Raw) -> Expression | None:
    """The value of a block; None where it is none of Blockly's own."""
    if raw.type in VARIABLES or raw.type == "parameters_get":
        return Name(reader.name(raw, raw.field("VAR", "var") or raw.type.removeprefix("variables_get").lstrip("_")))
    group = raw.type.partition("_")[0]
    match group:
        case "math":
            return _mathematics(reader, raw)
        case "logic":
            return _logic(reader, raw)
        case "text":
            return _text(reader, raw)
        case "lists":
            return _list(reader, raw)
        case "colour":
            return _colour(reader, raw)
    if raw.type in ("procedures_callreturn", "procedures_callnoreturn"):
        return call(reader, raw)
    return None


def call(reader: Reader, raw: Raw) -> Call:
    """A procedure is called; an empty hole of a parameter is 0."""
    name = reader.name(raw, raw.field("@name", "NAME"))
    holes = [reader.value(raw.inputs.get(f"ARG{at}"), ZERO) for at in range(len(raw.names))]
    return Call(name, tuple(holes))


def _mathematics(reader: Reader, raw: Raw) -> Expression | None:
    def hole(name: str, default: Expression = ZERO) -> Expression:
        return reader.value(raw.inputs.get(name), default)

    op = raw.field("OP")
    match raw.type:
        case "math_number" | "math_number_minmax" | "math_integer" | "math_whole_number":
            return reader.number(raw, raw.field("NUM", "VALUE") or "0")
        case "math_arithmetic" if op in ARITHMETIC:
            return Binary(ARITHMETIC[op], hole("A"), hole("B"))  # type: ignore[arg-type]  # the table's signs are the model's
        case "math_single" if op == "NEG":
            return Unary("-", hole("NUM"))
        case "math_single" if op == "POW10":
            return Binary("**", Number(10), hole("NUM"))
        case "math_single" | "math_trig" | "math_round" if op in (table := SINGLE | TURNED | ROUNDED):
            return Call(table[op], (hole("NUM"),))
        case "math_constant" if raw.field("CONSTANT") in CONSTANTS:
            return Number(CONSTANTS[raw.field("CONSTANT")])
        case "math_number_property":
            return _property(raw.field("PROPERTY"), hole("NUMBER_TO_CHECK"), hole("DIVISOR", ONE))
        case "math_modulo":
            return Binary("%", hole("DIVIDEND"), hole("DIVISOR", ONE))
        case "math_constrain":
            return Call("min", (Call("max", (hole("VALUE"), hole("LOW"))), hole("HIGH", Number(100))))
        case "math_random_int":
            return Call("random", (hole("FROM"), hole("TO")))
        case "math_on_list" if op in ("SUM", "MIN", "MAX"):
            return Call(op.lower(), (hole("LIST", Listed(())),))
        case "math_on_list" if op == "AVERAGE":
            values = hole("LIST", Listed(()))
            return Binary("/", Call("sum", (values,)), Call("len", (values,)))
    return None


def _property(kind: str, tested: Expression, divisor: Expression) -> Expression | None:
    match kind:
        case "EVEN":
            return Compare(Binary("%", tested, TWO), (("==", ZERO),))
        case "ODD":
            return Compare(Binary("%", tested, TWO), (("==", ONE),))
        case "WHOLE":
            return Compare(Binary("%", tested, ONE), (("==", ZERO),))
        case "POSITIVE":
            return Compare(tested, ((">", ZERO),))
        case "NEGATIVE":
            return Compare(tested, (("<", ZERO),))
        case "DIVISIBLE_BY":
            return Compare(Binary("%", tested, divisor), (("==", ZERO),))
    return None


def _logic(reader: Reader, raw: Raw) -> Expression | None:
    def hole(name: str, default: Expression) -> Expression:
        return reader.value(raw.inputs.get(name), default)

    no = Truth(False)
    match raw.type:
        case "logic_compare" if raw.field("OP") in COMPARISONS:
            return Compare(hole("A", ZERO), ((COMPARISONS[raw.field("OP")], hole("B", ZERO)),))
        case "logic_operation":
            # One hole that is empty changes nothing, as in Blockly's own generator.
            empty = Truth(raw.field("OP") == "AND") if len(raw.inputs) == 1 else no
            return Logic("and" if raw.field("OP") == "AND" else "or", (hole("A", empty), hole("B", empty)))
        case "logic_negate":
            return Unary("not", hole("BOOL", Truth(True)))
        case "logic_boolean":
            return Truth(raw.field("BOOL").upper() == "TRUE")
        case "logic_null":
            return Nothing()
        case "logic_ternary":
            return Choose(hole("IF", no), hole("THEN", Nothing()), hole("ELSE", Nothing()))
    return None


def _text(reader: Reader, raw: Raw) -> Expression | None:
    def hole(name: str, default: Expression = NONE) -> Expression:
        return reader.value(raw.inputs.get(name), default)

    match raw.type:
        case "text" | "text_multiline":
            return Text(raw.fields.get("TEXT", ""))
        case "text_join" | "text_join_simple":
            holes = sorted((name for name in raw.inputs if re.fullmatch(r"ADD\d{1,3}", name)), key=lambda name: int(name[3:]))
            return Filled(tuple((reader.value(raw.inputs[name], NONE), -1) for name in holes)) if holes else NONE
        case "text_length":
            return Call("len", (hole("VALUE"),))
        case "text_isEmpty":
            return Compare(Call("len", (hole("VALUE"),)), (("==", ZERO),))
        case "text_indexOf" if raw.field("END") != "LAST":
            return Call("position", (hole("VALUE"), hole("FIND")))
        case "text_charAt":
            inside = hole("VALUE")
            where = place(reader, raw, inside)
            return None if where is None else Item(inside, where)
        case "text_getSubstring":
            return _part(reader, raw, hole("STRING"))
        case "text_changeCase" if raw.field("CASE") in CASES:
            return Method(hole("TEXT"), CASES[raw.field("CASE")], ())
        case "text_trim" if raw.field("MODE") in ("", "BOTH"):
            return Method(hole("TEXT"), "strip", ())
        case "text_prompt" | "text_prompt_ext":
            asked = reader.value(raw.inputs["TEXT"], NONE) if "TEXT" in raw.inputs else literal(raw.fields.get("TEXT", ""))
            answer = Call("input", (asked,))
            return Call("int", (answer,)) if raw.field("TYPE") == "NUMBER" else answer
        case "text_count":
            return Method(hole("TEXT"), "count", (hole("SUB"),))
    return None


def _list(reader: Reader, raw: Raw) -> Expression | None:
    def hole(name: str, default: Expression | None = None) -> Expression:
        return reader.value(raw.inputs.get(name), Listed(()) if default is None else default)

    match raw.type:
        case "lists_create_empty":
            return Listed(())
        case "lists_create_with":
            holes = sorted((name for name in raw.inputs if re.fullmatch(r"ADD\d{1,3}", name)), key=lambda name: int(name[3:]))
            return Listed(tuple(reader.value(raw.inputs[name], NONE) for name in holes))
        case "lists_repeat":
            return Binary("*", Listed((hole("ITEM", NONE),)), hole("NUM", ZERO))
        case "lists_length":
            return Call("len", (hole("VALUE"),))
        case "lists_isEmpty":
            return Compare(Call("len", (hole("VALUE"),)), (("==", ZERO),))
        case "lists_indexOf" if raw.field("END") != "LAST":
            return Call("position", (hole("VALUE"), hole("FIND", NONE)))
        case "lists_getIndex" if raw.field("MODE") in ("", "GET"):
            inside = hole("VALUE")
            where = place(reader, raw, inside)
            return None if where is None else Item(inside, where)
        case "lists_getIndex" if raw.field("MODE") == "GET_REMOVE":
            return taken(reader, raw)
        case "lists_getSublist":
            return _part(reader, raw, hole("LIST"))
        case "lists_sort" if raw.field("DIRECTION") != "-1":
            return Call("sorted", (hole("LIST"),))
    return None


def taken(reader: Reader, raw: Raw) -> Method:
    """An entry is taken out of a list."""
    inside = reader.value(raw.inputs.get("VALUE"), Listed(()))
    where = place(reader, raw, inside)
    return Method(inside, "pop", () if raw.field("WHERE") == "LAST" or where is None else (where,))


def place(reader: Reader, raw: Raw, inside: Expression, where: str = "WHERE", at: str = "AT") -> Expression | None:
    """The place that a block of lists or texts names, from 0; Blockly's blocks count from 1."""
    given = reader.value(raw.inputs.get(at), ONE)
    match raw.field(where):
        case "FROM_START" | "":
            return less_one(given)
        case "FROM_END":
            return Unary("-", given)
        case "FIRST":
            return ZERO
        case "LAST":
            return Unary("-", ONE)
        case "RANDOM":
            return Binary("-", Call("random", (ONE, Call("len", (inside,)))), ONE)
    return None


def _part(reader: Reader, raw: Raw, inside: Expression) -> Expression | None:
    """From a place to a place, the last one too."""
    start = None if raw.field("WHERE1") == "FIRST" else place(reader, raw, inside, "WHERE1", "AT1")
    match raw.field("WHERE2"):
        case "LAST":
            return Part(inside, start, None)
        case "FROM_START":
            return Part(inside, start, reader.value(raw.inputs.get("AT2"), ONE))
    return None


def _colour(reader: Reader, raw: Raw) -> Expression | None:
    if raw.type in ("colour_picker", "colour"):
        return colour(raw.field("COLOUR"))
    return None


def colour(text: str) -> Text:
    """A colour by its name, where it has one that children know."""
    return Text(COLOURS.get(text.strip().lower(), text.strip().lower()))
