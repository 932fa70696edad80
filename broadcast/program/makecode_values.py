"""What values of MakeCode's TypeScript are."""

from __future__ import annotations

from broadcast.errors import ProgramError
from broadcast.program.makecode_tree import (
    Array,
    Before,
    Either,
    Func,
    Id,
    Index,
    Invoke,
    Member,
    Node,
    Num,
    Sign,
    Str,
    Template,
)
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
    Sense,
    Text,
    Truth,
    Unary,
)
from broadcast.program.raw import MOST_WORDS, spaced

MOST_DEEP = 80
ZERO, ONE = Number(0), Number(1)
COMPARISONS = {"==": "==", "===": "==", "!=": "!=", "!==": "!=", "<": "<", ">": ">", "<=": "<=", ">=": ">="}
LOGIC = {"&&": "and", "||": "or"}
WORDS: dict[str, Expression] = {"true": Truth(True), "false": Truth(False), "null": Nothing(), "undefined": Nothing()}
MATHS = {
    "abs": "abs", "min": "min", "max": "max", "round": "round", "floor": "floor", "ceil": "ceil", "sqrt": "sqrt", "trunc": "int",
}  # fmt: skip
SENSED = {
    "input.temperature": "temperature", "input.lightLevel": "light level", "input.compassHeading": "compass heading",
    "input.soundLevel": "sound level",
}  # fmt: skip
METHODS = {
    "push": "append",
    "reverse": "reverse",
    "sort": "sort",
    "toUpperCase": "upper",
    "toLowerCase": "lower",
    "trim": "strip",
}


class Values:
    """Gives the tree's values their meaning."""

    def __init__(self) -> None:
        self.deep = 0
        self.texts: set[str] = set()
        """Variables that hold a text: `+` joins them."""

    def value(self, node: Node, line: int) -> Expression:
        self.deep += 1
        if self.deep > MOST_DEEP:
            raise ProgramError("a value is nested too deeply", line=line, remedy="Split the line")
        found = self._value(node, line)
        self.deep -= 1
        return found

    def _value(self, node: Node, line: int) -> Expression:
        match node:
            case Num(number):
                return Number(number)
            case Str(text):
                return Text(text)
            case Template(parts, ""):
                return Filled(tuple((self.value(part, line), -1) for part in parts)) if parts else Text("")
            case Id(name):
                return WORDS.get(name) or Name(name)
            case Array(items):
                return Listed(tuple(self.value(item, line) for item in items))
            case Before("!", inner):
                return Unary("not", self.value(inner, line))
            case Before(_, inner):
                return Unary("-", self.value(inner, line))
            case Either(test, then, other):
                return Choose(self.value(test, line), self.value(then, line), self.value(other, line))
            case Sign(sign, left, right):
                return self._sign(sign, left, right, line)
            case Index(inner, index):
                return Item(self.value(inner, line), self.value(index, line))
            case Member(inner, "length"):
                return Call("len", (self.value(inner, line),))
            case Member():
                return self._member(node)
            case Invoke():
                return self.called(node, line)
            case Func():
                raise ProgramError("a function stands where a value should be", line=line, remedy="Give it a name")
        return Sense("other", words(node))

    def _sign(self, sign: str, left: Node, right: Node, line: int) -> Expression:
        first, second = self.value(left, line), self.value(right, line)
        if sign in COMPARISONS:
            return Compare(first, ((COMPARISONS[sign], second),))
        if sign in LOGIC:
            return Logic("and" if sign == "&&" else "or", (first, second))
        if sign == "+" and (self.textual(first) or self.textual(second)):
            return Filled((*_parts(first), *_parts(second)))
        return Binary(sign, first, second)  # type: ignore[arg-type]  # the parser lets only the model's signs through

    def textual(self, value: Expression) -> bool:
        """Is it surely a text?"""
        match value:
            case Name(name):
                return name in self.texts
            case Call("str" | "input") | Method(_, "upper" | "lower" | "strip"):
                return True
        return isinstance(value, Text | Filled)

    def _member(self, node: Member) -> Expression:
        """`Button.A` is a name out of a list of names; `mySprite.x` is something that only the game knows."""
        path = dotted(node)
        if path and path.split(".")[-2][:1].isupper() and "." not in path.replace(".", "", 1):
            return Text(node.name)
        return Sense("other", words(node))

    def called(self, node: Invoke, line: int) -> Expression:
        """The value of a call; what only the board or the game knows is sensed."""
        path = dotted(node.function)
        given = node.arguments
        if any(isinstance(each, Func) for each in given):
            raise ProgramError(
                f"{words(node.function)!r} has a function where a value should be", line=line, remedy="Leave it out"
            )

        def hole(at: int, default: Expression = ZERO) -> Expression:
            return self.value(given[at], line) if at < len(given) else default

        match path:
            case "randint" | "Math.randomRange":
                return Call("random", (hole(0), hole(1)))
            case "Math.randomBoolean":
                return Compare(Call("random", (ZERO, ONE)), (("==", ONE),))
            case "Math.pow":
                return Binary("**", hole(0), hole(1))
            case "Math.idiv":
                return Binary("//", hole(0), hole(1, ONE))
            case "Math.constrain":
                return Call("min", (Call("max", (hole(0), hole(1))), hole(2)))
            case "convertToText":
                return Call("str", (hole(0),))
            case "parseInt" | "parseFloat":
                return Call("int" if path == "parseInt" else "float", (hole(0),))
            case "input.buttonIsPressed":
                return Sense("key", chosen(given))
            case "input.runningTime" | "control.millis" | "game.runtime":
                return Sense("timer")
            case "game.askForString" | "game.askForNumber":
                asked = Call("input", (hole(0, Text("")),))
                return Call("int", (asked,)) if path.endswith("Number") else asked
            case "info.score" | "game.score":
                return Name("score")
            case "info.life":
                return Name("life")
            case "agent.detect" if len(given) > 1 and words(given[0]).endswith("block"):
                turned = {"forward": "wall", "left": "wall-left", "right": "wall-right"}.get(words(given[1]))
                if turned:
                    return Sense(turned)  # type: ignore[arg-type]  # the table's words are the model's
        head, _, name = path.rpartition(".")
        if head == "Math" and name in MATHS and given:
            return Call(MATHS[name], tuple(self.value(each, line) for each in given))
        if path in SENSED:
            return Sense("other", SENSED[path])
        method = self._method(node, line)
        if method is not None:
            return method
        if isinstance(node.function, Id):
            return Call(node.function.name, tuple(self.value(each, line) for each in given))
        return Sense("other", words(node))

    def _method(self, node: Invoke, line: int) -> Expression | None:
        """A method of a text or a list."""
        if not isinstance(node.function, Member):
            return None
        given = [self.value(each, line) for each in node.arguments]
        on, name = node.function.value, node.function.name

        def inner() -> Expression:
            return self.value(on, line)

        match name, given:
            case (("push" | "toUpperCase" | "toLowerCase" | "trim" | "reverse" | "sort"), _) if len(given) == (name == "push"):
                return Method(inner(), METHODS[name], tuple(given))
            case "pop", []:
                return Method(inner(), "pop", ())
            case "shift", []:
                return Method(inner(), "pop", (ZERO,))
            case "removeAt", [place]:
                return Method(inner(), "pop", (place,))
            case "unshift", [entry]:
                return Method(inner(), "insert", (ZERO, entry))
            case "insertAt", [place, entry]:
                return Method(inner(), "insert", (place, entry))
            case "charAt" | "get", [place]:
                return Item(inner(), place)
            case "includes", [part]:
                return Compare(part, (("in", inner()),))
            case "indexOf", [part]:
                return Binary("-", Call("position", (inner(), part)), ONE)
            case "isEmpty", []:
                return Compare(Call("len", (inner(),)), (("==", ZERO),))
            case "substr", [start, count]:
                return Part(inner(), start, count if start == ZERO else Binary("+", start, count))
            case "slice", [start]:
                return Part(inner(), start, None)
            case "concat", [other]:
                return Filled((*_parts(inner()), *_parts(other)))
            case "_pickRandom", []:
                return Item(inner(), Binary("-", Call("random", (ONE, Call("len", (inner(),)))), ONE))
        return None


