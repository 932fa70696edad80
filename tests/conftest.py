"""With `__init__.py` beside it this puts the checkout on the path: `from tests.sample import exemplar` works in every test."""
