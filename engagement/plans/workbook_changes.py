"""Changes of a returned workbook made through the actions of the app, in one transaction."""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from engagement.clients.use_cases import update_use_case_in
from engagement.faults import NAME, SENTENCES, Refused, fitting
from engagement.plans.deciding import record_decision_in, withdraw_decision_in
from engagement.plans.plan_items import set_item_in
from engagement.settling.conflicts import assign_in
from engagement.store import Transaction, plans, risks
from engagement.store import clients as client_rows
from engagement.store import conflicts as conflict_rows
from engagement.workspaces import record_in, workspace_in
from reports.model import Decision, RiskEntry
from reports.round_trip.change import Change
from reports.round_trip.fields import CALENDAR, PART, WEEK, Entry
from reports.workbook.decisions import id_of
from scoring.roadmap_model import CapacityChange, Freeze, Status

Values = dict[str, Entry]
DAYS = ("starts_on", "earliest", "end_by")


def apply(tx: Transaction, assessment_id: str, changes: Sequence[Change], by: str) -> None:
    """Make every change; all that concern one thing are made together."""
    grouped: dict[tuple[str, str, str], list[Change]] = {}
    for item in changes:
        alone = item.key if item.what != "changed" and item.matter == "decision" else ""
        grouped.setdefault((item.matter, item.id, alone), []).append(item)
    for (matter, _, _), items in grouped.items():
        _ACTIONS[matter](tx, assessment_id, items, by)


def _values(changes: Sequence[Change]) -> Values:
    return {name: value for item in changes for name, value in item.values.items()}


def _initiative(tx: Transaction, assessment_id: str, changes: Sequence[Change], by: str) -> None:
    given, emptied = dict[str, Any](), list[str]()
    for name, value in _values(changes).items():
        if value is None:
            emptied.append(name)
        elif name == "status":
            given["status"] = Status(str(value).lower().replace(" ", "_"))
            given["dropped"] = given["status"] is Status.DROPPED
        elif name == "forced":
            given |= {"forced": True, "dropped": False}
        else:
            given[name] = date.fromisoformat(str(value)) if name in DAYS else value
    if given.get("status") is Status.DROPPED:
        # What was dropped is remembered as such; the status it had before is taken back.
        emptied.append("status")
    set_item_in(tx, assessment_id, changes[0].id, given, emptied, by)


def _role(tx: Transaction, assessment_id: str, changes: Sequence[Change], by: str) -> None:
    role, own = changes[0].id, plans.settings(tx, assessment_id)
    capacity, rates = dict(own.capacity), dict(own.rates)
    steps = list(own.capacity_changes or ())
    for name, value in _values(changes).items():
        if name == "people":
            capacity[role] = float(value or 0)
        elif name == "rate" and value is None:
            _no_rate(tx, assessment_id, role)
            rates.pop(role, None)
        elif name == "rate":
            rates[role] = float(value or 0)
        elif name.startswith(WEEK):
            monday = date.fromisoformat(name.removeprefix(WEEK))
            freezes = _freezes(tx, assessment_id)
            steps.append(_week(role, monday, float(value or 0), freezes))
    kept = own.model_copy(
        update={"capacity": capacity, "rates": rates, "capacity_changes": tuple(steps) or None}
    )
    plans.save_settings(tx, assessment_id, kept)
    record_in(tx, assessment_id, "capacity changed", by=by, role=role)


def _no_rate(tx: Transaction, assessment_id: str, role: str) -> None:
    client = workspace_in(tx, assessment_id).client
    if role in client.rates:
        raise Refused(
            "A rate of the client's own cannot be emptied by a workbook; change it with the client."
        )


def _freezes(tx: Transaction, assessment_id: str) -> tuple[Freeze, ...]:
    own = plans.settings(tx, assessment_id).freezes
    return workspace_in(tx, assessment_id).client.freezes if own is None else own


def _week(role: str, monday: date, available: float, freezes: tuple[Freeze, ...]) -> CapacityChange:
    """Person-weeks of one week as people: a week with days off gives less of each of them."""
    days = [monday + timedelta(days=n) for n in range(5)]
    worked = sum(not any(item.start <= day <= item.end for item in freezes) for day in days)
    if not worked and available:
        raise Refused(
            f"Nobody works in the week of {monday.isoformat()}, which is a freeze: "
            "leave its availability at 0 or shorten the freeze."
        )
    people = available * 5 / worked if worked else 0.0
    return CapacityChange(role=role, start=monday, end=monday + timedelta(days=6), people=people)


