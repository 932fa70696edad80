"""Jupyter notebooks, of the formats 3 and 4: text, programs, what they printed, exercises with solutions, a presenter's notes.

What a cell printed is the answer to the question what it prints: where the text asks just that, it is asked so; else it stands in the
guide. Commands to the notebook (`%`, `!`), pages and widgets are left out. Solutions and tests of nbgrader, cells that an author tagged as
solutions, and everything below a heading that says so, are the guide's.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from broadcast.errors import LessonError
from broadcast.language.model import tags
from broadcast.language.tags import resolved
from broadcast.lesson.model import Lesson
from broadcast.sources import fences, notebook_cells, notebook_names
from broadcast.sources.licences import holder, licence
from broadcast.sources.locales import tag_of
from broadcast.sources.notebook_cells import LONGEST, MOST_CELLS, Cell
from broadcast.sources.reading import Reading, drafted
from broadcast.sources.source import Source
from broadcast.sources.tongue import tongue
from broadcast.sources.transcript import LeftOut, Transcript, labelled
from broadcast.sources.versions import Mismatch

HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*\s*$")
NUMBERED = re.compile(r"^(?:\d+[.)]|\d+(?:\.\d+)+\.?)\s+(?=\D)")
SOLUTION = re.compile(
    r"\b(?:solutions?|answers?|answer key|teacher(?:'s)? notes?|instructor notes?|soluci[oó]n(?:es)?|respuestas?|solu[cç](?:ão|ões)|l[oö]sung(?:en)?|rozwiązani[ae]|çözüm(?:ler)?|jawaban|solusi|yechim(?:lar)?)\b|решени[ея]|ответы?\b|해답|정답|풀이|เฉลย|答案|解答",
    re.IGNORECASE,
)
ASKS = re.compile(
    r"(?:print|output|display|result|happen|show|return|value|imprim|muestra|resultado|salida|pasa|wypis|wynik|yazd|sonuç|çıktı|cetak|hasil|keluaran|chiqa|natija|вывед|напечат|результат|произойд|출력|결과|พิมพ์|แสดง|ผลลัพธ์|输出|打印|結果|结果|輸出|印出)[^.?!。？！]*[?？]\s*$",
    re.IGNORECASE,
)  # fmt: skip
WHOLE = (
    "html",
    "javascript",
    "js",
    "svg",
    "latex",
    "bash",
    "sh",
    "script",
    "cmd",
    "writefile",
    "file",
    "perl",
    "ruby",
    "system",
    "sx",
    "css",
    "load_ext",
)
MAGIC = re.compile(r"^\s*(?:%{1,2}[\w.]+|!|\?|[\w.]+\?{1,2}\s*$)")
TOOLS = re.compile(
    r"^\s*(?:from|import)\s+(?:IPython|ipywidgets|google\.colab|otter|nbgrader|jupyterquiz|bookutils|notebook)\b", re.MULTILINE
)
GAP = re.compile(
    r"(?<![\w\"'])_{2,}(?![\w])|^\s*\.\.\.\s*$|(?:=|\()\s*\.\.\.\s*(?:$|\))|\bNotImplementedError\b|\bYOUR (?:CODE|ANSWER) HERE\b|FILL[_ ](?:ME[_ ])?IN",
    re.MULTILINE | re.IGNORECASE,
)
HIDDEN = re.compile(
    r"^[ \t]*#+[ \t]*BEGIN (?:SOLUTION|HIDDEN TESTS|PROMPT NO)[^\n]*\n(.*?)^[ \t]*#+[ \t]*END (?:SOLUTION|HIDDEN TESTS)[^\n]*$",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
UNSEEN = {
    "remove-cell",
    "remove_cell",
    "hide-cell",
    "hide_cell",
    "remove-input",
    "remove_input",
    "hide-input",
    "hide_input",
    "injected-parameters",
}
TEACHER = {"solution", "solutions", "answer", "teacher", "instructor", "instructor-only", "notes"}
DATA = re.compile(
    r"!\[([^\]]*)\]\(\s*<?(?:data:|attachment:)[^)]*\)|<img\b[^>]*\bsrc\s*=\s*[\"']?(?:data:|attachment:)[^>]*>", re.IGNORECASE
)
EMBED = re.compile(r"<(iframe|video|audio|object|embed|script|style|form|button)\b.*?(?:</\1\s*>|$)", re.IGNORECASE | re.DOTALL)
MOST_ROWS = 12
QUESTION = re.compile(r"^\s*(?:[*_]{0,2})(?:Q|Question|Pregunta)\s*\d*\s*[:.]\s*(?:[*_]{0,2})\s*(\S.*[?？].*)$", re.IGNORECASE)
ANSWER = re.compile(r"^\s*(?:[*_]{0,2})(?:A|Answer|Respuesta)\s*\d*\s*[:.]\s*(?:[*_]{0,2})\s*(\S.*)$", re.IGNORECASE)
ASIDE = (
    "note",
    "tip",
    "hint",
    "important",
    "warning",
    "caution",
    "danger",
    "attention",
    "seealso",
    "solution",
    "dropdown",
    "admonition",
    "margin",
    "sidebar",
)


def recognises(source: Source) -> bool:
    """A file that is a notebook's JSON."""
    return bool(_files(source))


