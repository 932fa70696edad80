"""Scripts in Scratch's words as text: every label of every language, what is taken away and added, and what is no script."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import ProgramError
from broadcast.program import scratchblocks
from broadcast.program.model import Effect, Sense, walk
from broadcast.program.scratch_words import SPECS, table
from tests.program.corpus import CORPUS
from tests.program.outline import outline

LESSONS = CORPUS / "rpl"
FILLED = {"CONDITION": "<mouse down?>", "OPERAND": "<mouse down?>"}


def lines(source: str) -> list[str]:
    return [line[3:] for line in outline(scratchblocks.read(source)).splitlines()]


def holes(key: str, spelling: str) -> str:
    """A label with something in each of its holes, as it would be written."""
    kind, *names = SPECS[key]

    def hole(match: re.Match[str]) -> str:
        name = names[int(match[1]) - 1]
        if name == "*OPERATOR":
            return "[sqrt v]"
        if kind in ("operator_and", "operator_or"):
            return "<mouse down?>"
        return "[thing v]" if name.startswith("*") else FILLED.get(name, "(3)")

    return re.sub(r"%(\d)", hole, spelling)


def stands(kind: str) -> bool:
    """Is it a line, not a value, a hat, or a part of another block?"""
    values = ("operator_", "sensing_", "motion_x", "motion_y", "motion_d", "looks_size", "sound_volume", "$", "music_get")
    lists = (
        "data_itemoflist",
        "data_itemnumoflist",
        "data_lengthoflist",
        "data_listcontainsitem",
        "looks_costumen",
        "looks_backdropn",
    )
    if kind in ("sensing_askandwait", "sensing_resettimer", "sensing_setdragmode"):
        return True
    return not kind.startswith((*values, *lists)) and "_when" not in kind and kind != "control_start_as_clone"


EVERY = sorted(
    (tag, key, spelling) for key in SPECS for tag, spellings in table()["blocks"].get(key, {}).items() for spelling in spellings
)


@pytest.mark.parametrize("tag", sorted({tag for tag, _, _ in EVERY}))
def test_every_label_means_in_every_language_what_it_means_in_english(tag: str) -> None:
    """Judged by the English label. Only effects share their words between pictures and sounds."""
    seen = 0
    for language, key, spelling in EVERY:
        kind = SPECS[key][0]
        if language != tag or not stands(kind):
            continue
        english = table()["blocks"][key]["en"][0]
        body = "\nhide" if kind in scratchblocks.OPENS else ""
        here, there = (lines(holes(key, text) + body) for text in (spelling, english))
        assert here == there, (tag, spelling)
        seen += 1
    assert seen > 60


@pytest.mark.parametrize("key", [key for key in SPECS if SPECS[key][0].startswith("operator_")])
def test_every_value_is_known(key: str) -> None:
    """In English: other languages may share words."""
    value = holes(key, table()["blocks"][key]["en"][0])
    program = scratchblocks.read(f"wait until <{value}>" if value.startswith("<") or "<" in value else f"move ({value}) steps")
    assert not any(isinstance(node, Sense) and node.what == "other" for node in walk(program.body)), value


def test_what_is_taken_away_is_gone_and_what_is_new_is_there() -> None:
    source = "when flag clicked\n- hide\n+ show\n+ repeat (2)\nmove (-5) steps\nend\n- forever\nmove (1) steps\n- end\n-    hide"
    assert lines(source) == ["Effect kind=show", "Repeat count=2", "    Move steps=(- 5)", "Move steps=1"]


def test_pieces_are_no_script_and_a_block_alone_is_one() -> None:
    assert lines("glide (1) secs to x: (0) y: (5)") == ["Go x=0 y=5 seconds=1"]
    with pytest.raises(ProgramError, match="2 pieces, not one script") as refused:
        scratchblocks.read("\nhide\n\nshow", line=30)
    assert refused.value.line == 32


def test_an_unknown_block_keeps_its_own_words() -> None:
    (effect,) = [
        node
        for node in walk(scratchblocks.read("when flag clicked\ndance [wildly v] :: extension").body)
        if isinstance(node, Effect)
    ]
    assert (effect.kind, effect.detail) == ("other", "dance [wildly v]")


@pytest.mark.parametrize(
    ("source", "line", "said"),
    [
        ("", 0, "no program"),
        ("hide\nend", 2, "'end' belongs to no block"),
        ("repeat (2)\nhide\nelse\nshow", 3, "'else' belongs to no 'if'"),
        ("hide\n(score)", 2, "a value, not a line"),
        ("hide\nsay [a]) hm", 2, "closes nothing"),
        ("say " + "(" * 50, 1, "nested deeper than 30"),
        ("forever\n" * 40 + "hide", 31, "nested deeper than 30"),
        ("hide\n" * 401, 1, "longer than"),
        ("delete (x v) of [list v]\nshow", 1, "no place in a list"),
    ],
)
def test_bad_text_is_one_sentence_with_its_line(source: str, line: int, said: str) -> None:
    with pytest.raises(ProgramError) as refused:
        scratchblocks.read(source, line=20)
    assert said in refused.value.what and refused.value.line == 20 + line


WORDS = st.sampled_from(
    ["move (3) steps", "repeat (2)", "end", "else", "if <", "> then", "(", ")", "[", "]", "<", ">", " v", "\\", "define hop (x)", "hop (1)", "\n",
     "when flag clicked", "- ", "+ ", "// x", ":: motion", "join [a] (b)", "(a) < (b)", "говорить [x]", "@greenFlag", "…", "{", "}"]
)  # fmt: skip


@given(st.lists(WORDS, max_size=14).map("".join) | st.lists(WORDS, max_size=10).map("\n".join) | st.text(max_size=80))
def test_any_text_is_a_program_or_one_sentence(source: str) -> None:
    try:
        assert scratchblocks.read(source).body
    except ProgramError as refused:
        assert refused.what and "\n" not in str(refused)


@pytest.mark.skipif(not LESSONS.is_dir(), reason="the corpus of real lessons is not beside the checkout")
def test_real_lessons_are_read_or_are_pieces() -> None:
    read = pieces = 0
    for path in sorted(LESSONS.glob("**/*.md")):
        for fence in re.findall(r"```blocks3\n(.*?)\n?\s*```", path.read_text("utf-8").replace("\r", ""), re.DOTALL):
            try:
                scratchblocks.read(fence)
                read += 1
            except ProgramError as refused:
                assert "pieces, not one script" in refused.what, path
                pieces += 1
    assert read > 2 * pieces - 5
