"""A list of what there is, for people or for programs."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Any

import click


def show(rows: Sequence[Mapping[str, Any]], as_json: bool) -> None:
    """Rows with the same keys as an aligned table, or as JSON."""
    if as_json:
        click.echo(json.dumps(list(rows), ensure_ascii=False, indent=2))
        return
    if not rows:
        return
    heads = list(rows[0])
    cells = [heads, *([str(row[head]) for head in heads] for row in rows)]
    widths = [max(_wide(line[column]) for line in cells) for column in range(len(heads))]
    for line in cells:
        click.echo("  ".join(cell + " " * (width - _wide(cell)) for cell, width in zip(line, widths, strict=True)).rstrip())


def _wide(text: str) -> int:
    """How many places of a terminal a text takes: two for a Han character or Hangul syllable, none for a mark over a letter."""
    return sum(0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)
