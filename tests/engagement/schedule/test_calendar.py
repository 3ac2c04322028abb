"""The calendar is what RFC 5545 asks for, and opens by the newest link of one person alone."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from icalendar import Calendar

from engagement.faults import Refused
from engagement.looks import collecting
from engagement.outside import clock
from engagement.plans import deciding
from engagement.schedule.cadence import set_schedule
from engagement.schedule.calendar import calendar
from engagement.schedule.model import Reminder
from engagement.schedule.reminding import (
    add_reminder,
    calendar_link,
    end_reminder,
    renew_calendar,
)
from engagement.store import Store
from tests.engagement.desk import Desk, open_desk

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
LONG = "Name who answers for Größe, Höhe; and the \\ of every “pilot” in all of the countries " * 2


@pytest.fixture
def desk(store: Store, monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    made = open_desk(store, client="Grüße, Söhne; Co")
    collecting.add_source(
        store, assessment_id=made.id, kind="metrics_endpoint", address="http://127.0.0.1:9/m"
    )
    _decision(made, NOON.date() + timedelta(days=3))
    set_schedule(store, client_id=made.place.client.id, runs=True)
    return made


def _decision(desk: Desk, due: date) -> None:
    deciding.record_decision(
        desk.store, assessment_id=desk.id, title=LONG.strip(), text="t", owner="Ada", due=due,
        proposed=True,
    )  # fmt: skip


def _link(desk: Desk, **more: str) -> Reminder:
    given: dict[str, Any] = {"name": "Ada", "by": "Mara"} | more
    return add_reminder(desk.store, client_id=desk.place.client.id, way="calendar", **given)


def _token(known: Reminder) -> str:
    return calendar_link(known, "https://x.org").rpartition("/")[2].removesuffix(".ics")


def _events(desk: Desk, known: Reminder) -> dict[str, Any]:
    """What stands in it, read back by the library, by the uid."""
    parsed = Calendar.from_ical(calendar(desk.store, _token(known)))
    return {str(event["uid"]): event for event in parsed.walk("VEVENT")}


def test_every_line_is_folded_and_ended_as_the_standard_says(desk: Desk) -> None:
    text = calendar(desk.store, _token(_link(desk)))
    lines = text.split(b"\r\n")
    assert lines[-1] == b""
    assert b"\n" not in b"".join(lines)
    assert all(len(line) <= 75 for line in lines)
    assert any(line.startswith(b" ") for line in lines)
    assert (lines[0], lines[-2]) == (b"BEGIN:VCALENDAR", b"END:VCALENDAR")
    assert {b"VERSION:2.0", b"METHOD:PUBLISH"} <= set(lines)
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT6H" in lines


def test_a_day_is_a_whole_day_and_what_the_server_does_is_a_moment_in_utc(desk: Desk) -> None:
    text = calendar(desk.store, _token(_link(desk))).replace(b"\r\n ", b"").decode()
    assert "DTSTART;VALUE=DATE:20260305" in text
    assert "DTEND;VALUE=DATE:20260306" in text
    assert "DTSTART:20260302T120000Z" in text
    assert text.count("DTSTAMP:20260302T120000Z") == text.count("BEGIN:VEVENT") > 3


def test_what_was_written_is_read_back_whatever_signs_are_in_it(desk: Desk) -> None:
    summaries = {str(event["summary"]) for event in _events(desk, _link(desk)).values()}
    assert f"Decide: {LONG.strip()} (Grüße, Söhne; Co / Scoring)" in summaries


def test_an_entry_keeps_its_name_while_its_day_moves(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = _link(desk)
    before = _events(desk, known)
    set_schedule(desk.store, client_id=desk.place.client.id, days={"reassess": 30})
    monkeypatch.setattr(clock, "now", lambda: NOON + timedelta(hours=5))
    after = _events(desk, known)
    assert set(before) == set(after)
    moved = [uid for uid in after if before[uid]["dtstart"].dt != after[uid]["dtstart"].dt]
    assert [str(after[uid]["summary"])[:6] for uid in moved] == ["Assess"]
    assert all(event["dtstamp"].dt == NOON + timedelta(hours=5) for event in after.values())


def test_a_person_may_have_what_is_theirs_alone(desk: Desk) -> None:
    (event,) = _events(desk, _link(desk, whose="Ada")).values()
    assert str(event["summary"]).startswith("Decide")


def test_only_the_newest_link_opens_and_none_that_was_ended_or_forged(desk: Desk) -> None:
    known = _link(desk)
    first = _token(known)
    second = _token(renew_calendar(desk.store, reminder_id=known.id, by="Mara"))
    with pytest.raises(Refused, match="newer link"):
        calendar(desk.store, first)
    assert calendar(desk.store, second)
    for forged in (second[:-1], "x", "", second.swapcase()):
        with pytest.raises(Refused, match="not one of ours"):
            calendar(desk.store, forged)
    end_reminder(desk.store, reminder_id=known.id, by="Mara")
    with pytest.raises(Refused, match="was ended"):
        calendar(desk.store, second)


def test_a_calendar_shows_its_own_client_alone(desk: Desk) -> None:
    open_desk(desk.store, client="Zanzibar Holding")
    assert b"Zanzibar" not in calendar(desk.store, _token(_link(desk)))
