"""A client's changes to a questionnaire: taken by name, told in every format, and never an answer's."""

import json
from io import BytesIO
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openpyxl import load_workbook

from content.digests import sealed
from content.handed_over import Handed
from content.overlay import Figure, What
from content.question_changes import QuestionOff, QuestionReworded, RiskOf
from content.questionnaire import Questionnaire
from engagement import workspaces
from engagement.answers import answering, earlier_texts
from engagement.choices import choice_judging, choice_reporting, choice_snapshots, choosing
from engagement.clients import opening
from engagement.faults import Refused
from engagement.model import Workspace
from engagement.packs import client_changes, overlays, packs, upgrading
from engagement.reassessment.starting import assess_again
from engagement.store import Store
from reports import questionnaire
from reports.client_changes import QuestionChanges
from reports.questionnaire import json_format
from scoring.result_model import Result
from tests.engagement.desk import Desk
from tests.reports.pdf_reading import whole
from tests.scoring.question_builders import DEFAULTED, risky

LENS = sealed(risky(*DEFAULTED, choices="abc", questions=3))
TITLE = QuestionReworded(question="q0", field="title", text="Is there a way back?")
OFF = QuestionOff(question="q2")
WORSE = RiskOf(question="q1", condition="a", risk="high")


@pytest.fixture
def place(store: Store, desk: Desk) -> Workspace:
    packs.keep(store, Handed(kind="made", pack=LENS))
    return opening.start_questionnaire(store, use_case_id=desk.place.use_case.id, pack=LENS)


def said(store: Store, place: Workspace, question: str, *choices: str, **more: Any) -> Any:
    people = answering.respondents(store, place.assessment.id)
    return choosing.choose(
        store, assessment_id=place.assessment.id, respondent_id=people[0].id, question=question,
        choices=choices, **more,
    )  # fmt: skip


def change(store: Store, place: Workspace, *whats: What, reason: str = "as they say it") -> None:
    overlays.change(
        store, client_id=place.client.id, pack_id=place.assessment.pack.id, whats=whats,
        by="Priya", reason=reason,
    )  # fmt: skip


def take(store: Store, place: Workspace) -> None:
    seen = upgrading.preview(store, place.assessment.id)
    upgrading.take(store, assessment_id=place.assessment.id, digest=seen.after.digest, by="Priya")


def asked(store: Store, place: Workspace) -> Questionnaire:
    here = workspaces.workspace(store, place.assessment.id).assessment
    found = workspaces.questionnaire_of(store, here)
    assert found is not None
    return found


def now(store: Store, place: Workspace) -> Result:
    return choice_judging.result(store, place.assessment.id)


def answered(store: Store, place: Workspace) -> None:
    for name in ("q0", "q1", "q2"):
        said(store, place, name, "a")


def test_a_running_questionnaire_keeps_its_version_until_somebody_takes_the_changes(
    store: Store, place: Workspace
) -> None:
    assert upgrading.waiting(store, place.assessment.id) is None
    change(store, place, TITLE)
    assert asked(store, place) == LENS
    offered = upgrading.waiting(store, place.assessment.id)
    assert offered is not None
    assert offered.changes == 1
    take(store, place)
    assert asked(store, place).question("q0").title == TITLE.text
    assert upgrading.waiting(store, place.assessment.id) is None


def test_taking_the_changes_moves_no_answer_and_going_back_restores_everything(
    store: Store, place: Workspace
) -> None:
    answered(store, place)
    given, before = choosing.current_choices(store, place.assessment.id), now(store, place)
    change(store, place, TITLE, OFF, WORSE)
    seen = upgrading.preview(store, place.assessment.id)
    assert (seen.answered, seen.again, seen.aside) == (3, ("q0",), ("q2",))
    take(store, place)
    after = now(store, place)
    assert after.counts == {"medium": 1, "high": 1}
    assert [item.id for item in after.questions] == ["q0", "q1"]
    assert isinstance(seen.card_after, Result)
    assert after.counts == seen.card_after.counts
    upgrading.undo(store, assessment_id=place.assessment.id, by="Priya")
    assert choosing.current_choices(store, place.assessment.id) == given
    again = choice_judging.result(store, place.assessment.id, before.as_of)
    assert again == before
    assert [m.undoes for m in upgrading.moves(store, place.assessment.id)] == [False, True]


def test_an_answer_that_ticks_what_is_gone_is_set_aside_whole_and_never_read_as_something_else(
    store: Store, place: Workspace
) -> None:
    said(store, place, "q0", "a", "c")
    said(store, place, "q1", "a")
    fewer = tuple(
        item.model_copy(update={"choices": item.choices[:2]}) for item in LENS.questions[:2]
    )
    newer = LENS.model_copy(update={"version": "2", "questions": (*fewer, LENS.questions[2])})
    packs.keep(store, Handed(kind="made", pack=sealed(newer)))
    seen = upgrading.preview(store, place.assessment.id)
    assert (seen.again, seen.aside) == (("q1",), ("q0",))
    assert {item.key for item in seen.differences} == {"choices:q0", "choices:q1"}
    take(store, place)
    assert [a.question for a in choosing.current_choices(store, place.assessment.id)] == ["q1"]
    assert "q0" in now(store, place).unanswered
    told = {
        item.capability: item.counts
        for item in earlier_texts.earlier_texts(store, place.assessment.id)
    }
    assert told == {"q0": False, "q1": True}
    made = choice_reporting.report(store, place.assessment.id)
    assert [item.name for item in made.respondents] != []
    text = whole(questionnaire.pdf(made))
    assert "set aside" in text
    upgrading.undo(store, assessment_id=place.assessment.id, by="Priya")
    assert len(choosing.current_choices(store, place.assessment.id)) == 2


