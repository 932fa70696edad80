"""Rules for a good script: what `broadcast check` says.

    check(lesson or episode, messages, format) -> findings

A lesson is checked before it is planned, so that a finding has its line; an episode by its cues. To add a rule, write
a function that yields a `Spot` for each place it finds, and add a row to RULES; words it looks for go into
`media/languages/<tag>.toml` under `[rules]`, as regular expressions. Codes are never used again for something else.
"""

from __future__ import annotations

from broadcast.episode.format import Format
from broadcast.episode.model import Episode
from broadcast.episode.rules import pace, questions, sayings, sheet, slots, wording
from broadcast.episode.rules.finding import Finding, Rule, Severity, Subject
from broadcast.episode.rules.responses import Response, estimated, responses, responses_a_minute, timeline, without_sheet
from broadcast.language.catalogue import Messages
from broadcast.lesson.model import Lesson

__all__ = [
    "RULES",
    "Finding",
    "Response",
    "Rule",
    "Severity",
    "check",
    "estimated",
    "responses",
    "responses_a_minute",
    "subject_of",
    "timeline",
    "without_sheet",
]

RULES: tuple[Rule, ...] = (
    # questions and answers
    Rule(
        "B101",
        "open-question",
        "A question without a wait or a place for its answer",
        "Give it a wait and the answer directly after it, or say where the answer comes",
        questions.open_question,
    ),
    Rule("B102", "yes-no", "A question that yes or no answers", "Ask what, where, which or how many", wording.yes_no),
    Rule(
        "B103",
        "short-wait",
        "A wait shorter than its task needs",
        "Give it more time, or ask for a voice instead of a pencil",
        questions.short_wait,
    ),
    Rule(
        "B104",
        "you-are-right",
        "It praises a child that the voice cannot see",
        "Say “that's right” after the answer itself",
        wording.you_are_right,
    ),
    Rule(
        "B105",
        "music-in-question",
        "Music between a question and its answer",
        "Keep music outside of what is taught; a wait has its own bed",
        questions.music_in_question,
    ),
    # words
    Rule("B201", "screen-words", "Words that point at a screen", "Say what is there, or name the box", wording.screen),
    Rule("B202", "greeting-by-hour", "A greeting by the time of day", "Say hello: nobody knows when it airs", wording.greeting),
    Rule(
        "B203", "dated", "Words that date the programme", "Leave the day out, or say “last time” and “next time”", wording.dated
    ),
    Rule("B204", "long-sentence", "A sentence too long for the age", "Cut it at its clauses", wording.long_sentence),
    Rule("B205", "address", "An address that would be read out", "Move it to a note for the teacher (`> `)", wording.address),
    Rule(
        "B206",
        "untaught-term",
        "A word of the vocabulary before it is explained",
        "Explain it first, in the words of its meaning",
        wording.too_early,
    ),
    Rule(
        "B207",
        "unsafe",
        "A task that is not safe in a full room",
        "Let the class do it small, at its place, with eyes open and nothing sharp or hot",
        wording.unsafe,
    ),
    # time
    Rule(
        "B301",
        "long-talk",
        "Too long without a response of the class",
        "Put a question, a command or a task in between",
        pace.long_talk,
    ),
    Rule("B302", "dead-air", "Nothing is heard", "Let the bed play on, or close the gap", pace.dead_air),
    Rule("B303", "repeated", "The same sentence more than three times", "Say it in other words, or leave it out", pace.repeated),
    # paper and room
    Rule(
        "B401",
        "answer-on-sheet",
        "An answer that stands on the sheet",
        "Leave its place empty and keep the answer for the key",
        sheet.answer_on_sheet,
    ),
    Rule(
        "B402",
        "needs-sheet",
        "Too much of it needs the worksheet",
        "Give more questions a form without the sheet: voice, stones, floor",
        sheet.share,
    ),
    Rule(
        "B403",
        "box-order",
        "The boxes are not met in their order",
        "Number the boxes as the episode comes to them",
        sheet.box_order,
    ),
    Rule("B404", "no-room", "A text that no slot can hold", "Make it shorter, or fill it in", slots.no_room),
)


def check(subject: Lesson | Episode, messages: Messages, format: Format, *, file: str = "") -> tuple[Finding, ...]:
    """Everything that the rules find, in order of lines and cues. `file` names an episode's source; a lesson knows its own."""
    seen = subject_of(subject, messages, format)
    named = file or (subject.file if isinstance(subject, Lesson) else "")
    found = [finding for rule in RULES for finding in rule.findings(seen, named)]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (one.line if seen.lesson else one.cue, one.code, one.message)))


def subject_of(subject: Lesson | Episode, messages: Messages, format: Format) -> Subject:
    """What a rule looks at."""
    if isinstance(subject, Lesson):
        return Subject(sayings.of_lesson(subject), messages.language, format, subject.ages, lesson=subject)
    return Subject(sayings.of_episode(subject), messages.language, format, subject.ages, episode=subject)
