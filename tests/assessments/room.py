"""A workshop of the full assessment, with words typed wherever somebody can type any."""

from datetime import timedelta

from engagement import workshops
from engagement.outside import clock
from engagement.store import Store
from tests.assessments.words import Words
from tests.engagement.roomful import Roomful

ROLES = {
    "executive": "Ana", "business_owner": "Ben", "risk_compliance": "Cleo", "product": "Dov",
    "data_engineering": "Eli", "ml_engineering": "Fay", "operations": "Gus",
}  # fmt: skip
LATER = timedelta(days=60)


def meet(store: Store, assessment_id: str, words: Words) -> None:
    """One item agreed, one disputed, one parked; decisions, and what would stop the work."""
    by = words.text("workshop.opened_by", "Kim")
    named = [item.capability for item in workshops.proposals(store, assessment_id)][:3]
    at = Roomful(store, workshops.open_workshop(
        store, assessment_id=assessment_id, agenda="own", by=by, items=named,
    ))  # fmt: skip
    for role, name in ROLES.items():
        token = workshops.join(
            store, code=at.workshop.code, name=words.text("participant.name", name), role=role,
            device=f"device-of-{role}".ljust(20, "-"),
        ).token  # fmt: skip
        at.tickets[name] = token
    due = (clock.now() + LATER).date()
    _voted(at, words, 1)
    _again(at, words, Ana=3, Ben=3, Cleo=3, Dov=2, Eli=2, Fay=2, Gus=2)
    at.step(workshops.agree, level=2, owner=words.text("workshop_item.owner", "Owner", 200),
            dissent=words.text("workshop_item.dissent", "Who sees it otherwise", 900))  # fmt: skip
    _voted(at, words, 2)
    _again(at, words, Ana=5, Ben=5, Cleo=5, Dov=1, Eli=1, Fay=1, Gus=1)
    at.step(workshops.dispute, owner=words.text("workshop_item.owner", "Director"), due=due,
            dissent=words.text("workshop_item.dissent", "What it turns on"))  # fmt: skip
    _voted(at, words, 3)
    at.step(workshops.park, owner=words.text("workshop_item.owner", "Who finds out"), due=due)
    for number in range(2):
        workshops.decide(
            store, workshop_id=at.id, key=str(number), due=due, by=by,
            text=words.text("workshop_decision.text", "We decide", 400),
            owner=words.text("workshop_decision.owner", "Board"),
        )  # fmt: skip
    workshops.set_kill_criterion(
        store, workshop_id=at.id, by=by, text=words.text("workshop.kill", "Nobody uses it", 900)
    )
    workshops.close_workshop(store, workshop_id=at.id, by=by)


def _voted(at: Roomful, words: Words, position: int) -> None:
    """A first vote, shown; one reason is read out, the others are not."""
    at.begin(position)
    for level, name in enumerate(("Ana", "Ben", "Cleo", "Dov", "Eli"), 1):
        at.vote(name, level, reason=words.text("workshop_vote.reason", "As I see it", 120))
    at.vote("Fay", None, reason=words.text("workshop_vote.reason", "I never saw it"))
    at.vote("Gus", None, not_applicable=True,
            reason=words.text("workshop_vote.reason", "We buy it"))  # fmt: skip
    at.step(workshops.reveal)
    at.step(workshops.show_reasons)
    typed = workshops.console(at.store, at.id).typed
    workshops.read_out(at.store, workshop_id=at.id, position=position, reasons=typed[:1], by="Kim")


def _again(at: Roomful, words: Words, **levels: int) -> None:
    if workshops.console(at.store, at.id).has_findings:
        at.step(workshops.show_finding)
    at.step(workshops.second_vote)
    for name, level in levels.items():
        at.vote(name, level, reason=words.text("workshop_vote.reason", "Now"))
    at.step(workshops.reveal)
