"""What several commands ask for in the same way: lessons as orders."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from broadcast.delivery.order import Order
from broadcast.production import orders


def asked(paths: Iterable[Path], settings: orders.Settings) -> list[Order]:
    """The orders of these arguments; languages of `all` that are left out are told."""
    return [order for path in paths for order in told(orders.of(path, settings))]


def told(each: orders.Asked) -> tuple[Order, ...]:
    """The orders of one argument, after its languages that are left out are told."""
    for left in each.left_out:
        click.echo(f"{left.tag} is left out: {left.reason.what}", err=True)
    return each.orders
