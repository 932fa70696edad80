"""`broadcast languages`."""

from __future__ import annotations

from pathlib import Path

import click

from broadcast.cli.table import show


@click.command("languages")
@click.argument("lessons", nargs=-1, type=click.Path(path_type=Path), metavar="[LESSON]...")
@click.option("--json", "as_json", is_flag=True, help="As JSON.")
def command(lessons: tuple[Path, ...], as_json: bool) -> None:
    """List the languages and what is known of each: how much is written, how it is said, drawn and captioned, who has read it.

    With lessons, how much of their words each has; without, of the project's own where they are at hand. A region shows what it has in all, and in + what is its own.
    """
    from broadcast.assets import media
    from broadcast.cli.standing import row
    from broadcast.language.model import every
    from broadcast.sources import read

    ours = sorted(path.parent for path in (media().parent / "scripts_src").glob("*/lesson.md"))
    told = [read(path) for path in lessons or ours]
    show([row(tag, told) for tag in every()], as_json)
