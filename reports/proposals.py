"""The decisions asked for: those recorded, else those that the plan itself calls for."""

from collections.abc import Sequence

from reports.model import Decision, Report
from reports.open_questions import open_questions
from reports.wording import capital, count, join, person_weeks, plural, sentence, short_day
from scoring.model import Verdict
from scoring.roadmap_model import Roadmap

ON_THE_ANSWER, TITLE_LENGTH, TEXT_LENGTH = 3, 60, 160
"""Decisions on the page of the answer, and the characters of title and text that it shows."""


def headline(asked: Sequence[Decision]) -> str:
    """How many decisions, and whether they are asked or taken; as the decisions themselves say."""
    words = capital(plural(len(asked), "decision"))
    open_ones = sum(item.proposed for item in asked)
    if open_ones == len(asked):
        return f"{words} asked, proposed by the plan and not yet agreed"
    if open_ones:
        return f"{words}: {count(len(asked) - open_ones)} taken, {count(open_ones)} asked"
    return f"{words} taken, {_held_by(asked)}"


def _held_by(taken: Sequence[Decision]) -> str:
    one = len(taken) == 1
    named = sum(bool(item.owner) for item in taken)
    dated = sum(item.due is not None for item in taken)
    if named == dated == len(taken):
        return "with owner and date" if one else "each with owner and date"
    if named == len(taken):
        return "with its owner" if one else "each with an owner"
    missing = len(taken) - named
    if missing == len(taken):
        return "with no owner yet"
    return f"{count(missing)} of them still without an owner"


def unbroken(item: Decision) -> Decision:
    """A title that an earlier version broke off when it was taken gives way to the text that goes on."""
    begun = item.title.removesuffix("…").rstrip()
    if begun == item.title or not item.text.startswith(begun):
        return item
    return item.model_copy(update={"title": item.text, "text": ""})


def decisions(report: Report) -> tuple[Decision, ...]:
    """Recorded decisions where there are any; else proposals, marked so, owners to be named."""
    if report.decisions or report.roadmap is None:
        return report.decisions
    plan = report.roadmap
    if report.scorecard.verdict is Verdict.INSUFFICIENT_EVIDENCE:
        return _first_answers(report)
    made = [
        _release(report, plan),
        _owners(plan),
        _hold(report, plan),
        _conflicts(report, plan),
    ]
    return tuple(item for item in made if item is not None)


def _first_answers(report: Report) -> tuple[Decision, ...]:
    """Before anything is released, what nobody knows has to be answered."""
    number = len(open_questions(report))
    hold = Decision(title="Hold the roll-out", text=sentence(report.scorecard.permits))
    if not number:
        return (hold,)
    text = "The people who would know, or a probe, answer them before the next report."
    return Decision(title=f"Answer {plural(number, 'question')}", text=text), hold


def _release(report: Report, plan: Roadmap) -> Decision | None:
    rows = [row for row in plan.rows if row.opens_gate] or list(plan.rows)
    if not rows:
        return None
    gate = any(row.opens_gate for row in plan.rows)
    weeks = plan.gate_effort_mid if gate else plan.effort_mid
    by_role: dict[str, float] = {}
    for row in rows:
        for role, effort in row.effort_by_role.items():
            by_role[role] = by_role.get(role, 0.0) + effort
    names = {role.id: role.name for role in report.pack.roles}
    heaviest = sorted(by_role.items(), key=lambda item: -item[1])[:2]
    parts = join([f"{names.get(role, role)} {person_weeks(effort)}" for role, effort in heaviest])
    until = short_day(max(row.p80 for row in rows))
    text = f"{parts}{' and smaller shares' if len(by_role) > 2 else ''}, until {until}."
    return Decision(
        title=f"Release {person_weeks(weeks)}",
        text=text,
        owner=report.use_case.sponsor,
        due=plan.start,
    )


def _owners(plan: Roadmap) -> Decision | None:
    rows = [row for row in plan.rows if not row.owner]
    gate = [row for row in rows if row.opens_gate]
    chosen = gate or rows
    if not chosen:
        return None
    ids = join([row.id for row in chosen[:3]] + (["others"] if len(chosen) > 3 else []))
    text = f"One person each for {ids}, with the time to do it."
    title = "Name an owner" if len(chosen) == 1 else f"Name {plural(len(chosen), 'owner')}"
    return Decision(title=title, text=text, due=plan.start)


def _hold(report: Report, plan: Roadmap) -> Decision | None:
    if report.scorecard.verdict is Verdict.READY:
        return Decision(title="Open the gate", text=sentence(report.scorecard.permits))
    title = (
        "Go on under conditions"
        if report.scorecard.verdict is Verdict.CONDITIONAL
        else "Hold the roll-out"
    )
    due = plan.gate.p80 if plan.gate else None
    return Decision(title=title, text=sentence(report.scorecard.permits), due=due)


def _conflicts(report: Report, plan: Roadmap) -> Decision | None:
    number = sum(item.conflict_open for item in report.scorecard.capabilities)
    if not number:
        return None
    text = "Each by a new look, a corrected answer, or a waiver with name, reason and end."
    return Decision(title=f"{_SETTLE}{plural(number, 'conflict')}", text=text, due=plan.start)


_SETTLE = "Settle "


def is_of_conflicts(decision: Decision) -> bool:
    """Whether it asks for the open conflicts to be settled."""
    return decision.proposed and decision.title.startswith(_SETTLE)
