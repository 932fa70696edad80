"""`broadcast activities`."""

from __future__ import annotations

import click

from broadcast.cli.table import show


@click.command("activities")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(as_json: bool) -> None:
    """List the activities: what each needs, and how its answers are proven."""
    from broadcast.unplugged.activities import ACTIVITIES

    rows = [
        {
            "activity": name,
            "options": " ".join(f"{option}={'|'.join(values)}" for option, values in kind.options.items()),
            "about": kind.about,
        }
        for name, kind in ACTIVITIES.items()
    ]
    show(rows, as_json)
