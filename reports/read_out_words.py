"""Titles that only the read-out has: what fails where, the first ninety days, what a verdict needs."""

from collections import Counter

from reports import grounds
from reports.costs import figures
from reports.grounds import Ground
from reports.model import Report
from reports.open_questions import open_questions
from reports.people import all_voices, voice_count
from reports.wording import capital, count, first_that_fits, join, percent, plural
from scoring.roadmap_model import Roadmap


def area_of(report: Report, ground: Ground) -> str:
    """The name of the gap or dimension that a ground belongs to."""
    area = ground.score.area if ground.score else ground.area
    return report.pack.area(area).name if area else "The whole"


def failing(report: Report) -> str:
    """In which gaps and dimensions most of what stands in the way lies."""
    held = grounds.grounds(report)
    tally = Counter(area_of(report, item) for item in held)
    most = max(tally.values(), default=0)
    names = [name for name, number in tally.items() if number == most]
    point = "point stands" if len(held) == 1 else "points stand"
    head = f"{capital(count(len(held)))} {point} in the way"
    if len(tally) == 1:
        return f"{head}, {'in' if len(held) == 1 else 'all in'} {names[0]}"
    spread = f"{head}, spread over {plural(len(tally), 'area')}"
    if most == 1:
        return spread
    each = "each " if len(names) > 1 else ""
    return first_that_fits(f"{head}: {count(most)} {each}in {join(names)}", spread)


def first_days(report: Report, plan: Roadmap) -> str:
    """How much of the work ends within ninety days, and what opening the gate costs."""
    done = sum(row.horizon in {"30", "60", "90"} for row in plan.rows)
    number = "none" if not done else count(done)
    verb = "ends" if done in {0, 1} else "end"
    head = f"{capital(number)} of {plural(len(plan.rows), 'initiative')} {verb} within 90 days"
    cost = next((item for item in figures(report) if item.label == "To open the gate"), None)
    return first_that_fits(f"{head}; opening the gate takes {cost.value}", head) if cost else head


def areas(report: Report) -> str:
    """How many areas are judged, and how many of them have an answer."""
    held = report.scorecard.areas
    known = sum(area.band is not None for area in held)
    verb = "has" if known == 1 else "have"
    words = count(known) if known else "none"
    return f"{capital(plural(len(held), 'area'))} are judged; {words} {verb} an answer so far"


def said(report: Report) -> str:
    """How many people have answered how many of the questions."""
    asked = {answer.capability for answer in report.answers}
    verb = "has" if voice_count(report.answers) == 1 else "have"
    who = capital(all_voices(report.answers))
    applicable = sum(item.applicable for item in report.scorecard.capabilities)
    return f"{who} {verb} answered {count(len(asked))} of {plural(applicable, 'question')} so far"


def needs(report: Report) -> str:
    """What has to be there before anything is decided."""
    least = percent(report.pack.judgements.thresholds.coverage_for_verdict)
    has = percent(report.scorecard.coverage)
    return (
        f"A verdict needs {least} coverage and every critical question answered; {has} is covered"
    )


def evidence(report: Report) -> str:
    """What the open questions ask to be shown, counted by those that a verdict cannot do without."""
    ids = open_questions(report)
    critical = sum(item in report.profile.critical for item in ids)
    if not critical:
        return f"What would show the answer to each of {plural(len(ids), 'open question')}"
    verb = "is" if critical == 1 else "are"
    head = f"{capital(plural(critical, 'critical question'))} {verb} open"
    return f"{head}: what to bring so that an answer counts as shown"


def deeper(report: Report) -> str:
    """Which depth leads to a verdict, and how long it takes."""
    depth = next((item for item in report.pack.depths if item.gives_verdict), None)
    if depth is None:
        return "No depth of this pack gives a verdict"
    return f"The {depth.name.lower()} depth leads to a verdict in about {depth.minutes} minutes"
