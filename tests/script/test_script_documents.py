"""The radio and television scripts as PDF and DOCX, read by other instruments: pdfium, python-docx, LibreOffice."""

from __future__ import annotations

import itertools
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from broadcast.episode.model import Cue, Episode, Part
from broadcast.errors import ScriptError
from broadcast.language.catalogue import messages
from broadcast.radio import script as radio
from broadcast.script import edits, pages, rows, word_edits
from broadcast.script.changes import changes
from broadcast.timecode import clock
from broadcast.tv import script as tv
from tests.sample import exemplar

BOTH = {"radio": radio, "tv": tv}
LANGUAGES = ["en", "es-419"]


def in_language(language: str) -> Episode:
    return exemplar().model_copy(update={"language": language})


def sentences(text: str) -> list[str]:
    return re.findall(r"[^.?!]+[.?!]+", text)


def text_of(path: Path) -> list[str]:
    """The text of each page, spaces and line ends made one space."""
    document = pypdfium2.PdfDocument(path)
    return [" ".join(page.get_textpage().get_text_range().split()) for page in document]


def spoken(episode: Episode) -> list[str]:
    """Every sentence that is said, in order."""
    return [part.strip() for cue in episode.cues for one in cue.parts for part in sentences(one.spoken)]


def long_episode() -> Episode:
    """Four times the exemplar, with one cue that no page holds."""
    base = exemplar()
    words = " ".join(
        f"This is sentence {'abcdefghij'[n % 10]}{'klmnopqrst'[n // 10 % 10]}, and it says what the robot does."
        for n in range(90)
    )
    giant = Cue(
        id="x.giant",
        number=1,
        kind="say",
        role="second",
        text=words,
        spoken=words,
        duration=48_000,
        parts=(Part(text=words, spoken=words),),
    )
    segments = []
    for turn in range(4):
        for part in base.segments:
            cues = tuple(cue.model_copy(update={"id": f"{cue.id}.{turn}"}) for cue in part.cues)
            segments.append(
                part.model_copy(
                    update={"id": f"{part.id}-{turn}", "cues": (*cues, giant) if turn == 1 and part.id == "act" else cues}
                )
            )
    return base.model_copy(update={"segments": tuple(segments)})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", BOTH)
def test_pdf_says_every_sentence_in_order_with_its_number_and_time(tmp_path: Path, kind: str, language: str) -> None:
    episode = in_language(language)
    path = tmp_path / "script.pdf"
    BOTH[kind].script_pdf(path, episode, messages(language))
    whole = " ".join(text_of(path))
    at = 0
    for sentence in spoken(episode):
        at = whole.index(sentence, at) + len(sentence)
    for cue in episode.cues:
        assert re.search(rf"(?<!\S){cue.number} {clock(cue.start)} ", whole), cue.id
    assert clock(300 * 48_000) in whole.split("#")[0][-30:]


@pytest.mark.parametrize("kind", BOTH)
def test_numbers_of_three_digits_stay_whole(tmp_path: Path, kind: str) -> None:
    base = long_episode()
    cues = [cue.model_copy(update={"number": at}) for at, cue in enumerate(base.cues, 1)]
    whole = base.model_copy(update={"segments": (base.segments[0].model_copy(update={"cues": tuple(cues)}),)})
    BOTH[kind].script_pdf(tmp_path / "script.pdf", whole, messages("en"))
    text = " ".join(text_of(tmp_path / "script.pdf"))
    assert len(cues) > 100
    assert all(f" {cue.number} {clock(cue.start)} " in f" {text} " for cue in cues)


@pytest.mark.parametrize(
    ("language", "wanted"),
    [("en", "PAUSE 12 SEC., BED UNDER: PUT IT THERE"), ("es-419", "PAUSA 12 SEG., FONDO MUSICAL: PUT IT THERE")],
)
def test_waits_and_beats_are_pauses_with_their_seconds(tmp_path: Path, language: str, wanted: str) -> None:
    path = tmp_path / "script.pdf"
    episode = in_language(language)
    radio.script_pdf(path, episode, messages(language))
    whole = " ".join(text_of(path))
    assert wanted in whole
    name = messages(language).text("script.source.wait").upper()
    waits = [cue for cue in episode.cues if cue.kind == "wait"]
    assert len(re.findall(rf"\d:\d\d {name} \d", whole)) == len(waits) == 8
    assert len(re.findall(rf"\[{name}[^\]]* 3 SE", whole)) == sum(bool(part.wait) for cue in episode.cues for part in cue.parts)


@pytest.mark.parametrize("kind", BOTH)
def test_no_sentence_goes_across_pages(tmp_path: Path, kind: str) -> None:
    episode = long_episode()
    path = tmp_path / "script.pdf"
    BOTH[kind].script_pdf(path, episode, messages("en"))
    found = text_of(path)
    assert len(found) > 6
    page = at = 0
    for sentence in spoken(episode):
        place = found[page].find(sentence, at)
        if place < 0:
            page, at = page + 1, 0
            place = found[page].find(sentence)
        assert place >= 0, sentence
        at = place + len(sentence)
    assert page == len(found) - 1


