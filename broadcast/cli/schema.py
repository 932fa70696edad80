"""`broadcast schema`."""

from __future__ import annotations

import json

import click


@click.command("schema")
@click.argument("name", type=click.Choice(["episode", "items", "quality", "manifest"]))
def command(name: str) -> None:
    """Print the JSON Schema of episode, items, quality or manifest."""
    from broadcast.delivery.schema import schema

    click.echo(json.dumps(schema(name), ensure_ascii=False, indent=2))
