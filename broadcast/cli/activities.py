"""`broadcast activities`."""

from __future__ import annotations

import click

from broadcast.cli.table import show


@click.command("activities")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(as_json: bool) -> None:
    """List the activities: what each needs, where it works, and how its answers are proven.

    `place` and `program` set the scene for them and are not listed: they ask nothing.
    """
    from broadcast.unplugged.activities import ACTIVITIES

    rows = [
        {
            "activity": name,
            "phase": kind.phase,
            "level": kind.level,
            "media": " ".join(kind.media),
            "needs": kind.needs,
            "options": " ".join(f"{option}={'|'.join(values)}" for option, values in kind.options.items()),
            "about": kind.about,
        }
        for name, kind in ACTIVITIES.items()
        if kind.phase != "set-up"
    ]
    show(rows, as_json)
