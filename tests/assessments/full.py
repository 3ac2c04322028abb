"""The full assessment: 46 questions and one of the client's own, twelve people, three use cases.

Everything goes through the product's own actions, as if it had been typed in: ``fill(store)`` works
on a server's database as well.
"""

import io
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from openpyxl import load_workbook
from PIL import Image

from assessment.model import Pending
from content.loading import FIRST_PACK, load_shipped
from content.model import AttestedCondition
from content.overlay import CriticalIn, Figure, Reworded, Target
from content.overlay_edits import NewQuestion, new_question
from engagement import judging, reporting, snapshots, workspaces
from engagement.answers import answering, applying, correcting, rounds
from engagement.artefacts import reviewing
from engagement.artefacts.attaching import attach, attach_link, new_version
from engagement.clients import branding
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.outside import clock
from engagement.packs import overlays, upgrading
from engagement.plans import deciding, plan_items, planning, scenarios, workbook_back
from engagement.portfolio import portfolio
from engagement.settling import conflicts, good_enough, second_person
from engagement.store import Store
from engagement.watching import attesting
from reports.formats import Choices, of
from reports.progress import untold
from scoring.readiness import is_below_target
from scoring.roadmap_model import Duty, Status
from tests.assessments.room import meet
from tests.assessments.said import files
from tests.assessments.seen import handed_over
from tests.assessments.words import WORD, Words

LATER = timedelta(days=60)
REWORDED = "data.pipelines"


@dataclass
class Full:
    """Where it is kept, and every word that was typed in on the way."""

    store: Store
    place: Workspace
    words: Words

    @property
    def id(self) -> str:
        """The assessment that everything is about."""
        return self.place.assessment.id


def fill(store: Store, voices_elsewhere: int = 12) -> Full:
    """Make the whole of it in a store; takes some seconds.

    ``voices_elsewhere`` is how many people answered about the two other use cases.
    """
    words, pack = Words(), load_shipped(FIRST_PACK)
    given = files(pack, words, voices_elsewhere)
    today = clock.now().date()
    place = applying.apply(store, given[0], Path(), today, began=clock.now() - timedelta(hours=1))
    held = Full(store, place, words)
    _brand(held)
    _bring_back_the_workbook(held)
    _own_questions(held)
    _attach(held)
    collecting.import_findings(
        store,
        held.id,
        handed_over(pack, words, clock.now()),
        words.text("probe_run.message", "Our reviewer"),
    )
    snapshots.take(store, held.id, note=words.text("snapshot.note", "Before the talk"))
    _talk(held)
    _object(held)
    meet(store, held.id, words)
    _plan(held)
    _attest(held)
    for number, other in enumerate(given[1:], start=2):  # last: each costs every action some time
        applying.apply(store, other, Path(), today, began=clock.now() - timedelta(hours=number))
    portfolio.begin_with(store, place.client.id, words.text("elsewhere decision.owner", "Sponsor"))
    _forget_what_was_replaced(held)
    return held


def _forget_what_was_replaced(held: Full) -> None:
    """A corrected answer, and an artefact with a newer version, stay in the app's history alone."""
    said = answering.current_answers(held.store, held.id)
    kept = {word for answer in said for word in WORD.findall(answer.model_dump_json())}
    for word, what in held.words.typed.items():
        if what.startswith(("answer.", "artefact.")) and word not in kept:
            held.words.typed[word] = f"replaced {what}"


def _brand(held: Full) -> None:
    buffer = io.BytesIO()
    Image.new("RGB", (240, 80), (11, 74, 134)).save(buffer, "PNG")
    branding.keep_brand(
        held.store, client_id=held.place.client.id, colour="#0b4a86",
        mark=held.words.text("client_brand.mark", "Confidential to the steering group", 118),
        logo=buffer.getvalue(),
    )  # fmt: skip


def _attest(held: Full) -> None:
    """A word given for two conditions that no source can show."""
    asked = [
        (item.id, one.id)
        for item in workspaces.pack_of(held.store, held.place.assessment).initiatives
        for one in item.exit.conditions
        if isinstance(one, AttestedCondition)
    ]
    where: dict[str, Any] = {"assessment_id": held.id}
    for initiative, condition in asked[:2]:
        where |= {"initiative": initiative, "condition": condition}
        attesting.attest(
            held.store, **where, by=held.words.text("attestation.by", "Priya"),
            reason=held.words.text("attestation.reason", "Seen in the room", 900),
        )  # fmt: skip
    attesting.accept_attestation(
        held.store, **where, by=held.words.text("attestation.by", "Bo of the operators")
    )


