"""Lessons of CS Unplugged: a tree of `structure` (YAML) and a folder a language with the same tree of pages.

The lessons speak to who leads a class. Learning outcomes → objectives, resources → materials, glossary → vocabulary,
programming challenges → steps with hints and solutions in the guide, links to computational thinking → guide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from broadcast.errors import LessonError
from broadcast.language.sentences import sentences
from broadcast.sources.csunplugged_page import TAG, Page, clean, outdented
from broadcast.sources.licences import licence
from broadcast.sources.locales import is_locale, tag_of, translated
from broadcast.sources.reading import Reading, drafted, several
from broadcast.sources.rows import parted
from broadcast.sources.source import Source
from broadcast.sources.transcript import Transcript, labelled

LESSON = re.compile(
    r"^(?P<base>(?:.*/)?)(?P<locale>[^/]+)/(?P<topic>[^/]+)/(?P<unit>(?:[^/]+/)*?)lessons/(?:[\d-]+/)?(?P<slug>[^/]+)\.md$"
)
GENERAL = ("whats-it-all-about.md", "ct-links.md", "computational-thinking-links.md")
PSEUDO = ("xx-lr", "xx_LR")
CREDITS = "CS Unplugged, University of Canterbury"
MOST_TERMS, MOST_WORDS = 8, 30


@dataclass(frozen=True)
class Tree:
    """The source's files by their places in the tree."""

    source: Source

    @cached_property
    def lessons(self) -> dict[tuple[str, str], dict[str, str]]:
        """(topic, lesson) → locale → page."""
        found: dict[tuple[str, str], dict[str, str]] = {}
        for name in self.source.files:
            match = LESSON.match(name)
            if match and is_locale(match["locale"]) and match["locale"] not in PSEUDO and not match["slug"].endswith("-ct-links"):
                found.setdefault((match["topic"], match["slug"]), {})[match["locale"]] = name
        return found

    @cached_property
    def pictures(self) -> dict[str, str]:
        """Paths as the tags give them → files."""
        found: dict[str, str] = {}
        for name in self.source.files:
            if "/img/" in f"/{name}":
                found[f"img/{f'/{name}'.partition('/img/')[2]}"] = name
        return found

    def data(self, name: str) -> dict[str, Any]:
        """What a file of YAML says; nothing where it is not there or broken."""
        if not self.source.has(name):
            return {}
        try:
            data = self.source.yaml(name)
        except LessonError:
            return {}
        return data if isinstance(data, dict) else {}

    def structure(self, base: str, topic: str, slug: str) -> tuple[dict[str, Any], str]:
        """What the structure says of a lesson, and the file that says it."""
        for name in self.source.under(f"{base}structure/{topic}", "lessons.yaml"):
            entry = self.data(name).get(slug)
            if isinstance(entry, dict):
                return entry, name
        return {}, ""

    def ages(self, base: str, topic: str, slug: str) -> tuple[str, int]:
        """The ages of a lesson, and its number among those of its ages."""
        groups = self.data(f"{base}structure/{topic}/{topic}.yaml").get("age-groups")
        for ages, lessons in groups.items() if isinstance(groups, dict) else ():
            if isinstance(lessons, dict) and slug in lessons:
                number = lessons[slug].get("number") if isinstance(lessons[slug], dict) else None
                return (str(ages) if re.fullmatch(r"\d{1,2}-\d{1,2}", str(ages)) else ""), number if isinstance(
                    number, int
                ) else 1
        return "", 1


def recognises(source: Source) -> bool:
    """A page has a tag of theirs; or lessons lie in their tree."""
    return bool(_tagged(source)) or (bool(Tree(source).lessons) and any("/structure/" in f"/{name}" for name in source.files))


def _tagged(source: Source) -> list[str]:
    found = []
    for name in source.files:
        if name.endswith(".md"):
            try:
                text = source.text(name)
            except LessonError:
                continue
            if any(
                re.search(r"=\s*[\"“]|\bend\s*$", match["rest"]) or match["name"] == "boxed-text" for match in TAG.finditer(text)
            ):
                found.append(name)
    return found


