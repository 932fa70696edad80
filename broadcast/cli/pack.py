"""`broadcast pack`: packages as files and folders to hand over."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from broadcast.cli.caching import kept
from broadcast.errors import InputError

if TYPE_CHECKING:
    from broadcast.artifact import Store
    from broadcast.delivery.parcel import Parcel


@click.command("pack")
@click.argument("packages", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="PACKAGE...")
@click.option("--zip", "as_zip", is_flag=True, help="Each package in one file, the same bytes each time; with --bag: each bag.")
@click.option("--bag", "as_bag", is_flag=True, help="Each package as a BagIt bag, which archives take in.")
@click.option(
    "--usb",
    is_flag=True,
    help="All packages as one folder, usb, for a stick or a school's server: pages, small sound and film, paper.",
)
@click.option(
    "--kolibri", is_flag=True, help="All packages as channels for Kolibri, a language each, in folders that ricecooker reads."
)
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path), metavar="DIR", help="Where to put them.")
@kept
def command(
    packages: tuple[Path, ...],
    as_zip: bool,
    as_bag: bool,
    usb: bool,
    kolibri: bool,
    output: Path,
    cache: str | None,
    cache_size: str | None,
) -> int:
    """Pack packages, or all that lie below a folder, to hand them over. One that is not as it was made is refused.

    Status 1 where an episode on a stick takes more than 25 MB.
    """
    from broadcast.artifact import opened
    from broadcast.delivery.parcel import parcels

    if (as_zip or as_bag) + usb + kolibri != 1:
        raise InputError("it is not said what to make of the packages", remedy="Say --zip, --bag or both, or --usb, or --kolibri")
    found = parcels(packages)
    for parcel in found:
        if output.resolve().is_relative_to(parcel.folder):
            raise InputError("this folder lies in a package", file=str(output), remedy="Choose another with -o")
    if usb or kolibri:
        return _together(found, output, "usb" if usb else "kolibri", opened(cache, cache_size))
    for parcel in found:
        click.echo(str(_packed(parcel, output, as_zip, as_bag)))
    return 0


def _packed(parcel: Parcel, output: Path, as_zip: bool, as_bag: bool) -> Path:
    from broadcast.delivery import archive, package
    from broadcast.delivery.bag import bag
    from broadcast.delivery.parcel import BAG, entries

    made = bag(parcel) if as_bag else entries(parcel, parcel.name)
    target = output / (f"{parcel.name}.bag.zip" if as_bag else f"{parcel.name}.zip")
    if as_zip:
        archive.write(target, made)
        return target
    target = output / parcel.name
    with package.fresh_folder(target, BAG) as new:
        for entry in made:
            path = new / entry.name.removeprefix(f"{parcel.name}/")
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                entry.write(file)
    return target


def _together(found: tuple[Parcel, ...], output: Path, name: str, store: Store) -> int:
    from broadcast.delivery import kolibri, package, stick
    from broadcast.delivery.parcel import SUMS

    make = {"usb": stick.stick, "kolibri": kolibri.kolibri}[name]
    with package.fresh_folder(output / name, SUMS) as new:
        made = make(new, found, store, lambda name: click.echo(f"{name}: made", err=True))
    for one in made:
        click.echo(f"{output / name / one.name}: {one.size / 1e6:.1f} MB{'' if one.fits else ', more than 25 MB'}")
    return 0 if all(one.fits for one in made) else 1