def _own_questions(held: Full) -> None:
    """The client's changes, made after the answers, so that one answer is to an earlier text."""
    words, pack = held.words, workspaces.pack_of(held.store, held.place.assessment)
    own = new_question(pack, pack.area("organization"), _written(words))
    told = words.text("overlay.reworded.text", "Jobs run under a scheduler that we own.")
    whats = (
        Reworded(capability=REWORDED, field="anchor_3", text=told),
        own,
        CriticalIn(capability="data.lineage-versioning", profiles=("regulated-decision",)),
        Target(capability="data.late-data", profile="regulated-decision", level=5),
        Figure(name="weights.areas.data", value=1.5),
    )
    for what in whats:
        overlays.change(
            held.store, client_id=held.place.client.id, pack_id=pack.id, whats=(what,),
            by=words.text("overlay.by", "Priya"), reason=words.text("overlay.reason", "As agreed", 900),
        )  # fmt: skip
    seen = upgrading.preview(held.store, held.id)
    upgrading.take(
        held.store,
        assessment_id=held.id,
        digest=seen.after.digest,
        by=words.text("pack_move.by", "Priya"),
    )
    for person in answering.respondents(held.store, held.id):
        answering.answer(
            held.store, assessment_id=held.id, respondent_id=person.id, capability=own.capability.id,
            kind="level", level=2, comment=words.text("answer.comment", "Of our own question"),
            entered_by=words.text("answer.entered_by", "the facilitator"),
        )  # fmt: skip


def _written(words: Words) -> NewQuestion:
    def text(name: str, start: str) -> str:
        return words.text(f"overlay.own.{name}", start)

    first, second, third, fourth, fifth = (
        text(f"anchor {number}", start)
        for number, start in enumerate(
            ("Nobody asked", "Told", "In writing", "Reviewed", "For all"), 1
        )
    )
    return NewQuestion(
        name=text("name", "Works council agreement"), short_name=text("short_name", "Works council"),
        definition=text("definition", "The council agreed."), why=text("why", "It can stop all."),
        anchors=(first, second, third, fourth, fifth), evidence=text("evidence", "The agreement"),
        who=text("who", "HR lead"), minutes=0.5, title=text("title", "Agree with the council"),
        role="executive", weeks=(1, 2, 4), proof=text("proof", "The signed agreement"),
    )  # fmt: skip


def _attach(held: Full) -> None:
    """Files and a link: one accepted, one given back, one replaced by a newer version."""
    store, words = held.store, held.words
    said = [item for item in answering.current_answers(store, held.id) if item.level]
    for number, answer in enumerate(said[:6]):
        where: dict[str, Any] = {
            "assessment_id": held.id, "respondent_id": answer.respondent,
            "capability": answer.capability,
        }  # fmt: skip
        if number == 5:
            attach_link(
                store, link=words.link("artefact.link", "https://files.example.org/plan"), **where
            )
            continue
        name = f"{words.text('artefact.filename', 'plan')}.pdf"
        kept = attach(store, filename=name, content=f"a plan, {number}".encode(), **where)
        if number == 0:
            reviewing.accept(
                store, digest=kept.digest, capability=answer.capability, assessment_id=held.id,
                reviewer=words.text("acceptance.reviewer", "Our reviewer"),
            )  # fmt: skip
        if number == 1:
            reviewing.give_back(
                store, assessment_id=held.id, digest=kept.digest, capabilities=[answer.capability],
                reviewer=words.text("artefact_return.reviewer", "Our reviewer"),
                reason=words.text("artefact_return.reason", "It is unsigned", 1_500),
            )  # fmt: skip
        if number == 2:
            new_version(
                store, assessment_id=held.id, digest=kept.digest, content=b"a newer plan",
                filename=f"{words.text('artefact.filename', 'plan 2')}.pdf",
                by=words.text("artefact.owner", "Records office"),
            )  # fmt: skip


def _talk(held: Full) -> None:
    """Second rounds: one agreed, one disputed and given to somebody; a vote counted in a room."""
    store, words = held.store, held.words
    card = judging.scorecard(store, held.id)
    people = answering.respondents(store, held.id)
    open_ = [item.id for item in card.capabilities if item.answered and item.applicable]
    for number, capability in enumerate(open_[2:5]):
        levels = {people[0].id: 1, people[1].id: 5} if number else {}
        rounds.talk_over(
            store, assessment_id=held.id, capability=capability, levels=levels,
            by=words.text("second_round.by", "Moderator"),
            comment=words.text("second_round.note", "We looked together"),
        )  # fmt: skip
        rounds.assign(
            store, assessment_id=held.id, capability=capability, due=(clock.now() + LATER).date(),
            owner=words.text("second_round.owner", "Deciding director", 200),
        )  # fmt: skip


