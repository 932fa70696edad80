"""Episodes of The Carpentries: pages with fenced divs (sandpaper), or with the quotes and front matter of the older Jekyll template.

objectives → the lesson's, questions and key points → told, challenge → a step, its solution → answer or guide, hint, instructor → guide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from broadcast.errors import LessonError
from broadcast.sources.boxes import Box, boxes, labelled_fences
from broadcast.sources.licences import licence, named
from broadcast.sources.locales import tag_of
from broadcast.sources.reading import Reading, drafted, several
from broadcast.sources.rows import Fence, Row, parted, pieces, programs
from broadcast.sources.source import Source
from broadcast.sources.transcript import Transcript, labelled

BOX = re.compile(
    r"^:{3,}\s*\{?\s*\.?(?:objectives|questions|keypoints|challenge|callout|prereq|instructor|spoiler|discussion|testimonial|checklist)\b"
    r"|^\{:\s*\.(?:challenge|callout|objectives|prereq|keypoints|discussion|testimonial|checklist)\s*\}\s*$",
    re.MULTILINE,
)
FRONT = re.compile(r"\A---[ \t]*\n((?:(?!---|\.\.\.).*\n)*?(?:teaching|exercises|keypoints|questions)[ \t]*:)")
"""Keys of their front matter that no lesson of our own has."""
PAGES = (".md", ".rmd", ".qmd")
COURSES = {"swc": "Software Carpentry", "dc": "Data Carpentry", "lc": "Library Carpentry"}
GUIDE = ("prereq", "instructor", "testimonial", "spoiler", "hint", "solution", "instructor-note", "answer")
TOLD = ("callout", "caution", "checklist", "discussion", "warning", "note", "tip", "quotation")
TABS = ("tab", "group-tab")
MATH = re.compile(r"\$\$?[^$\n`]*[\^\\_=+][^$\n`]*\$\$?")
"""A formula of TeX."""
TAB = re.compile(r"^#{1,6}\s+")
KEY_POINTS = {
    "en": "Key points", "es-419": "Puntos clave", "pt-BR": "Pontos-chave", "fr": "Points clés", "de": "Wichtige Punkte", "it": "Punti chiave", "uk": "Ключові моменти",
    "ja": "まとめ", "id": "Poin penting", "ru": "Главное", "zh-Hans": "要点", "zh-Hant": "要點", "pl": "Najważniejsze", "tr": "Önemli noktalar", "ko": "핵심 정리", "th": "ประเด็นสำคัญ",
}  # fmt: skip
"""The heading that the template itself writes over the key points."""
SPOKEN = {"r": "r", "py": "python", "python3": "python", "py3": "python", "source": "text"}
SPOKEN_ANSWER = 60
"""Words of a solution that is told as the answer; a longer one is read in the guide."""


def recognises(source: Source) -> bool:
    """A page has a box of theirs, or their front matter."""
    return bool(_pages(source))


def read(source: Source) -> Reading:
    """A lesson an episode, in the order of the course."""
    course, config = _course(source)
    name = source.root.resolve().name if not source.alone else source.alone.rpartition(".")[0].rpartition("/")[2]
    pages = _ordered(_pages(source), course)
    found = several((_episode(source, page, course, number) for number, page in enumerate(pages, 1)), name)
    missing = [one for one in _listed(course) if pages and not any(page.endswith(f"/{one}") or page == one for page in pages)]
    others = _others(source, pages)
    return Reading(
        found.lessons,
        (*found.left_out, *(one for each in (_absent(source, config, missing), others) for one in each)),
        found.mismatches,
        found.texts,
    )


def _pages(source: Source) -> list[str]:
    names = [name for name in source.files if name.lower().endswith(PAGES)]
    episodes = [name for name in names if re.search(r"(?:^|/)_?(?:episodes|episodes_rmd)/", name) and "/files/" not in name]
    return [name for name in episodes or names if _is_page(source, name)]


def _is_page(source: Source, name: str) -> bool:
    try:
        text = source.text(name)
    except LessonError:
        return False
    return bool(BOX.search(text) or FRONT.match(text))


def _course(source: Source) -> tuple[dict[str, Any], str]:
    """What the course's settings say, and their file."""
    for name in source.files:
        if name.rpartition("/")[2] in ("config.yaml", "_config.yml") and name.count("/") < 2:
            try:
                data = source.yaml(name)
            except LessonError:
                continue
            if isinstance(data, dict):
                return data, name
    return {}, ""


