"""What would change the verdict, in sentences that screen and report share."""

from collections.abc import Callable

from content.locales import written
from reports.wording import (
    NBSP,
    VERDICT_WORDS,
    capital,
    count,
    first_that_fits,
    join,
    percent,
    plural,
)
from scoring.model import Verdict
from scoring.turning_model import Pivot, Turning, Verification

Name = Callable[[str], str]
"""Capability id -> its short name."""
NAMED = 3
"""Sets of up to so many are named in a title."""
STANDS = (
    "Each may be as low as its 80 % interval allows, and the verdict stays. What would still take it "
    "back is a new finding to the contrary on a critical capability."
)
LISTED = 5
"""So many of the verify-first list are shown; the title adds up their minutes."""


def title(held: Turning, name: Name) -> str:
    """The finding: what, if anything, brings the verdict up or down."""
    if held.aim is held.verdict:
        return _of_ready(held, name)
    if not held.up:
        return "Nothing within the evidence changes the verdict"
    if held.verdict is Verdict.INSUFFICIENT_EVIDENCE:
        return (
            f"{capital(plural(len(held.up), 'answer'))} stand between today and a verdict".replace(
                "One answer stand", "One answer stands"
            )
        )
    return _of_set(held, name)


def _of_ready(held: Turning, name: Name) -> str:
    if not held.down:
        return "No single capability, as low as the evidence allows, takes the verdict back"
    if len(held.down) == 1:
        return f"{name(held.down[0].capability)} alone could take the verdict back"
    return f"Any one of {count(len(held.down))} capabilities could take the verdict back"


def _of_set(held: Turning, name: Name) -> str:
    aim, lift = VERDICT_WORDS[held.aim].lower(), _lift(held)
    names = [name(step.capability) for step in held.up]
    if len(names) == 1:
        return first_that_fits(
            f"{names[0]} alone, once proved, lifts the verdict to {aim}, {lift}",
            f"{names[0]} alone, once proved, lifts the verdict to {aim}",
        )
    head = "No single proof lifts the verdict"
    many = f"{head}; {count(len(names))} together do, {lift}"
    if len(names) > NAMED:
        return many
    return first_that_fits(
        f"{head}; {join([_low(one) for one in names])} together do, {lift}", many
    )


def _low(name: str) -> str:
    return name if name[:2].isupper() else name[:1].lower() + name[1:]


def _lift(held: Turning) -> str:
    return f"from {percent(held.share)} to {percent(held.up[-1].share)}"


def measure(held: Turning) -> str:
    """What every share here counts."""
    return f"share of {written(held.draws, ',')} perturbed judgements that end in {aim_words(held)}"


def aim_words(held: Turning) -> str:
    """*ready*, *conditional or better* …"""
    words = VERDICT_WORDS[held.aim].lower()
    if held.aim is Verdict.NOT_READY:
        return "any verdict"
    return words if held.aim is Verdict.READY else f"{words} or better"


def tornado_lead(held: Turning) -> str:
    """How the bars of the tornado are to be read."""
    ends = "set to the low and to the high end of what the evidence allows"
    if not held.tornado.closed:
        return f"{capital(measure(held))}, when one capability at a time is {ends}."
    return (
        f"No single one lifts it by a point, so each is drawn with the other members of the smallest "
        f"set closed ({count(len(held.tornado.closed))} in all): {measure(held)}, with this one {ends}."
    )


def steps_title(held: Turning) -> str:
    """The steps as a sentence."""
    number, needed = len(held.up), percent(held.agreement_needed)
    if number == 1:
        return f"One proof crosses the line of {needed}"
    if all(step.share < held.agreement_needed for step in held.up[:-1]):
        return f"Only all {count(number)} proofs together cross the line of {needed}"
    return f"{capital(count(number))} proofs, in this order, cross the line of {needed}"


def down_title(held: Turning) -> str:
    """What one capability found low would do."""
    if not held.down:
        return "No single capability, as low as the evidence allows, brings the verdict down"
    worse = VERDICT_WORDS[held.down[0].verdict].lower()
    verb = "turns" if len(held.down) == 1 else "each turn"
    which = plural(len(held.down), "capability", "capabilities")
    return f"Down: {which}, found low, {verb} it to {worse}"


def pivot(item: Pivot) -> str:
    """One way down, without the name."""
    low = f"level {item.level}" + (" or lower" if item.level > 1 else "")
    return f"found at {low} ({percent(item.chance)} likely): {VERDICT_WORDS[item.verdict].lower()}"


def verify_title(held: Turning) -> str:
    """What a look at the list would cost."""
    if not held.verify:
        return "Nothing that could be verified would turn the verdict"
    minutes = sum(item.minutes for item in held.verify[:LISTED])
    spent = (
        f"{round(minutes)}{NBSP}minutes"
        if minutes < 91
        else f"{written(minutes / 60, '.1f')}{NBSP}hours"
    )
    return f"Verify first: {spent} that could turn the verdict"


def verify_taken(held: Turning) -> str:
    """What the chances of the list take for given; empty where single ones turn the verdict."""
    others = len(held.verify_closed) - 1
    if others < 1:
        return ""
    rest = "the other one is" if others == 1 else f"the other {count(others)} are"
    return (
        f"None turns it alone. Each chance is that of turning it once {rest} proved as well: those "
        "of the smallest set."
    )


def settles(item: Verification) -> str:
    """What settles it: a probe by its statement, an answer, or an artefact read together."""
    if item.how == "probe":
        return f"Look: {item.statement[:1].lower()}{item.statement[1:].rstrip('.')}"
    if item.how == "ask":
        return "Ask, with a recent example"
    return "Read the artefact against the text of level 3"


def minutes(item: Verification) -> str:
    """How long it takes."""
    return f"{max(1, round(item.minutes))}{NBSP}min"
