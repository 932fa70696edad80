"""Books of GitBook and HonKit: chapters by SUMMARY.md, languages by LANGS.md or by folders; a chapter is a lesson."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

from broadcast.errors import LessonError
from broadcast.language.sentences import sentences
from broadcast.sources.honkit_page import Chapter, flat
from broadcast.sources.licences import licence
from broadcast.sources.locales import is_locale, tag_of, translated
from broadcast.sources.reading import Reading, drafted
from broadcast.sources.rows import numbered, parted
from broadcast.sources.shelf import shelved
from broadcast.sources.source import Source
from broadcast.sources.transcript import LeftOut, Transcript, inside, labelled

ENTRY = re.compile(r"^(\s*)[-*+]\s+\[((?:[^\[\]]|\[[^\]]*\])*)\]\(\s*<?([^()<>]*(?:\([^()]*\)[^()<>]*)*)>?\s*\)")
LINK = re.compile(r"\[([^\]]*)\]\(\s*<?([^()<>]+)>?\s*\)")
TAGS = re.compile(
    r"\{%-?\s*(?:hint|endhint|include\s+[\"']|filename|tabs|endtabs|tab\s|content-ref|code\s+title|embed\s)|<!--\s*sec\s+data-"
)
PAGES = (".md", ".markdown", ".mkd")
NO_CHAPTERS = ("summary", "langs", "glossary", "license", "licence", "contributing", "changelog", "code_of_conduct")
MOST_WORDS, MOST_TERMS = 30, 8


@dataclass(frozen=True)
class Book:
    """Where the parts of a book lie in the source."""

    source: Source

    @cached_property
    def settings(self) -> tuple[dict[str, Any], str]:
        """What book.json says, and the folder it lies in."""
        for name in sorted(self.source.files, key=lambda name: name.count("/")):
            if name.rpartition("/")[2] in ("book.json", "book.js") and name.endswith(".json"):
                try:
                    data = json.loads(self.source.text(name))
                except (LessonError, ValueError, RecursionError):
                    continue
                if isinstance(data, dict):
                    return data, name.rpartition("/")[0]
        return {}, ""

    @cached_property
    def root(self) -> str:
        """The folder of the pages."""
        data, folder = self.settings
        root = data.get("root")
        if isinstance(root, str) and root.strip("./"):
            return inside(root, folder or ".")
        for name in sorted(self.source.files, key=lambda name: name.count("/")):
            if name.rpartition("/")[2].casefold() in ("langs.md", "summary.md"):
                above = name.rpartition("/")[0]
                return (
                    above.rpartition("/")[0]
                    if name.rpartition("/")[2].casefold() == "summary.md" and is_locale(above.rpartition("/")[2])
                    else above
                )
        return folder

    def find(self, folder: str, file: str) -> str:
        """A file of a folder, however its name is written; empty where there is none."""
        return self._names.get(f"{folder}/{file}".strip("/").casefold(), "")

    @cached_property
    def _names(self) -> dict[str, str]:
        return {name.casefold(): name for name in reversed(self.source.files)}

    @cached_property
    def licence(self) -> str:
        return licence(self.source)

    @cached_property
    def glossaries(self) -> dict[str, list[tuple[str, str]]]:
        """Folder of a language → its words with what they mean."""
        return {folder: _glossary(self, folder) for folder in self.languages.values()}

    @cached_property
    def languages(self) -> dict[str, str]:
        """Locale → folder of its pages, the source's own first."""
        found: dict[str, str] = {}
        if langs := self.find(self.root, "LANGS.md"):
            for row in self.source.text(langs).split("\n"):
                for _, target in LINK.findall(row):
                    folder = inside(target.split("#")[0].strip().removesuffix("README.md").strip("/"), self.root or ".")
                    if folder and any(name.startswith(f"{folder}/") for name in self.source.files):
                        found.setdefault(folder.rpartition("/")[2], folder)
        else:
            start = f"{self.root}/" if self.root else ""
            for name in self.source.files:
                part = name.removeprefix(start).partition("/")[0] if name.startswith(start) else ""
                if is_locale(part) and self.find(f"{start}{part}", "SUMMARY.md"):
                    found.setdefault(part, f"{start}{part}")
        if not found:
            language = self.settings[0].get("language")
            return {language if isinstance(language, str) and language else "en": self.root}
        own = next((locale for locale in found if locale.casefold().startswith("en")), next(iter(found)))
        return {own: found[own], **{locale: folder for locale, folder in found.items() if locale != own}}

    @cached_property
    def summary(self) -> str:
        return next((name for folder in (*self.languages.values(), self.root) if (name := self.find(folder, self._summary))), "")

    @property
    def _summary(self) -> str:
        structure = self.settings[0].get("structure")
        name = structure.get("summary") if isinstance(structure, dict) else None
        return name if isinstance(name, str) and name else "SUMMARY.md"

    @property
    def absent(self) -> list[str]:
        """Languages that the book names and that are not here."""
        langs = self.find(self.root, "LANGS.md")
        named = (
            [target.strip("/").removesuffix("/README.md") for _, target in LINK.findall(self.source.text(langs))] if langs else []
        )
        return [name for name in named if name not in self.languages]