def _listed(course: dict[str, Any]) -> list[str]:
    listed = course.get("episodes") or course.get("episode_order") or []
    return [name if "." in name else f"{name}.md" for name in listed if isinstance(name, str)] if isinstance(listed, list) else []


def _ordered(pages: Sequence[str], course: dict[str, Any]) -> list[str]:
    order = {name: at for at, name in enumerate(_listed(course))}
    return sorted(pages, key=lambda page: (order.get(page.rpartition("/")[2], len(order)), page))


def _absent(source: Source, config: str, missing: Iterable[str]) -> Iterable[Any]:
    out = Transcript(source, "en")
    for name in missing:
        out.left(f"the episode {name}", "the course names it, and it is not here", (config, 0))
    return out.left_out


def _others(source: Source, pages: Sequence[str]) -> Iterable[Any]:
    """Pages of the course that are no episode."""
    out = Transcript(source, "en")
    for name in source.files:
        if (
            name.lower().endswith(PAGES)
            and name not in pages
            and re.match(r"(?:.*/)?_?(?:learners|instructors|profiles|extras)/", name)
        ):
            out.left(f"the page {name.rpartition('/')[2]}", "it is about the course, and no episode of it", (name, 1))
    return out.left_out


def _episode(source: Source, page: str, course: dict[str, Any], number: int) -> Reading:
    front, rows = parted(source.text(page))
    tag = tag_of(str(front.get("lang") or course.get("lang") or "en"))
    teller = _Teller(Transcript(source, tag), page)
    out = teller.out
    given = course.get("license") or course.get("licence")
    names = COURSES.get(str(course.get("carpentry")), "The Carpentries")
    title = str(front.get("title") or "") or _title(rows) or page.rpartition("/")[2].partition(".")[0]
    out.front = labelled(
        {
            "title": _plain(title),
            "number": number,
            "minutes": min(240, _number(front.get("teaching")) + _number(front.get("exercises"))) or None,
            "licence": named(str(given)) or str(given) if given else licence(source),
            "credits": f"{names}: {course['title']}" if isinstance(course.get("title"), str) else names,
        }
    )
    teller.section = out.front["title"]
    tree = boxes(labelled_fences(rows), teller.left)
    teller.objectives += _lines(front.get("objectives"))
    questions, points = _lines(front.get("questions")), _lines(front.get("keypoints"))
    teller.questions += [(line, 1) for line in questions]
    teller.walk(tree)
    if points:
        teller.points += [(f"- {line}", 1) for line in points]
    teller.close()
    out.front |= labelled({"objectives": teller.objectives})
    name = page.rpartition("/")[2].rpartition(".")[0]
    return drafted(name, [out])


def _title(rows: Sequence[Row]) -> str:
    return next((match[1] for row, _ in rows if (match := re.match(r"#\s+(.*)", row))), "")


def _number(value: Any) -> int:
    return value if isinstance(value, int) and 0 < value < 1000 else 0


def _lines(value: Any) -> list[str]:
    return [_plain(str(line)) for line in value if isinstance(line, str | int)] if isinstance(value, list) else []


def _plain(text: str) -> str:
    """A line of Markdown without its links and marks; code stays in back-ticks."""
    text = re.sub(r"!?\[([^\]]*)\](?:\([^)]*\)|\[[^\]]*\])", r"\1", text)
    return " ".join(re.sub(r"\*\*|__|(?<!\w)[*_](?=\w)|(?<=\w)[*_](?!\w)", "", text).split())


