"""Programs of real lessons that others wrote: how many are read, run, proven and said, and why the rest are not.

    python -m tests.program.corpus [ROW…]      prints the table, then every reason

To add a row: a function that yields the `Piece`s of a kind of source out of the corpus' folder, and a line in `ROWS`.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from broadcast.errors import BroadcastError
from broadcast.language.catalogue import messages
from broadcast.lesson.model import Code, World
from broadcast.program import Program, read, speak
from broadcast.program.engines import compare
from tests.program import corpus_blocks

CORPUS = next(
    (parent / "shared" / "corpus" for parent in Path(__file__).parents if (parent / "shared" / "corpus").is_dir()),
    Path("shared/corpus"),
)
NO_PROGRAM = {
    **corpus_blocks.NO_PROGRAM,
    "no program": "a shell's command, or what a program prints",
    "with gaps": "gaps to fill in",
    "without its block": "the first line of a block alone",
    "cannot read": "broken on purpose: no Python reads it",
    "set_of_statements": "a pattern, no program",
}
"""What an error says of a fence that holds no program at all, and what such a fence is."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One program of a lesson."""

    place: str
    """File and line."""
    read: Callable[[], Program]
    """Reads it; BroadcastError where it cannot be read."""
    world: World | None = None
    inputs: tuple[str, ...] = ()
    source: str = ""
    before: tuple[str, ...] = ()
    """Programs of the same page before it, which it may go on from (a fence that `continues`)."""


@dataclass(slots=True)
class Row:
    """What became of the programs of one kind."""

    name: str
    pieces: int = 0
    none: Counter[str] = field(default_factory=Counter)
    """What is no program at all: why → how many."""
    read: int = 0
    ended: int = 0
    """Run to their end."""
    together: int = 0
    """Run to their end, alone or with what stands before them on the page."""
    proven: int = 0
    """Both engines say the same."""
    said: int = 0
    """Spoken, every line of them."""
    refused: Counter[str] = field(default_factory=Counter)
    """Programs that are not read: why → how many."""
    stopped: Counter[str] = field(default_factory=Counter)
    """Programs that are read and have no proven answer: why → how many."""
    places: dict[str, str] = field(default_factory=dict)
    """A place for each reason."""

    @property
    def programs(self) -> int:
        return self.pieces - sum(self.none.values())


def fences(folder: str, languages: tuple[str, ...] = ("python", "python3", "py")) -> Iterator[Piece]:
    """Fences of Markdown that say they are Python."""
    for path in sorted((CORPUS / folder).rglob("*.md")):
        before: list[str] = []
        lines = path.read_text("utf-8").split("\n")
        for at, line in enumerate(lines):
            opened = re.match(r"(\s*)(`{3,}|~{3,})\s*\{?\.?([\w-]*)", line)
            if opened and opened[3] in languages:
                end = next(
                    (later for later in range(at + 1, len(lines)) if lines[later].strip().startswith(opened[2])), len(lines)
                )
                source = "\n".join(inner.removeprefix(opened[1]) for inner in lines[at + 1 : end]) + "\n"
                place = f"{path.relative_to(CORPUS)}:{at + 1}"
                yield Piece(place, partial(read, Code(place, "python", source, at + 1)), source=source, before=tuple(before))
                before.append(source)


def cells(folder: str) -> Iterator[Piece]:
    """Code cells of notebooks, of both formats."""
    for path in sorted((CORPUS / folder).rglob("*.ipynb")):
        book = json.loads(path.read_text("utf-8"))
        for at, cell in enumerate(book.get("cells") or [cell for sheet in book["worksheets"] for cell in sheet["cells"]], 1):
            source = "".join(cell.get("source") or cell.get("input") or ())
            if cell["cell_type"] == "code" and source.strip():
                place = f"{path.relative_to(CORPUS)}:cell {at}"
                yield Piece(place, partial(read, Code(place, "python", source, 0)))


def blocks(name: str) -> Iterator[Piece]:
    """Sources made of blocks, each with the world that it brings."""
    for place, code in corpus_blocks.SOURCES[name](CORPUS):
        yield Piece(place, partial(read, code), corpus_blocks.world(code))


ROWS: dict[str, Callable[[], Iterator[Piece]]] = {
    "Django Girls, seven languages": lambda: fences("honkit-djangogirls"),
    "Carpentries": lambda: fences("carpentries"),
    "Exercism": lambda: fences("exercism"),
    "Jupyter": lambda: cells("jupyter"),
    **{name: partial(blocks, name) for name in corpus_blocks.SOURCES},
}


def measured(name: str) -> Row:
    """One row of the table."""
    row, english = Row(name), messages("en")
    for piece in ROWS[name]():
        row.pieces += 1
        try:
            program = piece.read()
        except BroadcastError as error:
            why = next((kind for mark, kind in NO_PROGRAM.items() if mark in str(error)), "")
            (row.none if why else row.refused)[why or error.what] += 1
            row.places.setdefault(why or error.what, f"{piece.place} (line {error.line}): {error.what}")
            continue
        row.read += 1
        speech = speak(program, english)
        row.said += {line for line, _ in speech.each} == set(range(1, program.length + 1))
        agreement = compare(program, world=piece.world, inputs=piece.inputs)
        row.ended += agreement.trace.done
        row.together += agreement.trace.done or _goes_on(piece)
        row.proven += agreement.ok
        if not agreement.ok:
            why = reason(agreement.why)
            row.stopped[why] += 1
            row.places.setdefault(why, f"{piece.place}: {agreement.why}")
    return row


def _goes_on(piece: Piece) -> bool:
    """Does it come to its end behind the programs before it: behind the last one, the last two …?"""
    for first in range(len(piece.before) - 1, -1, -1):
        source = "".join([*piece.before[first:], piece.source])
        try:
            agreement = compare(read(Code(piece.place, "python", source, 0)), inputs=piece.inputs)
        except BroadcastError:
            continue  # something between them is no program
        if agreement.ok and agreement.trace.done:
            return True
    return False


def reason(why: str) -> str:
    """A reason without the names of one program."""
    why = re.sub(r"line \d+: ", "", why)
    why = re.sub(r"\S+ has no value yet", "a name has no value: the fence goes on from another", why)
    return re.sub(r"'[^']*'|\d+", "…", why)


def table(rows: list[Row]) -> str:
    heads = ("", "fences", "no program", "programs", "read", "ended", "with those before", "proven", "said")
    body = [
        (row.name, row.pieces, sum(row.none.values()), row.programs, share(row.read, row.programs), share(row.ended, row.read), share(row.together, row.read), share(row.proven, row.read), share(row.said, row.read))
        for row in rows
    ]  # fmt: skip
    cells = [heads, *(tuple(map(str, line)) for line in body)]
    widths = [max(len(line[at]) for line in cells) for at in range(len(heads))]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in cells)


def share(part: int, whole: int) -> str:
    return f"{part} ({part / whole:.0%})" if whole else "-"


def main() -> None:
    rows = [measured(name) for name in sys.argv[1:] or ROWS]
    print(table(rows))
    for row in rows:
        for title, reasons in (("no program", row.none), ("not read", row.refused), ("no answer", row.stopped)):
            for why, count in reasons.most_common():
                print(f"{row.name}: {title}: {count} × {why}   [{row.places[why]}]")


if __name__ == "__main__":
    main()
