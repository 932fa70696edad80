"""The paper robot: its words in every language, its paper, and the walk replayed by another hand."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings

from broadcast.errors import ProgramError
from broadcast.language.catalogue import messages
from broadcast.language.model import load, tags
from broadcast.lesson.model import World
from broadcast.program import PrintedLine, listing, read, run, source
from broadcast.program.replay import replay
from tests.program.given import EXEMPLAR, fence, robot, robot_sources, worlds


def test_the_exemplar_ends_as_its_table_says() -> None:
    trace = run(robot(EXEMPLAR), world=World())
    ends = [(step.pose.square, step.pose.towards) for step in trace.steps if step.line == 3]
    assert ends == [("A3", "E"), ("C3", "1"), ("C1", "A")]
    assert trace.path == ("A1", "A2", "A3", "B3", "C3", "C2", "C1")
    assert [step.rounds for step in trace.steps if step.line == 3] == [((1, 1),), ((1, 2),), ((1, 3),)]
    assert [(step.pose.square, step.pose.towards) for step in trace.rounds(1)] == ends
    back = [n for n in range(1, 13) if run(robot(EXEMPLAR.replace("3", str(n))), world=World()).final.square == "A1"]
    assert back == [4, 8, 12]


def test_left_for_right_leaves_the_grid_in_round_two() -> None:
    trace = run(robot(EXEMPLAR.replace("right", "left")), world=World())
    assert trace.ending == "error: line 2: the robot would leave the grid from A3"
    assert trace.steps[-1].rounds == ((1, 2),)


EVERY = """\
to HOP:
    forward
    say "hop"
repeat 2:
    forward 2
    back 1
    left
    right
repeat until wall:
    HOP
repeat until not mark dot:
    pick
    put
if mark star:
    pick
else:
    if not item:
        left
if goal:
    if mark cross:
        put
