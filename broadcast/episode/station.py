"""A station's own words: programme, presenter, credits. Never baked into a lesson.

[station]                      # station.toml, beside the lesson or named on the command line
programme = "Código en papel"
presenter = "Ana"
second = "Luz"
station = "Radio Andina"
credits = "…"
"""

from __future__ import annotations

import tomllib
from pathlib import Path

from pydantic import ValidationError

from broadcast.errors import InputError
from broadcast.language.catalogue import Messages
from broadcast.unplugged.figures import Plain


class Station(Plain):
    """Who speaks, and in whose name. Empty fields take the language's own neutral words."""

    programme: str = ""
    presenter: str = ""
    second: str = ""
    station: str = ""
    credits: str = ""

    def named(self, messages: Messages, credits: str) -> Station:
        """With every field filled."""
        return Station(
            programme=self.programme or messages.text("station.programme"),
            presenter=self.presenter or messages.text("station.presenter"),
            second=self.second or messages.text("station.second"),
            station=self.station,
            credits=self.credits or credits,
        )


def load(path: Path) -> Station:
    """A station's file; InputError that names what is wrong in it."""
    try:
        data = tomllib.loads(path.read_text("utf-8"))
        return Station(**data.get("station", data))
    except OSError as error:
        raise InputError(f"the station's file cannot be read: {error.strerror}", file=str(path)) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"the station's file is no TOML: {error}", file=str(path)) from error
    except (ValidationError, TypeError) as error:
        raise InputError(
            "the station's file has an unknown or wrong field",
            file=str(path),
            remedy="Use programme, presenter, second, station, credits",
        ) from error
