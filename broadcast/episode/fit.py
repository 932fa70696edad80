"""Fitting an episode into its slot, exact to the sample.

What must be said is fixed; one speaking rate is chosen for all of it; then optional talk is taken in by its priority,
waits move between their least and their most, and the closing bed takes the rest. Boxes are never touched. Where the
delivery profile wants silence at the head, the first cue begins after it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from broadcast.episode.format import Format, load, names
from broadcast.episode.model import Cue, Episode, Part, Segment
from broadcast.errors import FitError, TooLong, TooShort
from broadcast.timecode import SAMPLE_RATE, clock


class Timing(NamedTuple):
    """How long a part takes to say (samples) and where its words begin: (character, sample)."""

    duration: int
    marks: tuple[tuple[int, int], ...] = ()


Measure = Callable[[float], Mapping[tuple[str, int], Timing]]
"""Rate → timing of every part, by (cue id, index of the part)."""


def fit(episode: Episode, form: Format, measure: Measure) -> Episode:
    """The episode in its slot; FitError with the shortfall or with what to cut when there is no way."""
    attempts: list[FitError] = []
    segments = {cue.id: segment.id for segment in episode.segments for cue in segment.cues}
    for rate in _order(episode, form, measure):
        timings = measure(rate)
        timed = [_timed(cue, timings, form.gap_samples) for cue in episode.cues]
        kept, dropped = _attentive(timed, form, segments)
        kept = _filled(timed, kept, form.net)
        least, most = _sum(kept, "least"), _sum(kept, "most")
        if least <= form.net <= most:
            stretched = stretch(kept, form.net)
            return _placed(episode, stretched, dropped, rate, form)
        attempts.append(_complaint(kept, least, most, form))
    raise attempts[0]


def _order(episode: Episode, form: Format, measure: Measure) -> Sequence[float]:
    """Rates worth trying: the best first; slower ones only help what is short, faster ones what is long."""
    first = form.rates[0]
    timings = measure(first)
    timed = [_timed(cue, timings, form.gap_samples) for cue in episode.cues]
    timed = [cue for cue in timed if not cue.spare]
    must = [cue for cue in timed if not cue.optional]
    if _sum(must, "least") > form.net:
        return [first, *(rate for rate in form.rates if rate > first)]
    if _sum(timed, "most") < form.net:
        return [first, *(rate for rate in form.rates if rate < first)]
    return [first]


def _timed(cue: Cue, timings: Mapping[tuple[str, int], Timing], gap: int) -> Cue:
    """The cue with its parts placed; what is spoken gets least = ideal = most = its own length."""
    if not cue.parts:
        return cue
    at = 0
    parts: list[Part] = []
    for index, part in enumerate(cue.parts):
        timing = timings[cue.id, index]
        parts.append(part.model_copy(update={"start": at, "duration": timing.duration, "marks": timing.marks}))
        at += timing.duration + part.wait
    length = at + gap
    return cue.model_copy(update={"parts": tuple(parts), "least": length, "ideal": length, "most": length})


def _sum(cues: Sequence[Cue], field: str) -> int:
    return sum(getattr(cue, field) for cue in cues)


def groups(cues: Sequence[Cue]) -> list[list[Cue]]:
    """Cues that live or fall together: a question with its wait and answer, talk with the wait or the sound after it."""
    found: list[list[Cue]] = []
    open_question = False
    for cue in cues:
        together = found and cue.optional == found[-1][-1].optional and (open_question or cue.kind in ("wait", "effect"))
        if together:
            found[-1].append(cue)
        else:
            found.append([cue])
        if cue.kind == "ask" and not cue.closes:
            open_question = True
        elif cue.kind == "answer" or not together:
            open_question = cue.kind == "ask" and not cue.closes
    return found


def choose(cues: Sequence[Cue], length: int, segments: Mapping[str, str]) -> tuple[list[Cue], list[Cue]]:
    """(kept, dropped): optional groups come in by priority, 1 first, as long as every wait keeps its ideal.

    `segments` says which segment a cue belongs to: where one group of a segment finds no room, the later ones of its
    priority stay out as well, so that no story goes on without its beginning.
    """
    grouped = groups(cues)
    kept = {id(group) for group in grouped if not group[0].optional}
    total = sum(_sum(group, "ideal") for group in grouped if id(group) in kept)
    broken: set[tuple[str, int]] = set()
    for group in sorted((g for g in grouped if g[0].optional), key=lambda g: g[0].optional):
        cost = _sum(group, "ideal")
        story = (segments.get(group[0].id, ""), group[0].optional)
        if total + cost <= length and story not in broken:
            kept.add(id(group))
            total += cost
        else:
            broken.add(story)
    return (
        [cue for group in grouped if id(group) in kept for cue in group],
        [cue for group in grouped if id(group) not in kept for cue in group],
    )


def _attentive(cues: Sequence[Cue], form: Format, segments: Mapping[str, str]) -> tuple[list[Cue], list[Cue]]:
    """(kept, dropped) with as many spare responses as talk needs; their time is found by leaving other talk out."""
    told = [cue for cue in cues if not cue.spare]
    reserve = 0
    while True:
        kept, dropped = choose(told, form.net - reserve, segments)
        names = {cue.id for cue in kept}
        spare = responses_needed([cue for cue in cues if cue.spare or cue.id in names], form.talk_limit * SAMPLE_RATE)
        cost = _sum(spare, "ideal")
        if cost <= reserve:
            names |= {cue.id for cue in spare}
            return [cue for cue in cues if cue.id in names], dropped
        reserve = cost


def _filled(cues: Sequence[Cue], kept: list[Cue], length: int) -> list[Cue]:
    """With more spare responses, one after the other, where all else is too short."""
    names, most = {cue.id for cue in kept}, _sum(kept, "most")
    for cue in cues:
        if cue.spare and cue.id not in names and most < length:
            names.add(cue.id)
            most += cue.most
    return [cue for cue in cues if cue.id in names]


def responses_needed(cues: Sequence[Cue], limit: int) -> list[Cue]:
    """The spare responses to take in so that, where one is at hand, no stretch of talk passes `limit` samples."""
    found: list[Cue] = []
    talk, since, ready = 0, 0, None
    for cue in cues:
        if cue.spare:
            if talk:
                ready, since = cue, 0
        elif cue.kind == "wait" or any(part.wait for part in cue.parts):
            talk, since, ready = 0, 0, None
        elif cue.parts and cue.to == "pupils":
            if talk + cue.ideal > limit and ready:
                found.append(ready)
                talk, ready = since, None
            talk += cue.ideal
            since += cue.ideal
    return found


def stretch(cues: Sequence[Cue], length: int) -> list[Cue]:
    """Give every cue its duration so that the sum is `length`: waits shrink or grow in proportion, the bed last."""
    spare = length - _sum(cues, "ideal")
    bound = "least" if spare < 0 else "most"
    room = [abs(getattr(cue, bound) - cue.ideal) for cue in cues]
    waits = [index for index, cue in enumerate(cues) if cue.kind == "wait"]
    beds = [index for index, cue in enumerate(cues) if cue.kind != "wait" and room[index]]
    share = [0] * len(cues)
    left = abs(spare)
    for group in (waits, beds):
        total = sum(room[index] for index in group)
        take = min(left, total)
        given = 0
        passed = 0
        for index in group:
            passed += room[index]
            upto = take * passed // total if total else 0
            share[index], given = upto - given, upto
        left -= take
    if left:
        raise FitError("the episode cannot be stretched to its slot")
    sign = -1 if spare < 0 else 1
    return [cue.model_copy(update={"duration": cue.ideal + sign * part}) for cue, part in zip(cues, share, strict=True)]


def _complaint(kept: Sequence[Cue], least: int, most: int, form: Format) -> FitError:
    """What is wrong, by how much, and what to do about it."""
    alike = [other for name in names() if (other := load(name)).media == form.media]
    if least > form.net:
        longest = max((cue for cue in kept if cue.parts), key=lambda cue: cue.least)
        words = longest.text if len(longest.text) <= 60 else longest.text[:59] + "…"
        longer = min(
            (other for other in alike if other.net >= least),
            key=lambda other: (other.profile != form.profile, other.net),
            default=None,
        )
        return TooLong(
            f"the episode is {clock(least - form.net)} too long for its slot even with the shortest waits",
            remedy=f"Shorten what must be said, first “{words}” ({clock(longest.least)})"
            + (f", or use {longer.name}" if longer else ""),
        )
    fitting = max(
        (other for other in alike if other.net <= most),
        key=lambda other: (other.profile == form.profile, other.net),
        default=None,
    )
    return TooShort(
        f"the episode is {clock(form.net - most)} too short for its slot even with the longest waits: it fills {clock(most)}",
        remedy=f"The longest format that fits is {fitting.name}" if fitting else "No format is that short: add to the lesson",
    )


def _placed(episode: Episode, cues: Sequence[Cue], dropped: Sequence[Cue], rate: float, form: Format) -> Episode:
    placed: dict[str, Cue] = {}
    at = form.profile.head_samples
    for number, cue in enumerate(cues, 1):
        placed[cue.id] = cue.model_copy(update={"start": at, "number": number})
        at += cue.duration
    segments = tuple(
        Segment(**{**dict(segment), "cues": found})
        for segment in episode.segments
        if (found := tuple(placed[cue.id] for cue in segment.cues if cue.id in placed))
    )
    return episode.model_copy(
        update={
            "segments": segments,
            "length": form.length,
            "speech_rate": rate,
            "dropped": tuple(f"{cue.id}: {cue.text}" for cue in dropped if cue.text),
        }
    )