"""


@pytest.mark.parametrize("tag", tags())
def test_every_word_has_its_spelling_in_every_language_and_is_read_back(tag: str) -> None:
    language = load(tag)
    program = robot(EVERY)
    assert source(program) == EVERY
    shown = source(program, language)
    again = read(fence(shown))
    assert (again.body, again.words) == (program.body, tag)
    assert source(again) == shown
    assert all("{" not in line for line in shown.splitlines())


def test_spanish_reads_as_a_teacher_writes_it() -> None:
    shown = source(robot(EVERY), load("es-419"))
    for line in (
        "para HOP:",
        "repite 2:",
        "retrocede 1",
        "repite hasta pared:",
        "repite hasta que no haya punto:",
        "si hay estrella:",
        "si no:",
        "si no hay objeto:",
        'di "hop"',
    ):
        assert line in [row.strip() for row in shown.splitlines()]
    assert listing(robot(EXEMPLAR), messages("es-419"))[1] == PrintedLine("avanza 2", 1, 2)


def test_all_spellings_of_a_word_mean_the_same_and_no_two_words_share_one() -> None:
    from broadcast.program.robot import SENSES

    for tag in tags():
        left = "\n " + load(tag).robot["left"][0]
        for word, spellings in load(tag).robot.items():
            if word in SENSES:
                made = [robot(load(tag).robot["if"][0].replace("{condition}", spelling) + left) for spelling in spellings]
            else:
                slots = {"steps": "1", "count": "2", "text": '"a"', "name": "HOP", "condition": load(tag).robot["wall"][0]}
                made = []
                for spelling in spellings:
                    line = spelling
                    for name, value in slots.items():
                        line = line.replace("{" + name + "}", value)
                    inside = left if line.endswith(":") else ""
                    before = (
                        load(tag).robot["if"][0].replace("{condition}", slots["condition"]) + left + "\n"
                        if word == "else"
                        else ""
                    )
                    made.append(robot(before + line + inside))
            bare = {
                source(program, load("en")).replace("forward\n", "forward 1\n").replace("back\n", "back 1\n") for program in made
            }
            assert len(bare) == 1, (tag, word, bare)
            alike = [{other for other in tags() if spelling in load(other).robot.get(word, ())} for spelling in spellings]
            assert all(program.words in known for program, known in zip(made, alike, strict=True)), (tag, word)


def test_words_of_two_languages_in_one_program() -> None:
    program = robot("repite 2:\n    forward 1\n    derecha\n")
    assert program.words == ""
    assert source(program) == "repeat 2:\n    forward 1\n    right\n"


@pytest.mark.parametrize("said", ['"hop"', "'hop'", "hop", "“hop”", "«hop»", "« hop »", "„hop“"])
def test_quotes_of_every_kind(said: str) -> None:
    assert run(robot(f"say {said}  # aloud\n")).printed == ("hop",)
    assert run(robot('say "a # b"\n')).printed == ("a # b",)


@given(text=robot_sources(), world=worlds())
@settings(max_examples=120, deadline=None)
def test_the_replayer_sees_the_same_walk(text: str, world: World) -> None:
    trace = run(robot(text), world=world)
    assume(trace.fault is None or not (trace.fault.limit or trace.fault.kind == "recursion"))
    walk = replay(robot(text), world)
    assert tuple(walk.path) == trace.path
    assert (walk.looks, walk.said, walk.held, tuple(walk.lying)) == (trace.final.looks, trace.output, trace.held, trace.items)
    assert walk.stopped == (trace.fault.kind if trace.fault else "")
    if trace.fault:
        assert walk.line == trace.fault.line


@given(text=robot_sources())
@settings(max_examples=80, deadline=None)
def test_print_and_read_are_each_others_inverse_in_every_language(text: str) -> None:
    program = robot(text)
    for tag in tags():
        assert robot(source(program, load(tag))).body == program.body


@given(text=robot_sources(), world=worlds())
@settings(max_examples=60, deadline=None)
def test_laws_of_a_trace(text: str, world: World) -> None:
    trace = run(robot(text), world=world)
    assert trace.path[0] == trace.start.square == "B2"
    assert trace.path[-1] == trace.final.square
    for one, other in zip(trace.path, trace.path[1:], strict=False):
        assert abs(ord(one[0]) - ord(other[0])) + abs(int(one[1:]) - int(other[1:])) == 1
        assert f"{one}-{other}" not in world.walls and f"{other}-{one}" not in world.walls
    assert not set(trace.path[1:]) & set(world.walls)
    assert len(trace.items) + trace.held == len(world.items)
    assert all(step.output == trace.output[: len(step.output)] for step in trace.steps)
    again = run(robot(text), world=world)
    assert again == trace


WRONG = {
    "foward 2": ("foward", "'forward"), "repeat 3:\nforward 2": ("nothing is inside", "Indent"), "forward 2\n  right": ("does not end in", "left"),
    "else:\n  left": ("no 'if'", ""), "repeat:\n  left": ("repeat:", "repeat"), "if rain:\n  left": ("if rain:", ""), "jump": ("jump", "knows"),
    "to A:\n  left\nto A:\n  right": ("twice", ""), "repeat 2:\n  to A:\n    left": ("inside", "left edge"), "    left\nright": ("less than", ""),
    "forward 1000": ("1000", "999"), "repeat 2\n  left": ("repeat 2", "repeat"), "forward two": ("forward two", "forward"), "if wall:\n  left\nelse:\n  left\nelse:\n  left": ("no 'if'", ""),
    "avanza dos": ("avanza dos", "avanza"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "said"), WRONG.items())
def test_a_wrong_line_is_named_with_what_it_could_be(text: str, said: tuple[str, str]) -> None:
    with pytest.raises(ProgramError) as caught:
        robot("left\n" + text if not text.startswith(" ") else text)
    assert said[0] in caught.value.what and said[1] in caught.value.remedy
    assert 11 <= caught.value.line <= 17


PAPER = {
    World(start="F1"): "F1", World(facing="9"): "facing=9", World(facing="?"): "neither", World(walls=("A1-C1",)): "A1-C1", World(walls=("A1",)): "blocked",
    World(marks=(("A1", "moon"),)): "moon", World(start="B2", facing="2"): "facing=2", World(columns=40): "26", World(goal="Z9"): "Z9", World(items=("B0",)): "B0",
}  # fmt: skip


@pytest.mark.parametrize(("world", "named"), PAPER.items(), ids=list(PAPER.values()))
def test_a_wrong_paper_is_named(world: World, named: str) -> None:
    with pytest.raises(ProgramError, match="paper is wrong") as caught:
        run(robot("left"), world=world)
    assert named in caught.value.what


@pytest.mark.parametrize(
    ("start", "facing", "looks"),
    [
        ("A1", "5", "up"),
        ("A1", "E", "right"),
        ("C3", "1", "down"),
        ("C3", "A", "left"),
        ("E5", "5", "up"),
        ("A1", "1", "down"),
        ("A1", "A", "left"),
        ("E3", "E", "right"),
    ],
)
def test_a_direction_is_the_row_or_column_it_looks_towards(start: str, facing: str, looks: str) -> None:
    trace = run(robot("left\nright"), world=World(start=start, facing=facing))
    assert trace.start.looks == trace.final.looks == looks
    assert trace.final.towards == facing


def test_walls_items_marks_and_goal() -> None:
    world = World(start="A1", facing="E", walls=("C1-D1", "B2"), goal="C1", items=("B1", "B1"), marks=(("C1", "star"),))
    trace = run(
        robot(
            "forward 1\npick\npick\nrepeat until wall:\n    forward 1\nput\nif mark star:\n    say yes\nif goal:\n    say home\n"
        ),
        world=world,
    )
    assert (trace.final.square, trace.items, trace.held, trace.printed, trace.reached) == (
        "C1",
        ("B1", "C1")[1:],
        1,
        ("yes", "home"),
        True,
    )
    assert "hit the wall at C1" in run(robot("forward 3"), world=world).ending
    assert "blocked square" in run(robot("forward 1\nleft\nforward 1"), world=world).ending
