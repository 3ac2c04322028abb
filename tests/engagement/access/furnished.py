"""An assessment with one of everything that an action can be about, and the arguments that name it."""

from datetime import timedelta
from typing import Any

from assessment.model import Pending
from assessment.sources import Source
from assessment.workshop.phases import Phase, Stage
from content.overlay import Target
from engagement import snapshots, watching, workspaces
from engagement.invitations import inviting, links
from engagement.invitations.model import Invitee
from engagement.invitations.passing_on import pass_on
from engagement.looks import collecting
from engagement.outside import clock
from engagement.packs import overlays
from engagement.plans import deciding, planning, scenarios
from engagement.settling import conflicts, setting_aside
from tests.engagement import roomful
from tests.engagement.desk import Desk, open_desk
from tests.engagement.planted import find

CRITICAL, OTHER, LOW = "eng.rollback", "data.feature-store", "observable.input-drift"
BY = "Mara"
BY_FUNCTION: dict[str, dict[str, Any]] = {
    "access.members.add_member": {"who": "new@example.org", "role": "viewer"},
    "access.members.change_member": {"role": "analyst"},
    "correcting.correct": {"capability": OTHER},
    "conflicts.assign": {"owner": "Kim"},
    "good_enough.accept_level": {"capability": LOW},
    "rounds.talk_over": {"capability": OTHER},
    "schedule.cadence.set_source_cadence": {"days": 7},
    "setting_aside.waive": {"capability": OTHER},
    "invitations.answering.withdraw": {"asked": CRITICAL},
    "invitations.passing_on.pass_on": {"asked": CRITICAL, "name": "New"},
    "branding.keep_brand": {"colour": "#0f62a8", "mark": ""},
    "sources.add_source": {"kind": "metrics_endpoint", "address": "http://127.0.0.1:9/other"},
    "sources.remove_source": {"reason": ""},
    "trying.try_source": {
        "source": Source(id="1", kind="metrics_endpoint", name="S", address="nowhere")
    },
    "watching.attesting.attest": {"initiative": "I-REL-02", "condition": "regression-test"},
    "watching.attesting.accept_attestation": {
        "initiative": "I-REL-02",
        "condition": "regression-test",
    },
    "watching.attesting.withdraw_attestation": {
        "initiative": "I-REL-02",
        "condition": "regression-test",
    },
    "workshops.joining.join": {"device": "a phone of its own".ljust(20, "-")},
    "workshops.leading.show": {"at": (Stage.ITEM, False), "to": (Stage.CONFIDENCE, False)},
    "workshops.deciding.agree": {"at": Phase.FINDING},
    "workshops.leading.set_kill_criterion": {"text": "Stop where it costs more than it saves."},
}
"""What one function alone needs otherwise."""
ELSEWHERE: dict[str, dict[str, str]] = {
    "looking.look": {"assessment_id": "nothing_to_look_at"},
    "looking.start_looking": {"assessment_id": "nothing_to_look_at"},
    "watching.rereading.watch": {"assessment_id": "nothing_to_look_at"},
    "invitations.": {"token": "link"},
}
"""What functions of a name, or that begins so, are handed in the place of an argument."""


def furnish(desk: Desk, words: str) -> dict[str, Any]:
    """What there is, by the names of arguments; ``words`` stand in what people said and probes saw."""
    for capability, level in ((CRITICAL, 4), (OTHER, 4), (LOW, 2)):
        desk.answer(capability, level, comment=f"The {words} did it")
    found = [
        find(desk.store, desk.place, capability, source=capability, observed=f"No {words}")
        for capability in (CRITICAL, OTHER)
    ]
    held = {item.capability: item for item in conflicts.conflicts(desk.store, desk.id)}
    asked = setting_aside.overrule(
        desk.store, finding_id=found[0], by=BY, reason=f"Not the {words}"
    )
    assert isinstance(asked, Pending)
    return (
        _plan(desk)
        | _source(desk)
        | _invited(desk)
        | _workshop(desk)
        | _overlay(desk)
        | {
            "finding_id": found[1], "number": held[OTHER].number, "request_id": asked.id,
            "digest": desk.attach(CRITICAL).digest, "capabilities": (CRITICAL,),
            "levels": {desk.person.id: 2}, "until": clock.now() + timedelta(days=9), "due": None,
            "snapshot_id": snapshots.take(desk.store, desk.id).id, "reviewer": BY,
            "typed_name": desk.place.client.name, "pack_digest": "0" * 64,
        }
    )  # fmt: skip


def _plan(desk: Desk) -> dict[str, Any]:
    inputs = planning.plan_inputs(desk.store, desk.id).model_copy(
        update={"capacity": {"platform_engineering": 1.0}}
    )
    scenario = scenarios.keep_scenario(desk.store, desk.id, "More people", inputs)
    decision = deciding.record_decision(
        desk.store, assessment_id=desk.id, title="Hold it", text="Until it is proved", owner="Kim"
    )
    watching.attest(
        desk.store, assessment_id=desk.id, initiative="I-REL-02", condition="regression-test",
        by=BY, reason="I saw it",
    )  # fmt: skip
    initiative = workspaces.pack_of(desk.store, desk.place.assessment).initiatives[0].id
    return {
        "inputs": inputs, "scenario": scenario, "decision": decision, "initiative_id": initiative,
        "owner": "Kim",
    }  # fmt: skip


def _source(desk: Desk) -> dict[str, Any]:
    """One of the assessment; a look is tried at another one, without a source: nothing is sent."""
    bare = open_desk(desk.store, client=desk.place.client.name, use_case="Not looked at")
    made = collecting.add_source(
        desk.store, assessment_id=desk.id, kind="metrics_endpoint", address="http://127.0.0.1:9/m"
    )
    return {"source": made, "source_id": made.id, "nothing_to_look_at": bare.id}


def _invited(desk: Desk) -> dict[str, Any]:
    who = Invitee(name="Lee", role="data_engineering", asked=(CRITICAL, OTHER))
    made = inviting.invite(desk.store, assessment_id=desk.id, people=[who], by=BY)[0]
    token = links.token_of(made)
    passed = pass_on(desk.store, token, asked=OTHER, name="Zoe", role="operations")
    return {
        "link": token, "invitation_id": made.id, "passed_id": passed.id, "asked": (CRITICAL,),
        "people": [who.model_copy(update={"name": "New"})], "base": "http://x", "allowed": True,
        "by_mail": False, "invited": made.respondent,
    }  # fmt: skip


def _workshop(desk: Desk) -> dict[str, Any]:
    room = roomful.opened(desk)
    room.join("Tom")
    room.begin()
    item = room.item()
    return {
        "workshop_id": room.id, "position": item.position, "at": item.phase, "agenda": "own",
        "after": Phase.REVEALED, "token": room.tickets["Tom"], "code": room.workshop.code,
        "key": "0" * 12, "seconds": 60, "extra": 1, "to": 1, "dots": {}, "fingers": 3,
        "level": 2, "reasons": (),
    }  # fmt: skip


def _overlay(desk: Desk) -> dict[str, Any]:
    about: dict[str, Any] = {
        "client_id": desk.place.client.id,
        "pack_id": desk.place.assessment.pack.id,
        "by": BY,
    }
    what = Target(capability=OTHER, profile="customer-realtime", level=2)
    overlays.change(desk.store, **about, whats=[what], reason="It is enough")
    return {"pack_id": about["pack_id"], "whats": [what], "keys": [what.key]}
