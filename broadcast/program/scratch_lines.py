"""What Scratch's blocks do, and what starts its scripts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from broadcast.program.blockly_lines import up_to
from broadcast.program.model import (
    Assign,
    Block,
    Branch,
    Call,
    Change,
    Define,
    Do,
    Effect,
    ForEach,
    Forever,
    Go,
    If,
    Item,
    Listed,
    Method,
    Move,
    Name,
    Number,
    Pass,
    Pen,
    Point,
    Repeat,
    RepeatUntil,
    Say,
    Send,
    Stop,
    Text,
    Truth,
    Turn,
    While,
)
from broadcast.program.raw import Raw, Reader, spaced
from broadcast.program.scratch_values import amount, asked, call, index, listed, menu, written

Event = Literal["start", "key", "click", "message", "clone", "button", "shake", "other"]
ONE, NO = Number(1), Truth(False)
STOPS = {"all": "all", "this script": "this"}
SHOWN = {
    "motion_setrotationstyle": ("set rotation style", "STYLE"),
    "looks_cleargraphiceffects": ("clear graphic effects", ""),
    "looks_gotofrontback": ("go to layer", "FRONT_BACK"),
    "looks_goforwardbackwardlayers": ("go layers", "FORWARD_BACKWARD"),
    "sound_stopallsounds": ("stop all sounds", ""),
    "sound_cleareffects": ("clear sound effects", ""),
    "control_delete_this_clone": ("delete this clone", ""),
    "sensing_resettimer": ("reset timer", ""),
    "sensing_setdragmode": ("set drag mode", "DRAG_MODE"),
    "data_showvariable": ("show variable", "VARIABLE"),
    "data_hidevariable": ("hide variable", "VARIABLE"),
    "data_showlist": ("show list", "LIST"),
    "data_hidelist": ("hide list", "LIST"),
}
"""Blocks that no answer depends on, in Scratch's own words."""


def hat(reader: Reader, raw: Raw) -> tuple[Event, str] | None:
    """What starts a script; None where the block is no hat."""
    match raw.type:
        case "event_whenflagclicked":
            return "start", ""
        case "event_whenkeypressed":
            return "key", raw.field("KEY_OPTION")
        case "event_whenthisspriteclicked" | "event_whenstageclicked":
            return "click", ""
        case "event_whenbroadcastreceived":
            return "message", raw.field("BROADCAST_OPTION")
        case "control_start_as_clone":
            return "clone", ""
        case "microbit_whenButtonPressed":
            return "button", menu(raw, "BTN")
        case _ if "_when" in raw.type or raw.type == "$hat":
            return "other", reader.words(raw).removeprefix("event ").removeprefix("$hat ")
    return None


def definition(reader: Reader, raw: Raw, under: Sequence[Raw]) -> Define:
    """A block of the project's own."""
    parameters = tuple(reader.name(raw, name) for name in raw.names)
    return Define(0, reader.name(raw, raw.field("@name")), parameters, reader.lines(under) or (Pass(0),))


def line(reader: Reader, raw: Raw) -> Block | None:
    """The lines that a block is; None where nobody knows it."""
    if raw.type in SHOWN:
        words, name = SHOWN[raw.type]
        return (Effect(0, "other", None, f"{words} {raw.field(name)}".strip()),)
    match raw.type.partition("_")[0]:
        case "motion":
            return _motion(reader, raw)
        case "looks" | "sound" | "music" | "text2speech":
            return _seen(reader, raw)
        case "control" | "event" | "sensing":
            return _control(reader, raw)
        case "data":
            return _data(reader, raw)
        case "pen":
            return _pen(reader, raw)
        case "procedures":
            return (Do(0, call(reader, raw)),) if raw.type == "procedures_call" else None
    return None


