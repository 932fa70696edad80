"""Activities of CS Unplugged at home: YAML with a step a picture, what the presenter says and what is said about it, pages beside it."""

from __future__ import annotations

import re
from typing import Any

from broadcast.errors import LessonError
from broadcast.language.sentences import sentences
from broadcast.sources.csunplugged import CREDITS
from broadcast.sources.csunplugged_page import Page, clean
from broadcast.sources.inline import html_words
from broadcast.sources.licences import FILE, licence, named
from broadcast.sources.locales import is_locale, tag_of, translated
from broadcast.sources.reading import Reading, drafted, several
from broadcast.sources.rows import Row, parted
from broadcast.sources.screen import needs_computer
from broadcast.sources.source import Source
from broadcast.sources.transcript import Transcript, labelled

STEPS = "activity-steps.yaml"
ASIDE = re.compile(r"^\s*[(（]([^()（）]*)[)）][.:]?\s*|\s*\[([^\[\]]*)\]")
COMMENT = re.compile(r"^#\s*(\S.*?)\s*$")
TITLES = {"inside-the-computer.md": "Inside the computer", "project.md": "Project"}
"""Pages that are told; the site itself writes these headings over them."""
GUIDE = ("activity-extra-information.md", "more-information.md")
NEEDED = re.compile(
    r"what you(?:’|')?(?:ll)? need|qué necesitas|lo que necesitas|ce dont vous avez besoin|was (?:du|sie) brauch|你需要|需要",
    re.IGNORECASE,
)


def recognises(source: Source) -> bool:
    """The steps of an activity, with what the presenter says."""
    return bool(_activities(source))


def _activities(source: Source) -> list[str]:
    found = []
    for name in source.files:
        if name.rpartition("/")[2] == STEPS or (source.alone == name and name.endswith((".yaml", ".yml"))):
            try:
                if re.search(r"^\s*-?\s*presenter_says\s*:", source.text(name), re.MULTILINE):
                    found.append(name)
            except LessonError:
                continue
    return found


def read(source: Source) -> Reading:
    """A lesson an activity, in the order of the site; its folders by language are its languages."""
    by_name: dict[str, dict[str, str]] = {}
    for file in _activities(source):
        parts = file.split("/")
        activity = parts[-2] if len(parts) > 1 else source.root.resolve().name
        locale = parts[-3] if len(parts) > 2 and is_locale(parts[-3]) else "en"
        by_name.setdefault(activity, {})[locale] = file
    order = _order(source)
    found = []
    for activity in sorted(by_name, key=lambda name: (order.get(name, 999), name)):
        files = by_name[activity]
        locales = sorted(files, key=lambda locale: (locale != "en", locale))
        told = [_Teller(source, activity, locale, files[locale], order.get(activity, 1)).told() for locale in locales]
        found.append(drafted(activity, translated(told)))
    return several(found, next(iter(by_name)) if len(by_name) == 1 else source.root.resolve().name)


def _order(source: Source) -> dict[str, int]:
    for name in source.files:
        if name.endswith("structure/activities.yaml"):
            try:
                data = source.yaml(name)
            except LessonError:
                return {}
            activities = data.get("activities") if isinstance(data, dict) else None
            if isinstance(activities, dict):
                numbers = {str(key): value.get("order-number") for key, value in activities.items() if isinstance(value, dict)}
                return {key: number for key, number in numbers.items() if isinstance(number, int)}
    return {}