def recognises(source: Source) -> bool:
    """A summary of chapters, a list of languages; or a page with tags of theirs."""
    if any(name.rpartition("/")[2].casefold() in ("summary.md", "langs.md") and _links(source, name) for name in source.files):
        return True
    return any(_tagged(source, name) for name in source.files if name.endswith(PAGES))


def _links(source: Source, name: str) -> bool:
    try:
        return any(ENTRY.match(row) for row in source.text(name).split("\n"))
    except LessonError:
        return False


def _tagged(source: Source, name: str) -> bool:
    try:
        return bool(TAGS.search(source.text(name)))
    except LessonError:
        return False


def read(source: Source) -> Reading:
    """A lesson a chapter, in the order of the summary."""
    book = Book(source)
    name = source.root.resolve().name if not source.alone else source.alone.rpartition(".")[0]
    chapters, left = _chapters(book)
    if not chapters:
        raise LessonError(
            "the book has no chapter in this folder", file=str(source.path), remedy="Name the folder that holds its pages"
        )
    included: set[str] = set()

    def refused(at: int, error: LessonError) -> None:
        path, title = chapters[at]
        if len(chapters) == 1:
            raise error
        left.append(LeftOut(path, error.line, title or path, error.what))

    each = [partial(_chapter, book, path, title, number, included) for number, (path, title) in enumerate(chapters, 1)]
    found = shelved(each, name, refused)
    if not found.lessons:
        raise LessonError("no chapter of the book has text", file=str(source.path), remedy="Name a chapter's own file")
    known = {f"{folder}/{path}".strip("/") for path, _ in chapters for folder in book.languages.values()} | included
    left += _others(book, known)
    return replace(found, left_out=(*found.left_out, *left))


def _chapters(book: Book) -> tuple[list[tuple[str, str]], list[LeftOut]]:
    """(path in its language's folder, title) of each chapter that is here, and what the summary names besides."""
    folder = next(iter(book.languages.values()))
    left: list[LeftOut] = []
    if book.absent:
        left.append(
            LeftOut(
                book.find(book.root, "LANGS.md"),
                0,
                f"the languages {', '.join(book.absent)}",
                "the book names them, and they are not here",
            )
        )
    if not book.summary:
        start = f"{folder}/" if folder else ""
        pages = [
            name.removeprefix(start)
            for name in book.source.files
            if name.startswith(start) and name.endswith(PAGES) and not _apart(name)
        ]
        tagged = [page for page in pages if _tagged(book.source, start + page)]
        return [(page, "") for page in tagged or pages], left
    found: dict[str, str] = {}
    base = book.summary.rpartition("/")[0]
    for row, line in numbered(book.source.text(book.summary)):
        match = ENTRY.match(row)
        if not match:
            continue
        title, target = match[2], match[3].split("#")[0].strip().split(' "')[0]
        if not target or target.startswith("#"):
            continue
        if re.match(r"[A-Za-z][\w+.-]*:", target):
            left.append(LeftOut(book.summary, line, title, "a page of elsewhere"))
            continue
        path = inside(target, base or ".").removeprefix(f"{folder}/" if folder else "")
        if book.source.has(f"{folder}/{path}".strip("/")):
            found.setdefault(path, _plain(title))
        elif path not in found and not any(one.what == f"the chapter {title}" for one in left):
            left.append(LeftOut(book.summary, line, f"the chapter {title}", "the summary names it, and it is not here"))
    return list(found.items()), left


