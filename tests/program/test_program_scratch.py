"""Scratch projects and their files: the sprite that is chosen, what is left out, and files that nobody should open."""

from __future__ import annotations

import io
import json
import time
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import ProgramError
from broadcast.lesson.scratch_file import unpacked
from broadcast.program import scratch
from broadcast.program.model import Define, Stop, When, walk
from tests.program.corpus import CORPUS

SHAPES = (Path(__file__).parent / "blocks" / "shapes.project").read_text("utf-8")
LESSONS = CORPUS / "scratch-sb3"


def block(opcode: str, next: str | None = None, **more: Any) -> dict[str, Any]:
    return {"opcode": opcode, "next": next, "parent": None, "inputs": {}, "fields": {}, "topLevel": False, "shadow": False} | more


def project(blocks: dict[str, Any], **more: Any) -> str:
    return json.dumps({"targets": [{"isStage": False, "name": "Cat", "blocks": blocks} | more]})


def hat(next: str) -> dict[str, Any]:
    return block("event_whenflagclicked", next, topLevel=True)


def packed(files: dict[str, str | bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as made:
        for name, text in files.items():
            made.writestr(name, text)
    return out.getvalue()


def test_a_sprite_is_chosen_by_its_name_or_its_blocks() -> None:
    assert scratch.read(SHAPES).sprite == "Turtle"
    with pytest.raises(ProgramError, match="no program"):
        scratch.read(SHAPES, sprite="cat")
    with pytest.raises(ProgramError) as refused:
        scratch.read(SHAPES, sprite="Dog", line=4)
    assert refused.value.line == 4 and "'Turtle'" in refused.value.remedy


def test_one_start_script_needs_no_hat_and_several_keep_theirs() -> None:
    alone = scratch.read(project({"a": hat("b"), "b": block("motion_ifonedgebounce")}))
    assert not any(isinstance(node, When) for node in walk(alone.body))
    two = scratch.read(project({"a": hat("b"), "b": block("looks_show"), "c": hat("d"), "d": block("looks_hide")}))
    assert [type(node) for node in two.body] == [When, When]


def test_the_file_is_opened_and_its_project_read() -> None:
    for name in ("project.json", "sprite.json"):
        for method in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            assert unpacked(packed({"a.svg": "<svg/>", name: SHAPES}, method)) == SHAPES
    sprite = json.dumps(json.loads(SHAPES)["targets"][1])
    assert any(isinstance(node, Define) for node in scratch.read(sprite).body)


def lying(data: bytes, size: int) -> bytes:
    """The file, saying of its first entry that it is so long."""
    at = data.rfind(b"PK\x01\x02")
    return data[: at + 24] + size.to_bytes(4, "little") + data[at + 28 :]


def locked(data: bytes) -> bytes:
    at = data.rfind(b"PK\x01\x02")
    return data[: at + 8] + b"\x01\x00" + data[at + 10 :]


BOMB = packed({"project.json": b"0" * 40_000_000})


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "no Scratch project file"),
        (b"hello", "no Scratch project file"),
        (b"ScratchV01 ...", "Scratch 1"),
        (b"PK\x03\x04" + b"x" * 100, "damaged"),
        (packed({"project.json": SHAPES})[:-30], "damaged"),
        (packed({"a.svg": "x"}), "no project.json"),
        (packed({"deep/project.json": SHAPES}), "no project.json"),
        (packed({"project.json": "{}", "sprite.json": "{}"}), "several projects"),
        (packed({"../x": "x", "project.json": "{}"}), "lead out"),
        (packed({"/etc/x": "x", "project.json": "{}"}), "lead out"),
        (packed({"c:\\x": "x", "project.json": "{}"}), "lead out"),
        (packed({"project.json": b"\xff\xfe\xfa"}), "no text"),
        (BOMB, "larger than 5 million"),
        (packed({"project.json": b"0" * 4_000_000}), "packed so tightly"),
        (lying(BOMB, 90_000), "damaged|larger than the file says"),
        (lying(packed({"project.json": SHAPES}), 10), "damaged|larger than the file says"),
        (locked(packed({"project.json": SHAPES})), "password"),
        (packed({"project.json": SHAPES} | {f"{at}.svg": "" for at in range(3500)}), "more than 3000 files"),
    ],
)
def test_a_file_that_should_not_be_opened_is_one_sentence(data: bytes, said: str) -> None:
    tracemalloc.start()
    start = time.process_time()
    with pytest.raises(ProgramError, match=said) as refused:
        unpacked(data)
    seconds, most = time.process_time() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert seconds < 1 and most < 200_000_000 and "\n" not in str(refused.value)