class _Teller:
    def __init__(self, source: Source, activity: str, locale: str, file: str, number: int) -> None:
        self.source, self.activity, self.locale, self.file, self.number = source, activity, locale, file, number
        self.folder = file.rpartition("/")[0]
        self.out = Transcript(source, tag_of(locale))
        self.pictures = {f"img/{f'/{name}'.partition('/img/')[2]}": name for name in source.files if "/img/" in f"/{name}"}
        self.materials: list[str] = []
        self.title = ""

    def told(self) -> Transcript:
        self.introduction()
        self.steps()
        self.challenges()
        for name, title in TITLES.items():
            self.page(name, title)
        for name in GUIDE:
            self.page(name, "")
        self.out.front = labelled(
            {
                "title": self.title or self.activity.replace("-", " ").capitalize(),
                "number": self.number,
                "materials": self.materials,
                "licence": _licence(self.source),
                "credits": CREDITS,
            }
        )
        return self.out

    def at(self, name: str) -> str:
        return f"{self.folder}/{name}" if self.folder else name

    def rows(self, name: str) -> list[Row]:
        if not self.source.has(self.at(name)):
            return []
        try:
            return parted(self.source.text(self.at(name)))[1]
        except LessonError as error:
            self.out.left(name, error.what, (self.at(name), 0))
            return []

    def introduction(self) -> None:
        """The title, things needed, and the rest for the guide."""
        rest: list[Row] = []
        needed = False
        for row, line in self.rows("introduction.md"):
            heading = re.match(r"(#{1,6})\s*(.*)", row)
            if heading and len(heading[1]) == 1 and not self.title:
                self.title = clean(heading[2])
                continue
            if heading:
                needed = bool(NEEDED.search(heading[2]))
            entry = re.match(r"(\s*)[-*+]\s+(.*)", row)
            if needed and entry:
                text = clean(html_words(entry[2]))
                if len(entry[1]) >= 2 and self.materials:
                    rest.append((row.strip(), line))
                else:
                    first, *more = sentences(text, self.out.tag) or [text]
                    self.materials.append(first.rstrip("."))
                    rest += [("", line), (" ".join([first, *more]), line), ("", line)] if more else []
            elif needed and row.strip() and not heading and self.materials:
                self.materials[-1] += f" {clean(html_words(row))}"
            elif not needed:
                rest.append((row, line))
        if any(row.strip() for row, _ in rest):
            Page(self.out, self.at("introduction.md"), self.pictures, title=self.title or "-").tell(rest, guide=True)

    def steps(self) -> None:
        lines = self.source.text(self.file).split("\n")
        starts = [at for at, row in enumerate(lines, 1) if re.match(r"-(?:\s|$)", row)]
        data = self.source.yaml(self.file)
        for number, entry in enumerate(data if isinstance(data, list) else []):
            line = starts[number] if number < len(starts) else 0
            if not isinstance(entry, dict):
                self.out.left(str(entry), "it is no step", (self.file, line))
                continue
            comment = COMMENT.match(lines[line - 2]) if line > 1 else None
            self.step(entry, comment[1] if comment else "", line)

    def step(self, entry: dict[str, Any], title: str, line: int) -> None:
        at = (self.file, line)
        says = _text(entry.get("presenter_says"))
        asides = [aside.strip() for match in ASIDE.finditer(says) for aside in match.groups() if aside and aside.strip()]
        says = tidy(ASIDE.sub(" ", says))
        first = next(iter(sentences(says, self.out.tag)), "") if says else ""
        self.out.heading(title or " ".join(first.split()[:7]).rstrip(".,:;!?…") or str(self.number), at)
        if says:
            self.out.text(says, at)
        image = entry.get("image")
        if isinstance(image, str) and image:
            self.out.picture(self.pictures.get(image, image), _text(entry.get("image_description")), at)
        if comment := " ".join(
            [*(f"{aside[:1].upper()}{aside[1:]}." for aside in asides), _text(entry.get("presenter_commentary"))]
        ).strip():
            self.out.note(comment, at)
        for key in entry:
            if key not in ("image", "presenter_says", "presenter_commentary", "image_description"):
                self.out.left(f"{key}: {entry[key]}", "a part of a step that is not known", at)

    def challenges(self) -> None:
        """Questions of the site with their answers; what is only about the box for typing is left out."""
        name = self.at("challenges.yaml")
        if not self.source.has(name):
            return
        data = self.source.yaml(name)
        for key, entry in data.items() if isinstance(data, dict) else ():
            question = _text(entry.get("question")) if isinstance(entry, dict) else ""
            answer = _text(entry.get("answer")) if isinstance(entry, dict) else ""
            kept = [
                one
                for one in sentences(question, self.out.tag)
                if not needs_computer(one, self.out.tag) and not re.search(r"\btyp(?:e|ed|ing)\b", one, re.IGNORECASE)
            ]
            for one in sentences(question, self.out.tag):
                if one not in kept:
                    self.out.left(one, "how to type the answer", (name, 0))
            if kept and answer:
                self.out.ask(
                    " ".join(kept),
                    answer.replace(",", ", ") if "," in answer and " " not in answer else answer,
                    (name, 0),
                    wait="write",
                )
            else:
                self.out.left(f"challenge {key}", "it has no question or no answer", (name, 0))

    def page(self, name: str, title: str) -> None:
        """A page beside the steps: told under a heading, or for the guide."""
        rows = self.rows(name)
        if not any(row.strip() for row, _ in rows):
            return
        page = Page(self.out, self.at(name), self.pictures, title=title or "-")
        if title:
            self.out.heading(title, (self.at(name), 1))
        page.tell(rows, guide=not title, headings=bool(title))


def _text(value: Any) -> str:
    """Words of a value, without tags."""
    return tidy(html_words(str(value))) if isinstance(value, str | int | float) else ""


def tidy(text: str) -> str:
    """Without the spaces that a tag or an aside left behind."""
    return re.sub(r"(?<=[(\[]) +| +(?=[.,;:!?)\]](?:\s|$))", "", " ".join(text.split()))


def _licence(source: Source) -> str:
    """The activities' text stands under the licence of everything else, where a file for contents names topics alone."""
    for name in source.files:
        if FILE.search(name) and "CONTENT" not in name.upper():
            try:
                if found := named(source.text(name)[:20_000]):
                    return found
            except LessonError:
                continue
    return licence(source)
