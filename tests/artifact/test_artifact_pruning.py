"""How much a store holds: what was not used for longest goes, and nothing that a run at work has got."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from broadcast.artifact import Store, key, parsed_size
from broadcast.artifact.pruning import entries, prune
from broadcast.errors import InputError
from tests.packages import ROOT

SIZE = 10_000


def fill(root: Path, *names: str, limit: int = 0) -> None:
    """Entries of a run that has ended, each used a second after the one before, long ago."""
    store = Store(root, limit=limit)
    for at, name in enumerate(names):
        path = store.get(key(name), lambda new: new.write_bytes(bytes(SIZE)) and None)
        os.utime(path.with_name(path.name + ".sha256"), (1000 + at, 1000 + at))
    del store
    gc.collect()


def there(root: Path) -> set[str]:
    return {entry.path.name for entry in entries(root)}


def test_what_was_not_used_for_longest_goes(tmp_path: Path) -> None:
    fill(tmp_path, "a", "b", "c", "d")
    store = Store(tmp_path)
    store.get(key("a"), lambda new: pytest.fail("made again"))
    del store
    gc.collect()
    count, gone = prune(tmp_path, 2 * SIZE + 500)
    assert there(tmp_path) == {key("a"), key("d")}
    assert (count, gone) == (2, 2 * (SIZE + 64))


def test_a_store_keeps_to_its_limit_by_itself(tmp_path: Path) -> None:
    limit = 10 * SIZE
    for at in range(40):
        fill(tmp_path, f"e{at}", limit=limit)
        assert sum(entry.size for entry in entries(tmp_path)) <= limit
    assert len(there(tmp_path)) >= 7


def test_what_a_run_at_work_has_got_stays(tmp_path: Path) -> None:
    fill(tmp_path, "old", "used")
    store = Store(tmp_path, limit=SIZE)
    store.get(key("used"), lambda new: pytest.fail("made again"))
    fresh = [store.get(key("new", at), lambda new: new.write_bytes(bytes(SIZE)) and None) for at in range(5)]
    prune(tmp_path, 0)
    assert all(path.exists() for path in fresh)
    assert there(tmp_path) == {key("used"), *(path.name for path in fresh)}


RUN = """
import sys, time
from pathlib import Path
from broadcast.artifact import Store, key
store = Store(Path(sys.argv[1]))
store.get(key("a"), lambda path: path.write_bytes(b"x" * 100) and None)
print("got", flush=True)
time.sleep(600)
"""


def test_another_process_is_at_work_until_it_is_killed(tmp_path: Path) -> None:
    run = subprocess.Popen([sys.executable, "-c", RUN, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE)
    assert run.stdout
    with run.stdout:
        assert run.stdout.readline() == b"got\n"
        assert prune(tmp_path, 0) == (0, 0)
        run.send_signal(signal.SIGKILL)
        run.wait()
    assert prune(tmp_path, 0)[0] == 1
    assert list((tmp_path / ".store" / "runs").iterdir()) == []


def test_halves_that_a_killed_run_left_go(tmp_path: Path) -> None:
    fill(tmp_path, "a")
    folder = tmp_path / key("a")[:2]
    for name in (".new-xyz", ".new-xyz.sha256", "f" * 64, "e" * 64 + ".sha256"):
        (folder / name).write_bytes(b"half")
    prune(tmp_path, 10**9)
    assert sorted(path.name for path in folder.iterdir()) == [key("a"), key("a") + ".sha256"]


@pytest.mark.parametrize(
    ("text", "size"), [("20G", 20 * 10**9), ("1.5 tb", 1_500_000_000_000), ("500MiB", 500_000_000), ("0", 0)]
)
def test_sizes(text: str, size: int) -> None:
    assert parsed_size(text) == size


@pytest.mark.parametrize("text", ["", "G", "-1G", "1e9", "20 giga", "9" * 40])
def test_what_is_no_size_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="is no size"):
        parsed_size(text)
