"""Words that go into a spreadsheet stay words."""

from __future__ import annotations

SIGNS = "=+-@\t\r\n＝＋－＠"
"""First letters by which a spreadsheet takes a cell for a formula; the wide ones are read so in East Asian editions
(https://owasp.org/www-community/attacks/CSV_Injection)."""


def formula(text: str) -> bool:
    """Whether a spreadsheet would take the text for a formula, also behind blanks."""
    first = text.lstrip(" ")[:1]
    return bool(first) and first in SIGNS


def inert(text: str) -> str:
    """A text that a spreadsheet does not take for a formula: CSV has no other way to say so than an apostrophe."""
    return f"'{text}" if formula(text) else text
