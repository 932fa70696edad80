"""Courses of LiaScript: a header in a comment, effects (`{{1}}`), what a narrator says (`--{{1}}--`), quizzes, surveys, macros.

What the narrator says is said; what appears with an effect is there from the beginning. Quizzes are questions with their answers, hints
(`[[?]]`) and solutions (between rows of stars) go into the guide, surveys are questions without a right answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from broadcast.errors import LessonError
from broadcast.lesson.model import Lesson
from broadcast.sources import fences, liascript_quiz
from broadcast.sources.liascript_header import Header, header, is_course
from broadcast.sources.liascript_quiz import Quiz
from broadcast.sources.licences import holder, licence
from broadcast.sources.locales import tag_of
from broadcast.sources.reading import Reading, drafted
from broadcast.sources.source import Source
from broadcast.sources.tongue import tongue
from broadcast.sources.transcript import LeftOut, Transcript, inside, labelled
from broadcast.sources.versions import Mismatch

MOST = 2_000_000
HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$")
SPOKEN = re.compile(r"^\s*--\{\{\s*\d*\s*(?P<voice>[^}]*?)\s*\}\}--\s*(?P<text>.*)$")
EFFECT = re.compile(r"^\s*\{\{[^{}]*\}\}\s*(?P<text>.*)$")
STARS = re.compile(r"^\s*\*{4,}\s*$")
INLINE = re.compile(r"\{\s*(?:\|>|!>)?\s*\d*(?:\s*-\s*\d+)?\s*(?:[A-Z]\w+ (?:Male|Female))?\s*\}\{((?:[^{}]|\{[^{}]*\})*)\}")
PLAYER = re.compile(r"(?:!\?|\?\?|(?<![!\w])\?)\[([^\]]*)\]\([^)]*\)|\[(?:preview-(?:lia|link)|qr-code)\]\([^)]*\)")
BOX = re.compile(r"(?<!`)</?(?:details|summary|div|span|center|section|lia-keep|kbd)\b[^>]*>", re.IGNORECASE)
FOOTNOTE = re.compile(r"\[\^[^\]]+\](?:\([^)]*\))?(?!:)")
FOOT = re.compile(r"^\s*\[\^[^\]]+\]:\s*(.*)$")
FORMULA = re.compile(r"(?<![\\$])\$(?!\$)\s*([^$\n]+?)\s*\$(?!\$)")
MACRO = re.compile(r"(?<![\w.@/`])@'?`?(?P<name>[A-Za-z][\w.]*)`?(?P<given>\([^()\n]*\))?")
LINKED = re.compile(r"@\[(?P<name>[\w.]+)(?:\([^()]*\))?\]\([^)]*\)")
DRAWINGS = ("ascii", "svgbob", "mermaid", "plantuml", "abc", "json-chart", "echarts")


def recognises(source: Source) -> bool:
    """A Markdown file with the header of a course, or with marks for what is spoken."""
    return bool(_courses(source))


def read(source: Source) -> Reading:
    """A lesson a course; courses that a header names as translations are its versions."""
    files = _courses(source)
    name = licence(source)
    texts = {file: source.text(file) for file in files}
    others: dict[str, str] = {}
    for file in files:
        for address in (header(texts[file]) or Header()).values.get("translation", ()):
            target = inside(address.split()[-1].removeprefix("./"), file.rpartition("/")[0]) if address.split() else ""
            if target in files and target != file and file not in others:
                others[target] = file
    lessons: list[Lesson] = []
    left: list[LeftOut] = []
    mismatches: list[Mismatch] = []
    for file in files:
        if file in others:
            continue
        told = [
            _Course(source, one, texts[one], name).told() for one in (file, *(each for each, of in others.items() if of == file))
        ]
        told = [told[0], *({out.tag: out for out in reversed(told[1:]) if out.rows and out.tag != told[0].tag}).values()]
        one = drafted(re.sub(r"[^\w.-]+", "-", file.rpartition("/")[2].rpartition(".")[0]).strip("-.") or "course", told)
        lessons += one.lessons
        left += one.left_out
        mismatches += one.mismatches
    return Reading(tuple(lessons), tuple(left), tuple(mismatches))


def _courses(source: Source) -> list[str]:
    found = []
    for name in source.files:
        if name.lower().endswith((".md", ".markdown")) or name == source.alone:
            try:
                text = source.raw(name, MOST).decode("utf-8-sig", "ignore")
            except LessonError:
                continue
            if is_course(text):
                found.append(name)
    return found


class _Course:
    """One file, told."""

    def __init__(self, source: Source, file: str, text: str, licence_: str) -> None:
        self.file, self.folder = file, file.rpartition("/")[0]
        self.head = header(text) or Header()
        said = self.head.get("language").split()
        self.tag = tag_of(said[0]) if said else tongue(re.sub(r"<!--.*?-->", "", text, flags=re.DOTALL))
        self.narrator = self.head.get("narrator").partition(" ")[0]
        self.out = Transcript(source, self.tag)
        rows = text.split("\n")
        first = next((match[2] for row in rows[self.head.lines :] if (match := HEADING.match(row))), "")
        title = self.head.get("title") or self.plain(first)
        self.out.front = labelled(
            {
                "title": re.sub(r"[*_`]", "", title).strip() or file.rpartition("/")[2].rpartition(".")[0],
                "licence": licence_,
                "credits": self.head.get("author") or self.head.get("authors") or holder(source),
            }
        )
        self.text = text
        self.group: list[str] = []
        self.start = 0
        self.quiz: Quiz | None = None
        self.solution: list[str] | None = None
        self.after_quiz = False
        self.foreign = False
        self.about = self.head.get("comment")
        self.pending: list[tuple[int, str, int]] = []
        """Smaller headings (level, words, line) whose text has not come yet."""

    def told(self) -> Transcript:
        for key in ("import", "script", "link", "logo", "icon"):
            for value in self.head.values.get(key, ()):
                self.left(f"{key}: {value}", "what the page loads", 1)
        for piece in fences.pieces(self._masked(), 1):
            if piece.fenced:
                self.fence(piece)
            else:
                for number, row in enumerate(piece.rows, piece.line):
                    self.row(row, number)
        self.flush(self.text.count("\n") + 1)
        self.drop(1)
        if self.about:
            self.out.note(self.about, (self.file, 1))
        return self.out

    def left(self, what: str, why: str, line: int) -> None:
        self.out.left(what, why, (self.file, line))

    def _masked(self) -> str:
        """The text without its header, comments and scripts, its lines where they were; what a comment lets the narrator say stays."""
        rows = self.text.split("\n")
        kept = list(rows)
        for piece in fences.pieces(self.text, 1):
            if piece.fenced:
                for number in range(piece.line - 1, piece.line - 1 + len(piece.rows)):
                    kept[number] = "\0"
        text = "\n".join(kept)

        def comment(match: re.Match[str]) -> str:
            body = match[1]
            lines = "\n" * match[0].count("\n")
            if SPOKEN.match(body.strip().split("\n")[0] if body.strip() else ""):
                return body
            found = header(f"<!--{body}-->")
            if found and match.start() > 0:
                self.head.macros.update(found.macros)
            return lines

        def script(match: re.Match[str]) -> str:
            self.left(" ".join(match[0].split()), "runs in a browser only", text.count("\n", 0, match.start()) + 1)
            return "\n" * match[0].count("\n")

        def formula(match: re.Match[str]) -> str:
            self.left(" ".join(match[0].split()), "a formula", text.count("\n", 0, match.start()) + 1)
            return "\n" * match[0].count("\n")

        text = re.sub(r"<!--(.*?)-->", comment, text, flags=re.DOTALL).replace("<!--", "")
        text = re.sub(r"(?<!`)<(script|style|iframe)\b[^>]*>.*?</\1\s*>", script, text, flags=re.DOTALL | re.IGNORECASE)
        text = re.sub(r"^[ \t]*\$\$.*?\$\$[ \t]*$", formula, text, flags=re.DOTALL | re.MULTILINE)
        made = text.split("\n")
        return "\n".join(rows[number] if row == "\0" and number < len(rows) else row for number, row in enumerate(made))

    # --- rows ---

    def row(self, row: str, line: int) -> None:
        if STARS.match(row):
            self.stars(line)
        elif self.solution is not None:
            self.solution.append(self.plain(row.strip()))
        elif self.quiz is not None and self.quiz.take(row):
            return
        elif (self.quiz is None or row.strip()) and (begun := liascript_quiz.opened(row, line)):
            self.close_quiz()
            self.quiz = begun
        elif not row.strip():
            self.foreign = False
            self.group.append("")
        else:
            self.words(row, line)

    def words(self, row: str, line: int) -> None:
        self.close_quiz()
        self.after_quiz = False
        if spoken := SPOKEN.match(row):
            self.flush(line)
            voice = spoken["voice"].partition(" ")[0]
            self.foreign = bool(
                voice and self.narrator and voice.lower() != self.narrator.lower() and "male" in spoken["voice"].lower()
            )
            row = spoken["text"]
        elif effect := EFFECT.match(row):
            self.flush(line)
            row = effect["text"]
        if self.foreign and row.strip():
            self.left(row, "spoken in another language", line)
        elif match := HEADING.match(row):
            self.flush(line)
            self.heading(len(match[1]), self.plain(match[2]), line)
        elif foot := FOOT.match(row):
            self.flush(line)
            self.out.note(self.plain(foot[1]), (self.file, line))
        elif row.strip():
            for player in PLAYER.finditer(row):
                self.left(player[0], "plays on a screen only", line)
            self.add(self.plain(BOX.sub("", PLAYER.sub("", row))), line)

    def add(self, row: str, line: int) -> None:
        if not any(self.group):
            self.group, self.start = [], line
        self.group.append(row)

    def heading(self, level: int, text: str, line: int) -> None:
        text = re.sub(r"^\d+[.)]\s+(?=\S)", "", text)
        self.drop(level if level > 2 else 1)
        if text and level > 2:
            self.pending.append((level, text, line))
        elif text:
            self.out.heading(text, (self.file, line))
            if self.about:
                self.out.note(self.about, (self.file, 1))
                self.about = ""

    def drop(self, level: int) -> None:
        """Leave out the headings of this level and below it that nothing followed."""
        for deep, text, line in self.pending:
            if deep >= level:
                self.left(text, "a heading without a text", line)
        self.pending = [one for one in self.pending if one[0] < level]

    def settle(self) -> None:
        """A text comes: the headings before it are told."""
        for _, text, line in self.pending:
            self.out.text(f"### {text}", (self.file, line))
        self.pending = []

    def stars(self, line: int) -> None:
        """A row of stars opens and closes a solution after a quiz; elsewhere it only holds together what an effect shows."""
        if self.solution is not None:
            text = "\n".join(self.solution)
            self.solution = None
            if text.strip():
                self.out.note(text, (self.file, line))
            return
        had = self.quiz is not None or self.after_quiz
        self.close_quiz()
        self.after_quiz = False
        if had:
            self.solution = []

    def flush(self, line: int) -> None:
        """What was gathered, as a text; sentences with gaps as questions."""
        self.close_quiz()
        body = "\n".join(self.group).strip("\n")
        start = self.start
        self.group = []
        for paragraph in re.split(r"\n{2,}", body) if "[[" in body or "[->[" in body else [body]:
            if not paragraph.strip():
                continue
            self.settle()
            asked, answers = liascript_quiz.gaps(paragraph)
            if answers and all(answers):
                self.out.ask(re.sub(r"^\s*>\s?", "", asked, flags=re.MULTILINE), ", ".join(answers), (self.file, start))
            else:
                self.out.text(paragraph, (self.file, start), self.folder)
            start += paragraph.count("\n") + 2
        if self.solution is not None:
            self.stars(line)

    # --- quizzes ---

    def close_quiz(self) -> None:
        """The quiz that was read, with the paragraph before it as its question."""
        quiz, self.quiz = self.quiz, None
        if quiz is None:
            return
        *before, prompt = re.split(r"\n{2,}", "\n".join(self.group).strip("\n")) or [""]
        self.group = [row for part in before for row in (*part.split("\n"), "")]
        self.flush(quiz.line)
        self.settle()
        place = (self.file, quiz.line)
        if quiz.generic:
            self.out.text(prompt, place, self.folder)
            self.left("[[!]]", "a script decides what is right", quiz.line)
        elif quiz.columns:
            self.matrix(quiz, prompt)
        elif quiz.survey or not quiz.right:
            told = "\n".join(f"- {self.plain(text)}" for _, text in quiz.options if text)
            if prompt or told:
                self.out.text(f"{prompt}\n\n{told}".strip(), place, self.folder)
        else:
            options = "\n".join(f"- {self.plain(text)}" for _, text in quiz.options if text)
            question = f"{_unlisted(prompt)}\n\n{options}".strip()
            self.out.ask(question or "…", self.plain(quiz.right), place)
        for hint in quiz.hints:
            self.out.note(self.plain(hint), place)
        self.after_quiz = True

    def matrix(self, quiz: Quiz, prompt: str) -> None:
        if prompt:
            self.out.text(prompt, (self.file, quiz.line), self.folder)
        options = " / ".join(quiz.columns)
        for ticks, text in quiz.rows:
            right = [name for good, name in zip(ticks, quiz.columns, strict=False) if good]
            if right:
                self.out.ask(f"{self.plain(text)} — {options}?", self.plain(", ".join(right)), (self.file, quiz.line))
            else:
                self.out.text(f"- {self.plain(text)} — {options}", (self.file, quiz.line))

    # --- programs and words ---

    def fence(self, piece: fences.Piece) -> None:
        self.close_quiz()
        if self.solution is not None:
            self.solution += ["```", *piece.rows, "```"]
            return
        self.flush(piece.line)
        self.after_quiz = False
        kind = (piece.info.split() or ["text"])[0].lower()
        if kind in DRAWINGS or (not piece.info and _drawn(piece.rows)):
            self.left(" ".join(piece.text.split()), "a drawing made of letters", piece.line)
        elif piece.text.strip():
            self.settle()
            self.out.code(kind, piece.text, (self.file, piece.line))

    def plain(self, text: str) -> str:
        """Words without effects, macros and footnotes; formulas as code."""
        for _ in range(3):
            text = INLINE.sub(r"\1", text)
        text = LINKED.sub("", text)
        text = MACRO.sub(self._macro, text)
        text = FOOTNOTE.sub("", text)
        text = re.sub(r"~~__(.+?)__~~|~{1,2}([^~\n]+)~{1,2}(?!~)", lambda match: match[1] or match[2], text)
        return re.sub(r"\^\*+\^", "", FORMULA.sub(lambda match: f"`{match[1].replace('`', '')}`", text)).rstrip()

    def _macro(self, match: re.Match[str]) -> str:
        """A macro that stands for words becomes them; one that runs something goes."""
        name, body = match["name"], self.head.macros.get(match["name"].rstrip("."))
        if body is not None:
            given = [part.strip(" `'\"") for part in (match["given"] or "()")[1:-1].split(",")]
            words = re.sub(r"@'?(\d)", lambda at: given[int(at[1])] if int(at[1]) < len(given) else "", body)
            return "" if "<" in words or "\n" in words or "@" in words else words
        standard = {"author": "author", "version": "version", "date": "date", "comment": "comment", "email": ""}
        if name in standard:
            return self.head.get(standard[name])
        return "" if match["given"] or "." in name.rstrip(".") or name in ("input", "uid", "section", "end") else match[0]


def _unlisted(prompt: str) -> str:
    """A question without the mark of a list or quote before it."""
    return re.sub(r"^\s*(?:[-*+>]|\d+[.)])\s+", "", prompt)


def _drawn(rows: Sequence[str]) -> bool:
    """Is this a picture of lines rather than a text?"""
    text = "".join("".join(rows).split())
    return bool(text) and sum(letter in "─│┌┐└┘├┤┬┴┼═║╔╗╚╝╠╣╦╩╬▒+-|.'/\\<>^v" for letter in text) > len(text) * 0.6
