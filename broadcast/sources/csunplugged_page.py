"""A page of CS Unplugged: Markdown with tags in braces, told as a transcript.

Panels go into the guide, boxed text is told, pictures get their files, a question with its answer in brackets becomes a question.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from broadcast.sources.inline import joined
from broadcast.sources.rows import FENCE, Row, programs
from broadcast.sources.transcript import Transcript

WIDE = str.maketrans({"｛": "{", "｝": "}"})
TAG = re.compile(r"[{｛]\s*(?P<name>panel|boxed-text|image(?:-inline|-tag|-container)?|video|iframe|interactive(?:-tag|-container)?|button-link|glossary-link|comment|conditional|table-of-contents|save-title|remove-title|scratch(?:-inline|-compatibility)?|math(?:-block)?|heading|style|number-heading|blockquote|external-link|relative-link|quote)\b(?P<rest>[^{}｛｝\n]*)[}｝]")  # fmt: skip
ENDING = re.compile(r"\bend\s*$")
VALUE = r"""\s*=\s*["'“”„«]([^"'“”»]*)["'“”»]"""
HEADING = re.compile(r"^\s*(#{1,6})\s*(.*?)\s*#*\s*$")
LINK = re.compile(r"\[([^\[\]]*)\]\(\s*['‘’][^()\n]*\)")
LETTER = re.compile(r"^(\s*)([a-z])[.)]\s+(?=\S)")
MARKER = re.compile(r"^(\s*)(?:[-*+]|\d{1,3}[.)])\s+")
ANSWERED = re.compile(
    r"(?P<ask>(?:[^.!?。！？…]|\.(?=\S)|…)+[?？]+[\"”」’]?(?:\s*(?:[^.!?。！？()（）]|\.(?=\S))*[?？]+[\"”」’]?)*)\s*[(（](?P<answer>[^()（）]{1,400})[)）][.。]?"
)
PAIR = re.compile(r"\{(?P<name>iframe|interactive|button-link|comment)\b[^{}]*\}[^{}]*\{(?P=name) end\s*\}")
SPOKEN = {"scratch": "scratchblocks", "py": "python"}
EMBEDS = {
    "video": "a video", "iframe": "a page of elsewhere inside the page", "interactive": "something to click on", "button-link": "a button",
}  # fmt: skip


@dataclass
class Page:
    """What tells one page; `terms` are the words of the glossary that it names."""

    out: Transcript
    name: str
    pictures: dict[str, str]
    """A picture's path as the tags give it → its file in the source."""
    terms: list[str] = field(default_factory=list)
    title: str = ""

    def tell(self, rows: Sequence[Row], *, guide: bool = False, headings: bool = True) -> None:
        """The page's text in order. `guide`: all of it is for the teacher; `headings`: those of `##` open steps."""
        rows = loosened(rows)
        part: list[Row] = []
        panels: list[str] = ["panel"] if guide else []
        fence = skip = ""
        for row, line in rows:
            mark = FENCE.match(row)
            if fence or mark:
                fence = "" if mark and fence and mark["mark"].startswith(fence) else fence or (mark["mark"] if mark else "")
                part.append((row, line))
                continue
            if skip:
                skip = "" if re.search(rf"[{{｛]\s*{skip} end\s*[}}｝]", row) else skip
                continue
            match = TAG.search(row)
            if (
                match
                and match["name"] in ("panel", "boxed-text", "conditional", "blockquote")
                and not row[: match.start()].strip()
            ):
                self.close(part, panels)
                part = []
                if not ENDING.search(match["rest"]):
                    panels.append(match["name"])
                    if title := value(match["rest"], "title"):
                        part.append((f"### {title}", line))
                elif len(panels) > guide:
                    panels.pop()
                continue
            if (
                match
                and match["name"] in ("comment", "iframe", "interactive")
                and not ENDING.search(match["rest"])
                and self.open(match, rows, line)
            ):
                skip = match["name"]
            text = self.plain(row, line)
            heading = HEADING.match(text)
            if heading and heading[2] and "panel" not in panels:
                if len(heading[1]) == 1 and not self.title:
                    self.title = clean(heading[2])
                    continue
                if len(heading[1]) <= 2 and headings:
                    self.close(part, panels)
                    part = []
                    self.out.heading(clean(heading[2]), (self.name, line))
                    continue
            part.append((re.sub(r"^(\s*)#{1,6}\s*(?=\S)", r"\1### ", text), line))
        self.close(part, panels)

    def open(self, match: re.Match[str], rows: Sequence[Row], line: int) -> bool:
        """Does something close this tag below?"""
        ending = re.compile(rf"[{{｛]\s*{match['name']} end\s*[}}｝]")
        return any(ending.search(row) for row, number in rows if number > line)

    def plain(self, row: str, line: int) -> str:
        """A row without tags: pictures in Markdown's way, words of the glossary as words; embeds are left out."""

        def new(match: re.Match[str]) -> str:
            name, rest = match["name"], match["rest"]
            if name.startswith("image") and not ENDING.search(rest):
                path = value(rest, "file-path") or value(rest, "filepath")
                words = value(rest, "alt") or (value(rest, "caption") if value(rest, "caption") != "true" else "")
                return f"![{words.replace('[', '(').replace(']', ')')}](<{self.pictures.get(path, path)}>)"
            if name == "glossary-link" and (term := value(rest, "term")):
                self.terms.append(term)
            for tag, what in EMBEDS.items():
                if name.startswith(tag) and not ENDING.search(rest):
                    self.out.left(match[0], what, (self.name, line))
            return ""

        row = row.translate(WIDE) if "｛" in row else row
        for whole in PAIR.finditer(row):
            if whole["name"] != "comment":
                self.out.left(whole[0], EMBEDS[whole["name"]], (self.name, line))
        return LINK.sub(r"\1", TAG.sub(new, PAIR.sub("", row)))

    def close(self, rows: Sequence[Row], panels: Sequence[str]) -> None:
        """A piece of one kind ends."""
        rows = outdented(rows)
        if not any(row.strip() and not row.startswith("###") for row, _ in rows):
            for row, line in rows:
                if row.strip() and "panel" in panels:
                    self.out.left(row.strip("# "), "the heading of a panel that holds nothing to tell", (self.name, line))
                elif row.strip():
                    self.out.passage([(row, line)], self.name)
        elif "panel" in panels:
            self.out.passage([(LETTER.sub(r"\1- ", row), line) for row, line in programs(rows, SPOKEN)], self.name, guide=True)
        else:
            self.told(programs(rows, SPOKEN))

    def told(self, rows: Sequence[Row]) -> None:
        """Text for the air, its questions that have answers apart."""
        part: list[Row] = []
        loose = False  # behind a question that stood in a list's entry
        for group in answered(paragraphs(rows)):
            text, starts = joined("\n".join(row.strip() for row, _ in group))
            found = (
                []
                if group[0][0].lstrip().startswith(("~~~", ">", "|", "!", "#"))
                else list(ANSWERED.finditer(MARKER.sub("", text)))
            )
            loose = loose and group[0][0].startswith((" ", "\t"))
            if not found:
                part += outdented(group) if loose else group
                continue
            loose = True
            marker = MARKER.match(group[0][0])
            body, at = MARKER.sub("", text), 0
            for match in found:
                line = group[max(0, sum(start <= match.start() for start in starts) - 1)][1]
                if before := body[at : match.start()].strip():
                    part.append((f"{marker[0] if marker and not at else ''}{before}", line))
                self.out.passage(outdented(part), self.name)
                part = []
                self.out.ask(match["ask"].strip(), sentence(match["answer"], self.out.tag), (self.name, line))
                at = match.end()
            if after := body[at:].strip():
                part = [(after, group[-1][1]), ("", group[-1][1])]
        self.out.passage(outdented(part), self.name)


