"""The five-minute episode made by hand, as the episode model holds it: what rooms try their work on before they have a planner.

    exemplar("en") -> Episode        boxes 1 to 5, 35 cues, exactly 5:00, timed at about 120 words a minute

Nothing here is made by the program: it is the yardstick that the program is held against.
"""

# fmt: off
from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from broadcast.episode.model import Cue, Episode, Guide, Part, Segment, Term
from broadcast.timecode import SAMPLE_RATE
from broadcast.unplugged.figures import Figure, Grid, Line, Listing, Pose, Table, Writing
from broadcast.unplugged.model import Box, Item, Proof, Shot, Source

DIGITS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
SQUARES = ("A1", "A2", "A3", "B3", "C3", "C2", "C1")
SOURCE = "repeat 3:\n    forward 2\n    right\n"
WORLD: dict[str, Any] = {"columns": 5, "rows": 5, "start": "A1", "facing": "5", "walls": [], "goal": "", "items": [], "marks": []}
GAP = SAMPLE_RATE // 2
"""Between two cues."""


def exemplar(language: str = "en") -> Episode:
    """The episode of the paper robot; only English is written out."""
    if language != "en":
        raise ValueError(f"the episode by hand is English, not {language}")
    return Episode(
        lesson="paper-robot", language="en", format="demo-5", media=("radio", "tv", "paper"), title="The paper robot", number=1,
        edition="L01·en·1", date="2026-03-02", ages=(8, 11), slot="00:05:00", length=300 * SAMPLE_RATE, segments=_timed(_segments()),
        boxes=_boxes(), items=_items(), vocabulary=(
            Term(word="program", meaning="a list of steps that a machine follows exactly"),
            Term(word="loop", meaning="steps that are done again"),
        ),
        guide=Guide(
            objectives=("Follow a program of four steps exactly.", "Say where a robot stops after a loop."),
            materials=("worksheet", "pencil", "a bottle cap with an arrow drawn on it"),
            notes=("Let children turn on the spot before they turn the cap.",),
            activities=("Box 4: one child reads the program, one moves the cap, one writes the row.",),
            with_computer=("Open the editor, drag the repeat block in and click Run.",), board=(1, 2), curriculum=("CSTA 1A-AP-10",),
        ),
        licence="CC BY 4.0", credits="Lesson by the Broadcast project.", presenter="Amina", second="Luz", programme="Code on Paper", station="Radio Example",
    )


def said(text: str) -> str:
    """Printed words as they are said: `A1` is "A one", digits are words."""
    return re.sub(r"(?<=[A-E])(?=[1-9]\b)|\d", lambda m: DIGITS[int(m[0])] if m[0] else " ", text)


def grid(square: str = "A1", looks: Any = "up", path: tuple[str, ...] = (), **more: Any) -> Grid:
    """The robot's paper with the robot on it."""
    return Grid(columns=5, rows=5, robot=Pose(square=square, looks=looks), path=path, alt=f"A grid of five by five squares. The robot is on {square}.", **more)


def listing(marked: int = 0, count: str = "3") -> Listing:
    """The program, or its form with a gap."""
    lines = (Line(text=f"repeat {count}:", number=1), Line(text="forward 2", indent=1, number=2), Line(text="right", indent=1, number=3))
    return Listing(lines=lines, marked=marked, alt=f"repeat {count}: forward 2, right")


ROUNDS = (("start", "A1", "row 5"), ("1", "A3", "letter E"), ("2", "C3", "row 1"), ("3", "C1", "letter A"))


def table(filled: int) -> Table:
    """The trace table with `filled` rounds written in."""
    rows = tuple(row if at <= filled else (row[0], "", "") for at, row in enumerate(ROUNDS))
    return Table(header=("time", "square", "looks towards"), rows=rows, alt="A table: time, square, looks towards. One row a round.")


def _boxes() -> tuple[Box, ...]:
    guess, home = "I think it stops on square ____.", "The smallest number is ____."
    return (
        Box(number=1, heading="The robot's paper", prompt="Put your robot on A1. It looks towards row 5.", figures=(grid(),), key=(grid("C1", "left", SQUARES, start=Pose(square="A1", looks="up")),), board=True),
        Box(number=2, heading="The program", prompt="A program is steps that a machine follows exactly.", figures=(listing(),), board=True),
        Box(number=3, heading="My guess", prompt="On which square will the robot stop?", figures=(Writing(text=guess, alt=guess),), key=(Writing(text=guess, answer="C1", alt=guess),), answer="C1",
            explanation="Three rounds end on A3, C3 and C1.", instead="Whisper the square to a partner, or point at it.", item="predict.1b5c0e"),
        Box(number=4, heading="Run it, round by round", prompt="Write where the robot is after each time.", figures=(table(0),), key=(table(3),), answer="A3, C3, C1",
            explanation="Each round walks two squares and turns right.", instead="Move a stone on the floor and say the square.", item="trace.1b5c0e", size="full"),
        Box(number=5, heading="For home", prompt="Change the number. The robot walks and comes back to A1. Which is the smallest number that does it?", figures=(listing(count="____"), Writing(text=home, alt=home)),
            key=(listing(count="4"), Writing(text=home, answer="4", alt=home)), answer="4", explanation="4, 8 and 12 come back to A1; 4 is the smallest.", instead="Walk it on the floor with four stones.", item="change.1b5c0e"),
    )