def _object(held: Full) -> None:
    """Conflicts given to people, waived, overruled and corrected; a level accepted as good enough."""
    store, words = held.store, held.words
    open_ = [item for item in conflicts.conflicts(store, held.id) if item.state != "closed"]
    assert len(open_) > 4, "the findings contradict too little"
    open_.sort(key=lambda item: not item.critical)  # a second person agrees where it is critical
    for item in open_[:3]:
        conflicts.assign(
            store, assessment_id=held.id, number=item.number, due=(clock.now() + LATER).date(),
            owner=words.text("conflict.owner", "Head of engineering", 200),
            by=words.text("conflict_event.by", "Moderator"),
        )  # fmt: skip
    asked: list[object] = [
        collecting.waive(
            store, assessment_id=held.id, capability=open_[0].capability, until=clock.now() + LATER,
            by=words.text("waiver.by", "Director"),
            reason=words.text("waiver.reason", "Replaced in May", 3_000),
        )
    ]  # fmt: skip
    asked += [
        collecting.overrule(
            store, finding_id=finding, by=words.text("overrule.by", "Director"),
            reason=words.text("overrule.reason", "It looked at another house", 3_000),
            until=clock.now() + LATER,
        )
        for finding in open_[1].findings
    ]  # fmt: skip
    for request in asked:
        if isinstance(request, Pending):
            what = f"{request.kind}.second"
            second_person.agree(
                store, request_id=request.id, by=words.text(what, "Second director")
            )
    waits = collecting.overrule(
        store, finding_id=open_[3].findings[0], also=open_[3].findings[1:],
        by=words.text("pending.by", "Director"),
        reason=words.text("pending.reason", "It looked at the old house", 900),
    )  # fmt: skip
    assert isinstance(waits, Pending)
    said = correcting.claims(store, held.id, open_[2].capability)
    correcting.correct(
        store, assessment_id=held.id, capability=open_[2].capability,
        levels={item.respondent: 1 for item in said if item.level},
        by=words.text("answer.entered_by", "Moderator"),
        comment=words.text("answer.comment", "Corrected after we looked"),
    )  # fmt: skip
    below = [
        item for item in judging.scorecard(store, held.id).capabilities if is_below_target(item)
    ]
    good_enough.accept_level(
        store, assessment_id=held.id, capability=below[0].id, until=clock.now() + LATER,
        by=words.text("good_enough.by", "Director"),
        reason=words.text("good_enough.reason", "Two shops need no more", 2_000),
    )  # fmt: skip


def _plan(held: Full) -> None:
    """Owners, duties, a scenario, decisions, and the use case to begin with."""
    store, words = held.store, held.words
    rows = planning.roadmap(store, held.id).rows
    for row in rows[:4]:
        plan_items.set_item(
            store, held.id, row.id, owner=words.text("plan_item.owner", "Owner of it", 200),
            status=Status.IN_PROGRESS,
        )  # fmt: skip
    kept = planning.plan_inputs(store, held.id)
    duty = Duty(
        name=words.text("plan_settings.duties.name", "Registration with the authority", 400),
        due=(clock.now() + timedelta(days=90)).date(), initiative=rows[0].id, cost=10_000.0,
    )  # fmt: skip
    planning.keep_plan(store, held.id, kept.model_copy(update={"duties": (duty,)}))
    more = kept.model_copy(
        update={"duties": (duty,), "capacity": kept.capacity | {"executive": 3.0}}
    )
    scenarios.keep_scenario(
        store, held.id, words.text("plan_scenario.name", "Three more", 60), more,
        by=words.text("plan_scenario.kept_by", "Planner"),
    )  # fmt: skip
    for number in range(9):
        deciding.record_decision(
            store, assessment_id=held.id, title=words.text("decision.title", f"Decision {number}", 110),
            text=words.text("decision.text", "What exactly is decided", 3_000 if number == 0 else 0),
            owner=words.text("decision.owner", "Board"), due=(clock.now() + LATER).date(),
            proposed=number % 2 == 0,
        )  # fmt: skip


def _bring_back_the_workbook(held: Full) -> None:
    """What a planner types into the workbook alone: who owns a risk and how it is met."""
    store, words = held.store, held.words
    content = of("xlsx").render(reporting.report(store, held.id), Choices(), untold)
    book = load_workbook(io.BytesIO(content))
    page = book["Risks"]
    heads = [str(cell.value) for cell in page[4]]
    for row in (5, 6):
        page.cell(row, heads.index("Owner") + 1).value = words.text(
            "risk_entry.owner", "Risk owner"
        )
        page.cell(row, heads.index("Response") + 1).value = words.text(
            "risk_entry.response", "Keep the old way for a month", 1_000
        )
    saved = io.BytesIO()
    book.save(saved)
    name = f"{words.text('workbook_taken.filename', 'plan')}.xlsx"
    seen = workbook_back.preview(store, held.id, name, saved.getvalue())
    workbook_back.accept(
        store, held.id, name, saved.getvalue(), keys=[item.key for item in seen.changes],
        by=words.text("workbook_taken.by", "Planner"),
    )  # fmt: skip