def read(source: Source) -> Reading:
    """A lesson a page in `lessons`, by topics and ages; of a folder without that tree a lesson a page."""
    tree = Tree(source)
    name = source.root.resolve().name if not source.alone else source.alone.rpartition(".")[0]
    if not tree.lessons:
        pages = _tagged(source)
        return several((drafted(page.rpartition("/")[2].rpartition(".")[0], [_alone(tree, page)]) for page in pages), name)
    first: set[str] = set()
    found: list[Reading] = []
    for topic, slug in sorted(tree.lessons, key=lambda each: _order(tree, *each)):
        found.append(_lesson(tree, topic, slug, topic not in first))
        first.add(topic)
    return several(found, name)


def _order(tree: Tree, topic: str, slug: str) -> tuple[str, str, int, str]:
    page = next(iter(tree.lessons[topic, slug].values()))
    match = LESSON.match(page)
    ages, number = tree.ages(match["base"] if match else "", topic, slug)
    return topic, f"{ages:0>5}" if ages else "~", number, slug


def _alone(tree: Tree, page: str) -> Transcript:
    locale = next((part for part in reversed(page.split("/")[:-1]) if is_locale(part)), "en")
    out = Transcript(tree.source, tag_of(locale))
    teller = Page(out, page, tree.pictures)
    teller.tell(parted(tree.source.text(page))[1])
    title = teller.title or page.rpartition("/")[2].rpartition(".")[0].replace("-", " ")
    out.front = {"title": title, "audience": "facilitators", "credits": CREDITS} | labelled({"licence": licence(tree.source)})
    return out


def _lesson(tree: Tree, topic: str, slug: str, first: bool) -> Reading:
    pages = tree.lessons[topic, slug]
    order = sorted(pages, key=lambda locale: (locale != "en", locale))
    return drafted(slug, translated([_Teller(tree, topic, slug, locale, pages[locale], first).told() for locale in order]))


