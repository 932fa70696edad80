"""Everything that is particular to a language: its messages, its words for numbers and code, its sentences."""
