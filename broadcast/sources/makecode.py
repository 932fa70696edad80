"""Tutorials of MakeCode: steps in three generations of headings, blocks as TypeScript, hints, and names of blocks between bars.

    ## {Step 1}      ## Step 1 @unplugged      ### Step 1 @fullscreen      with `### @activities true`: ## activity, ### step

What follows the first program or picture of a step is its hint; where the page says `### @explicitHints true`, only what is marked as one.
Skill maps say which tutorials follow each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from broadcast.errors import LessonError
from broadcast.lesson.model import Lesson
from broadcast.sources import fences, makecode_map
from broadcast.sources.licences import holder, licence
from broadcast.sources.locales import tag_of
from broadcast.sources.makecode_words import board, plain, terms
from broadcast.sources.reading import Reading, drafted
from broadcast.sources.source import Source
from broadcast.sources.tongue import tongue
from broadcast.sources.transcript import LeftOut, Transcript, labelled
from broadcast.sources.versions import Mismatch

SIGN = re.compile(
    r"\|\|[a-z][\w-]*(?:\(noclick\))?:[^|\n]+\|\||@boardname@|^#{2,4}\s*\{[^}.#=\n]+\}\s*$|^#{1,4}.*@(?:unplugged|fullscreen|showhint|showdialog|tutorialCompleted)\b|"
    r"^###\s*@(?:activities|explicitHints|diffs|flyoutOnly|hideIteration|preferredEditor|hideToolbox|autoexpandOff)\b|^```+\s*(?:spy|ghost|customts)\s*$",
    re.MULTILINE | re.IGNORECASE,
)  # fmt: skip
HEADING = re.compile(r"^\s{0,3}(?P<marks>#{1,6})\s*(?P<text>.*?)\s*#*\s*$")
FLAG = re.compile(r"^\s{0,3}#{2,4}\s*@(?P<name>\w+)(?:\s+(?P<value>.*?))?\s*$")
OPEN = re.compile(r"^\s*(?:#{1,6}\s*)?~\s*(?P<kind>[a-z][\w-]*)\s*(?P<title>.*?)\s*$", re.IGNORECASE)
CLOSE = re.compile(r"^\s*(?:#{1,6}\s*~|~+|(?:hint|tip|alert|reminder|info|note|caution|avatar|column)~)\s*$", re.IGNORECASE)
MODIFIER = re.compile(r"\s*@[A-Za-z]\w*")
PROGRAMS = ("blocks", "block", "typescript", "spy", "javascript", "ts", "js")
DIFFERENCES = ("diffblocks", "diffspy", "diff", "diffpy")
UNUSED = {
    "template": "the program that the editor opens with",
    "ghost": "blocks that only the editor's toolbox needs",
    "customts": "a program that the editor hides",
    "package": "what the editor loads",
    "config": "what the editor loads",
    "sim": "a simulation on the screen",
    "assetjson": "pictures of the editor",
    "jres": "pictures of the editor",
    "simtheme": "colours of the editor",
    "highlight": "marks of the editor",
}
PICTURE = re.compile(r"!\[([^\]]*)\]\(\s*<?([^)\s>]+)[^)]*\)")
HINTS = ("tutorialhint", "hint", "tip", "reminder", "alert", "info", "note", "caution", "column")
IMAGE = re.compile(r"\b(img)\s*`[^`]*`")
"""A picture that is drawn with letters, inside of a program."""
MOST_ROWS = 30
MOST_TRIVIAL = 40
"""Letters of a template that holds nothing but an empty event."""


@dataclass(slots=True)
class _State:
    """Where in a tutorial we are."""

    step: bool = False
    said: bool = False
    shown: bool = False
    """Has this step shown a program or picture? What follows is its hint."""
    box: str = ""
    """The kind of the box we are in."""
    program: str = ""


def recognises(source: Source) -> bool:
    """A Markdown file with names of blocks between bars, or the headings and fences of tutorials; or a skill map."""
    return any(_is_tutorial(source, name) or makecode_map.is_map(source, name) for name in _markdown(source))


def read(source: Source) -> Reading:
    """A lesson a tutorial, in the order of the skill maps that name them; maps whose tutorials are elsewhere are lessons themselves."""
    lessons: list[Lesson] = []
    left: list[LeftOut] = []
    mismatches: list[Mismatch] = []
    tutorials = [name for name in _markdown(source) if _is_tutorial(source, name) and not makecode_map.is_map(source, name)]
    ids: set[str] = set()
    name_of_licence, credits = licence(source), holder(source, "Microsoft MakeCode")

    def add(told: Sequence[Transcript], id: str, long_id: str) -> None:
        one = drafted(id if id not in ids else long_id, told)
        ids.update((id, one.lessons[0].id))
        lessons.extend(one.lessons)
        left.extend(one.left_out)
        mismatches.extend(one.mismatches)

    ordered: list[str] = []
    for name in _markdown(source):
        if makecode_map.is_map(source, name):
            told = makecode_map.told(source, name, name_of_licence, credits)
            add([told.transcript], _id(name), _id(name))
            ordered += [file for url in told.urls if (file := _file(url, tutorials))]
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in dict.fromkeys([*ordered, *tutorials]):
        key, tag = _locale(name)
        groups.setdefault(key, []).append((name, tag))
    for key, files in groups.items():
        files.sort(key=lambda file: (file[1] != "", file[1] != "en", file[1]))
        told_all = [Tutorial(source, name, tag, name_of_licence, credits).told() for name, tag in files]
        told_all = [out for out in told_all if out.rows] or told_all[:1]
        add(told_all, _id(key), re.sub(r"[^\w.-]+", "-", key.removesuffix(".md")))
    if not lessons:
        raise LessonError("there is no tutorial", file=str(source.path), remedy="Name the file of a tutorial")
    return Reading(tuple(lessons), tuple(left), tuple(mismatches))


def _markdown(source: Source) -> Iterator[str]:
    return (name for name in source.files if name.lower().endswith((".md", ".markdown")) or name == source.alone)


def _is_tutorial(source: Source, name: str) -> bool:
    try:
        text = source.raw(name, 2_000_000).decode("utf-8", "ignore")
    except LessonError:
        return False
    return bool(SIGN.search(text)) and bool(re.search(r"^\s{0,3}#", text, re.MULTILINE))


def _locale(name: str) -> tuple[str, str]:
    match = re.search(r"(?:^|/)_?locales?/(?P<tag>[A-Za-z]{2,3}(?:[-_]\w{2,8})?)/", name)
    tag = tag_of(match["tag"]) if match else ""
    return (name[: match.start()] + "/" + name[match.end() :]).strip("/") if match else name, tag


def _id(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name.rpartition("/")[2].rpartition(".")[0]).strip("-.") or "tutorial"


def _file(url: str, tutorials: Sequence[str]) -> str:
    """The file that a skill map's address means."""
    path = re.sub(r"^(?:github:|https?://github\.com/)[^/]+/[^/]+", "", url).strip("/").removesuffix(".md")
    return next((name for name in tutorials if path and f"/{name.removesuffix('.md')}".endswith(f"/{path}")), "")


