"""Thai words: Thai writes none of the blanks between them, so a dictionary must find them.

pythainlp's longest matching (newmm) over its own dictionary and the words that the language's file names: school terms, the
robot's words and those whose sound it gives. ICU's dictionary takes ติดตามลูป for ติด, ตา and มลูป.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import chain
from typing import Any

from broadcast.language.model import load, tags

SPAN = re.compile("[\u0e01-\u0e3a\u0e40-\u0e4e]+")
"""Thai letters and marks without digits and the baht."""


@lru_cache(16384)
def words(span: str) -> tuple[str, ...]:
    """A stretch of Thai letters cut into words; together they are the stretch."""
    segment, dictionary = _loaded()
    return tuple(segment(span, custom_dict=dictionary))


@cache
def _loaded() -> tuple[Any, Any]:
    """What cuts, and the dictionary as a tree; made once, in half a second."""
    for name in ("PYTHAINLP_READ_ONLY", "PYTHAINLP_OFFLINE"):  # it would make a folder in the user's home
        os.environ.setdefault(name, "1")
    from pythainlp.corpus import thai_words
    from pythainlp.tokenize.newmm import segment
    from pythainlp.util import Trie

    return segment, Trie({*thai_words(), *_own()})


def _own() -> Iterator[str]:
    if "th" not in tags():
        return iter(())
    language = load("th")
    known = (*language.terms.values(), *chain(*language.robot.values()), *language.espeak.get("phonemes", ()))
    return (span for term in known for span in SPAN.findall(term))