def test_pages_carry_their_number_and_say_whether_the_script_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "script.pdf"
    radio.script_pdf(path, long_episode(), messages("en"))
    document = pypdfium2.PdfDocument(path)
    for at, page in enumerate(document, 1):
        assert (round(page.get_width()), round(page.get_height())) == (595, 842)
        text = page.get_textpage()
        assert text.get_text_bounded(left=450, bottom=800).strip() == str(at)
        foot = text.get_text_bounded(top=60).strip().replace("\x02", "-")  # so pdfium writes a hyphen at the end of a line
        assert foot == ("-more-" if at < len(document) else "")
        assert text.get_text_bounded(bottom=760, top=800).split()[:4] == (
            ["No.", "Time", "Source", "Words"] if at > 1 else ["The", "paper", "robot"]
        )
    assert text_of(path)[-1].endswith("#")
    assert sum("#" in text for text in text_of(path)) == 1


@pytest.mark.parametrize("kind", BOTH)
def test_what_the_station_has_not_filled_stays_visible(tmp_path: Path, kind: str) -> None:
    bare = exemplar().model_copy(update={"presenter": "{presenter}", "second": "", "programme": "", "date": ""})
    path = tmp_path / "script.pdf"
    BOTH[kind].script_pdf(path, bare, messages("es-419"))
    whole = " ".join(text_of(path))
    for placeholder in ("{presenter}", "{second}", "{programme}", "{date}"):
        assert placeholder in whole
    assert " CONDUCCIÓN " in whole and " SEGUNDA VOZ " in whole and "AMINA" not in whole


def test_paper_is_named_in_full_once_and_then_by_its_number() -> None:
    plan = rows.radio(exemplar(), messages("en"))
    notes = [piece.text for row in plan.rows for piece in row.pieces if piece.kind == "paper"]
    assert [note.split(":")[0].rstrip(".") for note in notes] == [f"On paper, box {n}" for n in (1, 2, 3, 4, 5)]
    assert notes[2] == "On paper, box 3: My guess. On which square will the robot stop?"
    assert "C1" not in " ".join(notes)


def test_an_episode_without_time_has_no_running_time() -> None:
    base = exemplar()
    bare = base.model_copy(
        update={
            "segments": tuple(
                part.model_copy(update={"cues": tuple(c.model_copy(update={"start": 0, "duration": 0}) for c in part.cues)})
                for part in base.segments
            )
        }
    )
    plan = rows.radio(bare, messages("en"))
    assert {row.at for row in plan.rows} == {""} and plan.total == ""
    assert next(row for row in plan.rows if row.kind == "wait").pieces[0].text.startswith("12 SEC.")


def test_tv_shows_video_beside_audio_and_keeps_silent_where_the_picture_stays(tmp_path: Path) -> None:
    plan = tv.plan(exemplar(), messages("en"))
    assert list(plan.columns) == ["No.", "Time", "VIDEO", "AUDIO"]
    videos = [row.video for row in plan.rows if row.video]
    assert len(videos) > 25 and all(a != b for a, b in itertools.pairwise(videos))
    path = tmp_path / "script.pdf"
    tv.script_pdf(path, exemplar(), messages("en"))
    whole = " ".join(text_of(path))
    assert all(video in whole for video in videos)


@given(
    st.lists(st.tuples(st.floats(5, 200), st.booleans()), min_size=1, max_size=60),
    st.floats(200, 400),
    st.floats(400, 700),
)
@settings(deadline=None)
def test_pages_hold_every_slab_once_in_order_and_none_overflows(
    made: list[tuple[float, bool]], first: float, other: float
) -> None:
    slabs = [pages.Slab(height, stays) for height, stays in made]
    found = pages.paginate(slabs, first, other)
    assert [at for page in found for at in page] == list(range(len(slabs)))
    for number, page in enumerate(found):
        assert sum(slabs[at].height for at in page) <= (other if number else first) + 1e-6
        assert page or number == 0
    for page, after in itertools.pairwise(found):
        last = page[-1] if page else -1
        if page and slabs[last].stays:  # only where the whole chain is taller than a page
            start = max((at for at in range(last + 1) if at == 0 or not slabs[at - 1].stays), default=0)
            end = next((at for at in range(after[0], len(slabs)) if not slabs[at].stays), len(slabs) - 1)
            assert sum(slab.height for slab in slabs[start : end + 1]) > other


