"""The mark around words that stayed in another language: seen on paper and on the screen, and never said."""

from __future__ import annotations

OPEN, CLOSE = "⁅", "⁆"
"""Square brackets with a quill: the fonts of every script have them, and no text uses them."""


def marked(text: str) -> str:
    """The text as it is shown; nothing stays nothing."""
    return f"{OPEN}{text}{CLOSE}" if text else text


def unmarked(text: str) -> str:
    """The text as it is said."""
    return text.replace(OPEN, "").replace(CLOSE, "") if OPEN in text else text
