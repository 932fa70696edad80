"""`broadcast script`: the script as Markdown, to edit."""

from __future__ import annotations

from pathlib import Path

import click

from broadcast.artifact import opened
from broadcast.cli import options
from broadcast.cli.caching import kept
from broadcast.cli.choices import asked
from broadcast.cli.progress import Progress
from broadcast.production import orders
from broadcast.production.choices import MEDIA


@click.command("script")
@click.argument("lesson", type=click.Path(path_type=Path))
@click.option("-l", "--language", "tag", metavar="TAG", help="Default: the lesson's own.")
@options.clock
@click.option(
    "-o",
    "--output",
    type=click.Path(path_type=Path),
    help="File to write; its episode.json appears beside it. Default: <lesson>-<tag>/script.md.",
)
@options.voice
@click.option("--station", type=click.Path(path_type=Path), help="The station's words, a TOML file.")
@kept
def command(
    lesson: Path,
    tag: str | None,
    form: str,
    output: Path | None,
    voices: tuple[str, ...],
    station: Path | None,
    cache: str | None,
    cache_size: str | None,
) -> int:
    """Write the script as Markdown, to edit; `broadcast build SCRIPT.md` takes it back."""
    from broadcast.errors import InputError
    from broadcast.language.catalogue import messages
    from broadcast.production.flow import voiced
    from broadcast.script import markdown

    settings = orders.Settings((tag,) if tag else (), form, Path("out"), MEDIA, voices, station, False, True)
    order = asked([lesson], settings)[0]
    path = output or Path(f"{order.name}-{order.tag}") / "script.md"
    if path.exists() and markdown.edited(path):
        raise InputError(
            "the script was edited since it was made, and would be overwritten",
            file=str(path),
            remedy="Name another file with -o",
        )
    words = messages(order.tag)
    with Progress(f"{order.name} {order.tag}") as progress:
        planned = order.plan(words)
        episode, _ = voiced(order, planned, opened(cache, cache_size), progress)
    path.parent.mkdir(parents=True, exist_ok=True)
    (path.parent / "episode.json").write_text(episode.model_dump_json(indent=1) + "\n", "utf-8", newline="\n")
    markdown.write(path, episode, words.toward(episode.audience))
    click.echo(str(path))
    return 0
