"""Packages on a store elsewhere (s3://bucket/folder, or any other that fsspec reaches): made here and put up whole.

    <url>/<lesson>/<tag>/…       as in a folder; the manifest goes first and comes last, so that who finds one finds what it lists

What is there already, by the manifest that is there, is not put up again.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from broadcast.artifact import default_root, key
from broadcast.artifact.opening import elsewhere
from broadcast.delivery import manifest

if TYPE_CHECKING:
    from broadcast.artifact.remote import Place


@dataclass(frozen=True, slots=True)
class Output:
    """Where packages go: a folder, and, for those that go further, an address."""

    folder: Path
    """Where they are made; for an address a folder of the cache, in which they stay, so that what is unchanged is known at once."""
    place: Place | None = None

    def put_up(self, package: Path) -> str:
        """Bring a package to where it goes; returns where it is."""
        if self.place is None:
            return str(package)
        name = package.relative_to(self.folder).as_posix()
        put_up(package, self.place, name)
        return f"{self.place.url.rstrip('/')}/{name}"


def output(where: str) -> Output:
    """A folder or an address, as the user names it; EnvironmentFault where an address may not be written to."""
    if not elsewhere(where):
        return Output(Path(where))
    from broadcast.artifact.remote import Place

    place = Place(where)
    place.check()
    return Output(default_root() / "packages" / key(where.rstrip("/"))[:16], place)


def put_up(package: Path, place: Place, name: str) -> None:
    """Put a package up as the folder `name`."""
    told = (package / manifest.NAME).read_bytes()
    found = place.read(f"{name}/{manifest.NAME}")
    wanted = {file.path: file.sha256 for file in manifest.read(package).files}
    if found != told:
        there = _listed(found)
        place.remove(f"{name}/{manifest.NAME}")
        place.remove(f"{name}/{manifest.SIGNATURE}")
        for path, sha in wanted.items():
            if there.get(path) != sha:
                place.write(f"{name}/{path}", package / path)
        for path in there.keys() - wanted.keys():
            place.remove(f"{name}/{path}")
        place.write(f"{name}/{manifest.NAME}", told)
    if (package / manifest.SIGNATURE).exists():
        place.write(f"{name}/{manifest.SIGNATURE}", package / manifest.SIGNATURE)


def _listed(found: bytes | None) -> dict[str, str]:
    """The files that a manifest there lists, with their hashes; none where it is no manifest. Nothing outside of the package."""
    try:
        files = manifest.Manifest.model_validate_json(found or b"").files
    except ValueError:
        return {}
    return {file.path: file.sha256 for file in files if ".." not in PurePosixPath(file.path).parts and file.path[:1] not in "/\\"}
