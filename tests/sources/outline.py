"""A lesson as text, a line a block: what a reader made of a source."""

from __future__ import annotations

from broadcast.lesson.model import Block, Code, Doing, Lesson, Note, Picture, Question, Said, Screen, Steps


def outline(lesson: Lesson) -> str:
    """Steps with `#`, then each block by its kind."""
    rows = []
    for step in lesson.steps:
        rows.append(f"# {step.title.text}")
        rows += [_block(block) for block in step.blocks]
    return "\n".join(rows) + "\n"


def _block(block: Block) -> str:
    match block:
        case Said(units) | Note(units) | Screen(units):
            return f"{type(block).__name__.lower()}: {' '.join(unit.text for unit in units)}"
        case Steps(entries):
            return f"steps: {' / '.join(' '.join(unit.text for unit in entry) for entry in entries)}"
        case Question():
            return f"ask: {' '.join(u.text for u in block.prompt)} → {' '.join(u.text for u in block.answer)}"
        case Code():
            return f"{block.language}: {' ⏎ '.join(block.source.split(chr(10)))}"
        case Picture():
            return f"picture {block.path}: {block.alt.text}"
        case Doing():
            return f"act: {' '.join(u.text for u in block.intro)} / {' / '.join(u.text for u in block.beats)}"
    return type(block).__name__.lower()