LOOP = {f"b{at}": block("looks_show", f"b{at + 1}") for at in range(3000)} | {"b3000": block("looks_show")}
DEEP = {f"b{at}": block("control_forever", inputs={"SUBSTACK": [2, f"b{at + 1}"]}) for at in range(60)} | {
    "b60": block("looks_show")
}


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("", "cannot be read"),
        ("[]", "no Scratch project"),
        ('{"targets": []}', "no Scratch project"),
        ('{"objName": "Stage", "children": []}', "Scratch 2"),
        (project({}), "empty"),
        (project({"a": hat("a")}), "in a circle"),
        (project({"a": hat("b"), "b": block("looks_show", "c"), "c": block("looks_hide", "b")}), "in a circle"),
        (project({"a": hat("b"), "b": block("control_forever", inputs={"SUBSTACK": [2, "b"]})}), "in a circle"),
        (project({"a": hat("nowhere")}), "not there"),
        (project({"a": block("motion_movesteps", topLevel=True)}), "hangs on nothing"),
        (project({"a": hat("b0")} | LOOP), "more than 2000 blocks"),
        (project({"a": hat("b0")} | DEEP), "nested deeper than 30"),
        (project({"a": hat("b"), "b": block("strange_loop", inputs={"SUBSTACK": [2, "c"]}), "c": block("looks_show")}), "'strange_loop' holds"),
        (project({str(at): block("a") for at in range(40_001)}), "more than 40000 blocks"),
        (project({"a": hat("b"), "b": block("data_setvariableto", inputs={"VALUE": [1, [12, "big", "v"]]}, fields={"VARIABLE": ["x", "v"]})},
                 lists={"v": ["big", ["1"] * 100]}), "more than 40 entries"),
        (project({"a": hat("b"), "b": block("looks_say", inputs={"MESSAGE": [1, [10, "x" * 500]]})}), "longer than 400"),
        (project({"a": hat("b"), "b": block("looks_say", inputs={"MESSAGE": [1, [10, "\u0007"]]})}), "cannot be shown"),
        ('{"targets": ' + "[" * 100_000 + "]" * 100_000 + "}", "nested too deeply"),
        ("9" * 6_000_000, "longer than 5000000"),
        ("9" * 6_000, "number that cannot be read"),
    ],
)  # fmt: skip
def test_a_project_that_cannot_be_read_is_one_sentence_soon(source: str, said: str) -> None:
    start = time.process_time()
    with pytest.raises(ProgramError, match=said) as refused:
        scratch.read(source, line=3)
    assert time.process_time() - start < 1
    assert 3 <= refused.value.line <= 4 and "\n" not in str(refused.value)


def test_a_million_blocks_are_refused_within_a_second() -> None:
    """The largest JSON that is parsed at all, with as many blocks as it can hold."""
    blocks = ",".join(f'"{at}":{{}}' for at in range(400_000))
    source = f'{{"targets":[{{"name":"Cat","blocks":{{"a":{{"opcode":"x"}},{blocks}}}}}]}}'
    assert len(source) < 5_000_000
    start = time.process_time()
    with pytest.raises(ProgramError, match="more than 40000 blocks"):
        scratch.read(source)
    assert time.process_time() - start < 2, "a second on a machine that does nothing else"


OPCODES = sorted({part.split('"')[0] for part in SHAPES.split('"opcode": "')[1:]})
JSONS = st.recursive(
    st.none() | st.booleans() | st.integers(-20, 20) | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["VALUE", "SUBSTACK", "opcode", "next"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(
        st.sampled_from("abcdef"),
        st.fixed_dictionaries(
            {"opcode": st.sampled_from(OPCODES), "topLevel": st.booleans(), "next": st.none() | st.sampled_from("abcdefg")},
            optional={
                "inputs": st.dictionaries(
                    st.sampled_from(["SUBSTACK", "NUM1", "CONDITION", "STRING1", "INDEX", "TO", "custom_block"]),
                    st.sampled_from(
                        [[2, "a"], [3, "b", [4, ""]], [1, [10, "x"]], [1, None], [1, [12, "v", "v"]], [1], "x", [2, "c"]]
                    ),
                    max_size=3,
                ),
                "fields": st.dictionaries(
                    st.sampled_from(["VARIABLE", "LIST", "VALUE", "STOP_OPTION"]), st.just(["x", None]), max_size=2
                ),
                "mutation": st.sampled_from(
                    [{"proccode": "hop %s"}, {"proccode": 3}, {"proccode": "%s", "argumentnames": "[1"}, {}]
                ),
                "shadow": st.booleans(),
            },
        )
        | JSONS,
        max_size=6,
    )
)
def test_any_blocks_are_a_program_or_one_sentence(blocks: dict[str, Any]) -> None:
    for source in (project(blocks), json.dumps({"targets": [blocks]}), json.dumps(blocks)):
        try:
            assert scratch.read(source).body
        except ProgramError as refused:
            assert refused.what and "\n" not in str(refused)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_project_or_one_sentence(data: bytes) -> None:
    for whole in (data, b"PK\x03\x04" + data, data + packed({"project.json": data})):
        try:
            scratch.read(unpacked(whole))
        except ProgramError as refused:
            assert refused.what and "\n" not in str(refused)


@pytest.mark.skipif(not LESSONS.is_dir(), reason="the corpus of real lessons is not beside the checkout")
def test_real_projects_are_read_the_same_in_every_language() -> None:
    shapes = set()
    for path in sorted(LESSONS.glob("**/*.sb3")):
        try:
            program = scratch.read(unpacked(path.read_bytes()))
        except ProgramError as refused:
            assert "empty" in refused.what and "resources" in path.parts, path
        else:
            shapes.add(tuple(type(node).__name__ for node in walk(program.body)))
            assert not any(isinstance(node, Stop) for node in walk(program.body))
    assert len(shapes) == 1
