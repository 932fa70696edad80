"""A step of a Raspberry Pi project as part of a transcript: what is told, what goes into the guide, what is asked."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from broadcast.language.sentences import sentences
from broadcast.sources.rpl_front import code_of, flat, front
from broadcast.sources.rpl_html import told
from broadcast.sources.rpl_marks import FENCE, Mark, Node, Row, tree
from broadcast.sources.rpl_quiz import Quiz
from broadcast.sources.screen import needs_computer
from broadcast.sources.transcript import PICTURE, TAG, Transcript, inside, of

GUIDE = ("hints", "hint", "collapse", "feedback", "debug")
HEADING = re.compile(r"^ {0,3}(#{1,6})\s*(.+?)\s*#*\s*$")
INGREDIENT = re.compile(r"\[\[\[\s*([\w.-]+)\s*\]\]\]?")
PROJECT = re.compile(
    r"\]\(\s*https?://(?:projects|learning-admin|staging\.projects)\.raspberrypi\.org/[\w-]+/(?:projects|pathways|paths|codeclub)\b[^)]*\)"
)
ELSEWHERE = re.compile(r"\]\(\s*https?://form\.raspberrypi\.org/[^)]*\)")
EDITOR = re.compile(
    r"\]\(\s*https?://(?:[\w-]+\.)*(?:editor[\w-]*\.raspberrypi\.org|rpf\.io|jumpto\.cc|trinket\.io|scratch\.mit\.edu|makecode\.microbit\.org)\b[^)]*\)"
)
"""Links to a place where programs are written: what they stand in is done there, in every language."""
PRINT = re.compile(r"raspberrypi\.org/[^)\s]*/print\b")
CURRICULUM = re.compile(r"^\s*[-+*]\s*\[([^\]]+)\]\([^)]*curriculum/[^)]*\)")
STRANDS = re.compile(r"\]\([^)]*(?:rpf\.io/|raspberrypi\.org/)curriculum/?\)")
LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
TOOL = re.compile(
    r"^\s*[-+*]\s+[*_]*(?:Scratch|Python|Thonny|Mu|IDLE|Trinket|Mozilla Thimble)(?:\s?\d[\d.]*)?[*_]*[.。]?\s*$", re.IGNORECASE
)
"""A list's entry that only names a program."""
LONG = re.compile(r"!\[([^\]]{160,})\]\(")
SHOWS = re.compile(r"^R?(?:the|this) (?:image|picture) (?:shows|depicts|features|displays) (?=\w)", re.IGNORECASE)
SCRATCH = ("blocks", "blocks2", "blocks3", "scratch", "scratch3")
CODE = {
    **dict.fromkeys(SCRATCH, "scratchblocks"),
    "microbit": "makecode",
    "makecode": "makecode",
    "py": "python",
    "python3": "python",
}
OURS = ("robot", "blockly", "codeorg", "turtle")
"""Languages of ours, which no project means."""


@dataclass(slots=True)
class Pictures:
    """Of a project in one language."""

    seen: set[str] = field(default_factory=set)
    """Those of the steps so far."""
    dull: frozenset[str] = frozenset()
    """Words that several pictures share (`screenshot`): they say nothing of any."""


