"""A client's changes to a pack: applied by value, kept with a name, and never a change of an answer."""

import json
from datetime import UTC, datetime
from io import BytesIO

import pytest
from jsonschema import validate
from openpyxl import load_workbook

from assessment.model import Outcome
from content.model import Pack
from content.overlay import CriticalIn, Figure, Reworded, SwitchedOff, Target, What
from content.overlay_edits import new_question
from engagement import judging, reporting, snapshots, workspaces
from engagement.answers import earlier_texts
from engagement.clients import opening
from engagement.faults import Refused
from engagement.packs import client_changes, overlays, upgrading
from reports import result_json
from reports.client_changes import ClientChanges
from reports.sections import build as sections_of
from scoring.comparison import Comparison
from scoring.movement_causes import Cause
from tests.content.test_overlays import WRITTEN
from tests.engagement.desk import Desk, open_desk
from tests.engagement.in_force.test_inherited import found

TEXT = Reworded(capability="data.pipelines", field="anchor_3", text="Jobs run under a scheduler.")
OFF = SwitchedOff(capability="data.late-data")


def change(desk: Desk, *whats: What, reason: str = "the client says so", by: str = "Priya") -> None:
    overlays.change(
        desk.store, client_id=desk.place.client.id, pack_id=desk.place.assessment.pack.id,
        whats=whats, by=by, reason=reason,
    )  # fmt: skip


def take(desk: Desk) -> None:
    seen = upgrading.preview(desk.store, desk.id)
    upgrading.take(desk.store, assessment_id=desk.id, digest=seen.after.digest, by="Priya")


def pack(desk: Desk) -> Pack:
    return workspaces.pack_of(desk.store, workspaces.workspace(desk.store, desk.id).assessment)


def answered(desk: Desk, level: int = 3) -> Desk:
    for capability in workspaces.asked(desk.store, desk.id):
        desk.answer(capability, level, grade="E2", link="https://wiki.example.org/x")
    return desk


def test_a_running_assessment_keeps_its_pack_until_somebody_takes_the_changes(desk: Desk) -> None:
    before = pack(desk)
    change(desk, TEXT)
    assert pack(desk) == before
    offered = upgrading.waiting(desk.store, desk.id)
    assert offered is not None
    assert offered.changes == 1
    take(desk)
    assert pack(desk).capability("data.pipelines").anchors[2] == TEXT.text
    assert upgrading.waiting(desk.store, desk.id) is None


def test_taking_the_changes_moves_no_answer_and_going_back_restores_everything(desk: Desk) -> None:
    answered(desk)
    said, card, before = desk.current(), judging.scorecard(desk.store, desk.id), pack(desk)
    change(desk, TEXT, OFF)
    take(desk)
    assert dict(desk.current().items()) == said
    upgrading.undo(desk.store, assessment_id=desk.id, by="Priya")
    moment = card.as_of
    assert pack(desk) == before
    assert judging.scorecard(desk.store, desk.id, moment) == card
    assert [item.undoes for item in upgrading.moves(desk.store, desk.id)] == [False, True]


def test_what_is_switched_off_leaves_total_maximum_and_coverage_and_comes_back_as_answered(
    desk: Desk,
) -> None:
    desk.answer("data.late-data", 2)
    desk.answer("data.pipelines", 4)
    before = judging.scorecard(desk.store, desk.id)
    change(desk, OFF)
    take(desk)
    off = judging.scorecard(desk.store, desk.id)
    assert not off.capability("data.late-data").applicable
    assert off.capability("data.late-data").reason == "the client says so"
    assert "data.late-data" not in workspaces.asked(desk.store, desk.id)
    total = sum(item.weight for item in before.capabilities if item.applicable)
    own = before.capability("data.late-data").weight
    covered = before.coverage * total - own
    assert off.coverage == pytest.approx(covered / (total - own))
    overlays.take_back(
        desk.store, client_id=desk.place.client.id, pack_id=desk.place.assessment.pack.id,
        keys=[OFF.key], by="Priya",
    )  # fmt: skip
    take(desk)
    again = judging.scorecard(desk.store, desk.id, before.as_of)
    assert again == before.model_copy(update={"pack": again.pack})
    assert again.pack == before.pack


