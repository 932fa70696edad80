"""The pieces of what is said: texts in quotation marks, signs, names, things in a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from broadcast.language.catalogue import Messages
from broadcast.language.numbers import number
from broadcast.language.phrase import Phrase, capital
from broadcast.program import colours
from broadcast.program.gloss_names import split

SIGNS = re.compile(r"([=+*/\\|<>_#@$^~&%])\1*")
"""Signs that a text may hold and that no voice says by itself."""
BRACKETS = re.compile(r"[()\[\]{}]")


class Texts:
    """Pieces in one language, with a lesson's words for names."""

    def __init__(self, messages: Messages, names: dict[str, str]) -> None:
        self.messages, self.names = messages, names

    def say(self, key: str, **slots: str | int | Phrase) -> Phrase:
        return self.messages.say(f"speech.{key}", **slots)

    def sequence(self, clauses: Sequence[Phrase]) -> Phrase:
        """Clauses one after the other: "forward two, turn right"."""
        done = clauses[0]
        for clause in clauses[1:]:
            done = self.say("next", first=done, rest=clause)
        return done

    def number(self, value: int) -> Phrase:
        return Phrase(text=str(value), spoken=number(value, "", self.messages.language))

    def listed(self, phrases: Sequence[Phrase]) -> Phrase:
        return self.sequence(phrases) if phrases else self.say("nothing")

    def told(self, phrases: Sequence[Phrase]) -> Phrase:
        """Values that are said one after the other."""
        if len(phrases) < 2:
            return self.listed(phrases)
        return self.say("and", first=self.sequence(phrases[:-1]), last=phrases[-1])

    def quoted(self, text: str) -> Phrase:
        """A text in the language's quotation marks, without marks of its own that would end it; its signs are said by name."""
        opening, closing = self.messages.language.quotes
        inside = " ".join(text.replace("`", "’").split()).replace(opening, "").replace(closing, "")
        plain = self.messages.plain(f"{opening}{inside}{closing}")
        if not any(letter.isalnum() for letter in inside):
            return Phrase(text=plain.text, spoken=self.signs(inside))
        bare = SIGNS.sub(lambda found: f" {self.signs(found[0])} ", BRACKETS.sub(" ", plain.spoken))
        spoken = " ".join(bare.split()).replace(f"{opening} ", opening).replace(f" {closing}", closing)
        return Phrase(text=plain.text, spoken=spoken)

    def signs(self, text: str) -> str:
        """Signs by their names; a row of equal ones is counted."""
        said = []
        for sign, run in groupby(text.replace(" ", "")):
            name, count = self.messages.language.signs.get(sign, sign), len(list(run))
            said.append(name if count == 1 else self.say("signs", count=count, value=name).spoken)
        return ", ".join(said)

    def thing(self, name: str) -> Phrase:
        """Something with a name: the mouse, a place by chance, a key, another sprite."""
        known = f"thing.{name.strip('_ ').casefold().replace(' ', '-')}"
        return self.say(known) if self.messages.has(f"speech.{known}") else self.detail(name)

    def colour(self, name: str) -> Phrase:
        """A colour by its name; one that is given by numbers by that of the nearest."""
        known = colours.nearest(name.strip().casefold())
        return self.say(f"colour.{known}") if known else self.detail(name)

    def detail(self, detail: str) -> Phrase:
        """A name out of a project, or the source's own words where there are none of ours."""
        words = " ".join(detail.replace("`", "’").split())
        if not any(letter.isalnum() for letter in words):
            return Phrase(text=words or "?", spoken=self.signs(words or "?"))
        plain = self.messages.plain(words)
        bare = SIGNS.sub(lambda found: f" {self.signs(found[0])} ", BRACKETS.sub(" ", plain.spoken))
        return Phrase(text=plain.text, spoken=" ".join(bare.split()))

    def name(self, name: str) -> Phrase:
        """A name of the program: printed as it is, said by the lesson's word for it or split into its own words."""
        said = self.names.get(name) or " ".join(split(name))
        return Phrase(text=name, spoken=self.messages.plain(capital(said, self.messages.language.tag)).spoken)
