"""Files of masters: every one can be read, says what is assumed, and wrong ones are one sentence."""

from __future__ import annotations

from pathlib import Path

import pytest

from broadcast.cli import status
from broadcast.errors import InputError
from broadcast.timecode import Rate, timecode
from broadcast.tv.masters import load, names


@pytest.mark.parametrize("name", names())
def test_every_file(name: str) -> None:
    master = load(name)
    assert timecode(master.first, Rate.parse(master.rate)) == master.start
    assert master.sources
    assert master.assumed
    assert master.way == "every"  # until a station has taken the other


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('rate = "50"', "25 or 30000/1001"),
        ('start = "soon"', "no timecode"),
        ('way = "quick"', "way"),
        ("loudness = [", "cannot be read"),
        ("bars = 60", "bars"),
    ],
)
def test_a_wrong_file_of_a_station(line: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "ours.toml"
    good = Path(__file__).resolve().parents[2] / "media" / "formats" / "masters" / "poland.toml"
    key = line.split(" ")[0]
    rows = [row for row in good.read_text("utf-8").splitlines() if not row.startswith(f"{key} ")]
    path.write_text("\n".join([*rows, line]) + "\n", "utf-8")
    with pytest.raises(InputError, match=said) as caught:
        load(str(path))
    assert caught.value.file == str(path)


@pytest.mark.parametrize(
    ("call", "said"),
    [
        (["-f", "demo-5", "--master", "colombia"], "Choose one of: tv-15, tv-15-atsc, tv-30, tv-30-atsc"),
        (["-f", "radio-15", "--master", "poland"], "needs television"),
        (["-f", "demo-5", "--only", "paper", "--master", "poland"], "needs television"),
        (["--master", "atlantis"], "no master we have"),
    ],
)
def test_what_cannot_become_a_master_is_said_before_anything_is_made(
    call: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lesson = Path(__file__).resolve().parents[2] / "scripts_src" / "paper-robot"
    assert status(["build", str(lesson), "-o", str(tmp_path / "out"), *call]) == 2
    assert said in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
