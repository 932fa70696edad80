"""Paper: the worksheet, its answers and the facilitator's guide, black on white.

    boxes     one numbered box: what it takes, and how it is drawn
    packing   boxes in numeric order on sheets, two beside each other where they are narrow
    sheet     a page's head, foot and packed boxes
    worksheet, answers, guide     the three documents of a lesson
    first_day     two sides for who leads a class for the first time, in packages for facilitators

What stands on paper follows from the episode's boxes alone; times are printed where the episode has them.
"""

from broadcast.paper.answers import answers
from broadcast.paper.first_day import first_day
from broadcast.paper.guide import guide
from broadcast.paper.sheet import Made
from broadcast.paper.worksheet import worksheet

__all__ = ["Made", "answers", "first_day", "guide", "worksheet"]
