"""The file itself: tagged, its fonts inside, the same bytes each time."""

from __future__ import annotations

import ctypes
import hashlib
import os
import subprocess
import sys

import pypdfium2
import pypdfium2.raw as pdfium

from broadcast.drawing.canvas import in_memory
from broadcast.drawing.figures import paint
from broadcast.drawing.shaping import Run
from broadcast.drawing.text import Block
from tests.drawing.figure_cases import FILLED, fonts

SCRIPT = """
import hashlib
from tests.drawing.test_drawing_canvas import document
print(hashlib.sha256(document()).hexdigest())
"""


def document() -> bytes:
    """Two pages of everything that a document has."""
    canvas, stream = in_memory("a4", title="Robot & Co", language="en")
    for text, language, role in (
        ("The robot", "en", "H1"),
        ("¿Dónde está?", "es-419", "P"),
        ("机器人走", "zh-Hans", "P"),
        ("ที่นี่", "th", "P"),
    ):
        block = Block([Run(text, bold=role == "H1"), Run(" print(3)", mono=True, underline=True)], language, 14, role=role)
        block.wrap(400)
        block.draw(canvas, 50, 800)
        canvas.showPage()
    y = 820.0
    for figure in FILLED.values():
        if y < 250:
            canvas.showPage()
            y = 820
        y -= paint(canvas, figure, 40, y, 400) + 10
    canvas.save()
    return stream.getvalue()


def test_same_bytes_here_and_in_another_process() -> None:
    first = document()
    assert first == document()
    env = {**os.environ, "PYTHONHASHSEED": "12345", "TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, env=env, check=True)
    assert done.stdout.strip() == hashlib.sha256(first).hexdigest()


def test_every_font_is_inside_and_no_other_is_named() -> None:
    data = document()
    found = fonts(data)
    assert len(found) >= 5
    assert all(found.values())
    assert b"Helvetica" not in data


def structure(data: bytes) -> list[tuple[str, str]]:
    """(role, alternative text) of all nodes, in order, by pdfium."""
    found: list[tuple[str, str]] = []
    buffer = ctypes.create_string_buffer(2000)

    def text(call: object, node: object) -> str:
        size = call(node, buffer, 2000)  # type: ignore[operator]
        return buffer.raw[: max(size - 2, 0)].decode("utf-16-le")

    def walk(node: object) -> None:
        found.append((text(pdfium.FPDF_StructElement_GetType, node), text(pdfium.FPDF_StructElement_GetAltText, node)))
        for at in range(pdfium.FPDF_StructElement_CountChildren(node)):
            child = pdfium.FPDF_StructElement_GetChildAtIndex(node, at)
            if child:
                walk(child)

    with pypdfium2.PdfDocument(data) as file:
        assert pdfium.FPDFCatalog_IsTagged(file.raw)
        for page in file:
            tree = pdfium.FPDF_StructTree_GetForPage(page.raw)
            for at in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                walk(pdfium.FPDF_StructTree_GetChildAtIndex(tree, at))
            pdfium.FPDF_StructTree_Close(tree)
    return found


def test_headings_tables_and_pictures_are_tagged() -> None:
    nodes = structure(document())
    roles = [role for role, _ in nodes]
    for role in ("H1", "P", "Figure", "Table", "TR", "TH", "TD"):
        assert role in roles
    assert ("Figure", FILLED["grid"].alt) in nodes
    assert ("Figure", FILLED["matching"].alt) in nodes
