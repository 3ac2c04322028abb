"""How conflicts came and went, in words that screen, report and workbook share."""

from collections.abc import Mapping
from datetime import date

from reports.wording import capital, count, join, plain_level, plural, short_day
from scoring.conflict import Conflict, ConflictEvent, Resolution

SHORT = {
    Resolution.LATER_FINDING: "by a later finding",
    Resolution.ANSWER_CORRECTED: "by a corrected answer",
    Resolution.PROBE_FIXED: "by a fixed probe",
    Resolution.WAIVED: "by a waiver",
    Resolution.OVERRULED: "by overruling the finding",
    Resolution.OUT_OF_SCOPE: "as no longer asked",
}


def how(event: ConflictEvent) -> str:
    """What closed a conflict, as a clause: *the answer was corrected to 2*."""
    until = f" until {short_day(event.until.date())}" if event.until else ""
    corrected = f" to {plain_level(event.claim)}" if event.claim is not None else " (taken back)"
    return {
        Resolution.LATER_FINDING: "a later finding supports the claim",
        Resolution.ANSWER_CORRECTED: f"the answer was corrected{corrected}",
        Resolution.PROBE_FIXED: "the probe's scope was fixed, and it ran again",
        Resolution.WAIVED: f"waived{until}",
        Resolution.OVERRULED: f"the finding was overruled{until}",
        Resolution.OUT_OF_SCOPE: "it is not asked of this use case any more",
        None: "closed",
    }[event.how]


def who(event: ConflictEvent, people: Mapping[str, str], *, enterer: bool = True) -> str:
    """Whose doing a step was; ``people`` are names (or roles) by respondent id.

    Without ``enterer`` nobody is told who typed a corrected answer in.
    """
    if event.respondent:
        said = people.get(event.respondent, "somebody")
        return f"{said}, entered by {event.by}" if event.by and enterer else said
    if event.second:
        return f"{event.by} and {event.second}"
    return event.by or ("the probe" if event.finding else "")


def step(event: ConflictEvent, people: Mapping[str, str]) -> str:
    """One step of the history as a sentence without its day."""
    by = who(event, people)
    named = f", {by}" if by else ""
    reason = f": {event.note}" if event.note and event.what == "closed" else ""
    told = {
        "opened": f"Opened: claimed {_level(event.claim)}, at most {event.observed_high} was seen",
        "reopened": f"Came back: claimed {_level(event.claim)}, at most {event.observed_high} seen",
        "changed": f"Now claimed {_level(event.claim)}, at most {event.observed_high} was seen",
        "assigned": f"Given to {event.note}{named}",
        "closed": f"{capital(how(event))}{named}{reason}",
    }
    return told[event.what]


def headline(conflicts: tuple[Conflict, ...], today: date, inherited: int = 0) -> str:
    """*Three conflicts are open, one is overdue*; or that none is, and how many were settled.

    ``inherited`` ones came with answers of another use case and are settled there.
    """
    opened = [item for item in conflicts if item.state == "open"]
    late = sum(item.overdue(today) for item in opened)
    brought = f"{plural(inherited, 'is', 'are')} inherited" if inherited else ""
    if opened:
        head = f"{capital(plural(len(opened), 'conflict is', 'conflicts are'))} open"
        parts = [head, f"{plural(late, 'is', 'are')} overdue" if late else "", brought]
        return ", ".join(part for part in parts if part)
    if brought:
        return f"No conflict of this use case is open; {brought}"
    if conflicts:
        return f"No conflict is open; {plural(len(conflicts), 'was', 'were')} settled"
    return "No conflict: no finding contradicts a claim"


def settled(conflicts: tuple[Conflict, ...]) -> str:
    """*Three conflicts were settled: two by a corrected answer and one by a waiver*."""
    closed = [item.closed for item in conflicts if item.closed is not None]
    counts = {one: sum(item.how is one for item in closed) for one in Resolution}
    parts = [f"{count(number)} {SHORT[one]}" for one, number in counts.items() if number]
    if len(parts) == 1:
        parts = [SHORT[next(one for one, number in counts.items() if number)]]
    return (
        f"{capital(plural(len(closed), 'conflict was', 'conflicts were'))} settled: {join(parts)}"
    )


def _level(value: float | None) -> str:
    return "nothing" if value is None else plain_level(value)
