"""The JSON Schemas of what a package holds for machines."""

from __future__ import annotations

from typing import Any

from pydantic import TypeAdapter

from broadcast.delivery.checks.figure import Check
from broadcast.delivery.manifest import Manifest
from broadcast.episode.model import Episode
from broadcast.errors import InputError
from broadcast.unplugged.model import Item

SCHEMAS: dict[str, tuple[TypeAdapter[Any], str]] = {
    "episode": (TypeAdapter(Episode), "episode.json: one lesson in one language and format, timed in samples at 48 kHz"),
    "items": (TypeAdapter(list[Item]), "items.json: every task with all its right answers and how they were proven"),
    "quality": (TypeAdapter(list[Check]), "quality.json: every check with its figure, limit and verdict"),
    "manifest": (TypeAdapter(Manifest), "manifest.json: every file with size and SHA-256, and what made it"),
}


def schema(name: str) -> dict[str, Any]:
    """The JSON Schema (2020-12) of `episode`, `items`, `quality` or `manifest`."""
    if name not in SCHEMAS:
        raise InputError(f"{name!r} has no schema", remedy=f"Use one of: {', '.join(SCHEMAS)}")
    adapter, title = SCHEMAS[name]
    made = adapter.json_schema(mode="serialization")
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made, "title": title}
