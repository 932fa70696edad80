"""Activities without computers: boxes on paper, items with proven answers, and how they are talked through.

    sheet.build(lesson, wanted, messages, seed) -> Sheet     with a file an activity in activities/
    prove.prove(item)                                        every answer again, from the item alone
    activities.ACTIVITIES                                    the table of them

What cannot be made or proven becomes a Refusal with its reason, never a wrong item.
"""
