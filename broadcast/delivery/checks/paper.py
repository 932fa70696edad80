"""Checks of every PDF, and of the worksheet and the first-day sheet: fonts, text, ink, pages."""

from __future__ import annotations

import ctypes
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium

from broadcast.delivery.checks.figure import Check, Package, at_most, exactly
from broadcast.paper.first_day import PAGES, keys

INK = 5.0
"""Per cent of a worksheet that may be black: ink is paid for by the school."""
DPI = 100


def fonts(package: Package) -> Iterator[Check]:
    """Every font of every PDF lies in it."""
    for name, path in package.here("*/*.pdf"):
        with pypdfium2.PdfDocument(path) as document:
            outside = sorted({font for page in document for font in _outside(page)})
        yield exactly("fonts-embedded", name, len(outside), 0, "fonts", ", ".join(outside))


def _outside(page: pypdfium2.PdfPage) -> Iterator[str]:
    for piece in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=8):
        font = pdfium.FPDFTextObj_GetFont(piece)
        if font and pdfium.FPDFFont_GetIsEmbedded(font) != 1:
            yield _name(font)


def _name(font: object) -> str:
    letters = ctypes.create_string_buffer(256)
    pdfium.FPDFFont_GetBaseFontName(font, letters, len(letters))
    return letters.value.decode("utf-8", "replace") or "unnamed"


def text(package: Package) -> Iterator[Check]:
    """Everything that belongs on a page can be read from it as text."""
    for pattern, wanted in WANTED.items():
        for name, path in package.here(pattern):
            there = _letters(_pages(path))
            missing = [forms[0] for forms in wanted(package) if not any(_letters([form]) in there for form in forms)]
            yield exactly("text", name, len(missing), 0, "texts", f"missing: {missing[0][:80]}" if missing else "")


def _pages(path: Path) -> list[str]:
    with pypdfium2.PdfDocument(path) as document:
        return [page.get_textpage().get_text_range() for page in document]


def _letters(pages: Iterable[str]) -> str:
    """Letters and digits alone: lines, columns, hyphens and ligatures of a page fall away."""
    plain = unicodedata.normalize("NFKC", "".join(pages)).replace("\u00ad", "").casefold()
    return "".join(sign for sign in plain if sign.isalnum() or unicodedata.category(sign).startswith("M"))


def _worksheet(package: Package) -> Iterator[tuple[str, ...]]:
    episode = package.episode
    yield (episode.title,)
    yield (episode.edition,)
    for box in episode.boxes:
        yield (box.heading,)
        yield (box.prompt,)


def _answers(package: Package) -> Iterator[tuple[str, ...]]:
    episode = package.episode
    for box in episode.boxes:
        yield (box.heading,)
        yield (box.answer,)


def _guide(package: Package) -> Iterator[tuple[str, ...]]:
    episode = package.episode
    guide = episode.guide
    for words in (episode.title, *guide.objectives, *guide.materials, *guide.notes, *guide.with_computer):
        yield (words,)


def _script(package: Package) -> Iterator[tuple[str, ...]]:
    episode = package.episode
    for cue in episode.cues:
        yield from ((part.spoken, part.text) for part in cue.parts)


def _first_day(package: Package) -> Iterator[tuple[str, ...]]:
    for key in keys(package.episode):
        yield (package.messages.text(key),)


WANTED = {
    "paper/worksheet-*.pdf": _worksheet,
    "paper/answers-*.pdf": _answers,
    "paper/guide-*.pdf": _guide,
    "paper/first-day-*.pdf": _first_day,
    "radio/script.pdf": _script,
    "tv/script.pdf": _script,
}
"""Which PDF must hold which texts of the package, each in one of its forms: a script may show what is said or what is printed."""


def worksheet(package: Package) -> Iterator[Check]:
    """As few sides as the format says, and little ink."""
    for name, path in package.here("paper/worksheet-*.pdf"):
        with pypdfium2.PdfDocument(path) as document:
            yield at_most("pages", name, len(document), package.form.sheet_pages, "pages")
            dark = [_ink(page) for page in document]
        yield at_most("ink", name, round(max(dark, default=0.0), 2), INK, "%")


def sheet(package: Package) -> Iterator[Check]:
    """The first-day sheet is one leaf with two sides, and little ink."""
    for name, path in package.here("paper/first-day-*.pdf"):
        with pypdfium2.PdfDocument(path) as document:
            yield exactly("pages", name, len(document), PAGES, "pages")
            dark = [_ink(page) for page in document]
        yield at_most("ink", name, round(max(dark, default=0.0), 2), INK, "%")


def _ink(page: pypdfium2.PdfPage) -> float:
    pixels = page.render(scale=DPI / 72, grayscale=True).to_numpy()
    return float(100 - 100 * np.mean(pixels) / 255)
