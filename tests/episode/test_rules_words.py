"""The word lists: what they must find, and what a good script says that looks like it."""

from __future__ import annotations

import re

import pytest

from broadcast.episode.format import load as form_of
from broadcast.episode.rules import RULES
from broadcast.episode.rules.finding import Saying, Subject, sentences
from broadcast.language.catalogue import messages
from broadcast.language.counting import words
from broadcast.language.model import load, tags

LISTS = ("pointing", "greeting", "dated", "unsafe", "right", "yesno", "choice", "writes", "negation")
FOUND = {
    "en": {
        "B102": [
            "Did your robot stop on C1?", "Is the cap on A1?", "So, can you see a pattern?", "Don't you think so?", "The loop ends here, right?",
            "Does it turn?", "Have you got a pencil?", "Will the robot leave the paper?", "Luz, are you ready?",
        ],
        "B104": ["That's it, you're right!", "You are absolutely correct.", "I can hear you!", "You got it right!"],
        "B201": [
            "As you can see, it turns.", "Click Run.", "Right-click the block.", "Look at the picture.", "The code below walks.", "It stands on the screen.",
            "Scroll down.", "Drag the block in.", "See the robot in the picture.",
        ],
        "B202": ["Good morning, everyone!", "Have a nice day!", "Good evening from all of us.", "How are you this morning?"],
        "B203": [
            "Last week we met a robot.", "See you tomorrow.", "Yesterday you wrote a program.", "We meet on Tuesdays.", "It was in March.", "On 3 May we stop.",
            "It was built in 2019.", "Next Friday we go on.", "Happy new year!", "It is cold in December.",
        ],
        "B205": ["Go to https://example.org/x today.", "Write to luz@example.org.", "Open robot.py.", r"Look in C:\lessons\one.", "It lies in /home/luz."],
        "B207": [
            "Run around the room.", "Run to the door.", "Close your eyes.", "Cut it with scissors.", "Light a candle.", "Go outside and count.", "Leave the room.",
            "Stand on a chair.", "Jump from the bench.", "Put it in your mouth.", "Do it as fast as you can.", "Take a knife.", "Boil it in boiling water.",
        ],
    },
    "es-419": {
        "B102": [
            "¿Llegó el robot a C1?", "¿Está la tapa en A1?", "Entonces, ¿ven el patrón?", "¿Escribieron la fila?", "¿Terminaste?", "El ciclo termina aquí, ¿verdad?",
            "¿Ya tienen un lápiz?", "¿El robot gira, verdad?", "¿Se movió? ¿Pueden repetirlo?",
        ],
        "B104": ["¡Tienes razón!", "¡Acertaron!", "Los escucho muy bien."],
        "B201": ["Como pueden ver, gira.", "Haz clic en Ejecutar.", "Miren la imagen.", "El código de abajo camina.", "Está en la pantalla.", "Arrastra el bloque."],
        "B202": ["¡Buenos días a todos!", "Buenas tardes.", "¡Que tengan un lindo día!", "¿Qué hicieron esta mañana?"],
        "B203": ["La semana pasada conocimos un robot.", "Ayer escribieron un programa.", "Nos vemos el lunes.", "Fue en marzo.", "¡Hasta mañana!", "Se hizo en 2019."],
        "B205": ["Visiten www.example.org hoy.", "Abran robot.py."],
        "B207": [
            "Corran por el salón.", "Cierren los ojos.", "Corten con tijeras.", "Enciendan una vela.", "Salgan del salón.", "Súbanse a una silla.",
            "Háganlo lo más rápido que puedan.", "Pónganlo en la boca.", "Vayan afuera.",
        ],
    },
}  # fmt: skip
FREE = {
    "en": [
        "No sheet? Draw five by five squares.", "Let's run it.", "We run the program once more.", "Where is it? Everybody!", "Does it turn left or right?",
        "Do this three times: forward two, turn right.", "Is it A1, B2 or C3?", "Do not run around the room.", "Never close your eyes.", "That's right: a loop!",
        "Today you read a program.", "The robot may be on A1.", "March in place: left, right!", "Match the words.", "The right answer is C1.", "Turn right.",
        "Box two holds the number 2000.", "Can is a word with three letters.", "Which is the smallest number that does it?", "Stay by your place, move small.",
        "You did it!", "It starts on A1.", "Forward two. Look at box four.", "Have a guess: on which square will it stop?", "You can change it.",
        "Say what you see on your paper.", "The blank row is for you.",
    ],
    "es-419": [
        "¿Sin hoja? Dibujen cinco por cinco casillas.", "¿En qué casilla se va a detener?", "¿Dónde está y hacia dónde mira?", "¿Gira a la derecha o a la izquierda?",
        "El programa corre tres veces.", "Hoy leyeron un programa y lo ejecutaron.", "No corran por el salón.", "¡Así es! Un ciclo.", "¿Cómo se llaman los pasos que se repiten?",
        "Giren a la derecha.", "Quédense en su lugar, muévanse poquito.", "¿Cuál es el número más pequeño que lo logra?", "La próxima vez empezamos con el recuadro cinco.",
        "¿Es A1 o C3?", "Sale la respuesta: cinco.", "El robot mira hacia la fila cinco.", "¿Y después?",
    ],
}  # fmt: skip
WORDS = {rule.code: rule for rule in RULES if rule.code in FOUND["en"]}


def subject(tag: str, text: str) -> Subject:
    return Subject((Saying(text, "say"),), messages(tag).language, form_of("demo-5"), (8, 11))


@pytest.mark.parametrize(
    ("tag", "code", "text"), [(tag, code, text) for tag in FOUND for code, texts in FOUND[tag].items() for text in texts]
)
def test_found(tag: str, code: str, text: str) -> None:
    assert list(WORDS[code].look(subject(tag, text)))


@pytest.mark.parametrize(("tag", "text"), [(tag, text) for tag, texts in FREE.items() for text in texts])
def test_left_alone(tag: str, text: str) -> None:
    assert [rule.code for rule in WORDS.values() if list(rule.look(subject(tag, text)))] == []


@pytest.mark.parametrize("tag", tags())
def test_every_language_has_its_lists(tag: str) -> None:
    rules = load(tag).rules
    assert [name for name in LISTS if not rules.get(name)] == []
    for pattern in (pattern for name in LISTS for pattern in rules[name]):
        assert not re.compile(pattern, re.IGNORECASE).fullmatch(""), f"{pattern} matches nothing at all"


def test_sentences_end_at_marks_but_not_inside_numbers() -> None:
    assert sentences("It is 2.5 m. Is it? Yes! “Stop.” So be it…") == ("It is 2.5 m.", "Is it?", "Yes!", "“Stop.”", "So be it…")


def test_words_of_scripts_without_spaces() -> None:
    assert words("It's a bottle-cap: A1!") == ["It's", "a", "bottle-cap", "A1"]
    assert len(words("机器人从不猜测。")) == 4
