"""What `broadcast check` says of a season."""

from __future__ import annotations

import json
from pathlib import Path

import click

from broadcast.cli.table import show
from broadcast.season.file import load
from broadcast.season.scope import scope


def checked(path: Path, as_json: bool) -> int:
    """Print the tables and the findings; 1 where there is one."""
    found = scope(load(path))
    if as_json:
        told = {
            "season": str(path),
            "sequence": found.rows,
            "codes": found.codes,
            "findings": [each.model_dump() for each in found.findings],
        }
        click.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        show(found.rows, False)
        if found.codes:
            click.echo()
        show(found.codes, False)
        for each in found.findings:
            click.echo(str(each))
        click.echo(f"{len(found.findings)} findings" if found.findings else "nothing to say", err=True)
    return 1 if found.findings else 0
