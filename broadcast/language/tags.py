"""A language's tag in whatever way people write it: `es_419`, `zh-CN`, `uz-Latn`, `pt_br`.

What a tag leaves unsaid (the script of `zh-TW`) and which language stands over a region (`es-419` over `es-MX`) is CLDR's to say.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from functools import cache

from babel.core import Locale, get_global, parse_locale

from broadcast.errors import InputError
from broadcast.language.model import every, tags

Whole = tuple[str, str, str]
"""Language, script and territory."""


def known(tag: str) -> str:
    """A tag as we write it; InputError says why it is none, and which may be meant."""
    found = resolved(tag, every())
    if found:
        return found
    near = difflib.get_close_matches(_plain(tag), [candidate.casefold() for candidate in every()], 1, 0.4)
    asked = complete(tag)
    other = next((each for each in tags() if asked and (whole := complete(each)) and whole[0] == asked[0]), "")
    if asked and other and (mine := complete(other)) and mine[1] != asked[1]:
        raise InputError(f"{tag!r} is written in {_script(asked[1])}", remedy=f"We have {other}, in {_script(mine[1])}")
    hint = f"Did you mean {other or near[0]}? " if other or near else ""
    raise InputError(f"{tag!r} is no language we have", remedy=f"{hint}We have: {', '.join(every())}")


def resolved(tag: str, candidates: Sequence[str]) -> str:
    """The candidate that a tag means; empty where it means none. Languages stand before regions in `candidates`."""
    plain = _plain(tag)
    for candidate in candidates:
        if candidate.casefold() == plain:
            return candidate
    asked = complete(tag)
    if asked is None:
        return ""
    alike = [(candidate, whole) for candidate in candidates if (whole := complete(candidate)) and whole[:2] == asked[:2]]
    for candidate, whole in alike:
        if whole == asked:
            return candidate
    over = set(_over(tag))
    for candidate, _ in alike:
        own = _territory(candidate)
        if not own or not _territory(tag) or _underscored(candidate) in over:
            return candidate
    return ""


def _plain(tag: str) -> str:
    return tag.strip().replace("_", "-").casefold()


def _parts(tag: str) -> tuple[str, str, str] | None:
    """What a tag says itself: language, script, territory."""
    try:
        language, territory, script, *more = parse_locale(tag.strip().replace("-", "_"))
    except ValueError:
        return None
    if any(more):
        return None
    return get_global("language_aliases").get(language, language), script or "", territory or ""


def _territory(tag: str) -> str:
    parts = _parts(tag)
    return parts[2] if parts else ""


@cache
def complete(tag: str) -> Whole | None:
    """A tag with what CLDR takes for likely where it says nothing; None for what is no tag."""
    parts = _parts(tag)
    if parts is None:
        return None
    language, script, territory = parts
    likely = get_global("likely_subtags")
    for key in (f"{language}_{script}_{territory}", f"{language}_{territory}", f"{language}_{script}", language):
        if key in likely and "__" not in key:
            filled = likely[key].split("_")
            return language, script or filled[1], territory or filled[2]
    return None


def _over(tag: str) -> Iterator[str]:
    """The tags that stand over one in CLDR, the nearest first."""
    parts = _parts(tag)
    whole = complete(tag)
    if parts is None or whole is None:
        return
    parents = get_global("parent_exceptions")
    usual = likely[1] if (likely := complete(whole[0])) else ""
    at = "_".join(part for part in (whole[0], whole[1] if whole[1] != usual else "", parts[2]) if part)
    while at and at != "root":
        yield at
        at = parents.get(at) or at.rpartition("_")[0]


def _underscored(tag: str) -> str:
    return tag.replace("-", "_")


def _script(code: str) -> str:
    return str(Locale("en").scripts.get(code, code))
