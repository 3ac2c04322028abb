"""Every change in a returned workbook, by three states: as it was made, as it came, as it is now."""

from collections.abc import Iterator, Mapping
from datetime import date
from hashlib import sha256

from content.locales import short_day
from content.values import Value
from reports.round_trip.change import Change, What
from reports.round_trip.entries import CALLED, NAMED, Added, Entries
from reports.round_trip.fields import (
    CALENDAR,
    CAPACITY,
    DAYS_OFF,
    DECISIONS,
    PROPOSED,
    PROVED,
    RECORDED,
    SHEETS,
    WEEK,
    EditedSheet,
    Entry,
    Field,
)
from reports.round_trip.meaning import FOLLOWS, STARTING, alike, follows, is_the_same
from reports.round_trip.origin import Origin
from reports.round_trip.owned import keep_owned
from reports.round_trip.sense import keep_sensible
from reports.round_trip.timing import notes
from reports.round_trip.typed import words


class Returned(Value):
    """What a returned workbook comes to: changes, and what of it is not taken and why.

    ``notes`` are what to know of the changes before they are taken.
    """

    changes: tuple[Change, ...]
    remarks: tuple[str, ...]
    notes: tuple[str, ...] = ()


def compared(
    origin: Origin, edited: Entries, now: Origin, others: Mapping[str, str] | None = None
) -> Returned:
    """The changes from ``origin`` to ``edited``, beside what the app says ``now``.

    ``others`` are titles of initiatives, by id, that the plan does not hold and could.
    """
    keep_sensible(origin, edited)
    keep_owned(origin, edited)
    remarks = list(edited.remarks)
    changes: list[Change] = []
    for sheet in SHEETS:
        if sheet.matter not in edited.matters:
            continue
        if sheet is DECISIONS:
            changes += _proposals(sheet, origin, edited, now, remarks)
        changes += _rows(sheet, origin, edited, now, remarks)
        changes += _removed(sheet, origin, edited, now, remarks)
    changes += _days_off(origin, edited, now)
    changes += _added(edited, now, others or {}, remarks)
    return Returned(
        changes=tuple(changes), remarks=tuple(dict.fromkeys(remarks)),
        notes=notes(changes, edited, now),
    )  # fmt: skip


def _rows(
    sheet: EditedSheet, origin: Origin, edited: Entries, now: Origin, remarks: list[str]
) -> Iterator[Change]:
    fields = {item.name: item for item in sheet.fields}
    for (matter, row_id, name), after in edited.values.items():
        if matter != sheet.matter or name in (CALLED, NAMED):
            continue
        if row_id.startswith(PROPOSED) and matter == "decision":
            continue
        key = (matter, row_id, name)
        before, present = origin.entries.values.get(key), now.entries.values.get(key)
        if after in (before, present) or (name == "starts_on" and is_the_same(row_id, after, now)):
            continue
        field = fields.get(name) or _week(name)
        if name == "status" and follows(before, after):
            remarks.append(f"{_name(origin, matter, row_id)}: {FOLLOWS[str(after)]}.")
            continue
        if name == "status" and (alike(before, after) or alike(present, after)):
            continue
        if (matter, row_id, CALLED) not in now.entries.values:
            if edited.values.get((matter, row_id, "status")) == "Dropped":
                continue  # it was taken out of the plan, as the workbook wants it
            remarks.append(
                f"{_name(origin, matter, row_id)}, {field.header}: this {matter} is not there any more "
                "as the workbook has it, or was changed in the app; enter it there."
            )
            continue
        collides = _collides(origin, now, key, present)
        yield change(
            sheet, row_id, _name(origin, matter, row_id), "changed", field.header,
            ("as computed" if key not in origin.entries.values else words(field, before),
             words(field, after)),
            {name: after}, now=words(field, present) if collides else None,
        )  # fmt: skip


def _proposals(
    sheet: EditedSheet, origin: Origin, edited: Entries, now: Origin, remarks: list[str]
) -> Iterator[Change]:
    """A proposal is recorded whole, once somebody says that it is asked or taken."""
    for row_id in edited.ids("decision"):
        if not row_id.startswith(PROPOSED):
            continue
        names = [item.name for item in sheet.fields]
        keys = [("decision", row_id, name) for name in names if name != "state"]
        state = edited.values.get(("decision", row_id, "state"))
        name = _name(origin, "decision", row_id)
        if state in (None, "proposed"):
            if any(edited.values.get(key) != origin.entries.values.get(key) for key in keys):
                remarks.append(
                    f"{name}: a proposal is recorded once its state is asked or taken; it is left as it "
                    "is."
                )
            continue
        values = {one: edited.values.get(("decision", row_id, one)) for one in names}
        if _recorded(now, values, name, remarks):
            continue
        yield change(
            sheet, row_id, name, "added", "Recorded", ("proposed", _row_told(sheet, values)), values
        )


def _recorded(now: Origin, values: Mapping[str, Entry], name: str, remarks: list[str]) -> bool:
    """Whether a decision of this title is recorded; where it says otherwise, a remark tells."""
    held = now.entries.values
    same = [
        row_id for row_id in now.entries.ids("decision")
        if row_id.startswith(RECORDED)
        and held.get(("decision", row_id, "title")) == values.get("title")
    ]  # fmt: skip
    if not same:
        return False
    if not any(
        all(held.get(("decision", row_id, one)) == value for one, value in values.items())
        for row_id in same
    ):
        remarks.append(f"{name}: it is recorded already; change that row of the decision log.")
    return True


