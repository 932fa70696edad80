"""How fast and how high each language's two roles speak, on the program's own sentences.

    python tests/bench/voices.py [TAG …]

`words` are counted as the program counts them (Thai and Chinese: of the dictionary), `syllables` by the vowels that are written, or by
letters where each is one. Time is that of finished speech: what is heard from the first sound to the last, pauses inside included. `clipped` is the
share of samples at full scale, before levelling. For children: about four syllables a second, English 120–135 words a minute with the
pauses between cues; 200–220 Chinese characters.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from broadcast.audio.speech import finished
from broadcast.audio.voices import ROLES, VOICES
from broadcast.audio.voices.engine import Utterance
from broadcast.audio.voices.thai import said
from broadcast.language.catalogue import messages
from broadcast.language.counting import count
from broadcast.language.model import Language, load, tags
from broadcast.timecode import SAMPLE_RATE

GROUPS = ("open", "close", "act", "attention", "trace", "predict", "explain", "recap", "wait", "again")
SENTENCES = 30
HAN_HANGUL = re.compile("[\u3400-\u9fff\uac00-\ud7a3]")
VOWELS = re.compile("[aeiouyıаеёиоуыэюя]+")
SILENT_E = re.compile(r"(?<=[aeiouy])([^aeiouy\W]+)e(?:s|d)?\b")
GLIDES = re.compile("i(?=[aeouąęó])")
"""Polish: the i only softens."""


def sentences(tag: str) -> list[str]:
    """The same messages in every language: spoken, whole, without slots."""
    english, own = messages("en"), messages(tag)
    keys = [
        key
        for key, forms in sorted(english.texts.items())
        if key.split(".")[0] in GROUPS and "{" not in forms[0] and len(forms[0]) > 40
    ]
    return [own.say(key).spoken for key in keys[:: max(1, len(keys) // SENTENCES)][:SENTENCES]]


def syllables(text: str, language: Language) -> int:
    if language.script == "Thai":
        return sum(len(one.sounds) for one in said(text, language))
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFD", text.casefold())
        if not unicodedata.combining(letter) or letter == "\u0306"
    )
    found = len(HAN_HANGUL.findall(text))
    plain = plain.replace("й", "j").replace("и\u0306", "j")
    if language.tag == "en":
        plain = SILENT_E.sub(r"\1", plain)
    if language.tag == "pl":
        plain = GLIDES.sub("", plain)
    groups = VOWELS.findall(plain)
    return found + (sum(map(len, groups)) if language.tag not in ("en", "es-419", "pt-BR", "pl") else len(groups))


def pitch(utterance: Utterance) -> list[float]:
    """F0 in Hz of the voiced frames, by autocorrelation."""
    samples: NDArray[np.float64] = utterance.samples.astype(float)
    size = int(0.045 * utterance.rate)
    shape = np.hanning(size)
    weight = np.maximum(np.correlate(shape, shape, "full")[size - 1 :], 1e-3)
    least, most = utterance.rate // 340, utterance.rate // 70
    found = []
    for start in range(0, len(samples) - size, size):
        part = samples[start : start + size]
        if np.sqrt((part**2).mean()) < 900:
            continue
        part = (part - part.mean()) * shape
        likeness = np.correlate(part, part, "full")[size - 1 :] / weight
        window = likeness[least:most]
        lag = least + int(np.flatnonzero(window > 0.88 * window.max())[0])
        if likeness[lag] > 0.5 * likeness[0]:
            found.append(utterance.rate / lag)
    return found


def measured(tag: str, role: str) -> str:
    language = load(tag)
    seconds, words, beats, clipped, total = 0.0, 0, 0, 0, 0
    heights: list[float] = []
    with VOICES["espeak"].ready() as speaker:
        for text in sentences(tag):
            utterance = speaker(text, language, role, 1.0)
            seconds += len(finished(utterance)[0]) / SAMPLE_RATE
            words += count(text)
            beats += syllables(text, language)
            clipped += int((np.abs(utterance.samples.astype(int)) >= 32767).sum())
            total += len(utterance.samples)
            heights += pitch(utterance)
    return (
        f"{tag:8} {role:9} {60 * words / seconds:6.0f} words/min {beats / seconds:5.2f} syllables/s {60 * beats / seconds:5.0f} syllables/min "
        f"{float(np.median(heights)):5.0f} Hz {100 * clipped / total:6.3f} % clipped   words_a_minute = {language.words_a_minute}"
    )


def main() -> None:
    for tag in sys.argv[1:] or tags():
        for role in ROLES:
            print(measured(tag, role), flush=True)


if __name__ == "__main__":
    main()
