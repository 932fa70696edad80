"""Sources made of blocks: what is read of each sample stands beside it as text; whatever else comes is one sentence, soon."""

from __future__ import annotations

import importlib
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import ProgramError
from broadcast.language.catalogue import messages
from broadcast.lesson.model import Code, World
from broadcast.program import blockly, codeorg, read, run, world_of
from broadcast.program.engines import compare
from broadcast.program.model import Program
from broadcast.sources import read as lesson
from broadcast.unplugged.sheet import unable
from tests.program.corpus import CORPUS
from tests.program.outline import outline

SAMPLES = Path(__file__).parent / "blocks"
READERS = {
    ".xml": "blockly",
    ".json": "blockly",
    ".level": "codeorg",
    ".project": "scratch",
    ".blocks3": "scratchblocks",
    ".ts": "makecode",
}
PATHS = sorted(path for path in SAMPLES.iterdir() if path.suffix in READERS)


def reader(path: Path) -> Any:
    return importlib.import_module(f"broadcast.program.{READERS[path.suffix]}")


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.name)
def test_a_sample_is_read_as_its_text_beside_it_says(path: Path) -> None:
    module, source = reader(path), path.read_text("utf-8")
    found = module.reading(source)
    said = outline(found.program) + "".join(f"left: {clause}\n" for clause in found.left)
    if hasattr(module, "world_of"):
        said += f"{module.world_of(source)}\n"
    assert said == path.with_name(path.name + ".txt").read_text("utf-8")
    assert found.program.language == "blocks"
    assert module.read(source, line=7).origin == 7


def test_a_level_runs_on_its_own_grid() -> None:
    """The bees of Code.org: every flower and hive is emptied, as the level wants it."""
    paths = sorted(CORPUS.glob("codeorg-level/**/*.level"))
    if not paths:
        pytest.skip("no levels here")
    for path in paths:
        source = path.read_text("utf-8")
        world = codeorg.world_of(source)
        trace = run(codeorg.read(source), world=world)
        assert trace.ending == "done" and world is not None and world.items and trace.items == () and trace.held > 0


def test_steps_towards_a_side_of_the_grid_run_in_both_engines() -> None:
    """By hand: up to A2, takes two there, right to B2, makes honey there."""
    code = Code("bee", "codeorg", (SAMPLES / "bee.level").read_text("utf-8"), 0)
    agreement = compare(read(code), world=world_of(code))
    assert agreement.ok, agreement.why
    assert (agreement.trace.path, agreement.trace.final.looks) == (("A1", "A2", "B2"), "right")
    assert (agreement.trace.held, agreement.trace.items) == (3, ())
    askew = compare(read(Code("askew", "blocks", "point in direction 45\n", 0)), world=World())
    assert not askew.ok and "rows and columns" in askew.why


WRAP = "<xml>{}</xml>"
NESTED = '<block type="controls_repeat"><title name="TIMES">2</title><statement name="DO">'


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("", 1, "no element found"),
        ("<xml>\n<block type='a'>\n</xml>", 3, "mismatched tag"),
        ("<html/>", 1, "starts with <html>"),
        ("<xml/>", 0, "no program in it"),
        ("<xml>\n\n<block type='controls_repeat'><title name='TIMES'>???</title></block></xml>", 3, "'???'"),
        ("<xml>\n<block type='strange'><statement name='DO'><block type='maze_moveForward'/></statement></block></xml>", 2, "'strange'"),
        ("<xml><block type='text_print'>\n<value name='TEXT'><block type='variables_get'/></value></block></xml>", 2, "names nothing"),
        ("<xml><block type='text_print'><value name='TEXT'><block type='text'><field name='TEXT'>\ue000</field></block></value></block></xml>", 0, "letter"),
        ('<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><xml>&b;</xml>', 1, "document type"),
        ('<!DOCTYPE x SYSTEM "file:///etc/passwd"><xml/>', 1, "document type"),
        ("<xml>&outside;</xml>", 1, "undefined entity"),
        (WRAP.format(NESTED * 40 + "</statement></block>" * 40), 1, "nested deeper than 30"),
        (WRAP.format("<a>" * 7000 + "</a>" * 7000), 1, "nested deeper than 6000"),
        (WRAP.format("<block type='maze_moveForward'/>" * 2001), 1, "more than 2000 blocks"),
        (WRAP.format("<b/>" * 30_000), 1, "more than 20000 elements"),
        (" " * 600_000, 1, "longer than 500000 letters"),
        ('{"blocks": 3}', 1, "has no blocks"),
        ("[" * 5000 + "]" * 5000, 1, "nested too deeply"),
        ('{"blocks": NaN}', 1, "number"),
        ("{", 1, "cannot be read"),
    ],
)  # fmt: skip
def test_bad_blockly_is_one_sentence_with_its_line(source: str, line: int, said: str) -> None:
    with pytest.raises(ProgramError) as refused:
        blockly.read(source, line=10)
    assert said in refused.value.what
    assert refused.value.line == 10 + line
    assert "\n" not in str(refused.value)


