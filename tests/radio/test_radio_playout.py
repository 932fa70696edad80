"""The request for Liquidsoap, and RDXML as Rivendell's own line reader takes it."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

from broadcast.audio.files import Tags
from broadcast.radio import playout
from tests.sample import exemplar

WHOLE = exemplar().model_copy(update={"date": "2026-03-09"})
TAGS = Tags('The "robot" \\ <1> & all', "Ana", "Code\non paper", "en", "2026-03-09", 3, "CC BY 4.0")


def test_the_annotated_request(tmp_path: Path) -> None:
    playout.liquidsoap(tmp_path / "l.txt", WHOLE, TAGS)
    text = (tmp_path / "l.txt").read_text("utf-8")
    assert re.fullmatch(r'annotate:(\w+="(?:[^"\\\n]|\\.)*",?)+:programme\.wav\n', text)
    found = {name: re.sub(r"\\(.)", r"\1", value) for name, value in re.findall(r'(\w+)="((?:[^"\\]|\\.)*)"', text)}
    assert found["title"] == TAGS.title and found["album"] == "Code on paper"
    assert float(found["liq_cue_in"]) == 0 and float(found["liq_cue_out"]) == WHOLE.length / 48000


def test_rivendell_finds_an_element_on_each_line(tmp_path: Path) -> None:
    path = tmp_path / "programme.xml"
    playout.rivendell(path, WHOLE, TAGS)
    root = ElementTree.parse(path).getroot()
    assert root.tag == "cart" and root.findtext("title") == TAGS.title
    assert root.findtext("cutList/cut/endPoint") == str(WHOLE.length // 48)
    assert root.findtext("cutList/cut/startDatetime") == "2026-03-09T00:00:00"
    lines = [line.strip() for line in path.read_text("utf-8").splitlines()]
    assert [line for line in lines if line in ("<cart>", "<cutList>", "<cut>", "</cut>", "</cutList>", "</cart>")] == [
        "<cart>", "<cutList>", "<cut>", "</cut>", "</cutList>", "</cart>",
    ]  # fmt: skip
    for line in lines[1:]:
        assert re.fullmatch(r"</?\w+>|<(\w+)>[^<]*</\1>", line), line
