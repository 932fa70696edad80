"""The processes of `espeak_child` that one speaker talks to."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from broadcast.audio.espeak_child import packed, unpacked
from broadcast.errors import VoiceError
from broadcast.process import python, start

MODULE = "broadcast.audio.espeak_child"
Data = Callable[[Path], None]
"""Makes espeak-ng's data in a folder."""


class Children:
    """One process for the wheel's data and one for each other, all ended with `stack`; one a text where there is no fork."""

    def __init__(self, stack: ExitStack, forks: bool) -> None:
        self._stack, self._forks = stack, forks
        self._folders: dict[Data | None, str] = {None: ""}
        self._running: dict[Data | None, _Child] = {}

    def ask(self, data: Data | None, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Head and samples; VoiceError with espeak-ng's reason."""
        folder = self._folder(data)
        if not self._forks:
            with _Child("once", folder) as child:
                return child.ask(request)
        if data not in self._running:
            self._running[data] = self._stack.enter_context(_Child("forks", folder))
        return self._running[data].ask(request)

    def _folder(self, data: Data | None) -> str:
        if data is not None and data not in self._folders:
            folder = self._stack.enter_context(TemporaryDirectory(prefix="broadcast-espeak-"))
            data(Path(folder))
            self._folders[data] = folder
        return self._folders[data]


class _Child:
    """A process of `espeak_child`."""

    def __init__(self, mode: str, folder: str) -> None:
        self._process = start(python(MODULE, mode, folder))

    def __enter__(self) -> _Child:
        return self

    def __exit__(self, *_: object) -> None:
        """Its input ends, so it ends; should it not, it is stopped."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream:
                with suppress(OSError):
                    stream.close()
        try:
            self._process.wait(timeout=5)
        except Exception:
            self._process.kill()
            self._process.wait()

    def ask(self, request: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
        """Head and samples; VoiceError with espeak-ng's reason."""
        source, out = self._process.stdin, self._process.stdout
        assert source and out
        try:
            source.write(packed(request))
            source.flush()
            head = unpacked(out)
            sound = out.read(head.get("bytes", 0)) if head else b""
        except (OSError, ValueError) as error:
            raise VoiceError(f"espeak stopped: {error}") from error
        if head is None:
            raise VoiceError("espeak stopped")
        if "error" in head or len(sound) != head["bytes"]:
            raise VoiceError(str(head.get("error", "espeak broke off")))
        return head, sound
