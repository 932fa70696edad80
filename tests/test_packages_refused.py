"""What is wrong, hostile or in the way: one sentence and nothing half-written, or a package that says what it left out."""

from __future__ import annotations

import os
import shutil
import signal
import struct
import subprocess
import time
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests import packages
from tests.packages import LESSONS, SMALL, broadcast, contents, empty, read

LESSON = packages.ROOT / "scripts_src" / LESSONS[0]
FORM = ("-f", "demo-5")


def with_program(program: str) -> str:
    """The small lesson with another program before its good one."""
    return SMALL.replace("```robot", f"```python\n{program}\n```\n\nNow the walk.\n\n```robot", 1)


HOSTILE = {
    "loop": "while True:\n    pass",
    "long text": "x = 'a' * 10 ** 9\nprint(x)",
    "long list": "x = [1]\nwhile True:\n    x = x + x",
    "large number": "x = 9 ** 9 ** 9\nprint(x)",
    "file": "print(open('/etc/passwd').read())",
    "import": "import os\nos.system('touch FILE')\nprint(1)",
    "dunder": "print(().__class__.__bases__[0].__subclasses__())",
    "eval": "print(eval('1 + 1'))",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_bad_program_is_left_out_and_told_and_the_rest_is_built(name: str, tmp_path: Path, cache: Path) -> None:
    mark = tmp_path / "touched"
    text = with_program(HOSTILE[name].replace("FILE", str(mark)))
    lesson = packages.lesson(tmp_path / "mixed", text)
    line = text.split("```python")[0].count("\n") + 1
    began = time.monotonic()
    done = broadcast("build", lesson, *FORM, "--only", "paper", "-o", tmp_path / "out", cache=cache)
    assert time.monotonic() - began < 60
    assert done.status in (0, 1), done.err
    assert "Traceback" not in done.err
    told = [words for words in done.err.splitlines() if f"(line {line})" in words]
    assert len(told) == 1, done.err
    folder = tmp_path / "out" / "mixed" / "en"
    assert [check["note"] for check in read(folder, "quality.json") if check["check"] == "program-left-out"] == [f"line {line}"]
    episode = read(folder, "episode.json")
    assert episode["boxes"] and episode["items"]
    assert {item["program"]["language"] for item in episode["items"]} == {"robot"}
    assert not mark.exists()


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_lesson_of_nothing_but_a_bad_program(name: str, tmp_path: Path, cache: Path) -> None:
    before = SMALL.split("```", 1)[0]
    lesson = packages.lesson(tmp_path / "bad", f"{before}```python\n{HOSTILE[name]}\n```\n")
    done = broadcast("build", lesson, *FORM, "--only", "paper", "-o", tmp_path / "out", cache=cache)
    if done.status == 2:
        assert done.sentence and empty(tmp_path / "out")
    else:
        assert "nothing can be asked about a program" in done.err
        assert [item for item in read(tmp_path / "out" / "bad" / "en", "episode.json")["items"] if item["answers"]] == []


def chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width: int, height: int) -> bytes:
    """A picture that says it is this large and holds a few bytes."""
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")


PICTURES = {
    "bomb": (png(60_000, 60_000), "a.png"),
    "broken": (png(40, 40)[:60], "a.png"),
    "no picture": (b"GIF89a", "a.png"),
    "absent": (None, "a.png"),
    "outside": (png(4, 4), "../a.png"),
    "absolute": (png(4, 4), "/etc/hostname"),
    "address": (None, "http://127.0.0.1/a.png"),
    "null": (None, "a%00.png"),
}


