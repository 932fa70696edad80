"""`broadcast cache`: what was made once and is kept."""

from __future__ import annotations

from pathlib import Path

import click

from broadcast.artifact import default_root, opened, parsed_size
from broadcast.artifact.moving import export, take_in
from broadcast.artifact.opening import elsewhere
from broadcast.artifact.pruning import entries
from broadcast.artifact.pruning import prune as pruned
from broadcast.errors import InputError


@click.group("cache")
@click.option("--cache", metavar="DIR", help="Folder for cached work.")
@click.pass_context
def command(ctx: click.Context, cache: str | None) -> None:
    """Look after the cached work: its size, what is too much, what is damaged, and how it comes to another machine."""
    if cache and elsewhere(cache):
        raise InputError(f"{cache} is looked after where it lies", remedy="Name a folder with --cache, or none for the usual one")
    ctx.obj = Path(cache) if cache else default_root()


@command.command("size")
@click.pass_obj
def size(root: Path) -> None:
    """How much is there."""
    found = list(entries(root))
    click.echo(f"{root}: {_many(len(found))}, {_bytes(sum(entry.size for entry in found))}")


@command.command("prune")
@click.option("--to", "limit", default="0", show_default=True, metavar="SIZE", help="What may stay, like 5G.")
@click.pass_obj
def prune(root: Path, limit: str) -> None:
    """Take away what was not used for longest. What a run at work uses stays."""
    count, gone = pruned(root, parsed_size(limit))
    click.echo(f"{root}: {_many(count)} gone, {_bytes(gone)}")


@command.command("verify")
@click.pass_obj
def verify(root: Path) -> int:
    """Check every entry against its seal; the damaged go, and are made again when they are needed."""
    found = list(entries(root))
    broken = [entry for entry in found if not entry.whole()]
    for entry in broken:
        entry.seal.unlink(missing_ok=True)
        entry.path.unlink(missing_ok=True)
        click.echo(f"damaged, and taken away: {entry.path}", err=True)
    click.echo(f"{root}: {_many(len(found) - len(broken))} whole, {len(broken)} damaged")
    return 1 if broken else 0


@command.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.pass_obj
def export_(root: Path, file: Path) -> None:
    """Write everything into one tar, for another machine."""
    counted = export(root, file)
    click.echo(f"{file}: {_many(counted.done)}, {_bytes(counted.size)}")


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.pass_obj
def import_(root: Path, file: Path) -> int:
    """Take in such a tar. Each entry is checked; take only what comes from people you trust."""
    counted = take_in(opened(str(root)), file)
    click.echo(f"{root}: {_many(counted.done)} taken in, {counted.there} were there, {counted.broken} damaged and left out")
    return 1 if counted.broken else 0


def _many(count: int) -> str:
    return f"{count} entr{'y' if count == 1 else 'ies'}"


def _bytes(count: int) -> str:
    return f"{count / 1e9:.2f} GB" if count >= 1e9 else f"{count / 1e6:.1f} MB"
