"""With `__init__.py` beside it this puts the checkout on the path: `from tests.sample import exemplar` works in every test."""

from __future__ import annotations

from hypothesis import settings

# No test is timed: machines are shared and noisy. The same examples every time, so that a red run can be repeated.
settings.register_profile("broadcast", deadline=None, derandomize=True)
settings.load_profile("broadcast")
