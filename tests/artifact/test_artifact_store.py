"""The content store: made once, checked when read, never half there."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadcast.artifact import Store, key
from broadcast.artifact.pruning import entries
from broadcast.errors import EnvironmentFault


def test_an_entry_is_made_once(tmp_path: Path) -> None:
    made: list[Path] = []

    def make(path: Path) -> None:
        made.append(path)
        path.write_bytes(b"sound")

    store = Store(tmp_path)
    first = store.get(key("a"), make, ".wav")
    second = store.get(key("a"), make, ".wav")
    assert first == second
    assert first.read_bytes() == b"sound"
    assert len(made) == 1


def test_a_rotted_entry_is_made_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    path = store.get(key("a"), lambda new: new.write_bytes(b"good") and None)
    path.write_bytes(b"bad!")
    assert store.get(key("a"), lambda new: new.write_bytes(b"good") and None).read_bytes() == b"good"


def test_a_failed_make_leaves_nothing(tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise RuntimeError("power cut")

    with pytest.raises(RuntimeError):
        Store(tmp_path).get(key("a"), fail)
    assert list(entries(tmp_path)) == []
    assert list((tmp_path / key("a")[:2]).iterdir()) == list((tmp_path / ".store" / "locks").iterdir()) == []


def test_keys_tell_everything_apart() -> None:
    assert key("a", 1) != key("a", "1")
    assert key("a", "b") != key("ab")
    assert key({"x": 1, "y": 2}) == key({"y": 2, "x": 1})
    with pytest.raises(TypeError):
        key(object())


def test_a_store_that_may_only_be_read_still_gives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Store(tmp_path).get(key("a"), lambda new: new.write_bytes(b"good") and None)

    def refuse(*args: object, **more: object) -> None:
        raise PermissionError(13, "Permission denied")

    for name in ("open", "utime"):
        monkeypatch.setattr(f"os.{name}", refuse)
    assert Store(tmp_path).get(key("a"), lambda new: pytest.fail("made again")) == made
    with pytest.raises(EnvironmentFault, match="cannot be written: Permission denied"):
        Store(tmp_path).get(key("b"), lambda new: None)
