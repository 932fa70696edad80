"""`broadcast formats`."""

from __future__ import annotations

import click

from broadcast.cli.table import show


@click.command("formats")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(as_json: bool) -> None:
    """List the formats: slot, media, frame rate, delivery profile."""
    from broadcast.episode.format import load, names

    rows = [
        {"format": form.name, "slot": form.slot, "media": " ".join(form.media), "frames": f"{form.frames} at {form.frame_rate}" if "tv" in form.media else "",
         "profile": form.profile.name, "title": form.title}
        for form in map(load, names())
    ]  # fmt: skip
    show(rows, as_json)
