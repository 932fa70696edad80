"""Rules about words: each looks for what the language's own lists name (`[rules]` in `media/languages/<tag>.toml`)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from broadcast.episode.rules.finding import Saying, Spot, Subject, matches
from broadcast.language.counting import alone, words

ADDRESS = re.compile(
    r"https?://\S+|\bwww\.\S+|\b[\w.+-]+@[\w-]+\.\w+"
    r"|\b(?!Code\.org(?![\w/]))[\w-]+\.(?:com|org|net|edu|gov|io|info|html?|php|py|js|txt|pdf|docx?|xlsx?|pptx?|csv|json|png|jpe?g|gif|svg|mp[34]|wav|zip|exe|sb3)\b"
    r"|\b[A-Za-z]:\\\S+|(?<!\w)~?/\w+/\S+",
    re.IGNORECASE,
)
"""URL, e-mail, file name, path. Code.org is a name."""
PAUSE = re.compile(r"[:;：；]\s+|(?<=[\u0e00-\u0e7f])\s+(?=[\u0e00-\u0e45“])")
"""Where a voice stops although the sentence goes on: what is before and after it is heard as two. In Thai a blank is such a place."""


def screen(subject: Subject) -> Iterator[Spot]:
    return _listed(subject, "pointing", "screen")


def greeting(subject: Subject) -> Iterator[Spot]:
    return _listed(subject, "greeting")


def dated(subject: Subject) -> Iterator[Spot]:
    return _listed(subject, "dated")


def unsafe(subject: Subject) -> Iterator[Spot]:
    return _listed(subject, "unsafe")


def you_are_right(subject: Subject) -> Iterator[Spot]:
    return _listed(subject, "right")


def _listed(subject: Subject, *keys: str) -> Iterator[Spot]:
    """One finding a saying: the first words of it that the lists name."""
    for saying in subject.sayings:
        found = next(filter(None, (subject.found(key, saying.text) for key in keys)), "")
        if found:
            yield Spot.at(saying, f"“{found.strip()}”")


def address(subject: Subject) -> Iterator[Spot]:
    for saying in subject.sayings:
        if match := ADDRESS.search(saying.text):
            yield Spot.at(saying, f"“{match[0].rstrip('.,;:!?)')}”")


def yes_no(subject: Subject) -> Iterator[Spot]:
    for saying in subject.sayings:
        for sentence in saying.sentences:
            if is_yes_no(sentence, subject):
                yield Spot.at(saying, f"“{sentence}”")
                break


def is_yes_no(sentence: str, subject: Subject) -> bool:
    """Can it be answered with yes or no? A choice (“left or right?”) cannot."""
    if not sentence.rstrip('”"»)').endswith(("?", "？")):
        return False
    rules = subject.language.rules
    return any(matches(rules.get("yesno", ()), sentence)) and not any(matches(rules.get("choice", ()), sentence))


def long_sentence(subject: Subject) -> Iterator[Spot]:
    most = most_words(subject)
    for saying in subject.sayings:
        if saying.to == "pupils" and saying.kind not in ("material", "picture"):
            for piece in (piece for sentence in saying.sentences for piece in PAUSE.split(sentence)):
                if (count := len(words(piece))) > most:
                    yield Spot.at(saying, f"{count} words where {most} are enough, “{_start(piece)}”")


def most_words(subject: Subject) -> int:
    """Words that a sentence may have for the oldest of the ages: a class listens to what its oldest can take."""
    table = sorted(subject.language.sentence_words)
    return next((most for age, most in table if subject.ages[1] <= age), table[-1][1])


def _start(text: str, letters: int = 40) -> str:
    return text if len(text) <= letters else text[:letters].rsplit(" ", 1)[0] + " …"


def too_early(subject: Subject) -> Iterator[Spot]:
    """A term is said in an earlier part than the sentence that explains it; in an episode also one that nothing explains.

    In the same part the thing may be met first and named after.
    """
    for word, meaning in _terms(subject):
        using = _using(subject, word)
        teaching = next((saying for saying in using if _teaches(_around(subject, saying), meaning)), None)
        if not using or (teaching is None and subject.episode is None):
            continue
        if teaching is None:
            yield Spot.at(using[0], f"“{word}” is never explained")
        elif using[0].group.split("/")[0] != teaching.group.split("/")[0]:
            yield Spot.at(using[0], f"“{word}”")


def unexplained(subject: Subject, word: str, meaning: str) -> Saying | None:
    """The first sentence that has a word, where none that has it says what it means."""
    using = _using(subject, word)
    return using[0] if using and not any(_teaches(_around(subject, saying), meaning) for saying in using) else None


def _using(subject: Subject, word: str) -> list[Saying]:
    """The sentences that have a word, as it is or with an ending that it takes."""
    pattern = re.compile(alone(word, subject.language.particles or "s|es"), re.IGNORECASE)
    told = (saying for saying in subject.sayings if saying.kind not in ("material", "meaning"))
    return [saying for saying in told if pattern.search(_plain(subject, saying))]


def _terms(subject: Subject) -> list[tuple[str, str]]:
    if subject.lesson is not None:
        return [(term.word.text, term.meaning.text) for term in subject.lesson.vocabulary]
    return [(term.word, term.meaning) for term in subject.episode.vocabulary] if subject.episode else []


def _plain(subject: Subject, saying: Saying) -> str:
    """The text without phrases in which a word means something else (a radio *programa*)."""
    text = saying.text
    for pattern in subject.language.rules.get("homonyms", ()):
        text = re.sub(pattern, " ", text, flags=re.IGNORECASE)
    return text


def _around(subject: Subject, saying: Saying) -> str:
    """A cue, or the whole paragraph of a lesson's sentence."""
    if subject.episode:
        return saying.text
    return " ".join(other.text for other in subject.sayings if other.group == saying.group)


def _teaches(text: str, meaning: str) -> bool:
    """Does it say half of the meaning's longer words?"""
    wanted = {word.casefold() for word in words(meaning) if len(word) > 3} or {word.casefold() for word in words(meaning)}
    said = {word.casefold() for word in words(text)}
    return 2 * len(wanted & said) >= len(wanted)