def test_the_preview_shows_what_the_version_moves_and_which_answers_were_given_to_an_earlier_text(
    desk: Desk,
) -> None:
    answered(desk)
    desk.answer("data.pipelines", 5, grade="E2", link="https://wiki.example.org/x")
    desk.answer("data.late-data", 1, grade="E2", link="https://wiki.example.org/x")
    change(
        desk,
        TEXT,
        OFF,
        CriticalIn(capability="data.lineage-versioning", profiles=("customer-realtime",)),
        Figure(name="weights.capabilities.data.pipelines", value=6),
    )
    snapshots.take(desk.store, desk.id)
    seen = upgrading.preview(desk.store, desk.id)
    assert seen.again == ("data.pipelines",)
    assert seen.aside == ("data.late-data",)
    take(desk)
    now = judging.scorecard(desk.store, desk.id, seen.card_after.as_of)
    assert now == seen.card_after.model_copy(update={"as_of": now.as_of})
    moved = snapshots.compare_with_last(desk.store, desk.id)
    assert moved
    assert seen.moved
    assert seen.moved.parts
    assert _by_pack(moved) == _by_pack(seen.moved)
    assert {part.cause for item in moved.areas for part in item.parts} <= {Cause.PACK, Cause.TIME}
    assert now.index
    assert moved.under
    assert moved.under == seen.moved.under
    assert moved.under.index == pytest.approx(now.index.level)
    assert "Worded otherwise" in moved.note
    assert "no longer answered or applicable" in moved.note


def _by_pack(found: Comparison) -> list[tuple[str, float]]:
    """What the pack moved of each area, and of all of them, as it prints."""
    rows = [("", found.parts), *((item.area, item.parts) for item in found.areas)]
    return [
        (name, round(sum(part.levels for part in parts if part.cause is Cause.PACK), 6))
        for name, parts in rows
    ]


def test_the_untouched_verdict_is_the_one_without_changes(desk: Desk) -> None:
    answered(desk)
    plain = judging.scorecard(desk.store, desk.id)
    change(desk, Figure(name="thresholds.ready_probability", value=0.99), TEXT)
    take(desk)
    told = client_changes.client_changes(desk.store, desk.id, plain.as_of)
    assert isinstance(told, ClientChanges)
    assert (told.untouched.verdict, told.untouched.index) == (plain.verdict, plain.index)
    assert next(row.difference.before for row in told.rows) == "0.8"
    assert {(row.by, row.reason) for row in told.rows} == {("Priya", "the client says so")}
    assert all(row.at <= datetime.now(UTC) for row in told.rows)


def test_another_target_is_what_the_plan_aims_at_and_never_moves_the_verdict(desk: Desk) -> None:
    answered(desk)
    name = "data.lineage-versioning"
    before = judging.scorecard(desk.store, desk.id)
    change(desk, Target(capability=name, profile="customer-realtime", level=5))
    take(desk)
    after = judging.scorecard(desk.store, desk.id, before.as_of)
    assert (before.capability(name).target, after.capability(name).target) == (3, 5)
    assert (after.verdict, after.index, after.confidence) == (
        before.verdict, before.index, before.confidence,
    )  # fmt: skip
    told = client_changes.client_changes(desk.store, desk.id)
    assert told is not None
    assert [(row.difference.part, row.difference.after) for row in told.rows] == [
        ("Target in Customer-facing real-time decision", "level 5")
    ]


def test_a_change_needs_a_name_and_a_reason_and_a_pack_that_still_holds(desk: Desk) -> None:
    for fields in ({"by": " "}, {"reason": ""}):
        with pytest.raises(Refused):
            change(desk, TEXT, **fields)
    criticals = [
        SwitchedOff(capability=item.id)
        for item in pack(desk).capabilities
        if item.area == "reliable"
    ]
    with pytest.raises(Refused, match="no critical capability in the dimension 'reliable'"):
        change(desk, *criticals)
    assert upgrading.waiting(desk.store, desk.id) is None


