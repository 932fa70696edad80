"""A season by `broadcast season` with two processes against the same packages by `broadcast build`, one after the other.

    python tests/bench/season.py [--lessons 10] [--languages 11] [-f radio-5] [--only radio,paper]

Our lessons under as many names as are asked for, each with its own seed, in our languages; every measurement begins with an empty cache.
Measured beside it: one process against two (efficiency), a season in which nothing changed, one in which one line of one lesson changed,
the most memory, and planning alone for 1, 10, 100 and 1000 jobs of small lessons, the first time and again. Prints tables and last
`ratio: N.N` (higher is better).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
LESSONS = ("paper-robot", "box-with-a-name", "start-here")
LANGUAGES = ("en", "es-419", "id", "ru", "zh-Hans", "zh-Hant", "pl", "tr", "ko", "th", "uz")
SMALL = """---
title: Lesson {number}
language: en
ages: 8-11
credits: A bench
licence: CC BY 4.0
---

## One step

Our robot walks on squared paper. Today it walks a short way.

```robot grid=4x4 start=A1 facing=4
forward 2
right
forward 1
```
"""


@dataclass(frozen=True, slots=True)
class Took:
    """A command that came to its end."""

    seconds: float
    memory: float
    """Most bytes that it, or a process of it, had at once, in MB."""
    work: float
    """Seconds of processors, its own and those of its processes: what a machine with other work to do says more truly."""
    out: str


def timed(*args: object, folder: Path) -> Took:
    """Run a command of the program."""
    begin = time.perf_counter()
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        process = subprocess.Popen(
            [sys.executable, "-m", "broadcast", *map(str, args)], cwd=folder, env=env, stdout=out, stderr=err
        )
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        if process.returncode == 2:
            raise SystemExit(err.read().decode())
        return Took(time.perf_counter() - begin, usage.ru_maxrss / 1000, usage.ru_utime + usage.ru_stime, out.read().decode())


def season(folder: Path, lessons: int, languages: int, form: str, only: str) -> tuple[Path, list[Path], list[str]]:
    """A season of copies of our lessons, those languages of it that all of them have."""
    paths = []
    for number in range(lessons):
        path = folder / "lessons" / f"{LESSONS[number % len(LESSONS)]}-{number + 1:02d}"
        shutil.copytree(ROOT / "scripts_src" / LESSONS[number % len(LESSONS)], path)
        text = (path / "lesson.md").read_text("utf-8")
        (path / "lesson.md").write_text(text.replace("\nlanguage: en\n", f"\nlanguage: en\nseed: {number + 1}\n", 1), "utf-8")
        paths.append(path)
    tags = [tag for tag in LANGUAGES if tag == "en" or all((path / "po" / f"{tag}.po").exists() for path in paths)][:languages]
    return written(folder, paths, tags, form, only), paths, tags


def written(folder: Path, paths: list[Path], tags: list[str], form: str, only: str) -> Path:
    lines = ['title = "A bench"', f"lessons = {json.dumps([str(path) for path in paths])}", f"languages = {json.dumps(tags)}"]
    lines += [f'formats = ["{form}"]', f"only = {json.dumps(only.split(','))}"]
    (folder / "season.toml").write_text("\n".join(lines) + "\n", "utf-8")
    return folder / "season.toml"


def run(folder: Path, file: Path, jobs: int, name: str) -> tuple[Took, dict[str, Any]]:
    """A season's run, and what it says of its jobs."""
    took = timed(
        "season",
        file,
        "-o",
        f"out-{name}",
        "--cache",
        f"cache-{name}",
        "--jobs",
        jobs,
        "--json",
        "--allow-untranslated",
        folder=folder,
    )
    last: dict[str, Any] = json.loads(took.out.splitlines()[-1])["run"]
    states = {job["state"] for job in last["jobs"]}
    assert states <= {"made", "cached"}, states
    return took, last


def planning() -> None:
    """Plan alone, in a process that has read nothing yet but the program."""
    sys.path.insert(0, str(ROOT))
    from broadcast.artifact import Store
    from broadcast.season.file import load
    from broadcast.season.jobs import Terms
    from broadcast.season.plan import plan

    print(f"\n{'planning':24}{'first s':>10}{'again s':>10}{'ms a job':>10}")
    for lessons in (1, 1, 10, 100, 1000):  # the first warms up what is loaded once
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            paths = [folder / f"lesson-{number}" for number in range(lessons)]
            for number, path in enumerate(paths):
                path.mkdir()
                (path / "lesson.md").write_text(SMALL.format(number=number), "utf-8")
            file, took = written(folder, paths, ["en"], "radio-5", "radio,paper"), []
            for _ in range(2):
                begin = time.perf_counter()
                made = plan(load(file), Terms(out=str(folder / "out")), Store(folder / "cache"))
                took.append(time.perf_counter() - begin)
            assert len(made.of("new")) == lessons
            print(f"{f'{lessons} jobs':24}{took[0]:10.3f}{took[1]:10.3f}{took[1] / lessons * 1000:10.2f}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--lessons", type=int, default=10)
    parser.add_argument("--languages", type=int, default=len(LANGUAGES))
    parser.add_argument("-f", "--format", default="radio-5")
    parser.add_argument("--only", default="radio,paper")
    given = parser.parse_args()
    planning()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        file, paths, tags = season(folder, given.lessons, given.languages, given.format, given.only)
        print(f"\n{len(paths)} lessons x {len(tags)} languages, {given.format}, {given.only}")
        options = [part for tag in tags for part in ("-l", tag)]
        built = timed(
            "build", *paths, *options, "-f", given.format, "--only", given.only, "-o", "built", "--cache", "cache-built", "--allow-untranslated",
            folder=folder,
        )  # fmt: skip
        one, _ = run(folder, file, 1, "one")
        two, made = run(folder, file, 2, "two")
        same, _ = run(folder, file, 2, "two")
        cold = {(job["lesson"], job["language"]): job["seconds"] for job in made["jobs"]}
        small = written(folder, paths[:1], ["en"], given.format, given.only)
        text = (paths[0] / "lesson.md").read_text("utf-8")
        at = text.index("\n## ")
        sentence = text.index("\n\n", at) + 2
        (paths[0] / "lesson.md").write_text(text[:sentence] + "Look at this. " + text[sentence:], "utf-8")
        changed, after = run(folder, small, 2, "two")
        again = after["jobs"][0]["seconds"]
        was = cold[paths[0].name, "en"]
        plain = timed("--version", folder=folder)
        rows = [
            ("broadcast build", built, ""),
            ("season, 1 process", one, ""),
            (
                "season, 2 processes",
                two,
                f"efficiency {one.seconds / 2 / two.seconds:.2f}; of the work, {one.work / two.work:.2f}",
            ),
            ("nothing changed", same, f"{plain.seconds:.2f} s of it the program's start"),
            ("one line changed", changed, f"{again:.1f} s of it the package, {100 * again / was:.0f} % of its {was:.1f} s"),
        ]
        print(f"{'':24}{'seconds':>10}{'work s':>10}{'MB':>8}")
        for what, took, note in rows:
            print(f"{what:24}{took.seconds:10.1f}{took.work:10.1f}{took.memory:8.0f}  {note}")
    print(f"\nratio: {built.seconds / two.seconds:.1f}")


if __name__ == "__main__":
    main()