def test_an_answer_to_an_earlier_text_is_marked_until_it_is_given_again(
    store: Store, place: Workspace
) -> None:
    answered(store, place)
    change(store, place, TITLE)
    assert earlier_texts.earlier_texts(store, place.assessment.id) == ()
    take(store, place)
    (found,) = earlier_texts.earlier_texts(store, place.assessment.id)
    assert [(item.before, item.after) for item in found.parts] == [("Q", TITLE.text)]
    said(store, place, "q0", "a")
    assert earlier_texts.earlier_texts(store, place.assessment.id) == ()


def test_a_snapshot_stays_on_its_version_and_is_not_compared_with_another(
    store: Store, place: Workspace
) -> None:
    answered(store, place)
    before = choice_snapshots.take(store, place.assessment.id, "before")
    change(store, place, WORSE)
    take(store, place)
    kept = choice_snapshots.snapshots(store, place.assessment.id)[0]
    assert (kept.id, kept.result) == (before.id, before.result)
    compared = choice_snapshots.compare_with_last(store, place.assessment.id)
    assert compared is not None
    assert not compared.comparable


def test_the_untouched_result_is_the_one_without_changes(store: Store, place: Workspace) -> None:
    answered(store, place)
    plain = now(store, place)
    change(store, place, OFF, WORSE)
    take(store, place)
    told = client_changes.client_changes(store, place.assessment.id, plain.as_of)
    assert isinstance(told, QuestionChanges)
    assert (told.untouched.counts, told.untouched.coverage) == (plain.counts, plain.coverage)
    assert told.result.counts == now(store, place).counts
    assert told.differs
    assert [row.difference.after for row in told.rows] == ["not asked", "high risk"]
    assert {(row.by, row.reason) for row in told.rows} == {("Priya", "as they say it")}


def test_the_report_the_workbook_and_the_json_say_what_differs_and_what_it_is_untouched(
    store: Store, place: Workspace
) -> None:
    answered(store, place)
    change(store, place, TITLE, WORSE, Figure(name="thresholds.least_coverage", value=0.9))
    take(store, place)
    made = choice_reporting.report(store, place.assessment.id)
    beside = "The untouched pack risk 1 gives, from the same answers: three medium risks, none high"
    text = " ".join(whole(questionnaire.pdf(made)).split())
    for words in (beside, TITLE.text, "as they say it", "0.9", "answer to an earlier text"):
        assert words in text
    book = load_workbook(BytesIO(questionnaire.workbook(made)))
    cells = [str(cell.value) for row in book["Changes"].iter_rows() for cell in row]
    assert TITLE.text in cells
    assert any(beside in cell for cell in cells)
    assert "Earlier texts" in book.sheetnames
    plain = json.loads(questionnaire.result_json(made))
    assert plain["client_changes"]["untouched"]["counts"] == {"medium": 3}
    Draft202012Validator(json_format.schema()).validate(plain)


def test_what_does_not_hold_is_refused_and_nothing_is_kept(store: Store, place: Workspace) -> None:
    with pytest.raises(Refused, match="no question would be left"):
        change(store, place, *(QuestionOff(question=item.id) for item in LENS.questions))
    with pytest.raises(Refused, match="Give the reason"):
        change(store, place, TITLE, reason=" ")
    assert overlays.changes(store, place.client.id, LENS.id) == ()


def test_a_new_version_of_the_pack_shows_where_it_reads_otherwise_under_a_change(
    store: Store, place: Workspace
) -> None:
    change(store, place, TITLE)
    take(store, place)
    first = LENS.questions[0].model_copy(update={"title": "Can you go back?"})
    newer = LENS.model_copy(update={"version": "2", "questions": (first, *LENS.questions[1:])})
    packs.keep(store, Handed(kind="made", pack=sealed(newer)))
    seen = upgrading.preview(store, place.assessment.id)
    assert [(item.before, item.after) for item in seen.masked] == [("Q", "Can you go back?")]
    take(store, place)
    assert asked(store, place).question("q0").title == TITLE.text
    assert asked(store, place).version.startswith("2+")


def test_assessing_again_asks_what_was_asked_last(store: Store, place: Workspace) -> None:
    change(store, place, OFF)
    take(store, place)
    last = workspaces.workspace(store, place.assessment.id).assessment
    again = assess_again(store, place.use_case.id, last)
    assert again.assessment.pack == last.pack
