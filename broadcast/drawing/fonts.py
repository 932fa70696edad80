"""The faces that text is set in, and which of them has a letter.

All come as wheels: Noto Sans and its sisters for other scripts (manimgx-fonts), Noto Sans CJK (manimgx-fonts-cjk) and IBM
Plex Mono for code (fontpkg-ibm-plex-mono). A language's file names the families to try first (`scripts`); the others follow,
so a Thai word in an English lesson is found as well. A letter that no face has is a TextError, never an empty box.
"""

from __future__ import annotations

import io
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import uharfbuzz as hb
from fontTools.ttLib import TTFont
from fontTools.unicodedata import script

from broadcast.drawing.scripts import setting
from broadcast.errors import EnvironmentFault, TextError

MONO = "Mono"
CJK_INDEX = {"CJKjp": 0, "CJKkr": 1, "CJKsc": 2, "CJKtc": 3, "CJKhk": 4}
"""The same Han character has another shape in each of these; the collection holds all five."""
REST = ("Sans", "SansThai", "SansDevanagari", "CJKsc", "CJKtc", "CJKkr", "SansSymbols", "Emoji")
BACKWARDS = ("Arab", "Hebr", "Syrc", "Thaa", "Nkoo", "Adlm")
"""Scripts written from right to left: they would be drawn, but not in order, so they are refused."""
INVISIBLE = frozenset({0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF, 0xAD, 0xFE0E, 0xFE0F})
"""Letters without ink: they stay with the face before them."""

SUBSETS = 8
"""Subsets of a face that are kept."""

# Tables that a PDF needs nothing of.
_DROP = (
    "GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "STAT", "name", "post", "OS/2", "DSIG", "cmap", "gasp",
    "MVAR", "HVAR", "avar", "fvar",
)  # fmt: skip


@dataclass(eq=False, slots=True)
class Face:
    """One face at one weight, shared by the whole process; nothing in it changes."""

    name: str
    font: Any = field(repr=False)
    """HarfBuzz's font, at its weight."""
    weight: int
    """Of a variable font; 0 for a static one."""
    chars: frozenset[int] = field(repr=False)
    _letters: dict[int, str] = field(default_factory=dict, repr=False)
    _widths: dict[int, float] = field(default_factory=dict, repr=False)
    _subsets: dict[tuple[int, ...], tuple[bytes, bool]] = field(default_factory=dict, repr=False)

    @classmethod
    def load(cls, name: str, path: Path, index: int = 0, weight: int = 0) -> Face:
        if not path.is_file():
            raise EnvironmentFault(f"the font {path.name} is missing", remedy="Install the program's dependencies again")
        font = hb.Font(hb.Face(hb.Blob.from_file_path(str(path)), index))
        if weight:
            font.set_variations({"wght": weight})
        return cls(name, font, weight, frozenset(font.face.unicodes))

    @property
    def compact(self) -> bool:
        """Outlines of the CFF kind, which a PDF embeds in another way than TrueType."""
        return "glyf" not in self.font.face.table_tags

    @property
    def scale(self) -> float:
        """Thousandths of the size in one unit of the font."""
        return 1000 / float(self.font.face.upem)

    def width(self, glyph: int) -> float:
        """Advance in thousandths of the size."""
        if glyph not in self._widths:
            self._widths[glyph] = float(self.font.get_glyph_h_advance(glyph)) * self.scale
        return self._widths[glyph]

    def letter(self, glyph: int) -> str:
        """The letter that this glyph alone stands for; empty for ligatures and the like."""
        if not self._letters:
            for char in sorted(self.chars):
                self._letters.setdefault(self.font.get_nominal_glyph(char), chr(char))
        return self._letters.get(glyph, "")

    def subset(self, glyphs: tuple[int, ...]) -> tuple[bytes, bool]:
        """The font program with these glyphs only, and whether it is CFF keyed by glyph number (else TrueType).

        The last ones are kept: a sheet is drawn several times with the same words until it fits.
        """
        if glyphs not in self._subsets:
            while len(self._subsets) >= SUBSETS:
                self._subsets.pop(next(iter(self._subsets)))
            self._subsets[glyphs] = self._cut(glyphs)
        return self._subsets[glyphs]

    def _cut(self, glyphs: tuple[int, ...]) -> tuple[bytes, bool]:
        flags = hb.SubsetFlags
        wanted = hb.SubsetInput()
        keep = flags.DOWNGRADE_CFF2 if self.compact else flags.RETAIN_GIDS
        wanted.flags = flags.NO_LAYOUT_CLOSURE | flags.NO_HINTING | flags.NOTDEF_OUTLINE | keep
        for glyph in glyphs:
            wanted.glyph_set.add(glyph)
        for name in _DROP:
            wanted.drop_table_tag_set.add(int.from_bytes(name.encode(), "big"))
        if self.weight:
            wanted.pin_axis_location(self.font.face, "wght", float(self.weight))
        data = bytes(wanted.subset(self.font.face).blob.data)
        return (_keyed(data, glyphs, self.name), True) if self.compact else (data, False)


