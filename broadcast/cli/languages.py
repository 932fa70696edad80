"""`broadcast languages`."""

from __future__ import annotations

import click

from broadcast.cli.table import show


@click.command("languages")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(as_json: bool) -> None:
    """List the languages: coverage of the catalogue, voices, and whether a native speaker has read it."""
    from broadcast.language.catalogue import coverage
    from broadcast.language.model import load, tags

    rows = [
        {"language": tag, "name": load(tag).name, "messages": f"{coverage(tag)} %", "voice": " ".join(role["voice"] for role in load(tag).espeak.values() if "voice" in role),
         "gtts": load(tag).gtts.get("lang", "none"), "review": "reviewed" if load(tag).reviewed else "not reviewed by a native speaker"}
        for tag in tags()
    ]  # fmt: skip
    show(rows, as_json)
