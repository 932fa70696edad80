"""What a language's `[blocks]` table holds: every key, its slots and what it means.

A program of blocks is text in the words of the class: the paper robot's words (`[robot]`: forward, back, left, right, pick, put, say,
repeat, else, define and what it finds) and these. A key's list gives the ways to write it, the shown one first. `{slots}` may
stand anywhere and in any order; each slot of a key stands once in each spelling. A line that holds others ends in `:`. Words are divided
by spaces. No spelling may be one of another key's.
"""

from __future__ import annotations

from typing import NamedTuple


class Meaning(NamedTuple):
    """What a key stands for."""

    slots: tuple[str, ...]
    says: str


def _of(slots: str, says: str) -> Meaning:
    return Meaning(tuple(slots.split()), says)


STARTS = {
    "start": _of("", "the lines below run when the program starts"),
    "when_key": _of("key", "… when a key is pressed; the key's name in quotation marks"),
    "when_click": _of("", "… when this sprite is clicked or touched"),
    "when_message": _of("message", "… when a message is heard"),
    "when_clone": _of("", "… when this is a copy of a sprite and begins"),
    "when_button": _of("button", "… when a button of a small computer is pressed"),
    "when_shake": _of("", "… when a small computer is shaken"),
    "when_other": _of("words", "… when something else happens; `words` are the source's own, in curly brackets"),
}
"""Lines that start a script."""
MOTION = {
    "turn_left": _of("angle", "turn to the left by so many degrees"),
    "turn_right": _of("angle", "turn to the right by so many degrees"),
    "point": _of("angle", "look this way: 0 is up, 90 to the right"),
    "point_towards": _of("place", "look towards something with a name"),
    "go": _of("x y", "go to a place on the plane"),
    "go_x": _of("x", "go to this x, y stays"),
    "go_y": _of("y", "go to this y, x stays"),
    "go_to": _of("place", "go to something with a name"),
    "move_x": _of("x", "add so much to where it is, to the right"),
    "move_y": _of("y", "add so much to where it is, upwards"),
    "move_xy": _of("x y", "both of these"),
    "glide": _of("seconds x y", "move evenly to a place in so many seconds"),
    "glide_by": _of("seconds x y", "move evenly by so much"),
    "glide_to": _of("seconds place", "move evenly to something with a name"),
    "pen_down": _of("", "from here on it draws"),
    "pen_up": _of("", "from here on it draws no more"),
    "pen_clear": _of("", "wipe away what is drawn"),
    "pen_stamp": _of("", "print its own picture where it is"),
    "pen_colour": _of("value", "draw in this colour"),
    "pen_width": _of("value", "draw so wide"),
    "pen_wider": _of("value", "draw so much wider"),
}
"""What a turtle or sprite does beside going forward and back."""
LOOKS = {
    "say_for": _of("value seconds", "say something, shown for so many seconds"),
    "print": _of("value", "print a line"),
    "ask": _of("prompt", "ask, and keep what is typed as the answer"),
    "wait": _of("value", "wait so many seconds"),
    "wait_until": _of("value", "wait until something holds"),
    "sound": _of("what", "play a sound with a name"),
    "note": _of("what", "play a note"),
    "show": _of("", "be seen"),
    "hide": _of("", "be hidden"),
    "costume": _of("what", "look like this picture"),
    "next_costume": _of("", "look like the next picture"),
    "backdrop": _of("what", "change the stage's picture"),
    "next_backdrop": _of("", "to the stage's next picture"),
    "size": _of("value", "be so large, in per cent"),
    "size_by": _of("value", "be so much larger, in per cent"),
    "effect": _of("detail value", "set a graphic effect"),
    "effect_by": _of("detail value", "change a graphic effect by so much"),
    "effects_clear": _of("", "take the graphic effects away"),
    "icon": _of("what", "show a small picture of lamps"),
    "think": _of("value", "think something, in a bubble"),
    "speed": _of("what", "how fast it moves or draws"),
    "bounce": _of("", "turn back if it is at the edge"),
    "clone": _of("what", "make a copy of a sprite with this name"),
    "clone_self": _of("", "make a copy of this sprite"),
}
"""What is seen and heard."""
CONTROL = {
    "until": _of("value", "repeat until something holds (see also [robot])"),
    "while": _of("value", "repeat while something holds"),
    "forever": _of("", "repeat without end"),
    "count": _of("name from to", "repeat with a variable that counts up by one, both ends included"),
    "count_by": _of("name from to by", "… that counts in steps of `by`"),
    "for_each": _of("name list", "repeat for each thing of a list"),
    "if": _of("value", "if something holds (see also [robot])"),
    "else_if": _of("value", "else, if something holds"),
    "break": _of("", "leave the loop"),
    "continue": _of("", "leave this round, on to the next one"),
    "send": _of("message", "send a message"),
    "send_wait": _of("message", "send a message and wait until all who hear it are done"),
    "stop_all": _of("", "end the whole program"),
    "stop_this": _of("", "end this script"),
    "stop_others": _of("", "end the other scripts"),
    "define_with": _of("name parameters", "teach a new word that takes values; `parameters` are names with commas"),
    "call_with": _of("name values", "do a taught word with values, with commas"),
    "return": _of("", "leave a taught word"),
    "return_value": _of("value", "leave a taught word with a result"),
    "nothing": _of("", "a line that does nothing, where a block is empty"),
}
"""What is done when, and how often."""
DATA = {
    "set": _of("name value", "give a variable a value"),
    "change": _of("name value", "add so much to a variable"),
    "reduce": _of("name value", "take so much away from a variable"),
    "replace": _of("index list value", "put a value in place of an item of a list"),
    "append": _of("value list", "put a value at a list's end"),
    "insert": _of("value index list", "put a value in a list before the item with this number"),
    "delete": _of("index list", "take an item out of a list"),
    "delete_last": _of("list", "take the last item out of a list"),
}
"""Variables and lists."""
VALUES = {
    "and": _of("", "both hold; stands between two values"),
    "or": _of("", "at least one holds; stands between two values"),
    "mod": _of("", "the remainder of a division; stands between two numbers"),
    "not": _of("value", "it does not hold"),
    "true": _of("", "what holds"),
    "false": _of("", "what does not hold"),
    "none": _of("", "no value at all"),
    "choose": _of("value then other", "one value if something holds, else the other"),
    "contains": _of("list value", "is the value in the list, or the text in the text?"),
    "item": _of("index list", "the item of a list with this number, from 1"),
    "last_item": _of("list", "the last item of a list or letter of a text"),
    "letter": _of("index list", "the letter of a text with this number, from 1"),
    "length": _of("value", "how many items or letters"),
    "part": _of("from to list", "items or letters from one number to another"),
    "part_from": _of("from list", "items or letters from a number to the end"),
    "part_to": _of("to list", "items or letters from the first to a number"),
    "position": _of("value list", "the number of the item that is this value; 0 where there is none"),
    "empty_list": _of("", "a list without items"),
    "join": _of("values", "texts put together, with commas between them"),
    "random": _of("low high", "a number by chance, both ends included"),
    "answer": _of("", "what was typed when it was asked"),
    "input": _of("prompt", "ask, and use what is typed"),
    "number": _of("value", "a text taken as a number"),
    "round": _of("value", "the nearest whole number"),
    "floor": _of("value", "the whole number below"),
    "ceil": _of("value", "the whole number above"),
    "sqrt": _of("value", "square root"),
    "abs": _of("value", "a number without its sign"),
}
"""Parts of a line that are worked out."""
SENSES = {
    "finds": _of("thing", "what is found on the grid, as a value; `thing` is the paper robot's word (wall, item, goal …)"),
    "wall_left": _of("", "a wall at its left hand; stands where the robot's word for a wall may stand"),
    "wall_right": _of("", "a wall at its right hand"),
    "x": _of("", "how far to the right of the middle it is"),
    "y": _of("", "how far above the middle it is"),
    "direction": _of("", "which way it looks, in degrees"),
    "edge": _of("", "is it at the edge?"),
    "touching": _of("detail", "does it touch something with a name?"),
    "colour": _of("detail", "does it touch a colour?"),
    "key": _of("detail", "is a key pressed?"),
    "mouse": _of("detail", "what the mouse does or where it is"),
    "distance": _of("detail", "how far it is to something with a name"),
    "timer": _of("", "seconds since the start"),
    "loudness": _of("", "how loud it is"),
}
"""What a robot, turtle or sprite finds out."""
LINES = STARTS | MOTION | LOOKS | CONTROL | DATA
PHRASES = VALUES | SENSES
KEYS = LINES | PHRASES