class Tutorial:
    """One tutorial, told."""

    def __init__(self, source: Source, file: str, tag: str, licence_: str, credits: str) -> None:
        text = source.text(file)
        self.source, self.file, self.folder = source, file, file.rpartition("/")[0]
        self.pieces = list(fences.pieces(text))
        rows = [row for piece in self.pieces if not piece.fenced for row in piece.rows]
        self.flags = {match["name"].lower(): (match["value"] or "1").lower() for row in rows if (match := FLAG.match(row))}
        self.level = self._level(rows)
        self.board = board(text)
        words = "\n".join(rows)
        self.tag = tag or tag_of(tongue(words))
        self.out = Transcript(source, self.tag)
        first = next((match["text"] for row in rows if (match := HEADING.match(row)) and len(match["marks"]) == 1), "")
        self.title = plain(_bare(first), self.board) or _id(file).replace("-", " ").capitalize()
        vocabulary = terms(words, self.board)
        self.out.front = labelled(
            {"title": self.title, "licence": licence_, "credits": credits, "vocabulary": [{word: meaning} for word, meaning in vocabulary.items()]}
        )  # fmt: skip
        self.at = _State()

    def _on(self, flag: str) -> bool:
        return self.flags.get(flag.lower(), "false") not in ("false", "0", "no", "off")

    def _level(self, rows: Sequence[str]) -> int:
        """The level of headings that open steps."""
        levels = {
            len(match["marks"])
            for row in rows
            if (match := HEADING.match(row)) and not FLAG.match(row) and not OPEN.match(row) and not CLOSE.match(row)
        }
        return 3 if self._on("activities") or (2 not in levels and 3 in levels) else 2

    def told(self) -> Transcript:
        for piece in self.pieces:
            if piece.fenced:
                self.fence(piece)
            else:
                self.words(piece)
        return self.out

    # --- words ---

    def words(self, piece: fences.Piece) -> None:
        group: list[str] = []
        start = piece.line
        for number, row in enumerate(piece.rows, piece.line):
            opened = OPEN.match(row)
            heading = HEADING.match(row)
            if not (FLAG.match(row) or CLOSE.match(row) or opened or heading):
                group.append(row)
                continue
            self.paragraphs(group, start)
            group, start = [], number + 1
            if FLAG.match(row):
                continue
            if CLOSE.match(row):
                self.at.box = ""
            elif opened:
                self.box(opened, number)
            elif heading:
                self.heading(heading, number)
        self.paragraphs(group, start)

    def box(self, match: re.Match[str], line: int) -> None:
        self.at.box = match["kind"].lower()
        if self.at.box == "button":
            self.out.left(match[0].strip(), "a button of the page", (self.file, line))
            self.at.box = ""
        elif match["title"] and self.at.box in HINTS and self.at.box != "tutorialhint":
            self.out.note(plain(match["title"], self.board), (self.file, line))

    def heading(self, match: re.Match[str], line: int) -> None:
        level, text = len(match["marks"]), plain(_bare(match["text"]), self.board)
        if self.at.box and self.at.box != "tutorialhint" and level > 3:
            if text:
                self.out.note(text, (self.file, line))
            return
        self.at.box = ""
        if level == 1 or not text:
            return
        if level <= self.level:
            self.at = _State(step=True, program=self.at.program)
            self.out.heading(text, (self.file, line))
        else:
            self.say(f"### {text}", line)

    def paragraphs(self, rows: Sequence[str], line: int) -> None:
        """What stands before the first picture of a step is said; the picture ends it where hints are not marked."""
        for at, row in enumerate(rows):
            if PICTURE.search(row) and not self.at.box and self.at.step:
                self.say("\n".join(rows[:at]), line)
                self.say(row, line + at)
                self.at.shown = self.at.said
                self.paragraphs(rows[at + 1 :], line + at + 1)
                return
        self.say("\n".join(rows), line)

    def say(self, text: str, line: int) -> None:
        told = PICTURE.sub(self._picture, plain(text, self.board))
        if not told.strip():
            return
        self.at.said |= not PICTURE.search(told)
        hint = self.at.box in HINTS or (self.at.shown and not self._on("explicitHints") and not self.at.box)
        if hint and not PICTURE.search(told):
            self.out.note(told, (self.file, line))
        else:
            self.out.text(told, (self.file, line))

    def _picture(self, match: re.Match[str]) -> str:
        """A picture by its place in the folder: `/static/…` lies in `docs` of the editor's project."""
        target = match[2].lstrip("/")
        place = next((name for name in self.source.files if f"/{name}".endswith(f"/{target}")), "")
        if not place and not match[2].startswith(("/", "http")):
            place = f"{self.folder}/{target}".strip("/")
        return f"![{match[1]}](<{place or match[2]}>)"

    # --- programs ---

    def fence(self, piece: fences.Piece) -> None:
        kind = piece.info.split()[0].lower() if piece.info else ""
        place = (self.file, piece.line)
        text = "\n".join(row for row in piece.rows if not re.fullmatch(r"\s*//\s*@\w+.*", row)).strip("\n")
        if kind in DIFFERENCES:
            text = re.split(r"^\s*-{5,}\s*$", text, maxsplit=1, flags=re.MULTILINE)[-1].strip("\n")
            kind = "python" if kind == "diffpy" else "blocks"
        bare = re.sub(r"//.*|/\*.*?\*/|\s+", "", text, flags=re.DOTALL if "/*" in text else 0)
        text = IMAGE.sub(r"\1`. . .`", text)
        if not kind and self.at.box in HINTS:
            self.say(text, piece.line)
        elif kind == "template" and len(bare) > MOST_TRIVIAL and text.count("\n") < MOST_ROWS:
            self.out.note(f"```\n{text}\n```", place)
        elif kind in UNUSED or kind.partition(".")[0] in ("validation", "blockconfig", "cards", "codecard", "apis", "namespaces"):
            self.out.left(text, UNUSED.get(kind, "a part of the editor's page"), place)
        elif not bare:
            self.out.left(f"an empty program ({kind})", "there is nothing in it", place)
        elif self.at.box in HINTS and self.at.box != "tutorialhint":
            self.out.note(f"```\n{text}\n```", place)
        elif text == self.at.program:
            self.out.left("the same program again", "it stands in the step before", place)
        else:
            self.out.code(
                "makecode" if kind in PROGRAMS else "makecode-python" if kind in ("python", "py") else kind or "text", text, place
            )
            self.at.program = text
            self.at.shown = True


def _bare(heading: str) -> str:
    """A heading without its modifiers and braces."""
    return re.sub(r"^\{\s*(.*?)\s*\}$", r"\1", MODIFIER.sub("", heading).strip()).strip()
