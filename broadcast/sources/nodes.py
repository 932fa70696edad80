"""YAML with the line of each value, and nothing in it that could grow: aliases are not followed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from broadcast.errors import LessonError
from broadcast.sources.source import Source

MOST_DEEP = 40


@dataclass(frozen=True, slots=True)
class Node:
    """A value of a YAML file."""

    raw: yaml.Node | None

    @property
    def line(self) -> int:
        """Line of the file, from 1; of a text in block style that of its first row."""
        if self.raw is None:
            return 0
        return int(self.raw.start_mark.line) + 1 + self.block

    @property
    def block(self) -> bool:
        """Is it a text in block style, so that its rows are the file's?"""
        return isinstance(self.raw, yaml.ScalarNode) and self.raw.style in ("|", ">")

    @property
    def text(self) -> str:
        """Its words; empty for what is no scalar, and for null."""
        node = self.raw
        return str(node.value) if isinstance(node, yaml.ScalarNode) and node.tag != "tag:yaml.org,2002:null" else ""

    def items(self) -> Iterator[tuple[str, Node]]:
        """The entries of a mapping, in order."""
        if isinstance(self.raw, yaml.MappingNode):
            for key, value in self.raw.value:
                if isinstance(key, yaml.ScalarNode):
                    yield str(key.value), Node(value)

    def entries(self) -> Iterator[Node]:
        """The entries of a list."""
        if isinstance(self.raw, yaml.SequenceNode):
            yield from (Node(value) for value in self.raw.value)

    def get(self, name: str) -> Node:
        """An entry by its name; a node that holds nothing where there is none."""
        return next((value for key, value in self.items() if key == name), Node(None))

    def __bool__(self) -> bool:
        return self.raw is not None


def nodes(source: Source, name: str) -> Node:
    """The tree of a YAML file; LessonError where it is broken, has aliases or is nested too deeply."""
    file = source.file(name)
    text = source.text(name)
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        if "&" in text:
            _plain(text, file, loader)
        root = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        problem = getattr(error, "problem", None) or str(error).splitlines()[0]
        raise LessonError(
            f"the file is broken YAML: {problem}",
            file=file,
            line=mark.line + 1 if mark else 0,
            remedy="Correct it, or take it from its source again",
        ) from error
    except (RecursionError, ValueError) as error:
        raise LessonError("the file is broken YAML", file=file, remedy="Correct it, or take it from its source again") from error
    return Node(root)


def _plain(text: str, file: str, loader: type[yaml.SafeLoader]) -> None:
    depth = 0
    for event in yaml.parse(text, Loader=loader):
        line = event.start_mark.line + 1 if event.start_mark else 0
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if isinstance(event, yaml.AliasEvent) or depth > MOST_DEEP:
            what = "has an alias (*name)" if isinstance(event, yaml.AliasEvent) else "is nested too deeply"
            raise LessonError(f"the file {what}", file=file, line=line, remedy="Write the values out")
