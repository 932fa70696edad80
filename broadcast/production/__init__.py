"""One lesson in one language to one package: `orders.of` says what is wanted, `flow.produce` makes it.

orders.py    from what the user named to orders, with all that each depends on
choices.py   the media and languages that a call asks for
flow.py      the whole flow, from an order to a package; it imports voices, drawing and video, the others do not
"""
