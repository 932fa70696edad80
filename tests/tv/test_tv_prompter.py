"""The prompter as text, as RTF and as a page: the same words in each, whatever is in them."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path

import pytest

from broadcast.assets import media
from broadcast.episode.model import Episode
from broadcast.language.catalogue import messages
from broadcast.timecode import SAMPLE_RATE
from broadcast.tv.prompter import prompter, prompter_html, prompter_rtf
from tests.sample import exemplar

NASTY = (
    "</script><script>alert(1)</script><!-- “A & B”",
    r"{\rtf1 \par \u8364? } \\'e9",
    "สวัสดี 한국어 中文 ñandú — 🤖 кириллица",
    "{{ 7*7 }} {% raw %} \u2028 end",
)


def _titled(text: str) -> Episode:
    episode = exemplar()
    first = episode.segments[0].model_copy(update={"title": text})
    return episode.model_copy(update={"title": text, "segments": (first, *episode.segments[1:])})


def _text(folder: Path, episode: Episode) -> list[str]:
    prompter(folder / "p.txt", episode, messages("en"))
    return (folder / "p.txt").read_text("utf-8").strip("\n").split("\n\n")


def test_prompter_has_every_spoken_word_and_every_pause(tmp_path: Path) -> None:
    episode = exemplar()
    prompter(tmp_path / "p.txt", episode, messages("en"))
    text = (tmp_path / "p.txt").read_text("utf-8")
    paragraphs = text.strip().split("\n\n")
    assert len(paragraphs) == len(episode.cues) + len(episode.segments)
    assert all(part.spoken in text for cue in episode.cues for part in cue.parts)
    assert "19 LUZ: A three!" in paragraphs
    assert "[PAUSE 20 s: think and write]" in paragraphs
    assert "8 AMINA: Forward! [PAUSE 3 s] Right! [PAUSE 3 s] Forward! [PAUSE 3 s]" in paragraphs
    assert paragraphs[5].startswith("4 AMINA: [to the teacher] Teacher: three children")


def _read_rtf(data: bytes) -> list[str]:
    """A reader of its own: groups that are not text are skipped, letters are put together from their UTF-16 numbers."""
    text, units, depth, skip = data.decode("ascii"), bytearray(), 0, 99
    for token in re.finditer(r"\\u(-?\d+)\?|\\([a-z]+)(-?\d+)? ?|\\([^a-z])|([{}])|([^\\{}\n])", text):
        number, word, _, sign, brace, letter = token.groups()
        if brace:
            depth += 1 if brace == "{" else -1
            skip = 99 if depth < skip else skip
        elif word in ("fonttbl", "info"):
            skip = min(skip, depth)
        elif skip > depth or depth < skip:
            if number:
                units += (int(number) & 0xFFFF).to_bytes(2, "little")
            elif word == "par":
                units += "\0".encode("utf-16-le")
            elif sign or letter:
                units += (sign or letter).encode("utf-16-le")
    assert depth == 0
    return units.decode("utf-16-le").strip("\0").split("\0")


@pytest.mark.parametrize("text", NASTY)
def test_rtf_says_the_same(tmp_path: Path, text: str) -> None:
    episode = _titled(text)
    prompter_rtf(tmp_path / "p.rtf", episode, messages("en"))
    data = (tmp_path / "p.rtf").read_bytes()
    assert max(data) < 128 and data.startswith(b"{\\rtf1")
    assert [line.strip() for line in _read_rtf(data)] == [line.strip() for line in _text(tmp_path, episode)]
    assert any(text in line for line in _read_rtf(data))


class Page(HTMLParser):
    """Paragraphs with their time, tags, and what stands in scripts."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.lines: list[tuple[float, str]] = []
        self.links: list[str] = []
        self.script = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        values = dict(attrs)
        self.links += [name for name in values if name in ("src", "href", "action") or name.startswith("on")]
        if tag == "p":
            self.lines.append((float(values["data-at"] or "nan"), ""))

    def handle_data(self, data: str) -> None:
        if self.lasttag == "script":
            self.script += data
        elif self.lasttag == "p":
            at, text = self.lines[-1]
            self.lines[-1] = (at, text + data)