def _parts(value: Expression) -> tuple[tuple[Expression, int], ...]:
    return value.parts if isinstance(value, Filled) else ((value, -1),)


def dotted(node: Node) -> str:
    """`basic.showString`; empty where it is no name with dots."""
    match node:
        case Id(name):
            return name
        case Member(value, name):
            head = dotted(value)
            return f"{head}.{name}" if head else ""
    return ""


def chosen(given: tuple[Node, ...], at: int = 0) -> str:
    """`Button.A` → `A`: what is chosen out of a list of names, or written as text."""
    if at >= len(given):
        return ""
    match given[at]:
        case Member(_, name) | Id(name):
            return name
        case Str(text):
            return text
        case Num(number):
            return str(number)
    return words(given[at])


def words(node: Node, depth: int = 0) -> str:
    """A call in its own words: names apart, what is written in it behind."""
    if depth > 6:
        return "…"
    match node:
        case Num(number):
            return str(number)
        case Str(text):
            return text
        case Id() | Member() if path := dotted(node):
            name = path.rpartition(".")[2] if path[:1].isupper() else path
            return spaced(name) if any(letter.islower() for letter in name) else name.lower()
        case Member(value, name):
            return f"{words(value, depth + 1)} {spaced(name)}"
        case Invoke(function, arguments):
            said = [words(each, depth + 1) for each in arguments if not isinstance(each, Func)]
            return " ".join(part for part in (words(function, depth + 1), *said) if part)[:MOST_WORDS]
        case Sign(sign, left, right):
            return f"{words(left, depth + 1)} {sign} {words(right, depth + 1)}"
        case Before(sign, value):
            return f"{sign}{words(value, depth + 1)}"
        case Index(value, index):
            return f"{words(value, depth + 1)} {words(index, depth + 1)}"
        case Array(items):
            return ", ".join(words(item, depth + 1) for item in items[:9])
    return ""
