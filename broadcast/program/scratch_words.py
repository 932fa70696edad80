"""What Scratch's blocks are called in each language, as patterns that a line of text is looked up in."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from typing import Any

from broadcast.assets import media

SPECS: dict[str, tuple[str, ...]] = {
    "MOTION_MOVESTEPS": ("motion_movesteps", "STEPS"),
    "MOTION_TURNRIGHT": ("motion_turnright", "DEGREES"),
    "MOTION_TURNLEFT": ("motion_turnleft", "DEGREES"),
    "MOTION_POINTINDIRECTION": ("motion_pointindirection", "DIRECTION"),
    "MOTION_POINTTOWARDS": ("motion_pointtowards", "TOWARDS"),
    "MOTION_GOTOXY": ("motion_gotoxy", "X", "Y"),
    "MOTION_GOTO": ("motion_goto", "TO"),
    "MOTION_GLIDESECSTOXY": ("motion_glidesecstoxy", "SECS", "X", "Y"),
    "MOTION_GLIDETO": ("motion_glideto", "SECS", "TO"),
    "MOTION_CHANGEXBY": ("motion_changexby", "DX"),
    "MOTION_SETX": ("motion_setx", "X"),
    "MOTION_CHANGEYBY": ("motion_changeyby", "DY"),
    "MOTION_SETY": ("motion_sety", "Y"),
    "MOTION_SETROTATIONSTYLE": ("motion_setrotationstyle", "*STYLE"),
    "MOTION_IFONEDGEBOUNCE": ("motion_ifonedgebounce",),
    "MOTION_XPOSITION": ("motion_xposition",),
    "MOTION_YPOSITION": ("motion_yposition",),
    "MOTION_DIRECTION": ("motion_direction",),
    "LOOKS_SAYFORSECS": ("looks_sayforsecs", "MESSAGE", "SECS"),
    "LOOKS_SAY": ("looks_say", "MESSAGE"),
    "LOOKS_THINKFORSECS": ("looks_thinkforsecs", "MESSAGE", "SECS"),
    "LOOKS_THINK": ("looks_think", "MESSAGE"),
    "LOOKS_SHOW": ("looks_show",),
    "LOOKS_HIDE": ("looks_hide",),
    "LOOKS_SWITCHCOSTUMETO": ("looks_switchcostumeto", "COSTUME"),
    "LOOKS_NEXTCOSTUME": ("looks_nextcostume",),
    "LOOKS_NEXTBACKDROP_BLOCK": ("looks_nextbackdrop",),
    "LOOKS_SWITCHBACKDROPTO": ("looks_switchbackdropto", "BACKDROP"),
    "LOOKS_SWITCHBACKDROPTOANDWAIT": ("looks_switchbackdroptoandwait", "BACKDROP"),
    "LOOKS_CHANGEEFFECTBY": ("looks_changeeffectby", "*EFFECT", "CHANGE"),
    "LOOKS_SETEFFECTTO": ("looks_seteffectto", "*EFFECT", "VALUE"),
    "LOOKS_CLEARGRAPHICEFFECTS": ("looks_cleargraphiceffects",),
    "LOOKS_CHANGESIZEBY": ("looks_changesizeby", "CHANGE"),
    "LOOKS_SETSIZETO": ("looks_setsizeto", "SIZE"),
    "LOOKS_GOTOFRONTBACK": ("looks_gotofrontback", "*FRONT_BACK"),
    "LOOKS_GOFORWARDBACKWARDLAYERS": ("looks_goforwardbackwardlayers", "*FORWARD_BACKWARD", "NUM"),
    "LOOKS_SIZE": ("looks_size",),
    "LOOKS_COSTUMENUMBERNAME": ("looks_costumenumbername", "*NUMBER_NAME"),
    "LOOKS_BACKDROPNUMBERNAME": ("looks_backdropnumbername", "*NUMBER_NAME"),
    "SOUND_PLAY": ("sound_play", "SOUND_MENU"),
    "SOUND_PLAYUNTILDONE": ("sound_playuntildone", "SOUND_MENU"),
    "SOUND_CHANGEEFFECTBY": ("sound_changeeffectby", "*EFFECT", "VALUE"),
    "SOUND_SETEFFECTO": ("sound_seteffectto", "*EFFECT", "VALUE"),
    "SOUND_STOPALLSOUNDS": ("sound_stopallsounds",),
    "SOUND_CLEAREFFECTS": ("sound_cleareffects",),
    "SOUND_CHANGEVOLUMEBY": ("sound_changevolumeby", "VOLUME"),
    "SOUND_SETVOLUMETO": ("sound_setvolumeto", "VOLUME"),
    "SOUND_VOLUME": ("sound_volume",),
    "music.playDrumForBeats": ("music_playDrumForBeats", "DRUM", "BEATS"),
    "music.restForBeats": ("music_restForBeats", "BEATS"),
    "music.playNoteForBeats": ("music_playNoteForBeats", "NOTE", "BEATS"),
    "music.setInstrument": ("music_setInstrument", "INSTRUMENT"),
    "music.changeTempo": ("music_changeTempo", "TEMPO"),
    "music.setTempo": ("music_setTempo", "TEMPO"),
    "music.getTempo": ("music_getTempo",),
    "pen.clear": ("pen_clear",),
    "pen.stamp": ("pen_stamp",),
    "pen.penDown": ("pen_penDown",),
    "pen.penUp": ("pen_penUp",),
    "pen.setColor": ("pen_setPenColorToColor", "COLOR"),
    "pen.setColorParam": ("pen_setPenColorParamTo", "COLOR_PARAM", "VALUE"),
    "pen.changeColorParam": ("pen_changePenColorParamBy", "COLOR_PARAM", "VALUE"),
    "pen.changeSize": ("pen_changePenSizeBy", "SIZE"),
    "pen.setSize": ("pen_setPenSizeTo", "SIZE"),
    "EVENT_WHENFLAGCLICKED": ("event_whenflagclicked",),
    "EVENT_WHENKEYPRESSED": ("event_whenkeypressed", "*KEY_OPTION"),
    "EVENT_WHENTHISSPRITECLICKED": ("event_whenthisspriteclicked",),
    "EVENT_WHENSTAGECLICKED": ("event_whenstageclicked",),
    "EVENT_WHENBACKDROPSWITCHESTO": ("event_whenbackdropswitchesto", "*BACKDROP"),
    "EVENT_WHENGREATERTHAN": ("event_whengreaterthan", "*WHENGREATERTHANMENU", "VALUE"),
    "EVENT_WHENBROADCASTRECEIVED": ("event_whenbroadcastreceived", "*BROADCAST_OPTION"),
    "EVENT_BROADCAST": ("event_broadcast", "BROADCAST_INPUT"),
    "EVENT_BROADCASTANDWAIT": ("event_broadcastandwait", "BROADCAST_INPUT"),
    "CONTROL_WAIT": ("control_wait", "DURATION"),
    "CONTROL_REPEAT": ("control_repeat", "TIMES"),
    "CONTROL_FOREVER": ("control_forever",),
    "CONTROL_IF": ("control_if", "CONDITION"),
    "CONTROL_ELSE": ("$else",),
    "CONTROL_WAITUNTIL": ("control_wait_until", "CONDITION"),
    "CONTROL_REPEATUNTIL": ("control_repeat_until", "CONDITION"),
    "CONTROL_STOP": ("control_stop", "*STOP_OPTION"),
    "CONTROL_STARTASCLONE": ("control_start_as_clone",),
    "CONTROL_CREATECLONEOF": ("control_create_clone_of", "CLONE_OPTION"),
    "CONTROL_DELETETHISCLONE": ("control_delete_this_clone",),
    "SENSING_ASKANDWAIT": ("sensing_askandwait", "QUESTION"),
    "SENSING_RESETTIMER": ("sensing_resettimer",),
    "SENSING_TOUCHINGOBJECT": ("sensing_touchingobject", "TOUCHINGOBJECTMENU"),
    "SENSING_TOUCHINGCOLOR": ("sensing_touchingcolor", "COLOR"),
    "SENSING_COLORISTOUCHINGCOLOR": ("sensing_coloristouchingcolor", "COLOR", "COLOR2"),
    "SENSING_DISTANCETO": ("sensing_distanceto", "DISTANCETOMENU"),
    "SENSING_ANSWER": ("sensing_answer",),
    "SENSING_KEYPRESSED": ("sensing_keypressed", "KEY_OPTION"),
    "SENSING_MOUSEDOWN": ("sensing_mousedown",),
    "SENSING_MOUSEX": ("sensing_mousex",),
    "SENSING_MOUSEY": ("sensing_mousey",),
    "SENSING_SETDRAGMODE": ("sensing_setdragmode", "*DRAG_MODE"),
    "SENSING_LOUDNESS": ("sensing_loudness",),
    "SENSING_TIMER": ("sensing_timer",),
    "OPERATORS_MATHOP": ("operator_mathop", "*OPERATOR", "NUM"),
    "SENSING_OF": ("sensing_of", "*PROPERTY", "OBJECT"),
    "SENSING_CURRENT": ("sensing_current", "*CURRENTMENU"),
    "SENSING_DAYSSINCE2000": ("sensing_dayssince2000",),
    "SENSING_USERNAME": ("sensing_username",),
    "DATA_SETVARIABLETO": ("data_setvariableto", "*VARIABLE", "VALUE"),
    "DATA_CHANGEVARIABLEBY": ("data_changevariableby", "*VARIABLE", "VALUE"),
    "DATA_SHOWVARIABLE": ("data_showvariable", "*VARIABLE"),
    "DATA_HIDEVARIABLE": ("data_hidevariable", "*VARIABLE"),
    "DATA_ADDTOLIST": ("data_addtolist", "ITEM", "*LIST"),
    "DATA_DELETEOFLIST": ("data_deleteoflist", "INDEX", "*LIST"),
    "DATA_DELETEALLOFLIST": ("data_deletealloflist", "*LIST"),
    "DATA_INSERTATLIST": ("data_insertatlist", "ITEM", "INDEX", "*LIST"),
    "DATA_REPLACEITEMOFLIST": ("data_replaceitemoflist", "INDEX", "*LIST", "ITEM"),
    "DATA_SHOWLIST": ("data_showlist", "*LIST"),
    "DATA_HIDELIST": ("data_hidelist", "*LIST"),
    "DATA_ITEMOFLIST": ("data_itemoflist", "INDEX", "*LIST"),
    "DATA_ITEMNUMOFLIST": ("data_itemnumoflist", "ITEM", "*LIST"),
    "DATA_LENGTHOFLIST": ("data_lengthoflist", "*LIST"),
    "DATA_LISTCONTAINSITEM": ("data_listcontainsitem", "*LIST", "ITEM"),
    "OPERATORS_ADD": ("operator_add", "NUM1", "NUM2"),
    "OPERATORS_SUBTRACT": ("operator_subtract", "NUM1", "NUM2"),
    "OPERATORS_MULTIPLY": ("operator_multiply", "NUM1", "NUM2"),
    "OPERATORS_DIVIDE": ("operator_divide", "NUM1", "NUM2"),
    "OPERATORS_RANDOM": ("operator_random", "FROM", "TO"),
    "OPERATORS_LT": ("operator_lt", "OPERAND1", "OPERAND2"),
    "OPERATORS_EQUALS": ("operator_equals", "OPERAND1", "OPERAND2"),
    "OPERATORS_GT": ("operator_gt", "OPERAND1", "OPERAND2"),
    "OPERATORS_AND": ("operator_and", "OPERAND1", "OPERAND2"),
    "OPERATORS_OR": ("operator_or", "OPERAND1", "OPERAND2"),
    "OPERATORS_NOT": ("operator_not", "OPERAND"),
    "OPERATORS_JOIN": ("operator_join", "STRING1", "STRING2"),
    "OPERATORS_LETTEROF": ("operator_letter_of", "LETTER", "STRING"),
    "OPERATORS_LENGTH": ("operator_length", "STRING"),
    "OPERATORS_MOD": ("operator_mod", "NUM1", "NUM2"),
    "OPERATORS_ROUND": ("operator_round", "NUM"),
    "OPERATORS_CONTAINS": ("operator_contains", "STRING1", "STRING2"),
    "text2speech.speakAndWaitBlock": ("text2speech_speakAndWaitBlock", "WORDS"),
    "microbit.whenButtonPressed": ("microbit_whenButtonPressed", "*BTN"),
    "scratchblocks:end": ("$end",),
}
"""The block of a label, and the holes of its English form in their order; `*`: a menu that belongs to the block itself."""
PICTURES = {
    "\u21bb": "@turnright", "\u27f3": "@turnright", "\u21ba": "@turnleft", "\u27f2": "@turnleft", "\u2691": "@greenflag",
    "\U0001f6a9": "@greenflag", "\U0001f3f4": "@greenflag",
}  # fmt: skip
HOLE = re.compile(r"%(\d)|\(([^)]*)\)")
PLAIN = re.compile(r"%(\d)()")
"""A hole of a label; Korean ones have letters in brackets, which a line of text shows as a hole too."""
LEFT_OUT = re.compile(r"[,%:?.\u00bf\u00a1!\u2026\ufe0f\uff1f\uff0c\uff1a\u3002]")


@dataclass(frozen=True, slots=True)
class Label:
    """A block, with the holes of one language's label in their order; `=x`: no hole, only x in brackets."""

    type: str
    holes: tuple[str, ...]


