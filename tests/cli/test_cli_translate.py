"""`broadcast translate`: a lesson's catalogue made, updated, checked, sent away as XLIFF and taken in; a language begun."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from xml.etree import ElementTree

import polib
import pytest
from babel.core import Locale
from babel.messages.pofile import read_po

from broadcast.audio.voices.espeak import named
from broadcast.cli import status
from broadcast.cli.scaffold import scaffold
from broadcast.language.model import load
from broadcast.language.po import catalogue
from broadcast.language.po_update import plain

ROOT = Path(__file__).resolve().parents[2]
LESSONS = sorted(path.parent for path in (ROOT / "scripts_src").glob("*/lesson.md"))


@pytest.fixture
def lesson(tmp_path: Path) -> Path:
    """One of our lessons with its translations, to be changed."""
    return Path(shutil.copytree(ROOT / "scripts_src" / "box-with-a-name", tmp_path / "box-with-a-name"))


def words(path: Path) -> dict[str, tuple[str, str, bool]]:
    return {entry.msgctxt: (entry.msgid, entry.msgstr, entry.fuzzy) for entry in polib.pofile(str(path)) if not entry.obsolete}


@pytest.mark.parametrize("folder", LESSONS, ids=lambda path: path.name)
def test_our_own_catalogues_change_in_nothing_but_notes(folder: Path, tmp_path: Path) -> None:
    copy = Path(shutil.copytree(folder, tmp_path / folder.name))
    assert status(["translate", str(copy), "-l", "es_419"]) == 0
    path = copy / "po" / "es-419.po"
    made = path.read_bytes()
    assert plain(made.decode()) == plain((folder / "po" / "es-419.po").read_text("utf-8"))
    assert b"heard in cue" in made and b"#. terms: " in made
    assert status(["translate", str(copy), "-l", "es-419", "--check"]) == 0
    assert status(["translate", str(copy), "-l", "es-419"]) == 0 and path.read_bytes() == made


def test_the_notes_say_where_a_sentence_is_heard_and_how_long(lesson: Path) -> None:
    assert status(["translate", str(lesson), "-l", "es-419"]) == 0
    notes = {entry.msgid: entry.comment for entry in polib.pofile(str(lesson / "po" / "es-419.po"))}
    said = notes["She writes a name on every jar."]
    assert "the answer to the question above" in said and "(answer), about" in said
    assert "at most 60 letters" in notes["variable"] and "terms: variable = variable" in notes["variable"]


def test_an_edited_a_moved_and_a_lost_sentence(lesson: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, source = lesson / "po" / "es-419.po", lesson / "lesson.md"
    text = source.read_text("utf-8")
    before = words(path)
    text = text.replace("## Jars on a shelf", "## Ten jars on a shelf").replace(
        "A machine has boxes too.", "A machine has got boxes too."
    )
    source.write_text(text, "utf-8")
    assert status(["translate", str(lesson), "-l", "es-419", "--check"]) == 1
    assert words(path) == before, "--check changes nothing"
    told = capsys.readouterr()
    assert "not up to date" in told.out
    assert status(["translate", str(lesson), "-l", "es-419"]) == 0
    told = capsys.readouterr()
    entries = {entry.msgid: entry for entry in polib.pofile(str(path)) if not entry.obsolete}
    edited = entries["A machine has got boxes too."]
    assert edited.fuzzy and edited.previous_msgid == "A machine has boxes too." and edited.msgstr
    moved = entries["In Elena’s shop stand ten jars, all the same."]
    assert moved.msgctxt.startswith("ten-jars") and not moved.fuzzy and moved.msgstr
    line = next(number for number, row in enumerate(path.read_text("utf-8").split("\n"), 1) if edited.msgctxt in row)
    assert f"es-419.po:{line}: fuzzy ({edited.msgctxt}, lesson.md:" in told.err
    assert "2 fuzzy, 0 missing" in told.out
    source.write_text(text.replace("A machine has got boxes too.", ""), "utf-8")
    assert status(["translate", str(lesson), "-l", "es-419"]) == 0
    assert [entry.msgid for entry in polib.pofile(str(path)).obsolete_entries()] == ["A machine has got boxes too."]


def test_what_other_tools_write_into_a_catalogue_stays(lesson: Path) -> None:
    """Weblate's head and wrapping, a translator's note, a flag: our own parts are put back into shape around them."""
    path = lesson / "po" / "es-419.po"
    found = polib.pofile(str(path), wrapwidth=77)
    found.metadata |= {"X-Generator": "Weblate 5.9", "Last-Translator": "Ana <ana@example.org>"}
    found[3].tcomment, found[3].flags = "a note of mine", ["max-length:90"]
    found.save(newline="\r\n")
    assert status(["translate", str(lesson), "-l", "es-419"]) == 0
    new = polib.pofile(str(path))
    assert new.metadata["X-Generator"] == "Weblate 5.9" and new.metadata["Last-Translator"] == "Ana <ana@example.org>"
    assert (new[3].tcomment, new[3].flags) == ("a note of mine", ["max-length:90"])
    assert b"\r" not in path.read_bytes()


@pytest.mark.parametrize(
    "path", [ROOT / "media/languages/es-419.po", *(each / "po/es-419.po" for each in LESSONS)], ids=lambda path: path.parts[-3]
)
def test_other_readers_find_in_our_catalogues_what_we_do(path: Path, tmp_path: Path) -> None:
    ours = {entry.msgctxt: entry.msgstr or tuple(entry.msgstr_plural.values()) for entry in catalogue(path)}
    with path.open("rb") as file:
        babel = {message.context: message.string for message in read_po(file) if message.context}
    assert babel == ours
    pypo = pytest.importorskip("translate.storage.pypo")
    pypo.pofile.parsefile(str(path)).savefile(str(tmp_path / "again.po"))
    again = catalogue(tmp_path / "again.po")
    assert {entry.msgctxt: entry.msgstr or tuple(entry.msgstr_plural.values()) for entry in again} == ours
    assert [entry.comment.replace("\n", " ") for entry in again] == [
        entry.comment.replace("\n", " ") for entry in catalogue(path)
    ]


def test_xliff_goes_out_and_comes_back_without_loss(lesson: Path, tmp_path: Path) -> None:
    path, file = lesson / "po" / "es-419.po", tmp_path / "lesson.xlf"
    text = path.read_text("utf-8").replace('msgctxt "title.', '#, fuzzy\n#| msgid "A box"\nmsgctxt "title.')
    path.write_text(text, "utf-8")
    assert status(["translate", str(lesson), "-l", "es-419", "--xliff", str(file)]) == 0
    before = path.read_bytes()
    path.unlink()
    assert status(["translate", str(lesson), "-l", "es-419", "--take-in", str(file)]) == 0
    had, has = (polib.pofile(text.decode()) for text in (before, path.read_bytes()))
    assert [(entry.msgctxt, entry.msgid, entry.msgstr, entry.fuzzy, entry.occurrences) for entry in has] == [
        (entry.msgctxt, entry.msgid, entry.msgstr, entry.fuzzy, entry.occurrences) for entry in had
    ]
    assert has[0].fuzzy


def test_xliff_is_what_other_tools_read(lesson: Path, tmp_path: Path) -> None:
    file = tmp_path / "lesson.xlf"
    assert status(["translate", str(lesson), "-l", "es-419", "--xliff", str(file)]) == 0
    xliff2 = pytest.importorskip("translate.storage.xliff2")
    store = xliff2.Xliff2File.parsefile(str(file))
    had = words(lesson / "po" / "es-419.po")
    assert [str(unit.source) for unit in store.units if "{" not in str(unit.source)][:5] == [
        source for source, _, _ in had.values()
    ][:5]
    assert len(store.units) == len(had) and all(unit.istranslated() for unit in store.units)
    (tmp_path / "again.xlf").write_bytes(bytes(store))
    assert status(["translate", str(lesson), "-l", "es-419", "--take-in", str(tmp_path / "again.xlf")]) == 0
    assert words(lesson / "po" / "es-419.po") == had


def test_what_stands_in_braces_is_a_placeholder(tmp_path: Path) -> None:
    file = tmp_path / "program.xlf"
    assert status(["translate", "--catalogue", "-l", "es-419", "--check", "--xliff", str(file)]) == 0
    space = {"x": "urn:oasis:names:tc:xliff:document:2.0"}
    units = {unit.get("name"): unit for unit in ElementTree.parse(file).iterfind(".//x:unit", space)}
    unit = units["act.box.add"]
    for part in ("source", "target"):
        (place,) = unit.findall(f".//x:{part}/x:ph", space)
        assert (place.get("equiv"), place.get("id")) == ("value", "p1")
    (data,) = unit.findall(".//x:data", space)
    assert data.text == "{value}"
    assert "speech.and[1]" not in units and any(str(name).endswith("[1]") for name in units)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("<xliff xmlns", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n<xliff xmlns', "document type or entities"),
        ('version="2.0" srcLang', 'version="1.2" srcLang', "no XLIFF of version 2"),
        ('trgLang="es-419"', 'trgLang="ru"', "this XLIFF is into ru, not into es-419"),
        ("</file>", "</fil>", "no XML that can be read"),
        ("Hay {", "Hay {", ""),
    ],
)
def test_an_xliff_that_is_refused(
    old: str, new: str, says: str, lesson: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "lesson.xlf"
    assert status(["translate", str(lesson), "-l", "es-419", "--xliff", str(file)]) == 0
    path = lesson / "po" / "es-419.po"
    before = path.read_bytes()
    file.write_text(file.read_text("utf-8").replace(old, new, 1), "utf-8")
    capsys.readouterr()
    assert status(["translate", str(lesson), "-l", "es-419", "--take-in", str(file)]) == (2 if says else 0)
    assert says in capsys.readouterr().err and path.read_bytes() == before


def test_what_is_taken_in_keeps_the_rules(lesson: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = lesson / "po" / "es-419.po"
    back = tmp_path / "back.po"
    found = polib.pofile(str(path))
    found[0].msgstr = "Una `caja con nombre"
    found.save(str(back))
    before = path.read_bytes()
    assert status(["translate", str(lesson), "-l", "es-419", "--take-in", str(back)]) == 2
    assert "back.po:" in capsys.readouterr().err and path.read_bytes() == before
    found[0].msgstr = "Una caja y su nombre"
    found.append(polib.POEntry(msgctxt="nobody.000000", msgid="x", msgstr="y"))
    found.save(str(back))
    assert status(["translate", str(lesson), "-l", "es-419", "--take-in", str(back)]) == 1
    assert "nobody.000000 is not in the catalogue" in capsys.readouterr().err
    assert polib.pofile(str(path))[0].msgstr == "Una caja y su nombre"


def test_what_is_long_or_of_two_scripts_is_told_and_fails_nothing(lesson: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = lesson / "po" / "es-419.po"
    found = polib.pofile(str(path), wrapwidth=110)
    at = {entry.msgid: entry for entry in found}
    at["variable"].msgstr = "una palabra que es muchísimo más larga que la tarjeta de la pantalla"
    at["A machine has boxes too."].msgstr = "Una máquinа tiene cajas."  # with a Cyrillic а
    found.save()
    assert status(["translate", str(lesson), "-l", "es-419"]) == 0
    told = capsys.readouterr().err
    assert "is long: 67 letters, where 60 have room" in told or "is long: 68 letters" in told
    assert "has letters of two scripts in “máquinа”" in told


@pytest.mark.parametrize(
    ("args", "says"),
    [
        ([], "translate what?"),
        (["--catalogue"], "into which language?"),
        (["--catalogue", "-l", "klingon"], "no language we have"),
        (["--catalogue", "-l", "es-419", "-l", "en", "--take-in", "nothing.txt"], "no file of translations"),
        (["--catalogue", "-l", "es-419", "--take-in", "nothing.xlf"], "cannot be read"),
        (["--new-language", "xx"], "is no tag of a language"),
        (["--new-language", "../fr"], "is no tag of a language"),
        (["--new-language", "es"], "is there already, as es-419"),
    ],
)
def test_a_call_that_is_wrong(args: list[str], says: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert status(["translate", *args]) == 2
    assert says in capsys.readouterr().err


@pytest.mark.parametrize(
    ("tag", "name", "forms"),
    [
        ("fr", "français", 2),
        pytest.param("sw", "Kiswahili", 2, marks=pytest.mark.slow),
        pytest.param("sr-Latn", "srpski (latinica)", 3, marks=pytest.mark.slow),
    ],
)
def test_a_language_is_begun_found_listed_and_not_built(tag: str, name: str, forms: int, tmp_path: Path) -> None:
    """In a checkout of its own: the files that were made are found by the program, and by the tests, by their names."""
    for folder, left in (("broadcast", "__pycache__"), ("media", ""), ("scripts_src/paper-robot", "*.po")):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns(left))

    def broadcast(*args: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "broadcast", *args],
            cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(tmp_path)}, capture_output=True, text=True, check=False,
        )  # fmt: skip

    assert broadcast("translate", "--new-language", tag).returncode == 0
    data, words = (tmp_path / "media/languages" / f"{tag}.{kind}" for kind in ("toml", "po"))
    english = (tmp_path / "media/languages/en.toml").read_text("utf-8")
    assert '#~ "+" = "plus"' in data.read_text("utf-8") and f'name = "{name}"' in data.read_text("utf-8")
    assert all(table in data.read_text("utf-8") for table in ("[symbols]", "[robot]", "[blocks]", "[rules]") if table in english)
    found = catalogue(words)
    assert len(found) == len(catalogue(tmp_path / "media/languages/en.po")) and not any(entry.translated() for entry in found)
    assert {len(entry.msgstr_plural) for entry in found if entry.msgid_plural} == {forms}
    again = broadcast("translate", "--new-language", tag)
    assert again.returncode == 2 and "is there already" in again.stderr
    listed = broadcast("languages")
    row = next(line for line in listed.stdout.split("\n") if line.startswith(tag))
    assert "0 %" in row and name in row
    assert broadcast("translate", "scripts_src/paper-robot", "-l", tag).returncode == 0
    build = ("build", "scripts_src/paper-robot", "-f", "demo-5", "--only", "paper", "-o", "out", "--cache", "cache")
    alone = broadcast(*build, "-l", tag)
    assert alone.returncode == 2 and f"the program has no {tag} words for" in alone.stderr
    every = broadcast(*build, "-l", "all")
    assert f"{tag} is left out: " in every.stderr and not (tmp_path / "out/paper-robot" / tag).exists()
    assert (tmp_path / "out/paper-robot/en/manifest.json").exists()


@pytest.mark.parametrize(("tag", "voice"), [("fr", "fr"), ("pt-BR", "pt-BR"), ("zh-Hans", "cmn"), ("dz", "")])
def test_a_new_language_gets_the_voice_that_espeak_has(tag: str, voice: str) -> None:
    assert named(tag) == voice


def test_what_is_known_of_a_language_needs_nobody() -> None:
    """Script, fonts, spaces and captions of languages whose files were written by hand: the scaffold says the same."""
    for tag in ("zh-Hans", "es-419"):
        written = load(tag)
        text, _ = scaffold(tag, Locale.parse(tag, sep="-"), (ROOT / "media/languages/en.toml").read_text("utf-8"))
        begun = tomllib.loads(text)
        for key in ("locale", "script", "fonts", "breaks", "spaced", "sentence_space", "caption_letters", "caption_reading"):
            mine = getattr(written, key)
            assert begun[key] == (list(mine) if isinstance(mine, tuple) else mine), (tag, key)


@pytest.mark.parametrize(
    ("tag", "styles", "comma", "spelled"),
    [("pt-BR", {"m", "f", "o", "of"}, True, True), ("sw", {"o"}, False, True), ("pl", {"m", "f", "n", "o", "of"}, True, False)],
)
def test_genders_decimals_and_letters_of_captions_are_known(tag: str, styles: set[str], comma: bool, spelled: bool) -> None:
    text, tables = scaffold(tag, Locale.parse(tag, sep="-"), (ROOT / "media/languages/en.toml").read_text("utf-8"))
    begun = tomllib.loads(text)
    assert set(begun["numbers"]) == styles and ("nouns" in tables) == ("m" in styles)
    assert ("decimal comma" in begun["symbols"]) == comma and begun["eia608"] == spelled
