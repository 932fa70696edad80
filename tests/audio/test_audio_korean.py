"""Korean in the spelling of its sounds, by the standard pronunciation's own examples."""

from __future__ import annotations

import pytest

from broadcast.audio.voices.korean import spoken
from broadcast.audio.voices.readings import READINGS
from broadcast.language.model import load


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("합니다", "함니다"), ("읽는", "잉는"), ("국물", "궁물"), ("있는", "인는"), ("앞마당", "암마당"), ("없는", "엄는"), ("첫날", "천날"),
        ("명령", "명녕"), ("목록", "몽녹"), ("입력", "임녁"), ("담력", "담녁"), ("신라", "실라"), ("칼날", "칼랄"), ("못하는", "모타는"),
        ("십육", "심뉵"), ("않는", "않는"), ("이름", "이름"), ("A 일, 좋아요!", "A 일, 좋아요!"), ("책 내", "책 내"), ("조건이", "조껀이"), ("활동지", "활똥지"),
    ],
)  # fmt: skip
def test_a_word_is_spelled_as_it_is_said(written: str, said: str) -> None:
    assert spoken(written) == said and len(said) == len(written)


def test_places_stay_what_they_were() -> None:
    (piece,) = READINGS["korean"].pieces("로봇은 갑니다.", load("en"), {})
    assert piece.text == "로봇은 감니다." and piece.origins == tuple(range(8))
