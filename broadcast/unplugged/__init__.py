"""Activities without computers: boxes on paper, items with proven answers, and how they are talked through.

    build(lesson, wanted, messages, seed) -> Sheet     sheet.py, with a file an activity in activities/
    prove(item)                                        prove.py: every answer again, from the item alone
    ACTIVITIES                                         the table of them, in activities/

What cannot be made or proven becomes a Refusal with its reason, never a wrong item.
"""

from __future__ import annotations

from broadcast.unplugged.activities import ACTIVITIES
from broadcast.unplugged.prove import prove
from broadcast.unplugged.sheet import Sheet, build
from broadcast.unplugged.stage import Request

__all__ = ["ACTIVITIES", "Request", "Sheet", "build", "prove"]
