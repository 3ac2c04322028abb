"""A client is kept for its period, warned of for thirty days, and then deleted with a receipt."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from engagement.clients import client_list, deleting, retention
from engagement.outside import clock
from engagement.store import Store, audit
from tests.engagement.desk import Desk, open_desk

THEN = datetime(2026, 1, 31, 9, 0, tzinfo=UTC)
At = Callable[[datetime], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    def set_clock(moment: datetime) -> None:
        monkeypatch.setattr(clock, "now", lambda: moment)

    set_clock(THEN)
    return set_clock


@pytest.fixture
def kept(at: At, store: Store) -> Desk:
    """A client that is kept for six months, and one that is kept until somebody deletes it."""
    open_desk(store, "For ever", "Other")
    desk = open_desk(store)
    client_list.update_client(store, desk.place.client.model_copy(update={"retention_months": 6}))
    return desk


def names(store: Store) -> set[str]:
    return {item.name for item in client_list.clients(store)}


def test_months_are_those_of_the_calendar() -> None:
    day = datetime(2027, 8, 31, 9, 0, tzinfo=UTC)
    assert retention.after(day, 6) == datetime(2028, 2, 29, 9, 0, tzinfo=UTC)
    assert retention.after(day, 4) == datetime(2027, 12, 31, 9, 0, tzinfo=UTC)
    assert retention.after(THEN, 12) == datetime(2027, 1, 31, 9, 0, tzinfo=UTC)


def test_nothing_is_said_or_done_until_thirty_days_before(kept: Desk, at: At) -> None:
    at(THEN + timedelta(days=150))
    assert retention.endings(kept.store) == ()
    assert retention.enforce(kept.store) == ()


def test_it_is_warned_of_first_and_deleted_when_the_period_is_over(kept: Desk, at: At) -> None:
    at(datetime(2026, 7, 5, tzinfo=UTC))
    assert retention.enforce(kept.store) == ()
    (ending,) = retention.endings(kept.store)
    assert ending.ends_at == datetime(2026, 7, 31, 9, 0, tzinfo=UTC)
    assert ending.goes_at(clock.now()) == datetime(2026, 8, 4, tzinfo=UTC)
    at(datetime(2026, 8, 3, tzinfo=UTC))
    assert retention.enforce(kept.store) == ()
    at(datetime(2026, 8, 4, tzinfo=UTC))
    (receipt,) = retention.enforce(kept.store)
    assert (receipt.client, receipt.because) == ("Acme", "retention period over")
    assert names(kept.store) == {"For ever"}


def test_a_server_that_slept_for_a_year_warns_before_it_deletes(kept: Desk, at: At) -> None:
    at(datetime(2028, 1, 1, tzinfo=UTC))
    assert retention.enforce(kept.store) == ()
    assert names(kept.store) == {"For ever", "Acme"}
    at(datetime(2028, 1, 31, tzinfo=UTC))
    assert len(retention.enforce(kept.store)) == 1


def test_a_change_begins_the_period_anew_and_takes_the_warning_back(kept: Desk, at: At) -> None:
    at(datetime(2026, 7, 5, tzinfo=UTC))
    retention.enforce(kept.store)
    at(datetime(2026, 7, 6, tzinfo=UTC))
    kept.answer("eng.rollback", 3)
    at(datetime(2026, 9, 1, tzinfo=UTC))
    assert retention.enforce(kept.store) == ()
    assert retention.endings(kept.store) == ()


def test_the_check_of_the_day_is_made_once(
    kept: Desk, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls: list[Store] = []
    monkeypatch.setattr(retention, "enforce", calls.append)
    for hours in (0, 1, 2, 30):
        at(THEN + timedelta(hours=hours))
        retention.daily(kept.store)
    assert len(calls) == 2


def test_the_receipt_can_be_read_again_from_the_log_without_the_name(kept: Desk, at: At) -> None:
    at(datetime(2028, 1, 1, tzinfo=UTC))
    retention.enforce(kept.store)
    at(datetime(2028, 3, 1, tzinfo=UTC))
    (receipt,) = retention.enforce(kept.store)
    (read,) = deleting.receipts(kept.store)
    assert read.client == ""
    assert (read.rows, read.seal, read.content) == (receipt.rows, receipt.seal, receipt.content)
    assert deleting.seal_of(read) == receipt.seal
    with kept.store.reading() as tx:
        assert audit.events(tx)[-1].by == "the retention period"
