"""What several commands ask for in the same way: lessons as orders."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from broadcast.delivery.order import Order
from broadcast.production import orders


def asked(paths: Iterable[Path], settings: orders.Settings) -> list[Order]:
    """The orders of these arguments; languages of `all` that are left out are told."""
    found: list[Order] = []
    for path in paths:
        each = orders.of(path, settings)
        for left in each.left_out:
            click.echo(f"{left.tag} is left out: {left.reason.what}", err=True)
        found += each.orders
    return found
