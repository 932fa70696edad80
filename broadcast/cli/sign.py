"""`broadcast sign`: a signature for a package, and a key to make it with."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from broadcast.errors import InputError


@click.command("sign")
@click.argument("packages", nargs=-1, type=click.Path(path_type=Path), metavar="PACKAGE...")
@click.option("--key", type=click.Path(path_type=Path), metavar="FILE", help="The secret key that signs, one of minisign's.")
@click.option(
    "--new-key",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Make a key without a password, and FILE.pub for those who verify.",
)
def command(packages: tuple[Path, ...], key: Path | None, new_key: Path | None) -> int:
    """Sign the manifest of each package, for `broadcast verify --key` and for minisign.

    Keep the secret key where nobody else reads it; give the .pub file to whoever shall trust your packages.
    """
    from broadcast.delivery import signing

    if new_key:
        for path in signing.new_key(new_key):
            click.echo(str(path))
    key = key or new_key
    if key is None or not (packages or new_key):
        raise InputError("there is nothing to sign, or no key", remedy="Write `broadcast sign PACKAGE --key FILE`")
    if packages:
        secret = signing.secret_key(key, _password)
        for folder in packages:
            click.echo(str(signing.sign(folder, secret)))
    return 0


def _password() -> str:
    """Typed unseen on a terminal, else the first line of the standard input."""
    if sys.stdin.isatty():
        return str(click.prompt("Password of the key", hide_input=True, err=True))
    return sys.stdin.readline().rstrip("\n")
