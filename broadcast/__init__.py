"""Broadcast: lessons that teach coding, as television, radio and paper.

The way of the data, one folder a step:

    source ─ sources ─▶ Lesson ─ lesson.localise ─▶ Lesson in one language
                                     │ program: read, run safely, trace, say
                                     │ unplugged: items with proven answers, in boxes
                                     ▼
                          Episode: segments of cues ─ audio.speak, episode.fit ─▶ exact to its slot
                                     │            │           │
                                     tv         radio       paper
                                     └──────── delivery ───────┘  checks, manifest, index page

`production/flow.py` is that way as one short function; `outputs.py` is the table of everything it makes.
"""

__version__ = "0.1.0"
