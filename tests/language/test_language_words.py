"""Numbers, squares, signs and code as they are said."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from broadcast.errors import TranslationError
from broadcast.language.catalogue import messages
from broadcast.language.model import load, tags
from broadcast.language.numbers import number
from broadcast.language.words import spoken

SAID = {
    "en": """Look at A1, then at C12. → Look at A one, then at C twelve.
        Ages 8–11, e.g. pupils, etc. → Ages eight to eleven, for example pupils, and so on.
        Salt, sugar etc. Then go. → Salt, sugar and so on. Then go.
        It is 2.05 or 1,234 or 10 000 or 50%. → It is two point zero five or one thousand two hundred thirty-four or ten thousand or fifty per cent.
        From −5 to -7 → From minus five to minus seven
        3 + 4 = 7, 3-2, a < b, a<=b, 3×4 → three plus four equals seven, three minus two, a is less than b, a is less than or equal to b, three times four
        At 10:30, 7:05 and 8:00. → At ten thirty, seven oh five and eight o’clock.
        The 1st, the 22nd. → The first, the twenty-second.
        Mr. Lee has a TV. → Mister Lee has a T V.
        Henry VIII and HTML → Henry eight and H T M L
        STOP! It is well-known. → STOP! It is well-known.
        Write ____ here. → Write blank here.
        5m of rope, 90° → five m of rope, ninety degrees
        Bus 007 → Bus zero zero seven
        Type `repeat 3:` here. → Type repeat three here.
        `bigBag_2 = bigBag_2 + 1` → big Bag two equals big Bag two plus one
        `if eggs >= 10:` → if eggs is greater than or equal to ten
        `print("Hi, Ana")` → print Hi, Ana
        `x % 2 == 0` → x remainder of division by two is equal to zero
        `names.append(x)` → names dot append x
        `go to A3` → go to A three
        my_name is x → my name is x""",
    "es-419": """Miren A1 y C12. → Miren A uno y C doce.
        Camina 1 paso y da 21 vueltas. → Camina un paso y da veintiuna vueltas.
        Hay 200 casillas y 101 pasos. → Hay doscientas casillas y ciento un pasos.
        El recuadro 1 y el 21. → El recuadro uno y el veintiuno.
        La 1.ª fila, el 2.º paso y el 3er día. → La primera fila, el segundo paso y el tercer día.
        Son 2.5 metros, p. ej. aquí. → Son dos punto cinco metros, por ejemplo aquí.
        A las 10:30 y a las 8:00. → A las diez y treinta y a las ocho en punto.
        El Sr. Díaz vende 50%. → El señor Díaz vende cincuenta por ciento.
        De 8–11 años → De ocho a once años
        `si monedas >= 5` → si monedas es mayor o igual que cinco""",
}


def cases() -> list[tuple[str, str, str]]:
    rows = ((tag, row.strip().rpartition(" → ")) for tag, text in SAID.items() for row in text.split("\n"))
    return [(tag, text, said) for tag, (text, _, said) in rows]


@pytest.mark.parametrize(("tag", "text", "said"), cases())
def test_said(tag: str, text: str, said: str) -> None:
    assert spoken(text, load(tag)) == said


@given(st.text(alphabet="abc xyz ABñé ,;:!?¿¡’“”()\n"))
def test_what_has_nothing_special_stays_as_it_is(text: str) -> None:
    words = text.replace("AB", "A")
    while "AB" in words or "BA" in words or "AA" in words or "BB" in words:
        words = words.replace("AB", "A").replace("BA", "B").replace("AA", "A").replace("BB", "B")
    for tag in ("en", "es-419"):
        assert spoken(words, load(tag)) == words


@given(st.text(max_size=60))
def test_any_text_can_be_said_and_has_no_digit_left(text: str) -> None:
    for tag in tags():
        said = spoken(text, load(tag))
        assert not any(letter in "0123456789" for letter in said)
        assert not ("`" in said and text.count("`") % 2 == 0)


@given(st.integers(-(10**12), 10**12))
def test_every_number_has_its_own_words(value: int) -> None:
    language = load("en")
    words = number(value, "", language)
    assert not any(letter.isdigit() for letter in words)
    assert words != number(value + 1, "", language)
    assert spoken(str(value), language) == words


@pytest.mark.parametrize(
    ("style", "said"),
    [
        ("", "uno veintiuno"),
        ("m", "un veintiún"),
        ("f", "una veintiuna"),
        ("o", "primero vigésimo primero"),
        ("of", "primera vigésima primera"),
        ("om", "primer vigésimo primer"),
        ("unknown", "uno veintiuno"),
    ],
)
def test_styles(style: str, said: str) -> None:
    assert f"{number(1, style, load('es-419'))} {number(21, style, load('es-419'))}" == said


def test_no_invisible_letters_from_the_library() -> None:
    assert number(1200, "f", load("es-419")) == "mil doscientas"


def test_print_keeps_what_speech_spells() -> None:
    phrase = messages("en").plain("Write `x = 2` in A1.")
    assert (phrase.text, phrase.spoken) == ("Write x = 2 in A1.", "Write x equals two in A one.")


def test_a_thousand_sentences_take_no_time() -> None:
    language = load("en")
    start = time.perf_counter()
    for at in range(1000):
        spoken(f"Go to A{at % 9 + 1} and say `x = {at}`, {at} times.", language)
    assert time.perf_counter() - start < 2


UZBEK = {
    "0": "nol", "1": "bir", "2": "ikki", "3": "uch", "4": "toʻrt", "5": "besh", "6": "olti", "7": "yetti", "8": "sakkiz", "9": "toʻqqiz",
    "10": "oʻn", "20": "yigirma", "30": "oʻttiz", "40": "qirq", "50": "ellik", "60": "oltmish", "70": "yetmish", "80": "sakson",
    "90": "toʻqson", "100": "yuz", "1000": "ming", "1000000": "million", "one 1000000": "yes", "minus": "minus", "point": "butun",
    "ordinal": "inchi", "ordinal after a vowel": "nchi",
}  # fmt: skip


@pytest.mark.parametrize(
    ("value", "style", "said"),
    [
        (0, "", "nol"),
        (7, "", "yetti"),
        (10, "", "oʻn"),
        (21, "", "yigirma bir"),
        (100, "", "yuz"),
        (365, "", "uch yuz oltmish besh"),
        (1000, "", "ming"),
        (2026, "", "ikki ming yigirma olti"),
        (1_000_001, "", "bir million bir"),
        (-5, "", "minus besh"),
        (2, "o", "ikkinchi"),
        (3, "o", "uchinchi"),
        (20, "o", "yigirmanchi"),
        (Decimal("2.05"), "", "ikki butun nol besh"),
    ],
)
def test_numbers_by_a_language_of_its_own_words(value: int | Decimal, style: str, said: str) -> None:
    language = load("en").model_copy(update={"tag": "uz", "locale": "uz", "numerals": UZBEK, "numbers": {"o": "ordinal"}})
    assert number(value, style, language) == said


def test_a_language_without_words_for_numbers_is_named() -> None:
    with pytest.raises(TranslationError, match="ICU has no words for numbers in uz"):
        number(3, "", load("en").model_copy(update={"locale": "uz"}))


@pytest.mark.parametrize(
    ("tag", "change", "text", "said"),
    [
        ("zh", {"script": "Hans", "spaced": False, "locale": "zh", "nouns": {"liang": "[个次格]"}, "numbers": {"liang": "%spellout-cardinal-alternate2"},
                "numeral_repairs": {"〇": "零"}, "symbols": {"percent": "百分之{number}", "negative": "负", "–": "到"}},
         "走2格到A1，第12行，50%，-5，3–5，101", "走两格到A 一，第十二行，百分之五十，负五，三到五，一百零一"),
        ("tr", {"locale": "tr", "ordinals": {".": "o"}, "numbers": {"o": "%spellout-ordinal"}, "symbols": {"percent": "yüzde {number}", "decimal comma": "yes", "decimal": ""}},
         "3. satır, kutu 3. Sonra %50, 2,5 ve 1.000.", "üçüncü satır, kutu üç. Sonra yüzde elli, iki virgül beş ve bin."),
        ("ru", {"script": "Cyrl", "locale": "ru", "letters": {"A": "а"}, "symbols": {"decimal comma": "yes", "decimal": ""}},
         "Клетка A1: 2,5 и 10 000.", "Клетка а один: две целых пять десятых и десять тысяч."),
        ("ko", {"script": "Kore", "locale": "ko", "nouns": {"native": "번(?! 상자)"}, "numbers": {"": "%spellout-cardinal-sinokorean", "native": "%spellout-cardinal-native-attributive"}},
         "3번 돌고 3번 상자로, A1로", "세 번 돌고 삼 번 상자로, A 일로"),
    ],
)  # fmt: skip
def test_other_scripts(tag: str, change: dict[str, object], text: str, said: str) -> None:
    assert (
        spoken(text, load("en").model_copy(update={"tag": tag, "nouns": {}, "ordinals": {}, "abbreviations": {}, **change}))
        == said
    )
