"""`broadcast verify`: measure again what a package claims."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("verify")
@click.argument("packages", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PACKAGE...")
def command(packages: tuple[Path, ...]) -> int:
    """Check every file's hash, and measure again: lengths, loudness, captions, keys, fonts, text. Status 1 where it differs."""
    from broadcast.delivery import manifest, quality
    from broadcast.episode import format as formats
    from broadcast.episode.model import Episode
    from broadcast.errors import InputError
    from broadcast.language.catalogue import messages
    from broadcast.tv import masters

    worst = 0
    for folder in packages:
        made = manifest.read(folder)
        wrong = list(manifest.altered(folder, made))
        if not wrong:
            try:
                episode = Episode.model_validate_json((folder / "episode.json").read_bytes())
            except (OSError, ValueError) as error:
                raise InputError(
                    "the episode cannot be read", file=str(folder / "episode.json"), remedy="Build the package again"
                ) from error
            claimed = quality.read(folder)
            name = made.inputs.get("master", "")
            master = masters.load(name) if name in masters.names() else None
            words = messages(made.language).toward(episode.audience)
            package = quality.Package(folder, episode, words, formats.load(made.format), master=master)
            found = [check for check in quality.examine(package) if check.file]
            wrong += [f"{check.check} of {check.file or 'the episode'}: {check.value}" for check in found if check not in claimed]
            wrong += [
                f"{check.check} of {check.file or 'the episode'}: {check.value} (limit {check.limit})"
                for check in claimed
                if not check.ok
            ]
        click.echo(f"{folder}: {'all as claimed' if not wrong else f'{len(wrong)} differ'}")
        for line in wrong:
            click.echo(f"  {line}", err=True)
        worst = max(worst, 1 if wrong else 0)
    return worst