def value(rest: str, name: str) -> str:
    """An attribute of a tag, in whatever quotation marks."""
    match = re.search(rf"(?<![\w-]){name}{VALUE}", rest)
    return " ".join(match[1].split()) if match else ""


def clean(text: str) -> str:
    return " ".join(re.sub(r"\*\*|__|`", "", LINK.sub(r"\1", re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", text))).split())


def sentence(text: str, tag: str) -> str:
    """What stands in brackets, as a sentence of its own."""
    text = text.strip()
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?", "。", "！", "？")) else f"{text}{'。' if tag.startswith(('zh', 'ja')) else '.'}"


NUMBER = re.compile(r"^\d{1,3}[.)]\s+")


def loosened(rows: Sequence[Row]) -> list[Row]:
    """Rows in which a numbered list that pictures, panels or questions part is no list any more but paragraphs: otherwise each of its
    entries would be a list of its own, and be called the first."""
    made: list[Row] = []
    at = 0
    while at < len(rows):
        if not NUMBER.match(rows[at][0]):
            made.append(rows[at])
            at += 1
            continue
        end = at + 1
        while end < len(rows) and (
            not rows[end][0].strip() or rows[end][0][0] in " \t" or NUMBER.match(rows[end][0]) or rows[end - 1][0].strip()
        ):
            end += 1
        run = rows[at:end]
        text = " ".join(row.strip() for row, _ in run)
        if any(TAG.search(row) and "glossary" not in row for row, _ in run) or ANSWERED.search(text):
            width = 0
            for row, line in run:
                marker = NUMBER.match(row)
                width = len(marker[0]) if marker else width
                if marker:
                    made.append(("", line))
                indent = len(row) - len(row.lstrip())
                made.append((row[width if marker else min(width, indent) :], line))
        else:
            made += run
        at = end
    return made


def answered(groups: Sequence[list[Row]]) -> list[list[Row]]:
    """Paragraphs, a question and the brackets that make up the whole next one together."""
    made: list[list[Row]] = []
    for group in groups:
        text = MARKER.sub("", " ".join(row.strip() for row, _ in group)).strip()
        if (
            made
            and re.fullmatch(r"[(（].*[)）][.。]?", text)
            and "".join(row for row, _ in made[-1]).rstrip().endswith(("?", "？"))
        ):
            made[-1] = [*(each for each in made[-1] if each[0].strip()), *((MARKER.sub("", row), line) for row, line in group)]
        else:
            made.append(group)
    return made


def outdented(rows: Sequence[Row]) -> list[Row]:
    """Rows that stood inside of a list's entry, moved to the margin where the entry itself is not among them."""
    made: list[Row] = []
    indent = -1
    for row, line in rows:
        own = len(row) - len(row.lstrip())
        if row.strip() and (indent < 0 or own < indent):
            indent = own
        row = LETTER.sub(r"\1- ", row[min(own, max(indent, 0)) :])
        made.append((row if row.strip() else "", line))
    return made


def paragraphs(rows: Sequence[Row]) -> list[list[Row]]:
    """Paragraphs and entries of lists, each with the blank rows behind it; fences as wholes."""
    made: list[list[Row]] = []
    fence = False
    blank = True
    for row, line in rows:
        if row.lstrip().startswith("~~~~~~"):
            if not fence:
                made.append([])
            fence = not fence
            made[-1].append((row, line))
            blank = not fence
            continue
        if not fence and (not made or (row.strip() and (blank or MARKER.match(row)))):
            made.append([])
        made[-1].append((row, line))
        blank = not row.strip() and not fence
    return made
