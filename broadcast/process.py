"""The only place that starts other programs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO

from broadcast.errors import EnvironmentFault


@cache
def ffmpeg() -> str:
    """Path of the ffmpeg that came with the wheels."""
    import imageio_ffmpeg

    return str(imageio_ffmpeg.get_ffmpeg_exe())


def run(args: Sequence[str], *, data: bytes | None = None, timeout: float | None = None) -> tuple[bytes, bytes]:
    """Run a program to its end and return (stdout, stderr); EnvironmentFault, with its last words, when it fails.

    `data` goes to its standard input, which is otherwise empty. TimeoutError after `timeout` seconds.
    """
    source: dict[str, object] = {"input": data} if data is not None else {"stdin": subprocess.DEVNULL}
    try:
        done = subprocess.run(list(args), capture_output=True, timeout=timeout, check=False, **source)  # type: ignore[call-overload]
    except subprocess.TimeoutExpired as error:
        raise TimeoutError(f"{args[0]} took more than {timeout} s") from error
    except OSError as error:
        raise EnvironmentFault(f"{args[0]} cannot be started: {error.strerror}") from error
    if done.returncode:
        last = done.stderr.decode("utf-8", "replace").strip().splitlines()[-1:] or [f"status {done.returncode}"]
        raise EnvironmentFault(f"{args[0].rsplit('/', 1)[-1]} failed: {last[0]}")
    return done.stdout, done.stderr


def start(
    args: Sequence[str], *, env: Mapping[str, str] | None = None, errors: int | IO[bytes] | None = subprocess.DEVNULL
) -> subprocess.Popen[bytes]:
    """Start a program that talks over its standard input and output; the caller ends it."""
    try:
        return subprocess.Popen(list(args), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=errors, env=env)
    except OSError as error:
        raise EnvironmentFault(f"{args[0]} cannot be started: {error.strerror}") from error


OURS = "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); runpy.run_module(sys.argv.pop(1), run_name='__main__', alter_sys=True)"


def worker(module: str, *args: str) -> list[str]:
    """The command that runs a module of this very package, wherever it lies, with this Python, apart from the user's environment."""
    return [sys.executable, "-I", "-c", OURS, str(Path(__file__).resolve().parents[1]), module, *args]


def python(module: str, *args: str) -> list[str]:
    """The command that runs a module of this package with this Python, apart from the user's environment."""
    return [sys.executable, "-I", "-m", module, *args]


class Partner:
    """A program of ours that answers line by line over its standard input and output."""

    def __init__(self, args: Sequence[str], errors: IO[bytes]) -> None:
        self._process = start(args, errors=errors)

    def say(self, line: bytes) -> None:
        """Give it a line. OSError where it is gone."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + b"\n")
        self._process.stdin.flush()

    def hear(self) -> bytes | None:
        """Its next whole line; None where there will be none any more."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        return line if line.endswith(b"\n") else None

    def leave(self) -> None:
        """Tell it that nothing more will come."""
        assert self._process.stdin is not None
        with suppress(OSError):
            self._process.stdin.close()

    def end(self) -> None:
        """Ask it to end, whatever it has in hand."""
        with suppress(OSError):
            self._process.terminate()

    def wait(self, seconds: float, *, kill: bool = False) -> int | None:
        """Its exit status; None where it goes on, unless it is to be killed then."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            if not kill:
                return None
        self._process.kill()
        return self._process.wait()
