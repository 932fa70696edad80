"""Weaving: talk and activities put in order, a segment at a time."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count

from broadcast.episode import talk
from broadcast.episode.cues import Composer, breaths, paragraph, slug
from broadcast.episode.format import Format
from broadcast.episode.model import Cue, Segment
from broadcast.episode.pictures import figure, image
from broadcast.episode.station import Station
from broadcast.language.catalogue import Messages
from broadcast.language.counting import alone
from broadcast.lesson.model import (
    Code,
    Doing,
    Heard,
    Lesson,
    Note,
    Picture,
    Question,
    Said,
    Screen,
    SetUp,
    Shown,
    Step,
    Steps,
    Term,
    Unit,
)
from broadcast.unplugged.figures import Figure
from broadcast.unplugged.model import Activity, Beat, Shot, Turn
from broadcast.unplugged.sheet import Sheet

EXPLAINED = 5
"""Priority of an author's prose: dropped before what items need, after second rounds and greetings."""

Decided = Sequence[tuple[frozenset[str], frozenset[str]]]
"""For each program in turn: ids of the words that its speech explains, and of those that it needs and nothing has taught."""


class Weave:
    """One episode on its way from activities and prose to segments."""

    def __init__(
        self,
        lesson: Lesson,
        form: Format,
        messages: Messages,
        station: Station,
        sheet: Sheet,
        places: list[str],
        decided: Decided = (),
    ) -> None:
        self.lesson, self.form, self.messages, self.station, self.sheet = lesson, form, messages, station, sheet
        self.composer = Composer(messages, form, lesson.ages[0])
        self.at: dict[str, list[Activity]] = {}
        for place, activity in zip(places, sheet.activities, strict=True):
            self.at.setdefault(place, []).append(activity)
        self.taught: set[str] = set()
        self.certain: set[str] = set()
        """Words that are taught however short the slot is."""
        self.heard: set[str] = set()
        """Words that an activity explains while it says the program."""
        self.decided = decided
        self.decisions: list[tuple[frozenset[str], frozenset[str]]] = []
        self.spares = 0
        self.rejoins = 0
        self.box = 0
        """The last box that was talked about."""
        self.walked = False
        """Has the robot left its start in an earlier program?"""
        self.placed = ""
        ready = [at for at, step in enumerate(lesson.steps) if any(isinstance(block, SetUp) for block in step.blocks)]
        self.needed = frozenset(step.id for step in lesson.steps[: ready[0] + 1]) if ready else frozenset()
        """Steps up to the one in which the author lets the class get ready; empty where that comes before all steps."""

    def segments(self) -> tuple[Segment, ...]:
        """All segments that say anything; questions point to the cue that answers them."""
        found = [segment for segment in self._all() if segment.cues]
        number = count(1)
        return tuple(
            segment.model_copy(update={"cues": tuple(self._linked(cue, next(number)) for cue in segment.cues)})
            for segment in found
        )

    def _linked(self, cue: Cue, number: int) -> Cue:
        return cue.model_copy(update={"number": number, "closes": self.composer.labels.get(cue.closes, cue.closes)})

    def _all(self) -> Iterator[Segment]:
        yield self.segment("opening", self.opening())
        if "recall" in self.form.parts:
            yield self.segment("recall", (cue for question in self.lesson.recall for cue in self.question("recall", question, 4)))
        if not self.needed:
            yield self.segment("set-up", self.activities("set-up", "set-up"))
        for step in self.lesson.steps:
            yield self.segment(step.id, self.step(step), step.title.text)
        yield self.segment("practice", self.activities("practice", "practice"))
        yield self.segment("recap", self.recap())
        yield self.segment("homework", self.homework())
        yield self.segment("closing", self.closing())

    def segment(self, name: str, cues: Iterable[Cue], title: str = "") -> Segment:
        """A segment with its rejoin line first, where it has a box: who comes later is not sent to one that is done."""
        found = tuple(cues)
        first = next((cue.box for cue in found if cue.box), 0)
        self.box = first or self.box
        if found and self.box and name not in ("opening", "recap", "homework", "closing"):
            found = (self.spare(name), *found)
            if first:
                self.rejoins += 1
                line = talk.rejoin(self.messages, first, self.rejoins, 3 if self.form.practice else 9)
                found = (self.composer.turn(name, line), *found)
        self.box = max((cue.box for cue in found), default=0) or self.box
        title = title or self.messages.text(f"segment.{name}")
        return Segment(id=name, title=title, slug=slug(title, name), cues=found)

    def turns(self, segment: str, turns: Iterable[Turn]) -> Iterator[Cue]:
        for turn in turns:
            yield self.composer.turn(segment, turn)

    def opening(self) -> Iterator[Cue]:
        title = Shot(template="title", heading=self.lesson.title.text, lines=(self.station.programme,))
        yield self.composer.music("opening", "opening", "music.opening", (self.form.opening,) * 3, title)
        yield from self.turns("opening", talk.opening(self.lesson, self.messages, self.station, bool(self.sheet.boxes)))

    def activities(self, segment: str, place: str) -> Iterator[Cue]:
        for activity in self.at.get(place, ()):
            yield from self.turns(segment, activity.turns)

    def step(self, step: Step) -> Iterator[Cue]:
        """The author's talk in order; at a program, what is made of it, with the step's new words after it is said."""
        weight = self.weight(step)
        terms = self.terms(step, weight)
        figures: tuple[Figure, ...] = ()
        for at, block in enumerate(step.blocks):
            heard = isinstance(next(iter(step.blocks[at + 1 :]), None), Heard)
            match block:
                case Shown():
                    figures = (figure(block, self.messages),)
                case Code() if block.id in self.at:
                    figures = ()
                    yield from self.worked(step, block, terms)
                    terms, weight = (), EXPLAINED + 1
                case Question() if block.where != "home":
                    yield from self.question(step.id, block, weight, figures)
                case Doing():
                    yield self.doing(step, block, weight, figures)
                case Heard():
                    yield self.composer.effect(step.id, block.sound, optional=weight, line=block.line)
                case SetUp():
                    yield from self.activities(step.id, "set-up")
                case Said() if "story" in self.form.parts:
                    yield from self.prose(step, block.units, weight, heard, figures)
                case Steps() if "story" in self.form.parts:
                    yield from self.listed(step, block, weight)
                case Picture() if "story" in self.form.parts and block.alt.text:
                    shown = Shot(template="point", figures=(image(self.lesson, block),))
                    yield self.composer.told(step.id, (block.alt,), optional=weight, shot=shown)
        yield from self.turns(step.id, [turn for _, turn in terms])

    def weight(self, step: Step) -> int:
        """How soon a step's talk is dropped: never where the class learns to hear whose turn it is, then last what a set-up
        inside the lesson rests on and what leads to a program that is run; first what leads to one that is not."""
        if any(isinstance(block, Heard) for block in step.blocks):
            return 0
        if step.id in self.needed:
            return EXPLAINED - 2
        codes = [block for block in step.blocks if isinstance(block, Code)]
        if any(code.id in self.at for code in codes):
            return EXPLAINED - 1
        return EXPLAINED + 2 if codes else EXPLAINED

    def worked(self, step: Step, code: Code, terms: Sequence[tuple[Term, Turn]]) -> Iterator[Cue]:
        """What is made of a program; the robot goes back to its start where it has walked before."""
        for activity in self.at[code.id]:
            if activity.kind in ("predict", "trace", "path") and self.walked and code.world and self.placed != code.id:
                yield from self.turns(step.id, talk.again(code, self.messages))
                self.placed = code.id
            if activity.kind == "program":
                yield from self.turns(step.id, self.unknown(activity))
            for turn in activity.turns:
                yield self.composer.turn(step.id, turn)
                if turn is activity.turns[-1] or activity.kind == "program":
                    yield self.spare(step.id)
            if activity.kind == "place":
                self.placed = code.id
            if activity.kind == "program":
                yield from self.turns(step.id, [turn for term, turn in terms if term.word.id not in self.heard])
        self.walked = self.walked or code.world is not None

    def unknown(self, activity: Activity) -> Iterator[Turn]:
        """Words that a program's speech uses and does not explain itself, where nothing has surely taught them."""
        at = len(self.decisions)
        explained, needed = self.decided[at] if at < len(self.decided) else self._decide(activity)
        self.decisions.append((explained, needed))
        self.heard |= explained | needed
        for term in self.lesson.vocabulary:
            if term.word.id in needed:
                self.certain.add(term.word.id)
                yield talk.teach(term, self.messages, len(self.certain), 0, "term.needed")

    def _decide(self, activity: Activity) -> tuple[frozenset[str], frozenset[str]]:
        """(words that the activity explains, words that it needs and nothing has taught)."""
        told = " ".join(
            part.text for turn in activity.turns for part in (turn.phrase, *(beat.phrase for beat in turn.beats))
        ).casefold()
        explained = frozenset(term.word.id for term in self.lesson.vocabulary if term.meaning.text.casefold() in told)
        known = self.certain | self.heard | explained
        open_terms = [term for term in self.lesson.vocabulary if term.word.id not in known]
        return explained, frozenset(
            term.word.id
            for term in open_terms
            if re.search(alone(term.word.text.casefold(), self.messages.language.particles), told)
        )

    def prose(self, step: Step, units: Sequence[Unit], weight: int, heard: bool, figures: tuple[Figure, ...]) -> Iterator[Cue]:
        """A paragraph, with a spare response after each breath; none between the words that announce a sound and that sound."""
        every = breaths(units)
        for group in every:
            words = (paragraph(group[:1]),)
            shot = Shot(template="point", heading=step.title.text, lines=words, figures=figures)
            yield self.composer.told(step.id, group, optional=weight, shot=shot)
            if group is not every[-1] or not heard:
                yield self.spare(step.id)

    def spare(self, segment: str) -> Cue:
        """A small response that is kept ready; another one each time."""
        self.spares += 1
        turn = talk.attention(self.messages, self.spares)
        return self.composer.turn(segment, turn).model_copy(update={"spare": True})

    def listed(self, step: Step, block: Steps, weight: int) -> Iterator[Cue]:
        """A list as ordered talk: first … then … last …"""
        for index, entry in enumerate(block.entries):
            shot = Shot(template="point", heading=step.title.text, lines=(paragraph(entry[:1]),))
            cue = self.composer.told(step.id, entry, optional=weight, shot=shot)
            if block.ordered:
                place = "first" if index == 0 else "last" if index == len(block.entries) - 1 else "then"
                phrase = self.messages.say(f"list.{place}", entry=self.messages.plain(paragraph(entry)))
                part = cue.parts[0].model_copy(update={"text": phrase.text, "spoken": phrase.spoken})
                cue = cue.model_copy(update={"text": phrase.text, "spoken": phrase.spoken, "parts": (part,)})
            yield cue

    def question(self, segment: str, block: Question, optional: int, figures: tuple[Figure, ...] = ()) -> Iterator[Cue]:
        """The author's question, its wait, and its answer in the second voice."""
        ask = self.composer.told(
            segment,
            block.prompt,
            kind="ask",
            optional=optional,
            shot=Shot(template="question", heading=talk.asked(block.prompt), figures=figures),
        )
        alone = self.messages.plain(paragraph(block.alone))
        home = block.where == "home"
        yield ask.model_copy(
            update={
                "alone": alone.text,
                "alone_spoken": alone.spoken,
                "closes": "home" if home else "",
                "to": "home" if home else "pupils",
            }
        )
        if home:
            return
        yield self.composer.turn(
            segment,
            Turn(name=f"{block.id.rsplit('.', 1)[-1]}.wait", kind="wait", wait=block.wait, optional=optional, line=ask.line),
        )
        yield self.composer.told(
            segment,
            block.answer,
            kind="answer",
            role="second",
            optional=optional,
            shot=Shot(template="answer", heading=block.answer[0].text),
        )

    def doing(self, step: Step, block: Doing, weight: int, figures: tuple[Figure, ...]) -> Cue:
        intro = self.messages.plain(paragraph(block.intro))
        beats = tuple(Beat(phrase=self.messages.plain(unit.text)) for unit in block.beats)
        first = (block.intro or block.beats)[0]
        lines = tuple(unit.text for unit in block.intro[:1])
        shot = Shot(template="point", heading=step.title.text, lines=lines, figures=figures)
        turn = Turn(
            name="act", kind="act", phrase=intro, beats=beats, optional=weight, origin=first.id, line=first.line, shot=shot
        )
        return self.composer.turn(step.id, turn)

    def terms(self, step: Step, weight: int) -> tuple[tuple[Term, Turn], ...]:
        """The words that this step is the first to use, in the lesson's order; words no text uses go with the first program."""
        here = {unit.id for block in step.blocks for unit in _units(block)}
        programmed = any(isinstance(block, Code) and block.id in self.at for block in step.blocks)
        found: list[tuple[Term, Turn]] = []
        for term in self.lesson.vocabulary:
            if term.word.id in self.taught | self.heard or not (term.unit in here or (not term.unit and programmed)):
                continue
            self.taught.add(term.word.id)
            if programmed:
                self.certain.add(term.word.id)
            optional = 0 if programmed and len(found) < 2 else weight
            # what may be left out goes together with the talk around it; what is certain has to stand by itself
            explained = optional and "story" in self.form.parts and talk.explains(step, term)
            key = "term.remember" if explained else ""
            found.append((term, talk.teach(term, self.messages, len(self.taught), optional, key)))
        return tuple(found)

    def recap(self) -> Iterator[Cue]:
        """What was certainly taught is asked first; other words only where there is time."""
        taught = [term for term in self.lesson.vocabulary if term.word.id in self.certain][-2:]
        known = self.taught | self.heard
        others = [term for term in self.lesson.vocabulary if term.word.id in known and term not in taught]
        for index, term in enumerate([*reversed(taught), *others][: self.form.terms]):
            yield from self.turns(
                "recap", talk.recall(term, self.messages, 0 if index == 0 and taught else 3 if index < 2 else EXPLAINED + 1)
            )

    def homework(self) -> Iterator[Cue]:
        yield from self.activities("homework", "home")
        for step in self.lesson.steps:
            for block in step.blocks:
                if isinstance(block, Question) and block.where == "home":
                    yield from self.question(step.id, block, 4)
        for group in breaths(self.lesson.homework):
            words = (paragraph(group[:1]),)
            shot = Shot(template="point", heading=self.messages.text("segment.homework"), lines=words)
            yield self.composer.told("homework", group, optional=4, shot=shot).model_copy(update={"to": "home"})

    def closing(self) -> Iterator[Cue]:
        kinds = {activity.kind for activity in self.sheet.activities}
        home = next((box.number for activity in self.at.get("home", ()) for box in activity.boxes), 0)
        yield from self.turns("closing", talk.closing(self.lesson, self.messages, self.station, kinds, home))
        shot = Shot(
            template="credits",
            heading=self.lesson.title.text,
            lines=tuple(line for line in (self.lesson.licence, self.station.credits, self.station.station) if line),
        )
        yield self.composer.music("closing", "closing", "music.closing", self.form.closing, shot)


def _units(block: object) -> tuple[Unit, ...]:
    match block:
        case Said() | Note() | Screen():
            return block.units
        case Steps():
            return tuple(unit for entry in block.entries for unit in entry)
        case Question():
            return block.prompt + block.answer
        case Doing():
            return block.intro + block.beats
    return ()
