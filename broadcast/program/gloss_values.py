"""Values and conditions of a program in words: "the number in Steps", "there are things in Names"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from copy import copy
from typing import Any

from broadcast.language.catalogue import Messages
from broadcast.language.phrase import Phrase
from broadcast.program.gloss_names import kind, kinds
from broadcast.program.gloss_texts import Texts
from broadcast.program.idioms import TESTS, VALUES
from broadcast.program.model import (
    Binary,
    Call,
    Choose,
    Compare,
    Define,
    Expression,
    Filled,
    Formatted,
    Gathered,
    Item,
    Listed,
    Logic,
    Mapped,
    Method,
    Name,
    Named,
    Nothing,
    Number,
    Part,
    Program,
    Sense,
    Text,
    Truth,
    Tupled,
    Unary,
    walk,
)
from broadcast.program.patterns import Rule, head, indexed, match

HOLES: dict[str, Callable[[Worded, Any], Phrase | int]] = {
    "VALUE": lambda words, node: words.value(node), "OTHER": lambda words, node: words.value(node), "STEP": lambda words, node: words.value(node),
    "LEFT": lambda words, node: words.value(node), "INDEX": lambda words, node: words.index(node), "TEST": lambda words, node: words.test(node),
    "FIRST": lambda words, node: words.left(node), "RIGHT": lambda words, node: words.right(node),
    "NAME": lambda words, node: words.place(node), "PLACE": lambda words, node: words.place(node), "SECOND": lambda words, node: words.place(node),
    "EACH": lambda words, node: words.name(node.name), "MORE": lambda words, node: words.name(node.name),
    "NUMBER": lambda words, node: int(node.value), "COUNT": lambda words, node: int(node.value),
}  # fmt: skip
"""How each hole of a pattern is said. FIRST and RIGHT are sides of a sum, with the pauses that it needs; NAME, PLACE and SECOND
something to look into or to put into: a variable there is said by its name alone; EACH and MORE variables of a loop; INDEX a
place in a list; NUMBER a whole number that stands there, and COUNT one that the plural follows."""

OPEN = ("max", "min", "round", "floor", "ceil", "sqrt")
"""Functions whose words do not tell where they end, so that what follows needs a pause."""


class Worded(Texts):
    """The values of one program in one language."""

    def __init__(self, program: Program, messages: Messages) -> None:
        super().__init__(messages, dict(program.names))
        self.program, self.kinds = program, kinds(program)
        self.own = frozenset(node.name for node in walk(program.body) if isinstance(node, Define))
        self.bound: frozenset[str] = frozenset()
        """Variables of a list that is being made, which are said by their names alone."""

    def ruled(self, rules: tuple[Rule, ...], node: Any) -> Phrase | None:
        """What the first rule of a table that fits says; None where none does."""
        begins = head(node)
        if begins.rpartition("Call ")[2] in self.own:
            return None
        for rule, pattern in indexed(rules).get(begins, ()):
            holes: dict[str, Any] = {}
            if not match(pattern, node, holes):
                continue
            if not all(self.holds(holes[hole], wanted) for hole, wanted in rule.kinds):
                continue
            return self.filled(rule.key, holes)
        return None

    def holds(self, node: Any, wanted: str) -> bool:
        if wanted == "worked":
            return not isinstance(self.counted_index(node), Number)
        return kind(node, self.kinds) == wanted

    def filled(self, key: str, holes: dict[str, Any]) -> Phrase:
        bound = {node.name for hole, node in holes.items() if hole == "EACH"} if key.startswith("gathered") else set()
        inner = self
        if bound:
            inner = copy(self)
            inner.bound = self.bound | bound
        slots = {hole.lower(): HOLES[hole](self if hole == "PLACE" else inner, node) for hole, node in holes.items()}
        return self.say(key, **slots)

    # --- values ---

    def value(self, node: Expression) -> Phrase:
        said = self.ruled(VALUES, node)
        if said is None and (test := self.ruled(TESTS, node)) is not None:
            return self.say("whether", test=test)
        return said or self._value(node)

    def _value(self, node: Expression) -> Phrase:
        match node:
            case Number(value):
                return self.messages.plain(str(value)) if isinstance(value, float) else self.number(value)
            case Unary("-", Number(int() as value)):
                return self.say("minus", value=value)
            case Unary("-", operand):
                return self.say("minus", value=self.value(operand))
            case Text(""):
                return self.say("empty-text")
            case Text(value):
                return self.quoted(value) if value.strip() else self.say("spaces", count=len(value))
            case Truth(value):
                return self.say("true" if value else "false")
            case Nothing():
                return self.say("nothing")
            case Name(name):
                return self.variable(name)
            case Tupled((first, last)):
                return self.say("pair", first=self.value(first), last=self.value(last))
            case Listed(items) | Tupled(items):
                return self.list(items)
            case Mapped(()):
                return self.say("empty-map")
            case Mapped(pairs):
                return self.say("map", values=self.pairs(pairs))
            case Gathered(element, variable, values, test):
                holes = {"VALUE": element, "EACH": Name(variable), "PLACE": values} | ({} if test is None else {"TEST": test})
                return self.filled("gathered" if test is None else "gathered.if", holes)
            case Item():
                return self.item(node)
            case Part():
                return self.part(node)
            case Filled(parts):
                return self.told([self.formed(inner, places) for inner, places in parts if inner != Text("")])
            case Formatted(value):
                return self.value(value)
            case Named(name, value):
                return self.say("named", name=self.name(name), value=self.value(value))
            case Choose(test, then, other):
                return self.say("choose", test=self.test(test), then=self.value(then), other=self.value(other))
            case Call():
                return self.called(node)
            case Method(inner, name, arguments):
                return self.asked(inner, name, arguments)
            case Sense(what, detail) if self.messages.has(f"speech.sense.{what}.value"):
                return self.say(f"sense.{what}.value", detail=self.thing(detail))
            case Compare() | Logic() | Unary() | Sense():
                return self.say("whether", test=self.test(node))
        raise TypeError(f"{type(node).__name__} is no value")

    def variable(self, name: str) -> Phrase:
        if name in self.bound:
            return self.name(name)
        known = f"constant.{name.rpartition('.')[2]}"
        if "." in name and self.messages.has(f"speech.{known}"):
            return self.say(known)
        return self.say("number-in" if self.kinds.get(name) == "number" else "what-in", name=self.name(name))

    def list(self, items: Sequence[Expression]) -> Phrase:
        if not items:
            return self.say("empty-list")
        return (
            self.say("list.one", value=self.value(items[0])) if len(items) == 1 else self.say("list", values=self.several(items))
        )

    def pairs(self, pairs: Sequence[tuple[Expression, Expression]]) -> Phrase:
        return self.sequence([self.say("map.pair", value=self.value(key), other=self.value(value)) for key, value in pairs])

    def item(self, node: Item) -> Phrase:
        name = self.place(node.value)
        if self.keyed(node):
            return self.say("has-for", place=name, value=self.value(node.index))
        plain = isinstance(self.counted_index(node.index), Number)
        return self.say("item" if plain else "item.value", index=self.index(node.index), name=name)

    def keyed(self, node: Item) -> bool:
        """Is it looked up by a key, not by the number of its place?"""
        return kind(node.value, self.kinds) == "map" or kind(node.index, self.kinds) == "text"

    def index(self, node: Expression) -> Phrase:
        return self.value(self.counted_index(node))

    def counted_index(self, node: Expression) -> Expression:
        """A place as the class counts it: blocks begin with one, Python with nought."""
        if self.program.language != "blocks":
            return node
        match node:
            case Number(int() as value):
                return Number(value + 1)
            case Binary("-", left, Number(1)):
                return left
            case Unary("-", Number()):
                return node
        return Binary("+", node, Number(1))

    def part(self, node: Part) -> Phrase:
        slots: dict[str, Any] = {"place": self.place(node.value)}
        blocks = self.program.language == "blocks"
        key = "part"
        if node.start is not None:
            key += ".from"
            slots["start"] = self.at(self.counted_index(node.start))
        if node.stop is not None:
            key += ".to" if blocks else ".before"
            slots["stop"] = self.at(node.stop)
        if node.step is None:
            return self.say(key, **slots) if key != "part" else self.say("copy", **slots)
        whole = self.say(key, **slots) if key != "part" else slots["place"]
        return self.say("part.step", value=whole, step=self.value(node.step))

    def at(self, node: Expression) -> Phrase:
        """ "place two", "the place that the number in I tells"."""
        return self.say("place" if isinstance(node, Number) else "place.value", value=self.value(node))

    def formed(self, node: Expression, places: int) -> Phrase:
        return self.value(node) if places < 0 else self.say("rounded.places", value=self.value(node), count=places)

    def left(self, node: Expression) -> Phrase:
        """Heard from left to right, what was worked out so far needs a pause alone: "a plus b, times two"."""
        value = self.value(node)
        return self.say("chain", value=value) if _open(node) else value

    def right(self, node: Expression) -> Phrase:
        value = self.value(node)
        return self.say("group", value=value) if _open(node) else value

    def called(self, call: Call) -> Phrase:
        """What a function gives back that no rule has words for: its name and what it gets."""
        name = self.name(call.function)
        return (
            self.say("result", name=name, values=self.several(call.arguments))
            if call.arguments
            else self.say("result.bare", name=name)
        )

    def asked(self, inner: Expression, method: str, arguments: Sequence[Expression]) -> Phrase:
        """The same of a method, which belongs to a value."""
        name, place = self.name(method), self.place(inner)
        if not arguments:
            return self.say("result.of", name=name, place=place)
        return self.say("result.of-with", name=name, place=place, values=self.several(arguments))

    # --- conditions ---

    def test(self, node: Expression) -> Phrase:
        """A condition as a clause that holds or does not."""
        return self.ruled(TESTS, node) or self._test(node)

    def _test(self, node: Expression) -> Phrase:
        match node:
            case Compare(left, rest):
                links: list[Expression] = []
                for sign, right in rest:
                    links.append(Compare(left, ((sign, right),)))
                    left = right
                return self.test(Logic("and", tuple(links)))
            case Logic(which, values):
                done = self.test(values[0])
                for inner in values[1:]:
                    done = self.say("both" if which == "and" else "either", first=done, last=self.test(inner))
                return done
            case Sense(what, detail):
                return self.say(f"sense.{what}", detail=self.sensed(what, detail))
            case Unary("not", Sense(what, detail)):
                return self.say(f"sense-not.{what}", detail=self.sensed(what, detail))
            case Unary("not", (Compare() | Logic() | Unary("not")) as inner):
                return self.say("not", test=self.test(inner))
            case Unary("not", inner) if (test := self.ruled(TESTS, inner)) is not None:
                return self.say("not", test=test)
            case Unary("not", inner):
                return self.say("zero" if kind(inner, self.kinds) == "number" else "holds-not", value=self.value(inner))
        match kind(node, self.kinds):
            case "number":
                return self.say("not-zero", value=self.value(node))
            case "text" | "list" | "map":
                return self.say("not-empty", place=self.place(node))
        return self.say("holds", value=self.value(node))

    # --- pieces ---

    def place(self, node: Expression) -> Phrase:
        """A list or a text to look into: a name stands for itself."""
        return self.name(node.name) if isinstance(node, Name) else self.value(node)

    def several(self, nodes: Sequence[Expression]) -> Phrase:
        return self.listed([self.value(node) for node in nodes])

    def sensed(self, what: str, detail: str) -> Phrase:
        return self.colour(detail) if what == "colour" else self.thing(detail)


def _open(node: Expression) -> bool:
    return isinstance(node, Binary | Choose) or (isinstance(node, Call) and node.function.rpartition(".")[2] in OPEN)
