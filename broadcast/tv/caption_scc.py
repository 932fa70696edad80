"""Captions as SCC, what line 21 of an American picture carries: a pair of bytes a frame, at 29.97 frames a second alone.

A caption is loaded unseen while the one before stands, and shown by a command at its first frame (pop-on). Where the
line has no room to load it in time, as before the first frame of all, it is shown as soon as it is loaded.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path

from broadcast.episode.model import Episode
from broadcast.errors import InputError, TextError
from broadcast.language.catalogue import Messages
from broadcast.language.model import Language
from broadcast.timecode import Rate, frame_number, timecode
from broadcast.tv import eia608
from broadcast.tv.captions import Caption, captions

RATE = Rate(30000, 1001)
HEAD = "Scenarist_SCC V1.0"
LEAST = 15
"""Frames that a caption which comes late must still stand."""


def refusal(episode: Episode, messages: Messages) -> str:
    """Why there is no such file, as one sentence; empty where there is one."""
    if Rate.parse(episode.frame_rate) != RATE:
        return f"There is none at {episode.frame_rate} frames a second: SCC is for 30000/1001 alone."
    if not messages.language.eia608:
        return f"There is none in {messages.language.english}: EIA-608 cannot spell it."
    try:
        placed(found(episode, messages))
    except TextError as error:
        return str(error)
    return ""


def narrow(language: Language) -> Language:
    """The language with lines that a row holds."""
    return language.model_copy(update={"caption_letters": min(language.caption_letters, eia608.COLUMNS)})


def found(episode: Episode, messages: Messages) -> tuple[Caption, ...]:
    """The captions in lines of 32 columns."""
    return captions(episode, replace(messages, language=narrow(messages.language)))


def captions_scc(path: Path, episode: Episode, messages: Messages, *, first: int = 0) -> None:
    """Write SCC; `first` is the number of the programme's first frame. TextError names the letter and the caption that refuse."""
    channel = placed(found(episode, messages))
    lines = [HEAD, *(f"{timecode(first + start, RATE)}\t{words}" for start, words in _runs(channel))]
    path.write_text("\n\n".join(lines) + "\n", "ascii", newline="")


def placed(shown: Sequence[Caption]) -> dict[int, int]:
    """Frame → the pair of bytes that it carries, without parity."""
    channel: dict[int, int] = {}
    free = 0
    for number, caption in enumerate(shown, 1):
        try:
            groups = _loaded(caption)
        except TextError as error:
            raise TextError(f"caption {number}: {error.what}", remedy="Write it in other letters for SCC") from None
        at = caption.start
        while (load := _before(groups, at, free, channel)) is None:
            at += 1
        if caption.end - at < LEAST:
            raise TextError(f"caption {number}: EIA-608 has no time to send {' '.join(caption.lines)!r}")
        channel |= load | {at: eia608.SHOW, at + 1: eia608.SHOW, caption.end: eia608.ERASE, caption.end + 1: eia608.ERASE}
        free = at + 2
    return channel


def _loaded(caption: Caption) -> list[tuple[int, ...]]:
    rows = eia608.ROWS[-len(caption.lines) :]
    groups: list[tuple[int, ...]] = [(eia608.LOAD,) * 2, (eia608.CLEAR,) * 2]
    return groups + [group for row, text in zip(rows, caption.lines, strict=True) for group in eia608.line(text, row)]


def _before(groups: Sequence[tuple[int, ...]], at: int, free: int, channel: dict[int, int]) -> dict[int, int] | None:
    """The groups in the last frames before `at` that carry nothing yet; None where there are too few, or `at` itself is taken."""
    if at in channel or at + 1 in channel:
        return None
    made: dict[int, int] = {}
    for group in reversed(groups):
        at -= len(group)
        while any(frame in channel for frame in range(at, at + len(group))):
            at -= 1
        if at < free:
            return None
        made |= dict(enumerate(group, at))
    return made


def _runs(channel: dict[int, int]) -> Iterator[tuple[int, str]]:
    """Frames without a hole between them as one line: the first, and all that they carry."""
    frames = sorted(channel)
    starts = [0, *(at for at, (one, other) in enumerate(pairwise(frames), 1) if other != one + 1)] if frames else []
    for start, stop in pairwise([*starts, len(frames)]):
        yield frames[start], " ".join(f"{eia608.parity(channel[frame]):04x}" for frame in frames[start:stop])


def read_scc(path: Path, first: int | None = None) -> tuple[Caption, ...]:
    """The captions of a finished file, as a decoder shows them; without `first` the programme begins at a whole hour.

    InputError when a line cannot be read or a parity is wrong.
    """
    try:
        head, *lines = [line for line in path.read_text("ascii").splitlines() if line]
        if head != HEAD:
            raise ValueError(f"the first line is not {HEAD}")
        if first is None and lines:
            first = frame_number(f"{lines[0][:2]}:00:00;00", RATE)
        return tuple(_shown(_carried(lines, first or 0)))
    except (OSError, ValueError) as error:
        raise InputError(f"the captions cannot be read: {error}", file=str(path), remedy="Build the package again") from error


def _carried(lines: Sequence[str], first: int) -> Iterator[tuple[int, int]]:
    """(frame, pair without parity); of a command sent twice the first alone."""
    before = (-2, 0)
    for line in lines:
        clock, _, words = line.partition("\t")
        for frame, word in enumerate(words.split(), frame_number(clock, RATE) - first):
            value = int(word, 16) & 0x7F7F
            if f"{eia608.parity(value):04x}" != word:
                raise ValueError(f"{word} at {clock} has not the right parity")
            if 0x1000 <= value < 0x2000 and before == (frame - 1, value):
                before = (-2, 0)
                continue
            before = (frame, value)
            yield frame, value


def _shown(carried: Iterator[tuple[int, int]]) -> Iterator[Caption]:
    hidden: list[str] = []
    shown: list[str] = []
    start = 0
    for frame, value in carried:
        if value in (eia608.SHOW, eia608.ERASE):
            if shown:
                yield Caption(start, frame, tuple(shown))
            shown = hidden if value == eia608.SHOW else []
            hidden, start = ([], frame) if value == eia608.SHOW else (hidden, start)
        elif value == eia608.CLEAR:
            hidden = []
        elif 0x1440 <= value < 0x1480:
            hidden.append("")
        elif hidden:
            hidden[-1] = eia608.written(hidden[-1], value)