def skeleton(text: str) -> str:
    """A label without what people write in many ways; holes are `_`."""
    for picture, word in PICTURES.items():
        text = text.replace(picture, f" {word} ")
    return " ".join(LEFT_OUT.sub("", text.replace("_", " _ ").casefold()).split())


@cache
def table() -> dict[str, Any]:
    """`media/blocks/scratch.toml`."""
    with (media() / "blocks" / "scratch.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def labels() -> dict[str, tuple[Label, ...]]:
    """What each label may mean, in any language; English first where two languages say the same."""
    found: dict[str, list[Label]] = {}
    for key, (kind, *holes) in SPECS.items():
        for spelling in _spellings(table()["blocks"].get(key, {})):
            for hole in (HOLE, PLAIN):  # letters in brackets are a hole, or words where a lesson has \\( and \\)
                order = tuple(holes[int(at) - 1] if at else f"={word}" for at, word in hole.findall(spelling))
                made = found.setdefault(skeleton(hole.sub("_", spelling)), [])
                if (label := Label(kind, order)) not in made:
                    made.append(label)
    for word, kind in (("when clicked", "event_whenflagclicked"), ("", "$more")):
        found.setdefault(word, []).append(Label(kind, ()))
    return {words: tuple(made) for words, made in found.items()}


@cache
def menus() -> dict[str, str]:
    """What is chosen in a menu, in English."""
    rows = table()["menus"].items()
    return {spelling.casefold(): word for word, tags in rows for spelling in _spellings(tags)}


@cache
def definitions() -> tuple[tuple[str, str], ...]:
    """What stands before and behind the words of a new block."""
    return tuple((before, behind) for before, behind in table()["define"].values())


def _spellings(tags: dict[str, list[str]]) -> list[str]:
    english = tags.get("en", [])
    return [*english, *(spelling for tag, spellings in tags.items() if tag != "en" for spelling in spellings)]
