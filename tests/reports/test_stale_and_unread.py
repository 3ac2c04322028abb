"""A line of the roadmap whose number is too old, or that nobody read, says so and claims nothing."""

from datetime import timedelta
from functools import cache

from reports.around import around_report
from reports.blocks import Card, Cards, State, Table
from reports.blocks.words import Section
from reports.lengths import Length
from reports.model import Report
from reports.pdf import render, render_sections
from reports.readings import also_read
from reports.sections import build, initiatives, metrics, summary
from scoring.roadmap_model import ConditionState, PlannedCondition
from tests.reports import example_report as example
from tests.reports import pdf_reading as pdf


@cache
def old() -> Report:
    """Everything that was read is past its validity by a day."""
    yesterday = example.AS_OF - timedelta(days=1)
    return example.report(
        found=tuple(
            item.model_copy(update={"valid_until": yesterday}) for item in example.findings()
        )
    )


@cache
def unread() -> Report:
    """No source was looked at."""
    return example.report(found=())


def measured(report: Report) -> list[PlannedCondition]:
    return [condition for _, condition in metrics.measured(report)]


def cards(report: Report) -> list[Card]:
    made = initiatives.build(report)
    assert made is not None
    return [card for block in made.blocks if isinstance(block, Cards) for card in block.items]


def states(section: Section | None) -> list[str]:
    assert section is not None
    cells = [cell for block in section.blocks if isinstance(block, Table)
             for row in block.rows for cell in row.cells]  # fmt: skip
    return [cell.word for cell in cells if isinstance(cell, State)]


def test_a_number_past_its_validity_is_called_stale_in_every_place_that_shows_it() -> None:
    shown = [item for item in measured(old()) if item.reading is not None]
    assert len(shown) >= 5
    told = [word for word in states(metrics.build(old())) if "stale" in word]
    assert len(told) == len(shown)
    assert all("stale" in card.read for card in cards(old()) if card.read)
    assert any(card.read for card in cards(old()))
    assert any("stale" in word for word in states(summary.build(old())))


def test_a_number_past_its_validity_meets_no_target() -> None:
    fresh = [item for item in measured(example.report()) if item.state is ConditionState.MET]
    assert fresh  # the same numbers meet it while they are young
    assert not [item for item in measured(old()) if item.state is ConditionState.MET]
    assert "met, stale" not in [word for word in states(metrics.build(old()))
                                if not word.startswith("not ")]  # fmt: skip


def test_a_number_that_still_counts_is_not_called_stale() -> None:
    assert not [word for word in states(metrics.build(example.report())) if "stale" in word]
    assert not [card for card in cards(example.report()) if "stale" in card.read]


def test_what_nobody_read_is_listed_whole_with_its_target_and_never_as_missed_or_nought() -> None:
    held = measured(unread())
    assert held
    assert {item.state for item in held} == {ConditionState.NOT_READ}
    text = pdf.whole(render(unread(), length=Length.REPORT))
    section = text.partition("Not read yet: no source gives these")[2]
    for item in held:
        assert " ".join(item.metric_name.split()) in section
    assert "not met" not in states(metrics.build(unread()))
    assert all(card.figure == "" and card.read == "" for card in cards(unread()))
    assert all("not read yet" in card.missing for card in cards(unread()) if card.target)


def test_without_any_number_no_page_says_that_numbers_were_read() -> None:
    text = pdf.whole(render(unread(), length=Length.REPORT))
    assert "Every number was read by us" not in text
    assert "No source gives any of these numbers yet" in text


def test_the_printed_report_says_stale_beside_the_number_and_what_that_means() -> None:
    whole = pdf.whole(render(old(), length=Length.REPORT))
    live = whole.partition("Every number was read by us at its source.")[2]
    assert live.count("stale") >= 5
    assert "Stale: read longer ago than its finding counts; read it again." in live


def test_numbers_that_no_exit_criterion_asks_for_stand_in_the_appendix_alone() -> None:
    assert also_read(example.report())
    assert "also-read" in {section.id for section in build(example.report())}
    assert "also-read" not in {section.id for section in build(example.report(), Length.REPORT)}


WORDS = ("unavailable", "uncertain", "not met", "not read", "to be attested", "met, stale")


def test_no_word_of_the_table_of_live_metrics_is_broken_in_two() -> None:
    made = metrics.build(example.report())
    assert made is not None
    table = next(block for block in made.blocks if isinstance(block, Table))
    rows = tuple(
        row.model_copy(update={"cells": (*row.cells[:-1], State(tone="quiet", word=word))})
        for row, word in zip(table.rows, WORDS, strict=False)
    )
    assert len(rows) == len(WORDS)
    alone = made.model_copy(update={"blocks": (table.model_copy(update={"rows": rows}),)})
    page = pdf.whole(render_sections((alone,), around_report(example.report()), "A4"))
    first = [cell for row in rows if isinstance(cell := row.cells[0], tuple)]
    ids = [words.text for cell in first for words in cell if words.text.startswith("I-")]
    assert len(ids) == len(rows)
    for word in (*WORDS, *ids, "13 Nov 09:14", *(column.title for column in table.columns)):
        assert word in page
