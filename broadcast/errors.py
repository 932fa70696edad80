"""Everything that can go wrong, as one tree.

    BroadcastError            one clear sentence: what, where, what to do
      InputError              the lesson, a file beside it or the call is wrong      exit status 2
        LessonError           a lesson cannot be read
        ProgramError          a program in a lesson cannot be read or must not run
        TranslationError      a catalogue is wrong or incomplete
        ScriptError           an edited script cannot be taken back
        VoiceError            an engine or a take cannot be used
        Busy                  another run is making the same package
        TextError             a letter that no font has, a text that no place can hold
      FitError                the episode does not fit its slot                      exit status 1
        TooLong, TooShort
      EnvironmentFault        disk full, folder not writable, a broken installation  exit status 2

Errors carry their parts as data and survive a trip between processes.
"""

from __future__ import annotations

from typing import Any


class BroadcastError(Exception):
    """One sentence for a person, with the place and the remedy.

    `what` says what is wrong, `file` and `line` (from 1; 0: no line) say where, `remedy` what to do.
    """

    status = 2

    def __init__(self, what: str, *, file: str = "", line: int = 0, remedy: str = "") -> None:
        super().__init__(what, file, line, remedy)
        self.what, self.file, self.line, self.remedy = what, file, line, remedy

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}: " if self.file and self.line else f"{self.file}: " if self.file else ""
        sentence = self.what.rstrip(".")
        remedy = f" {self.remedy.rstrip('.')}." if self.remedy else ""
        return f"{place}{sentence}.{remedy}"

    def __reduce__(self) -> tuple[Any, ...]:
        return _again, (type(self), self.what, self.file, self.line, self.remedy)


def _again(kind: type[BroadcastError], what: str, file: str, line: int, remedy: str) -> BroadcastError:
    return kind(what, file=file, line=line, remedy=remedy)


class InputError(BroadcastError):
    """The lesson, a file beside it, or the call is wrong."""


class LessonError(InputError):
    """A lesson cannot be read."""


class ProgramError(InputError):
    """A program in a lesson cannot be read, or must not run."""


class TranslationError(InputError):
    """A catalogue is wrong or incomplete."""


class ScriptError(InputError):
    """An edited script cannot be taken back."""


class VoiceError(InputError):
    """A voice engine or a recorded take cannot be used."""


class TextError(InputError):
    """A letter that no font has, or a text that no place can hold."""


class Busy(InputError):
    """Another run is making the same package."""


class FitError(BroadcastError):
    """The episode does not fit its slot."""

    status = 1


class TooLong(FitError):
    """There is more that must be said than the slot holds."""


class TooShort(FitError):
    """There is not enough to fill the slot with."""


DISK_FULL = frozenset({28, 112, 122})
"""ENOSPC, ERROR_DISK_FULL of Windows, EDQUOT."""


def disk_full(error: OSError) -> bool:
    """Is it for want of room that a file cannot be written?"""
    return error.errno in DISK_FULL or getattr(error, "winerror", None) in DISK_FULL


class EnvironmentFault(BroadcastError):
    """The machine refuses: disk full, folder not writable, installation broken."""
