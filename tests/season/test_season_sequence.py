"""Which job is next."""

from __future__ import annotations

import threading
import time

from broadcast.season.jobs import Job
from broadcast.season.sequence import Sequence


def jobs(lessons: int, tags: str) -> list[Job]:
    return [Job(lesson=str(each), name=str(each), tag=tag, form="demo-5") for each in range(lessons) for tag in tags]


def test_two_beside_each_other_share_neither_lesson_nor_language() -> None:
    sequence = Sequence(jobs(4, "abcd"))
    first = sequence.take()
    second = sequence.take()
    assert first and second and first.name != second.name and first.tag != second.tag
    beside = 0
    for _ in range(13):  # but for the last ones, where nothing else is left
        sequence.done(first)
        first, second = second, sequence.take()
        assert second is not None
        beside += first.name == second.name or first.tag == second.tag
    assert beside <= 2


def test_every_job_comes_once_and_then_nothing() -> None:
    wanted = jobs(5, "abc")
    sequence = Sequence(wanted)
    seen = []
    while job := sequence.take():
        seen.append(job.id)
        sequence.done(job)
    assert sorted(seen) == sorted(job.id for job in wanted)


def test_a_job_comes_back_and_others_wait_for_it() -> None:
    sequence = Sequence(jobs(1, "a"))
    job = sequence.take()
    assert job is not None
    heard: list[Job | None] = []
    waiting = threading.Thread(target=lambda: heard.append(sequence.take()))
    waiting.start()
    sequence.done(job, again=0.05)
    waiting.join(5)
    assert heard == [job]


def test_what_is_stopped_gives_nothing_more() -> None:
    sequence = Sequence(jobs(3, "a"))
    assert sequence.take() is not None
    assert len(sequence.stop()) == 2
    assert sequence.take() is None


def test_choosing_is_linear() -> None:
    began = time.process_time()
    sequence = Sequence(jobs(400, "abcdefghijk"))
    while job := sequence.take():
        sequence.done(job)
    assert time.process_time() - began < 5
