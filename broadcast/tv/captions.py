"""Captions timed to the sound: what is said, as it is printed, broken at phrases.

Figures: 32 letters a line, two lines and none under 2 s are the DCMP Captioning Key's for children; at most 7 s and two
frames between captions is the BBC's custom; letters a line and a second by language stand in the language's file.
A caption under 2 s is only made where the sound leaves no more.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from broadcast.drawing.breaks import clusters
from broadcast.episode.model import Cue, Episode
from broadcast.errors import TextError
from broadcast.language.catalogue import Messages
from broadcast.language.letters import capitals, columns
from broadcast.language.model import Language
from broadcast.timecode import SAMPLE_RATE, Rate, frame_of, slot_frames
from broadcast.tv.align import words
from broadcast.tv.phrases import between, ends

LINES = 2
GAP = 2
"""Frames between two captions."""
LEAST, WISHED, MOST = 1, 2, 7
"""Seconds that a caption stands."""
LABEL = 4
"""Seconds that the label of a sound stands."""
PAUSE = Fraction(12, 10)
"""Seconds of silence after which a new caption begins."""
LINGER = Fraction(4, 10)
"""Seconds that a caption stays after its last word, where there is room."""


@dataclass(frozen=True, slots=True)
class Caption:
    """A caption on screen from frame `start` up to frame `end`."""

    start: int
    end: int
    lines: tuple[str, ...]
    sound: bool = False
    """A label for music or a wait, not speech."""

    def letters(self, language: Language) -> float:
        """Of all lines, as the language counts them."""
        return sum(columns(line, language.caption_halves) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Broken:
    """A caption that breaks a limit: its number from 1, the rule, what was found, what is allowed."""

    number: int
    rule: str
    value: float
    limit: float


@dataclass(frozen=True, slots=True)
class _Word:
    text: str
    start: int
    """Samples from the start of the episode."""
    end: int
    opens: bool
    """The first word of a cue."""
    begins: bool
    """The first word of what is said in one breath."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Speech of one voice without a wait in between."""

    words: tuple[_Word, ...]
    label: str
    until: int
    """Sample up to which its last caption may stay."""


def captions(episode: Episode, messages: Messages) -> tuple[Caption, ...]:
    """All captions of an episode in order, apart from each other, inside the slot."""
    rate = Rate.parse(episode.frame_rate)
    total = slot_frames(episode.length, rate)
    speech = [drawn for run in _runs(episode, messages) for drawn in _broken(run, messages.language)]
    sounds = [cue.start for cue in episode.cues if cue.kind == "effect" and cue.note]
    """What is said ends where a sound begins that is to be heard, and read, by itself."""
    found: list[Caption] = []
    for index, (start, heard, lines) in enumerate(speech):
        after = min([speech[index + 1][0] if index + 1 < len(speech) else episode.length, *(at for at in sounds if at > start)])
        begin = min(frame_of(start, rate), total - 1)
        letters = Caption(0, 0, lines).letters(messages.language)
        wished = max(_frames(WISHED, rate), _frames(Fraction(letters) / messages.language.caption_reading, rate))
        last = min(frame_of(after, rate) - GAP, begin + int(MOST * rate.fraction), total)
        end = max(min(max(frame_of(heard, rate) + _frames(LINGER, rate), begin + wished), last), begin + 1)
        found.append(Caption(begin, end, lines))
    return tuple(sorted(_spread(found, rate) + _labels(episode, messages, found, rate, total), key=lambda caption: caption.start))


