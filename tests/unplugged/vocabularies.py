"""Lessons that are nothing but words, in several scripts, real ones and ones drawn by chance."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from broadcast.language.catalogue import messages
from broadcast.lesson.model import Lesson, Term, Unit
from broadcast.unplugged.sheet import Sheet, build
from broadcast.unplugged.stage import Request
from tests.unplugged.unplugged_lessons import lesson, robot

REAL = {
    "latin": ("program", "loop", "robot", "variable", "number", "square", "repeat", "bug"),
    "spanish": ("programa", "ciclo", "dirección", "variable", "número", "condición", "año", "error"),
    "cyrillic": ("программа", "цикл", "робот", "число", "условие", "клетка", "ошибка", "повтор"),
    "thai": ("โปรแกรม", "ตัวแปร", "เงื่อนไข", "คำสั่ง", "ตัวเลข", "ตาราง", "ทำซ้ำ", "ข้อมูล"),
    "hangul": ("프로그램", "변수", "반복하기", "명령어", "숫자", "조건", "로봇", "오류"),
    "han": ("程序", "循环", "变量", "数字", "条件", "方格", "机器人", "重复"),
}
ALPHABETS = {
    "latin": "abcdefghijklmnoprstuvw",
    "spanish": "abcdefghilmnñopqrstuvzáéíóú",
    "cyrillic": "абвгдежзиклмнопрстуфхцчшя",
    "thai": ["ก", "กำ", "ข้", "โ", "ร", "แ", "ม", "ลั", "ตั", "ว", "ป", "น", "สั่", "งื่"],
    "hangul": "가나다라마바사아자차카타파하고노도로모보",
    "han": "程序循环变量数字条件方格机器人重复命令列表",
}


def worded(words: tuple[str, ...], meanings: tuple[str, ...] = (), ages: tuple[int, int] = (8, 11)) -> Lesson:
    """A lesson with this vocabulary, told in English."""
    told = meanings or tuple(f"meaning of the word that is number {at}" for at in range(len(words)))
    terms = tuple(
        Term(Unit(f"vocabulary.{at:06x}", word), Unit(f"vocabulary.{at + 99:06x}", meaning))
        for at, (word, meaning) in enumerate(zip(words, told, strict=True))
    )
    return replace(lesson(robot()), vocabulary=terms, ages=ages)


def puzzle(kind: str, words: tuple[str, ...], ages: tuple[int, int] = (8, 11), seed: int = 1, **options: str) -> Sheet:
    return build(worded(words, ages=ages), [Request(kind, "", options)], messages("en"), seed)


@st.composite
def vocabularies(draw: st.DrawFn, least: int = 3) -> tuple[str, ...]:
    """Three to eight different words of one script, some of them inside others."""
    script = draw(st.sampled_from(sorted(ALPHABETS)))
    short = script in ("hangul", "han")
    letters = st.lists(st.sampled_from(ALPHABETS[script]), min_size=2, max_size=4 if short else 9)
    words = draw(st.lists(letters.map("".join), min_size=least, max_size=8, unique=True))
    return tuple(words)
