"""Blocks inside of a sentence (`<xml><block type="maze_moveForward"/></xml>`) as words of the sentence's language, and what levels are called."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from broadcast.language.model import every, load

INLINE = re.compile(r"<xml\b[^>]*>.*?</xml\s*>|<xml\b[^>]*/>|<block\b[^>]*?(?:/>|>.*?</block\s*>)", re.DOTALL | re.IGNORECASE)
BLOCK = re.compile(
    r"""<block\b[^>]*?\btype\s*=\s*["'](?P<type>[\w.-]+)["'][^>]*?>(?P<inside>[^<]*(?:<(?!block\b)[^<]*)*)""", re.IGNORECASE
)
FIELD = re.compile(r"""<(?:title|field)\b[^>]*?\bname\s*=\s*["'](?P<name>\w+)["'][^>]*>(?P<value>[^<]*)<""", re.IGNORECASE)
SLOT = re.compile(r"\{\w+\}")
NUMBERS = ("math_number", "math_number_dropdown", "maze_number")
PLACES: Sequence[tuple[str, str, str, str]] = (
    (r"when_run", "blocks", "start", ""),
    (r"(?:maze|karel|bee|bee_n|collector|harvester)_(?:move|forward|moveForward|move\w+)", "robot", "forward", ""),
    (r"(?:draw|turtle|jump)_(?:move\w*|by\w*)|jump_\w+", "robot", "forward", "VALUE PIXELS"),
    (r"(?:maze|karel|bee)_turn(?:Left)?", "robot", "left", ""),
    (r"(?:draw|turtle)_turn\w*", "blocks", "turn_right", "VALUE DEGREES"),
    (r"maze_(?:nectar|honey|dig|fill)|collector_\w+|harvester_\w+|bee_n_(?:nectar|honey)", "robot", "pick", ""),
    (r"controls_repeat\w*", "robot", "repeat", "TIMES"),
    (r"(?:maze|karel|bee)_if\w*|controls_if\w*", "robot", "if", ""),
    (r"maze_(?:forever|until\w*)|\w+_while\w*", "robot", "until", ""),
    (r"(?:draw|turtle)_colou?r\w*", "blocks", "pen_colour", ""),
    (r"(?:draw|turtle)_width\w*", "blocks", "pen_width", "WIDTH"),
)
"""Kind of block, where its words are, under which key, and the fields that hold its number."""
KINDS: Mapping[str, str] = {
    "artist": "Artist|Artista|Seniman|Художник|艺术家|藝術家|Artysta|Sanatçı|예술가|ศิลปิน|Rassom|Artista",
    "bee": "Bee|Abeja|Lebah|Пчела|蜜蜂|蜜蜂|Pszczoła|Arı|벌|ผึ้ง|Asalari|Abelha",
    "farmer": "Farmer|Agricultora|Petani|Фермер|农夫|農夫|Rolnik|Çiftçi|농부|ชาวนา|Fermer|Fazendeira",
    "maze": "Maze|Laberinto|Labirin|Лабиринт|迷宫|迷宮|Labirynt|Labirent|미로|เขาวงกต|Labirint|Labirinto",
}
TAGS = ("en", "es-419", "id", "ru", "zh-Hans", "zh-Hant", "pl", "tr", "ko", "th", "uz", "pt-BR")


def kind(name: str, tag: str) -> str:
    """What levels of this name are about, in a word of the language; empty where nothing is known."""
    found = next((row for word, row in KINDS.items() if re.search(rf"(?<![a-z]){word}|{word}(?![a-z])", name.lower())), "")
    return found.split("|")[TAGS.index(tag)] if found and tag in TAGS else ""


def plain(text: str, tag: str) -> str:
    """A text with its blocks as words, and without the marks that only the site knows."""
    text = INLINE.sub(lambda match: _inline(match[0], tag), text)
    text = re.sub(r"\[v\s+([^\]/]+?)(?:/[^\]]*)?\]", lambda match: match[1].replace("_", " "), text)
    return re.sub(r"\[r\s+[^\]]*\]", "", text)


def _inline(markup: str, tag: str) -> str:
    found = [(match["type"], match["inside"]) for match in BLOCK.finditer(markup)]
    said: list[str] = []
    for at, (type_, inside) in enumerate(found):
        after = found[at + 1] if at + 1 < len(found) else ("", "")
        if type_ in NUMBERS and at and found[at - 1][0] not in NUMBERS:
            continue  # it stands in the block before it
        if words := _block(type_, inside, tag, _fields(after[1]).get("NUM", "") if after[0] in NUMBERS else ""):
            said.append(f"`{words}`")
    return ", ".join(said)


def _fields(inside: str) -> dict[str, str]:
    return {match["name"].upper(): match["value"].strip() for match in FIELD.finditer(inside)}


def _block(type_: str, inside: str, tag: str, number: str) -> str:
    fields = _fields(inside)
    if type_.startswith("procedures_call") and fields.get("NAME"):
        return fields["NAME"]
    if type_ in (*NUMBERS, "text"):
        return next(iter(fields.values()), "")
    language = load(tag if tag in every() else "en")
    for pattern, section, key, names in PLACES:
        if not re.fullmatch(pattern, type_):
            continue
        if key in ("left", "turn_right") and "left" in f"{fields.get('DIR', 'turnLeft' if 'Left' in type_ else '')}".lower():
            key = "left" if section == "robot" else "turn_left"
        elif key == "left" and "right" in fields.get("DIR", "").lower():
            key = "right"
        value = next(
            (fields[name] for name in names.split() if re.fullmatch(r"\d+", fields.get(name, ""))), number if names else ""
        )
        if key.startswith("turn_") and not value:
            section, key = "robot", key.removeprefix("turn_")
        if key in ("repeat", "if", "until") and not value:
            return language.terms.get(key, key)
        spellings = (language.robot if section == "robot" else language.blocks).get(key, ())
        bare = next((one for one in spellings if not SLOT.search(one)), "")
        chosen = next((one for one in spellings if SLOT.search(one)), bare) if value or not bare else bare
        return " ".join(SLOT.sub(value, chosen).replace(":", "").split())
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", type_.partition("_")[2] or type_).replace("_", " ").lower()
