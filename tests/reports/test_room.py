"""How a room voted, as it is drawn: groups only where they name nobody, on two pages whatever came."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from pypdf import PdfReader

from assessment.workshop.model import Decision, ReasonRead
from assessment.workshop.phases import Phase
from assessment.workshop.record import ItemRecord, WorkshopRecord
from assessment.workshop.spread import Counts, Spread
from reports import workshop_summary
from reports.blocks import SpreadChart
from reports.room_blocks import spread_chart
from tests.reports.example_report import pack, report

HELD = datetime(2026, 11, 12, 9, 0, tzinfo=UTC)
APART = Spread(levels=(1, 3, 2, 4, 0), dont_know=1)
SPLIT = Spread(levels=(1, 3, 2, 4, 0), leaders=(0, 0, 0, 3, 0), practitioners=(1, 3, 1, 1, 0))
CROWD = Spread(levels=(9, 40, 31, 12, 3), dont_know=12)


def item(number: int, first: Spread, second: Spread | None) -> ItemRecord:
    asked = pack().capabilities[number]
    return ItemRecord(
        capability=asked.id, name=asked.name, phase=Phase.AGREED, first=first, second=second,
        agreed=2, dissent="One vote has seen it otherwise in each of the two shops. " * 8,
        owner="L. Brandt",
    )  # fmt: skip


def record(*items: ItemRecord) -> WorkshopRecord:
    decided = tuple(
        Decision(number=number, text="Somebody does something about it " * 3, owner="L. Brandt",
                 due=date(2027, 1, 9)) for number in range(1, 7)
    )  # fmt: skip
    return WorkshopRecord(
        id="w", led_by="Kim", agenda="90 minutes", opened_at=HELD, closed_at=HELD, joined=95,
        items=items, decisions=decided, kill_criterion="Nobody uses it by June",
    )  # fmt: skip


def chart(*items: ItemRecord) -> SpreadChart:
    drawn, _ = spread_chart(report(), record(*items))
    assert isinstance(drawn, SpreadChart)
    return drawn


def test_groups_stand_apart_only_in_the_votes_where_each_has_three() -> None:
    (row,) = chart(item(0, APART, SPLIT)).rows
    assert row.first
    assert row.second
    assert (row.first.leaders, row.first.others, row.first.aside) == (None, APART.levels, 1)
    rest: Counts = (0, 0, 1, 0, 0)
    assert (row.second.leaders, row.second.others) == (SPLIT.leaders, rest)


def test_a_crowd_is_counted_by_bars_and_the_words_below_say_so() -> None:
    (drawn, told), (crowded, counted) = (
        spread_chart(report(), record(item(0, shown, None))) for shown in (APART, CROWD)
    )
    assert isinstance(drawn, SpreadChart)
    assert isinstance(crowded, SpreadChart)
    assert (drawn.bars, crowded.bars) == (False, True)
    assert "One mark is one vote" in told.model_dump_json()
    assert "Bars count the votes" in counted.model_dump_json()


@pytest.mark.parametrize(("shown", "items"), [(APART, 8), (CROWD, 8), (CROWD, 5), (CROWD, 3)])
def test_items_and_six_decisions_keep_to_two_pages_however_many_voted(
    shown: Spread, items: int
) -> None:
    made = record(*(item(number, shown, shown) for number in range(items)))
    pages = PdfReader(BytesIO(workshop_summary.render(report(), made))).pages
    assert len(pages) == 2


def apart(number: int, length: int) -> ItemRecord:
    """A disputed item whose lowest was read out and whose other reasons were only typed."""
    asked = pack().capabilities[number]
    words = {
        1: "Nobody ever tried it at night",
        3: "Half of it is there",
        5: "It ran in May, twice",
    }
    low, middle, high = (
        ReasonRead(level=level, text=f"{text}. " + "So it was. " * (length // 11))
        for level, text in words.items()
    )
    return ItemRecord(
        capability=asked.id, name=asked.name, phase=Phase.DISPUTED, first=CROWD, second=CROWD,
        reasons=(low,), typed=(high, middle), dissent="Whether May counts", owner="L. Brandt",
        due=date(2027, 1, 9),
    )  # fmt: skip


def summary(*items: ItemRecord) -> tuple[int, str]:
    """How many pages, and their words in one line."""
    pages = PdfReader(BytesIO(workshop_summary.render(report(), record(*items)))).pages
    text = " ".join(page.extract_text() for page in pages)
    return len(pages), " ".join(text.split())


def test_the_two_pages_keep_what_was_typed_on_an_item_that_stays_disputed() -> None:
    pages, text = summary(apart(0, 0), item(1, APART, SPLIT))
    assert pages == 2
    for words in ("Nobody ever tried it at night", "It ran in May, twice", "Half of it is there"):
        assert text.count(words) == 1, words
    assert "reason more" not in text


def test_where_all_stay_disputed_the_lowest_and_highest_are_told_and_the_rest_counted() -> None:
    pages, text = summary(*(apart(number, 450) for number in range(8)))
    assert pages == 2
    assert text.count("Nobody ever tried it at night") == 8
    assert text.count("It ran in May, twice") == 8
    assert "more, as typed, in the full report" in text