class _Teller:
    """Tells a lesson in one language."""

    def __init__(self, tree: Tree, topic: str, slug: str, locale: str, page: str, first: bool) -> None:
        self.tree, self.topic, self.slug, self.locale, self.page = tree, topic, slug, locale, page
        self.first = first
        """Of its topic: it takes what the topic says of itself along."""
        match = LESSON.match(page)
        self.base = match["base"] if match else ""
        self.folder = f"{self.base}{locale}/{topic}"
        self.out = Transcript(tree.source, tag_of(locale))
        self.terms: list[str] = []

    def told(self) -> Transcript:
        info, file = self.tree.structure(self.base, self.topic, self.slug)
        ages, number = self.tree.ages(self.base, self.topic, self.slug)
        main = Page(self.out, self.page, self.tree.pictures)
        if self.first:
            self.guide(f"{self.folder}/{self.topic}.md")
        main.tell(parted(self.tree.source.text(self.page))[1])
        self.terms += main.terms
        title = main.title or self.slug.replace("-", " ").capitalize()
        self.guide(
            self.page.rpartition("/")[0] + "/" + str(info.get("computational-thinking-links") or f"{self.slug}-ct-links.md")
        )
        self.challenges(_names(info.get("programming-challenges")), file)
        for name in GENERAL if self.first else ():
            self.guide(f"{self.folder}/{name}")
        if self.first:
            self.extras()
        duration = info.get("duration")
        self.out.front = labelled(
            {
                "title": title,
                "audience": "facilitators",
                "number": number,
                "ages": ages,
                "minutes": duration if isinstance(duration, int) and 0 < duration <= 240 else None,
                "objectives": self.named("learning-outcomes.yaml", "text", info.get("learning-outcomes")),
                "materials": self.materials(info),
                "vocabulary": self.vocabulary(),
                "licence": licence(self.tree.source),
                "credits": CREDITS,
            }
        )
        return self.out

    def guide(self, name: str, *, heading: bool = False) -> None:
        """A page for the teacher."""
        if not self.tree.source.has(name):
            return
        try:
            rows = parted(self.tree.source.text(name))[1]
        except LessonError as error:
            self.out.left(name, error.what, (name, 0))
            return
        page = Page(self.out, name, self.tree.pictures, title="" if heading else "no title is wanted")
        if heading:
            title = next((clean(row.lstrip("# ")) for row, _ in rows if row.startswith("#")), "")
            self.out.heading(title or name.rpartition("/")[2], (name, 1))
        page.tell(rows, guide=True)
        self.terms += page.terms

    def named(self, file: str, key: str, names: Any) -> list[str]:
        """What a language's table says of names; without a table in this language nothing."""
        table = self.tree.data(f"{self.base}{self.locale}/{file}")
        found = []
        for name in _names(names):
            entry = table.get(name)
            text = entry.get(key) if isinstance(entry, dict) else entry
            if isinstance(text, str) and text.strip():
                found.append(" ".join(text.split()))
        return found

    def materials(self, info: dict[str, Any]) -> list[str]:
        """Things needed: those of the classroom, and what is printed, with how many."""
        made = self.named("classroom-resources.yaml", "description", info.get("classroom-resources"))
        described = self.tree.data(f"{self.page.rpartition('/')[0]}/{self.slug}-resource-descriptions.yaml")
        for name in _names(info.get("generated-resources")):
            entry = described.get(name)
            text = entry.get("description") if isinstance(entry, dict) else ""
            plain = name.replace("-", " ").capitalize()
            if isinstance(text, str) and text:
                made.append(f"{plain}: {text[:1].lower()}{text[1:]}" if self.locale == "en" else " ".join(text.split()))
            elif self.locale == "en":
                made.append(plain)
        return made

    def vocabulary(self) -> list[dict[str, str]]:
        """Words of the glossary that the pages name or use."""
        folder = f"{self.base}{self.locale}/glossary"
        text = " ".join(row for row, _ in self.out.rows).casefold()
        names = {name.rpartition("/")[2].removesuffix(".md"): name for name in self.tree.source.under(folder, ".md")}
        chosen = list(dict.fromkeys([term for term in self.terms if term in names]))
        made: list[dict[str, str]] = []
        for term in [*chosen, *(term for term in names if term not in chosen and term.replace("-", " ") in text)]:
            try:
                rows = parted(self.tree.source.text(names[term]))[1]
            except LessonError:
                continue
            word = next((clean(row.lstrip("# ")) for row, _ in rows if row.startswith("#")), "")
            body = " ".join(clean(TAG.sub("", row)) for row, _ in rows if row.strip() and not row.startswith("#"))
            meaning = next(iter(sentences(body, self.out.tag)), "")
            if (
                word
                and meaning
                and len(meaning.split()) <= MOST_WORDS
                and word.casefold() not in {one["word"].casefold() for one in made}
            ):
                made.append({"word": word, "meaning": meaning.rstrip(". ")})
        return made[:MOST_TERMS]

    def challenges(self, names: Sequence[str], file: str) -> None:
        """Programming challenges: the task is told, hints and solutions are for the guide."""
        absent = []
        for name in names:
            folder = f"{self.folder}/programming-challenges/{name}"
            page = f"{folder}/{name}.md"
            if not self.tree.source.has(page):
                absent.append(name)
                continue
            rows = parted(self.tree.source.text(page))[1]
            task = Page(self.out, page, self.tree.pictures)
            title = next((clean(row.lstrip("# ")) for row, _ in rows if row.startswith("#")), name)
            self.out.heading(title, (page, 1))
            task.title = title
            task.tell(
                [
                    (re.sub(r"^#\s.*|^(#+\s.*?):\s*$", r"\1" if not row.startswith("# ") else "", row), line)
                    for row, line in outdented(rows)
                ],
                headings=False,
            )
            for extra in self.tree.source.under(folder, ".md"):
                kind = extra.rpartition("/")[2]
                if kind.endswith(("-hints.md", "-solution.md")) or kind == "extra-challenge.md":
                    self.guide(extra)
                elif extra != page and kind != "testing-examples.md":
                    self.out.left(kind, "what a program looks like or prints, for the screen", (extra, 1))
        if absent and self.locale == min(self.tree.lessons[self.topic, self.slug], key=lambda locale: (locale != "en", locale)):
            count = f"{len(absent)} programming challenges" if len(absent) > 1 else f"the programming challenge {absent[0]}"
            self.out.left(count, "the lesson names them, and they are not here", (file, 0))

    def extras(self) -> None:
        """What else the topic has."""
        for name in self.tree.source.under(f"{self.folder}/curriculum-integrations", ".md"):
            self.guide(name, heading=True)
        for name in (f"{self.folder}/other-resources.md",):
            if self.tree.source.has(name):
                self.out.left("other resources", "a list of links", (name, 1))


def _names(value: Any) -> list[str]:
    if isinstance(value, dict):
        return [str(name) for name in value]
    return [str(name) for name in value] if isinstance(value, list) else []
