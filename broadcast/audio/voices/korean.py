"""Korean for espeak-ng, spelled as it is spoken where espeak-ng does not do it itself: 합니다 is 함니다, 명령 is 명녕.

espeak-ng links and tenses syllables, but makes no nasals of a syllable's last consonant before ㄴ, ㅁ and ㄹ (standard
pronunciation, articles 18–20), and reads 못하다 as 모사다 (article 12). Each syllable stays one letter, so marks stay where they are.
"""

from __future__ import annotations

import re
from itertools import pairwise

STAGE = 1
"""Raised when the rules change."""
FIRST, MEDIALS, FINALS = 0xAC00, 21, 28
ONSETS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
CODAS = " ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"
NASAL = {**dict.fromkeys("ㄱㄲㄳㄺㅋ", "ㅇ"), **dict.fromkeys("ㄷㅅㅆㅈㅊㅌㅎ", "ㄴ"), **dict.fromkeys("ㅂㅄㄼㄿㅍ", "ㅁ")}
"""What a last consonant becomes before a nasal."""
WORD = re.compile("[가-힣]+")
WHOLE = {
    "십육": "심뉵", "백육": "뱅뉵", "천육": "천뉵", "만육": "만뉵", "열여섯": "열려섯", "물여섯": "물려섯", "색연필": "생년필", "꽃잎": "꼰닙",
    "조건": "조껀", "글자": "글짜", "문자": "문짜", "활동": "활똥", "열쇠": "열쐬", "결정": "결쩡", "실제": "실쩨",
    "못하": "모타", "못해": "모태", "못했": "모탰",
}  # fmt: skip
"""Words with a ㄴ, a tense consonant or a ㅌ that is not written."""


def spoken(text: str) -> str:
    """The text with every syllable as it is said; as many letters as before."""
    for written, said in WHOLE.items():
        text = text.replace(written, said)
    return WORD.sub(lambda match: _word(match[0]), text)


def _word(word: str) -> str:
    parts = [_parts(letter) for letter in word]
    for one, after in pairwise(parts):
        coda, onset = CODAS[one[2]], ONSETS[after[0]]
        if coda in NASAL and onset in "ㄴㅁㄹ":
            one[2] = CODAS.index(NASAL[coda])
            after[0] = ONSETS.index("ㄴ" if onset == "ㄹ" else onset)
        elif coda in "ㅁㅇ" and onset == "ㄹ":
            after[0] = ONSETS.index("ㄴ")
        elif (coda, onset) == ("ㄴ", "ㄹ"):
            one[2] = CODAS.index("ㄹ")
        elif coda in "ㄹㄾㅀ" and onset == "ㄴ":
            one[2], after[0] = CODAS.index("ㄹ"), ONSETS.index("ㄹ")
    return "".join(chr(FIRST + (onset * MEDIALS + medial) * FINALS + coda) for onset, medial, coda in parts)


def _parts(letter: str) -> list[int]:
    """Numbers of its onset, vowel and coda."""
    place = ord(letter) - FIRST
    return [place // (MEDIALS * FINALS), place // FINALS % MEDIALS, place % FINALS]
