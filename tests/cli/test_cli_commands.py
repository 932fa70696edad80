"""Every command has help and is documented; lists come as tables and as JSON."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest

from broadcast.cli import COMMANDS, main, status


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_help_and_every_option_a_word(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    command = main.get_command(click.Context(main), name)
    assert command is not None
    assert command.help
    for option in command.params:
        if isinstance(option, click.Option):
            assert option.help, f"{name} {option.name} says nothing"
    assert status([name, "--help"]) == 0
    assert name in capsys.readouterr().out


def test_the_readme_names_every_command() -> None:
    readme = (Path(__file__).resolve().parents[2] / "README.md").read_text("utf-8")
    assert [name for name in COMMANDS if name not in readme] == []


@pytest.mark.parametrize("name", ["formats", "languages", "voices", "activities"])
def test_lists_come_as_tables_and_as_json(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert status([name, "--json"]) == 0
    rows = json.loads(capsys.readouterr().out)
    assert status([name]) == 0
    table = capsys.readouterr().out.splitlines()
    assert len(table) == len(rows) + 1
    for row, line in zip(rows, table[1:], strict=True):
        assert line.startswith(str(next(iter(row.values()))))


@pytest.mark.parametrize("name", ["episode", "items", "quality", "manifest"])
def test_schemas_are_schemas(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["schema", name]) == 0
    assert "$schema" in json.loads(capsys.readouterr().out)


def test_no_command_and_wrong_options_are_calls_that_are_wrong(capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["bild"]) == 2
    assert status(["build"]) == 2
    assert status(["formats", "--yaml"]) == 2
    assert "Traceback" not in capsys.readouterr().err
