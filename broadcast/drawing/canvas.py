"""A page to draw on: reportlab's canvas without its default Helvetica, tagged, and the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, BinaryIO
from xml.sax.saxutils import escape

from reportlab.lib.units import mm
from reportlab.pdfbase import pdfdoc
from reportlab.pdfgen.canvas import Canvas as PdfCanvas

SIZES: dict[str, tuple[float, float]] = {
    "a4": (210 * mm, 297 * mm),
    "letter": (612.0, 792.0),
    "frame": (1920.0, 1080.0),
}
"""Width and height in points; a frame's point is a pixel."""


def number(value: float) -> str:
    """A number as short as three digits after the point allow."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text in ("", "-0") else text


@dataclass(eq=False, slots=True)
class Element:
    """A node of the structure: a heading, a paragraph, a figure, a table …"""

    role: str
    parent: Element | None
    language: str = ""
    alt: str = ""
    scope: str = ""
    """Of a table's heading: `Column` or `Row`."""
    span: int = 1
    """Columns that a cell of a table takes."""
    kids: list[Element | tuple[int, int]] = field(default_factory=list)
    """Elements, or (page from 1, number of the marked content on it)."""
    name: str = ""


class Canvas(PdfCanvas):  # type: ignore[misc]
    """A PDF in the making.

        canvas = Canvas(path, "a4", title="The paper robot", language="en")
        Block("Hello", "en", 12).wrap(200) …           # blocks draw themselves and tag themselves
        with canvas.figure("A grid of five by five"):   # lines drawn inside belong to the figure
            canvas.line(0, 0, 10, 10)
        with canvas.artifact():                         # rules, frames, page numbers: skipped by a screen reader
            canvas.rect(…)
        canvas.showPage()
        canvas.save()

    `path` is a file or a binary stream, `size` a name in SIZES or (width, height) in points. All of reportlab's drawing
    methods work, except those for text: text is a `Block`.
    """

    def __init__(
        self,
        path: str | Path | BinaryIO,
        size: str | tuple[float, float] = "a4",
        *,
        title: str,
        language: str,
        author: str = "",
        subject: str = "",
        compress: bool = True,
    ) -> None:
        self.page_size = SIZES[size] if isinstance(size, str) else size
        self.language = language
        self._root = Element("Document", None, name="SE0")
        self._elements: list[Element] = [self._root]
        self._group: Element = self._root
        self._open = 0
        self._marks: list[list[Element]] = [[]]
        target = str(path) if isinstance(path, str | Path) else path
        super().__init__(target, pagesize=self.page_size, invariant=1, lang=language, pageCompression=int(compress))
        self.setTitle(title)
        self.setAuthor(author)
        self.setSubject(subject)
        self.setCreator("broadcast")
        self.setProducer("broadcast, ReportLab")

    # -- content

    @property
    def document(self) -> Any:
        return self._doc

    def line(self, x1: float, y1: float, x2: float, y2: float) -> None:
        self._code.append(f"n {number(x1)} {number(y1)} m {number(x2)} {number(y2)} l S")

    def setLineWidth(self, width: float) -> None:  # noqa: N802 (reportlab's name)
        self._lineWidth = width
        self._code.append(f"{number(width)} w")

    def operators(self, code: str) -> None:
        """Operators of the page, as they are."""
        self._code.append(code)

    @contextmanager
    def group(
        self, role: str | Element, *, language: str = "", alt: str = "", scope: str = "", span: int = 1
    ) -> Iterator[Element]:
        """A node that holds other elements (`Table`, `TR`, `L` …); give the node again to go on with it on another page."""
        node = self._element(role, language, alt, scope, span) if isinstance(role, str) else role
        before, self._group = self._group, node
        try:
            yield node
        finally:
            self._group = before

    @contextmanager
    def element(self, role: str, *, language: str = "", alt: str = "", scope: str = "", span: int = 1) -> Iterator[None]:
        """Everything drawn inside belongs to one new element; inside another such element it just belongs to that."""
        if self._open:
            yield
            return
        marks = self._marks[-1]
        node = self._element(role, language, alt, scope, span)
        node.kids.append((int(self.getPageNumber()), len(marks)))
        self._code.append(f"/{role} <</MCID {len(marks)}>> BDC")
        marks.append(node)
        with self._inside():
            yield

    def figure(self, alt: str) -> Any:
        """A picture with the words that stand for it."""
        return self.element("Figure", alt=alt)

    @contextmanager
    def artifact(self) -> Iterator[None]:
        """What is drawn inside is decoration; inside an element it belongs to that."""
        if self._open:
            yield
            return
        self._code.append("/Artifact BMC")
        with self._inside():
            yield

    @contextmanager
    def text_element(self, role: str, language: str) -> Iterator[None]:
        """Used by blocks: an element, unless the role is empty or something is open already."""
        if self._open or not role:
            yield
            return
        with self.element(role, language="" if language == self.language else language):
            yield

    @contextmanager
    def _inside(self) -> Iterator[None]:
        self._open += 1
        try:
            yield
        finally:
            self._open -= 1
            self._code.append("EMC")

    def _element(self, role: str, language: str, alt: str, scope: str, span: int) -> Element:
        scope = scope or ("Column" if role == "TH" else "")
        node = Element(role, self._group, language, alt, scope, span, name=f"SE{len(self._elements)}")
        self._elements.append(node)
        self._group.kids.append(node)
        return node

    # -- pages and the end

    def _make_preamble(self) -> None:
        self._preamble = "1 0 0 1 0 0 cm"  # reportlab would set Helvetica here, and so embed nothing but name it

    def _startdoc(self) -> None:
        """platypus calls this."""

    def showPage(self) -> None:  # noqa: N802 (reportlab's name)
        super().showPage()
        page = self._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.StructParents = len(self._marks) - 1
        page.Tabs = "/S"
        if self._pageCompression and page.stream:
            page.Contents = pdfdoc.PDFStream(content=page.stream)
            page.Contents.filters = [pdfdoc.PDFZCompress]  # without the letters of ASCII 85 that reportlab would add
        self._marks.append([])

    def save(self) -> None:
        """Write the file."""
        if self._code:
            self.showPage()
        self._structure()
        super().save()

    def _structure(self) -> None:
        document, reference = self._doc, pdfdoc.PDFObjectReference
        for node in self._elements:
            document.Reference(_Node(node), node.name)
        tree: list[Any] = []
        for number, marks in enumerate(self._marks[:-1]):
            tree += [number, pdfdoc.PDFArray([reference(node.name) for node in marks])]
        root = {
            "Type": "/StructTreeRoot",
            "K": reference(self._root.name),
            "ParentTree": pdfdoc.PDFDictionary({"Nums": pdfdoc.PDFArray(tree)}),
            "ParentTreeNextKey": len(self._marks) - 1,
        }
        document.Reference(pdfdoc.PDFDictionary(root), "StructRoot")
        catalog = document.Catalog
        catalog.StructTreeRoot = reference("StructRoot")
        catalog.MarkInfo = pdfdoc.PDFDictionary({"Marked": "true"})
        catalog.ViewerPreferences = pdfdoc.PDFDictionary({"DisplayDocTitle": "true"})
        catalog.Metadata = self._metadata()

    def _metadata(self) -> Any:
        title = escape(str(self._doc.info.title))
        content = (
            '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">'
            '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            '<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title><rdf:Alt>'
            f'<rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title></rdf:Description></rdf:RDF></x:xmpmeta>'
            '<?xpacket end="w"?>'
        )
        stream = pdfdoc.PDFStream(content=content.encode())
        stream.dictionary["Type"] = "/Metadata"
        stream.dictionary["Subtype"] = "/XML"
        stream.filters = []
        return stream


