"""Sentences that need a computer are told from those that do not."""

from __future__ import annotations

import pytest

from broadcast.sources.inline import clean
from broadcast.sources.screen import needs_computer, reworded

SCREEN = {
    "en": """Click the green flag. | Press Run. | Press the space bar. | Drag the repeat block from Control. | Open the editor, drag the repeat block in and click Run.
        | Save your project. | Go to https://scratch.mit.edu now. | Open the file hello.py in your editor. | Type this code into the editor. | Install Python first.
        | Log in with your password. | Choose New from the File menu. | Use the arrow keys on the keyboard. | Right-click the sprite. | Run your code again. | Press Ctrl + C.
        | Look at the output on your screen. | Download the starter project. | Copy and paste the line. | Drag it into the script. | Write to us at team@example.org.
        | Ask an adult to install the program. | Hit Enter. | Move the cursor to the end. | Open a new Scratch project. | Visit code.org/learn.""",
    "es-419": """Hagan clic en la bandera verde. | Arrastra el bloque repetir al editor. | Abre el editor. | Presiona la tecla espacio. | Guarda tu proyecto. | Inicia sesión con tu contraseña.
        | Miren en la pantalla. | Descarga el archivo.""",
}
TALK = {
    "en": """Forward moves it along the way it is looking. | A loop says it once. | The robot turns right. | Press the dough flat. | He drags the sack to the mill. | Open the window and look out.
        | The mouse ran into its hole. | Save the water for the goats. | Run the program once more. | Let's run it. | The woman has a menu on the wall. | Hit the drum three times.
        | She types letters in town. | Push the stone. | Put the mangos in the box. | Select the best seed. | The blocks of the wall are heavy. | The loop runs three times. | Enter the circle one by one.
        | Choose a partner. | The key opens the door. | Snap your fingers. | Go to the store and buy salt. | Write the code in box two. | Touch your nose. | Start at A1. | Look at box two. | Stop where it surprises you.
        | Click your fingers twice. | Use the stones to count. | The tab on the can is sharp. | Close the door. | Save it for later. | Draw the menu of your dreams.""",
    "es-419": """El robot gira a la derecha. | Pulsa la cuerda de la guitarra. | Abre la puerta. | Arrastra el costal hasta la casa. | El ratón come maíz. | Guarda el agua. | Todos en línea. | Ejecuten el programa otra vez.
        | Escriban el resultado en el recuadro dos. | Cierren el cuaderno. | Toca el tambor.""",
}


def cases(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(tag, " ".join(sentence.split())) for tag, text in table.items() for sentence in text.split("|")]


@pytest.mark.parametrize(("tag", "sentence"), cases(SCREEN))
def test_needs_a_computer(tag: str, sentence: str) -> None:
    assert needs_computer(sentence, tag)


@pytest.mark.parametrize(("tag", "sentence"), cases(TALK))
def test_needs_none(tag: str, sentence: str) -> None:
    assert not needs_computer(sentence, tag)


@pytest.mark.parametrize(
    ("tag", "sentence", "words"),
    [
        ("en", "Look at the code below.", ""),
        ("en", "Here is the program:", ""),
        ("en", "As you can see, the robot turns.", "The robot turns."),
        ("en", "The robot turns, as you can see below.", "The robot turns."),
        ("en", "Follow the steps shown below.", "Follow the steps."),
        ("en", "Look at box two.", "Look at box two."),
        ("es-419", "Miren el código de abajo.", ""),
        ("es-419", "Como pueden ver, el robot gira.", "El robot gira."),
    ],
)
def test_reworded(tag: str, sentence: str, words: str) -> None:
    assert reworded(sentence, tag) == words


@pytest.mark.parametrize(
    "sentence", ["Type `2 + 3` and hit `enter`.", "And run it again:", "This will put you back into the command prompt."]
)
def test_keys_in_back_ticks_and_runs(sentence: str) -> None:
    assert needs_computer(sentence, "en")


def test_faces_made_of_marks_are_not_said() -> None:
    assert clean("Well done. :)\n:-) Go on (a: b)") == "Well done.\nGo on (a: b)"