def _keyed(data: bytes, glyphs: tuple[int, ...], name: str) -> bytes:
    """The bare CFF of a subset font, its characters named by the numbers they had in the whole font."""
    font = TTFont(io.BytesIO(data), recalcBBoxes=False)
    cff = font["CFF "].cff
    top = cff[0]
    strings = top.CharStrings
    old = list(top.charset)
    names = [".notdef", *(f"cid{glyph:05d}" for glyph in sorted({0, *glyphs})[1:])]
    if len(names) != len(old):
        raise EnvironmentFault(f"the font {name} cannot be cut to its letters", remedy="Install the versions of pyproject.toml")
    strings.charStrings = {new: strings.charStrings[was] for new, was in zip(names, old, strict=True)}
    top.charset[:] = names
    cff.fontNames[0] = name
    out = io.BytesIO()
    cff.compile(out, font, isCFF2=False)
    return out.getvalue()


@cache
def face(family: str, bold: bool) -> Face:
    """A family (`Sans`, `SansThai`, `CJKsc`, `Mono` …) at regular or bold weight."""
    style, weight = ("Bold", 700) if bold else ("Regular", 400)
    if family == MONO:
        name = f"IBMPlexMono-{'Bold' if bold else 'Medium'}"  # Regular is too thin to be copied twice
        return Face.load(name, _folder("fontpkg_ibm_plex_mono") / "files" / f"{name}.ttf")
    if family in CJK_INDEX:
        path = _folder("manimgx_fonts_cjk") / "NotoSansCJK-VF.otf.ttc"
        return Face.load(f"NotoSans{family}-{style}", path, CJK_INDEX[family], weight)
    return Face.load(f"Noto{family}-{style}", _folder("manimgx_fonts") / f"Noto{family}[wght].ttf", 0, weight)


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise EnvironmentFault(f"the fonts of {package} are missing", remedy="Install the program's dependencies again")
    return Path(spec.origin).parent


@cache
def families(language: str, mono: bool = False) -> tuple[str, ...]:
    """Every family in the order in which it is asked for a letter of this language."""
    return tuple(dict.fromkeys((*((MONO,) if mono else ()), *setting(language).fonts, *REST)))


@lru_cache(65536)
def pick(char: str, language: str, bold: bool = False, mono: bool = False, before: Face | None = None) -> Face:
    """The face for a letter; TextError when none has it. `before` is the face of the letter before it."""
    code = ord(char)
    if before and (code in INVISIBLE or (code in before.chars and (char == " " or script(char) == "Zinh"))):
        return before
    if script(char) in BACKWARDS:
        raise TextError(f"text from right to left cannot be drawn yet: {char!r}", remedy="Write it in another script")
    if code in INVISIBLE:
        return face("Sans", bold)
    order = families(language, mono)
    if not mono and (code < 0x80 or script(char) in ("Latn", "Cyrl", "Grek")):
        order = ("Sans", *order)
    for family in order:
        found = face(family, bold)
        if code in found.chars:
            return found
    raise TextError(f"no font has the letter {char!r} (U+{code:04X})", remedy="Write it with another letter")