def _items() -> tuple[Item, ...]:
    program = Source(language="robot", source=SOURCE, world=WORLD)
    gap = Source(language="robot", source=SOURCE.replace("3", "____"), world=WORLD)
    trace = tuple({"line": 1, "vars": {"square": square, "looks": looks}, "out": ""} for _, square, looks in ROUNDS)
    return (
        Item(id="predict.1b5c0e", box=3, kind="predict", level=2, program=program, prompt="On which square will the robot stop?", answers=("C1",), projection="paper",
             proof=Proof(how="The program was run: it stops on C1.", engines=("ours",))),
        Item(id="trace.1b5c0e", box=4, kind="trace", level=2, program=program, prompt="Write where the robot is after each time.", answers=trace, projection="paper",
             proof=Proof(how="The program was run; a row a round.", engines=("ours",))),
        Item(id="change.1b5c0e", box=5, kind="change", level=3, program=gap, prompt="Which is the smallest number that brings the robot back to A1?", answers=(4, 8, 12), projection="paper",
             proof=Proof(how="Every number from 1 to 12 was run: 4, 8 and 12 end on A1.", engines=("ours",), runs=12, tried=12)),
    )


def _cue(segment: str, name: str, kind: str, seconds: float, text: str = "", *, beats: tuple[tuple[str, int], ...] = (), shot: Shot | None = None, **more: Any) -> Cue:
    """A cue without its place in time; `duration` holds its seconds as samples."""
    spoken = [Part(text=text, spoken=said(text))] if text else []
    spoken += [Part(text=words, spoken=said(words), wait=wait * SAMPLE_RATE) for words, wait in beats]
    role = more.pop("role", "presenter" if spoken else "")
    whole = " ".join(part.text for part in spoken)
    alone = more.get("alone", "")
    identity = more.pop("id", f"{segment}.{name}")
    return Cue(id=identity, number=0, kind=kind, role=role, text=whole, spoken=said(whole), duration=round(seconds * SAMPLE_RATE), parts=tuple(spoken),
               alone_spoken=said(alone), shot=shot, **more)  # type: ignore[arg-type]


def _wait(segment: str, name: str, seconds: float, kind: str, note: str, least: float, **more: Any) -> Cue:
    ideal = round(seconds * SAMPLE_RATE)
    return _cue(segment, name, "wait", seconds, wait=kind, note=note, least=round(least * SAMPLE_RATE), most=round(ideal * 1.5), ideal=ideal, **more)


def _shot(template: str, *figures: Figure, heading: str = "", lines: tuple[str, ...] = (), box: int = 0, steps: tuple[tuple[int, int], ...] = ()) -> Shot:
    return Shot(template=template, heading=heading, lines=lines, figures=figures, box=box, steps=steps)  # type: ignore[arg-type]


def _marker(text: str) -> tuple[tuple[int, int], ...]:
    """Where the marker stands while the program is said: line 1 at "Do this", 2 at "forward", 3 at "turn"."""
    return tuple((m.start(), {"Do this": 1, "forward": 2, "turn": 3}[m[0]]) for m in re.finditer("Do this|forward|turn", said(text)))


