"""The report value: everything that is kept, in one place, and nothing of anybody else."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from engagement import reporting, snapshots, workspaces
from engagement.clients import client_list, opening
from engagement.looks import collecting
from engagement.plans import deciding
from engagement.store import Store
from reports.model import Report
from tests import databases
from tests.engagement.desk import Desk, open_desk
from tests.engagement.lab import Lab
from tests.reports import pdf_reading as pdf
from tests.reports.other_fonts import made

NOW = datetime(2030, 3, 4, 9, tzinfo=UTC)


@pytest.fixture
def full(desk: Desk, lab: Lab) -> Desk:
    for capability in workspaces.asked(desk.store, desk.id):
        desk.answer(capability, 2)
    collecting.add_source(desk.store, assessment_id=desk.id, kind="room", address="12")
    collecting.look(desk.store, desk.id)
    return desk


def _report(desk: Desk) -> Report:
    return reporting.report(desk.store, desk.id, NOW)


def test_names_are_printed_with_the_fonts_in_the_operator_s_folder(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made(tmp_path / "hebrew.ttf", "אבג")
    monkeypatch.setenv("PRODWORTHY_FONTS", str(tmp_path))
    report = _report(desk).model_copy(update={"client": "אבג"})
    assert "\ufffd" not in pdf.whole(reporting.made_as(report, "pdf"))
    monkeypatch.delenv("PRODWORTHY_FONTS")
    report = _report(desk).model_copy(update={"client": "אבג"})
    assert "\ufffd" in pdf.whole(reporting.made_as(report, "pdf"))


def test_a_report_holds_everything_that_was_asked_seen_and_decided(full: Desk) -> None:
    deciding.record_decision(full.store, assessment_id=full.id, title="Go", text="t")
    made = _report(full)
    assert (made.client, made.use_case.name, made.profile.id) == (
        "Acme", "Scoring", "customer-realtime",
    )  # fmt: skip
    assert len(made.findings) == 2
    assert len(made.requests) == len(made.sources) == len(made.decisions) == 1
    assert made.roadmap
    assert made.roadmap.rows
    assert made.made_at == made.scorecard.as_of == NOW


def test_people_who_answered_nothing_here_are_not_in_it(full: Desk) -> None:
    full.add("Bo")
    assert [person.name for person in _report(full).respondents] == ["Ana"]


def test_a_pulse_has_no_plan(desk: Desk) -> None:
    opening.change_depth(desk.store, desk.id, "pulse")
    assert _report(desk).roadmap is None


def test_a_report_of_nothing_can_still_be_made(desk: Desk) -> None:
    made = _report(desk)
    assert made.answers == ()
    assert made.previous is None


def test_a_fictional_client_is_labelled_on_every_page(desk: Desk) -> None:
    assert _report(desk).mark == "Confidential to Acme"
    client_list.update_client(desk.store, desk.place.client.model_copy(update={"fictional": True}))
    assert _report(desk).mark == "Example, fictional client Acme"


def test_a_frozen_result_is_named_and_the_one_before_compared(full: Desk) -> None:
    snapshots.take(full.store, full.id)
    full.answer("eng.ci-cd", 5)
    taken = snapshots.take(full.store, full.id)
    made = reporting.report(full.store, full.id)
    assert made.snapshot == taken.id
    assert made.previous
    assert [item.capability for item in made.previous.movements] == ["eng.ci-cd"]


def test_nothing_of_another_client_is_in_it(full: Desk) -> None:
    other = open_desk(full.store, client="Other")
    made = _report(other)
    assert (made.answers, made.findings, made.sources, made.respondents) == ((), (), (), ())


@pytest.mark.parametrize(
    ("client", "name"),
    [
        ("Société Générale", "societe-generale-scoring-2030-03-04.pdf"),
        ("../../etc/passwd", "etc-passwd-scoring-2030-03-04.pdf"),
        ("株式会社", "scoring-2030-03-04.pdf"),
    ],
)
def test_a_file_name_is_plain_whatever_the_client_is_called(
    desk: Desk, client: str, name: str
) -> None:
    made = _report(desk).model_copy(update={"client": client})
    assert reporting.filename(made, ".pdf") == name


def test_every_format_is_made_from_the_one_report(full: Desk) -> None:
    made = _report(full)
    assert reporting.made_as(made, "pdf").startswith(b"%PDF-")
    assert reporting.made_as(made, "xlsx").startswith(b"PK")
    assert reporting.made_as(made, "json").startswith(b"{")


def test_a_report_shows_one_moment_whatever_is_decided_while_it_is_made(
    full: Desk, database: Path
) -> None:
    elsewhere = Store.open(databases.address(database))
    with full.store.standing_still():
        before = deciding.decisions(full.store, full.id)
        deciding.record_decision(elsewhere, assessment_id=full.id, title="Go", text="t")
        assert deciding.decisions(full.store, full.id) == before == ()
        with pytest.raises(RuntimeError, match="stands still"), full.store.writing():
            pass
    assert len(deciding.decisions(full.store, full.id)) == 1
    elsewhere.close()


def test_the_answers_of_a_client_are_read_no_oftener_for_a_third_use_case_than_for_a_second(
    full: Desk,
) -> None:
    def read() -> int:
        said: list[str] = []
        heard = lambda *told: said.append(told[2])  # noqa: E731  the form of the hook
        event.listen(Engine, "before_cursor_execute", heard)
        try:
            _report(full)
        finally:
            event.remove(Engine, "before_cursor_execute", heard)
        return sum("FROM answer " in text and "answer.level" in text for text in said)

    open_desk(full.store, use_case="Second")
    second = read()
    open_desk(full.store, use_case="Third")
    assert read() - second <= 3, "each use case is read once, beside who is carried from where"
