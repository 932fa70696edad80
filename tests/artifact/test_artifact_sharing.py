"""Runs that share a store: a key is made by one at a time, and whoever is killed holds nobody up."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from broadcast.artifact import Store, key, locks
from tests.packages import ROOT

RUN = """
import sys, time
from pathlib import Path
from broadcast.artifact import Store, key
root, log, seconds = Path(sys.argv[1]), Path(sys.argv[2]), float(sys.argv[3])
def make(path):
    with log.open("a") as file:
        file.write("begun\\n")
    path.write_bytes(b"half")
    time.sleep(seconds)
    path.write_bytes(b"whole")
    with log.open("a") as file:
        file.write("done\\n")
assert Store(root).get(key("a"), make, ".bin").read_bytes() == b"whole"
"""


def start(root: Path, log: Path, seconds: float) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", RUN, str(root), str(log), str(seconds)], cwd=ROOT)


def begun(log: Path) -> None:
    end = time.monotonic() + 60
    while not log.exists() or "begun" not in log.read_text():
        assert time.monotonic() < end
        time.sleep(0.01)


def test_four_processes_make_a_key_once(tmp_path: Path) -> None:
    runs = [start(tmp_path / "cache", tmp_path / "log", 0.5) for _ in range(4)]
    assert [run.wait(60) for run in runs] == [0] * 4
    assert (tmp_path / "log").read_text() == "begun\ndone\n"


def test_threads_make_a_key_once(tmp_path: Path) -> None:
    made: list[Path] = []
    store = Store(tmp_path)

    def make(path: Path) -> None:
        made.append(path)
        time.sleep(0.05)
        path.write_bytes(b"x")

    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: store.get(key("a"), make), range(8)))) == 1
    assert len(made) == 1


def test_a_killed_maker_holds_nobody_up(tmp_path: Path) -> None:
    log = tmp_path / "log"
    killed = start(tmp_path / "cache", log, 600)
    begun(log)
    waiting = [start(tmp_path / "cache", log, 0.1) for _ in range(2)]
    time.sleep(0.5)
    assert [run.poll() for run in waiting] == [None, None]
    killed.send_signal(signal.SIGKILL)
    killed.wait()
    assert [run.wait(60) for run in waiting] == [0, 0]
    assert log.read_text() == "begun\nbegun\ndone\n"


def test_who_has_waited_too_long_makes_it_as_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(locks.alone.__wrapped__, "__defaults__", (0.1,))  # type: ignore[attr-defined]
    log = tmp_path / "log"
    stuck = start(tmp_path, log, 600)
    begun(log)
    assert Store(tmp_path).get(key("a"), lambda path: path.write_bytes(b"whole") and None, ".bin").read_bytes() == b"whole"
    stuck.kill()
    stuck.wait()


def test_keys_made_inside_another_do_not_wait_for_each_other(tmp_path: Path) -> None:
    store = Store(tmp_path)

    def outer(path: Path) -> None:
        inner = store.get(key("b"), lambda new: new.write_bytes(b"in") and None)
        path.write_bytes(inner.read_bytes() + b"out")

    assert store.get(key("a"), outer).read_bytes() == b"inout"
