"""Exercises of Kodeklubben: Markdown whose headings say by a class what stands below them, a file a language, `lesson.yml` beside.

{.activity} a step; {.check} things to do; {.challenge}, {.try} told; {.protip}, {.tip} for the guide; {.flag}, {.save} at a computer.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from broadcast.errors import LessonError
from broadcast.sources.licences import licence
from broadcast.sources.locales import is_locale, tag_of, translated
from broadcast.sources.reading import Reading, drafted, several
from broadcast.sources.rows import FENCE, Row, parted, pictured, programs
from broadcast.sources.source import Source
from broadcast.sources.transcript import Transcript, labelled

CLASSES = ("activity", "check", "protip", "try", "save", "flag", "challenge", "intro", "tip")
HEADING = re.compile(r"^(?P<level>#{1,6})(?:\s+(?P<text>.*?))?\s*(?:\{\s*(?P<classes>\.[^{}]*)\}\s*)?#*\s*$")
MARKED = re.compile(rf"^#{{1,6}}\s.*\{{\s*\.(?:{'|'.join(CLASSES)})\b[^{{}}]*\}}", re.MULTILINE)
SPAN = re.compile(r"(`[^`\n]+`)\s?\{\s*\.[^{}]*\}")
BLOCK = re.compile(r"`([^`\n]+)`\s?\{\s*\.block\w*\s*\}")
OPENED = re.compile(r"(?<=\))\{[^{}\n]*\}")
STEP = re.compile(r"^(?:Steg|Step|Stage|Krok|Крок|Etappe)\s+\d+\s*[:.–-]\s*", re.IGNORECASE)
LABELS = re.compile(
    r"(?:sjekkliste|gjereliste|activity checklist|checklist|check list|контрольний список|список завдань)\s*:?", re.IGNORECASE
)
"""Headings that only say that a list follows."""
NO_WORDS = re.compile(
    r"(!\[)\s*(?:bilde?(?:beskrivelse|skildring|t?ekst)?|image(?: description)?|picture|опис зображення|зображення)\s*(\])",
    re.IGNORECASE,
)
"""Words that stand where a picture's words should."""
PAGE = re.compile(r"^\s*</?(?:toggle|hide|figure|section|div|details|summary)\b[^>]*>\s*$", re.IGNORECASE)
GRADES = {"preschool": (4, 6), "primary": (6, 10), "secondary": (10, 13), "junior": (13, 16), "senior": (16, 19)}
GOALS = re.compile(r"læringsmål|learning (?:goals|objectives|outcomes)|навчальні цілі|цілі навчання", re.IGNORECASE)
NEEDED = re.compile(r"utstyr|equipment|materials|обладнання", re.IGNORECASE)
LESSONS = (
    (re.compile(r"dobbelttime|double (?:lesson|period)", re.IGNORECASE), 90),
    (re.compile(r"enkelttime|skoletime|single (?:lesson|period)", re.IGNORECASE), 45),
)
FORM = re.compile(r"(?:trinn|grade|klass\w*|клас\w*)\W+(\d{1,2})\.?\s*(?:-|–|til|to)\s*(\d{1,2})", re.IGNORECASE)
"""Years of school; children come to school at six."""
SPOKEN = {"blocks": "scratchblocks", "scratch": "scratchblocks", "microbit": "makecode", "py": "python"}
SUFFIX = re.compile(r"^(?P<name>.+?)_(?P<locale>[a-z]{2,3}(?:[-_][A-Za-z]{2,4})?)$")
OWN = "nb"


def recognises(source: Source) -> bool:
    """A page has a heading with one of their classes."""
    return bool(_lessons(source))


def read(source: Source) -> Reading:
    """A lesson a folder; its pages are its languages."""
    lessons = _lessons(source)
    name = source.root.resolve().name if not source.alone else source.alone.rpartition(".")[0]
    found = [_lesson(source, folder, pages) for folder, pages in lessons.items()]
    if len(found) == 1 and len(lessons) == 1:
        return several(found, next(iter(lessons)).rpartition("/")[2] or name)
    return several(found, name)


