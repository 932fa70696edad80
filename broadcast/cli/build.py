"""`broadcast build`: lessons or edited scripts to packages."""

from __future__ import annotations

from pathlib import Path

import click

from broadcast.artifact import Store, opened
from broadcast.cli import options
from broadcast.cli.caching import kept
from broadcast.cli.choices import asked
from broadcast.cli.progress import Progress
from broadcast.delivery import upload
from broadcast.delivery.order import standing
from broadcast.production import orders
from broadcast.production.choices import media
from broadcast.tv import masters

TOLD = {
    "program-left-out": "nothing can be asked about a program",
    "take-unused": "a take is not heard, for no cue has its name",
    "take-lost": "a cue was spoken by a take before and is not now",
}
"""What fails nothing and is told all the same."""


@click.command("build")
@click.argument("lessons", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="LESSON_OR_SCRIPT...")
@click.option(
    "-l",
    "--language",
    "tags",
    multiple=True,
    metavar="TAG",
    help="A language, or `all` that the lesson has; may be repeated. Default: the lesson's own.",
)
@options.clock
@options.packages
@click.option(
    "--only", metavar="MEDIA", help="Some of tv,radio,paper; the others stay in the package where their inputs are unchanged."
)
@options.voice
@click.option(
    "--station",
    type=click.Path(path_type=Path),
    help="The station's words, a TOML file. Default: station.toml beside the lesson.",
)
@click.option(
    "--takes",
    type=click.Path(path_type=Path),
    help="Folder with recorded takes, <tag>/<cue>.wav. Default: takes beside the lesson or the script.",
)
@click.option("--master", metavar="NAME", help="Also a station's master, tv/master.mxf: see `broadcast masters`.")
@options.for_air
@options.allow_untranslated
@kept
def command(
    lessons: tuple[Path, ...],
    tags: tuple[str, ...],
    form: str,
    output: str,
    only: str | None,
    voices: tuple[str, ...],
    station: Path | None,
    takes: Path | None,
    master: str | None,
    for_air: bool,
    allow_untranslated: bool,
    cache: str | None,
    cache_size: str | None,
) -> int:
    """Make the package of each lesson in each language: television, radio and paper.

    LESSON is a folder or a file. A script.md that a build made and a person edited is built as edited.
    """
    place = upload.output(output)
    told = masters.load(master) if master else None
    settings = orders.Settings(tags, form, place.folder, media(only), voices, station, for_air, allow_untranslated, told, takes)
    found = asked(lessons, settings)
    orders.distinct(found)
    store: Store | None = None
    worst = 0
    for order in found:
        with Progress(f"{order.name} {order.tag}") as progress:
            made = standing(order, place.folder)
            if made is None:
                from broadcast.production.flow import produce  # voices, drawing, video: only where something has to be made

                store = store or opened(cache, cache_size)
                made = produce(order, place.folder, store, progress)
            where = place.put_up(made.folder)
        click.echo(f"{where}{'' if made.fresh else ' (unchanged)'}")
        for check in made.checks:
            if check.ok and check.check in TOLD:
                click.echo(f"  {TOLD[check.check]}: {check.value}{f' ({check.note})' if check.note else ''}", err=True)
            if not check.ok:
                click.echo(
                    f"  not right: {check.check} of {check.file}: {check.value} {check.unit} (limit {check.limit})", err=True
                )
        worst = max(worst, made.status)
    return worst
