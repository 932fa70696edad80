"""A folder of languages of one's own: the English and Spanish files, to be spoiled or added to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from broadcast.assets import media
from broadcast.language import catalogue, model


@pytest.fixture
def own_media(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """`languages/` with en and es-419, which the program reads in place of its own."""
    folder = tmp_path / "media" / "languages"
    folder.mkdir(parents=True)
    for tag in ("en", "es-419"):
        for kind in ("toml", "po"):
            shutil.copy(media() / "languages" / f"{tag}.{kind}", folder)
    monkeypatch.setattr(model, "media", lambda: folder.parent)
    forget()
    yield folder
    forget()


def forget() -> None:
    """What was read of the languages is read again."""
    model.reread()
    catalogue.messages.cache_clear()
    catalogue.entries.cache_clear()
