"""`broadcast verify`: measure again what a package claims."""

from __future__ import annotations

from pathlib import Path

import click

from broadcast.errors import BroadcastError


@click.command("verify")
@click.argument("packages", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PACKAGE...")
def command(packages: tuple[Path, ...]) -> int:
    """Check every file's hash, and measure again: lengths, loudness, captions, keys, fonts, text. Status 1 where it differs.

    A package that cannot be judged, one with an edited manifest, is told with status 2, and the others are still looked at.
    """
    return max(_told(folder) for folder in packages)


def _told(folder: Path) -> int:
    from broadcast.delivery.verification import differences

    try:
        wrong = differences(folder)
    except BroadcastError as error:
        click.echo(f"broadcast: {str(error).rstrip('.')}.", err=True)
        return error.status
    click.echo(f"{folder}: {'all as claimed' if not wrong else f'{len(wrong)} differ'}")
    for line in wrong:
        click.echo(f"  {line}", err=True)
    return 1 if wrong else 0
