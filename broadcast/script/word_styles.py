"""The styles of a script in Word, and the few marks of a document that python-docx has no word for."""

from __future__ import annotations

from typing import Any

PAGE, MARGIN = (210, 297), 16
"""A4 and its side margins, millimetres."""
FONT = "Arial"
"""On every machine that opens Word documents, or replaced by one of the same widths."""
PARAGRAPHS: tuple[tuple[Any, ...], ...] = (
    ("Script Label", "Normal", 9, "bold"),
    ("Script Fact", "Normal", 10),
    ("Script Column", "Normal", 8, "bold"),
    ("Script Number", "Normal", 10),
    ("Script Time", "Normal", 10),
    ("Script Source", "Normal", 10, "bold"),
    ("Script Words", "Normal", 11.5),
    ("Script Question", "Script Words", 11.5),
    ("Script Cue", "Normal", 11, "underline"),
    ("Script Direction", "Normal", 10),
    ("Script Paper", "Normal", 9, "italic"),
    ("Script Video", "Normal", 10),
    ("Script Id", "Normal", 6.5),
    ("Script Total", "Normal", 10, "bold"),
    ("Script End", "Normal", 14, "bold"),
)
"""The paragraph styles: name, the style it is based on, points, marks of the letters."""


def page(document: Any) -> None:
    """A4, with the margins of a script."""
    from docx.shared import Mm

    section = document.sections[0]
    section.page_width, section.page_height = Mm(PAGE[0]), Mm(PAGE[1])
    section.left_margin = section.right_margin = Mm(MARGIN)
    section.top_margin, section.bottom_margin = Mm(22), Mm(20)
    section.header_distance, section.footer_distance = Mm(10), Mm(9)
    _tab(document.styles["Header"], PAGE[0] - 2 * MARGIN)