def _lessons(source: Source) -> dict[str, list[str]]:
    """Folder → its pages."""
    found: dict[str, list[str]] = {}
    for name in source.files:
        folder, _, file = name.rpartition("/")
        if not name.lower().endswith(".md") or (file.upper().startswith("README") and not source.alone):
            continue
        try:
            if MARKED.search(source.text(name)):
                found.setdefault(folder, []).append(name)
        except LessonError:
            continue
    return found


def _locale(page: str, front: dict[str, Any]) -> str:
    said = str(front.get("language") or front.get("lang") or "").partition("-")[0]
    match = SUFFIX.match(page.rpartition("/")[2].rpartition(".")[0])
    return said or (match["locale"] if match and is_locale(match["locale"]) else OWN)


def _lesson(source: Source, folder: str, pages: Sequence[str]) -> Reading:
    data = _settings(source, folder)
    told = [_page(source, page, data) for page in pages]
    told.sort(key=lambda out: (out.tag != "en", out.tag != OWN, out.tag))
    for out in told:
        _teachers(source, folder, out)
    return drafted(folder.rpartition("/")[2] or source.root.resolve().name, translated(told))


def _settings(source: Source, folder: str) -> dict[str, Any]:
    for file in ("lesson.yml", "data.yml"):
        name = f"{folder}/{file}" if folder else file
        if source.has(name):
            try:
                data = source.yaml(name)
            except LessonError:
                continue
            return data if isinstance(data, dict) else {}
    return {}


def _page(source: Source, page: str, data: dict[str, Any]) -> Transcript:
    front, rows = parted(source.text(page))
    out = Transcript(source, tag_of(_locale(page, front)))
    people = ", ".join(str(front[key]) for key in ("author", "translator") if front.get(key))
    given = front.get("license") or data.get("license") or data.get("licence")
    out.front = labelled(
        {
            "title": " ".join(re.sub(r"[*_]{2}", "", str(front.get("title") or "")).split()) or _title(rows),
            "ages": _ages(data),
            "licence": str(given).strip() if given else licence(source),
            "credits": f"Kodeklubben: {people}" if people else "Kodeklubben",
        }
    )
    _Teller(out, page).walk(rows)
    return out


def _title(rows: Sequence[Row]) -> str:
    heading = next((match for row, _ in rows if row.startswith("#") and (match := HEADING.match(row)) and match["text"]), None)
    return _plain(heading["text"]) if heading else ""


def _ages(data: dict[str, Any]) -> str:
    tags = data.get("tags")
    grades = tags.get("grade") if isinstance(tags, dict) else None
    known = [GRADES[grade] for grade in grades if grade in GRADES] if isinstance(grades, list) else []
    return f"{min(low for low, _ in known)}-{max(high for _, high in known)}" if known else ""


def _plain(text: str) -> str:
    return " ".join(re.sub(r"\*\*|__|\*|(?<!\w)_|_(?!\w)", "", text).split())


def _teachers(source: Source, folder: str, out: Transcript) -> None:
    """The teacher's page of the lesson in the same language."""
    for name in source.files:
        at, _, file = name.rpartition("/")
        match = re.fullmatch(r"README(?:_(\w+))?\.md", file, re.IGNORECASE)
        if source.alone or at != folder or not match or tag_of(match[1] or OWN) != out.tag:
            continue
        try:
            front, rows = parted(source.text(name))
        except LessonError as error:
            out.left(name, error.what, (name, 0))
            continue
        body = [(_row(row), line) for row, line in rows]
        _goals(out, body)
        plain = [
            (f"### {match['text']}" if row.startswith("#") and (match := HEADING.match(row)) and match["text"] else row, line)
            for row, line in body
        ]
        if any(row.strip() for row, _ in plain):
            out.heading(_plain(str(front.get("title") or "")) or _title(rows) or out.front.get("title", ""), (name, 1))
            out.passage(programs(plain, SPOKEN), name, folder, guide=True)


