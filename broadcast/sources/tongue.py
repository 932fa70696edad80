"""Which language a text is in, where its source does not say: by its script, and by small words that only one language has so often."""

from __future__ import annotations

import re
from collections import Counter

LEAST = 40
"""Letters; of less nothing can be told."""
SCRIPTS = (("th", "\u0e00-\u0e7f"), ("ko", "\uac00-\ud7af"), ("ja", "\u3040-\u30ff"), ("zh-Hans", "\u4e00-\u9fff"), ("ru", "\u0400-\u04ff"), ("ar", "\u0600-\u06ff"), ("he", "\u0590-\u05ff"), ("hi", "\u0900-\u097f"), ("el", "\u0370-\u03ff"))  # fmt: skip
TRADITIONAL = re.compile("[們個這說時會來對學電腦機習題寫點種與為後開數變應問號]")
SIMPLE = re.compile("[们个这说时会来对学电脑机习题写点种与为后开数变应问号]")
UKRAINIAN = re.compile("[іїєґ]", re.IGNORECASE)
SMALL = {
    "en": "the and you of to is that this with are it for your what can",
    "es": "el los las una que para con del por esta este más cómo puedes",
    "pt-BR": "os uma que para com não você são isso mais como está ao pela",
    "fr": "le les des une est pour que dans vous avec sur pas cette nous",
    "de": "der die das und ist ein eine nicht mit sie wir für den auf",
    "it": "il gli una che per con del della sono questo come più nel anche",
    "nl": "het een van en is dat je niet voor met zijn deze wordt ook",
    "pl": "się jest nie na do że jak czy oraz który możesz dla są aby",
    "tr": "bir ve bu için ile olarak daha çok gibi değil nasıl olan kadar var",
    "id": "yang dan di untuk dengan ini adalah dari pada akan tidak anda dapat kita",
    "uz": "va bu uchun bilan bir ham siz qanday kerak emas yoki bo'lsa dasturi mumkin",
    "nb": "og det er en som på til med ikke vi du skal kan hvordan",
    "sv": "och det är en som på till med inte vi du ska kan hur",
}


def tongue(text: str, otherwise: str = "en") -> str:
    """The tag of the language; `otherwise` where it cannot be told."""
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", text[:40_000].lower())
    letters = sum(map(len, words))
    if letters < LEAST:
        return otherwise
    joined = "".join(words)
    for tag, span in SCRIPTS:
        if len(re.findall(f"[{span}]", joined)) * 3 > letters:
            if tag == "zh-Hans":
                return "zh-Hant" if len(TRADITIONAL.findall(joined)) > len(SIMPLE.findall(joined)) else tag
            return "uk" if tag == "ru" and UKRAINIAN.search(joined) else tag
    counted = Counter(words)
    scores = {tag: sum(counted[word] for word in small.split()) for tag, small in SMALL.items()}
    best = max(scores, key=lambda tag: scores[tag])
    return best if scores[best] * 12 > len(words) and scores[best] > scores.get(otherwise, 0) else otherwise
