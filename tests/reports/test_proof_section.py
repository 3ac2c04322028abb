"""What is proved stands in the report, its roadmap and the workbook, and is told the same everywhere."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from content.proof_rules import proof_rules
from reports import fonts, pace_words, workbook
from reports.blocks import BurnDownChart, Section, Table
from reports.charts import burn_down as drawn
from reports.html.numbers import numbers
from reports.model import Report
from reports.sections import proof, roadmap
from reports.wording import plural
from scoring.burn_down import burn_down
from scoring.burn_down_model import BurnDown, Piece
from scoring.proof_model import ConditionProof, InitiativeProof, ProofState, Standing
from tests.reports import example_report as example

TODAY = example.AS_OF.date()


@pytest.fixture(autouse=True, scope="module")
def _fonts() -> None:
    fonts.register()


def held(*closed: int, days: int = 80, more: int = 2) -> BurnDown:
    """Initiatives proved so many days after the first, and some that are open."""
    start = TODAY - timedelta(days=days)
    pieces = [
        Piece(initiative=f"P-{at}", levels=1, since=start, proved=start + timedelta(days=at))
        for at in closed
    ]
    pieces += [Piece(initiative=f"O-{place}", levels=2, since=start) for place in range(more)]
    return burn_down(pieces, start, TODAY, proof_rules(), runs=400, seed=1)


def proved(states: tuple[ProofState, ...], standing: Standing) -> InitiativeProof:
    return InitiativeProof(
        standing=standing, closed_at=example.AS_OF, claimed_at=example.AS_OF, claimed=True,
        regressed_at=example.AS_OF if standing is Standing.REGRESSED else None,
        conditions=tuple(
            ConditionProof(
                id=f"c{place}", state=state, proved_at=example.AS_OF, regressed_at=example.AS_OF,
                readings=4, could_not="HTTP 503" if place == 0 else "",
            )
            for place, state in enumerate(states)
        ),
    )  # fmt: skip


@pytest.fixture(scope="module")
def report() -> Report:
    made = example.report()
    assert made.roadmap
    first, second, *rest = made.roadmap.rows
    rows = (
        first.model_copy(update={"proof": proved((ProofState.PROVED,), Standing.PROVED)}),
        second.model_copy(
            update={"proof": proved(
                (ProofState.REGRESSED, ProofState.TO_ATTEST), Standing.REGRESSED)}
        ),
        *rest,
    )  # fmt: skip
    plan = made.roadmap.model_copy(update={"rows": rows})
    return made.model_copy(update={"roadmap": plan, "burn_down": held(20, 40, 60)})


def section(report: Report) -> Section:
    made = proof.build(report)
    assert made
    return made


def test_the_title_counts_what_is_proved_and_names_what_regressed(report: Report) -> None:
    assert report.roadmap
    total = plural(len(report.roadmap.rows), "exit criterion", "exit criteria")
    assert section(report).title == f"One of {total} is proved; one regressed"


def test_what_regressed_comes_first_with_what_was_seen(report: Report) -> None:
    (table,) = (block for block in section(report).blocks if isinstance(block, Table))
    told = [str(row.cells) for row in table.rows]
    assert "Regressed" in told[0]
    assert "could not read: HTTP 503" in told[0]
    assert "0 of two conditions proved, 1 regressed" in told[0]
    assert "1 of one condition proved" in told[1]


def test_nothing_is_told_of_a_plan_of_which_nothing_was_ever_seen() -> None:
    assert proof.build(example.report()) is None


def test_the_gap_is_drawn_and_has_its_numbers_as_a_table(report: Report) -> None:
    (chart,) = (block for block in section(report).blocks if isinstance(block, BurnDownChart))
    assert [point.by_proof for point in chart.points] == [7, 6, 5, 4, 4]
    table = numbers(chart)
    assert table
    assert len(table.rows) == len(chart.points)
    assert drawn.draw(chart).drawing.contents


@pytest.mark.parametrize("made", [held(), held(20, 40), held(20, 40, 60, more=40), held(days=0)])
def test_every_gap_can_be_drawn_and_told(made: BurnDown) -> None:
    chart = BurnDownChart(points=made.points, p50=None, p80=None, by_word=False,
                          alt=pace_words.described(made))  # fmt: skip
    assert drawn.draw(chart).drawing.contents
    assert pace_words.title(made)
    assert pace_words.told(made)


def test_the_pace_says_what_it_stands_on_and_what_it_does_not_know() -> None:
    told = pace_words.told(held(20, 40, 60))
    assert "in half of the runs" in told
    assert "three initiatives proved, or at their target level, in 80 days, which is little" in told
    assert pace_words.told(held()).startswith("No date from the pace: nothing was proved")
    assert "one more initiative" in pace_words.told(held(20))
    assert "what is proved or called done was so by the first day" in pace_words.told(held(0, 0))
    slow = held(20, 40, more=900)
    assert "more than ten years away" in pace_words.told(slow)


def test_a_picture_reaches_no_further_than_its_past_is_long_twice() -> None:
    assert pace_words.last_day(held(20, 40, more=900)) == TODAY
    assert TODAY < pace_words.last_day(held(20, 40, 60)) <= TODAY + timedelta(days=160)


def test_the_roadmap_names_what_is_proved_and_what_regressed(report: Report) -> None:
    assert report.roadmap
    names = [row.name for row in roadmap.gantt(report, report.roadmap, report.roadmap.rows).rows]
    assert names[0].startswith("Proved: ")
    assert names[1].startswith("Regressed: ")
    assert not any(":" in name.partition(" ")[0] for name in names[2:])


def test_the_workbook_has_it_on_schedule_initiatives_and_metrics(report: Report) -> None:
    book = load_workbook(BytesIO(workbook.render(report)))
    for name, row in (("Schedule", 4), ("Initiatives", 4)):
        heads = {str(cell.value): int(cell.column or 0) for cell in book[name][row]}
        assert book[name].cell(row + 1, heads["Proof"]).value == "Proved"
        assert book[name].cell(row + 2, heads["Proof"]).value == "Regressed"
    assert "Proof" in [cell.value for cell in book["Metrics"][4]]


def test_a_day_is_never_before_the_first() -> None:
    assert min(point.day for point in held(20).points) == TODAY - timedelta(days=80)
    assert isinstance(held().points[0].day, date)
