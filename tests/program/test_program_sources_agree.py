"""One little program written as Blockly's XML, as MakeCode's JavaScript and as a script in Scratch's words: all three say what it says.

The judge works the tree out by itself; it knows nothing of readers, models and interpreters.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.lesson.model import Code
from broadcast.program import read, run

NAMES = ("a", "b", "total")
SUMS: dict[str, Callable[[int, int], int]] = {"+": operator.add, "-": operator.sub, "*": operator.mul}
TESTS: dict[str, Callable[[int, int], bool]] = {"<": operator.lt, ">": operator.gt, "=": operator.eq}
MATHS, ASKS = {"+": "ADD", "-": "MINUS", "*": "MULTIPLY"}, {"<": "LT", ">": "GT", "=": "EQ"}

values = st.recursive(
    st.tuples(st.just("n"), st.integers(-9, 9)) | st.tuples(st.just("v"), st.sampled_from(NAMES)),
    lambda inner: st.tuples(st.sampled_from(sorted(SUMS)), inner, inner),
    max_leaves=4,
)
tests = st.recursive(
    st.tuples(st.sampled_from(sorted(TESTS)), values, values),
    lambda inner: st.tuples(st.sampled_from(["and", "or"]), inner, inner) | st.tuples(st.just("not"), inner),
    max_leaves=3,
)
lines = st.deferred(
    lambda: (
        st.tuples(st.sampled_from(["set", "change"]), st.sampled_from(NAMES), values)
        | st.tuples(st.just("say"), values)
        | st.tuples(st.just("repeat"), st.integers(0, 3), bodies)
        | st.tuples(st.just("if"), tests, bodies, bodies | st.just(()))
    )
)
bodies = st.lists(lines, min_size=1, max_size=3).map(tuple)


def judged(body: Any, kept: dict[str, int], said: list[str]) -> list[str]:
    def worth(node: Any) -> Any:
        match node:
            case ("n", number):
                return number
            case ("v", name):
                return kept[name]
            case ("not", inner):
                return not worth(inner)
            case ("and", left, right):
                return worth(left) and worth(right)
            case ("or", left, right):
                return worth(left) or worth(right)
            case (sign, left, right):
                return (SUMS | TESTS)[sign](worth(left), worth(right))  # type: ignore[operator]

    for line in body:
        match line:
            case ("set", name, value):
                kept[name] = worth(value)
            case ("change", name, value):
                kept[name] += worth(value)
            case ("say", value):
                said.append(str(worth(value)))
            case ("repeat", times, inside):
                for _ in range(times):
                    judged(inside, kept, said)
            case ("if", test, inside, other):
                judged(inside if worth(test) else other, kept, said)
    return said


def javascript(body: Any) -> str:
    def value(node: Any) -> str:
        match node:
            case ("n", number):
                return str(number) if number >= 0 else f"({number})"
            case ("v", name):
                return str(name)
            case ("not", inner):
                return f"!({value(inner)})"
            case (sign, left, right):
                written = {"and": "&&", "or": "||", "=": "=="}.get(sign, sign)
                return f"({value(left)} {written} {value(right)})"
        raise AssertionError(node)

    def line(node: Any) -> str:
        match node:
            case ("set", name, given_):
                return f"{name} = {value(given_)}\n"
            case ("change", name, given_):
                return f"{name} += {value(given_)}\n"
            case ("say", given_):
                return f"basic.showNumber({value(given_)})\n"
            case ("repeat", times, inside):
                return f"for (let index = 0; index < {times}; index++) {{\n{javascript(inside)}}}\n"
            case ("if", test, inside, other):
                return f"if ({value(test)}) {{\n{javascript(inside)}}}" + (
                    f" else {{\n{javascript(other)}}}\n" if other else "\n"
                )
        raise AssertionError(node)

    return "".join(map(line, body))


def scratch(body: Any) -> str:
    def value(node: Any) -> str:
        match node:
            case ("n", number):
                return f"({number})"
            case ("v", name):
                return f"({name})"
            case ("not", inner):
                return f"<not {value(inner)}>"
            case (sign, left, right) if sign in SUMS:
                return f"({value(left)} {sign} {value(right)})"
            case (sign, left, right):
                return f"<{value(left)} {sign} {value(right)}>"
        raise AssertionError(node)

    def line(node: Any) -> str:
        match node:
            case ("set", name, given_):
                return f"set [{name} v] to {value(given_)}\n"
            case ("change", name, given_):
                return f"change [{name} v] by {value(given_)}\n"
            case ("say", given_):
                return f"say {value(given_)}\n"
            case ("repeat", times, inside):
                return f"repeat ({times})\n{scratch(inside)}end\n"
            case ("if", test, inside, other):
                return f"if {value(test)} then\n{scratch(inside)}" + (f"else\n{scratch(other)}" if other else "") + "end\n"
        raise AssertionError(node)

    return "".join(map(line, body))


def xml(body: Any) -> str:
    def block(kind: str, inside: str) -> str:
        return f'<block type="{kind}">{inside}</block>'

    def hole(name: str, node: Any) -> str:
        return f'<value name="{name}">{value(node)}</value>'

    def field(name: str, text: Any) -> str:
        return f'<field name="{name}">{text}</field>'

    def value(node: Any) -> str:
        match node:
            case ("n", number):
                return block("math_number", field("NUM", number))
            case ("v", name):
                return block("variables_get", field("VAR", name))
            case ("not", inner):
                return block("logic_negate", hole("BOOL", inner))
            case (sign, left, right):
                both = hole("A", left) + hole("B", right)
                if sign in MATHS:
                    return block("math_arithmetic", field("OP", MATHS[sign]) + both)
                if sign in ASKS:
                    return block("logic_compare", field("OP", ASKS[sign]) + both)
                return block("logic_operation", field("OP", sign.upper()) + both)
        raise AssertionError(node)

    def line(node: Any, after: str) -> str:
        below = f"<next>{after}</next>" if after else ""
        match node:
            case ("set", name, given_):
                return block("variables_set", field("VAR", name) + hole("VALUE", given_) + below)
            case ("change", name, given_):
                return block("math_change", field("VAR", name) + hole("DELTA", given_) + below)
            case ("say", given_):
                return block("text_print", hole("TEXT", given_) + below)
            case ("repeat", times, inside):
                return block(
                    "controls_repeat_ext", hole("TIMES", ("n", times)) + f'<statement name="DO">{xml(inside)}</statement>' + below
                )
            case ("if", test, inside, other):
                branch = hole("IF0", test) + f'<statement name="DO0">{xml(inside)}</statement>'
                return block(
                    "controls_if", branch + (f'<statement name="ELSE">{xml(other)}</statement>' if other else "") + below
                )
        raise AssertionError(node)

    done = ""
    for node in reversed(body):
        done = line(node, done)
    return done


WRITTEN: dict[str, Callable[[Any], str]] = {
    "makecode": javascript,
    "scratchblocks": lambda body: "when flag clicked\n" + scratch(body),
    "blockly": lambda body: f"<xml>{xml(body)}</xml>",
}


@pytest.mark.parametrize("language", WRITTEN)
@settings(max_examples=30)
@given(body=bodies)
def test_what_is_written_is_what_is_said(language: str, body: Any) -> None:
    whole = (*(("set", name, ("n", 0)) for name in NAMES), *body, ("say", ("v", "total")))
    trace = run(read(Code("any", language, WRITTEN[language](whole), 0)))
    assert trace.ending == "done"
    assert trace.output.split("\n")[:-1] == judged(whole, {}, [])
