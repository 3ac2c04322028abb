"""An assessment with a questionnaire: answers are kept, judged, frozen, advised on and told."""

from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from assessment.choices import ChoiceKind
from assessment.model import Bearing, Finding, Outcome
from content.digests import sealed
from content.loading import load_shipped, shipped
from content.questionnaire import Questionnaire
from engagement import judging
from engagement.answers import answering, seen_beside
from engagement.choices import advising, choice_judging, choice_snapshots, choosing
from engagement.choices.applying_choices import apply_any, read_any
from engagement.choices.choices_file import template
from engagement.clients import opening
from engagement.faults import Refused
from engagement.frozen.again import report_again
from engagement.frozen.listing import taken
from engagement.model import ProbeRun, Workspace
from engagement.outside import clock
from engagement.races import Overtaken
from engagement.store import Store, audit, evidence
from reports.formats import OF_QUESTIONNAIRES, Choices
from reports.progress import untold
from reports.questionnaire_model import QuestionnaireReport
from scoring.advised import AdviceStatus
from tests.engagement.desk import Desk
from tests.scoring.question_builders import DEFAULTED, risky

LENS = sealed(risky(*DEFAULTED, questions=3))


@pytest.fixture
def place(store: Store, desk: Desk) -> Workspace:
    return opening.start_questionnaire(store, use_case_id=desk.place.use_case.id, pack=LENS)


def said(store: Store, place: Workspace, question: str, *choices: str, **more: Any) -> Any:
    people = answering.respondents(store, place.assessment.id)
    return choosing.choose(
        store, assessment_id=place.assessment.id, respondent_id=people[0].id, question=question,
        choices=choices, **more,
    )  # fmt: skip


def test_a_new_answer_supersedes_and_the_history_keeps_both(store: Store, place: Workspace) -> None:
    said(store, place, "q0", "a")
    said(store, place, "q0", "a", "b")
    now = choosing.current_choices(store, place.assessment.id)
    assert [item.choices for item in now] == [("a", "b")]
    past = choosing.history(store, place.assessment.id, "q0")
    assert [item.choices for item in past] == [("a",), ("a", "b")]


def test_an_answer_that_is_taken_back_is_no_answer(store: Store, place: Workspace) -> None:
    person = said(store, place, "q0", "a").respondent
    choosing.withdraw(store, assessment_id=place.assessment.id, respondent_id=person, question="q0")
    assert choosing.current_choices(store, place.assessment.id) == ()
    assert choice_judging.result(store, place.assessment.id).unanswered == ("q0", "q1", "q2")
    said(store, place, "q0", "b")
    assert len(choosing.current_choices(store, place.assessment.id)) == 1


