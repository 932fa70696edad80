"""A chapter of a GitBook or HonKit book: Markdown with template tags, told as a transcript.

Included pages are told in their place. Hints, collapsed sections and the tabs behind the first go into the guide, commands of a
shell to what needs a computer; variables have the values that the book gives them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from broadcast.errors import LessonError
from broadcast.sources.rows import Fence, Row, parted, pictured, pieces, programs
from broadcast.sources.transcript import Transcript, inside

TAG = re.compile(r"\{%-?\s*(?P<name>[\w-]+)(?P<rest>.*?)-?%\}")
VALUE = re.compile(r"\{\{\s*([\w.]+)\s*(?:\|[^{}]*)?\}\}")
SET = re.compile(r"^\s*(\w+)\s*=\s*(['\"])(.*)\2\s*$", re.DOTALL)
SECTION = re.compile(r"<!--\s*sec\b(.*?)(?:ces)?\s*-->", re.IGNORECASE)
SECTION_OPEN = re.compile(r"<!--\s*sec\b[^>]*$", re.IGNORECASE)
SECTION_END = re.compile(r"<!--\s*endsec\s*-->", re.IGNORECASE)
SUMMARY = re.compile(r"<summary\b[^>]*>(.*?)</summary>", re.IGNORECASE)
DETAILS, DETAILS_END = re.compile(r"<details\b[^>]*>", re.IGNORECASE), re.compile(r"</details>", re.IGNORECASE)
NAME = re.compile(r"\{%-?\s*filename\s*-?%\}(.*?)\{%-?\s*endfilename\s*-?%\}")
ANCHOR = re.compile(r"\s*\{#[\w-]*\}|<a\b[^>]*\b(?:name|id)\s*=\s*[^>]*>\s*(?:</a>)?", re.IGNORECASE)
GUIDE = ("hint", "callout", "solution", "expandable", "collapse", "details", "panel", "alert")
"""Tags whose text is for the guide."""
KEPT = (
    "stepper",
    "step",
    "raw",
    "columns",
    "column",
    "quote",
    "terminal",
    "code",
    "method",
    "common",
    "sample",
    "exercise",
    "initial",
    "prompt",
    "label",
)
"""Tags that only arrange what stands in them."""
EMBEDS = ("embed", "youtube", "video", "file", "content-ref", "swagger", "openapi", "openapi-operation", "iframe", "reference", "figma", "jsfiddle", "codepen", "gist", "github", "runkit", "replit", "validation", "context")  # fmt: skip
SHELLS = (
    "sh",
    "bash",
    "shell",
    "console",
    "zsh",
    "fish",
    "powershell",
    "ps1",
    "cmd",
    "bat",
    "batch",
    "terminal",
    "command-line",
    "shell-session",
)
SHELL = re.compile(r"^\s*(?:\(\w+\)\s*)?(?:~?/?[\w~/.-]*\$ |[A-Z]:\\[^>]*>|PS [A-Z]:|\$ |% \w)")
SPOKEN = {"py": "python", "pycon": "python", "python3": "python", "html+django": "html", "htmldjango": "html"}
DEEPEST, MOST_INCLUDES = 5, 200


@dataclass
class Chapter:
    """What tells a chapter and the pages that it includes."""

    out: Transcript
    root: str
    """The folder from which `/page.md` is named."""
    values: dict[str, str]
    title: str = ""
    names: list[tuple[str, int]] = field(default_factory=list)
    """Names of files over programs, by page and line."""
    included: set[str] = field(default_factory=set)
    count: int = 0

    def tell(self, page: str, depth: int = 0) -> None:
        """The page's text in order. LessonError where it cannot be read."""
        _Page(self, page, depth).walk(parted(self.out.source.text(page))[1])
        if not depth and self.names:
            file, line = self.names[0]
            count = (
                f"{len(self.names)} names of files or screens over programs"
                if len(self.names) > 1
                else "the name of a file or screen over a program"
            )
            self.out.left(count, "nobody needs to hear them", (file, line))

    def include(self, target: str, page: str, line: int, depth: int) -> None:
        """Tell another page here."""
        name = inside(target.lstrip("/"), self.root) if target.startswith("/") else inside(target, page.rpartition("/")[0])
        name = name.removeprefix("./")
        self.count += 1
        if depth >= DEEPEST or self.count > MOST_INCLUDES:
            self.out.left(f"the page {target}", "pages include one another without end", (page, line))
        elif not self.out.source.has(name):
            self.out.left(f"the page {target}", "it is included, and it is not here", (page, line))
        else:
            self.included.add(name)
            try:
                self.tell(name, depth + 1)
            except LessonError as error:
                self.out.left(f"the page {target}", error.what, (page, line))