def _calendar(tx: Transaction, assessment_id: str, changes: Sequence[Change], by: str) -> None:
    """Days in a row become one freeze; it keeps the name of the one that it touches."""
    told = str(changes[0].values.get(CALENDAR[2]) or "")
    days = sorted(date.fromisoformat(item) for item in told.split(",") if item)
    known, made = _freezes(tx, assessment_id), list[Freeze]()
    for day in days:
        name = next((item.name for item in known if item.start <= day <= item.end), "No work")
        last = made[-1] if made else None
        if last and last.name == name and (day - last.end).days <= (3 if day.weekday() == 0 else 1):
            made[-1] = last.model_copy(update={"end": day})
        else:
            made.append(Freeze(name=name, start=day, end=day))
    own = plans.settings(tx, assessment_id)
    plans.save_settings(tx, assessment_id, own.model_copy(update={"freezes": tuple(made)}))
    record_in(tx, assessment_id, "days without work changed", by=by, days=str(len(days)))


def _decision(tx: Transaction, assessment_id: str, changes: Sequence[Change], by: str) -> None:
    first = changes[0]
    known = {id_of(item): item for item in plans.decisions(tx, assessment_id)}
    if first.what == "removed":
        withdraw_decision_in(tx, assessment_id, _known(known, first), by)
        return
    values = _values(changes)
    if first.what == "added":
        new = Decision(title=first.name, text="")
        record_decision_in(tx, assessment_id, _made(new, values), by)
        return
    before = _known(known, first)
    record_decision_in(tx, assessment_id, _made(before, values), by, before)


def _known(known: dict[str, Decision], wanted: Change) -> Decision:
    if wanted.id not in known:
        raise Refused(f"The decision “{wanted.name}” is not recorded any more; look again.")
    return known[wanted.id]


def _made(before: Decision, values: Values) -> Decision:
    title = str(values.get("title", before.title) or "").strip()
    text = str(values.get("text", before.text) or "")
    owner = str(values.get("owner", before.owner) or "").strip()
    fitting(NAME, title=title, owner=owner)
    fitting(SENTENCES, text=text)
    due = before.due
    if "due" in values:
        due = date.fromisoformat(str(values["due"])) if values["due"] else None
    state = values.get("state", "asked" if before.proposed else "taken")
    if state == "taken" and not owner:
        raise Refused(f"Name the person who owns the decision “{title}”, or leave it as asked.")
    return Decision(title=title, text=text, owner=owner, due=due, proposed=state != "taken")


def _conflict(tx: Transaction, assessment_id: str, changes: Sequence[Change], by: str) -> None:
    values, number = _values(changes), int(changes[0].id.removeprefix("K-"))
    known = {item.number: item for item in conflict_rows.conflicts(tx, assessment_id)}
    before = known.get(number)
    if before is None:
        raise Refused(f"There is no conflict {changes[0].id} any more; look again.")
    due = before.due
    if "due" in values:
        due = date.fromisoformat(str(values["due"])) if values["due"] else None
    assign_in(tx, assessment_id, number, str(values.get("owner", before.owner) or ""), due, by)


def _risk(tx: Transaction, assessment_id: str, changes: Sequence[Change], by: str) -> None:
    name = changes[0].id
    known = {item.capability: item for item in risks.entries(tx, assessment_id)}
    before = known.get(name) or RiskEntry(capability=name)
    values = {key: str(value or "") for key, value in _values(changes).items()}
    fitting(NAME, owner=values.get("owner", ""))
    fitting(SENTENCES, response=values.get("response", ""))
    risks.save(tx, assessment_id, before.model_copy(update=values))
    record_in(tx, assessment_id, "risk changed", by=by, capability=name)


def _use_case(tx: Transaction, assessment_id: str, changes: Sequence[Change], by: str) -> None:
    place = workspace_in(tx, assessment_id)
    known = {item.id: item for item in client_rows.use_cases(tx, place.client.id)}
    before = known.get(changes[0].id)
    if before is None:
        raise Refused(f"There is no use case {changes[0].name} any more; look again.")
    values = _values(changes)
    if "sponsor" in values:
        values["sponsor"] = str(values["sponsor"] or "")
    levels = dict(before.feasibility)
    for name in [name for name in values if name.startswith(PART)]:
        part, level = name.removeprefix(PART), values.pop(name)
        levels.pop(part, None)
        if level is not None:
            levels[part] = int(str(level).partition(".")[0])  # type: ignore[assignment]
    update_use_case_in(tx, before.model_copy(update={**values, "feasibility": levels}), by)


_ACTIONS: dict[str, Callable[[Transaction, str, Sequence[Change], str], None]] = {
    "initiative": _initiative,
    "role": _role,
    "decision": _decision,
    "conflict": _conflict,
    "risk": _risk,
    "use case": _use_case,
    "calendar": _calendar,
}
