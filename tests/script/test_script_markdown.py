"""script.md: written, edited by a person, taken back."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from broadcast.episode.model import Cue, Episode, Part
from broadcast.errors import InputError, ScriptError
from broadcast.language.catalogue import messages
from broadcast.script import cells, markdown
from broadcast.script.changes import changes
from tests.sample import exemplar

EASY = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=30) | st.text("a|\\`*_[]3<>{}'’“”\n #-.", max_size=20)


def change(episode: Episode, **cues: Cue) -> Episode:
    """The episode with the cues that are given, by their ids (a dot is written as two low lines)."""
    new = {name.replace("__", "."): cue for name, cue in cues.items()}
    segments = tuple(
        part.model_copy(update={"cues": tuple(new.get(cue.id, cue) for cue in part.cues)}) for part in episode.segments
    )
    return episode.model_copy(update={"segments": segments})


def optional(episode: Episode, *ids: str) -> Episode:
    cues = {cue.id: cue for cue in episode.cues}
    return change(episode, **{name.replace(".", "__"): cues[name].model_copy(update={"optional": 3}) for name in ids})


def script(tmp_path: Path, episode: Episode) -> tuple[Path, str]:
    path = tmp_path / "script.md"
    markdown.write(path, episode, messages(episode.language))
    return path, path.read_text("utf-8")


def after(path: Path, text: str, episode: Episode) -> Episode:
    path.write_text(text, "utf-8")
    return markdown.apply(episode, markdown.read(path))


def cue(episode: Episode, name: str) -> Cue:
    return next(cue for cue in episode.cues if name in (cue.id, cue.replaces))


@pytest.mark.parametrize("language", ["en", "es-419"])
def test_back_without_a_change_is_the_same_episode(tmp_path: Path, language: str) -> None:
    episode = exemplar().model_copy(update={"language": language})
    path, text = script(tmp_path, episode)
    assert markdown.apply(episode, markdown.read(path)) == episode
    assert not markdown.edited(path)
    assert text.count("\n## ") == len(episode.segments)
    assert [row.id for row in markdown.read(path).rows] == [cue.id for cue in episode.cues]


@given(one=TEXT, two=TEXT, note=TEXT, beat=st.integers(1, 60 * 48_000), length=st.integers(1, 90 * 48_000))
@EASY
def test_the_round_trip_is_the_identity(tmp_path: Path, one: str, two: str, note: str, beat: int, length: int) -> None:
    base = exemplar()
    said = cue(base, "act.after").model_copy(update={"text": one, "spoken": two, "parts": (Part(text=one, spoken=two),)})
    act = cue(base, "act.moves").model_copy(update={"parts": (Part(text=one, spoken=one, wait=beat), Part(text=two, spoken=two))})
    wait = cue(base, "predict.ask.wait").model_copy(update={"note": note, "duration": length})
    episode = change(base, act__after=said, act__moves=act, predict__ask__wait=wait)
    path, text = script(tmp_path, episode)
    assert markdown.apply(episode, markdown.read(path)) == episode
    path.write_text(text.replace("\n", "\r\n") + "\r\n\r\n", "utf-8", newline="")
    assert not markdown.edited(path)
    assert not changes(episode, markdown.read(path))


@given(st.lists(TEXT, min_size=1, max_size=6))
@EASY
def test_a_row_splits_into_the_cells_it_was_made_of(texts: list[str]) -> None:
    row = f"| {' | '.join(cells.escape(text) for text in texts)} |"
    found = cells.split(row)
    assert found is not None
    assert [cells.unescape(cell) for cell in found] == [" ".join(text.split()) for text in texts]


def test_new_words_get_a_new_id_and_lose_their_sound(tmp_path: Path) -> None:
    episode = exemplar()
    path, text = script(tmp_path, episode)
    new = after(path, text.replace("C1, and it looks towards letter A. There", "C1! It looks towards letter A. There"), episode)
    found = cue(new, "run.round.3.answer")
    assert markdown.edited(path)
    assert found.id.startswith("run.") and found.id != "run.round.3.answer" and found.origin == "edit" and found.voice == ""
    assert found.text == "C1! It looks towards letter A. There the program ends."
    assert found.parts[0].text == found.text and found.parts[0].marks == ()
    assert found.spoken.startswith("C ") and "1" not in found.spoken.removeprefix("C 1")
    assert cue(new, "predict.ask").closes == found.id
    assert [c.number for c in new.cues] == [c.number for c in episode.cues]
    same = [(a, b) for a, b in zip(episode.cues, new.cues, strict=True) if a.id == b.id and a.id != "predict.ask"]
    assert all(a == b for a, b in same) and len(same) == len(episode.cues) - 2


def test_what_is_said_otherwise_than_printed_stays_so_where_the_words_stay(tmp_path: Path) -> None:
    base = exemplar()
    special = cue(base, "act.after").model_copy(
        update={
            "text": "Hay 21 casillas en A2.",
            "spoken": "Hay veintiuna casillas en A dos.",
            "parts": (Part(text="Hay 21 casillas en A2.", spoken="…"),),
        }
    )
    episode = change(base, act__after=special)
    path, text = script(tmp_path, episode)
    new = cue(after(path, text.replace("Hay 21 casillas en A2.", "Hoy hay 21 casillas, y no más, en A2."), episode), "act.after")
    assert new.text == "Hoy hay 21 casillas, y no más, en A2."
    assert "veintiuna" in new.spoken and new.spoken.endswith("A dos.")


def test_beats_of_an_act_change_in_place(tmp_path: Path) -> None:
    episode = exemplar()
    path, text = script(tmp_path, episode)
    new = cue(
        after(path, text.replace("Forward! [3] Right! [3] Forward! [3]", "Forward! [2.5] Left! [ 4 ]"), episode), "act.moves"
    )
    assert [(part.text, part.wait) for part in new.parts] == [("Forward!", 120_000), ("Left!", 192_000)]
    assert new.text == "Forward! Left!"


def test_a_wait_takes_the_seconds_that_a_person_gives_it(tmp_path: Path) -> None:
    episode = exemplar()
    path, text = script(tmp_path, episode)
    new = cue(after(path, text.replace("| put it there | 12 |", "| put it there | 14,5 |"), episode), "set-up.place.wait")
    assert (new.least, new.ideal, new.most, new.duration) == (696_000,) * 4
    assert new.id == "set-up.place.wait" and new.origin == "edit"


def test_another_voice_may_say_it(tmp_path: Path) -> None:
    episode = exemplar()
    path, text = script(tmp_path, episode)
    new = cue(after(path, text.replace("| act.rules | AMINA |", "| act.rules | LUZ |"), episode), "act.rules")
    assert new.role == "second" and new.id != "act.rules" and new.parts[0].marks == ()


def test_quotes_that_an_editor_curls_are_no_change(tmp_path: Path) -> None:
    episode = exemplar()
    path, text = script(tmp_path, episode)
    path.write_text(text.replace("Don't", "Don’t").replace("Let's", "Let’s").replace("I'm", "I’m"), "utf-8")
    assert markdown.edited(path)
    assert markdown.apply(episode, markdown.read(path)) == episode


def test_a_table_that_an_editor_lined_up_is_no_change(tmp_path: Path) -> None:
    episode = exemplar()
    path, text = script(tmp_path, episode)
    wide = "\n".join(
        line.replace(" | ", "   |  ").replace("---", "------") if line.startswith("|") else line for line in text.split("\n")
    )
    path.write_text(wide, "utf-8")
    assert markdown.apply(episode, markdown.read(path)) == episode


def test_rows_move_within_a_segment_and_to_another(tmp_path: Path) -> None:
    episode = exemplar()
    path, text = script(tmp_path, episode)
    lines = text.split("\n")
    mistake = next(line for line in lines if line.startswith("| run.mistake "))
    lines.remove(mistake)
    lines.insert(next(at for at, line in enumerate(lines) if line.startswith("| closing.today ")), mistake)
    new = after(path, "\n".join(lines), episode)
    assert [c.id for c in new.segments[-1].cues][:2] == ["run.mistake", "closing.today"]
    assert [c.number for c in new.cues] == list(range(1, 36))
    assert [str(c) for c in changes(episode, markdown.read(path))] == [
        "run.mistake: moved, now after homework.ask (was after run.round.3.answer)"
    ]


def test_optional_talk_may_go_and_is_reported(tmp_path: Path) -> None:
    episode = optional(exemplar(), "act.after")
    path, text = script(tmp_path, episode)
    assert "| act.after | LUZ | say (optional) |" in text
    new = after(path, "\n".join(line for line in text.split("\n") if not line.startswith("| act.after ")), episode)
    assert "act.after" not in [c.id for c in new.cues] and [c.number for c in new.cues] == list(range(1, 35))
    assert new.dropped == ("act.after: Right turned me. It did not move me.",)


def test_an_edit_survives_a_lesson_that_goes_on(tmp_path: Path) -> None:
    old = exemplar()
    path, text = script(tmp_path, old)
    newer = change(
        old,
        recap__loop__ask=cue(old, "recap.loop.ask").model_copy(
            update={"text": "What is the word? Everybody!", "spoken": "What is the word? Everybody!"}
        ),
        predict__ask__wait=cue(old, "predict.ask.wait").model_copy(update={"duration": 960_001}),
    )
    new = after(path, text.replace("Right turned me. It did", "Right turned me round. It did"), newer)
    assert cue(new, "act.after").text.startswith("Right turned me round.")
    assert cue(new, "recap.loop.ask").text == "What is the word? Everybody!"
    assert cue(new, "predict.ask.wait").duration == 960_001


def test_an_edited_script_can_be_edited_again(tmp_path: Path) -> None:
    episode = optional(exemplar(), "act.after", "run.mistake")
    path, text = script(tmp_path, episode)
    text = text.replace("Where is it? Everybody!", "Where is it now? Everybody!").replace(
        "| put it there | 12 |", "| put it there | 15 |"
    )
    path.write_text("\n".join(line for line in text.split("\n") if not line.startswith("| act.after ")), "utf-8")
    once = markdown.apply(episode, markdown.read(path))
    markdown.write(path, once, messages("en"))
    assert not markdown.edited(path)
    assert markdown.apply(once, markdown.read(path)) == once
    text = path.read_text("utf-8").replace("Where is it now? Everybody!", "Where is it now, children?")
    twice = after(path, "\n".join(line for line in text.split("\n") if not line.startswith("| run.mistake ")), once)
    assert cue(twice, "run.round.1.ask").text == "Where is it now, children?"
    assert cue(twice, "set-up.place.wait").duration == 15 * 48_000
    assert not {"act.after", "run.mistake"} & {c.id for c in twice.cues}


@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_order_and_any_removal_of_optional_rows_is_what_the_person_wrote(tmp_path: Path, data: st.DataObject) -> None:
    free = ("act.rules", "act.after", "run.mistake", "run.round.1.turn", "closing.today")
    episode = optional(exemplar(), *free)
    path, _ = script(tmp_path, episode)
    segment = data.draw(st.sampled_from([part for part in episode.segments if len(part.cues) > 2]))
    order = data.draw(st.permutations([c.id for c in segment.cues]))
    gone = set(data.draw(st.lists(st.sampled_from(free), unique=True)))
    lines = path.read_text("utf-8").split("\n")
    places = [at for at, line in enumerate(lines) if line.startswith("| ") and line.split(" | ")[0][2:] in order]
    by_id = {lines[at].split(" | ")[0][2:]: lines[at] for at in places}
    for at, name in zip(places, order, strict=True):
        lines[at] = by_id[name]
    kept = [line for line in lines if not (line.startswith("| ") and line.split(" | ")[0][2:] in gone)]
    new = after(path, "\n".join(kept), episode)
    wanted = {part.id: [c.id for c in part.cues] for part in episode.segments} | {segment.id: list(order)}
    assert {part.id: [c.id for c in part.cues] for part in new.segments} == {
        part: [name for name in names if name not in gone] for part, names in wanted.items()
    }
    markdown.write(path, new, messages("en"))
    assert markdown.apply(new, markdown.read(path)) == new


BAD = {
    "a column is gone": (lambda t: t.replace("| put it there | 12 |", "| put it there |"), "set-up.place.wait has 4 columns"),
    "a column is gone everywhere": (lambda t: t.replace(" kind |", "", 1), "lost the column kind"),
    "a pipe in the words": (lambda t: t.replace("Right turned me.", "Right | turned me."), "act.after has 6 columns"),
    "an id was changed": (lambda t: t.replace("| act.after |", "| act.later |"), "act.later is not in the lesson"),
    "an id stands twice": (lambda t: t.replace("| act.after |", "| act.rules |"), "act.rules stands twice"),
    "no id": (lambda t: t.replace("| act.after |", "| |"), "a row has no id"),
    "bad seconds": (
        lambda t: t.replace("| put it there | 12 |", "| put it there | soon |"),
        "set-up.place.wait: 'soon' is no number",
    ),
    "seconds of speech": (lambda t: t.replace("not move me. | 4.5 |", "not move me. | 9 |"), "act.after is no wait"),
    "not optional": (
        lambda t: "\n".join(line for line in t.split("\n") if not line.startswith("| act.after ")),
        "act.after (Right turned me. It did not move me.) was taken out",
    ),
    "no words": (lambda t: t.replace("Right turned me. It did not move me.", ""), "act.after has no words"),
    "a beat outside an act": (lambda t: t.replace("Right turned me.", "Right turned me. [3]"), "act.after is no act"),
    "a beat of nothing": (lambda t: t.replace("Forward! [3] Right!", "[3] Right!"), "act.moves: the pause [3]"),
    "music": (lambda t: t.replace("| opening sting |", "| a drum |"), "opening.sting is music"),
    "kind": (lambda t: t.replace("| act.after | LUZ | say |", "| act.after | LUZ | ask |"), "act.after has the kind 'ask'"),
    "nobody": (lambda t: t.replace("| act.after | LUZ |", "| act.after | PEDRO |"), "act.after is said by 'PEDRO'"),
    "heading": (lambda t: t.replace(" {#act}", ""), "lost its {#name}"),
    "front matter": (lambda t: t.replace("base: ", "basis: "), "no 'base'"),
    "another lesson": (lambda t: t.replace("lesson: paper-robot", "lesson: boxes"), "for the lesson 'boxes'"),
    "language": (lambda t: t.replace("tag: en", "tag: xx"), "'xx' is no language"),
    "not a script": (lambda t: "Hello", "this is no script"),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_taken_back_is_said_with_the_cue_and_the_line(tmp_path: Path, case: str) -> None:
    break_it, wanted = BAD[case]
    episode = exemplar()
    path, text = script(tmp_path, episode)
    assert break_it(text) != text
    with pytest.raises(InputError) as caught:
        after(path, break_it(text), episode)
    assert wanted in caught.value.what
    if case != "language":
        assert isinstance(caught.value, ScriptError)
        assert caught.value.file == str(path) and caught.value.remedy
        if case != "not optional":
            assert caught.value.line > 0


def test_files_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "script.md"
    path.write_bytes(b"---\n\xff\xfe")
    with pytest.raises(ScriptError, match="UTF-8"):
        markdown.read(path)
    assert markdown.edited(path)
    path.write_bytes(b"a" * 5_000_001)
    with pytest.raises(ScriptError, match="too large"):
        markdown.read(path)
    assert not markdown.edited(tmp_path / "none.md")
    with pytest.raises(ScriptError, match="cannot be read"):
        markdown.read(tmp_path / "none.md")


def test_the_same_bytes_twice(tmp_path: Path) -> None:
    one, _ = script(tmp_path, exemplar())
    first = one.read_bytes()
    markdown.write(one, exemplar(), messages("en"))
    assert one.read_bytes() == first and b"\r" not in first