def _goals(out: Transcript, rows: Sequence[Row]) -> None:
    """What the teacher's page says about aims, ages, time and things needed."""
    now: list[str] | None = None
    goals: list[str] = []
    needed: list[str] = []
    for row, _ in rows:
        if row.startswith("#"):
            now = goals if GOALS.search(row) else needed if NEEDED.search(row) else None
        elif now is not None and (match := re.match(r"\s*[-*+]\s+(?:\[[ xX]\]\s+)?(.*)", row)):
            now.append(_plain(re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", match[1])))
        elif now and row.strip():
            now[-1] += f" {_plain(row)}"
    text = " ".join(re.sub(r"[*_:]", "", row) for row, _ in rows)
    minutes = next((minutes for pattern, minutes in LESSONS if pattern.search(text)), 0)
    form = FORM.search(text)
    out.front |= labelled(
        {
            "objectives": goals,
            "materials": needed,
            "minutes": minutes or None,
            "ages": f"{int(form[1]) + 5}-{int(form[2]) + 5}" if form and int(form[1]) <= int(form[2]) <= 13 else "",
        }
    )


class _Teller:
    """Goes through a page heading by heading."""

    def __init__(self, out: Transcript, page: str) -> None:
        self.out, self.page, self.folder = out, page, page.rpartition("/")[0]
        self.kind = ""
        self.level = 0
        """Of the heading that the kind belongs to."""
        self.part: list[Row] = []

    def walk(self, rows: Iterable[Row]) -> None:
        fence = ""
        for row, line in rows:
            mark = FENCE.match(row)
            if fence:
                if mark and mark["mark"].startswith(fence) and not mark["info"].strip():
                    fence = ""
            elif mark:
                fence = mark["mark"]
            elif row.startswith("#") and (match := HEADING.match(row)):
                self.close()
                self.heading(match, line)
                continue
            elif PAGE.match(row):
                row = ""
            self.part.append((row if fence else _row(row), line))
        self.close()

    def heading(self, match: re.Match[str], line: int) -> None:
        level, text = len(match["level"]), _plain(match["text"] or "")
        kinds = [name for name in CLASSES if re.search(rf"\.{name}\b", match["classes"] or "")]
        outer = not kinds and bool(self.kind) and self.kind not in ("activity", "intro") and level > self.level
        if not outer:
            self.kind, self.level = (kinds[0] if kinds else ""), level
        if not text:
            return
        title = STEP.sub("", text)
        if level == 1 or (self.kind in ("activity", "intro") and not outer):
            if title != self.out.front.get("title"):
                self.out.heading(title[:1].upper() + title[1:], (self.page, line))
        elif LABELS.fullmatch(title):
            self.out.left(title, "a heading that only says that a list follows", (self.page, line))
        elif self.kind in ("flag", "save") or title != text:
            self.part.append((text if text.endswith(("?", "!")) else f"{text.rstrip('.:')}.", line))
        else:
            self.part.append((f"### {title}", line))

    def close(self) -> None:
        rows, self.part = self.part, []
        while rows and not rows[0][0].strip():
            rows = rows[1:]
        if not any(row.strip() for row, _ in rows):
            return
        if self.kind in ("flag", "save"):
            plain = [row for row, _ in rows if not FENCE.match(row)]
            self.out.computer("\n".join(plain), (self.page, rows[0][1]))
        else:
            guide = self.kind in ("protip", "tip")
            self.out.passage(programs(rows, SPOKEN), self.page, self.folder, guide=guide)


def _row(row: str) -> str:
    """A row without the classes of its code, and without words that only stand where a picture's should."""
    row = BLOCK.sub(r"“\1”", pictured(row))
    return NO_WORDS.sub(r"\1\2", SPAN.sub(r"\1", OPENED.sub("", row)))
