"""Where a line may end: offsets into the text, counted in characters; the text itself is never changed.

Unicode's rules (UAX 14), as ICU has them, say where a line may end at all; a language's own way (`breaks` in its file) takes
from that what its school books do not do.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache
from itertools import accumulate

from fontTools.unicodedata import script
from icu4py.breakers import CharacterBreaker, LineBreaker, WordBreaker

from broadcast.drawing.scripts import setting
from broadcast.language.model import every, load
from broadcast.language.thai_words import SPAN, words

DASHES = "—–"
NEVER_FIRST = frozenset("。．，、；：？！）」』】》〉〕］｝”’…‥·・々ー.,;:?!)]}%％‰℃°ๆฯ")
"""Signs that stand at no line's start; of blanks before them the same holds."""
NEVER_LAST = frozenset("（「『【《〈〔［｛“‘([{第")
"""Signs that stand at no line's end; 第 makes a number an ordinal."""


@lru_cache(8192)
def breaks(text: str, language: str) -> frozenset[int]:
    """Offsets after which a new line may start, the end of the text among them."""
    allowed = _ends(LineBreaker(text, language))
    found = WAYS[setting(language).breaks](text, allowed, language)
    return frozenset(at for at in found if 0 < at < len(text)) | {len(text)}


def _ends(parts: LineBreaker | WordBreaker) -> set[int]:
    return set(accumulate(len(part) for part in parts))  # its segments() counts UTF-16


def _spaces(text: str, allowed: set[int], language: str) -> set[int]:
    """As ICU has it; but a dash never starts a line."""
    return {at for at in allowed if at == len(text) or text[at] not in DASHES}


def _dictionary(text: str, allowed: set[int], language: str) -> set[int]:
    """Between the words of ICU's dictionary and of the language's school terms; a number keeps its measure word, and 第."""
    ends = _ends(WordBreaker(text, language))
    if (terms := _terms(language)) is not None:
        ends -= {at for term in terms.finditer(text) for at in range(term.start() + 1, term.end())}
    return {at for at in allowed & ends if at == len(text) or not _bound(text[at - 1], text[at])}


@cache
def _terms(language: str) -> re.Pattern[str] | None:
    """The school terms that its file names: no dictionary has all of them."""
    known = load(language).terms.values() if language in every() else ()
    words = sorted({word for word in known if len(word) > 1}, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, words))) if words else None


def _bound(before: str, after: str) -> bool:
    return after in NEVER_FIRST or before in NEVER_LAST or (before.isdigit() and script(after) == "Hani")


def _hangul(text: str, allowed: set[int], language: str) -> set[int]:
    """Beside Hangul at spaces only; a number keeps its counter."""
    found = _spaces(text, allowed, language)
    return {at for at in found if at == len(text) or (_apart(text[at - 1], text[at]) and not _counted(text, at, "Hang"))}


def _apart(before: str, after: str) -> bool:
    return before.isspace() or "Hang" not in (script(before), script(after))


def _thai(text: str, allowed: set[int], language: str) -> set[int]:
    """Between the words of Thai, which keep the marks after them; a number keeps its measure word."""
    found = _spaces(text, allowed, language)
    for span in SPAN.finditer(text):
        inside = set(accumulate((len(word) for word in words(span[0])), initial=span.start()))
        found = {at for at in found if not span.start() < at < span.end()} | (inside - {span.start(), span.end()})
    return {at for at in found if at == len(text) or not (_clings(text[at]) or _counted(text, at, "Thai"))}


def _counted(text: str, at: int, code: str) -> bool:
    """Whether a digit, a blank and a letter of the script stand here: 3 칸."""
    return at > 1 and text[at - 1] == " " and text[at - 2].isdigit() and script(text[at]) == code


def _clings(after: str) -> bool:
    return after in NEVER_FIRST or unicodedata.category(after) == "Mn"


WAYS: dict[str, Callable[[str, set[int], str], set[int]]] = {
    "spaces": _spaces,
    "dictionary": _dictionary,
    "hangul": _hangul,
    "thai": _thai,
}


@lru_cache(8192)
def clusters(text: str, language: str) -> tuple[str, ...]:
    """What a reader takes for single letters: nothing is ever cut inside one."""
    return tuple(CharacterBreaker(text, language))
