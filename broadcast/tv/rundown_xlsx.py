"""The rundown as a workbook: times are numbers that can be summed, words are never formulas, the same bytes each time."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from broadcast.episode.model import Episode
from broadcast.errors import EnvironmentFault
from broadcast.language.catalogue import Messages
from broadcast.script.spreadsheet import formula
from broadcast.script.word import STAMP, pack
from broadcast.tv.rundown import COLUMNS, Plan, Row, plan

WIDTHS = {"page": 7, "slug": 16, "segment": 32, "frames": 9, "type": 8, "first": 44}
"""Columns in letters; times take twelve."""
TIME, SIGNED = "[h]:mm:ss.00", "+0.00;-0.00;0.00"
"""Hours, minutes and seconds as a part of a day, as spreadsheets reckon; seconds over or under, which no spreadsheet shows
as a time when they are below nothing."""
DAY = 24 * 60 * 60
BARRED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
"""Letters that XML has no place for."""


def rundown_xlsx(path: Path, episode: Episode, messages: Messages) -> None:
    """Write the workbook; EnvironmentFault where the file cannot be written."""
    from openpyxl.writer.excel import ExcelWriter

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        ExcelWriter(_book(plan(episode, messages)), archive).save()  # Workbook.save would write today's date
    try:
        path.write_bytes(pack(buffer.getvalue()))
    except OSError as error:
        raise EnvironmentFault(f"{path} cannot be written: {error.strerror}") from error


def _book(told: Plan) -> Any:
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    about = book.properties
    about.title, about.creator, about.created, about.modified = _clean(told.title), "broadcast", STAMP, STAMP
    sheet = book.active
    sheet.title = "rundown"
    _row(sheet, 1, [told.names[name] for name in COLUMNS])
    for at, row in enumerate(told.rows, 2):
        _row(sheet, at, _values(told, row))
    last = len(told.rows) + 2
    _row(sheet, last, _sums(told))
    for at, name in enumerate(COLUMNS, 1):
        sheet.column_dimensions[get_column_letter(at)].width = WIDTHS.get(name, 12)
        for cell in (sheet.cell(1, at), sheet.cell(last, at)):
            cell.font = Font(bold=True)
        for line in range(1, last + 1):
            cell = sheet.cell(line, at)
            cell.alignment = Alignment(vertical="top", wrap_text=True)
            if name in ("start", "estimated", "actual", "running", "back") and line > 1:
                cell.number_format = TIME
            elif name == "over" and line > 1:
                cell.number_format = SIGNED
    sheet.freeze_panes = "A2"
    sheet.print_title_rows = "1:1"
    sheet.print_area = f"A1:{get_column_letter(len(COLUMNS))}{last}"
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", 9
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    return book


def _values(told: Plan, row: Row) -> list[str | int | float]:
    times = (_days(told, frames) for frames in (row.start, row.estimated, row.actual))
    return [
        row.page, row.slug, row.title, *times, row.actual, _days(told, row.end), _days(told, told.back(row)),
        float(row.over / told.rate.fraction), row.type, row.first,
    ]  # fmt: skip


def _sums(told: Plan) -> list[str | int | float]:
    estimated, actual = sum(row.estimated for row in told.rows), sum(row.actual for row in told.rows)
    over = float((actual - estimated) / told.rate.fraction)
    return ["", "", told.total, "", _days(told, estimated), _days(told, actual), actual, "", "", over, "", ""]


def _days(told: Plan, frames: int) -> float:
    return float(frames / told.rate.fraction / DAY)


def _row(sheet: Any, line: int, values: list[str | int | float]) -> None:
    for at, value in enumerate(values, 1):
        if value == "":
            continue
        cell = sheet.cell(line, at, _clean(value) if isinstance(value, str) else value)
        if isinstance(value, str):
            cell.data_type = "s"  # also where it begins like a formula, or is named like an error
            cell.quotePrefix = formula(value)


def _clean(text: str) -> str:
    return BARRED.sub("", text)
