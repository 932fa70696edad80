"""From turns and an author's sentences to cues: ids, parts, waits."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from broadcast.episode.format import Format
from broadcast.episode.model import Cue, Kind, Part
from broadcast.language.catalogue import Messages
from broadcast.language.phrase import Phrase, capital, joined, together
from broadcast.lesson.model import Unit
from broadcast.lesson.units import digest
from broadcast.timecode import SAMPLE_RATE
from broadcast.unplugged.figures import Sign
from broadcast.unplugged.model import Role, Shot, Turn

HEARD = {"open": 8 * SAMPLE_RATE // 5, "close": 8 * SAMPLE_RATE // 5, "tick": 3 * SAMPLE_RATE}
"""Samples of a sound that is played as an example: half a second of it and as much quiet as needs no bed; three taps, a second each."""


class Composer:
    """Makes the cues of one episode and keeps their ids apart."""

    def __init__(self, messages: Messages, form: Format, youngest: int) -> None:
        self.messages, self.form, self.youngest = messages, form, youngest
        self.labels: dict[str, str] = {}
        """Label of an answer → id of its cue."""
        self._used: set[str] = set()

    def identity(self, wanted: str) -> str:
        """`wanted`, or `wanted.2`, `.3` … where it is taken."""
        name, n = wanted, 1
        while name in self._used:
            n += 1
            name = f"{wanted}.{n}"
        self._used.add(name)
        return name

    def turn(self, segment: str, turn: Turn) -> Cue:
        """A turn of an activity or a template, not yet timed. `closes` still holds a label."""
        spoken = [turn.phrase] if turn.phrase and turn.phrase.spoken else []
        parts = [Part(text=phrase.text, spoken=phrase.spoken) for phrase in spoken]
        parts += [Part(text=beat.phrase.text, spoken=beat.phrase.spoken, wait=beat.wait * SAMPLE_RATE) for beat in turn.beats]
        least = ideal = most = 0
        if turn.kind == "wait":
            least, ideal, most = self.form.wait(turn.wait or "think", turn.task, self.youngest)
        alone = turn.alone or Phrase()
        identity = self.identity(turn.origin or f"{segment}.{turn.name}")
        if turn.label:
            self.labels.setdefault(turn.label, identity)
        return Cue(
            id=identity,
            number=0,
            kind=turn.kind,
            role="" if turn.kind == "wait" else turn.role,
            to=turn.to,
            text=together(part.text for part in parts),
            spoken=" ".join(part.spoken for part in parts),
            parts=tuple(parts),
            wait=turn.wait if turn.kind == "wait" else None,
            note=turn.note or (self.messages.text(f"wait.{turn.wait}") if turn.kind == "wait" and turn.wait else ""),
            least=least,
            ideal=ideal,
            most=most,
            closes=turn.closes,
            alone=alone.text,
            alone_spoken=alone.spoken,
            needs_sheet=turn.needs_sheet,
            optional=turn.optional,
            repeat=turn.repeat,
            box=turn.box,
            shot=turn.shot,
            origin="lesson" if turn.origin else "template",
            line=turn.line,
        )

    def told(
        self,
        step: str,
        units: Sequence[Unit],
        *,
        kind: Kind = "say",
        role: Role = "presenter",
        optional: int = 0,
        shot: Shot | None = None,
    ) -> Cue:
        """An author's sentences said in one breath."""
        phrase = joined(*(self.messages.plain(unit.text) for unit in units))
        source = " ".join(unit.source or unit.text for unit in units)
        return Cue(
            id=self.identity(units[0].id if len(units) == 1 else f"{step}.{digest(source)}"),
            number=0,
            kind=kind,
            role=role,
            text=phrase.text,
            spoken=phrase.spoken,
            parts=(Part(text=phrase.text, spoken=phrase.spoken),),
            optional=optional,
            shot=shot,
            origin="lesson",
            line=units[0].line,
            source=source,
        )

    def music(self, segment: str, sound: str, note: str, seconds: tuple[int, int, int], shot: Shot | None = None) -> Cue:
        """A sting or a bed of (least, ideal, most) seconds."""
        least, ideal, most = (second * SAMPLE_RATE for second in seconds)
        return Cue(
            id=self.identity(f"{segment}.{sound}"), number=0, kind="music", sound=sound, note=self.messages.text(note),
            least=least, ideal=ideal, most=most, shot=shot,
        )  # fmt: skip

    def effect(self, segment: str, sound: str, *, optional: int, line: int) -> Cue:
        """A sound as an example, with a breath of silence after it."""
        note = self.messages.text(f"effect.{sound}")
        length = HEARD.get(sound, HEARD["open"])
        shot = Shot(template="point", heading=capital(note, self.messages.language.tag), figures=(Sign(sign=sound, alt=note),))
        return Cue(
            id=self.identity(f"{segment}.hear-{sound}"), number=0, kind="effect", sound=sound, note=note,
            least=length, ideal=length, most=length, optional=optional, shot=shot, origin="lesson", line=line,
        )  # fmt: skip


def paragraph(units: Sequence[Unit]) -> str:
    """Sentences in a row."""
    return together(unit.text for unit in units)


def breaths(units: Sequence[Unit], words: int = 26) -> list[tuple[Unit, ...]]:
    """A paragraph as stretches that a presenter says in one go: at most three sentences and about `words` words.

    Counted in the source's words, so that the cues are the same in every language.
    """
    found: list[list[Unit]] = []
    count = 0
    for unit in units:
        size = len((unit.source or unit.text).split())
        if not found or len(found[-1]) == 3 or count + size > words:
            found.append([])
            count = 0
        found[-1].append(unit)
        count += size
    return [tuple(group) for group in found]


SLUG = 20
"""Letters of a slug: a narrow column of a rundown."""


def slug(*texts: str) -> str:
    """`GET-READY`: short, ASCII, in capitals, cut between words, for rundowns; of the first text that can be written in ASCII."""
    for text in texts:
        plain = re.sub(r"['’]", "", unicodedata.normalize("NFKD", text))
        ascii_only = plain.encode("ascii", "ignore").decode()
        if sum(map(str.isalpha, plain)) > sum(map(str.isalpha, ascii_only)):
            continue
        found = ""
        for word in re.findall(r"[A-Z0-9]+", ascii_only.upper()):
            longer = f"{found}-{word}" if found else word[:SLUG]
            if len(longer) > SLUG:
                break
            found = longer
        if found:
            return found
    return "PART"