class _Node(pdfdoc.PDFObject):  # type: ignore[misc]
    """An element as it is written; a page has hundreds, so reportlab's dictionaries would take longer than drawing."""

    def __init__(self, node: Element) -> None:
        self.node = node

    def format(self, document: Any) -> bytes:
        numbers, node = document.idToObjectNumberAndVersion, self.node

        def reference(name: str) -> str:
            return f"{numbers[name][0]} 0 R"

        kids = " ".join(
            reference(kid.name) if isinstance(kid, Element) else f"<</Type /MCR /Pg {reference(f'Page{kid[0]}')} /MCID {kid[1]}>>"
            for kid in node.kids
        )
        parts = [
            f"/K [{kids}] /P {reference(node.parent.name if node.parent else 'StructRoot')} /S /{node.role} /Type /StructElem"
        ]
        if node.language:
            parts.append(f"/Lang ({node.language})")
        if node.scope or node.span > 1:
            scope, span = f" /Scope /{node.scope}" if node.scope else "", f" /ColSpan {node.span}" if node.span > 1 else ""
            parts.append(f"/A <</O /Table{scope}{span}>>")
        if node.alt:
            parts.append(f"/Alt {_string(node.alt)}")
        return f"<<{' '.join(parts)}>>".encode("ascii")


def _string(text: str) -> str:
    if text.isascii() and text.isprintable():
        return "(" + text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)") + ")"
    return f"<FEFF{text.encode('utf-16-be').hex().upper()}>"


def in_memory(size: str | tuple[float, float], *, title: str, language: str) -> tuple[Canvas, io.BytesIO]:
    """A canvas that saves into memory, and the stream that has the bytes after `save()`."""
    stream = io.BytesIO()
    return Canvas(stream, size, title=title, language=language), stream
