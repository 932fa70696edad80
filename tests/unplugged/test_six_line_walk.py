"""The six-line walk of the findings, word for word: how it is said, where it goes, and the two orders of its lines.

What it prints belongs to what is asked for on paper: with it, only two neighbours may change places.
"""

from __future__ import annotations

import pytest

from broadcast.language.catalogue import messages
from broadcast.program import read, run, speak
from broadcast.unplugged.prove import prove
from tests.program.given import STEPS, fence
from tests.unplugged.unplugged_lessons import made, python, robot
from tests.unplugged.verdicts import wrong

SAID = {
    "en": (
        "There is a box called Steps. Line one: put one in Steps. Line two: do this four times. Inside the loop. "
        "Line three: walk forward the number in Steps. Line four: quarter turn right. Line five: add one to Steps. End of the loop. "
        "Line six: say “end”, and the number in Steps."
    ),
    "es-419": (
        "Hay una caja llamada Pasos. Línea uno: pon uno en Pasos. Línea dos: haz esto cuatro veces. Dentro del ciclo. "
        "Línea tres: avanza el número que hay en Pasos."
    ),
}


@pytest.mark.parametrize("tag", SAID)
def test_how_it_is_said(tag: str) -> None:
    words = {"steps": "pasos"} if tag == "es-419" else {}
    spoken = speak(read(fence(STEPS, "python", **words)), messages(tag)).phrase.spoken
    assert spoken.startswith(SAID[tag])
    assert tag != "en" or spoken == SAID[tag]


def test_where_it_goes() -> None:
    trace = run(read(fence(STEPS, "python")))
    assert (trace.final.x, trace.final.y, trace.final.towards, trace.output) == (-2, -2, "north", "end 5\n")


def test_its_strips_have_two_right_orders_and_the_key_prints_both() -> None:
    (item,) = made(python(STEPS), kinds=("parsons",)).items
    texts = {option.id: option.program.strip() for option in item.options}
    orders = [[texts[letter] for letter in answer] for answer in item.answers]
    lines = [line.strip() for line in STEPS.strip().split("\n")]
    swapped = [*lines[:3], lines[4], lines[3], lines[5]]
    assert sorted(orders) == sorted([lines, swapped])
    assert not wrong(item)
    prove(item)


def test_what_cannot_be_asked_for_is_no_goal() -> None:
    """Three lines are said: no prompt names them, and strips that could end there with other words are not made."""
    source = 'repeat 3:\n    forward\n    say "Hi"\nforward\n'
    for kind in ("parsons", "order", "faded"):
        for item in made(robot(source), kinds=(kind,)).items:
            assert not wrong(item), kind