def _motion(reader: Reader, raw: Raw) -> Block | None:
    match raw.type:
        case "motion_movesteps":
            return (Move(0, amount(reader, raw, "STEPS")),)
        case "motion_turnright" | "motion_turnleft":
            side: Literal["left", "right"] = "left" if raw.type.endswith("left") else "right"
            return (Turn(0, side, angle=amount(reader, raw, "DEGREES")),)
        case "motion_pointindirection":
            return (Point(0, amount(reader, raw, "DIRECTION")),)
        case "motion_pointtowards":
            return (Point(0, None, menu(raw, "TOWARDS")),)
        case "motion_gotoxy":
            return (Go(0, amount(reader, raw, "X"), amount(reader, raw, "Y")),)
        case "motion_goto":
            return (Go(0, None, None, to=menu(raw, "TO")),)
        case "motion_glidesecstoxy":
            return (Go(0, amount(reader, raw, "X"), amount(reader, raw, "Y"), seconds=amount(reader, raw, "SECS")),)
        case "motion_glideto":
            return (Go(0, None, None, seconds=amount(reader, raw, "SECS"), to=menu(raw, "TO")),)
        case "motion_changexby":
            return (Go(0, amount(reader, raw, "DX"), None, True),)
        case "motion_changeyby":
            return (Go(0, None, amount(reader, raw, "DY"), True),)
        case "motion_setx":
            return (Go(0, amount(reader, raw, "X"), None),)
        case "motion_sety":
            return (Go(0, None, amount(reader, raw, "Y")),)
        case "motion_ifonedgebounce":
            return (Effect(0, "bounce"),)
    return None


def _seen(reader: Reader, raw: Raw) -> Block | None:
    """Looks and sounds."""
    match raw.type:
        case "looks_say":
            return (Say(0, written(reader, raw, "MESSAGE")),)
        case "looks_sayforsecs":
            return (Say(0, written(reader, raw, "MESSAGE"), seconds=amount(reader, raw, "SECS")),)
        case "text2speech_speakAndWaitBlock":
            return (Say(0, written(reader, raw, "WORDS")),)
        case "looks_think" | "looks_thinkforsecs":
            return (Effect(0, "think", written(reader, raw, "MESSAGE")),)
        case "looks_show":
            return (Effect(0, "show"),)
        case "looks_hide":
            return (Effect(0, "hide"),)
        case "looks_switchcostumeto":
            return (Effect(0, "costume", None, menu(raw, "COSTUME") or reader.words(raw)),)
        case "looks_nextcostume":
            return (Effect(0, "costume"),)
        case "looks_switchbackdropto" | "looks_switchbackdroptoandwait":
            return (Effect(0, "backdrop", None, menu(raw, "BACKDROP") or reader.words(raw)),)
        case "looks_nextbackdrop":
            return (Effect(0, "backdrop"),)
        case "looks_setsizeto":
            return (Effect(0, "size", amount(reader, raw, "SIZE")),)
        case "looks_changesizeby":
            return (Effect(0, "size-by", amount(reader, raw, "CHANGE")),)
        case "looks_seteffectto" | "sound_seteffectto":
            return (Effect(0, "effect", amount(reader, raw, "VALUE"), raw.field("EFFECT").lower()),)
        case "looks_changeeffectby" | "sound_changeeffectby":
            value = amount(reader, raw, "CHANGE" if "CHANGE" in raw.inputs else "VALUE")
            return (Effect(0, "effect-by", value, raw.field("EFFECT").lower()),)
        case "sound_play" | "sound_playuntildone":
            return (Effect(0, "sound", None, menu(raw, "SOUND_MENU") or reader.words(raw)),)
        case "music_playNoteForBeats":
            return (Effect(0, "note", amount(reader, raw, "NOTE")),)
        case "sound_changevolumeby" | "sound_setvolumeto":
            return (Effect(0, "other", amount(reader, raw, "VOLUME"), spaced(raw.type[6:].replace("volume", " volume "))),)
    return None


