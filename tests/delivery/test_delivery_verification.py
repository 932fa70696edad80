"""Not one byte of a package changes, goes or comes without being told."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from broadcast.cli import status
from broadcast.delivery import manifest, quality, verification
from broadcast.episode.format import load
from broadcast.errors import InputError
from broadcast.language.catalogue import messages
from tests import packages
from tests.delivery import small

WHOLE = small.episode()


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Every file that is checked, of 24 seconds, with its checks and its manifest."""
    folder = tmp_path_factory.mktemp("small") / "en"
    small.make(folder, WHOLE)
    (folder / "episode.json").write_text(WHOLE.model_dump_json(indent=1), "utf-8")
    quality.measure(folder, WHOLE, messages("en"), load("demo-5"))
    manifest.write(folder, WHOLE, {"lesson.md": "ab"})
    return folder


def told(folder: Path) -> str:
    try:
        return "; ".join(manifest.altered(folder, manifest.read(folder)))
    except InputError as error:
        return str(error)


def flips(folder: Path, count: int) -> None:
    """Change single bytes, one at a time, of files chosen alike whether long or short; each is told by the file's name."""
    chance = random.Random(4)
    names = packages.tree(folder)
    assert not told(folder)
    for number in range(count):
        name = names[number % len(names)]
        with (folder / name).open("r+b") as file:
            place = chance.randrange((folder / name).stat().st_size)
            file.seek(place)
            old = file.read(1)[0]
            file.seek(place)
            file.write(bytes([old ^ 1 << chance.randrange(8)]))
            file.flush()
            assert name in told(folder), f"byte {place} of {name}"
            file.seek(place)
            file.write(bytes([old]))
    assert not told(folder)


def test_a_changed_byte_is_found(package: Path) -> None:
    flips(package, 40)


@pytest.mark.slow
def test_every_changed_byte_is_found(package: Path) -> None:
    flips(package, 500)


@pytest.mark.parametrize("step", [11, pytest.param(1, marks=pytest.mark.slow)])
def test_every_byte_of_a_manifest_counts(step: int, tmp_path: Path, package: Path) -> None:
    whole = (package / manifest.NAME).read_bytes()
    path = tmp_path / manifest.NAME
    for at in range(0, len(whole), step):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
        with pytest.raises(InputError):
            manifest.read(tmp_path)
    for edited in (
        whole + b"\n",
        whole[:-1],
        whole.replace(b": ", b":", 1),
        whole.replace(b"\n", b"\r\n"),
        b"\xef\xbb\xbf" + whole,
    ):
        path.write_bytes(edited)
        with pytest.raises(InputError):
            manifest.read(tmp_path)


def test_a_manifest_edited_by_hand_is_refused_in_a_sentence(
    package: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = small.copy(package, tmp_path / "Ünïcode 🤖" / "en")
    path = folder / manifest.NAME
    path.write_text(path.read_text("utf-8").replace("CC BY 4.0", "all mine"), "utf-8")
    assert status(["verify", str(folder), str(tmp_path / "none")]) == 2
    said = capsys.readouterr().err.splitlines()
    assert [line.count("broadcast: ") for line in said] == [1, 1]
    assert "was changed since it was made" in said[0] and "there is no manifest" in said[1]


def forged(folder: Path, change: Callable[[Path], None]) -> str:
    """A package changed by someone who writes the manifest again too."""
    change(folder)
    manifest.write(folder, WHOLE, {"lesson.md": "ab"})
    assert not told(folder)
    return "\n".join(verification.differences(folder))


def test_who_writes_the_manifest_again_is_measured(package: Path, tmp_path: Path) -> None:
    before = set(verification.differences(package))
    folder = small.copy(package, tmp_path / "loud")
    small.wav(folder / "radio" / "programme.wav", level=0.2)
    after = forged(folder, lambda folder: None)
    assert "loudness of radio/programme.wav" in after and "loudness of radio/programme.wav" not in "\n".join(before)
    folder = small.copy(package, tmp_path / "worded")
    assert "text of paper/worksheet-a4.pdf" in forged(
        folder, lambda folder: small.pdf(folder / "paper" / "worksheet-a4.pdf", ["Something else"])
    )


def test_checks_that_are_made_up_are_told(package: Path, tmp_path: Path) -> None:
    def promise(folder: Path) -> None:
        path = folder / quality.NAME
        checks = json.loads(path.read_text("utf-8"))
        checks.append({"check": "loudness", "file": "radio/b.wav", "value": -23, "limit": -23, "unit": "LUFS", "ok": True})
        path.write_text(json.dumps(checks), "utf-8")

    folder = small.copy(package, tmp_path / "en")
    assert "loudness of radio/b.wav: -23 is claimed and not found" in forged(folder, promise)


def test_the_manifest_says_what_the_episode_says(package: Path, tmp_path: Path) -> None:
    folder = small.copy(package, tmp_path / "en")
    manifest.write(folder, WHOLE.model_copy(update={"licence": "all mine"}), {})
    assert "licence of manifest.json: all mine (the episode: CC BY 4.0)" in verification.differences(folder)
