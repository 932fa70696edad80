"""Forms of values inside of texts: what may stand after the colon in `f"{price:.2f}"`."""

from __future__ import annotations

import re

FORM = re.compile(r"(?:[^{}\n]?[<>^=])?[+\- ]?0?\d{0,2}[,_]?(?:\.\d{1,2})?[bdeEfFgGosxX%]?")
"""Filling, side, sign, width and decimals of at most two digits, kind."""
