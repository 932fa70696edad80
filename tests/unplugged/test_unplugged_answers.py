"""No wrong answer: every item of generated programs is proven again, and a key that is changed is found out."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcast.errors import BroadcastError, LessonError
from broadcast.language.catalogue import messages
from broadcast.lesson.model import Code, World
from broadcast.program import read, run
from broadcast.program.trace import Stroke
from broadcast.unplugged.activities import ACTIVITIES
from broadcast.unplugged.figures import Strips, Table
from broadcast.unplugged.model import Item
from broadcast.unplugged.prove import prove
from broadcast.unplugged.sheet import build
from broadcast.unplugged.stage import Request
from tests.unplugged.unplugged_lessons import HOUSE, SCORE, SQUARE, STAGE, blocks, lesson, made, python, robot

STEPS = "repeat 2:\n    forward 2\n    right\nforward 1\nleft\n"
KINDS = tuple(kind for kind, row in ACTIVITIES.items() if row.phase != "words")
SPEED = settings(
    max_examples=80, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)

FEW = settings(SPEED, max_examples=40)

# --- generated programs -------------------------------------------------------------------------------------------------

COMMANDS = st.sampled_from(["forward", "forward 2", "forward 3", "right", "left", "back", 'say "Hi"', "pick"])


@st.composite
def walks(draw: st.DrawFn) -> str:
    lines: list[str] = []
    for _ in range(draw(st.integers(1, 3))):
        if draw(st.booleans()):
            lines.append(f"repeat {draw(st.integers(1, 4))}:")
            lines += [f"    {draw(COMMANDS)}" for _ in range(draw(st.integers(1, 3)))]
        else:
            lines.append(draw(COMMANDS))
    return "\n".join(lines) + "\n"


@st.composite
def sums(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from(["total", "eggs"]))
    lines = [f"{name} = {draw(st.integers(0, 9))}"]
    for _ in range(draw(st.integers(1, 3))):
        value, change = (
            draw(st.integers(1, 9)),
            draw(st.sampled_from([f"{name} = {name} + 2", f"{name} += 3", f"{name} = {name} * 2"])),
        )
        lines += draw(
            st.sampled_from(
                [
                    [f"for turn in range({value % 4 + 1}):", f"    {change}"],
                    [f"if {name} > {value}:", '    print("win")'],
                    [change],
                    [f"if {name} <= {value}:", f"    {change}", "else:", '    print("again")'],
                    [f"print({name})"],
                ]
            )
        )
    return "\n".join([*lines, f"print({name})"]) + "\n"


@SPEED
@given(source=walks(), start=st.sampled_from(["A1", "B2", "C3", "E1", "D4"]), kind=st.sampled_from(KINDS), shown=st.booleans())
def test_items_of_walks_are_proven_again(source: str, start: str, kind: str, shown: bool) -> None:
    code = robot(source, start=start, facing="3" if start != "C3" else "5", items=("B3", "C4"))
    _proven(made(code, kinds=("program", "predict", "trace", kind) if shown else (kind,)).items)


@SPEED
@given(source=sums(), kind=st.sampled_from(KINDS), shown=st.booleans())
def test_items_of_sums_are_proven_again(source: str, kind: str, shown: bool) -> None:
    _proven(made(python(source), kinds=("program", "predict", "trace", kind) if shown else (kind,)).items)


@st.composite
def turtles(draw: st.DrawFn) -> str:
    lines = ["pen down"]
    steps = [20, 40, 50, 60, 80, 100]
    for _ in range(draw(st.integers(1, 3))):
        side, angle = draw(st.sampled_from(["left", "right"])), draw(st.sampled_from([45, 60, 72, 90, 120, 144]))
        moves = [f"forward {draw(st.sampled_from(steps))}", f"turn {side} {angle} degrees"]
        if draw(st.booleans()):
            lines += [f"repeat {draw(st.integers(2, 6))}:", *(f"    {line}" for line in moves)]
        else:
            lines += moves
    return "\n".join(lines) + "\n"


@st.composite
def stages(draw: st.DrawFn) -> str:
    lines = [f"set eggs to {draw(st.integers(0, 9))}"]
    for _ in range(draw(st.integers(1, 2))):
        value = draw(st.integers(1, 9))
        change = draw(st.sampled_from([f"change eggs by {value}", f"subtract {value} from eggs", "set eggs to eggs * 2"]))
        lines += draw(
            st.sampled_from(
                [[f"repeat {value % 4 + 1}:", f"    {change}"], [f"if eggs > {value}:", '    say "win"'], [change], ["say eggs"]]
            )
        )
    return "\n".join([*lines, "say eggs"]) + "\n"


@FEW
@given(source=turtles(), kind=st.sampled_from(KINDS), shown=st.booleans())
def test_items_of_drawings_are_proven_again(source: str, kind: str, shown: bool) -> None:
    items = made(blocks(source), kinds=("program", "predict", "trace", kind) if shown else (kind,)).items
    _proven(items)
    for item in items:
        if item.kind in ("predict", "which") and item.goal:
            seen = [_cells(run(read(blocks(option.program)), world=blocks().world).strokes) for option in item.options]
            assert len(set(seen)) == len(seen) == 4


def _cells(strokes: tuple[Stroke, ...]) -> frozenset[tuple[int, int]]:
    """A picture as squares of a coarse screen, as large as it fits, with the arrow in it: what nobody can tell apart is alike."""
    points = [(one.x1 + (one.x2 - one.x1) * at / 40, one.y1 + (one.y2 - one.y1) * at / 40) for one in strokes for at in range(41)]
    xs, ys = [0.0, *(x for x, _ in points)], [0.0, *(y for _, y in points)]
    size = max(max(xs) - min(xs), max(ys) - min(ys)) or 1.0
    left, low = (min(xs) + max(xs) - size) / 2, (min(ys) + max(ys) - size) / 2
    arrow = (99 + round(-left / size * 15), 99 + round(-low / size * 15))
    return frozenset({(round((x - left) / size * 15), round((y - low) / size * 15)) for x, y in points} | {arrow})


@FEW
@given(source=stages(), kind=st.sampled_from(KINDS), shown=st.booleans())
def test_items_of_blocks_are_proven_again(source: str, kind: str, shown: bool) -> None:
    _proven(made(blocks(source, "stage"), kinds=("program", "predict", "trace", kind) if shown else (kind,)).items)


def _proven(items: tuple[Item, ...]) -> None:
    for item in items:
        prove(item)


# --- by hand ------------------------------------------------------------------------------------------------------------


def one(kind: str, *before: str, source: str = "", **options: str) -> Item:
    code = python(source) if "=" in source else robot(source) if source else robot()
    wanted = [Request(other, code.id) for other in before] + [Request(kind, code.id, options)]
    found = build(lesson(code), wanted, messages("en"), 1)
    assert not found.refused, found.refused
    return found.items[-1]


def test_answers_of_the_hand_made_episode() -> None:
    """By hand: rounds end on A3 looking towards E, C3 towards 1, C1 towards A; of 1 to 12 the numbers 4, 8 and 12 come back."""
    assert one("predict").answers == ("C1",)
    ends = [(row["vars"]["square"], row["vars"]["looks"]) for row in one("trace").answers]
    assert ends == [("A1", "5"), ("A3", "E"), ("C3", "1"), ("C1", "A")]
    assert one("change").answers == (4, 8, 12)
    path = one("path").answers[0]
    assert path == ["forward", "forward", "right"] * 3


def test_the_key_lists_every_order() -> None:
    """Tried again from the texts of the strips, with nothing of the code that made them."""
    item = one("parsons", source='forward 2\nright\nforward 1\nsay "Hi"\nleft\n')
    strips = {option.id: option.program for option in item.options}

    def end(order: tuple[str, ...]) -> object:
        trace = run(read(robot("".join(strips[letter] for letter in order))), world=World())
        return (trace.final.square, trace.final.looks) if trace.done else None

    goal = end(tuple(item.answers[0]))
    assert sorted(order for order in permutations(strips) if end(order) == goal) == sorted(
        tuple(answer) for answer in item.answers
    )
    assert len(item.answers) <= 2 and sorted(strips) not in [list(answer) for answer in item.answers]


@pytest.mark.parametrize("code", [robot(STEPS), python(SCORE), blocks()], ids=["walk", "score", "square"])
def test_a_twin_stands_beside_its_line_for_older_pupils_only(code: Code) -> None:
    """With the twin in its place no order reaches the goal; one letter of the pair is in the key."""
    wanted = [Request("parsons", code.id, {"pairs": "yes", "cut": "yes"})]
    young = build(lesson(code), wanted, messages("en"), 1)
    assert not young.items and "13" in young.refused[0].why
    found = build(replace(lesson(code), ages=(13, 15)), wanted, messages("en"), 1)
    item, strips = found.items[0], found.boxes[0].figures[-1]
    prove(item)
    pair = [option.id for option in item.options if option.id[-1].isdigit()]
    assert len(pair) == 2 and pair[0][0] == pair[1][0] and all(letter in item.prompt for letter in pair)
    right = {letter for answer in item.answers for letter in answer}
    assert len(right & set(pair)) == 1 and isinstance(strips, Strips) and strips.cut and strips.places == len(item.answers[0])
    twin = next(letter for letter in pair if letter not in right)
    with pytest.raises(BroadcastError):
        prove(
            item.model_copy(update={"answers": tuple([twin if one in pair else one for one in order] for order in item.answers)})
        )


def test_strips_that_may_change_places_are_glued() -> None:
    """Left and right undo each other in any order; the strips between them are glued until two orders are left at the most."""
    item = one("parsons", source="forward\nleft\nright\nforward\nright\nforward\n")
    assert len(item.answers) <= 2 and any(option.program.count("\n") > 1 for option in item.options)
    prove(item)


def test_every_way_to_fill_a_flowchart_is_in_the_key() -> None:
    """Tried again from the texts of the cards, with nothing of the code that made them."""
    item = one("order", source=STEPS)
    steps = {option.id: option.text for option in item.options}
    assert item.program is not None and item.program.source.count("____") == len(item.answers[0])

    def end(letters: tuple[str, ...]) -> object:
        text = item.program.source if item.program else ""
        for letter in letters:
            text = text.replace("____", steps[letter], 1)
        trace = run(read(robot(text)), world=World())
        return (trace.final.square, trace.final.looks) if trace.done else None

    goal = end(tuple(item.answers[0]))
    every = set(permutations(item.answers[0]))
    assert sorted(filling for filling in every if end(filling) == goal) == sorted(tuple(answer) for answer in item.answers)
    assert goal is not None and len(item.answers) <= 2


FADED = {
    "walk": robot(STEPS), "names": python("eggs = 6\nsold = 4\neggs = eggs - sold\nprint(eggs)\nsold = sold + eggs\nprint(sold)\n"),
    "loop": python("eggs = 1\nfor day in range(3):\n    eggs = eggs * 2\neggs = eggs - 1\nprint(eggs)\n"),
}  # fmt: skip


@pytest.mark.parametrize("name", list(FADED))
def test_one_way_alone_fills_the_gaps(name: str) -> None:
    """Every candidate in every gap, run once more with nothing of the code that made them."""
    code = FADED[name]
    item = made(code, kinds=("faded",)).items[0]
    prove(item)
    choices: dict[str, list[str]] = {}
    for option in item.options:
        choices.setdefault(option.id[:-1], []).append(option.text)
    assert 2 <= len(choices) <= 4

    def end(texts: tuple[str, ...]) -> object:
        source = item.program.source if item.program else ""
        for text in texts:
            source = source.replace("____", text, 1)
        try:
            program = read(replace(code, source=source))
        except BroadcastError:
            return None
        trace = run(program, world=code.world)
        return (trace.final.square, trace.final.looks, "" if code.world else trace.output) if trace.done else None

    goal = end(tuple(item.answers[0]))
    assert [list(texts) for texts in product(*choices.values()) if end(texts) == goal] == [list(item.answers[0])]


def test_steps_that_may_change_places_are_printed_in_the_flowchart() -> None:
    """What is said is not seen on the paper, so that it may be said anywhere: it stands in its box already."""
    item = one("order", source='forward 2\nright\nforward 1\nsay "Hi"\nleft\n')
    assert item.program is not None and item.program.source.count("____") < 5 and len(item.answers) <= 2
    prove(item)


@pytest.mark.parametrize("kind", ["which", "order"])
@pytest.mark.parametrize("name", ["score", "walk", "sum"])
def test_no_two_programs_to_choose_from_do_the_same(name: str, kind: str) -> None:
    """Each wrong option shows itself: it is run here once more, and what is printed or walked is compared."""
    code = {
        "score": python(SCORE),
        "walk": robot(STEPS),
        "sum": python("eggs = 6\neggs = eggs - 4\nprint(eggs)\neggs = eggs + 1\nprint(eggs)\n"),
    }[name]
    for item in made(code, kinds=("program", kind)).items:
        prove(item)
        if item.kind == "which":
            ends = []
            for option in item.options:
                trace = run(read(robot(option.program) if code.language == "robot" else python(option.program)), world=World())
                ends.append((trace.path, trace.final.square, trace.output))
            assert len(set(ends)) == 4


@pytest.mark.parametrize(
    ("kind", "spoilt"),
    [
        ("predict", lambda answers: ("C2",)),
        ("trace", lambda answers: (*answers[:-1], {**answers[-1], "vars": {"square": "C2", "looks": "A"}})),
        ("trace", lambda answers: answers[:-1]),
        ("trace", lambda answers: (answers[0], answers[2], answers[1], answers[3])),
        ("change", lambda answers: answers[:-1]),
        ("change", lambda answers: (*answers, 5)),
        ("path", lambda answers: (["forward", *answers[0]],)),
        ("parsons", lambda answers: (list(reversed(answers[0])),)),
        ("blank", lambda answers: ("5",)),
        ("order", lambda answers: (list(reversed(answers[0])),)),
        ("order", lambda answers: (*answers, list(reversed(answers[0])))),
        ("faded", lambda answers: (list(reversed(answers[0])),)),
        ("faded", lambda answers: ()),
        ("which", lambda answers: ("B" if answers[0] == "A" else "A",)),
        ("bug", lambda answers: ({"line": 3, "mended": "forward 1"},)),
        ("match", lambda answers: (["1", "a"], *answers[1:-1])),
    ],
)  # fmt: skip
def test_a_wrong_key_is_found_out(kind: str, spoilt) -> None:  # type: ignore[no-untyped-def]
    code = robot(STEPS) if kind in ("order", "faded") else robot()
    item = made(code, kinds=("program", kind)).items[0]
    prove(item)
    with pytest.raises(BroadcastError):
        prove(item.model_copy(update={"answers": spoilt(item.answers)}))


@pytest.mark.parametrize("kind", [kind for kind, row in ACTIVITIES.items() if row.phase != "set-up"])
def test_a_key_of_another_form_is_unproven_and_no_traceback(kind: str) -> None:
    found = made(robot("repeat 2:\n    forward 2\n    right\nforward 1\n"), kinds=("program", kind)).items
    others: tuple[tuple[object, ...], ...] = ((), ({},), ([],), (None,), ("",), ([["A"]],), ({"line": 99, "mended": "x"},))
    for item in [item for item in found if item.kind == kind]:
        for answers in others:
            with pytest.raises(BroadcastError):
                prove(item.model_copy(update={"answers": answers}))


def test_a_prompt_with_another_goal_is_found_out() -> None:
    item = made(robot(), kinds=("program", "blank")).items[0]
    with pytest.raises(BroadcastError):
        prove(item.model_copy(update={"prompt": "It should stop on B5. Which number is missing?"}))


def test_no_answer_of_a_box_stands_in_a_later_one() -> None:
    found = made(robot(), kinds=("place", "program", "predict", "trace", "parsons", "blank", "bug", "change"))
    prompts = [item.prompt for item in found.items if item.kind not in ("predict", "trace")]
    assert not any("C1" in prompt for prompt in prompts)
    named = [prompt.split(".")[0] for prompt in prompts]
    assert len(set(named)) == len(named)


def test_refused_with_a_reason() -> None:
    code = python("import os\nprint(os.getcwd())\n")
    found = made(code, kinds=KINDS)
    assert not found.items and not found.boxes and len(found.activities) == len(KINDS)
    assert [refusal.line for refusal in found.refused] == [30] * len(KINDS) and all(refusal.why for refusal in found.refused)
    endless = made(python("n = 1\nwhile n > 0:\n    n = n + 1\n"), kinds=("program", "predict", "trace"))
    assert [refusal.kind for refusal in endless.refused] == ["predict", "trace"] and len(endless.boxes) == 1
    assert "box" not in endless.refused[0].why and "end" in endless.refused[0].why


def test_two_words_are_no_match() -> None:
    assert made(robot(), kinds=("match",), words=2).refused[0].kind == "match"


@pytest.mark.parametrize("seed", range(12))
def test_meanings_never_stand_beside_their_words(seed: int) -> None:
    item = made(robot(), kinds=("match",), words=3, seed=seed).items[0]
    assert not {("1", "a"), ("2", "b"), ("3", "c")} & {tuple(pair) for pair in item.answers}


def test_unknown_activities_and_options_are_errors_with_a_remedy() -> None:
    code = robot()
    with pytest.raises(LessonError, match=r"dance.*no activity"):
        build(lesson(code), [Request("dance", code.id)], messages("en"), 1)
    with pytest.raises(LessonError, match="Use one of: yes, no"):
        build(lesson(code), [Request("trace", code.id, {"mistake": "maybe"})], messages("en"), 1)


@pytest.mark.parametrize(
    ("kind", "name", "value"),
    [(kind, name, value) for kind, row in ACTIVITIES.items() for name, values in row.options.items() for value in values],
)
def test_every_value_of_every_option(kind: str, name: str, value: str) -> None:
    """Made and proven, or refused with a reason; nothing else."""
    walk = robot("forward 2\nright\nforward 1\nleft\nforward 1\n", start="B2")
    for code in (walk, python(SCORE), blocks(SQUARE), blocks(STAGE, "stage")):
        for before in ((), ("program",)):
            wanted = [Request(other, code.id) for other in before] + [Request(kind, code.id, {name: value})]
            found = build(lesson(code), wanted, messages("en"), 1)
            assert len(found.items) + len(found.refused) == 1
            _proven(found.items)


def test_twice_wanted_is_told_apart() -> None:
    code = robot()
    found = build(lesson(code), [Request("predict", code.id)] * 2, messages("en"), 1)
    assert found.items[0].id != found.items[1].id and [box.item for box in found.boxes] == [item.id for item in found.items]


def test_second_voice_says_only_what_a_run_gives() -> None:
    """Four rounds end on A1: the mistake is told with the square of its own run."""
    four = run(read(robot("repeat 4:\n    forward 2\n    right\n")), world=World())
    told = [
        turn.phrase.text
        for activity in made(robot(), kinds=("trace",)).activities
        for turn in activity.turns
        if turn.name == "trace.mistake"
    ]
    assert told == [f"I wrote {four.final.square}. I went round 4 times, not 3."]


def test_a_board_takes_the_set_up_and_the_program() -> None:
    found = made(robot(), kinds=("place", "program", "predict", "trace"))
    assert [box.number for box in found.boxes if box.board] == [1, 2]


LIST = "add 3 to eggs\nadd 5 to eggs\nsay item 2 of eggs\nsay length of eggs\n"
SUM = "eggs = 6\nsold = 4\neggs = eggs - sold\nprint(eggs)\nsold = sold + eggs\nprint(sold)\n"
OWN = {
    "walk": robot(STEPS), "sum": python(SUM, "sum"), "score": python(), "house": python(HOUSE, "house"),
    "square": blocks(), "stage": blocks(STAGE, "stage"), "list": blocks(LIST, "list"),
    "letters": blocks("pen down\nforward 100\nturn left 90 degrees\nforward 50\nturn left 90 degrees\nforward 20\n", "letters"),
}  # fmt: skip


@pytest.mark.parametrize("kind", [kind for kind in ACTIVITIES if kind not in ("place", "program")])
def test_every_kind_is_made_of_own_programs_of_each_language(kind: str) -> None:
    """At least three, robot, Python and blocks among them; what is asked on paper has a key of its own, and every answer is proven again."""
    seen: dict[str, str] = {}
    for name, code in OWN.items():
        found = made(code, kinds=("program", kind))
        activity = found.activities[1]
        assert bool(activity.turns) != bool(found.refused)
        if activity.turns:
            seen[name] = code.language
        for item in activity.items:
            prove(item)
            box = next((box for box in activity.boxes if box.item == item.id), None)
            assert item.answers and (box is None or (box.key and box.key != box.figures and box.answer))
    assert len(seen) >= 3 and set(seen.values()) == {"robot", "python", "blocks"}, seen


@pytest.mark.parametrize(
    ("code", "labels"),
    [
        (robot(STEPS), ["start", "1 · line 3", "2 · line 3", "3 · line 4", "4 · line 5"]),
        (python(), ["1 · line 1", "2 · line 3", "3 · line 3", "4 · line 3", "5 · line ?"]),
        (blocks(STAGE, "stage"), ["1 · line 1", "2 · line 3", "3 · line 3", "4 · line 3", "5 · line ?", "6 · line 8"]),
    ],
    ids=["walk", "score", "stage"],
)
def test_rows_of_a_trace_name_the_line_after_which_they_are_written(code: Code, labels: list[str]) -> None:
    """By hand; which branch is taken is not told: line 5 says "win", line 7 "again"."""
    table = made(code, kinds=("program", "trace")).boxes[1].figures[-1]
    assert isinstance(table, Table) and [row[0] for row in table.rows] == labels
