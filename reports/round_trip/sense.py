"""Entries that make no sense together, or at their time: said in a sentence and left as they are."""

from datetime import date

from reports.round_trip.entries import Entries
from reports.round_trip.fields import CONFLICTS, DECISIONS, SCHEDULE, USE_CASES, EditedSheet, Entry
from reports.round_trip.origin import Origin
from reports.round_trip.typed import words

RISING = (
    (SCHEDULE, ("effort_low", "effort_mid", "effort_high")),
    (SCHEDULE, ("starts_on", "end_by")),
    (SCHEDULE, ("earliest", "end_by")),
    (USE_CASES, ("value_low", "value_high")),
)
"""Fields of a row of which none may be less than the one before it."""
DAYS = (
    (SCHEDULE, ("starts_on", "earliest", "end_by")),
    (DECISIONS, ("due",)),
    (CONFLICTS, ("due",)),
)
YEARS_BEFORE, YEARS_AFTER = 3, 15
"""Of a day, counted from the year in which the workbook was made: beyond is a slip of a key."""


def keep_sensible(origin: Origin, edited: Entries) -> None:
    """Take out of ``edited`` what was changed and makes no sense; a remark tells of each."""
    for sheet, days in DAYS:
        for row_id in edited.ids(sheet.matter):
            for name in days:
                _in_time(origin, edited, sheet, row_id, name)
    for sheet, names in RISING:
        for row_id in edited.ids(sheet.matter):
            _rising(origin, edited, sheet, row_id, names)


def _in_time(origin: Origin, edited: Entries, sheet: EditedSheet, row_id: str, name: str) -> None:
    key = (sheet.matter, row_id, name)
    value = edited.values.get(key)
    if value is None or value == origin.entries.values.get(key):
        return
    made = date.fromisoformat(origin.facts["made at"][:10]).year
    if made - YEARS_BEFORE <= date.fromisoformat(str(value)).year <= made + YEARS_AFTER:
        return
    del edited.values[key]
    edited.remarks.append(
        f"{_row(origin, sheet, row_id)}: {_told(sheet, name, value)} is far from {made}, when "
        "the workbook was made. It is left as it is; type the day that is meant."
    )


def _rising(
    origin: Origin, edited: Entries, sheet: EditedSheet, row_id: str, names: tuple[str, ...]
) -> None:
    def of(held: Entries, name: str) -> Entry:
        return held.values.get((sheet.matter, row_id, name))

    known = {
        name: of(edited if (sheet.matter, row_id, name) in edited.values else origin.entries, name)
        for name in names
    }
    given = {
        name: value
        for name, value in known.items()
        if value is not None and (name != "starts_on" or _entered(origin, edited, row_id))
    }
    changed = [name for name in given if given[name] != of(origin.entries, name)]
    if not changed or list(given.values()) == sorted(given.values(), key=_size):
        return
    for name in changed:
        del edited.values[sheet.matter, row_id, name]
    told = ", ".join(_told(sheet, name, value) for name, value in given.items())
    edited.remarks.append(
        f"{_row(origin, sheet, row_id)}: {told} are not in rising order. They are left as they are; "
        "type each so that none is less than the one before it."
    )


def _entered(origin: Origin, edited: Entries, row_id: str) -> bool:
    """Whether the start of an initiative is a planner's: a computed one moves with the rest."""
    key = (SCHEDULE.matter, row_id, "starts_on")
    return row_id in origin.fixed or edited.values.get(key) != origin.entries.values.get(key)


def _size(value: Entry) -> tuple[float, str]:
    return (value, "") if isinstance(value, float | int) else (0.0, str(value))


def _told(sheet: EditedSheet, name: str, value: Entry) -> str:
    field = next(item for item in sheet.fields if item.name == name)
    return f"{field.header} {words(field, value)}"


def _row(origin: Origin, sheet: EditedSheet, row_id: str) -> str:
    return f"{sheet.title}, {origin.entries.named(sheet.matter, row_id)}"
