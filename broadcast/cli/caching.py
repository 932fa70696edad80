"""The options of every command that keeps what it made."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

F = TypeVar("F", bound=Callable[..., Any])


def kept(command: F) -> F:
    """Where cached work lies, and how much of it: what `artifact.opened` takes."""
    size = click.option(
        "--cache-size", metavar="SIZE", help="What the cache may hold, like 500M. Default: $BROADCAST_CACHE_SIZE, else 20G."
    )
    place = click.option("--cache", metavar="DIR_OR_URL", help="Folder for cached work, or a store like s3://bucket/folder.")
    return place(size(command))