def _segments() -> tuple[tuple[str, str, str, tuple[Cue, ...]], ...]:
    """(id, title, slug, cues without time)."""

    def at(segment: str) -> tuple[Callable[..., Cue], Callable[..., Cue]]:
        return (lambda *a, **k: _cue(segment, *a, **k)), (lambda *a, **k: _wait(segment, *a, **k))

    program = "Do this 3 times: forward 2, turn right. Once more. Do this 3 times: forward 2, turn right."
    cue, wait = at("opening")
    opening = (
        cue("sting", "music", 5, note="opening sting", sound="opening", shot=_shot("title", heading="The paper robot", lines=("Code on Paper",))),
        cue("hello", "act", 10, "Hello, everyone! This is Code on Paper. I'm Amina, and here is Luz.", beats=(("Say hello!", 3),), shot=_shot("names", lines=("Amina", "Luz"))),
        cue("robot", "say", 8.5, "Hello! I have a bottle cap. I drew an arrow on it. It is my robot.", role="second", id="a-robot-that-only-listens.4f1a2b", origin="lesson", line=12,
            shot=_shot("point", heading="A bottle cap with an arrow", lines=("It is my robot",))),
    )
    cue, wait = at("set-up")
    setup = (
        cue("teacher", "say", 7, "Teacher: three children to a sheet, please. One reads, one moves, one writes.", to="teacher", shot=_shot("point", heading="Three children to a sheet", lines=("One reads", "One moves", "One writes"))),
        cue("place", "say", 16.5, "Put your robot on square A1, in box 1. The arrow looks towards row 5. No sheet? Draw five by five squares: A1 is the corner at your left hand.", box=1, shot=_shot("box", grid(), heading="The robot's paper", box=1)),
        wait("place.wait", 12, "move", "put it there", 8, box=1, shot=_shot("box", grid(), heading="The robot's paper", box=1)),
    )
    cue, wait = at("act")
    act = (
        cue("rules", "say", 13.5, "You are robots too. Stay by your place, move small. Forward: one step, the way you look. Right: turn on your spot, and do not step.", shot=_shot("point", heading="You are robots too", lines=("Forward: one step", "Right: turn on your spot"))),
        cue("moves", "act", 12, beats=(("Forward!", 3), ("Right!", 3), ("Forward!", 3)), shot=_shot("point", heading="Move small", lines=("Forward!", "Right!", "Forward!"))),
        cue("after", "say", 4.5, "Right turned me. It did not move me.", role="second", shot=_shot("point", heading="Right turned me")),
    )
    cue, wait = at("program")
    told = (
        cue("look", "say", 9.5, "Sit down. Look at box 2, or listen. This is a program: steps that a machine follows exactly.", box=2, shot=_shot("program", listing(), heading="The program", box=2)),
        cue("speech", "say", 9.5, program, box=2, repeat=False, shot=_shot("program", listing(1), heading="The program", box=2, steps=_marker(program))),
        cue("loop", "act", 9.5, "Steps that we do again are called a loop.", beats=(("Say it: loop!", 3),), shot=_shot("card", heading="loop", lines=("steps that are done again",))),
    )
    cue, wait = at("predict")
    question = "On which square will it stop?"
    predict = (
        cue("ask", "ask", 10, f"Don't move the robot yet. {question} Write it in box 3, or whisper it.", box=3, closes="run.round.3.answer", alone=f"Don't move the robot yet. {question} Whisper it.", shot=_shot("question", heading=question, lines=("Write it in box 3",), box=3)),
        wait("ask.wait", 20, "write", "think and write", 10, box=3, shot=_shot("question", heading=question, lines=("Write it in box 3",), box=3)),
    )
    cue, wait = at("run")
    where = "Where is it, and where does it look?"
    run = (
        cue("round.1", "say", 4, "Let's run it. First time. Forward 2.", box=4, shot=_shot("world", grid(), listing(2), heading="First time", box=4)),
        wait("round.1.move", 5, "move", "move", 5, box=4, shot=_shot("world", grid(), listing(2), heading="First time", box=4)),
        cue("round.1.ask", "ask", 2.5, "Where is it? Everybody!", box=4, shot=_shot("question", heading="Where is it?", box=4)),
        wait("round.1.chorus", 3, "chorus", "say it", 3, box=4, shot=_shot("question", heading="Where is it?", box=4)),
        cue("round.1.answer", "answer", 1.5, "A3!", role="second", box=4, shot=_shot("answer", grid("A3", "up", SQUARES[:3]), heading="A3", box=4)),
        cue("round.1.turn", "say", 7, "Turn right. Now it looks towards letter E. Write it in row 1.", box=4, shot=_shot("table", table(1), grid("A3", "right", SQUARES[:3]), heading="First time", box=4)),
        wait("round.1.write", 10, "write", "turn and write", 10, box=4, shot=_shot("table", table(1), grid("A3", "right", SQUARES[:3]), heading="First time", box=4)),
        cue("round.2.ask", "ask", 9, f"Second time: forward 2, turn right. {where} Write row 2.", box=4, alone=f"Second time: forward 2, turn right. {where} Say it softly.", shot=_shot("question", table(1), heading="Second time", lines=(where,), box=4)),
        wait("round.2.wait", 20, "write", "move and write", 10, box=4, shot=_shot("question", table(1), heading="Second time", lines=(where,), box=4)),
        cue("round.2.answer", "answer", 4.5, "C3, and it looks towards row 1.", role="second", box=4, shot=_shot("answer", table(2), grid("C3", "down", SQUARES[:5]), heading="C3, row 1", box=4)),
        cue("round.3.ask", "ask", 6.5, "Third time, the last one. Where does it stop? Write row 3.", box=4, alone="Third time, the last one. Where does it stop? Say it softly.", shot=_shot("question", table(2), heading="Third time", lines=("Where does it stop?",), box=4)),
        wait("round.3.wait", 20, "write", "move and write", 10, box=4, shot=_shot("question", table(2), heading="Third time", lines=("Where does it stop?",), box=4)),
        cue("round.3.answer", "answer", 6.5, "C1, and it looks towards letter A. There the program ends.", box=4, shot=_shot("answer", table(3), grid("C1", "left", SQUARES), heading="C1, letter A", box=4)),
        cue("mistake", "say", 6, "I wrote A1. I went round four times, not three.", role="second", shot=_shot("world", grid("A1", "up", (*SQUARES, "B1", "A1")), heading="Four times, not three")),
    )
    cue, wait = at("recap")
    called = "What do we call steps that we do again?"
    recap = (
        cue("loop.ask", "ask", 5.5, f"{called} Everybody!", shot=_shot("question", heading=called)),
        wait("loop.wait", 3, "chorus", "say it", 3, shot=_shot("question", heading=called)),
        cue("loop.answer", "answer", 1.5, "A loop!", shot=_shot("card", heading="loop", lines=("steps that are done again",))),
    )
    cue, wait = at("homework")
    smallest = "Which is the smallest number that does it?"
    homework = (
        cue("ask", "ask", 12.5, f"For home, box 5. Change the three. The robot walks and comes back to A1. {smallest}", to="home", box=5, closes="home", shot=_shot("box", listing(count="____"), heading=smallest, box=5)),
    )
    cue, wait = at("closing")
    closing = (
        cue("today", "say", 8.5, "Today you read a program and you ran it. Next time we open with box 5.", shot=_shot("recap", heading="Today", lines=("You read a program", "You ran it"))),
        cue("licence", "say", 4, "This lesson is free to copy. Lesson by the Broadcast project.", role="second", shot=_shot("credits", heading="CC BY 4.0", lines=("Lesson by the Broadcast project.",))),
        cue("bed", "music", 12, note="closing bed", sound="closing", least=2 * SAMPLE_RATE, most=30 * SAMPLE_RATE, ideal=12 * SAMPLE_RATE, shot=_shot("credits", heading="CC BY 4.0", lines=("L01·en·1",))),
    )
    return (
        ("opening", "Hello", "HELLO", opening), ("set-up", "The robot's paper", "SET-UP", setup), ("act", "You are robots", "ACT", act),
        ("program", "The program", "PROGRAM", told), ("predict", "Where will it stop?", "PREDICT", predict), ("run", "Run it", "RUN", run),
        ("recap", "What we call it", "RECAP", recap), ("homework", "For home", "HOME", homework), ("closing", "Goodbye", "CLOSE", closing),
    )


