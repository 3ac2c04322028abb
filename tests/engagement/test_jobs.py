"""Work in the background: one at a time for a key, stopped by a flag, and its failure logged."""

import logging
import threading

import pytest

from engagement.model import Progress
from engagement.outside.jobs import Job, Jobs


def _until_stopped(job: Job) -> None:
    job.stop.wait(20)


def _broken(job: Job) -> None:
    raise ZeroDivisionError


def test_a_key_has_one_job_at_a_time_and_another_after_it() -> None:
    jobs = Jobs()
    first = jobs.start("a", _until_stopped)
    assert first
    assert jobs.start("a", _until_stopped) is None
    assert jobs.stop("a")
    first.wait(20)
    second = jobs.start("a", _until_stopped)
    assert second
    jobs.stop("a")
    second.wait(20)


def test_a_job_tells_how_far_it_is() -> None:
    jobs, told = Jobs(), threading.Event()
    said = Progress(done=1, total=2, message="half way", running=True)

    def work(job: Job) -> None:
        job.tell(said)
        told.set()
        _until_stopped(job)

    job = jobs.start("a", work)
    assert job
    assert told.wait(20)
    assert job.progress == said
    jobs.stop("a")
    job.wait(20)
    assert jobs.get("a") is None


def test_a_job_that_fails_is_logged_and_frees_its_key(caplog: pytest.LogCaptureFixture) -> None:
    jobs = Jobs()
    with caplog.at_level(logging.ERROR):
        job = jobs.start("a", _broken)
        assert job
        job.wait(20)
    assert "ZeroDivisionError" in caplog.text
    assert jobs.get("a") is None


def test_stopping_what_does_not_run_does_nothing() -> None:
    assert not Jobs().stop("a")