@pytest.mark.parametrize("name", PICTURES)
def test_a_picture_that_cannot_be_used(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data, target = PICTURES[name]
    lesson = packages.lesson(tmp_path / "small", SMALL + f"\n![a well]({target})\n")
    if data is not None:
        (lesson / "a.png").write_bytes(data)
        (tmp_path / "a.png").write_bytes(data)
    refused(lesson, tmp_path, capsys, "lesson.md:")


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
@pytest.mark.parametrize("what", ["picture", "folder"])
def test_links_that_lead_outside(what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "a.png").write_bytes(png(4, 4))
    target = "a.png" if what == "picture" else "images/a.png"
    lesson = packages.lesson(tmp_path / "small", SMALL + f"\n![a well]({target})\n")
    (lesson / target.split("/")[0]).symlink_to(secret / "a.png" if what == "picture" else secret)
    refused(lesson, tmp_path, capsys, "lesson.md:")


TEXTS: dict[str, bytes] = {
    "two megabytes": SMALL.encode() + b"\n\nThe robot walks on.\n" * 110_000,
    "one long line": SMALL.encode() + b"robot " * 20_000,
    "null bytes": SMALL.encode().replace(b"squared", b"squ\0red"),
    "control characters": SMALL.encode().replace(b"squared", b"squ\x07red"),
    "not UTF-8": SMALL.encode().replace(b"squared", b"squ\xe9red"),
    "empty": b"",
    "an archive": b"PK\x03\x04" + bytes(200),
    "aliases": b"---\na: &a [x, x]\nb: &b [*a, *a]\ntitle: *b\n---\n\n## A\n\nText.\n",
    "deep front matter": b"---\ntitle: " + b"[" * 5000 + b"\n---\n\n## A\n\nText.\n",
    "nothing but a heading": b"---\ntitle: A\n---\n\n## A\n",
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_that_is_no_lesson(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lesson = packages.lesson(tmp_path / "small")
    (lesson / "lesson.md").write_bytes(TEXTS[name])
    refused(lesson, tmp_path, capsys, "lesson.md")


NESTED = {
    "quotes": SMALL + "\n" + "> " * 3000 + "deep\n",
    "lists": SMALL + "\n" + "".join(f"{'  ' * depth}- deep\n" for depth in range(400)),
    "stars": SMALL + "\n" + "*a **b " * 3000 + "\n",
    "brackets": SMALL + "\n" + "[" * 20_000 + "\n",
    "divs": SMALL + "\n" + "::: note\n" * 500 + "deep\n",
    "many steps": SMALL + "\n" + "".join(f"## Step {number}\n\nThe robot waits.\n\n" for number in range(2000)),
    "html": SMALL + "\n" + "<div>" * 5000 + "\n",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", NESTED)
def test_deep_and_wide_lessons_end(name: str, tmp_path: Path, cache: Path) -> None:
    """A package, a check that says no, or one sentence; and soon."""
    lesson = packages.lesson(tmp_path / "small", NESTED[name])
    began = time.monotonic()
    done = broadcast("build", lesson, *FORM, "--only", "paper", "-o", tmp_path / "out", cache=cache)
    assert time.monotonic() - began < 120
    assert "Traceback" not in done.err and "should not have happened" not in done.err, done.err
    if done.status == 2:
        assert done.sentence and empty(tmp_path / "out")
    else:
        assert done.status in (0, 1)


def refused(lesson: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], *words: str) -> None:
    """Status 2, one sentence, nothing written; in this process, for it is refused before anything is made."""
    from broadcast.cli import status

    began = time.monotonic()
    options = ["-f", "demo-5", "--only", "paper", "-o", str(tmp_path / "out"), "--cache", str(tmp_path / "cache")]
    code = status(["build", str(lesson), *options])
    assert time.monotonic() - began < 20
    done = packages.Done(code, "", capsys.readouterr().err)
    for word in words:
        assert word in done.sentence
    assert empty(tmp_path / "out")


@pytest.mark.slow
@pytest.mark.parametrize(
    "name",
    ["two words", "niño ñandú", "урок", "🤖 robot", "x" * 200, "..", "a.b.c", "-dash", "con", "quote'\"s", "semi;colon&$HOME"],
)
def test_names_of_lessons(name: str, tmp_path: Path, cache: Path) -> None:
    folder = tmp_path / "in" / ("dots" if name == ".." else name)
    lesson = packages.lesson(folder)
    if name == "..":
        (folder / "inner").mkdir()
        lesson = folder / "inner" / ".."
    done = broadcast("build", lesson, *FORM, "--only", "paper", "-o", tmp_path / "out", cache=cache)
    if done.status == 2:
        assert done.sentence and empty(tmp_path / "out")
        return
    assert done.status in (0, 1), done.err
    made = [path.parent for path in (tmp_path / "out").glob("*/*/manifest.json")]
    assert len(made) == 1
    assert broadcast("verify", made[0], cache=cache).out.strip().endswith("all as claimed")


# --- runs that are ended from outside ---


def started(*args: object, cache: Path, stage: str) -> subprocess.Popen[bytes]:
    """A build in a process group of its own, once it has come to this stage."""
    process = subprocess.Popen(
        packages.command("build", *args, cache=cache), cwd=packages.ROOT, env=packages.environment(), start_new_session=True,
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert process.stderr is not None
    for line in process.stderr:
        if f": {stage} (" in line.decode():
            return process
    raise AssertionError(f"the build never came to {stage}")


def left(session: int) -> list[str]:
    """Processes of that session which are still there."""
    listed = subprocess.run(["ps", "-eo", "sess=,stat=,args="], capture_output=True, check=True).stdout.decode()
    rows = [line.split(None, 2) for line in listed.splitlines()]
    return [row[2] for row in rows if int(row[0]) == session and not row[1].startswith("Z") and len(row) > 2]


@pytest.fixture
def out(built: dict[tuple[str, str, str], Path], tmp_path: Path) -> Path:
    """A folder with an older package of the lesson, which must survive."""
    shutil.copytree(built["demo-5", LESSONS[0], "en"], tmp_path / "out" / LESSONS[0] / "en")
    return tmp_path / "out"


@pytest.fixture
def changed(tmp_path: Path) -> Path:
    """The lesson with one more sentence, so that it has to be built."""
    lesson = shutil.copytree(LESSON, tmp_path / LESSONS[0])
    path = lesson / "lesson.md"
    path.write_text(path.read_text("utf-8").replace("A robot is like that boy.", "Any robot is like that boy."), "utf-8")
    return lesson


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("stage", ["plan", "voice", "sound and documents", "video"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_a_run_that_is_interrupted(number: signal.Signals, stage: str, out: Path, changed: Path, tmp_path: Path) -> None:
    before = contents(out)
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    os.environ["TMPDIR"] = str(scratch)
    try:
        process = started(changed, *FORM, "-o", out, cache=tmp_path / "cache", stage=stage)
    finally:
        del os.environ["TMPDIR"]
    time.sleep(0.2)
    began = time.monotonic()
    # As a terminal does it: everyone in the group gets Ctrl-C; a termination goes to the one process.
    os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
    assert process.stderr is not None
    said = process.stderr.read().decode()
    assert process.wait(60) == 2, said
    assert time.monotonic() - began < 15
    assert packages.Done(2, "", said).sentence
    assert contents(out) == before
    assert [path.name for path in (out / LESSONS[0]).iterdir()] == ["en"]
    assert left(process.pid) == []
    assert packages.tree(scratch) == []
    assert list((tmp_path / "cache").rglob(".new-*")) == []


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="signals")
@pytest.mark.parametrize("stage", ["voice", "video"])
def test_a_run_that_is_killed_is_mended_by_the_next(stage: str, out: Path, changed: Path, tmp_path: Path, cache: Path) -> None:
    before = contents(out / LESSONS[0] / "en")
    process = started(changed, *FORM, "-o", out, cache=tmp_path / "cache", stage=stage)
    process.kill()
    process.wait()
    assert contents(out / LESSONS[0] / "en") == before
    deadline = time.monotonic() + 15
    while left(process.pid) and time.monotonic() < deadline:
        time.sleep(0.2)
    assert left(process.pid) == [], "whoever worked for it ends too"
    done = broadcast("build", changed, *FORM, "-o", out, cache=tmp_path / "cache")
    assert done.status == 0, done.err
    assert [path.name for path in (out / LESSONS[0]).iterdir()] == ["en"]
    fresh = broadcast("build", changed, *FORM, "-o", tmp_path / "fresh", cache=cache)
    assert fresh.status == 0
    one, two = contents(out / LESSONS[0] / "en"), contents(tmp_path / "fresh" / LESSONS[0] / "en")
    assert [name for name in two if one.get(name) != two[name]] == []


# --- disks ---


@contextmanager
def disk(place: Path, options: str) -> Iterator[Path]:
    """A disk of its own in memory; skips where we may not mount one."""
    place.mkdir()
    if os.name == "nt" or os.geteuid() != 0:
        pytest.skip("needs root")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place)], capture_output=True, check=False).returncode:
        pytest.skip("may not mount a disk here")
    try:
        yield place
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.slow
@pytest.mark.parametrize("size", ["100k", "3m", "30m"])
def test_a_full_disk_for_packages(size: str, tmp_path: Path, built: object, cache: Path) -> None:
    with disk(tmp_path / "disk", f"size={size}") as place:
        done = broadcast("build", LESSON, *FORM, "-o", place / "out", cache=cache)
        assert "full" in done.sentence
        assert empty(place / "out")


@pytest.mark.slow
@pytest.mark.parametrize("size", ["100k", "3m", "12m", "40m"])
def test_a_full_disk_for_cached_work(size: str, tmp_path: Path) -> None:
    with disk(tmp_path / "disk", f"size={size}") as place:
        done = broadcast("build", LESSON, *FORM, "-o", tmp_path / "out", cache=place / "cache")
        assert "full" in done.sentence
        assert empty(tmp_path / "out")
        assert [path.name for path in place.rglob(".new-*")] == []


@pytest.mark.slow
def test_a_full_disk_for_scratch(tmp_path: Path) -> None:
    with disk(tmp_path / "disk", "size=200k") as place:
        done = broadcast("build", LESSON, *FORM, "-o", tmp_path / "out", cache=tmp_path / "cache", TMPDIR=str(place))
        assert done.status == 0 or "full" in done.sentence
        assert done.status == 0 or empty(tmp_path / "out")


@pytest.mark.slow
@pytest.mark.parametrize("what", ["packages", "cache"])
def test_a_disk_that_may_not_be_written(what: str, tmp_path: Path) -> None:
    with disk(tmp_path / "disk", "size=1m,ro") as place:
        out = place / "out" if what == "packages" else tmp_path / "out"
        cache = place / "cache" if what == "cache" else tmp_path / "cache"
        done = broadcast("build", LESSON, *FORM, "-o", out, cache=cache)
        assert str(place) in done.sentence
        assert empty(tmp_path / "out")


@pytest.mark.slow
def test_files_may_not_grow(tmp_path: Path, built: object, cache: Path) -> None:
    """A quota on one file stops the sound in its middle."""
    done = broadcast("build", LESSON, *FORM, "-o", tmp_path / "out", cache=cache, limit=5_000_000)
    assert done.sentence
    assert empty(tmp_path / "out")