# -- Word


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", BOTH)
def test_docx_has_real_styles_repeated_headers_and_the_ids(tmp_path: Path, kind: str, language: str) -> None:
    episode = in_language(language)
    path = tmp_path / "script.docx"
    BOTH[kind].script_docx(path, episode, messages(language))
    document = docx.Document(str(path))
    facts, *tables = document.tables
    assert len(tables) == len(episode.segments) and facts.rows[0].cells[1].text == "Code on Paper"
    ids = []
    for table in tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        for row in table.rows:
            assert row._tr.trPr.find(qn("w:cantSplit")) is not None
        for row in table.rows[1:]:
            ids.append(row.cells[-1].text)
            for cell in row.cells:
                assert all(paragraph.style.name.startswith("Script ") for paragraph in cell.paragraphs)
                assert not [
                    run
                    for paragraph in cell.paragraphs
                    for run in paragraph.runs
                    if run._r.rPr is not None and run.style.name == "Default Paragraph Font"
                ]
    assert ids == [cue.id for cue in episode.cues]
    said = " ".join(p.text for table in tables for row in table.rows for p in row.cells[3].paragraphs)
    at = 0
    for sentence in spoken(episode):
        at = said.index(sentence, at) + len(sentence)
    assert {lang.get(qn("w:val")) for lang in document.styles.element.iter(qn("w:lang"))} == {language}
    assert document.core_properties.language == language
    assert round(document.sections[0].page_width.mm) == 210


@pytest.mark.parametrize("kind", BOTH)
@pytest.mark.parametrize("form", ["pdf", "docx"])
def test_the_same_bytes_twice(tmp_path: Path, kind: str, form: str) -> None:
    write: Callable[..., None] = getattr(BOTH[kind], f"script_{form}")
    for name in ("one", "two"):
        write(tmp_path / name, exemplar(), messages("en"))
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


def rewrite(path: Path, was: str, now: str) -> None:
    """Edit the words in a document as a person does: one paragraph, its style kept."""
    document = docx.Document(str(path))
    hits = 0
    for table in document.tables[1:]:
        for row in table.rows:
            for paragraph in row.cells[3].paragraphs:
                if was in paragraph.text:
                    run = next(run for run in paragraph.runs if was in run.text)
                    run.text = run.text.replace(was, now)
                    hits += 1
    assert hits == 1
    document.save(str(path))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", BOTH)
def test_docx_comes_back_unchanged_and_changed(tmp_path: Path, kind: str, language: str) -> None:
    episode = in_language(language)
    path = tmp_path / "script.docx"
    BOTH[kind].script_docx(path, episode, messages(language))
    assert not word_edits.edited(path)
    assert edits.apply(episode, word_edits.read(path)) == episode
    rewrite(path, "Put your robot on square A one, in box one.", "Put your robot on A one, that is in box one.")
    rewrite(path, "Right!", "Left!")
    assert word_edits.edited(path)
    found = word_edits.read(path)
    assert [(change.kind, change.id) for change in changes(episode, found)] == [("words", "set-up.place"), ("words", "act.moves")]
    new = {cue.replaces: cue for cue in edits.apply(episode, found).cues}
    assert new["set-up.place"].text.startswith("Put your robot on A1, that is in box 1. The arrow looks towards row 5.")
    assert new["set-up.place"].spoken.startswith("Put your robot on A one, that is in box one.")
    assert [(part.text, part.wait) for part in new["act.moves"].parts] == [
        ("Forward!", 144_000),
        ("Left!", 144_000),
        ("Forward!", 144_000),
    ]


def test_docx_takes_the_seconds_of_a_wait_and_nothing_else_of_it(tmp_path: Path) -> None:
    path = tmp_path / "script.docx"
    radio.script_docx(path, exemplar(), messages("en"))
    rewrite(path, "12 SEC., BED UNDER: PUT", "14.5 SEC., BED UNDER: PUT")
    new = edits.apply(exemplar(), word_edits.read(path))
    assert next(cue for cue in new.cues if cue.id == "set-up.place.wait").duration == 696_000
    rewrite(path, "BED UNDER: PUT IT THERE", "SILENCE")
    with pytest.raises(ScriptError, match=r"set-up.place.wait is wait"):
        edits.apply(exemplar(), word_edits.read(path))


def test_documents_that_are_not_ours(tmp_path: Path) -> None:
    path = tmp_path / "script.docx"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(ScriptError, match="Word"):
        word_edits.read(path)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 60_000_000)
    with pytest.raises(ScriptError, match="too large"):
        word_edits.read(path)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("[Content_Types].xml", "<broken")
    with pytest.raises(ScriptError, match="Word"):
        word_edits.read(path)
    docx.Document().save(str(path))
    with pytest.raises(ScriptError, match="none of our scripts"):
        word_edits.read(path)
    assert word_edits.edited(path)


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not on this machine")
@pytest.mark.parametrize("kind", BOTH)
def test_libreoffice_opens_the_document_and_saves_it_whole(tmp_path: Path, kind: str) -> None:
    episode = exemplar()
    path = tmp_path / "script.docx"
    BOTH[kind].script_docx(path, episode, messages("en"))
    for form in ("pdf", "docx"):
        profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", form, "--outdir", str(tmp_path / "out"), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
    found = text_of(tmp_path / "out" / "script.pdf")
    whole, at = " ".join(found), 0
    for sentence in spoken(episode):
        at = whole.index(sentence, at) + len(sentence)
        assert any(sentence in page for page in found)
    assert all("No. Time" in page for page in found[1:])
    assert edits.apply(episode, word_edits.read(tmp_path / "out" / "script.docx")) == episode
