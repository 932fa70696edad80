"""`broadcast translate`: the catalogues that translators work in."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("translate")
@click.argument("lessons", nargs=-1, type=click.Path(path_type=Path), metavar="[LESSON]...")
@click.option(
    "-l", "--language", "tags", multiple=True, metavar="TAG", help="A language, or `all` that there is; may be repeated."
)
@click.option("--catalogue", is_flag=True, help="The program's own messages, media/languages/<tag>.po, in place of a lesson's.")
@click.option(
    "--check", is_flag=True, help="Change nothing; status 1 where something is missing, fuzzy, wrong or not up to date."
)
@click.option("--xliff", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Write it as XLIFF 2.0 too.")
@click.option(
    "--take-in",
    "given",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Put the translations of an .xlf or .po into it.",
)
@click.option("-f", "--format", "form", default="simulcast-15", show_default=True, help="Whose cues the notes name.")
@click.option("--new-language", "new", metavar="TAG", help="Begin a language: media/languages/<tag>.toml and .po, to be written.")
def command(
    lessons: tuple[Path, ...],
    tags: tuple[str, ...],
    catalogue: bool,
    check: bool,
    xliff: Path | None,
    given: Path | None,
    form: str,
    new: str | None,
) -> int:
    """Make or update the catalogue of each lesson in each language, po/<tag>.po, and say what is still to do.

    Translations stay. Where a sentence was edited, its translation becomes fuzzy; where one is gone, obsolete. A region's
    catalogue holds only what differs from its language.
    """
    from broadcast.cli import translating
    from broadcast.cli.scaffold import begin
    from broadcast.errors import InputError

    if new:
        data, words, tables = begin(new)
        click.echo(f"{data}: still to write: {', '.join(tables) or 'what differs'}")
        click.echo(f"{words}: still to write: {'every message' if tables else 'what differs'}")
        return 0
    if catalogue == bool(lessons):
        raise InputError("translate what?", remedy="Name a lesson, or --catalogue for the program's own messages")
    if not tags:
        raise InputError("translate into which language?", remedy="Name it with -l, like -l pl")
    wanted = list(translating.tasks(lessons, tags, form))
    if (xliff or given) and len(wanted) != 1:
        raise InputError("--xliff and --take-in are for one catalogue", remedy="Name one lesson and one language")
    worst = 0
    for work in wanted:
        worst = max(worst, translating.done(work, check=check, given=given))
        if xliff:
            translating.exported(work, xliff)
    return worst