def _control(reader: Reader, raw: Raw) -> Block | None:
    match raw.type:
        case "control_wait":
            return (Effect(0, "wait", amount(reader, raw, "DURATION")),)
        case "control_wait_until":
            return (Effect(0, "wait-until", asked(reader, raw)),)
        case "control_repeat":
            return (Repeat(0, amount(reader, raw, "TIMES"), reader.body(raw, "SUBSTACK")),)
        case "control_forever":
            return (Forever(0, reader.body(raw, "SUBSTACK")),)
        case "control_repeat_until":
            return (RepeatUntil(0, asked(reader, raw), reader.body(raw, "SUBSTACK")),)
        case "control_while":
            return (While(0, asked(reader, raw), reader.body(raw, "SUBSTACK")),)
        case "control_for_each":
            times = amount(reader, raw, "VALUE")
            name = reader.name(raw, raw.field("VARIABLE"))
            return (ForEach(0, name, Call("range", up_to(ONE, times, ONE)), reader.body(raw, "SUBSTACK")),)
        case "control_if":
            return (If((Branch(0, asked(reader, raw), reader.body(raw, "SUBSTACK")),)),)
        case "control_if_else":
            branch = Branch(0, asked(reader, raw), reader.body(raw, "SUBSTACK"))
            return (If((branch,), reader.lines(raw.bodies.get("SUBSTACK2", ()))),)
        case "control_stop":
            return (Stop(0, STOPS.get(raw.field("STOP_OPTION"), "others")),)  # type: ignore[arg-type]  # the table's words are the model's
        case "control_create_clone_of":
            return (Effect(0, "clone", None, menu(raw, "CLONE_OPTION")),)
        case "event_broadcast" | "event_broadcastandwait":
            message = menu(raw, "BROADCAST_INPUT")
            return (Send(0, message or reader.words(raw), raw.type.endswith("wait")),)
        case "sensing_askandwait":
            return (Assign(0, Name("answer"), Call("input", (written(reader, raw, "QUESTION"),))),)
    return None


def _data(reader: Reader, raw: Raw) -> Block | None:
    name = raw.field("VARIABLE")
    match raw.type:
        case "data_setvariableto":
            return (Assign(0, Name(reader.name(raw, name)), reader.value(raw.inputs.get("VALUE"), Number(0))),)
        case "data_changevariableby":
            return (Change(0, Name(reader.name(raw, name)), "+", amount(reader, raw, "VALUE")),)
        case "data_addtolist":
            return (Do(0, Method(listed(reader, raw), "append", (reader.value(raw.inputs.get("ITEM"), Text("")),))),)
        case "data_deletealloflist":
            return (Assign(0, listed(reader, raw), Listed(())),)
        case "data_deleteoflist" if menu(raw, "INDEX") == "all":
            return (Assign(0, listed(reader, raw), Listed(())),)
        case "data_deleteoflist":
            where = index(reader, raw)
            return (Do(0, Method(listed(reader, raw), "pop", () if where is None else (where,))),)
        case "data_insertatlist":
            where, entry = index(reader, raw), reader.value(raw.inputs.get("ITEM"), Text(""))
            if where is None:
                return (Do(0, Method(listed(reader, raw), "append", (entry,))),)
            return (Do(0, Method(listed(reader, raw), "insert", (where, entry))),)
        case "data_replaceitemoflist":
            place = Item(listed(reader, raw), index(reader, raw, last=True) or Number(0))
            return (Assign(0, place, reader.value(raw.inputs.get("ITEM"), Text(""))),)
    return None


def _pen(reader: Reader, raw: Raw) -> Block | None:
    match raw.type:
        case "pen_penDown":
            return (Pen(0, "down"),)
        case "pen_penUp":
            return (Pen(0, "up"),)
        case "pen_clear":
            return (Pen(0, "clear"),)
        case "pen_stamp":
            return (Pen(0, "stamp"),)
        case "pen_setPenColorToColor":
            return (Pen(0, "colour", reader.value(raw.inputs.get("COLOR"), Text("black"))),)
        case "pen_setPenSizeTo":
            return (Pen(0, "width", amount(reader, raw, "SIZE")),)
        case "pen_changePenSizeBy":
            return (Pen(0, "change-width", amount(reader, raw, "SIZE")),)
        case "pen_changePenColorParamBy" | "pen_setPenColorParamTo":
            does = "change pen" if "change" in raw.type else "set pen"
            return (Effect(0, "other", amount(reader, raw, "VALUE"), f"{does} {menu(raw, 'COLOR_PARAM')}"),)
    return None
