"""Concepts and exercises of Exercism: `introduction.md` beside `about.md`, or `.docs/instructions.md` with an introduction and hints.

Their Markdown has notes in fences (`~~~~exercism/note`).
"""

from __future__ import annotations

import re

from broadcast.sources.reading import Reading, drafted
from broadcast.sources.source import Source
from broadcast.sources.transcript import Transcript, labelled

NOTE = re.compile(r"^\s*~{3,}exercism/(\w+)\s*$")
CLOSING = re.compile(r"^\s*~{3,}\s*$")
FENCE = re.compile(r"^\s*```")
CREDITS = "Exercism"


def recognises(source: Source) -> bool:
    """A concept has an introduction and more about it, an exercise its instructions in `.docs`."""
    return any(_parts(source, folder) for folder in _folders(source))


def read(source: Source) -> Reading:
    """The lesson of the first concept or exercise; its texts are its steps, hints go into the guide."""
    folder = next(folder for folder in _folders(source) if _parts(source, folder))
    out = Transcript(source, "en")
    data = source.json(f"{folder}.meta/config.json") if source.has(f"{folder}.meta/config.json") else {}
    authors = data.get("authors") if isinstance(data, dict) else None
    name = folder.strip("/").rpartition("/")[2] or source.root.resolve().name
    words = re.sub(r"[-_]+", " ", name)
    names = ", ".join(str(author) for author in authors) if isinstance(authors, list) else ""
    out.front = labelled(
        {"title": words[:1].upper() + words[1:], "licence": "MIT", "credits": f"{CREDITS}: {names}" if names else CREDITS}
    )
    for part, title in _parts(source, folder):
        _part(out, part, title)
    return drafted(source.root.resolve().name, [out])


def _folders(source: Source) -> list[str]:
    found = {name.rpartition("/")[0].removesuffix(".docs").rstrip("/") for name in source.files if name.endswith(".md")}
    return [f"{folder}/" if folder else "" for folder in sorted(found)]


def _parts(source: Source, folder: str) -> list[tuple[str, str]]:
    """(file, title of its step), in the order in which they are taught; nothing where this is neither a concept nor an exercise."""
    concept = [(f"{folder}about.md", "About"), (f"{folder}introduction.md", "Introduction")]
    if all(source.has(name) for name, _ in concept):
        return concept[:1]  # what the introduction says, and more
    if not source.has(f"{folder}.docs/instructions.md"):
        return []
    every = [("introduction", "Introduction"), ("instructions", "Instructions"), ("hints", "Hints")]
    return [(f"{folder}.docs/{name}.md", title) for name, title in every if source.has(f"{folder}.docs/{name}.md")]


def _part(out: Transcript, name: str, title: str) -> None:
    rows = out.source.text(name).split("\n")
    hints = name.endswith("hints.md")
    text: list[str] = []
    note: list[str] | None = None
    begin = 1

    def close(line: int) -> None:
        nonlocal begin
        body = "\n".join(text)
        if body.strip():
            (out.note if hints else out.text)(body, (name, begin))
        text.clear()
        begin = line + 1

    if hints or not any(re.match(r"#{1,2}\s", row) for row in rows):
        out.heading(title, (name, 1))
    fenced = False
    for number, row in enumerate(rows, 1):
        fenced ^= bool(FENCE.match(row))
        if fenced:
            text.append(row)
        elif note is not None:
            if CLOSING.match(row):
                out.note("\n".join(note), (name, begin))
                note, begin = None, number + 1
            else:
                note.append(row)
        elif NOTE.match(row):
            close(number)
            note = []
        else:
            text.append(re.sub(r"^#{1,2}\s+", "" if hints else "## ", row))
    close(len(rows))
