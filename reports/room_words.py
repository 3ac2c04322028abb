"""A workshop in sentences: the same in the report, in the two pages, and on the screen."""

from assessment.workshop.model import ReasonRead
from assessment.workshop.phases import Phase
from assessment.workshop.record import ItemRecord, WorkshopRecord
from assessment.workshop.spread import Spread
from reports.wording import capital, count, plural, share_of, short_day

_LISTED = 12
"""Votes that are still listed one by one; more are counted level by level."""

_OF_ONE = {Phase.AGREED: "agreed on its one item", Phase.DISPUTED: "disputes its one item"}


def title(record: WorkshopRecord) -> str:
    """On how many items the room agreed, and how many it disputes."""
    taken = [item for item in record.items if item.phase is not Phase.WAITING]
    if not taken:
        return "The room voted on nothing"
    if len(taken) == 1:
        return f"The room {_OF_ONE.get(taken[0].phase, 'left its one item open')}"
    agreed = sum(item.phase is Phase.AGREED for item in taken)
    disputed = sum(item.phase is Phase.DISPUTED for item in taken)
    head = f"The room agreed on {share_of(agreed, len(taken))} items"
    return f"{head} and disputes {count(disputed)}" if disputed else head


def lead(record: WorkshopRecord, names: bool) -> str:
    """When, with how many, and, where people are named, who led."""
    people = plural(record.joined, "person", "people")
    led = f", led by {record.led_by}" if names and record.led_by else ""
    return (
        f"Workshop of {short_day(record.opened_at.date())}{led}. "
        f"{capital(people)} joined; votes carry no names."
    )


def votes(shown: Spread | None) -> str:
    """*1 2 2 4*, or *two at 1, seven at 2* where there are many; who does not know is counted."""
    if shown is None:
        return "–"
    if shown.votes <= _LISTED:
        told = " ".join(str(level) for level in shown.given)
    else:
        told = ", ".join(f"{n} at {level}" for level, n in enumerate(shown.levels, 1) if n)
    return "; ".join(filter(None, [told, *without_level(shown)])) or "no vote"


def distance(shown: Spread) -> str:
    """How far apart those who gave a level stand, without a statistic."""
    if not shown.reach:
        return "All on one level" if shown.votes > 1 else "One vote"
    far = f"{plural(shown.reach, 'level')} apart"
    return f"Two camps, {far}" if shown.polarised else capital(far)


def without_level(shown: Spread) -> list[str]:
    """*1 does not know*, *2 say not applicable*: who voted and gave no level."""
    unsure, apart = shown.dont_know, shown.not_applicable
    told = [f"{unsure} {'does' if unsure == 1 else 'do'} not know"] if unsure else []
    return told + ([f"{apart} {'says' if apart == 1 else 'say'} not applicable"] if apart else [])


def became(item: ItemRecord) -> str:
    """What became of it, in a few words."""
    if item.phase is Phase.AGREED:
        against = item.against
        other = f", {plural(against, 'vote')} otherwise" if against else ""
        return f"level {item.agreed}{other}"
    if item.phase is Phase.DISPUTED:
        due = f" by {short_day(item.due)}" if item.due else ""
        return f"disputed; {item.owner} settles it{due}"
    if item.phase is Phase.PARKED:
        due = f" by {short_day(item.due)}" if item.due else ""
        return f"parked; {finds_out(item.owner)}{due}"
    return "skipped" if item.phase is Phase.SKIPPED else "not finished"


def finds_out(owner: str) -> str:
    """Who finds out about a parked item, or that there is nobody yet."""
    return f"{owner} finds out" if owner else "nobody is named yet to find out"


def evidence_owner(item: ItemRecord) -> str:
    """Who owns the evidence of an agreed level, *nobody yet* where that is open; else empty."""
    return (item.owner or "nobody yet") if item.phase is Phase.AGREED else ""


def dissent_word(item: ItemRecord) -> str:
    """What the kept dissent is: of a disputed item it is what the dispute turns on."""
    return "it turns on" if item.phase is Phase.DISPUTED else "dissent"


def at_level(reason: ReasonRead) -> str:
    """The level beside a typed reason; *don’t know* where none was given."""
    return "don’t know" if reason.level is None else f"level {reason.level}"


def hands(record: WorkshopRecord) -> str:
    """How sure the room was, in a sentence; empty where nobody showed a hand."""
    total = sum(record.fingers)
    if not total:
        return ""
    doubt = sum(record.fingers[:3])
    told = ", ".join(
        f"{count(n)} showed {'a fist' if fingers == 0 else plural(fingers, 'finger')}"
        for fingers, n in reversed(list(enumerate(record.fingers)))
        if n
    )
    share = f"{capital(share_of(doubt, total))} doubted it (two fingers or fewer)"
    return f"{share}: {told}." if doubt else f"Nobody doubted it: {told}."
