"""Lessons for the tests of activities: the paper robot of the hand-made episode, small programs around it, and Python."""

from __future__ import annotations

from broadcast.language.catalogue import messages
from broadcast.lesson.model import Code, Lesson, Step, Term, Unit, World
from broadcast.unplugged.model import Turn
from broadcast.unplugged.sheet import Sheet, build
from broadcast.unplugged.stage import Request

ROBOT = "repeat 3:\n    forward 2\n    right\n"
SCORE = 'score = 3\nfor turn in range(3):\n    score = score + 4\nif score > 10:\n    print("win")\nelse:\n    print("again")\n'
SQUARE = "pen down\nrepeat 4:\n    forward 100\n    turn right 90 degrees\n"
HOUSE = (
    "import turtle\nfor side in range(4):\n    turtle.forward(80)\n    turtle.left(90)\nturtle.left(45)\nturtle.forward(113)\n"
)
STAGE = 'set score to 3\nrepeat 3:\n    change score by 4\nif score > 10:\n    say "win"\nelse:\n    say "again"\nsay score\n'
WORDS = {
    "en": (
        ("program", "a list of steps that a machine follows exactly"), ("loop", "steps that are done again"),
        ("robot", "a machine that follows steps"), ("bug", "a mistake in a program"),
    ),
    "es-419": (
        ("programa", "una lista de pasos que una máquina sigue exactamente"), ("ciclo", "pasos que se hacen otra vez"),
        ("robot", "una máquina que sigue pasos"), ("error", "algo que está mal en un programa"),
    ),
}  # fmt: skip


def robot(source: str = ROBOT, name: str = "walk", **world: object) -> Code:
    return Code(id=f"steps.{name}", language="robot", source=source, line=20, world=World(**world))  # type: ignore[arg-type]


def python(source: str = SCORE, name: str = "score") -> Code:
    return Code(id=f"boxes.{name}", language="python", source=source, line=30)


def blocks(source: str = SQUARE, name: str = "square") -> Code:
    """Blocks as text; one with a pen draws on the turtle's plane."""
    world = World(kind="turtle", facing="90") if "pen" in source else None
    return Code(id=f"blocks.{name}", language="blocks", source=source, line=40, world=world)


def lesson(*codes: Code, tag: str = "en", words: int = 4) -> Lesson:
    """A lesson that is nothing but programs and words."""
    vocabulary = tuple(
        Term(Unit(f"vocabulary.{at:06x}", word), Unit(f"vocabulary.{at + 99:06x}", meaning))
        for at, (word, meaning) in enumerate(WORDS[tag][:words])
    )
    step = Step(id="steps", title=Unit("steps.title", "Steps"), blocks=codes, line=1)
    return Lesson(
        id="paper-robot", number=1, title=Unit("title", "The paper robot"), language=tag, source_language="en", ages=(8, 11), minutes=15,
        date="", objectives=(), curriculum=(), vocabulary=vocabulary, materials=(), licence="CC BY 4.0", credits="", steps=(step,),
        file="lesson.md", folder="",
    )  # fmt: skip


def made(
    *codes: Code, kinds: tuple[str, ...], tag: str = "en", home: tuple[str, ...] = (), words: int = 4, seed: int = 1
) -> Sheet:
    """A sheet of these kinds for each program, `home` for the first."""
    wanted = [Request(kind, "" if kind == "match" else code.id) for code in codes for kind in kinds]
    wanted += [Request(kind, codes[0].id, home=True) for kind in home]
    return build(lesson(*codes, tag=tag, words=words), wanted, messages(tag), seed)


def dialogue(turns: tuple[Turn, ...]) -> str:
    """Turns as lines of a script."""
    found = []
    for turn in turns:
        who = {"second": "LUZ", "presenter": "PRESENTER"}.get(turn.role, turn.role.upper())
        beats = " ".join(f"{beat.phrase.spoken} [{beat.wait}]" for beat in turn.beats)
        said = " ".join(part for part in (turn.phrase.spoken, beats) if part)
        closes = f" -> {turn.closes}" if turn.closes else ""
        if turn.kind == "wait":
            found.append(f"{turn.name} · wait {turn.wait} · {turn.note}")
        else:
            found.append(f"{turn.name} · {turn.kind}{closes} · {who} · {said}")
    return "\n".join(found) + "\n"
