"""Prove cards again, from the item alone: what is decoded gives its code again, and what is coded gives itself."""

from __future__ import annotations

from broadcast.errors import InputError
from broadcast.unplugged.model import Item


def cards(item: Item) -> None:
    kinds = {option.id.partition("-")[0] for option in item.options}
    if kinds == {"read", "show"}:
        _numbers(item)
    elif kinds == {"letter", "code"}:
        _word(item)
    elif kinds == {"row"}:
        _picture(item)
    else:
        raise InputError("it is no kind of cards that is known")


def _numbers(item: Item) -> None:
    """Binary numbers are read by their digits, and written as digits again."""
    told = {option.id: option.text for option in item.options}
    if [answer[0] for answer in item.answers] != list(told):
        raise InputError("its key does not answer each row once")
    bits = {len(text) for name, text in told.items() if name.startswith("read-")}
    if len(bits) != 1:
        raise InputError("its rows are not of as many cards each")
    wide = bits.pop()
    for name, answer in item.answers:
        given, wanted = (told[name], answer) if name.startswith("read-") else (answer, told[name])
        if set(given) - {"0", "1"} or len(given) != wide or not wanted.isdigit():
            raise InputError(f"row {name} is no number of {wide} cards")
        if int(given, 2) != int(wanted) or format(int(wanted), f"0{wide}b") != given:
            raise InputError(f"{given} is {int(given, 2)}, the key says {wanted}")


def _word(item: Item) -> None:
    table = [option.text for option in item.options if option.id.startswith("letter-")]
    code = [option.text for option in item.options if option.id.startswith("code-")]
    if len(set(table)) != len(table) or any(set(bits) - {"0", "1"} for bits in code):
        raise InputError("its table or its code is wrong")
    places = [int(bits, 2) for bits in code]
    if not all(0 < place <= len(table) for place in places):
        raise InputError("its code names a letter that is not in the table")
    if len(item.answers) != 1 or [table[place - 1] for place in places] != item.answers[0].split(" "):
        raise InputError(f"its code is read as {' '.join(table[place - 1] for place in places)}")
    if [
        format(table.index(letter) + 1, f"0{len(bits)}b") for letter, bits in zip(item.answers[0].split(" "), code, strict=True)
    ] != code:
        raise InputError("its word gives another code")


def _picture(item: Item) -> None:
    told = [[int(run) for run in option.text.split(" ")] for option in item.options]
    if len(told) != len(item.answers) or len({len(row) for row in item.answers}) != 1:
        raise InputError("its picture is no rectangle with numbers for each row")
    if not any("#" in row for row in item.answers):
        raise InputError("its picture is empty")
    for at, (runs, row) in enumerate(zip(told, item.answers, strict=True), 1):
        painted = "".join(".#"[place % 2] * run for place, run in enumerate(runs))
        if painted != row:
            raise InputError(f"the numbers of row {at} give {painted}, the key shows {row}")
        if any(run < (place > 0) for place, run in enumerate(runs)):
            raise InputError(f"row {at} has a run of nothing")
