"""The only place that starts other programs."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Mapping, Sequence
from functools import cache
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


def python(module: str, *args: str) -> list[str]:
    """The command that runs a module of this package with this Python, apart from the user's environment."""
    return [sys.executable, "-I", "-m", module, *args]
