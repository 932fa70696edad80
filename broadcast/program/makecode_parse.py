"""Parses the part of TypeScript that MakeCode's editor writes, by recursive descent; all else is named with its line."""

from __future__ import annotations

from broadcast.errors import ProgramError
from broadcast.program.makecode_tokens import Token, tokens
from broadcast.program.makecode_tree import (
    Array,
    Before,
    Cond,
    Count,
    Each,
    Either,
    Func,
    Function,
    Id,
    Index,
    Invoke,
    Leave,
    Let,
    Loop,
    Member,
    Node,
    Num,
    Run,
    Set,
    Sign,
    Stmt,
    Str,
    Template,
)

LEVELS = (
    ("||",), ("&&",), ("==", "!=", "===", "!=="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"),
)  # fmt: skip
"""Signs between values, those that bind least first."""
MOST_CHAIN, MOST_DEEP = 60, 40
"""Values in one row; brackets and blocks inside of each other, eleven calls of ours each."""
CHANGES = ("=", "+=", "-=", "*=", "/=", "%=", "**=")
UNKNOWN = (
    "class", "import", "export", "interface", "type", "switch", "try", "throw", "do", "async", "await", "new", "declare", "abstract",
    "delete", "typeof", "yield", "with", "in", "instanceof",
)  # fmt: skip
SKIPPED = ("namespace", "enum")


def parse(source: str, *, line: int) -> tuple[Stmt, ...]:
    """The statements of a program. ProgramError names the line and what is not known there."""
    return _Parser(tokens(source, line)).program()


class _Parser:
    def __init__(self, found: list[Token]) -> None:
        self.tokens, self.at, self.depth = found, 0, 0

    @property
    def next(self) -> Token:
        return self.tokens[self.at]

    def refusal(self, what: str, remedy: str = "") -> ProgramError:
        return ProgramError(what, line=self.next.line, remedy=remedy)

    def take(self, text: str) -> bool:
        """Is the next sign or name this? Then it is taken."""
        if self.next.kind in ("sign", "name") and self.next.text == text:
            self.at += 1
            return True
        return False

    def need(self, text: str) -> None:
        if not self.take(text):
            found = repr(self.next.text[:20]) if self.next.text else "the end"
            raise self.refusal(f"{text!r} is missing before {found}", "Copy the program from the editor again")

    def name(self) -> str:
        if self.next.kind != "name":
            raise self.refusal(f"a name is missing before {self.next.text[:20]!r}", "Copy the program from the editor again")
        self.at += 1
        return self.tokens[self.at - 1].text

    def deeper(self) -> None:
        self.depth += 1
        if self.depth > MOST_DEEP:
            raise self.refusal(f"the program is nested deeper than {MOST_DEEP} times", "Split the program")

    # --- statements ---

    def program(self) -> tuple[Stmt, ...]:
        done: list[Stmt] = []
        while self.next.kind != "end":
            done.extend(self.statement())
        return tuple(done)

    def block(self) -> tuple[Stmt, ...]:
        """`{ … }`, or one statement."""
        self.deeper()
        done: list[Stmt] = []
        if self.take("{"):
            while not self.take("}"):
                if self.next.kind == "end":
                    raise self.refusal("'}' is missing at the end", "Copy the program from the editor again")
                done.extend(self.statement())
        else:
            done.extend(self.statement())
        self.depth -= 1
        return tuple(done)

    def statement(self) -> list[Stmt]:
        word, line = (self.next.text if self.next.kind == "name" else ""), self.next.line
        if self.take(";"):
            return []
        if word in UNKNOWN:
            raise self.refusal(f"{word!r} is not known in lessons' programs", "Write it without")
        if word in SKIPPED and self.tokens[self.at + 1].kind == "name":
            self.skip()
            return []
        if word in ("let", "const", "var"):
            return self.lets()
        if self.take("function"):
            name = self.name()
            return [Function(name, self.parameters(), self.after_type(), line)]
        if self.take("if"):
            return [self.condition(line)]
        if self.take("while"):
            return [Loop(self.bracketed(), self.block(), line)]
        if self.take("for"):
            return [self.counting(line)]
        if word in ("return", "break", "continue"):
            self.at += 1
            ended = self.next.starts or self.next.text in (";", "}") or self.next.kind == "end"
            value = None if ended or word != "return" else self.value()
            self.take(";")
            return [Leave(word, value, line)]
        done = self.simple()
        self.take(";")
        return [done]

    def skip(self) -> None:
        """A namespace or a list of names: it only says what things are called."""
        while self.next.kind != "end" and self.next.text != "{":
            self.at += 1
        deep = 0
        while self.next.kind != "end":
            deep += {"{": 1, "}": -1}.get(self.next.text, 0) if self.next.kind == "sign" else 0
            self.at += 1
            if not deep:
                return

    def lets(self) -> list[Stmt]:
        self.at += 1
        done: list[Stmt] = []
        while True:
            line, name = self.next.line, self.name()
            self.type()
            done.append(Let(name, self.value() if self.take("=") else None, line))
            if not self.take(","):
                self.take(";")
                return done

    def simple(self) -> Stmt:
        """An assignment or a call."""
        line = self.next.line
        if self.take("++") or self.take("--"):
            sign = self.tokens[self.at - 1].text
            return Set(self.postfix(), f"{sign[0]}=", Num(1), line)
        target = self.value()
        if self.next.kind == "sign" and self.next.text in CHANGES:
            sign = self.next.text
            self.at += 1
            return Set(target, sign, self.value(), line)
        if self.take("++") or self.take("--"):
            return Set(target, f"{self.tokens[self.at - 1].text[0]}=", Num(1), line)
        if not isinstance(target, Invoke):
            raise ProgramError("this line does nothing that is known", line=line, remedy="Write a call or an assignment")
        return Run(target, line)

    def condition(self, line: int) -> Cond:
        branches = [(self.bracketed(), self.block(), line)]
        while self.take("else"):
            line = self.next.line
            if not self.take("if"):
                return Cond(tuple(branches), self.block())
            branches.append((self.bracketed(), self.block(), line))
        return Cond(tuple(branches), ())

    def counting(self, line: int) -> Stmt:
        self.need("(")
        if not (self.take("let") or self.take("const") or self.take("var")):
            raise self.refusal("this loop counts nothing of its own", "Write for (let index = 0; index < 4; index++)")
        name = self.name()
        self.type()
        if self.take("of"):
            values = self.value()
            self.need(")")
            return Each(name, values, self.block(), line)
        self.need("=")
        first = self.value()
        self.need(";")
        test = self.value()
        self.need(";")
        step = self.simple()
        self.need(")")
        return Count(name, first, test, step, self.block(), line)

    def bracketed(self) -> Node:
        self.need("(")
        value = self.value()
        self.need(")")
        return value

    def parameters(self) -> tuple[str, ...]:
        self.need("(")
        done: list[str] = []
        while not self.take(")"):
            done.append(self.name())
            self.take("?")
            self.type()
            if not self.take(",") and self.next.text != ")":
                self.need(")")
        return tuple(done)

    def after_type(self) -> tuple[Stmt, ...]:
        self.type()
        return self.block()

    def type(self) -> None:
        """`: number[]`, which says nothing to us."""
        if not self.take(":"):
            return
        while True:
            self.name()
            while self.take("."):
                self.name()
            while self.take("["):
                self.need("]")
            if not self.take("|"):
                return

    # --- values ---

    def value(self) -> Node:
        self.deeper()
        test = self.between(0)
        if self.take("?"):
            then = self.value()
            self.need(":")
            test = Either(test, then, self.value())
        self.depth -= 1
        return test

    def between(self, level: int) -> Node:
        if level == len(LEVELS):
            return self.power()
        done, count = self.between(level + 1), 0
        while self.next.kind == "sign" and self.next.text in LEVELS[level]:
            sign = self.next.text
            self.at += 1
            done = Sign(sign, done, self.between(level + 1))
            count += 1
            if count > MOST_CHAIN:
                raise self.refusal(f"more than {MOST_CHAIN} values stand in one row", "Split the line")
        return done

    def power(self) -> Node:
        left = self.before()
        if self.take("**"):
            self.deeper()
            left = Sign("**", left, self.power())
            self.depth -= 1
        return left

    def before(self) -> Node:
        for sign in ("!", "-", "+"):
            if self.take(sign):
                self.deeper()
                value = self.before()
                self.depth -= 1
                return value if sign == "+" else Before(sign, value)
        return self.postfix()

    def postfix(self) -> Node:
        done, count = self.primary(), 0
        while True:
            count += 1
            if count > MOST_CHAIN:
                raise self.refusal(f"more than {MOST_CHAIN} values stand in one row", "Split the line")
            line = self.next.line
            if self.take("."):
                done = Member(done, self.name())
            elif self.next.text == "(" and self.next.kind == "sign" and not (self.next.starts and isinstance(done, Func)):
                self.at += 1
                done = Invoke(done, self.items(")"), line)
            elif self.next.text == "[" and self.next.kind == "sign" and not self.next.starts:
                self.at += 1
                done = Index(done, self.value())
                self.need("]")
            elif self.next.kind == "template" and isinstance(done, Id):
                done = self.template(done.name)
            elif self.take("as"):
                self.name()
            else:
                return done

    def items(self, closing: str) -> tuple[Node, ...]:
        done: list[Node] = []
        while not self.take(closing):
            done.append(self.value())
            if not self.take(",") and not (self.next.kind == "sign" and self.next.text == closing):
                self.need(closing)
        return tuple(done)

    def template(self, tag: str = "") -> Template:
        token = self.next
        self.at += 1
        parts: list[Node] = []
        pieces = token.text.split("\0")
        for at, piece in enumerate(pieces):
            if piece:
                parts.append(Str(piece))
            if at < len(token.holes):
                source, line = token.holes[at]
                inner = _Parser(tokens(source, line - 1))
                inner.depth = self.depth
                inner.deeper()
                parts.append(inner.value())
                if inner.next.kind != "end":
                    raise inner.refusal(f"{inner.next.text[:20]!r} is not known inside of ${{…}}")
        return Template(tuple(parts), tag)

    def primary(self) -> Node:
        token = self.next
        if token.kind == "number":
            self.at += 1
            return Num(_number(token.text))
        if token.kind == "text":
            self.at += 1
            return Str(token.text)
        if token.kind == "template":
            return self.template()
        if token.kind == "name":
            if token.text in UNKNOWN:
                raise self.refusal(f"{token.text!r} is not known in lessons' programs", "Write it without")
            if self.take("function"):
                if self.next.kind == "name":
                    self.at += 1
                return Func(self.parameters(), self.after_type(), token.line)
            self.at += 1
            if self.take("=>"):
                return Func((token.text,), self.arrow(), token.line)
            return Id(token.text)
        if token.text == "(":
            if self.arrows():
                parameters = self.parameters()
                self.type()
                self.need("=>")
                return Func(parameters, self.arrow(), token.line)
            return self.bracketed()
        if self.take("["):
            return Array(self.items("]"))
        if token.text == "{":
            raise self.refusal("an object in { } is not known in lessons' programs", "Write it without")
        found = repr(token.text[:20]) if token.text else "the end"
        raise self.refusal(f"a value is missing before {found}", "Copy the program from the editor again")

    def arrows(self) -> bool:
        """Does a `=>` come after the bracket that opens here?"""
        at, deep = self.at, 0
        while at < len(self.tokens):
            text = self.tokens[at].text if self.tokens[at].kind == "sign" else ""
            deep += 1 if text == "(" else -1 if text == ")" else 0
            at += 1
            if not deep:
                break
        return at < len(self.tokens) and (self.tokens[at].text == "=>" or (self.tokens[at].text == ":" and self.empty()))

    def empty(self) -> bool:
        return self.tokens[self.at + 1].text == ")"

    def arrow(self) -> tuple[Stmt, ...]:
        line = self.next.line
        if self.next.text == "{" and self.next.kind == "sign":
            return self.block()
        value = self.value()
        return (Run(value, line),) if isinstance(value, Invoke) else (Leave("return", value, line),)


def _number(text: str) -> int | float:
    if text[:2].lower() == "0x":
        return int(text[2:], 16)
    if text[:2].lower() == "0b":
        return int(text[2:], 2)
    value = float(text)
    return int(value) if value.is_integer() and abs(value) < 1e15 and not set(".eE") & set(text) else value
