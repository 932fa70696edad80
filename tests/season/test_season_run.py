"""Runs by the command line: made, resumed, failed, killed, two at once."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests.packages import ROOT, broadcast, command, contents, environment
from tests.season.small import season


def lines(out: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in out.splitlines()]


def started(*args: object, cache: Path) -> subprocess.Popen[bytes]:
    """A run in a process group of its own."""
    return subprocess.Popen(
        command(*args, cache=cache), cwd=ROOT, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )  # fmt: skip


def packages(out: Path) -> dict[str, bytes]:
    """What a season made, without the locks that a killed run left behind."""
    return {name: data for name, data in contents(out).items() if not name.rsplit("/", 1)[-1].startswith(".")}


def report(cache: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(next((cache / "runs").glob("*/report.json")).read_text("utf-8"))
    return found


def test_a_season_is_made_told_and_then_cached(tmp_path: Path) -> None:
    path, out, cache = season(tmp_path), tmp_path / "out", tmp_path / "cache"
    first = broadcast("season", path, "-o", out, "--jobs", 2, cache=cache)
    assert first.status == 0, first.err
    assert "2 packages: 2 new, 0 cached, 0 impossible" in first.out and "2 made" in first.out
    assert "2/2 demo-5/" in first.err
    before = packages(out)
    assert {name.rsplit("/", 1)[0] for name in before} == {"one/en", "one/en/paper", "two/en", "two/en/paper"}
    alone = broadcast("build", tmp_path / "lessons/one", "-f", "demo-5", "--only", "paper", "-o", tmp_path / "alone", cache=cache)
    assert alone.status == 0 and contents(tmp_path / "alone/one/en") == contents(out / "one/en"), "as `build` makes it"
    again = broadcast("season", path, "-o", out, "--json", cache=cache)
    told = lines(again.out)
    assert [each["state"] for each in told[0]["plan"]] == ["cached", "cached"]
    assert {job["state"] for job in told[-1]["run"]["jobs"]} == {"cached"} and packages(out) == before
    page = Path(told[-1]["report"]).read_text("utf-8")
    assert page.count("<tr>") == 3 and "2 cached" in page and not re.search(r"(src|href)=", page)
    assert not any("report" in name or "times" in name for name in before), "a run's records lie with the cache"


def test_a_lesson_that_fails_does_not_stop_the_others(tmp_path: Path) -> None:
    path, out, cache = season(tmp_path, names=("one", "two")), tmp_path / "out", tmp_path / "cache"
    out.mkdir()
    (out / "one").write_text("a file where the folder belongs")
    done = broadcast("season", path, "-o", out, "--jobs", 1, "--json", cache=cache)
    assert done.status == 2 and "Traceback" not in done.err
    jobs = {job["lesson"]: job for job in lines(done.out)[-1]["run"]["jobs"]}
    assert (jobs["one"]["state"], jobs["two"]["state"]) == ("failed", "made")
    assert "a file stands where" in jobs["one"]["trouble"]


def test_a_worker_that_dies_is_replaced_and_its_job_done_once_more(tmp_path: Path) -> None:
    path, out, cache = season(tmp_path, names=("one",)), tmp_path / "out", tmp_path / "cache"
    run = started("season", path, "-o", out, "--jobs", 1, "--json", cache=cache)
    assert run.stdout is not None
    told, killed = [], False
    for line in run.stdout:
        told.append(json.loads(line))
        if told[-1].get("event") == "begun" and not killed:
            children = subprocess.run(
                ["ps", "-o", "pid=", "--ppid", str(run.pid)], capture_output=True, check=True
            ).stdout.split()
            os.kill(int(children[0]), signal.SIGKILL)
            killed = True
    run.communicate(timeout=300)
    assert run.returncode == 0
    assert [each["event"] for each in told if each.get("event") in ("begun", "again", "made")] == [
        "begun",
        "again",
        "begun",
        "made",
    ]
    assert "signal 9" in next(each["trouble"]["what"] for each in told if each.get("event") == "again")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_an_interruption_ends_cleanly_and_the_same_command_goes_on(tmp_path: Path, number: int) -> None:
    path, out, cache = season(tmp_path, names=("one", "two", "three")), tmp_path / "out", tmp_path / "cache"
    run = started("season", path, "-o", out, "--jobs", 2, "--json", cache=cache)
    assert run.stdout is not None
    for line in run.stdout:
        if json.loads(line).get("event") == "made":
            break
    os.kill(run.pid, number)
    _, err = run.communicate(timeout=120)
    assert run.returncode == 2 and b"broadcast: stopped" in err and b"Traceback" not in err
    assert not subprocess.run(["ps", "-o", "pid=", "-s", str(run.pid)], capture_output=True, check=False).stdout.split()
    assert not [name for name in contents(out) if ".new" in name]
    told = report(cache)
    assert told["stopped"] and {job["state"] for job in told["jobs"]} <= {"made", "left"}
    after = broadcast("season", path, "-o", out, cache=cache)
    assert after.status == 0 and not report(cache)["stopped"]


@pytest.mark.slow
def test_two_runs_into_one_folder_do_not_harm_each_other(tmp_path: Path) -> None:
    path, cache = season(tmp_path, names=("one", "two", "three", "four")), tmp_path / "cache"
    assert broadcast("season", path, "-o", tmp_path / "calm", cache=tmp_path / "other").status == 0
    runs = [started("season", path, "-o", tmp_path / "out", "--jobs", 2, cache=cache) for _ in range(2)]
    for run in runs:
        _, err = run.communicate(timeout=600)
        assert run.returncode == 0, err
    assert packages(tmp_path / "out") == packages(tmp_path / "calm")


def killed_and_resumed(folder: Path, path: Path, moments: int, seed: int) -> None:
    """Kill the whole group at random moments, then go on: the same bytes as an undisturbed run."""
    assert broadcast("season", path, "-o", folder / "calm", cache=folder / "other").status == 0
    chance, out, cache = random.Random(seed), folder / "out", folder / "cache"
    killed = 0
    while killed < moments:
        run = started("season", path, "-o", out, "--jobs", 2, cache=cache)
        try:
            run.wait(chance.uniform(0.3, 9))
            shutil.rmtree(out)  # it came to its end: from the start again
            shutil.rmtree(cache)
        except subprocess.TimeoutExpired:
            os.killpg(run.pid, signal.SIGKILL)
            killed += 1
        run.communicate()
        time.sleep(0.05)
    done = broadcast("season", path, "-o", out, cache=cache)
    assert done.status == 0, done.err
    assert packages(out) == packages(folder / "calm")


def test_killed_at_a_random_moment_it_ends_in_the_same_bytes(tmp_path: Path) -> None:
    killed_and_resumed(tmp_path, season(tmp_path), moments=2, seed=5)


@pytest.mark.slow
def test_killed_at_fifty_random_moments_it_ends_in_the_same_bytes(tmp_path: Path) -> None:
    path = season(tmp_path, names=("one", "two"))
    path.write_text(path.read_text().replace('only = ["paper"]', 'only = ["paper", "radio"]').replace("demo-5", "radio-5"))
    killed_and_resumed(tmp_path, path, moments=50, seed=9)
