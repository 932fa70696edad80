"""With `__init__.py` beside it this puts the checkout on the path: `from tests.sample import exemplar` works in every test."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import settings

from tests import packages

# No test is timed: machines are shared and noisy. The same examples every time, so that a red run can be repeated.
settings.register_profile("broadcast", deadline=None, derandomize=True)
settings.load_profile("broadcast")


@pytest.fixture(scope="session")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Cached work that the slow tests share."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory, cache: Path) -> dict[tuple[str, str, str], Path]:
    """(format, lesson, language) → package: our lessons in both languages for five minutes, one for each longer format, and the
    two that teach how to take part for fifteen minutes in the language that speaks longer."""
    out = tmp_path_factory.mktemp("out")
    found: dict[tuple[str, str, str], Path] = {}
    wanted = [("demo-5", packages.LESSONS, packages.LANGUAGES)]
    wanted += [(form, packages.LESSONS[:1], ("en",)) for form in ("simulcast-15", "radio-15", "radio-5", "radio-25", "tv-15")]
    wanted += [("simulcast-15", packages.LESSONS[2:], ("es-419",))]
    for form, lessons, tags in wanted:
        paths = [packages.ROOT / "scripts_src" / name for name in lessons]
        options = [part for tag in tags for part in ("-l", tag)]
        done = packages.broadcast("build", *paths, *options, "-f", form, "-o", out / form, cache=cache)
        assert done.status == 0, f"{form}: {done.err}"
        found |= {(form, name, tag): out / form / name / tag for name in lessons for tag in tags}
    return found