def define(document: Any, language: str) -> None:
    """Every style that a script uses."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Pt, RGBColor

    styles = document.styles
    _language(styles, language)
    normal = styles["Normal"]
    _font(normal, 11)
    normal.paragraph_format.space_after = Pt(0)
    for name, size, bold in (("Title", 20, True), ("Subtitle", 12, False), ("Heading 2", 12, True), ("Header", 9, False)):
        style = styles[name]
        _font(style, size)
        style.font.bold, style.font.italic, style.font.color.rgb = bold, False, RGBColor(0, 0, 0)
        _no_border(style)
    styles["Title"].paragraph_format.space_after = Pt(2)
    styles["Subtitle"].paragraph_format.space_after = Pt(8)
    styles["Heading 2"].paragraph_format.space_before = Pt(14)
    styles["Heading 2"].paragraph_format.space_after = Pt(4)
    for name, base, points, *marks in PARAGRAPHS:
        style = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = styles[base]
        style.quick_style = True
        _font(style, points)
        for mark in marks:
            setattr(style.font, mark, True)
    styles["Script Words"].paragraph_format.line_spacing = 1.35
    styles["Script Question"].paragraph_format.keep_with_next = True
    styles["Script Paper"].paragraph_format.space_before = Pt(2)
    styles["Script Total"].paragraph_format.space_before = Pt(12)
    for name in ("Script Total", "Script End"):
        styles[name].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    styles["Script Total"].paragraph_format.keep_with_next = True
    styles["Script Id"].font.color.rgb = RGBColor(0x60, 0x60, 0x60)
    kept = styles.add_style("Script Kept", WD_STYLE_TYPE.PARAGRAPH)
    kept.base_style, kept.font.hidden, kept.font.size = normal, True, Pt(2)
    pause = styles.add_style("Script Pause", WD_STYLE_TYPE.CHARACTER)
    pause.font.bold, pause.font.size = True, Pt(10)
    _table_style(styles, "Script Facts", inside=False)
    _table_style(styles, "Script Table", inside=True)


def _twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


def identity(name: str) -> str:
    """The id of one of our styles: python-docx makes it from the name."""
    return name.replace(" ", "")


def wear(paragraph: Any, name: str) -> None:
    """Give a paragraph one of our styles, by its id: to look it up by its name each time takes most of the time of a script."""
    paragraph._p.style = identity(name)


def _font(style: Any, size: float) -> None:
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style.font.name, style.font.size = FONT, Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:cs"), FONT)


def _language(styles: Any, tag: str) -> None:
    """The language of every word in the document, for hyphens and spelling."""
    from docx.oxml.ns import qn

    for lang in styles.element.iter(qn("w:lang")):
        lang.set(qn("w:val"), tag)
        lang.set(qn("w:eastAsia"), tag)
    normal = styles["Normal"].element.get_or_add_rPr()
    lang = _child(normal, "w:lang")
    lang.set(qn("w:val"), tag)


def _no_border(style: Any) -> None:
    from docx.oxml.ns import qn

    properties = style.element.pPr
    border = properties.find(qn("w:pBdr")) if properties is not None else None
    if border is not None:
        properties.remove(border)


def _tab(style: Any, width: int) -> None:
    """One tab stop, at the right margin."""
    from docx.enum.text import WD_TAB_ALIGNMENT
    from docx.shared import Mm

    stops = style.paragraph_format.tab_stops
    stops.clear_all()
    stops.add_tab_stop(Mm(width), WD_TAB_ALIGNMENT.RIGHT)


def _table_style(styles: Any, name: str, *, inside: bool) -> None:
    """A table of thin lines between its rows, or of none."""
    from docx.enum.style import WD_STYLE_TYPE
    from docx.oxml.ns import qn

    style = styles.add_style(name, WD_STYLE_TYPE.TABLE)
    style.base_style = styles["Normal Table"]
    table = _child(style.element, "w:tblPr")
    if inside:
        borders = _child(table, "w:tblBorders")
        for side in ("top", "bottom", "insideH"):
            line = _child(borders, f"w:{side}")
            for key, value in (("val", "single"), ("sz", "4" if side == "insideH" else "8"), ("space", "0"), ("color", "000000")):
                line.set(qn(f"w:{key}"), value)
    margins = _child(table, "w:tblCellMar")
    for side, width in (("top", 40), ("left", 60), ("bottom", 40), ("right", 60)):
        edge = _child(margins, f"w:{side}")
        edge.set(qn("w:w"), str(width))
        edge.set(qn("w:type"), "dxa")


def _child(parent: Any, tag: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    found = parent.find(qn(tag))
    if found is None:
        found = OxmlElement(tag)
        parent.append(found)
    return found


def widths(table: Any, millimetres: tuple[int, ...]) -> None:
    """Fixed widths of the columns, which Word and LibreOffice both follow."""
    from docx.oxml.ns import qn
    from docx.shared import Mm

    table.autofit = False
    for column, width in zip(table.columns, millimetres, strict=True):
        column.width = Mm(width)
    for row in table._tbl.tr_lst:
        for cell, width in zip(row.tc_lst, millimetres, strict=True):
            cell.width = Mm(width)
    total = _child(table._tbl.tblPr, "w:tblW")
    total.set(qn("w:type"), "dxa")
    total.set(qn("w:w"), str(_twips(sum(millimetres))))


def repeat(row: Any) -> None:
    """This row stands again at the top of every page."""
    row._tr.get_or_add_trPr().append(_mark("w:tblHeader"))


def whole(row: Any) -> None:
    """This row does not go over a page."""
    row._tr.get_or_add_trPr().insert(0, _mark("w:cantSplit"))


def _mark(tag: str) -> Any:
    from docx.oxml import OxmlElement

    return OxmlElement(tag)


def line_break() -> Any:
    """A new line inside a paragraph."""
    return _mark("w:br")


def field(paragraph: Any, code: str) -> None:
    """A field that Word fills: PAGE, NUMPAGES."""
    _field_char(paragraph, "begin")
    _code(paragraph, f" {code} ")
    _field_char(paragraph, "separate")
    paragraph.add_run("1")
    _field_char(paragraph, "end")


def _field_char(paragraph: Any, kind: str) -> None:
    from docx.oxml.ns import qn

    mark = _mark("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def _code(paragraph: Any, code: str) -> None:
    from docx.oxml.ns import qn

    text = _mark("w:instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = code
    paragraph.add_run()._r.append(text)