@pytest.mark.parametrize(
    ("question", "choices", "more", "told"),
    [
        ("q9", ("a",), {}, "no question q9"),
        ("q0", ("c",), {}, "no choice c"),
        ("q0", ("a", "a"), {}, "twice"),
        ("q0", (), {"kind": "not_applicable"}, "why this does not apply"),
        ("q0", ("a",), {"kind": "dont_know"}, "chooses something"),
        ("q0", ("a",), {"comment": "x" * 4001}, "4,000 fit"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(
    store: Store, place: Workspace, question: str, choices: tuple[str, ...], more: Any, told: str
) -> None:
    with pytest.raises(Refused, match=told):
        said(store, place, question, *choices, **more)
    assert choosing.current_choices(store, place.assessment.id) == ()


def test_one_choice_is_one_choice(store: Store, desk: Desk) -> None:
    pack = shipped("ml-test-score")
    assert isinstance(pack, Questionnaire)
    place = opening.start_questionnaire(store, use_case_id=desk.place.use_case.id, pack=pack)
    with pytest.raises(Refused, match="takes one choice"):
        said(store, place, "data-1", "by-hand", "automated")


def test_a_choice_that_refuses_all_others_stands_alone(store: Store, desk: Desk) -> None:
    question = LENS.questions[0]
    refusing = question.choices[1].model_copy(update={"none_of_these": True})
    changed = question.model_copy(update={"choices": (question.choices[0], refusing)})
    pack = sealed(LENS.model_copy(update={"questions": (changed, *LENS.questions[1:])}))
    place = opening.start_questionnaire(store, use_case_id=desk.place.use_case.id, pack=pack)
    with pytest.raises(Refused, match="no other choice holds"):
        said(store, place, "q0", "a", "b")


def test_levels_and_choices_do_not_mix(store: Store, place: Workspace, desk: Desk) -> None:
    with pytest.raises(Refused, match="answered with choices"):
        judging.scorecard(store, place.assessment.id)
    with pytest.raises(Refused, match="answered with levels"):
        choice_judging.result(store, desk.id)


def test_every_step_is_in_the_log(store: Store, place: Workspace) -> None:
    said(store, place, "q0", "a")
    advising.decide(store, place.assessment.id, "q0/b", owner="Bo")
    choice_snapshots.take(store, place.assessment.id)
    with store.reading() as tx:
        done = [e.action for e in audit.events(tx) if e.assessment_id == place.assessment.id]
    assert done == ["assessment started", "answer given", "advice decided", "snapshot taken"]


def test_what_is_decided_about_advice_stays_when_the_advice_is_followed(
    store: Store, place: Workspace
) -> None:
    said(store, place, "q0", "a")
    advising.decide(
        store, place.assessment.id, "q0/b", owner="Bo", status="in_progress",
        due=clock.now().date() - timedelta(days=1),
    )  # fmt: skip
    first = choice_judging.advice(store, place.assessment.id)[0]
    assert (first.item.owner, first.overdue, first.held) == ("Bo", True, False)
    said(store, place, "q0", "a", "b")
    (row,) = choice_judging.advice(store, place.assessment.id)
    assert (row.item.status, row.overdue, row.held) == (AdviceStatus.IN_PROGRESS, False, True)


def test_only_advice_that_the_pack_gives_can_be_decided_on(store: Store, place: Workspace) -> None:
    with pytest.raises(Refused, match="no advice q0/z"):
        advising.decide(store, place.assessment.id, "q0/z", owner="Bo")


def test_a_snapshot_says_what_moved_and_against_itself_nothing(
    store: Store, place: Workspace
) -> None:
    key = place.assessment.id
    for name in ("q0", "q1", "q2"):
        said(store, place, name, "a")
    kept = choice_snapshots.take(store, key, "before")
    assert choice_snapshots.frozen_as(store, key) == kept.id
    still = choice_snapshots.compare_with_last(store, key)
    assert still is not None
    assert (still.moved, still.sections) == ((), ())
    said(store, place, "q0", "a", "b")
    said(store, place, "q1")
    moved = choice_snapshots.compare_with_last(store, key)
    assert moved is not None
    assert {item.id: item.better for item in moved.moved} == {"q0": True, "q1": False}
    assert moved.counts_before == {"medium": 3}
    assert choice_snapshots.frozen_as(store, key) == ""
    told = report_again(store, kept.id)
    again = report_again(store, kept.id)
    assert isinstance(told, QuestionnaireReport)
    assert isinstance(again, QuestionnaireReport)
    assert told.result == kept.result
    assert told.answers == kept.inputs.answers
    [listed] = taken(store, key)
    assert (listed.note, listed.scoring) == ("before", kept.result.scoring)
    assert told.frozen
    assert listed.by == told.frozen.by
    pages = [OF_QUESTIONNAIRES[1].render(each, Choices(), untold) for each in (told, again)]
    assert pages[0] == pages[1]
    assert b"as of " in pages[0]


def test_results_of_another_version_are_not_compared(store: Store, place: Workspace) -> None:
    said(store, place, "q0", "a")
    choice_snapshots.take(store, place.assessment.id)
    newer = sealed(LENS.model_copy(update={"version": "2"}))
    later = opening.start_questionnaire(store, use_case_id=place.use_case.id, pack=newer)
    said(store, later, "q0", "b")
    compared = choice_snapshots.compare_with_last(store, later.assessment.id)
    assert compared is not None
    assert not compared.comparable
    assert later.assessment.parent == place.assessment.id


def test_what_probes_saw_of_the_use_case_stands_beside_the_question(
    store: Store, desk: Desk
) -> None:
    pack, grid = shipped("ml-test-score"), load_shipped("ai-production")
    assert isinstance(pack, Questionnaire)
    capability = next(
        item.id for item in grid.capabilities
        if any((r.framework, r.id) == ("ml-test-score", "I7") for r in item.frameworks)
    )  # fmt: skip
    _keep(store, desk, capability, Outcome.PRESENT)
    place = opening.start_questionnaire(store, use_case_id=desk.place.use_case.id, pack=pack)
    seen = seen_beside.seen_beside(store, place.assessment.id)
    assert [item.finding.statement for item in seen["infrastructure-7"]] == ["It can go back."]
    result = choice_judging.result(store, place.assessment.id)
    assert result.question("infrastructure-7").people == 0


def test_what_could_not_be_looked_at_is_not_shown_as_seen(store: Store, desk: Desk) -> None:
    pack = shipped("ml-test-score")
    assert isinstance(pack, Questionnaire)
    for capability in load_shipped("ai-production").capabilities:
        _keep(store, desk, capability.id, Outcome.UNAVAILABLE)
    place = opening.start_questionnaire(store, use_case_id=desk.place.use_case.id, pack=pack)
    assert seen_beside.seen_beside(store, place.assessment.id) == {}


def _keep(store: Store, desk: Desk, capability: str, outcome: Outcome) -> None:
    now = clock.now()
    found = Finding(
        id=f"f.{capability}", probe="p", source="s", source_kind="repository",
        statement="It can go back.", outcome=outcome, observed="Seen.", expected="",
        bearings=(Bearing(pack="ai-production", capability=capability, anchor=3),),
        observed_at=now, valid_until=now + timedelta(days=30),
    )  # fmt: skip
    with store.writing() as tx:
        run = ProbeRun(
            id=f"r.{capability}", assessment_id=desk.id, started_at=now, state="finished"
        )
        evidence.save_run(tx, run)
        evidence.add_findings(tx, run, (found,))


ANSWERS = """\
client: {name: Acme}
use_case: {name: Scoring}
assessment: {pack: ml-test-score}
respondents:
  - {id: ana, name: Ana, role: platform_engineering}
answers:
  - {by: ana, question: data-1, choices: [by-hand], comment: in the wiki}
  - {by: ana, question: data-2, dont_know: true}
  - {by: ana, question: data-3, not_applicable: the model is bought}
"""


def _file(tmp_path: Path, text: str = ANSWERS) -> Path:
    path = tmp_path / "answers.yaml"
    path.write_text(text)
    return path


def test_a_file_of_choices_becomes_an_assessment_and_twice_changes_nothing(
    store: Store, desk: Desk, tmp_path: Path
) -> None:
    given = read_any(_file(tmp_path))
    place = apply_any(store, given, tmp_path, date(2026, 11, 26))
    again = apply_any(store, given, tmp_path, date(2026, 11, 26))
    assert (place.assessment.id, place.use_case.id) == (again.assessment.id, desk.place.use_case.id)
    kinds = {a.question: a.kind for a in choosing.current_choices(store, place.assessment.id)}
    assert kinds == {
        "data-1": ChoiceKind.CHOSEN, "data-2": ChoiceKind.DONT_KNOW,
        "data-3": ChoiceKind.NOT_APPLICABLE,
    }  # fmt: skip
    assert len(choosing.history(store, place.assessment.id, "data-1")) == 1


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("by-hand", "by-hnd", "answers.yaml:7: there is no choices by-hnd; did you mean by-hand"),
        ("data-2", "data-1", "answers.yaml:8: ana answers data-1 twice"),
        (
            "by: ana, question: data-2",
            "by: an, question: data-2",
            "answers.yaml:8: there is no by an",
        ),
        ("dont_know: true", "dont_know: false", "answers.yaml:8: give exactly one of"),
        ("comment:", "coment:", "answers.yaml:7: unknown field coment; did you mean comment"),
        ("pack: ml-test-score", "pack_from: ../x.json", "there is no ../x.json beside"),
    ],
)
def test_a_mistake_in_a_file_of_choices_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, told: str
) -> None:
    assert old in ANSWERS
    with pytest.raises(Refused) as refused:
        read_any(_file(tmp_path, ANSWERS.replace(old, new, 1)))
    assert told in refused.value.sentence


def test_the_empty_file_is_one_that_can_be_filled_in(tmp_path: Path) -> None:
    pack = shipped("ml-test-score")
    assert isinstance(pack, Questionnaire)
    text = template(pack).replace("client: {name: }", "client: {name: Acme}")
    text = text.replace("use_case: {name: }", "use_case: {name: X}").replace("name: ,", "name: Me,")
    text = text.replace("  # - {by: me, question: data-1, choices: []}",
                        "  - {by: me, question: data-1, choices: [automated]}")  # fmt: skip
    given = read_any(_file(tmp_path, text))
    assert not hasattr(given, "answers")
    assert text.count("# - {by: me") == 27


def test_another_windows_choice_is_never_replaced_in_silence(
    store: Store, place: Workspace
) -> None:
    said(store, place, "q0", "a", instead_of="")
    with pytest.raises(Overtaken, match="the answer is"):
        said(store, place, "q0", "b", instead_of="")
    (stands,) = choosing.current_choices(store, place.assessment.id)
    assert stands.choices == ("a",)
    assert said(store, place, "q0", "a", instead_of="").choices == ("a",)
    assert said(store, place, "q0", "b", instead_of="", over=True).choices == ("b",)