def _row_told(sheet: EditedSheet, values: Mapping[str, Entry]) -> str:
    fields = {item.name: item for item in sheet.fields}
    return "; ".join(
        words(fields[name], value) for name, value in values.items() if value is not None
    )


def _days_off(origin: Origin, edited: Entries, now: Origin) -> Iterator[Change]:
    values = (origin.entries.values, edited.values, now.entries.values)
    before, after, present = (held.get(CALENDAR) for held in values)
    if after is None or after in (before, present):
        return
    yield change(
        CAPACITY, CALENDAR[1], "Days without work", "changed", DAYS_OFF,
        (_days(before), _days(after)), {CALENDAR[2]: after},
        now=_days(present) if present != before else None, matter=CALENDAR[0],
    )  # fmt: skip


def _days(value: Entry) -> str:
    days = [date.fromisoformat(item) for item in str(value or "").split(",") if item]
    if not days:
        return "none"
    return f"{len(days)} days: " + ", ".join(short_day(one) for one in days[:40])


def _collides(origin: Origin, now: Origin, key: tuple[str, str, str], present: Entry) -> bool:
    """Whether a person changed it in the app meanwhile; what was only computed anew is no conflict."""
    before = origin.entries.values.get(key)
    if key[2] == "starts_on":
        return origin.fixed.get(key[1]) != now.fixed.get(key[1])
    if key[2] == "status" and alike(before, present):
        return False
    return present != before


def _week(name: str) -> Field:
    monday = date.fromisoformat(name.removeprefix(WEEK))
    return Field(f"Available in the week of {short_day(monday)}", name, "number")


def _removed(
    sheet: EditedSheet, origin: Origin, edited: Entries, now: Origin, remarks: list[str]
) -> Iterator[Change]:
    there = set(edited.ids(sheet.matter))
    for row_id in origin.entries.ids(sheet.matter):
        if row_id in there or (sheet.matter, row_id, CALLED) not in now.entries.values:
            continue
        name = _name(origin, sheet.matter, row_id)
        status = now.entries.values.get((sheet.matter, row_id, "status"))
        if sheet.matter == "initiative" and status != "Dropped":
            yield change(
                sheet, row_id, name, "removed", "The row is gone", ("in the plan", "dropped"),
                {"status": "Dropped"},
            )  # fmt: skip
        elif sheet.matter == "decision" and not row_id.startswith(PROPOSED):
            yield change(
                sheet, row_id, name, "removed", "The row is gone", ("recorded", "withdrawn"), {}
            )
        elif sheet.matter not in ("initiative", "decision"):
            remarks.append(
                f"The row of {name} is gone from the sheet {sheet.title}: it stays as it is, because "
                f"a {sheet.matter} is not removed by a workbook."
            )


def _added(
    edited: Entries, now: Origin, others: Mapping[str, str], remarks: list[str]
) -> Iterator[Change]:
    for item in edited.added:
        name = item.name or item.id
        if item.sheet.matter == "decision" and name:
            values = {key: value for key, value in item.values.items() if value is not None}
            if _recorded(now, values, name, remarks):
                continue
            told = _row_told(item.sheet, values)
            yield change(
                item.sheet, "", name, "added", "New row", ("nothing", told), values, row=item.row
            )
        elif item.sheet.matter == "initiative" and item.id in others:
            if item.values.get("status") == PROVED:
                remarks.append(f"{others[item.id]}: {FOLLOWS[PROVED]}.")
            yield change(
                item.sheet, item.id, others[item.id], "added", "New row",
                ("not in the plan", _planned(item)),
                _given(item) | {"forced": True},
            )  # fmt: skip
        else:
            remarks.append(_not_taken(item, name))


def _given(item: Added) -> dict[str, Entry]:
    left_out: tuple[Entry, ...] = (None, PROVED, *STARTING)
    return {name: value for name, value in item.values.items() if value not in left_out}


def _planned(item: Added) -> str:
    fields = {one.name: one for one in item.sheet.fields}
    told = [
        f"{fields[key].header} {words(fields[key], value)}" for key, value in _given(item).items()
    ]
    return "in the plan" + (f": {'; '.join(told)}" if told else "")


def _not_taken(item: Added, name: str) -> str:
    place = f"Row {item.row} of {item.sheet.title}" + (f", {name!r}," if name else "")
    if item.sheet.matter == "initiative":
        return (
            f"{place} is not taken: a plan holds the initiatives of its questionnaire, each with an "
            "exit criterion; add one of those by its id, or add yours to the client's questionnaire."
        )
    if item.sheet is CAPACITY:
        return f"{place} is not taken: the questionnaire has no such role."
    if item.sheet.matter == "decision":
        return f"{place} is not taken: say in the column Decision what is decided."
    return f"{place} is not taken: a {item.sheet.matter} is added in the app."


def _name(origin: Origin, matter: str, row_id: str) -> str:
    return origin.entries.named(matter, row_id)


def change(
    sheet: EditedSheet, row_id: str, name: str, what: What, label: str, told: tuple[str, str],
    values: Mapping[str, Entry], *, now: str | None = None, row: int = 0, matter: str = "",
) -> Change:  # fmt: skip
    """A change with the key that names exactly it."""
    parts = (sheet.matter, row_id, what, label, *told, now or "", repr(sorted(values)), str(row))
    return Change(
        key=sha256("\x1f".join(parts).encode()).hexdigest()[:12], sheet=sheet.title,
        matter=matter or sheet.matter, id=row_id, name=name, what=what, label=label, before=told[0],
        after=told[1], now=now, values=dict(values),
    )  # fmt: skip
