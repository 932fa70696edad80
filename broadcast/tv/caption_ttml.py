"""Captions as EBU-TT-D, the subtitles of Europe's players (EBU Tech 3380): written, read back, and looked through for faults."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from pathlib import Path
from xml.etree import ElementTree
from xml.sax.saxutils import escape, quoteattr

from broadcast.episode.model import Episode
from broadcast.errors import InputError
from broadcast.language.catalogue import Messages
from broadcast.timecode import SAMPLE_RATE, Rate, frame_of, hms, parse_clock, sample_of
from broadcast.tv.captions import Caption, captions

TT = "{http://www.w3.org/ns/ttml}"
PARAMETER = "{http://www.w3.org/ns/ttml#parameter}"
XML = "{http://www.w3.org/XML/1998/namespace}"

HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<tt:tt xmlns:tt="http://www.w3.org/ns/ttml" xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xmlns:tts="http://www.w3.org/ns/ttml#styling" xmlns:ebuttm="urn:ebu:tt:metadata" xmlns:ebutts="urn:ebu:tt:style" ttp:timeBase="media" ttp:cellResolution="32 15" xml:lang={language}>
  <tt:head>
    <tt:metadata>
      <ebuttm:documentMetadata>
        <ebuttm:conformsToStandard>urn:ebu:tt:distribution:2018-04</ebuttm:conformsToStandard>
      </ebuttm:documentMetadata>
    </tt:metadata>
    <tt:styling>
      <tt:style xml:id="block" tts:fontFamily="sansSerif" tts:fontSize="100%" tts:lineHeight="125%" tts:textAlign="center" tts:wrapOption="noWrap" ebutts:linePadding="0.5c"/>
      <tt:style xml:id="speech" tts:color="#ffffffff" tts:backgroundColor="#000000ff"/>
      <tt:style xml:id="sound" tts:color="#ffff00ff" tts:backgroundColor="#000000ff"/>
    </tt:styling>
    <tt:layout>
      <tt:region xml:id="bottom" tts:origin="5% 75%" tts:extent="90% 20%" tts:displayAlign="after" tts:overflow="visible"/>
    </tt:layout>
  </tt:head>
  <tt:body>
    <tt:div style="block" region="bottom">
"""
"""White on black, labels of sounds in yellow; the region ends at the edge of the safe area for graphics (5 %, EBU R95)."""
FOOT = "    </tt:div>\n  </tt:body>\n</tt:tt>\n"


def captions_ttml(path: Path, episode: Episode, messages: Messages) -> None:
    """Write EBU-TT-D: times of the medium, a paragraph a caption, a span a line."""
    rate = Rate.parse(episode.frame_rate)
    made = [_paragraph(number, caption, rate) for number, caption in enumerate(captions(episode, messages), 1)]
    path.write_text(HEAD.format(language=quoteattr(episode.language)) + "".join(made) + FOOT, "utf-8", newline="")


def _paragraph(number: int, caption: Caption, rate: Rate) -> str:
    style = "sound" if caption.sound else "speech"
    lines = "<tt:br/>".join(f'<tt:span style="{style}">{escape(line)}</tt:span>' for line in caption.lines)
    begin, end = (hms(sample_of(frame, rate)) for frame in (caption.start, caption.end))
    return f'      <tt:p xml:id="c{number}" begin="{begin}" end="{end}">{lines}</tt:p>\n'


def read_ttml(path: Path, rate: Rate) -> tuple[Caption, ...]:
    """The captions of a finished file, in frames; InputError when it is no XML or a time cannot be read."""
    try:
        return tuple(_caption(paragraph, rate) for paragraph in ElementTree.parse(path).iter(f"{TT}p"))
    except (OSError, ElementTree.ParseError, ValueError) as error:
        raise InputError(f"the captions cannot be read: {error}", file=str(path), remedy="Build the package again") from error


def _caption(paragraph: ElementTree.Element, rate: Rate) -> Caption:
    spans = paragraph.findall(f"{TT}span")
    lines = tuple("".join(span.itertext()) for span in spans)
    start, end = (frame_of(parse_clock(paragraph.get(name, "")), rate) for name in ("begin", "end"))
    return Caption(start, end, lines, sound=any(span.get("style") == "sound" for span in spans))


def faults(path: Path) -> Iterator[str]:
    """What EBU-TT-D asks for and a file lacks: the base of its times, its language, names that are there and only once, times in order."""
    root = ElementTree.parse(path).getroot()
    if root.tag != f"{TT}tt" or root.get(f"{PARAMETER}timeBase") != "media" or not root.get(f"{XML}lang"):
        yield "the head lacks its time base or its language"
    names = [name for one in root.iter() if (name := one.get(f"{XML}id"))]
    yield from (f"{name} stands twice" for name in sorted({name for name in names if names.count(name) > 1}))
    wanted = {name for one in root.iter() for key in ("style", "region") for name in one.get(key, "").split()}
    yield from (f"{name} is not there" for name in sorted(wanted - set(names)))
    before = Fraction(0)
    for paragraph in root.iter(f"{TT}p"):
        begin, end = paragraph.get("begin", ""), paragraph.get("end", "")
        if not all(re.fullmatch(r"\d\d:\d\d:\d\d\.\d{3}", text) for text in (begin, end)):
            yield f"{paragraph.get(f'{XML}id')} has no times"
            continue
        start, stop = (Fraction(parse_clock(text), SAMPLE_RATE) for text in (begin, end))
        if not before <= start < stop:
            yield f"{paragraph.get(f'{XML}id')} is out of order"
        before = stop
