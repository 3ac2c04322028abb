"""The gap to target and its pace in words: the same on screen, in the report and the workbook."""

from datetime import date, timedelta

from reports.wording import capital, count, day, plural
from scoring.burn_down_model import BurnDown, Pace, WhyNot


def title(held: BurnDown) -> str:
    """How far the gap went down, and how much of it is only said."""
    first, last = held.points[0], held.points[-1]
    levels = plural(last.by_proof, "level")
    if last.by_proof == 0:
        return "The gap to target is closed"
    if last.by_proof == first.by_proof:
        head = f"The gap to target stands at {levels} as on the first day"
    else:
        went = "went down" if last.by_proof < first.by_proof else "grew"
        head = f"The gap to target {went} from {count(first.by_proof)} to {levels}"
    said = last.by_proof - last.by_word
    return f"{head}; {count(said)} of these only said to be done" if said else head


def told(held: BurnDown) -> str:
    """The date at the pace so far and what it stands on, or why there is none."""
    return _pace(held.pace) if held.pace else _none(held)


def _pace(pace: Pace) -> str:
    what = "proved" if pace.by == "proof" else "called done"
    closed = "proved, or at their target level," if pace.by == "proof" else "called done"
    stands = (
        f"It stands on {plural(pace.closed, 'initiative')} {closed} in {plural(pace.days, 'day')}"
    )
    few = ", which is little: the span is wide for that" if pace.closed < _FEW else ""
    last = "" if pace.by == "proof" else " What is called done is not proved."
    left = plural(pace.left, "initiative")
    return (
        f"At the pace so far the {left} left would be {what} by {_when(pace.p50)} in half of the runs "
        f"and by {_when(pace.p80)} in four of five. {stands}{few}.{last}"
    )


_FEW = 5


def _when(found: date | None) -> str:
    return day(found) if found else "a day more than ten years away"


def _none(held: BurnDown) -> str:
    since = day(held.points[0].day)
    if held.why_not is WhyNot.NOTHING_LEFT:
        return "Nothing is left to close."
    if held.why_not is WhyNot.TOO_FEW:
        more = plural(held.needed, "more initiative")
        return f"No date yet: {more} proved, or called done, since {since} would show a pace."
    if held.why_not is WhyNot.TOO_EARLY:
        more = plural(held.needed, "more day")
        return f"No date yet: the plan is watched since {since}; a pace needs {more}."
    if held.proved or held.said:
        return (
            f"No date from the pace: what is proved or called done was so by the first day, {since}, "
            "and only what closes after it shows a pace."
        )
    return f"No date from the pace: nothing was proved or called done since {since}."


def last_day(held: BurnDown) -> date:
    """Until when a picture reaches: the days of the pace, but no further than the past is long twice.

    A pace that ends in years would leave no room for what was really seen.
    """
    first, today = held.points[0].day, held.points[-1].day
    most = today + 2 * max(today - first, timedelta(days=28))
    days = [held.pace.p50, held.pace.p80] if held.pace else []
    return max([today, *(day for day in days if day is not None and day <= most)])


def described(held: BurnDown) -> str:
    """The chart in words."""
    parts = [
        f"{day(item.day)}: {item.by_proof} not proved, {item.by_word} not even called done"
        for item in held.points
    ]
    return f"{capital(title(held))}. Levels still to gain, {'; '.join(parts)}."