def _timed(raw: tuple[tuple[str, str, str, tuple[Cue, ...]], ...]) -> tuple[Segment, ...]:
    """Place the cues one after the other; the closing bed takes what is left of five minutes."""
    clock, number, segments = 0, 0, []
    for name, title, slug, cues in raw:
        placed = []
        for cue in cues:
            number += 1
            duration = 300 * SAMPLE_RATE - clock if cue.id == "closing.bed" else cue.duration
            placed.append(cue.model_copy(update={"number": number, "start": clock, "duration": duration, "parts": _spread(cue.parts, duration), "voice": "espeak" if cue.parts else ""}))
            clock += duration
        segments.append(Segment(id=name, title=title, slug=slug, cues=tuple(placed)))
    return tuple(segments)


def _spread(parts: tuple[Part, ...], duration: int) -> tuple[Part, ...]:
    """Speech laid out over a cue by its letters, beats with their own waits, a mark a word."""
    if not parts:
        return ()
    speech = duration - GAP - sum(part.wait for part in parts)
    letters = sum(len(part.spoken) for part in parts)
    clock, done = 0, []
    for part in parts:
        length = speech * len(part.spoken) // letters
        marks = tuple((m.start(), length * m.start() // len(part.spoken)) for m in re.finditer(r"\S+", part.spoken))
        done.append(part.model_copy(update={"start": clock, "duration": length, "marks": marks}))
        clock += length + part.wait
    return tuple(done)