def read(source: Source) -> Reading:
    """A lesson a notebook; notebooks of the same name in folders or endings of a language are its versions."""
    lessons: list[Lesson] = []
    left: list[LeftOut] = []
    mismatches: list[Mismatch] = []
    name = licence(source)
    for files in _grouped(_files(source)):
        told: list[Transcript] = []
        for file, tag in files:
            try:
                told.append(_Notebook(source, file, tag, name).told())
            except LessonError as error:
                if len(files) == 1 and len(source.files) == 1:
                    raise
                left.append(LeftOut(file, error.line, "the notebook", error.what))
        told = [out for out in told if out.rows] or told[:1]
        if told:
            one = drafted(_id(files[0][0]), told)
            lessons += one.lessons
            left += one.left_out
            mismatches += one.mismatches
    if not lessons:
        raise LessonError(left[0].why, file=source.file(left[0].file), remedy="Save the notebook again, or name another")
    return Reading(tuple(lessons), tuple(left), tuple(mismatches))


def _files(source: Source) -> list[str]:
    found = [name for name in source.files if name.lower().endswith(".ipynb")]
    if not found and source.alone:
        found = [source.alone] if _is_notebook(source, source.alone) else []
    return sorted(found, key=_natural)


def _is_notebook(source: Source, name: str) -> bool:
    try:
        head = source.raw(name)[:4000].lstrip()
        return (
            head.startswith(b"{")
            and (b'"cells"' in head or b'"worksheets"' in head or b'"nbformat"' in head)
            and "nbformat" in source.json(name)
        )
    except LessonError:
        return False


def _natural(name: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part), "") if part.isdigit() else (-1, part.lower()) for part in re.split(r"(\d+)", name) if part)


def _grouped(names: Sequence[str]) -> list[list[tuple[str, str]]]:
    """(file, tag as its name has it) of each lesson, the file without a language first, then English."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for name in names:
        key, tag = _locale(name)
        groups.setdefault(key, []).append((name, tag))
    return [sorted(files, key=lambda file: (file[1] != "", file[1] != "en", file[1])) for files in groups.values()]


def _locale(name: str) -> tuple[str, str]:
    """A file's name without its language, and the language."""
    *folders, last = name.split("/")
    for at, folder in enumerate(folders):
        if re.fullmatch(r"[a-z]{2}(?:[-_][A-Za-z]{2,8})?", folder) and (tag := resolved(folder, tags())):
            return "/".join([*folders[:at], *folders[at + 1 :], last]), tag
    match = re.fullmatch(r"(.+)[._-]([a-z]{2}(?:[-_][A-Z][A-Za-z]{1,7})?)(\.ipynb)", last)
    if match and (tag := resolved(match[2], tags())):
        return "/".join([*folders, match[1] + match[3]]), tag
    return name, ""