class StepText:
    """One file of a project; `like` holds the directives of the same step in the source's own language."""

    def __init__(
        self, out: Transcript, file: str, folder: str, other: str, like: Sequence[Mark] = (), pictures: Pictures | None = None
    ) -> None:
        self.out, self.file, self.folder, self.other, self.like = out, file, folder, other, like
        self.pictures = pictures or Pictures()
        self.title = ""
        self.objectives: list[str] = []
        self.titled = True
        self.pending: Row | None = None
        """A heading inside of the step, till something follows it."""

    def read(self, text: str, title: str) -> None:
        """Add the step; `title` is the one of meta.yml, empty for what goes on in the step before."""
        root = tree(text, self.like)
        if title:
            first = next((row for row in flat(root) if row.text.strip()), None)
            heading = HEADING.match(first.text) if first else None
            self.out.heading(heading[2] if heading else title, (self.file, first.line if first and heading else 1))
            self.title = heading[2] if heading else title
            self.titled = heading is None
        self.node(root, "told")

    def node(self, node: Node, how: str) -> None:
        """What a directive holds; `how` it is used: told, note or screen."""
        if how == "told" and node.name in GUIDE:
            how = "note"
        elif how == "told" and node.name == "no-print":
            how = "screen"
        if node.name == "code":
            self.program(node, how)
        elif node.name in ("question", "quiz"):
            Quiz(self, node, how).ask()
        elif node.name == "save":
            self.out.left("--- save ---", "a project is saved on a computer", (self.file, node.line))
        elif node.name == "filename":
            words = " ".join(row.text.strip() for row in flat(node))
            self.out.left(words, "the name of a file", (self.file, node.line))
        else:
            self.within(_titled(node) if node.name == "collapse" else node.inside, how)

    def within(self, parts: Sequence[Row | Node], how: str) -> None:
        rows: list[Row] = []
        for part in parts:
            if isinstance(part, Row):
                rows.append(part)
            else:
                self.text(rows, how)
                rows = []
                self.node(part, how)
        self.text(rows, how)

    # --- words ---

    def text(self, rows: Sequence[Row], how: str) -> None:
        """Rows without directives: words and fences."""
        words: list[Row] = []
        fence: list[Row] = []
        for row in rows:
            mark = FENCE.match(row.text)
            if fence:
                if mark and mark[1].startswith(FENCE.match(fence[0].text)[1]) and not mark[2].strip():  # type: ignore[index]
                    self.words(words, how)
                    words = []
                    self.fence(fence, how)
                    fence = []
                else:
                    fence.append(row)
            elif mark:
                fence = [row]
            else:
                words.append(row)
        self.words(words, how)

    def words(self, rows: Sequence[Row], how: str) -> None:
        if not any(row.text.strip() for row in rows):
            return
        kept: list[Row] = []
        use = how
        for row in told(rows, self.left):
            heading = HEADING.match(row.text)
            if heading:
                self.flush(kept, use)
                kept, use = [], how
                if self.titled and heading[2].casefold() != self.title.casefold():
                    self.pending = Row(f"### {heading[2]}", row.line)
                self.titled = True
            else:
                use = "note" if how == "told" and PRINT.search(row.text) else use
                if use == "told" and EDITOR.search(row.text) and not STRANDS.search(row.text):
                    self.flush(kept, use)
                    kept = []
                    self.flush([Row(self.row(row), row.line)], "screen")
                    continue
                kept.append(Row(self.row(row, told=how == "told"), row.line))
        self.flush(kept, use)

    def row(self, row: Row, *, told: bool = True) -> str:
        """A row without what cannot be told; what is left out is reported."""
        text = row.text
        if told and TOOL.match(text):
            self.left(text.strip(), "it is the name of a tool", row.line)
            return ""
        for name in INGREDIENT.findall(text):
            self.left(f"[[[{name}]]]", "another project explains it, and it is not in this folder", row.line)
        text = INGREDIENT.sub("", text)
        goal = CURRICULUM.match(text)
        if goal:
            self.objectives.append(goal[1].strip())
            return ""
        if STRANDS.search(text) or PROJECT.search(text) or ELSEWHERE.search(text):
            self.left(text.strip(), "it points at other pages", row.line)
            return ""
        text = TAG.sub(lambda tag: f"![{of(tag[0], 'alt')}](<{of(tag[0], 'src')}>)", text)
        for found in PICTURE.finditer(text) if told else ():
            path = self.picture(found[2])
            words = found[1][2:-2].strip()
            if path in self.pictures.seen or words in self.pictures.dull:
                why = "it was shown before" if path in self.pictures.seen else f"{words!r} says nothing of it"
                self.left(f"the picture {path}", why, row.line)
                text = re.sub(rf"{re.escape(found[0])}[^)]*\)", "", text)
            self.pictures.seen.add(path)
        text = LONG.sub(lambda found: f"![{self.first(found[1], row.line) if told else found[1]}](", text)
        return PICTURE.sub(lambda found: f"{found[1]}<{self.picture(found[2])}>", text)

    def first(self, words: str, line: int) -> str:
        """A picture's words, as many as can be told."""
        kept, *more = sentences(words, self.out.tag) or [words]
        if more:
            self.left(" ".join(more), "too many words for a picture", line)
        kept = SHOWS.sub("", kept)
        return kept[:1].upper() + kept[1:]

    def picture(self, target: str) -> str:
        """A picture's path from the root; the source's own picture where the translation has none."""
        own = inside(target, self.folder)
        other = inside(target, self.other)
        return other if not self.out.source.has(own) and self.out.source.has(other) else own

    def flush(self, rows: Sequence[Row], how: str) -> None:
        """Rows into the transcript, with the heading above them."""
        if not any(row.text.strip() for row in rows):
            return
        full = [at for at, row in enumerate(rows) if row.text.strip()]
        rows = rows[full[0] : full[-1] + 1]
        text, line = "\n".join(row.text for row in rows), rows[0].line
        if how == "told" and self.pending is not None and all(self.at_computer(row.text) for row in rows if row.text.strip()):
            how = "screen"
        if self.pending is not None:
            self.put(self.pending.text if how == "told" else self.pending.text.lstrip("# "), self.pending.line, how)
            self.pending = None
        self.put(text, line, how)

    def at_computer(self, text: str) -> bool:
        return needs_computer(LINK.sub(r"\1", text), self.out.tag)

    def put(self, text: str, line: int, how: str) -> None:
        at = (self.file, line)
        if how == "told":
            self.out.text(text, at)
        elif how == "note":
            self.out.note(text, at)
        else:
            self.out.computer(text, at)

    def left(self, what: str, why: str, line: int) -> None:
        self.out.left(what, why, (self.file, line))

    # --- programs ---

    def fence(self, rows: Sequence[Row], how: str) -> None:
        mark = FENCE.match(rows[0].text)
        info = re.sub(r"^[{.\s]+", "", mark[2] if mark else "")
        indent = len(rows[0].text) - len(rows[0].text.lstrip())
        lines = [row.text[indent:] if not row.text[:indent].strip() else row.text.lstrip() for row in rows[1:]]
        self.code(re.split(r"[\s{}]", info, maxsplit=1)[0], lines, rows[0].line + 1, how)

    def program(self, node: Node, how: str) -> None:
        language, rows = code_of(node)
        self.code(language, [row.text.rstrip() for row in rows], rows[0].line if rows else node.line, how)

    def code(self, language: str, lines: Sequence[str], line: int, how: str) -> None:
        language = language.casefold()
        language = CODE.get(language, "text" if language in OURS else language)
        if not any(row.strip() for row in lines):
            self.left("a program", "it is empty", line)
        elif how == "told":
            if self.pending is not None:
                self.put(self.pending.text, self.pending.line, how)
                self.pending = None
            self.out.code(language, "\n".join(lines), (self.file, line))
        else:
            self.flush(
                [
                    Row(text, line + at)
                    for at, text in enumerate(["~~~~", *(row.replace("~~~", "~ ~ ~") for row in lines), "~~~~"])
                ],
                how,
            )


def _titled(node: Node) -> list[Row | Node]:
    """What a collapse holds, its title first."""
    head = [
        part
        for part in node.inside[: next((at for at, part in enumerate(node.inside) if isinstance(part, Node)), None)]
        if isinstance(part, Row)
    ]
    keys, rest = front(head)
    title = keys.get("title") or next(iter(keys.values()), "")
    first = [Row(title, head[0].line)] if title and head else []
    return [*first, Row("", first[0].line if first else node.line), *rest, *node.inside[len(head) :]]
