"""A lesson as data: its model, its sentences with their ids, its translation."""