def _apart(name: str) -> bool:
    return name.rpartition("/")[2].rpartition(".")[0].casefold() in NO_CHAPTERS or "LICENCE" in name


def _others(book: Book, known: set[str]) -> list[LeftOut]:
    """Pages that are no chapter."""
    folder = next(iter(book.languages.values()))
    start = f"{folder}/" if folder else ""
    return [
        LeftOut(name, 0, f"the page {name.removeprefix(start)}", "the summary does not name it")
        for name in book.source.files
        if name.startswith(start) and name.endswith(PAGES) and name not in known and not _apart(name)
    ]


def _chapter(book: Book, path: str, title: str, number: int, included: set[str]) -> Reading:
    told: list[Transcript] = []
    for locale, folder in book.languages.items():
        page = f"{folder}/{path}".strip("/")
        if not book.source.has(page):
            continue
        try:
            told.append(_told(book, locale, folder, page, title if not told else "", number, included))
        except LessonError as error:
            if not told:
                raise
            told[0].left(f"the language {tag_of(locale)}", error.what, (page, error.line))
    return drafted(path.rpartition("/")[0].replace("/", "-") or path.rpartition(".")[0], translated(told))


def _told(book: Book, locale: str, folder: str, page: str, title: str, number: int, included: set[str]) -> Transcript:
    data = book.settings[0]
    out = Transcript(book.source, tag_of(locale))
    variables = data.get("variables")
    values = flat(variables, "book.") if isinstance(variables, dict) else {}
    chapter = Chapter(out, folder, values)
    chapter.tell(page)
    included |= chapter.included
    name = data.get("title")
    people = data.get("author")
    front, _ = parted(book.source.text(page))
    described = front.get("description")
    out.front = labelled(
        {
            "title": chapter.title
            or title
            or _plain(page.rpartition("/")[2].rpartition(".")[0].replace("-", " ").replace("_", " ")),
            "number": number if number < 1000 else None,
            "objectives": [" ".join(described.split())] if isinstance(described, str) and described.strip() else [],
            "vocabulary": _vocabulary(book, folder, out),
            "licence": book.licence,
            "credits": ", ".join(text for text in (name, people) if isinstance(text, str) and text) or _named(book),
        }
    )
    return out


def _named(book: Book) -> str:
    """The book's name by its first page, else by its folder."""
    for folder in (*book.languages.values(), book.root):
        if readme := book.find(folder, "README.md"):
            try:
                heading = next((row for row in book.source.text(readme).split("\n") if re.match(r"#\s+\S", row)), "")
            except LessonError:
                continue
            if heading:
                return _plain(heading.lstrip("# "))
    return _plain(book.source.root.resolve().name.replace("_", " ").replace("-", " "))


def _vocabulary(book: Book, folder: str, out: Transcript) -> list[dict[str, str]]:
    """Words of the book's glossary that the chapter uses."""
    text = " ".join(row for row, _ in out.rows).casefold() if book.glossaries.get(folder) else ""
    made: dict[str, dict[str, str]] = {}
    for word, meaning in book.glossaries.get(folder, ()):
        first = next(iter(sentences(meaning, out.tag)), "")
        if first and word.casefold() in text and len(first.split()) <= MOST_WORDS:
            made.setdefault(word.casefold(), {"word": word, "meaning": first.rstrip(". ")})
    return list(made.values())[:MOST_TERMS]


def _glossary(book: Book, folder: str) -> list[tuple[str, str]]:
    name = book.find(folder, "GLOSSARY.md")
    made: list[tuple[str, str]] = []
    for row in book.source.text(name).split("\n") if name else ():
        if heading := re.match(r"##\s*(.*)", row):
            made.append((_plain(heading[1]), ""))
        elif row.strip() and made:
            made[-1] = (made[-1][0], f"{made[-1][1]} {_plain(row)}".strip())
    return [(word, meaning) for word, meaning in made if word and meaning]


def _plain(text: str) -> str:
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return " ".join(re.sub(r"\*\*|__|`|\{#[^}]*\}", "", text).split())
