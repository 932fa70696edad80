"""`broadcast voices`."""

from __future__ import annotations

import click

from broadcast.audio.voices.engine import Engine
from broadcast.cli.table import show
from broadcast.errors import EnvironmentFault, VoiceError
from broadcast.language.model import Language


@click.command("voices")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(as_json: bool) -> None:
    """List the voice engines: version, whether their sound may go on air, languages."""
    from broadcast.audio.voices import FILES, VOICES
    from broadcast.language.model import load, tags

    rows = [
        {"voice": f"{name}:FILE" if name in FILES else name, "version": version(engine),
         "on air": "by the voice's licence" if name in FILES else "yes" if engine.cleared else "preview only",
         "languages": " ".join(tag for tag in tags() if speaks(engine, load(tag))) or "those of the voice"}
        for name, engine in VOICES.items()
    ]  # fmt: skip
    show(rows, as_json)


def version(engine: Engine) -> str:
    """As far as a table has room for it; of what is an extra, whether it is there."""
    try:
        return engine.version()[:40]
    except EnvironmentFault:
        return "not installed"


def speaks(engine: Engine, language: Language) -> bool:
    """Has an engine a voice for a language?"""
    try:
        engine.settings(language, "presenter", 1.0)
    except VoiceError:
        return False
    return True
