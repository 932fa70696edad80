"""Faces inside a PDF: one Type 0 font a face, cut to the glyphs used, with the text behind each glyph.

reportlab asks everything in `delayedFonts` for its objects when it saves: that is the door we use, so nothing of
reportlab's own font machinery is touched.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from reportlab.pdfbase import pdfdoc

from broadcast.drawing.canvas import number
from broadcast.drawing.fonts import Face
from broadcast.drawing.shaping import Glyph


class Embedded:
    """A face as one document uses it."""

    def __init__(self, face: Face, resource: str) -> None:
        self.face, self.resource = face, resource
        self.texts: dict[int, str] = {}
        """Glyph → the text it stands for, over the glyphs used."""

    def take(self, letters: Sequence[tuple[int, str]]) -> bool:
        """Remember glyphs that stand for one letter each; False where one stands for another already."""
        known = self.texts
        return all(known.setdefault(glyph, letter) == letter for glyph, letter in letters)

    def note(self, cluster: Sequence[Glyph], source: str) -> bool:
        """Remember what a cluster stands for; False where the glyph alone cannot say it and the text must stand beside it."""
        if len(cluster) == 1:
            return self.texts.setdefault(cluster[0].number, source) == source
        for place, glyph in enumerate(cluster):
            self.texts.setdefault(glyph.number, self.face.letter(glyph.number) or ("" if place else source))
        return False

    def addObjects(self, document: Any) -> None:  # noqa: N802 (reportlab's name)
        """Put the font's objects into the document; reportlab calls this once, when it saves."""
        glyphs = tuple(sorted({0, *self.texts}))
        program, compact = self.face.subset(glyphs)
        tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(repr(list(glyphs)).encode()).digest()[:6])
        name = f"/{tag}+{self.face.name}"
        kind = "FontFile3" if compact else "FontFile2"
        entries: dict[str, Any] = {"Subtype": "/CIDFontType0C"} if compact else {"Length1": len(program)}
        descriptor = self._descriptor(name)
        descriptor[kind] = self._add(document, _stream(document, program, entries), "file")
        widths = " ".join(f"{glyph} [{number(self.face.width(glyph))}]" for glyph in glyphs)
        system = {"Registry": pdfdoc.PDFString("Adobe"), "Ordering": pdfdoc.PDFString("Identity"), "Supplement": 0}
        descendant = {
            "Type": "/Font",
            "Subtype": "/CIDFontType0" if compact else "/CIDFontType2",
            "BaseFont": name,
            "CIDSystemInfo": pdfdoc.PDFDictionary(system),
            "FontDescriptor": self._add(document, pdfdoc.PDFDictionary(descriptor), "descriptor"),
            "DW": 1000,
            "W": f"[{widths}]",
        }
        if not compact:
            descendant["CIDToGIDMap"] = "/Identity"
        font = {
            "Type": "/Font",
            "Subtype": "/Type0",
            "BaseFont": name,
            "Encoding": "/Identity-H",
            "DescendantFonts": pdfdoc.PDFArray([self._add(document, pdfdoc.PDFDictionary(descendant), "cid")]),
            "ToUnicode": self._add(document, _stream(document, self._to_unicode().encode(), {}), "unicode"),
        }
        document.idToObject["BasicFonts"].dict[self.resource] = self._add(document, pdfdoc.PDFDictionary(font), "font")

    def _descriptor(self, name: str) -> dict[str, Any]:
        extents = self.face.font.get_font_extents("ltr")
        up, down = (round(value * self.face.scale) for value in (extents.ascender, extents.descender))
        bold = "Bold" in self.face.name
        return {
            "Type": "/FontDescriptor",
            "FontName": name,
            "Flags": 4,
            "FontBBox": pdfdoc.PDFArray([-1000, down, 3000, up]),
            "ItalicAngle": 0,
            "Ascent": up,
            "Descent": down,
            "CapHeight": 714,
            "StemV": 140 if bold else 80,
        }

    def _to_unicode(self) -> str:
        rows = [f"<{glyph:04X}> <{text.encode('utf-16-be').hex().upper()}>" for glyph, text in sorted(self.texts.items()) if text]
        parts = [rows[at : at + 100] for at in range(0, len(rows), 100)]
        body = "\n".join(f"{len(part)} beginbfchar\n" + "\n".join(part) + "\nendbfchar" for part in parts)
        return (
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap\n"
            "/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n"
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def\n"
            f"1 begincodespacerange <0000> <FFFF> endcodespacerange\n{body}\n"
            "endcmap CMapName currentdict /CMap defineresource pop end end"
        )

    def _add(self, document: Any, thing: Any, name: str) -> Any:
        return document.Reference(thing, f"{self.resource}:{name}")


def _stream(document: Any, content: bytes, entries: dict[str, Any]) -> Any:
    stream = pdfdoc.PDFStream(content=content)
    for key, value in entries.items():
        stream.dictionary[key] = value
    if document.compression:
        stream.filters = [pdfdoc.PDFZCompress]
    return stream


def embedded(document: Any, face: Face) -> Embedded:
    """The face as this document uses it, made at its first use."""
    for font in document.delayedFonts:
        if isinstance(font, Embedded) and font.face is face:
            return font
    fresh = Embedded(face, f"W{1 + len(document.delayedFonts)}")
    document.delayedFonts.append(fresh)
    return fresh