class _Teller:
    """Goes through an episode's boxes in order."""

    def __init__(self, out: Transcript, page: str) -> None:
        self.out, self.page, self.folder = out, page, page.rpartition("/")[0]
        self.section = ""
        self.inside = False
        """In the step of a challenge, so that the section's own text needs its heading again."""
        self.objectives: list[str] = []
        self.questions: list[Row] = []
        self.points: list[Row] = []

    def left(self, what: str, why: str, line: int) -> None:
        self.out.left(what, why, (self.page, line))

    def walk(self, items: Sequence[Row | Box]) -> None:
        rows: list[Row] = []
        tabs = 0
        for item in items:
            if isinstance(item, Box):
                self.tell(rows)
                rows = []
                self.box(item, tabs)
            else:
                rows.append(item)
        self.tell(rows)

    def tell(self, rows: Sequence[Row]) -> None:
        """The page's own text; its headings are steps."""
        part: list[Row] = []
        for piece in pieces(self.markup(rows)):
            if isinstance(piece, Fence):
                part += _again(piece)
            elif match := re.match(r"#{1,2}\s+(.*?)\s*(?:\{[^{}]*\})?\s*$", piece[0]):
                self.text(part)
                part, self.section = [], _plain(match[1])
                self.inside = False
                if self.section != self.out.front.get("title"):
                    self.out.heading(self.section, (self.page, piece[1]))
            else:
                part.append(piece)
        self.text(part)

    def markup(self, rows: Sequence[Row]) -> list[Row]:
        """Rows without the tags of the page, which are told."""
        made = []
        for row, line in rows:
            if re.fullmatch(r"\s*\{%.*%\}\s*|\s*\{:[^{}]*\}\s*|\s*<!--.*-->\s*", row):
                if "include" in row and "links.md" not in row:
                    self.left(row.strip(), "a part that the page takes from elsewhere", line)
                continue
            row = row.replace("{{ page.root }}", "..").replace("{{ site.baseurl }}", "")
            row = MATH.sub(lambda match: re.sub(r"\\[a-zA-Z]+|[{}$\\]", "", match[0]), row)
            made.append((re.sub(r"(?<=\w) -{2,3} (?=\w)", " – ", row), line))
        return made

    def text(self, rows: Sequence[Row]) -> None:
        if not any(row.strip() for row, _ in rows):
            return
        if self.inside:
            self.inside = False
            self.out.heading(self.section, (self.page, rows[0][1]))
        self.out.passage(programs(rows, SPOKEN), self.page, self.folder)

    def guide(self, rows: Sequence[Row]) -> None:
        self.out.passage(_flat(programs(self.markup(rows), SPOKEN)), self.page, self.folder, guide=True)

    def box(self, box: Box, tabs: int = 0) -> None:
        match box.name:
            case "objectives":
                self.objectives += [_plain(line) for line in _entries(box)]
            case "questions":
                self.questions += [(_plain(line), box.line) for line in _entries(box)]
            case "keypoints":
                self.points += [item for item in box.items if not isinstance(item, Box) and not item[0].startswith("#")]
            case "challenge" | "exercise" | "question":
                self.challenge(box)
            case name if name in TABS:
                self.tab(box)
            case name if name in GUIDE:
                self.guide(every(box))
            case _:
                if box.name not in TOLD:
                    self.left(f"the box {box.name}", "it is not known; its text is kept as text", box.line)
                self.told(box)

    def told(self, box: Box) -> None:
        """A box of the text; its heading stays in the step."""
        if box.title:
            self.text([(f"### {box.title}", box.line)])
        self.inside = False
        rows: list[Row] = []
        for item in box.items:
            if isinstance(item, Box):
                self.text(rows)
                rows = []
                self.box(item)
            else:
                rows.append((re.sub(r"^#{1,6}\s+", "### ", item[0]), item[1]))
        self.text(rows)

    def tab(self, box: Box) -> None:
        """Ways for one system or another: the first is told, the others are in the guide."""
        groups: list[list[Row]] = [[]]
        for row in every(box):
            if TAB.match(row[0]):
                groups.append([])
            groups[-1].append(row)
        first, *others = [group for group in groups if any(row.strip() for row, _ in group)] or [[]]
        self.text([(re.sub(r"^#{1,6}\s+", "### ", row), line) for row, line in first])
        for group in others:
            self.guide(group)

    def challenge(self, box: Box) -> None:
        own: list[Row] = [item for item in box.items if not isinstance(item, Box)]
        inner: list[Box] = [item for item in box.items if isinstance(item, Box)]
        at = next((at for at, (row, _) in enumerate(own) if row.strip()), -1)
        title = re.match(r"#{1,6}\s+(.*?)\s*(?:\{[^{}]*\})?\s*$", own[at][0]) if at >= 0 else None
        heading = _plain(title[1]) if title else box.title
        if heading:
            self.out.heading(heading, (self.page, box.line))
            self.inside = False
        if title:
            own = own[at + 1 :]
        own = [(re.sub(r"^#{1,6}\s+", "### ", row), line) for row, line in self.markup(own)]
        answers = [part for part in inner if part.name in ("solution", "answer")]
        answer = _spoken(answers[0]) if len(answers) == 1 else ""
        before, asked = _asked(own) if answer else (own, [])
        self.text(before)
        for part in inner:
            if part.name not in ("solution", "answer"):
                self.box(part)
        if asked:
            self.out.ask("\n".join(row for row, _ in asked), answer, (self.page, asked[0][1]))
        else:
            for part in answers:
                self.guide(every(part))
        self.inside = bool(heading)

    def close(self) -> None:
        """The key points at the end: they answer the questions of the episode."""
        points = [_plain(re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", row)) for row, _ in self.points if row.strip()]
        at = (self.page, (self.points or self.questions or [("", 0)])[0][1])
        if points or self.questions:
            self.out.heading(KEY_POINTS.get(self.out.tag, KEY_POINTS["en"]), at)
            self.inside = False
        if points and self.questions and sum(len(point.split()) for point in points) <= SPOKEN_ANSWER:
            self.out.ask("\n".join(row for row, _ in self.questions), " ".join(_closed(point) for point in points), at)
        else:
            self.text([(f"- {row}", line) for row, line in self.questions])
            self.text(self.points)


def _closed(sentence: str) -> str:
    return sentence if sentence.endswith((".", "!", "?", "。", "！", "？")) else f"{sentence}."


def every(box: Box) -> list[Row]:
    """All rows inside."""
    rows: list[Row] = [(f"### {box.title}", box.line)] if box.title else []
    for item in box.items:
        rows += every(item) if isinstance(item, Box) else [item]
    return rows


def _entries(box: Box) -> list[str]:
    """The entries of the list in a box, each as one line; lines without a list are entries themselves."""
    found: list[str] = []
    for row, _ in every(box):
        match = re.match(r"\s*(?:[-*+]|\d+[.)])\s+(.*)", row)
        if match:
            found.append(match[1])
        elif row.strip() and not row.startswith("#"):
            if found and row.startswith((" ", "\t")):
                found[-1] += f" {row.strip()}"
            else:
                found.append(row.strip())
    return found


def _again(fence: Fence) -> list[Row]:
    """A fence as rows."""
    last = fence.body[-1][1] if fence.body else fence.line
    mark = "~" * 6
    return [
        (f"{fence.indent}{mark}{fence.info}", fence.line),
        *((f"{fence.indent}{row}", line) for row, line in fence.body),
        (f"{fence.indent}{mark}", last),
    ]


def _flat(rows: Sequence[Row]) -> list[Row]:
    """Rows for a note; a note in it is part of it."""
    return [(re.sub(r"^\s*> ?", "", row), line) for row, line in rows]


def _spoken(box: Box) -> str:
    """A solution in a few words, as an answer; empty where it is a program or long."""
    rows = [row for row, _ in every(box) if row.strip() and not re.match(r"#{1,6}\s", row)]
    text = " ".join(re.sub(r"^\s*(?:[-*+]|\d+[.)])\s+", "", row).strip() for row in rows)
    if "```" in text or "~~~" in text or "![" in text or "|" in text or len(text.split()) > SPOKEN_ANSWER:
        return ""
    return _plain(text)


def _asked(rows: Sequence[Row]) -> tuple[list[Row], list[Row]]:
    """What stands before the question, and the question itself: from the last paragraph that asks on, with the choices below it.
    Programs are shown before it."""
    parts: list[Row | Fence] = list(pieces(rows))
    texts = [at for at, part in enumerate(parts) if not isinstance(part, Fence) and part[0].strip()]
    starts = [at for at in texts if at == 0 or at - 1 not in texts]
    asking = [at for at in starts if _paragraph(parts, at).rstrip(" *_`)").endswith(("?", "？", "؟"))]
    plain = [at for at in starts if not re.match(r"\s*(?:[-*+]|\d+[.)]|\||#|>|!\[)\s*", _text(parts[at]))]
    start = (asking or plain or [-1])[-1]
    if start < 0:
        return list(rows), []
    before: list[Row] = []
    asked: list[Row] = []
    for at, part in enumerate(parts):
        if isinstance(part, Fence):
            before += _again(part)
        elif at < start:
            before.append(part)
        else:
            asked.append(part)
    while asked and not asked[-1][0].strip():
        asked.pop()
    return before, asked


def _text(part: Row | Fence) -> str:
    return "" if isinstance(part, Fence) else part[0]


def _paragraph(parts: Sequence[Row | Fence], at: int) -> str:
    rows = []
    while at < len(parts) and _text(parts[at]).strip():
        rows.append(_text(parts[at]))
        at += 1
    return " ".join(rows)
