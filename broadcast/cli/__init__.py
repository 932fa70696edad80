"""The command line: the only place that knows click. One command a file, loaded when it is called.

Exit status 0: done and fit for air. 1: done, but a check says no. 2: the input or the call is wrong.
"""

from __future__ import annotations

import contextlib
import errno
import importlib
import keyword
import os
import signal
import sys
from typing import Any

import click

from broadcast import __version__
from broadcast.errors import BroadcastError, EnvironmentFault, disk_full

COMMANDS = {
    "build": "Make the package of a lesson: television, radio and paper.",
    "script": "Write the script as Markdown, to edit; `build` takes it back.",
    "check": "Say what is wrong with a lesson, rule by rule.",
    "import": "Write a lesson of another format as our own, with its translations.",
    "translate": "Make the catalogues that translators work in.",
    "season": "Make many lessons in many languages, and go on where it was stopped.",
    "verify": "Measure again what a package claims.",
    "sign": "Sign a package, for whoever verifies it.",
    "cache": "Look after the cached work: size, prune, verify, export, import.",
    "pack": "Pack packages to hand them over: zips, bags for an archive, a USB stick.",
    "languages": "List the languages.",
    "voices": "List the voice engines.",
    "formats": "List the formats.",
    "masters": "List the television masters that stations take.",
    "activities": "List the activities.",
    "schema": "Print the JSON Schema of a file in the package.",
}
"""Every command and its one line; to add one, write `cli/<name>.py` with a click command `command`, and a row here."""


class _Commands(click.Group):
    """Loads a command's file only when it is called, so that `--help` is quick."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = f"{name}_" if keyword.iskeyword(name) else name
        command: click.Command = importlib.import_module(f"broadcast.cli.{module}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="broadcast")
def main() -> None:
    """Lessons that teach coding, as television, radio and paper for classes without computers."""


def run(args: list[str] | None = None) -> None:
    """Run the command line and end the process with its status; never with a traceback."""
    raise SystemExit(status(args))


def status(args: list[str] | None = None) -> int:
    """Run the command line and return its exit status. A termination counts as an interruption."""
    _end_as_interrupt()
    try:
        result: Any = main.main(args=args, prog_name="broadcast", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.exceptions.Abort:
        return _say("stopped; nothing was left half-written", 2)
    except KeyboardInterrupt:
        return _say("stopped; nothing was left half-written", 2)
    except click.ClickException as error:
        error.show(sys.stderr)
        return 2
    except BroadcastError as error:
        for note in getattr(error, "__notes__", ()):
            click.echo(note, err=True)
        return _say(str(error), error.status)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        return _say(str(fault(error)), 2)
    except MemoryError:
        return _say("there is not enough memory for this. Close other programs or build one language at a time", 2)
    except Exception as error:
        if os.environ.get("BROADCAST_TRACEBACK"):
            raise
        place = _place(error)
        return _say(f"this should not have happened ({type(error).__name__} in {place}: {error}). Please report it", 2)


def fault(error: OSError) -> EnvironmentFault:
    """What the machine refused, as a sentence."""
    name = str(error.filename or "a file")
    if disk_full(error):
        return EnvironmentFault(
            f"the disk is full; {name} could not be written", remedy="Free some space and run the same command again"
        )
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return EnvironmentFault(f"{name} may not be read or written", remedy="Choose another folder with -o or change its rights")
    return EnvironmentFault(f"{name}: {error.strerror or error}")


def _place(error: Exception) -> str:
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    return f"{os.path.basename(trace.tb_frame.f_code.co_filename)}:{trace.tb_lineno}" if trace else "?"  # noqa: PTH119


def _say(sentence: str, code: int) -> int:
    click.echo(f"broadcast: {sentence.rstrip('.')}.", err=True)
    return code


def _end_as_interrupt() -> None:
    """SIGTERM ends like Ctrl-C, so that what is half-made is taken away."""

    def interrupt(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    with contextlib.suppress(ValueError):  # not the main thread
        signal.signal(signal.SIGTERM, interrupt)