def _id(name: str) -> str:
    return re.sub(r"[^\w.-]+", "-", name.rpartition("/")[2].removesuffix(".ipynb")).strip("-.") or "notebook"


class _Notebook:
    """One notebook, told."""

    def __init__(self, source: Source, file: str, tag: str, licence_: str) -> None:
        text = source.text(file)
        notebook = source.json(file)
        if not isinstance(notebook, dict) or not notebook_cells.count(notebook):
            raise LessonError("the file is no notebook with cells", file=source.file(file), remedy="Save it again in Jupyter")
        self.file, self.folder = file, file.rpartition("/")[0]
        self.cells = list(notebook_cells.cells(notebook, text))
        meta = notebook.get("metadata")
        self.meta: dict[str, Any] = meta if isinstance(meta, dict) else {}
        words = "\n".join(cell.text for cell in self.cells if cell.kind in ("markdown", "heading"))
        said = self.meta.get("lang", self.meta.get("language", ""))
        self.tag = tag or (resolved(said, tags()) if isinstance(said, str) and said else "") or tag_of(tongue(words))
        self.language = self._language()
        self.out = Transcript(source, self.tag)
        authors = self.meta.get("authors")
        names = [str(one.get("name", "")) for one in authors if isinstance(one, dict)] if isinstance(authors, list) else []
        self.out.front = labelled(
            {
                "title": self._title(),
                "licence": licence_,
                "credits": ", ".join(filter(None, names)) or holder(source, _words(source.root.resolve().name)),
            }
        )
        self.more = notebook_cells.count(notebook) - len(self.cells)
        self.hidden = 0
        """The level of the heading below which everything is the guide's; 0: nothing is."""
        self.asked = ""
        self.before = notebook_names.Before()

    def _language(self) -> str:
        for key, name in (("kernelspec", "language"), ("language_info", "name")):
            table = self.meta.get(key)
            if isinstance(table, dict) and isinstance(table.get(name), str) and table[name].strip():
                return str(table[name]).strip().lower().replace(" ", "-")
        return "python"

    def _title(self) -> str:
        said = self.meta.get("title")
        if isinstance(said, str) and said.strip():
            return said.strip()
        for cell in self.cells:
            if cell.kind == "heading":
                return _bare(cell.text)
            if cell.kind == "markdown":
                for row in cell.text.split("\n"):
                    if (match := HEADING.match(row)) and len(match[1]) == 1 and _bare(match[2]):
                        return _bare(match[2])
        return _words(_id(self.file))

    def told(self) -> Transcript:
        for at, cell in enumerate(self.cells):
            if not cell.text.strip():
                continue
            if len(cell.text) > LONGEST:
                self.out.left(f"a cell of {len(cell.text):,} letters", "that long it is data", (self.file, cell.line))
            elif cell.slide == "skip":
                self.out.left(cell.text, "the author leaves it out of the slides", (self.file, cell.line))
            elif cell.kind == "code":
                self.code(cell)
            elif cell.kind == "raw":
                self.out.left(cell.text, "a cell for other programs", (self.file, cell.line))
            elif cell.kind == "heading":
                self.prose(replace(cell, kind="markdown", text=f"{'#' * cell.level} {' '.join(cell.text.split())}"), at)
            else:
                self.prose(cell, at)
        if self.more > 0:
            self.out.left(f"{self.more} further cells", f"only the first {MOST_CELLS} are read", (self.file, 0))
        return self.out

    # --- words ---

    def prose(self, cell: Cell, at: int) -> None:
        text = self._clean(cell)
        guide = (
            bool(cell.tags & TEACHER)
            or cell.slide == "notes"
            or bool(cell.grader.get("solution") and not cell.grader.get("task"))
        )
        if cell.grader.get("solution") and re.fullmatch(r"\W*YOUR ANSWER HERE\W*", text):
            self.out.left(text, "a place to write an answer", (self.file, cell.line))
            return
        following = next((one for one in self.cells[at + 1 :] if one.text.strip()), None)
        self.asked = ""
        if not guide and following and following.kind == "code" and following.outputs and not following.failed:
            text = self._question(text)
        for piece in fences.pieces(text, cell.line or 1):
            place = (self.file, piece.line if cell.line else 0)
            if piece.fenced:
                self.fence(piece, place, guide or bool(self.hidden))
            else:
                self.rows(piece.rows, place, guide)

    def _question(self, text: str) -> str:
        """The text without its last paragraph, where that asks what the program below prints."""
        head, _, last = text.rstrip().rpartition("\n\n")
        if len(last) < 200 and ASKS.search(last) and not HEADING.match(last) and last.count("\n") < 2:
            self.asked = re.sub(r"[*_#>]+", "", last).strip()
            return head
        return text

    def _clean(self, cell: Cell) -> str:
        place = (self.file, cell.line)
        text = cell.text
        for match in DATA.finditer(text):
            self.out.left(f"the picture {match[1] or 'inside'}", "its data lies inside of the notebook", place)
        text = DATA.sub("", text)
        for match in EMBED.finditer(text):
            if match[1].lower() not in ("style", "script"):
                self.out.left(f"{match[1]}: {' '.join(match[0].split())[:80]}", "works on a screen only", place)
        return EMBED.sub("", text)

    def rows(self, rows: Sequence[str], place: tuple[str, int], guide: bool) -> None:
        """Paragraphs and headings: what is below a heading that speaks of solutions goes into the guide."""
        group: list[str] = []
        start, skip = 0, -1

        def close(end: int) -> None:
            nonlocal start
            body = "\n".join(group)
            if body.strip():
                at = (place[0], place[1] + start if place[1] else 0)
                if guide or self.hidden:
                    self.out.note(re.sub(r"^#+\s+", "", body, flags=re.MULTILINE), at)
                else:
                    self.out.text(body, at, self.folder)
            group.clear()
            start = end

        for number, row in enumerate(rows):
            match = HEADING.match(row)
            if not guide and not self.hidden and (question := QUESTION.match(row)) and (told := _answer(rows, number)):
                close(number)
                self.out.ask(question[1].strip("*_ "), told[0], (place[0], place[1] + number if place[1] else 0))
                skip = told[1]
                start = skip + 1
            if number <= skip:
                continue
            if match and not guide:
                close(number)
                level, words = len(match[1]), NUMBERED.sub("", match[2])
                if self.hidden and level <= self.hidden:
                    self.hidden = 0
                if SOLUTION.search(words) and not self.hidden:
                    self.hidden = level
                row = f"{match[1]} {words}"
            group.append(row)
        close(len(rows))

    def fence(self, piece: fences.Piece, place: tuple[str, int], guide: bool) -> None:
        directive = re.match(r"\{([\w:.-]+)\}\s*(.*)", piece.info)
        if directive is None:
            if guide:
                self.out.note(f"```\n{piece.text}\n```", place)
            elif piece.text.strip():
                language = piece.info.split()[0] if piece.info else "text"
                self.out.code(_readable(language.strip("{}"), piece.text), piece.text, place)
            return
        name, title = directive[1].split(":")[-1].lower(), directive[2].strip()
        body = "\n".join(row for row in piece.rows if not re.match(r":[\w-]+:", row)).strip("\n")
        if name in ("code-cell", "code", "code-block"):
            self.out.code(_readable(title or "python", body), body, place)
        elif name in ("figure", "image"):
            alt = next((row.partition(":alt:")[2].strip() for row in piece.rows if row.startswith(":alt:")), "")
            self.out.picture(title, alt or body, place, self.folder)
        elif name.startswith("exercise"):
            self.out.text(f"{title}\n\n{body}".strip(), place, self.folder)
        elif name in ASIDE or name.startswith("solution"):
            self.out.note(f"{title}\n\n{body}".strip(), place)
        else:
            self.out.left(f"{{{name}}} {body}", "a part that only a book of notebooks shows", place)

    # --- programs ---

    def code(self, cell: Cell) -> None:
        place = (self.file, cell.line)
        text = cell.text.strip("\n")
        first = re.match(r"\s*%%(\w+)", text)
        asked, self.asked = self.asked, ""
        if first and first[1].lower() in ("markdown", "md"):
            self.out.text(text.partition("\n")[2], (self.file, cell.line + 1 if cell.line else 0), self.folder)
            return
        why = self._unused(cell, first[1].lower() if first else "")
        if why:
            self.out.left(text, why, place)
            return
        kept = [row for row in text.split("\n") if not MAGIC.match(row)]
        for row in text.split("\n"):
            if MAGIC.match(row):
                self.out.left(row.strip(), "a command to the notebook", place)
        program = "\n".join(kept).strip("\n")
        if not re.sub(r"^\s*#.*$", "", program, flags=re.MULTILINE).strip():
            if program.strip():
                self.out.left(program, "a place to write a program", place)
            return
        solved = [match[1] for match in HIDDEN.finditer(program)]
        bare = HIDDEN.sub("", program).strip("\n") if solved else program
        if cell.tags & TEACHER or self.hidden or (cell.grader.get("solution") and not solved and not GAP.search(program)):
            self.out.note(f"```\n{program}\n```", place)
            return
        if bare.strip():
            language = "text" if solved else _readable(self.language, bare)
            self.out.code(language, bare, place, self.before.option(bare) if language == "python" else "")
        for solution in solved:
            self.out.note(f"```\n{solution.rstrip()}\n```", place)
        self.printed(cell, asked, place)

    def _unused(self, cell: Cell, magic: str) -> str:
        """Why a cell's program is left out; empty where it is not."""
        if magic in WHOLE:
            return "a command to the notebook"
        if cell.tags & UNSEEN:
            return "the author hides it"
        if cell.grader.get("grade") and not cell.grader.get("solution"):
            return "a test of what was handed in"
        if TOOLS.search(cell.text):
            return "works in the notebook only"
        return ""

    def printed(self, cell: Cell, asked: str, place: tuple[str, int]) -> None:
        rows = [row.rstrip() for row in cell.outputs if row.strip()]
        for kind in cell.shown:
            self.out.left(f"what the program showed ({kind})", "only a screen can show it", place)
        if asked and rows and len(rows) <= 3 and all(len(row) <= 80 for row in rows):
            self.out.ask(asked, " ".join(f"`{row.strip()}`" for row in rows), place)
            return
        if asked:
            self.out.text(asked, place)
        if rows:
            self.out.note("```\n" + "\n".join(row[:200].replace("```", "'''") for row in rows[:MOST_ROWS]) + "\n```", place)
            if len(rows) > MOST_ROWS:
                self.out.left(f"{len(rows) - MOST_ROWS} further rows that the program printed", "too many for a page", place)


def _answer(rows: Sequence[str], at: int) -> tuple[str, int] | None:
    """The answer in the paragraph after a question, and where it ends."""
    after = next((number for number in range(at + 1, len(rows)) if rows[number].strip()), len(rows))
    match = ANSWER.match(rows[after]) if after < len(rows) else None
    return (match[1].strip("*_ "), after) if match else None


def _words(name: str) -> str:
    plain = re.sub(r"[-_.\s]+", " ", name).strip()
    return plain[:1].upper() + plain[1:]


def _bare(text: str) -> str:
    return NUMBERED.sub("", " ".join(re.sub(r"[*_`]+|<[^>]*>", "", text).split()))


def _readable(language: str, program: str) -> str:
    """The fence's language: a Python program with gaps, or that is wrong on purpose, is shown and not run."""
    if language not in ("python", "python3", "py", "ipython", "ipython3"):
        return language
    try:
        ast.parse(program)
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return "text"
    return "text" if GAP.search(program) else "python"