def _frames(seconds: Fraction | int, rate: Rate) -> int:
    """Seconds as frames, rounded up."""
    return -int(-seconds * rate.fraction // 1)


def _runs(episode: Episode, messages: Messages) -> Iterator[_Run]:
    cues = list(episode.cues)
    index, before = 0, ""
    while index < len(cues):
        run = [cues[index]]
        while (
            index + len(run) < len(cues)
            and run[0].parts
            and cues[index + len(run)].parts
            and cues[index + len(run)].role == run[0].role
        ):
            run.append(cues[index + len(run)])
        index += len(run)
        if not run[0].parts:
            continue
        role = run[0].role
        label = (
            ""
            if role == before
            else f"{capitals(episode.second, messages.language.tag)}: "
            if role == "second" and episode.second
            else "- "
            if before
            else ""
        )
        before = role
        yield _Run(tuple(word for cue in run for word in _words(cue, messages.language)), label, run[-1].start + run[-1].duration)


def _words(cue: Cue, language: Language) -> Iterator[_Word]:
    opens = True
    for part in cue.parts:
        base, begins = cue.start + part.start, True
        for word in words(part, language.tag):
            for piece in _cut(word.text, language):
                yield _Word(piece, base + word.start, base + word.end, opens, begins)
                opens = begins = False


def _cut(text: str, language: Language) -> Iterator[str]:
    """A word, in parts where no line holds it."""
    part = ""
    for letter in clusters(text, language.tag) if _size(text.rstrip(), language) > language.caption_letters else ():
        if _size((part + letter).rstrip(), language) > language.caption_letters:
            yield part
            part = ""
        part += letter
    yield part or text


def _size(text: str, language: Language) -> float:
    return columns(text, language.caption_halves)


def _joined(parts: Sequence[_Word], language: Language) -> str:
    """Words as one line; between two sayings stands what the language has between sentences."""
    text = ""
    for word in parts:
        text += (language.sentence_space if text and word.begins and not text[-1].isspace() else "") + word.text
    return text.strip()


def _broken(run: _Run, language: Language) -> list[tuple[int, int, tuple[str, ...]]]:
    """The run as captions: (first sample, last sample heard, lines), by the least total cost."""
    count = len(run.words)
    best: list[tuple[float, int, tuple[str, ...]]] = [(0.0, 0, ())]
    for stop in range(1, count + 1):
        choices = []
        for start in range(stop - 1, -1, -1):
            made = _cost(run, start, stop, language)
            if made is None:
                break
            choices.append((best[start][0] + made[0], start, made[1]))
        if not choices:
            raise TextError(f"the words {run.words[stop - 1].text!r} fit no caption")
        best.append(min(choices))
    found = []
    stop = count
    while stop:
        _, start, lines = best[stop]
        found.append((run.words[start].start, run.words[stop - 1].end, lines))
        stop = start
    return found[::-1]


def _cost(run: _Run, start: int, stop: int, language: Language) -> tuple[float, tuple[str, ...]] | None:
    """How bad a caption of the words from `start` to `stop` would be, and its lines; None when it cannot be."""
    inside = run.words[start:stop]
    label = run.label if start == 0 else ""
    laid = _lines(inside, label, language)
    pauses = [(after.start - before.end) / SAMPLE_RATE for before, after in pairwise(inside)]
    if laid is None or any(pause > PAUSE for pause in pauses):
        return None
    lines, cost = laid
    free = (run.words[stop].start if stop < len(run.words) else run.until) - inside[0].start
    seconds, letters = free / SAMPLE_RATE - 0.08, sum(_size(line, language) for line in lines)
    over = stop == len(run.words) or run.words[stop].opens
    cost += 3 + (0 if over else between(inside[-1].text, run.words[stop].text, 4, 14, language))
    cost += sum(8 for word in inside[1:] if word.opens)
    if seconds < WISHED:
        cost += 6 * (WISHED - seconds) + (1000 * (LEAST - seconds) if seconds < LEAST else 0)
    cost += 40 * max(0.0, letters / language.caption_reading / max(seconds, 0.1) - 1)
    cost += 500 * max(0.0, (inside[-1].end - inside[0].start) / SAMPLE_RATE - MOST)
    return cost, lines


def _orphan(word: str) -> float:
    """A line that begins with the last, very short word of a sentence reads badly."""
    return 3.0 if len(word.strip()) <= 3 and ends(word) else 0.0


def _lines(inside: Sequence[_Word], label: str, language: Language) -> tuple[tuple[str, ...], float] | None:
    most = language.caption_letters
    whole = label + _joined(inside, language)
    if _size(whole, language) <= most:
        return (whole,), 0.0
    choices = []
    for at in range(1, len(inside)):
        two = label + _joined(inside[:at], language), _joined(inside[at:], language)
        upper, lower = (_size(line, language) for line in two)
        if max(upper, lower) <= most:
            break_ = between(inside[at - 1].text, inside[at].text, 0.5, 2, language) + _orphan(inside[at].text)
            choices.append((break_ + 2 * abs(upper - lower) / most, two))
    if not choices:
        return None
    cost, lines = min(choices)
    return lines, cost


def _spread(found: list[Caption], rate: Rate) -> list[Caption]:
    """Captions that stand too short take time from the one after, then from the one before, where those have it to spare."""
    least = _frames(LEAST, rate)
    made = list(found)
    for index, caption in enumerate(made):
        short = least - (caption.end - caption.start)
        if short > 0 and index + 1 < len(made) and made[index + 1].start - GAP <= caption.end:
            after = made[index + 1]
            take = min(short, max(after.end - after.start - least, 0), _frames(Fraction(1, 2), rate))
            made[index] = caption = Caption(caption.start, caption.end + take, caption.lines)
            made[index + 1] = Caption(after.start + take, after.end, after.lines)
            short -= take
        if short > 0 and index:
            before = made[index - 1]
            room = caption.start - GAP - before.end + max(before.end - before.start - least, 0)
            take = min(short, room, _frames(Fraction(1, 2), rate))
            made[index] = Caption(caption.start - take, caption.end, caption.lines)
            made[index - 1] = Caption(before.start, min(before.end, caption.start - take - GAP), before.lines)
    return made


def _labels(episode: Episode, messages: Messages, speech: Sequence[Caption], rate: Rate, total: int) -> list[Caption]:
    """A label for each stretch of music and each wait that is long enough to read it in."""
    found = []
    for cue in episode.cues:
        if cue.kind not in ("wait", "music", "effect") or cue.parts:
            continue
        start, end = frame_of(cue.start, rate), min(frame_of(cue.start + cue.duration, rate), total)
        before = max((caption.end + GAP for caption in speech if caption.start < end), default=0)
        after = min((caption.start - GAP for caption in speech if caption.start >= start and caption.end > before), default=total)
        start, end = max(start, before), min(end - GAP, after, max(start, before) + _frames(LABEL, rate))
        if end - start >= _frames(LEAST, rate):
            found.append(Caption(start, end, (_label(cue, messages),), sound=True))
    return found


def _label(cue: Cue, messages: Messages) -> str:
    """`[music]`; of an effect what it is, where that finds room in a line."""
    label = messages.text("tv.caption.named", what=cue.note) if cue.kind == "effect" and cue.note else ""
    language = messages.language
    return label if label and _size(label, language) <= language.caption_letters else messages.text(f"tv.caption.{cue.kind}")


def limits(found: Sequence[Caption], language: Language, rate: Rate) -> list[Broken]:
    """Every limit that a list of captions breaks. Reading speed counts only where the next caption left room to stay longer."""
    broken = []
    for index, caption in enumerate(found):
        seconds = Fraction(caption.end - caption.start) / rate.fraction
        gap = found[index + 1].start - caption.end if index + 1 < len(found) else None
        stays = seconds >= MOST or (gap is not None and gap <= GAP)
        letters, longest = caption.letters(language), max((_size(line, language) for line in caption.lines), default=0)
        judged = [
            ("lines", len(caption.lines), LINES, len(caption.lines) <= LINES),
            ("letters", longest, language.caption_letters, longest <= language.caption_letters),
            ("least", seconds, LEAST, seconds >= LEAST),
            ("most", seconds, MOST, seconds <= MOST),
            ("gap", gap or 0, GAP, gap is None or gap >= GAP),
            (
                "reading",
                letters / max(float(seconds), 0.04),
                language.caption_reading,
                stays or letters <= language.caption_reading * seconds,
            ),
            ("empty", letters, 1, letters > 0),
        ]
        broken += [Broken(index + 1, rule, float(value), float(limit)) for rule, value, limit, ok in judged if not ok]
    return broken