@pytest.mark.parametrize(
    ("properties", "said"),
    [
        ('{"properties": {"maze": "[[1,1],[1,1]]"}}', "0 squares to start on"),
        ('{"properties": {"maze": "[[2,1],[1]]"}}', "no grid"),
        ('{"properties": {"maze": "[2]"}}', "no table"),
        ('{"properties": {"maze": "[[2,1]]", "start_direction": "7"}}', "start_direction"),
        ('{"properties": {"maze": "[[2" }}', "cannot be read"),
        ('{"properties": {"maze": "[[' + ",".join(["1"] * 40) + ']]"}}', "at most 26"),
        ("nonsense", "cannot be read"),
    ],
)
def test_a_wrong_map_is_said(properties: str, said: str) -> None:
    level = f"<Karel><config><![CDATA[{properties}]]></config><blocks><start_blocks><xml><block type='maze_moveForward'/></xml></start_blocks></blocks></Karel>"
    with pytest.raises(ProgramError, match=said):
        codeorg.world_of(level)


def test_a_level_without_blocks_is_said() -> None:
    with pytest.raises(ProgramError, match="neither a solution nor blocks"):
        codeorg.read("<Karel><config/><blocks><start_blocks><xml><block type='when_run'/></xml></start_blocks></blocks></Karel>")


def either(read: Callable[[str], Program], source: str) -> None:
    """A program or one sentence, nothing else."""
    try:
        program = read(source)
    except ProgramError as refused:
        assert refused.what and "\n" not in str(refused)
    else:
        assert program.body


@given(st.one_of(st.text(max_size=200), st.binary(max_size=200).map(lambda raw: raw.decode("latin-1"))))
def test_any_text_is_a_program_or_one_sentence(source: str) -> None:
    for module in (blockly, codeorg):
        either(module.read, source)
        either(module.read, WRAP.format(source))


KINDS = sorted(
    {
        part.split('"')[0].split("'")[0]
        for path in PATHS
        for quote in ('type="', '"type": "')
        for part in path.read_text("utf-8").split(quote)[1:]
    }
)


@st.composite
def stacks(draw: st.DrawFn, depth: int = 3) -> str:
    """Blocks with any fields and holes, sensible or not."""
    kind = draw(st.sampled_from(KINDS))
    names = st.sampled_from(
        ["VAR", "OP", "MODE", "TIMES", "NUM", "DIR", "WHERE", "NAME", "PROPERTY", "WHERE1", "WHERE2", "ARG1", "ARG2"]
    )
    values = st.sampled_from(
        ["i", "ADD", "EQ", "3", "-1", "", "???", "FROM_START", "moveForward", "isPathForward", "RANDOM", "EVEN", ">"]
    )
    parts = [f'<field name="{draw(names)}">{draw(values).replace(">", "&gt;")}</field>' for _ in range(draw(st.integers(0, 3)))]
    if depth:
        for _ in range(draw(st.integers(0, 2))):
            hole = draw(st.sampled_from(["VALUE", "A", "B", "LIST", "TEXT", "AT", "ADD0", "IF0", "BOOL", "FROM", "TO"]))
            parts.append(f'<value name="{hole}">{draw(stacks(depth - 1))}</value>')
        if draw(st.booleans()):
            parts.append(
                f'<statement name="{draw(st.sampled_from(["DO", "DO0", "ELSE", "STACK"]))}">{draw(stacks(depth - 1))}</statement>'
            )
        if draw(st.booleans()):
            parts.append(f"<next>{draw(stacks(depth - 1))}</next>")
    return f'<block type="{kind}">{"".join(parts)}</block>'


@given(stacks())
def test_any_blocks_are_a_program_or_one_sentence(source: str) -> None:
    either(blockly.read, WRAP.format(source))


def bounded(work: Callable[[], None]) -> tuple[float, int]:
    """Seconds and bytes that it took."""
    tracemalloc.start()
    start = time.process_time()
    work()
    seconds, most = time.process_time() - start, tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return seconds, most


@pytest.mark.parametrize(
    "source",
    [
        WRAP.format('<block type="maze_moveForward"><next>' * 2900 + '<block type="maze_turn"/>' + "</next></block>" * 2900),
        WRAP.format("<b/>" * 120_000),
        WRAP.format("x" * 499_000),
        '{"blocks": {"blocks": [' + ",".join(['{"type": "a"}'] * 30_000) + "]}}",
        '<!DOCTYPE a [<!ENTITY a "' + "a" * 50_000 + '">]><xml>' + "&a;" * 50_000 + "</xml>",
    ],
    ids=["a long stack", "many elements", "much text", "much JSON", "entities"],
)
def test_hostile_blockly_is_stopped_soon_and_small(source: str) -> None:
    seconds, most = bounded(lambda: either(blockly.read, source))
    assert seconds < 1.5, "the limit is a second; the measuring itself slows it down"
    assert most < 200_000_000


def test_a_lesson_names_the_line_of_the_program_that_cannot_be_read(tmp_path: Path) -> None:
    text = "---\ntitle: Blocks\nlanguage: en\nages: 9-12\n---\n\n## One\nSome words.\n\n```makecode\nlet x = 1\nclass A {}\n```\n"
    (tmp_path / "lesson.md").write_text(text, "utf-8")
    (refusal,) = unable(lesson(tmp_path), messages("en")).values()
    assert (refusal.line, text.splitlines()[refusal.line - 1]) == (12, "class A {}")