def test_a_snapshot_stays_on_its_version(desk: Desk) -> None:
    from engagement import snapshots

    answered(desk)
    before = snapshots.take(desk.store, desk.id, note="before")
    change(desk, TEXT)
    take(desk)
    assert snapshots.snapshot(desk.store, before.id).info.pack == before.pack


def test_an_answer_to_another_text_stays_and_is_marked_until_it_is_given_again(desk: Desk) -> None:
    desk.answer("data.pipelines", 4)
    change(desk, TEXT)
    assert earlier_texts.earlier_texts(desk.store, desk.id) == ()
    take(desk)
    (found,) = earlier_texts.earlier_texts(desk.store, desk.id)
    assert (found.capability, found.respondent) == ("data.pipelines", desk.person.id)
    assert [item.after for item in found.parts] == [TEXT.text]
    assert desk.levels() == {"data.pipelines": 4}
    assert reporting.report(desk.store, desk.id).earlier_texts == (found,)
    desk.answer("data.pipelines", 4)
    assert earlier_texts.earlier_texts(desk.store, desk.id) == ()
    upgrading.undo(desk.store, assessment_id=desk.id, by="Priya")
    assert [item.pack for item in earlier_texts.earlier_texts(desk.store, desk.id)] != []


def test_a_new_assessment_of_the_client_starts_with_the_changes_and_another_clients_without(
    desk: Desk,
) -> None:
    change(desk, TEXT)
    again = opening.start_assessment(
        desk.store, use_case_id=desk.place.use_case.id, profile_id="customer-realtime"
    )
    other = open_desk(desk.store, client="Other", use_case="Else")
    own = workspaces.pack_of(desk.store, again.assessment)
    assert own.capability("data.pipelines").anchors[2] == TEXT.text
    assert other.place.assessment.pack == desk.place.assessment.pack


def test_an_added_question_goes_with_all_that_was_said_of_it(desk: Desk) -> None:
    made = new_question(pack(desk), pack(desk).area("organization"), WRITTEN)
    id_ = made.capability.id
    change(desk, made, CriticalIn(capability=id_, profiles=("customer-realtime",)))
    take(desk)
    desk.answer(id_, 3)
    overlays.take_back(
        desk.store, client_id=desk.place.client.id, pack_id=desk.place.assessment.pack.id,
        keys=[made.key], by="Priya",
    )  # fmt: skip
    assert upgrading.preview(desk.store, desk.id).aside == (id_,)
    take(desk)
    assert pack(desk) == workspaces.pack_of(desk.store, desk.place.assessment)


def test_the_report_says_what_differs_and_what_the_untouched_pack_would_say(desk: Desk) -> None:
    answered(desk)
    change(desk, Figure(name="thresholds.conditional_probability", value=0.75), TEXT)
    take(desk)
    made = reporting.report(desk.store, desk.id)
    told = made.client_changes
    assert told is not None
    assert told.differs
    sections = {item.id: item for item in sections_of(made)}
    beside = "The untouched pack ai-production 1.1.0 gives, from the same answers: conditional"
    assert beside in sections["answer"].model_dump_json()
    shown = sections["client-changes"].model_dump_json()
    for words in (beside, TEXT.text, "the client says so", "Priya"):
        assert words in shown
    sheet = load_workbook(BytesIO(reporting.made_as(made, "xlsx")))["Changes"]
    cells = [str(cell.value) for row in sheet.iter_rows() for cell in row]
    assert TEXT.text in cells
    result = json.loads(reporting.made_as(made, "json"))
    assert result["client_changes"]["untouched"]["verdict"] == "conditional"
    validate(result, result_json.schema())


def test_a_finding_that_bears_on_a_reworded_level_says_so_in_the_report(desk: Desk) -> None:
    answered(desk)
    found(desk, Outcome.ABSENT, "data.pipelines", "eng.rollback")
    plain = entries(desk)
    assert "was reworded" not in plain
    change(desk, TEXT)
    take(desk)
    told = entries(desk)
    assert told.count("Level 3 of Production data pipelines was reworded for this client") == 1
    assert TEXT.text in told


def entries(desk: Desk) -> str:
    made = reporting.report(desk.store, desk.id)
    return next(item for item in sections_of(made) if item.id == "evidence").model_dump_json()