class _Page:
    def __init__(self, chapter: Chapter, page: str, depth: int) -> None:
        self.chapter, self.out, self.page, self.depth = chapter, chapter.out, page, depth
        self.folder = page.rpartition("/")[0]
        self.part: list[Row] = []
        self.guide: list[str] = []
        """What is open whose text is for the guide."""
        self.tabs: list[int] = []
        """Tabs opened so far, of each group of tabs that is open."""
        self.skip = ""
        """An embed whose words are left out with it."""
        self.ends: dict[str, int] = {}
        """The last line in which a tag is closed."""

    def walk(self, rows: Sequence[Row]) -> None:
        self.ends = {
            match["name"].removeprefix("end"): line
            for row, line in rows
            for match in TAG.finditer(row)
            if match["name"].startswith("end")
        }
        for piece in pieces(_sections(rows)):
            if isinstance(piece, Fence):
                self.fence(piece)
            else:
                self.row(*piece)
        self.close()

    def fence(self, fence: Fence) -> None:
        if self.skip:
            return
        body = [row for row, _ in fence.body if row.strip()]
        shell = fence.language in SHELLS or (fence.language in ("", "text") and any(SHELL.match(row) for row in body))
        if shell and not fence.indent and not self.guide and body:
            self.close()
            text = "\n".join(self.valued(row.replace("~~~", "~ ~ ~")) for row, _ in fence.body)
            self.out.computer(f"~~~~~~\n{text}\n~~~~~~", (self.page, fence.line))
            return
        self.part += [
            (f"{fence.indent}~~~~~~{fence.info}", fence.line),
            *((fence.indent + self.valued(row), line) for row, line in fence.body),
        ]
        self.part.append((f"{fence.indent}~~~~~~", fence.body[-1][1] if fence.body else fence.line))

    def row(self, row: str, line: int) -> None:
        if self.skip:
            if re.search(rf"\{{%-?\s*end{self.skip}\b", row):
                self.skip = ""
            return
        for name in NAME.findall(row):
            if name.strip():
                self.chapter.names.append((self.page, line))
        row = pictured(ANCHOR.sub("", NAME.sub("", row)))
        if match := SECTION.search(row):
            self.opened("sec", _attribute(match[1], "data-title"), line)
            row = SECTION.sub("", row)
        if SECTION_END.search(row):
            self.closed("sec")
            row = SECTION_END.sub("", row)
        if DETAILS.search(row):
            self.opened("details", "", line)
            row = DETAILS.sub("", row)
        if summary := SUMMARY.search(row):
            self.part.append((f"### {re.sub(r'<[^>]*>', '', summary[1]).strip()}", line))
            row = SUMMARY.sub("", row)
        ends = bool(DETAILS_END.search(row))
        row = self.tags(DETAILS_END.sub("", row), line)
        heading = re.match(r"(#{1,6})\s+(.*?)\s*#*\s*$", row)
        if heading and not self.guide:
            self.heading(len(heading[1]), heading[2], line)
        elif heading:
            self.part.append((f"### {heading[2]}", line))
        else:
            self.part.append((self.valued(row), line))
        if ends:
            self.closed("details")

    def heading(self, level: int, text: str, line: int) -> None:
        text = " ".join(re.sub(r"\*\*|__|`", "", self.valued(text)).split())
        if level == 1 and not self.chapter.title:
            self.chapter.title = text
        elif level <= 2 and text:
            self.close()
            self.out.heading(text, (self.page, line))
        elif text:
            self.part.append((f"### {text}", line))

    def tags(self, row: str, line: int) -> str:
        """The row without its template tags, after they did what they say."""
        if "{%" not in row:
            return row
        made, at = [], 0
        for match in TAG.finditer(row):
            made.append(row[at : match.start()])
            at = match.end()
            before = "".join(made)
            if self.tag(match, line, row) and before.strip():
                self.part.append((self.valued(before), line))
                made = []
            if self.skip:
                return "".join(made)
        return "".join([*made, row[at:]])

    def tag(self, match: re.Match[str], line: int, row: str) -> bool:
        """Do as a tag says; True where a part ends with it."""
        name, rest = match["name"], match["rest"]
        plain = name.removeprefix("end")
        if name in ("include", "import"):
            target = re.search(r"[\"'“]([^\"'”]+)", rest)
            self.close()
            if target:
                self.chapter.include(target[1], self.page, line, self.depth)
            return True
        if name == "set":
            if given := SET.match(rest):
                self.chapter.values[given[1]] = " ".join(re.sub(r"<[^>]*>", " ", given[3]).split())
        elif plain in GUIDE:
            if name == plain:
                self.opened(plain, _attribute(rest, "title"), line)
            else:
                self.closed(plain)
            return True
        elif plain == "tabs":
            self.close()
            if name == "tabs":
                self.tabs.append(0)
            elif self.tabs:
                self.tabs.pop()
            return True
        elif plain == "tab":
            if name == "endtab":
                self.closed("tab")
            else:
                self.tab(_attribute(rest, "title"), line)
            return True
        elif name in EMBEDS:
            self.out.left(match[0], "something of elsewhere inside the page", (self.page, line))
            if self.ends.get(name, 0) > line:
                self.skip = name
        elif name == "code" and _attribute(rest, "title"):
            self.chapter.names.append((self.page, line))
        elif plain not in KEPT and plain not in EMBEDS and name not in ("filename", "endfilename"):
            self.out.left(match[0], "a tag of the book's own", (self.page, line))
        return False

    def opened(self, name: str, title: str, line: int) -> None:
        self.close()
        self.guide.append(name)
        if title:
            self.part.append((f"### {title}", line))

    def closed(self, name: str) -> None:
        self.close()
        if name in self.guide:
            while self.guide.pop() != name:
                pass

    def tab(self, title: str, line: int) -> None:
        """The first tab is told, the others say the same for somebody else."""
        self.closed("tab")
        if self.tabs:
            self.tabs[-1] += 1
        if self.tabs and self.tabs[-1] > 1:
            self.opened("tab", title, line)
        elif title:
            self.part.append((f"### {title}", line))

    def valued(self, row: str) -> str:
        """A row with the values of the book's variables."""
        if "{{" not in row:
            return row
        return re.sub(
            r"(?<=\S)  +(?=\S)",
            " ",
            VALUE.sub(
                lambda match: self.chapter.values.get(
                    match[1], match[0] if "." not in match[1] and match[1] not in self.chapter.values else ""
                ),
                row,
            ),
        )

    def close(self) -> None:
        rows, self.part = self.part, []
        if any(row.strip() for row, _ in rows):
            self.out.passage(programs(rows, SPOKEN), self.page, self.folder, guide=bool(self.guide))


def _sections(rows: Sequence[Row]) -> list[Row]:
    """Rows in which a section's opening comment stands in one row."""
    made: list[Row] = []
    held: tuple[str, int] | None = None
    for row, line in rows:
        if held is not None:
            held = (f"{held[0]} {row.strip()}", held[1])
            if "-->" in row or line - held[1] > 4:
                made.append(held)
                held = None
        elif SECTION_OPEN.search(row):
            held = (row, line)
        else:
            made.append((row, line))
    return [*made, held] if held else made


def _attribute(rest: str, name: str) -> str:
    match = re.search(rf"""\b{name}\s*=\s*["'“]([^"'”]*)""", rest)
    return match[1].strip() if match else ""


def flat(values: Mapping[str, object], prefix: str = "") -> dict[str, str]:
    """`{"variables": {"v": 3}}` of the book as `book.v` → `3`."""
    return {f"{prefix}{key}": str(value) for key, value in values.items() if isinstance(value, str | int | float)}
