"""The law of XLIFF: what goes out comes back, whatever stands in it."""

from __future__ import annotations

from pathlib import Path

import polib
import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import TranslationError
from broadcast.language import xliff
from broadcast.language.xliff_reader import taken

LETTERS = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"), exclude_characters="\ufffe\uffff")
TEXTS = st.lists(
    st.one_of(st.text(LETTERS, max_size=12), st.sampled_from(["{name}", "{count:f}", "{other}", "&<>\"'", "\n", "  ", "]]>"])),
    max_size=6,
)


@given(TEXTS, TEXTS, st.text(LETTERS, max_size=10), st.booleans())
def test_a_text_comes_back_as_it_went(
    tmp_path_factory: pytest.TempPathFactory, source: list[str], target: list[str], note: str, fuzzy: bool
) -> None:
    entry = polib.POEntry(msgctxt="a.key@b", msgid="x" + "".join(source), msgstr="".join(target), tcomment=note.strip())
    entry.flags = ["fuzzy"] if fuzzy and entry.msgstr else []
    made = polib.POFile()
    made.append(entry)
    path = tmp_path_factory.mktemp("xliff") / "a.xlf"
    path.write_text(xliff.written(made, source="en", target="pl", original="pl.po"), "utf-8", newline="\n")
    (unit,) = taken(path, "pl")
    assert (unit.key, unit.source, unit.target) == (entry.msgctxt, entry.msgid, entry.msgstr)
    assert unit.done == bool(entry.msgstr and not fuzzy)
    assert unit.notes == ([entry.tcomment] if entry.tcomment else [])


@pytest.mark.parametrize(
    ("text", "line", "says"),
    [
        ("", 1, "no XML that can be read"),
        ("not xml", 1, "no XML that can be read"),
        ("<html/>", 1, "no XLIFF of version 2"),
        ('<!DOCTYPE x [<!ENTITY a "b">]>\n<xliff version="2.0"/>', 1, "document type or entities"),
        ('<xliff version="2.0">\n<file>\n<unit id="a"><segment><source>&b;</source></segment></unit></file></xliff>', 3, "no XML"),
        ('<xliff version="2.0"><file><unit id="a"><segment>\n<source><cp hex="zz"/></source></segment></unit></file></xliff>', 2, "is no letter"),
    ],
)  # fmt: skip
def test_what_is_no_xliff_is_refused_with_its_line(text: str, line: int, says: str, tmp_path: Path) -> None:
    path = tmp_path / "a.xlf"
    path.write_text(text, "utf-8")
    with pytest.raises(TranslationError) as caught:
        taken(path, "pl")
    assert says in caught.value.what and caught.value.line == line


def test_places_and_states_of_other_tools(tmp_path: Path) -> None:
    """A placeholder without data of its own, several segments, a state of a review."""
    path = tmp_path / "a.xlf"
    path.write_text(
        '<xliff xmlns="urn:oasis:names:tc:xliff:document:2.1" version="2.1" srcLang="en" trgLang="pl_PL"><file id="f"><unit id="k">'
        '<segment state="reviewed"><source>One <ph id="1" equiv="n"/>. </source><target>Raz <ph id="1" disp="{n}"/>. </target></segment>'
        "<ignorable><source> </source></ignorable>"
        '<segment state="final"><source>Two<cp hex="0041"/></source><target>Dwa</target></segment></unit></file></xliff>',
        "utf-8",
    )
    (unit,) = taken(path, "pl")
    assert (unit.key, unit.source, unit.target, unit.done) == ("k", "One {n}.  TwoA", "Raz {n}. Dwa", True)
