"""Tokens of one step as blocks of the lesson."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence

from markdown_it.token import Token

from broadcast.errors import LessonError
from broadcast.language.sentences import sentences
from broadcast.lesson.model import (
    Block,
    Code,
    Doing,
    Heard,
    Note,
    Picture,
    Question,
    Said,
    Screen,
    SetUp,
    Shown,
    Steps,
    Unit,
    Wanted,
)
from broadcast.lesson.units import Names, normal
from broadcast.sources import world
from broadcast.sources.code import RUN, code
from broadcast.sources.document import Document
from broadcast.sources.front import PLACES, WAITS, Front
from broadcast.sources.inline import Words, clean, html_words, joined, one_line, words
from broadcast.sources.options import choice, free, listed, options
from broadcast.sources.parts import Part, inlines, nested
from broadcast.sources.pictures import checked
from broadcast.sources.screen import needs_computer, reworded

KINDS = (
    "act", "path", "predict", "order", "trace", "parsons", "faded", "blank", "bug", "which", "cards", "match", "wordsearch", "crossword",
    "change", "make",
)  # fmt: skip
"""Activities an author may ask for: the kinds of `items.json`. Whether one can be made of a program, `unplugged` says."""
WITHOUT_PROGRAM = ("cards", "match", "wordsearch", "crossword")
SOUNDS = ("open", "close", "tick")
"""Sounds of the broadcast that an author may let the class hear: scores in `media/music`."""
SIGNS = ("behind", "threes", "radio", "sheet", "board", "floor")
"""Small drawings of the project that an author may show."""
LABEL = re.compile(r"^(answer|alone)\s*:\s*", re.IGNORECASE)


class Walk:
    """Goes through a lesson's steps in order; remembers the last program and the words in bold."""

    def __init__(self, document: Document, said: Front, names: Names, offset: int) -> None:
        self.document, self.said, self.names, self.offset = document, said, names, offset
        self.tag = said.language
        self.program = ""
        self.last: Code | None = None
        """The last program, for a fence that goes on from it."""
        self.bold: list[tuple[str, str, int]] = []
        """(bold word, the sentence it opens, line)."""
        self.step = ""
        self.ready = 0
        """Line of the lesson's `::: set-up`."""

    def blocks(self, tokens: Sequence[Token], step: str) -> list[Block]:
        self.step = step
        return self.each(nested(tokens))

    def each(self, parts: Sequence[Part]) -> list[Block]:
        return [block for part in parts for block in self.block(part)]

    def line(self, token: Token) -> int:
        return self.offset + (token.map[0] + 1 if token.map else 0)

    def wrong(self, what: str, token: Token, remedy: str) -> LessonError:
        return LessonError(what, file=self.document.file, line=self.line(token), remedy=remedy)

    def block(self, part: Part) -> list[Block]:
        token = part.token
        match token.type:
            case "paragraph_open" | "heading_open":
                return self.paragraph(part)
            case "bullet_list_open" | "ordered_list_open":
                return self.listed(part)
            case "blockquote_open":
                return self.note(part)
            case "fence" | "code_block":
                return [self.fence(token)]
            case "html_block":
                return self.told(html_words(token.content), self.line(token))
            case "table_open":
                return self.note(part)
            case "div_open":
                return self.div(part)
        return []

    # --- words ---

    def sentences(self, text: str, line: int) -> Iterator[tuple[str, int]]:
        """Each sentence with the line it begins in; `line` is that of the first."""
        flat, starts = joined(text)
        at = 0
        for sentence in sentences(flat, self.tag):
            at = flat.find(sentence, at)
            yield sentence, line + bisect_right(starts, at) - 1
            at += len(sentence)

    def split(self, text: str, line: int) -> list[Unit]:
        """Sentences as units."""
        return [self.names.unit(self.step, sentence, number) for sentence, number in self.sentences(text, line)]

    def told(self, text: str, line: int) -> list[Block]:
        """Sentences that can be told, and apart from them those that need a computer."""
        said: list[Unit] = []
        screen: list[Unit] = []
        for sentence, number in self.sentences(text, line):
            if needs_computer(new := reworded(sentence, self.tag), self.tag):
                screen.append(self.names.unit(self.step, new, number))
            elif any(letter.isalnum() for letter in new):
                said.append(self.names.unit(self.step, new, number))
        return [*([Said(tuple(said))] if said else []), *([Screen(tuple(screen))] if screen else [])]

    def words(self, part: Part) -> Words:
        inline = next((inner.token for inner in part.inside if inner.token.type == "inline"), None)
        found = words(inline.children or ()) if inline else Words()
        if found.bold and found.text:
            first = sentences(one_line(found.text), self.tag)[0]
            self.bold += [(bold, first, self.line(part.token)) for bold in found.bold[:1]]
        return found

    def paragraph(self, part: Part) -> list[Block]:
        found = self.words(part)
        pictures = self.pictures(found, part.token)
        return [*self.told(found.text, self.line(part.token)), *pictures]

    def pictures(self, found: Words, token: Token) -> list[Block]:
        blocks: list[Block] = []
        for target, alt in found.pictures:
            try:
                blocks.append(self.picture(target, alt, token))
            except LessonError as error:
                if self.document.left is None:
                    raise
                self.document.left.append((f"the picture {target}", error.what, self.line(token)))
        return blocks

    def picture(self, target: str, alt: str, token: Token) -> Block:
        text = normal(one_line(clean(alt)))
        if not text:
            raise self.wrong(
                f"the picture {target[:80]} has no words",
                token,
                "Write what it shows: ![a child draws a grid](images/grid.png)",
            )
        path = checked(target, self.document.folder, self.document.file, self.line(token))
        unit = self.names.unit(self.step, text, self.line(token))
        return Screen((unit,)) if needs_computer(text, self.tag) else Picture(path, unit, self.line(token))

    def listed(self, part: Part) -> list[Block]:
        """A list as steps; what is no text (a program, a picture) comes between its entries."""
        ordered = part.token.type == "ordered_list_open"
        blocks: list[Block] = []
        entries: list[tuple[Unit, ...]] = []

        def close() -> None:
            if entries:
                blocks.append(Steps(tuple(entries), ordered))
                entries.clear()

        for item in part.inside:
            said: list[Unit] = []
            for block in self.flat(item):
                if isinstance(block, Said):
                    said += block.units
                    continue
                if said:
                    entries.append(tuple(said))
                    said = []
                if not isinstance(block, Screen):
                    close()
                    blocks.append(block)
                else:
                    late = block
                    close()
                    blocks.append(late)
            if said:
                entries.append(tuple(said))
        close()
        return blocks

    def flat(self, item: Part) -> list[Block]:
        """The blocks of an entry; an inner list's entries as sentences of their own."""
        found: list[Block] = []
        for block in self.each(item.inside):
            found += [Said(entry) for entry in block.entries] if isinstance(block, Steps) else [block]
        return found

    def text(self, parts: Sequence[Part]) -> list[Unit]:
        """All sentences inside, whatever their form: for notes."""
        found: list[Unit] = []
        for part in parts:
            token = part.token
            if token.type == "inline":
                found += self.split(words(token.children or ()).text, self.line(token))
            elif token.type in ("fence", "code_block"):
                rows = [row.strip() for row in token.content.split("\n") if row.strip()]
                found += [self.names.unit(self.step, f"`{row.replace('`', chr(39))}`", self.line(token)) for row in rows]
            elif token.type == "html_block":
                found += self.split(html_words(token.content), self.line(token))
            elif token.type == "tr_open":
                cells = [one_line(words(cell.inside[0].token.children or ()).text) for cell in part.inside if cell.inside]
                row = "; ".join(cell for cell in cells if cell)
                found += [self.names.unit(self.step, row, self.line(token))] if row else []
            else:
                found += self.text(part.inside)
        return found

    def note(self, part: Part) -> list[Block]:
        found = self.text(part.inside)
        return [Note(tuple(found))] if found else []

    # --- programs ---

    def fence(self, token: Token) -> Code:
        made = code(
            token.info if token.type == "fence" else "",
            token.content,
            self.step,
            self.names,
            self.said.names,
            self.document,
            self.line(token),
            self.last,
        )
        if made.language in RUN:
            self.program, self.last = made.id, made
        return made

    # --- divs ---

    def div(self, part: Part) -> list[Block]:
        kind, _, rest = part.token.info.partition(" ")
        kind = kind.split("{")[0] or part.token.info
        rest = part.token.info[len(kind) :]
        if kind not in DIVS:
            raise self.wrong(f"there is no div called {kind!r}", part.token, f"{listed(DIVS).capitalize()}")
        return DIVS[kind](self, part, rest)

    def options(self, text: str, known: Sequence[str], part: Part) -> dict[str, str]:
        return options(text, known, f"`::: {part.token.info.split()[0]}`", self.document.file, self.line(part.token))

    def ask(self, part: Part, rest: str) -> list[Block]:
        """A question: paragraphs, then its answer after `answer:` or in a div of its own, and its form without a sheet after `alone:`."""
        given = self.options(rest, ("wait", "where"), part)
        found: dict[str, list[Unit]] = {"ask": [], "answer": [], "alone": []}
        extra: list[Block] = []
        now = "ask"
        for inner in part.inside:
            token = inner.token
            if token.type == "div_open" and token.info in ("answer", "alone"):
                found[token.info] += self.text(inner.inside)
            elif token.type == "paragraph_open":
                now = self.asked(inner, now, found)
            elif token.type in ("bullet_list_open", "ordered_list_open"):
                found[now] += self.text(inner.inside)
            elif token.type in ("fence", "code_block"):
                extra.append(self.fence(token))
            else:
                extra += self.block(inner)
        if self.document.left is not None and not (found["ask"] and found["answer"]):
            return self.unasked(part, found, extra)
        if not found["ask"]:
            raise self.wrong("`::: ask` has no question", part.token, "Write it between `::: ask` and its answer")
        if not found["answer"]:
            raise self.wrong("the question has no answer", part.token, "Write a line `answer: …` below it")
        line = self.line(part.token)
        wait = choice(given.get("wait", "think"), WAITS, "wait", self.document.file, line)
        where = choice(given.get("where", "now"), PLACES, "where", self.document.file, line)
        name = self.names.id(self.step, "ask " + found["ask"][0].text)
        question = Question(name, tuple(found["ask"]), tuple(found["answer"]), where, WAITS[wait], tuple(found["alone"]))
        return [*extra, question]

    def unasked(self, part: Part, found: dict[str, list[Unit]], extra: list[Block]) -> list[Block]:
        """A question of another format that lacks its words or its answer: what there is of it is told, and the answer is the guide's."""
        assert self.document.left is not None
        missing = "answer" if found["ask"] else "question"
        self.document.left.append(("a question", f"its {missing} has no words", self.line(part.token)))
        told = [Said(tuple(found["ask"]))] if found["ask"] else []
        return [*extra, *told, *([Note(tuple(found["answer"]))] if found["answer"] else [])]

    def asked(self, part: Part, now: str, found: dict[str, list[Unit]]) -> str:
        """A paragraph of a question, shared out at the lines that begin with `answer:` or `alone:`; says what goes on."""
        rows = self.words(part).text.split("\n")
        group: list[str] = []
        start = 0
        for at, row in enumerate(rows):
            label = LABEL.match(row)
            if label:
                found[now] += self.split("\n".join(group), self.line(part.token) + start)
                now, group, start = label[1].lower(), [], at
                row = row[label.end() :]
            group.append(row)
        found[now] += self.split("\n".join(group), self.line(part.token) + start)
        return now

    def act(self, part: Part, rest: str) -> list[Block]:
        """Things to do with the body: paragraphs before it, then a list with a command an entry."""
        self.options(rest, (), part)
        intro: list[Unit] = []
        beats: list[Unit] = []
        for inner in part.inside:
            if inner.token.type in ("bullet_list_open", "ordered_list_open"):
                for item in inner.inside:
                    text = one_line("\n".join(one_line(words(p.token.children or ()).text) for p in inlines(item)))
                    if text:
                        beats.append(self.names.unit(self.step, text, self.line(item.token)))
            elif inner.token.type == "paragraph_open":
                intro += self.split(self.words(inner).text, self.line(inner.token))
            else:
                raise self.wrong("`::: act` takes paragraphs and one list", inner.token, "Move this out of it")
        if not beats:
            raise self.wrong("`::: act` has no commands", part.token, "Write a list with one command an entry")
        name = self.names.id(self.step, "act " + (intro or beats)[0].text)
        return [Doing(name, tuple(intro), tuple(beats))]

    def activity(self, part: Part, rest: str) -> list[Block]:
        """`::: activity blank box=small`: an item that the author wants, made from the last program above."""
        kind, _, more = rest.strip().partition(" ")
        if not kind:
            raise self.wrong("`::: activity` does not say which", part.token, f"{listed(KINDS).capitalize()}")
        choice(kind, KINDS, "an activity", self.document.file, self.line(part.token))
        self.bare(part, "activity")
        given = free(more)
        if given is None:
            raise self.wrong(f"{more.strip()!r} are no options", part.token, "Write them as name=value")
        if not self.program and kind not in WITHOUT_PROGRAM:
            raise self.wrong(f"the activity {kind} has no program above it", part.token, "Move it below a program")
        return [Wanted(kind, given, self.line(part.token), self.program)]

    def hear(self, part: Part, rest: str) -> list[Block]:
        """`::: hear open`: a sound of the broadcast, as an example."""
        sound = rest.strip()
        if not sound:
            raise self.wrong("`::: hear` does not say which sound", part.token, f"{listed(SOUNDS).capitalize()}")
        line = self.bare(part, "hear")
        choice(sound, SOUNDS, "a sound", self.document.file, line)
        return [Heard(self.names.id(self.step, f"hear {sound}"), sound, line)]

    def show(self, part: Part, rest: str) -> list[Block]:
        """`::: show behind`, `::: show grid=5x5 start=A1`: a small drawing, or squares, for who has a screen."""
        what = rest.strip()
        line = self.bare(part, "show")
        if "=" in what:
            return [Shown("", world.world(self.options(what, world.NAMES, part), self.document.file, line), line)]
        if what not in SIGNS:
            raise self.wrong(
                f"`::: show` cannot show {what!r}", part.token, f"{listed(SIGNS).capitalize()}, or squares: grid=5x5"
            )
        return [Shown(what, None, line)]

    def set_up(self, part: Part, rest: str) -> list[Block]:
        """`::: set-up`: the place of what gets the class ready; once in a lesson."""
        self.options(rest, (), part)
        line = self.bare(part, "set-up")
        if self.ready:
            raise self.wrong(f"`::: set-up` stands in line {self.ready} already", part.token, "Keep one")
        self.ready = line
        return [SetUp(line)]

    def bare(self, part: Part, name: str) -> int:
        """The line of a div that holds nothing."""
        if part.inside:
            raise self.wrong(f"`::: {name}` has no text of its own", part.inside[0].token, "Close it with ::: in the next line")
        return self.line(part.token)

    def remark(self, part: Part, rest: str) -> list[Block]:
        self.options(rest, (), part)
        return self.note(part)

    def computer(self, part: Part, rest: str) -> list[Block]:
        """What can be done where there is a computer, said by the author himself."""
        self.options(rest, (), part)
        found = self.text(part.inside)
        return [Screen(tuple(found))] if found else []


DIVS: dict[str, Callable[[Walk, Part, str], list[Block]]] = {
    "ask": Walk.ask,
    "act": Walk.act,
    "activity": Walk.activity,
    "hear": Walk.hear,
    "set-up": Walk.set_up,
    "show": Walk.show,
    "note": Walk.remark,
    "computer": Walk.computer,
}
