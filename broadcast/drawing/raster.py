"""Pages as pixels, by pdfium."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pypdfium2

if TYPE_CHECKING:
    from numpy.typing import NDArray


def frame(pdf: bytes, width: int = 1920, height: int = 1080, page: int = 0) -> NDArray[np.uint8]:
    """A page of a PDF as an array (height, width, 3) of red, green, blue; the page is stretched to fill it."""
    with pypdfium2.PdfDocument(pdf) as document:
        sheet = document[page]
        bitmap = pypdfium2.PdfBitmap.new_native(width, height, pypdfium2.raw.FPDFBitmap_BGRx)
        bitmap.fill_rect((255, 255, 255, 255), 0, 0, width, height)
        flags = pypdfium2.raw.FPDF_ANNOT
        pypdfium2.raw.FPDF_RenderPageBitmap(bitmap, sheet, 0, 0, width, height, 0, flags)
        pixels = np.ascontiguousarray(bitmap.to_numpy()[:, :, 2::-1])
        bitmap.close()
    return pixels


def picture(pdf: bytes | Path, page: int = 0, dpi: float = 150) -> NDArray[np.uint8]:
    """A page at its own shape, `dpi` pixels an inch."""
    data = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
    with pypdfium2.PdfDocument(data) as document:
        wide, high = document[page].get_size()
    return frame(data, round(wide * dpi / 72), round(high * dpi / 72), page)


def inks(pdf: bytes, dpi: float = 150) -> list[float]:
    """The share of each page that is ink, as `ink` finds it on its `picture`; for pages in black and grey."""
    found = []
    with pypdfium2.PdfDocument(pdf) as document:
        for sheet in document:
            wide, high = (round(side * dpi / 72) for side in sheet.get_size())
            bitmap = pypdfium2.PdfBitmap.new_native(wide, high, pypdfium2.raw.FPDFBitmap_BGRx)
            bitmap.fill_rect((255, 255, 255, 255), 0, 0, wide, high)
            pypdfium2.raw.FPDF_RenderPageBitmap(bitmap, sheet, 0, 0, wide, high, 0, pypdfium2.raw.FPDF_ANNOT)
            found.append(float(1 - bitmap.to_numpy()[:, :, 1].mean() / 255))
            bitmap.close()
    return found


def ink(pixels: NDArray[np.uint8]) -> float:
    """The share of a page that is ink, from 0 to 1: how dark its pixels are on average."""
    return float(1 - pixels.mean() / 255)


def texts(pdf: bytes | Path) -> list[str]:
    """The text of each page, as a reader's program gets it."""
    data = pdf if isinstance(pdf, bytes) else pdf.read_bytes()
    with pypdfium2.PdfDocument(data) as document:
        return [str(page.get_textpage().get_text_bounded()) for page in document]
