"""A lesson full of programs that want to do harm: each is told with its line, nothing escapes, and what is good is made all the same."""

from __future__ import annotations

import io
import json
import resource
import time
import zipfile
from pathlib import Path

from broadcast.episode import planning
from broadcast.episode.format import load
from broadcast.episode.station import Station
from broadcast.language.catalogue import messages
from broadcast.sources import read
from tests.packages import SMALL, lesson


def packed(**files: bytes) -> bytes:
    """A project's archive; `project_json` is its program."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name.replace("_", "."), content)
    return data.getvalue()


def sprite(blocks: dict[str, object]) -> bytes:
    target = {"isStage": False, "name": "Cat", "blocks": blocks, "variables": {}, "lists": {}, "broadcasts": {}}
    stage = {"isStage": True, "name": "Stage", "blocks": {}, "variables": {}, "lists": {}, "broadcasts": {}}
    return json.dumps({"targets": [stage, target], "meta": {"semver": "3.0.0"}}).encode()


def stack(count: int) -> dict[str, object]:
    """So many blocks below each other."""
    found: dict[str, object] = {}
    for at in range(count):
        after = f"b{at + 1}" if at + 1 < count else None
        found[f"b{at}"] = {
            "opcode": "motion_turnright",
            "next": after,
            "parent": f"b{at - 1}" if at else None,
            "inputs": {},
            "fields": {},
            "topLevel": at == 0,
        }
    return found


CIRCLE = {
    "a": {"opcode": "event_whenflagclicked", "next": "b", "parent": None, "inputs": {}, "fields": {}, "topLevel": True},
    "b": {"opcode": "motion_ifonedgebounce", "next": "b", "parent": "a", "inputs": {}, "fields": {}, "topLevel": False},
}
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><xml>&c;</xml>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><xml><block type="text_print">&a;</block></xml>'
FILES = {
    "bomb.sb3": packed(project_json=b"0" * 200_000_000),
    "million.sb3": packed(project_json=sprite(stack(30_000))),
    "circle.sb3": packed(project_json=sprite(CIRCLE)),  # type: ignore[arg-type]
    "nothing.sb3": b"PK\x05\x06" + bytes(18),
    "text.sb3": b"this is no archive",
    "deep.sb3": packed(project_json=b"[" * 100_000),
}
FENCES = {
    "an endless loop": "```python\nwhile True:\n    pass\n```",
    "an exponential text": "```python\nx = 'ab'\nfor i in range(99):\n    x = x + x\nprint(x)\n```",
    "a fork": "```python\nimport os\nos.fork()\n```",
    "a file": "```python\nprint(open('/etc/passwd').read())\n```",
    "a socket": "```python\nimport socket\n```",
    "eval": "```python\neval('1')\n```",
    "an attribute": "```python\nprint(().__class__.__bases__)\n```",
    "recursion": "```python\ndef f(n):\n    return f(n + 1)\nf(1)\n```",
    "a flood": "```python\nwhile True:\n    print('flood')\n```",
    "a robot without end": "```robot\nrepeat until goal:\n    right\n```",
    "blocks without end": "```blocks\nforever:\n    change Score by 1\n```",
    "deep blocks": "```blocks\n" + "".join("  " * at + "repeat 2:\n" for at in range(60)) + "  " * 60 + "right\n```",
    "entities": f"```blockly\n{ENTITIES}\n```",
    "a file as an entity": f"```blockly\n{OUTSIDE}\n```",
    "deep blockly": "```blockly\n<xml>" + "<block type='controls_repeat'><statement name='DO'>\n" * 3000 + "\n```",
    "many blockly": "```blockly\n<xml>" + "<block type='math_number'/>\n" * 60_000 + "</xml>\n```",
    "deep makecode": "```makecode\nlet x = " + ("(" * 100 + "\n") * 200 + "1\n```",
    "makecode without end": "```makecode\nlet x = 0\nwhile (true) {\n    x += 1\n}\n```",
    **{f"the file {name}": f"```scratch file={name}\n```" for name in FILES},
}


def test_every_hostile_program_is_told_and_the_good_one_is_made(tmp_path: Path) -> None:
    good = SMALL[SMALL.index("```robot") :]
    text = SMALL[: SMALL.index("```robot")] + "\n\nNext.\n\n".join(FENCES.values()) + "\n\nNow the walk.\n\n" + good
    folder = lesson(tmp_path / "hostile", text)
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, time.perf_counter()
    found = read(folder)
    episode = planning.plan(found, load("simulcast-15"), messages("en"), Station())
    assert time.perf_counter() - began < 60
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200_000  # kilobytes
    lines = [number for number, line in enumerate(text.splitlines(), 1) if line.startswith("```") and len(line) > 3]
    told = {  # by the fence that the line stands in
        max(line for line in lines if line <= refusal.line): refusal.why
        for refusal in episode.refused
        if refusal.kind == "program"
    }
    assert sorted(told) == lines[:-1], [(name, line) for name, line in zip(FENCES, lines, strict=False) if line not in told]
    assert all(why and "\n" not in why and len(why) < 300 for why in told.values())
    assert {item.program.language for item in episode.items if item.program} == {"robot"}
    assert {box.heading for box in episode.boxes}
    assert sorted(path.name for path in folder.iterdir()) == sorted([*FILES, "lesson.md"])
