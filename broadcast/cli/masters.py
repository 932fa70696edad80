"""`broadcast masters`."""

from __future__ import annotations

import click

from broadcast.cli.table import show


@click.command("masters")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(as_json: bool) -> None:
    """List the television masters: rate, first timecode, loudness, and what is only assumed of a station."""
    from broadcast.tv.masters import load, names

    rows = [
        {
            "master": one.name, "frames": one.rate, "start": one.start, "loudness": f"{one.loudness:g} ±{one.tolerance:g}",
            "peak": f"{one.true_peak:g}", "way": one.way, "leader": " ".join(f"{kind} {seconds}" for kind, seconds in one.leader), "title": one.title, "assumed": "; ".join(one.assumed), "sources": "; ".join(one.sources),
        }
        for one in map(load, names())
    ]  # fmt: skip
    show(rows, as_json)
