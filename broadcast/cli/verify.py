"""`broadcast verify`: measure again what a package claims."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcast.errors import BroadcastError

if TYPE_CHECKING:
    from broadcast.delivery.minisign import PublicKey


@click.command("verify")
@click.argument("packages", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PACKAGE...")
@click.option("--key", metavar="PUB", help="Whoever must have signed: a public key of minisign, its file or its line.")
def command(packages: tuple[Path, ...], key: str | None) -> int:
    """Check every file's hash, and measure again: lengths, loudness, captions, keys, fonts, text. Status 1 where it differs.

    A zip of packages is looked into. A package that cannot be judged, one with an edited manifest, is told with status 2, and the others are still looked at.
    """
    from broadcast.delivery.signing import public_key

    public = public_key(key) if key else None
    return max(_either(path, public) for path in packages)


def _either(path: Path, key: PublicKey | None) -> int:
    """A package in its folder, or those of a zip."""
    from broadcast.delivery import archive, parcel

    if not path.is_file():
        return _told(path, path, key)
    try:
        with archive.unpacked(path) as folder:
            found = parcel.packages(folder, bags=True)
            beside = [path / name for name in parcel.beside(folder, found)]
            for name in beside:
                click.echo(f"  {name}: in no package", err=True)
            return max(int(bool(beside)), *(_told(inside, path / inside.relative_to(folder), key) for inside in found))
    except BroadcastError as error:
        return _refused(error, path, path)


def _refused(error: BroadcastError, folder: Path, shown: Path) -> int:
    click.echo(f"broadcast: {str(error).replace(str(folder), str(shown)).rstrip('.')}.", err=True)
    return error.status


def _told(folder: Path, shown: Path, key: PublicKey | None) -> int:
    from broadcast.delivery import signing
    from broadcast.delivery.verification import differences

    try:
        wrong = differences(folder)
        if key and (why := signing.wrong(folder, key)):
            wrong = (why, *wrong)
    except BroadcastError as error:
        return _refused(error, folder, shown)
    signed = f"; {said}" if (said := _signed(folder, key)) and not wrong else ""
    click.echo(f"{shown}: {'all as claimed' if not wrong else f'{len(wrong)} differ'}{signed}")
    for line in wrong:
        click.echo(f"  {line}", err=True)
    return 1 if wrong else 0


def _signed(folder: Path, key: PublicKey | None) -> str:
    from broadcast.delivery import signing

    if key:
        return f"signed by {key.name}"
    claimed = signing.signer(folder)
    return f"says it is signed by {claimed}, which --key would prove" if claimed else ""