@pytest.mark.parametrize("text", NASTY)
def test_the_page_says_the_same_at_the_time_of_air(tmp_path: Path, text: str) -> None:
    episode = _titled(text)
    prompter_html(tmp_path / "p.html", episode, messages("en"))
    prompter_html(tmp_path / "plain.html", exemplar(), messages("en"))
    page, plain = (Page((tmp_path / name).read_text("utf-8")) for name in ("p.html", "plain.html"))
    assert [line.strip() for _, line in page.lines] == [line.strip() for line in _text(tmp_path, episode)]
    assert page.tags == plain.tags and page.script == plain.script, "no word of the lesson is markup or program"
    assert page.script.strip() in (media() / "templates" / "prompter.html").read_text("utf-8")
    assert not page.links and not re.search(
        r"https?:|fetch|import|@font-face|url\(", (tmp_path / "plain.html").read_text("utf-8")
    )
    times = [at for at, _ in page.lines]
    assert times == sorted(times)
    assert [at for at, line in page.lines if not line.startswith("[")] == [
        pytest.approx(cue.start / SAMPLE_RATE, abs=1e-3) for cue in episode.cues if cue.parts
    ]


DOM = """
const heights = 100, lines = TIMES.map((at, n) => ({dataset: {at: String(at)}, offsetTop: n * heights}));
const classes = new Set(), seen = {}, queue = [];
const roll = {dataset: {length: "300"}, style: {}, offsetHeight: lines.length * heights, querySelectorAll: () => lines};
const glass = {classList: {toggle: name => classes.has(name) ? classes.delete(name) : classes.add(name)}};
const nodes = {roll, glass, told: {}, clock: {}};
let now = 0;
globalThis.document = {getElementById: id => nodes[id], body: {style: {}}};
globalThis.window = {innerHeight: 0, addEventListener: (name, act) => { seen[name] = act; }};
Object.defineProperty(globalThis, "performance", {value: {now: () => now}});
globalThis.requestAnimationFrame = act => queue.push(act);
const press = key => seen.keydown({key, preventDefault() {}});
const pass = seconds => { for (let n = 0; n < seconds * 10; n++) { now += 100; const act = queue.shift(); if (act) act(now); } };
const top = () => -parseFloat(roll.style.transform.slice(11));
const out = [];
"""
PLAY = """
pass(5); out.push(top());
press(" "); pass(10); out.push(top()); pass(15); out.push(top());
press(" "); pass(10); out.push(top());
press("ArrowRight"); out.push(top()); press("ArrowLeft"); press("ArrowLeft"); out.push(top());
press("M"); out.push(classes.has("mirrored")); press("m"); out.push(classes.has("mirrored"));
press("Home"); for (let n = 0; n < 20; n++) press("ArrowUp"); press(" "); pass(10); out.push(top());
pass(300); out.push(top()); out.push(queue.length);
console.log(JSON.stringify(out));
"""


@pytest.mark.skipif(not shutil.which("node"), reason="no engine for the page's script")
def test_the_page_keeps_the_programmes_time(tmp_path: Path) -> None:
    """Its script is run with paragraphs of a hundred pixels at 0, 20, 40 … seconds: five pixels a second."""
    prompter_html(tmp_path / "p.html", exemplar(), messages("en"))
    script = Page((tmp_path / "p.html").read_text("utf-8")).script
    program = DOM.replace("TIMES", json.dumps(list(range(0, 300, 20)))) + script + PLAY
    done = subprocess.run(["node", "-e", program], capture_output=True, text=True, check=True, timeout=30)
    still, ten, twenty_five, stopped, on, back, mirrored, straight, double, end, waiting = json.loads(done.stdout)
    assert still == 0, "nothing moves before the key"
    assert ten == pytest.approx(50, abs=1)
    assert twenty_five == stopped == pytest.approx(125, abs=1)
    assert (on, back) == (200, 0)
    assert mirrored and not straight
    assert double == pytest.approx(100, abs=1)
    assert (end, waiting) == (1500, 0), "it ends with the programme"
