"""Where in a stretch of speech its words begin."""

from __future__ import annotations

import re
from bisect import bisect_left

from broadcast.audio.voices.engine import Marks

WORD = re.compile(r"\w\S*")
PAUSE = {".": 8, "!": 8, "?": 8, "…": 8, "。": 4, "！": 4, "？": 4, ":": 5, ";": 5, ",": 3, "，": 2, "、": 2}
"""How many letters of time a sign is worth, where an engine does not say when its words begin."""


def complete(marks: Marks, text: str, length: int) -> Marks:
    """The marks, and one for each word of `text` that has none, in proportion to the letters between its neighbours.

    `length` is that of the speech in samples. Ascending in characters and in samples.
    """
    weights = [0.0]
    for letter in text:
        weights.append(weights[-1] + (PAUSE.get(letter) or 1))
    known = [(at, min(max(sample, 0), length)) for at, sample in marks]
    if not known or known[0][0] > 0:
        first = WORD.search(text)
        start = first.start() if first else 0
        if not known or known[0][0] > start:
            known.insert(0, (start, 0))
    anchors = [*known, (len(text), length)]
    places = [at for at, _ in anchors]
    out = dict(known)
    for word in WORD.finditer(text):
        after = bisect_left(places, word.start())
        if any(word.start() <= at < word.end() for at, _ in known) or not 0 < after < len(anchors):
            continue
        (left, begin), (right, end) = anchors[after - 1], anchors[after]
        share = (weights[word.start()] - weights[left]) / max(1.0, weights[right] - weights[left])
        out[word.start()] = begin + round(share * (end - begin))
    ordered: list[tuple[int, int]] = []
    for at, sample in sorted(out.items()):
        ordered.append((at, max(sample, ordered[-1][1]) if ordered else sample))
    return tuple(ordered)
