"""Titles of the read-out: they count what the slide shows, and agree with it in number."""

import pytest

from reports import grounds, read_out_words
from reports.model import Report
from scoring.model import GateReason, Verdict
from tests.reports import example_report as example


def with_reasons(*areas: str) -> Report:
    """The example with one point that stands in the way in each of these areas."""
    report = example.report()
    made = []
    used: dict[str, int] = {}
    for area in areas:
        used[area] = used.get(area, -1) + 1
        item = report.pack.in_area(area)[used[area]]
        made.append(GateReason(code="probability", area=area, capability=item.id, value=0.2,
                               limit=0.4, blocks=Verdict.CONDITIONAL))  # fmt: skip
    card = report.scorecard.model_copy(update={"reasons": tuple(made)})
    return report.model_copy(update={"scorecard": card})


@pytest.mark.parametrize(
    ("areas", "title"),
    [
        (("data",), "One point stands in the way, in Data"),
        (("data", "data"), "Two points stand in the way, all in Data"),
        (("data", "engineering"), "Two points stand in the way, spread over two areas"),
        (("data", "data", "engineering"), "Three points stand in the way: two in Data"),
        (
            ("data", "data", "engineering", "engineering", "organization"),
            "Five points stand in the way: two each in Data and Engineering",
        ),
    ],
)
def test_what_fails_is_counted_and_placed(areas: tuple[str, ...], title: str) -> None:
    report = with_reasons(*areas)
    assert len(grounds.grounds(report)) == len(areas)
    told = read_out_words.failing(report)
    assert sorted(told.split()) == sorted(title.split())


def test_the_first_days_count_what_ends_in_them_and_name_the_cost_of_the_gate() -> None:
    report = example.report()
    plan = report.roadmap
    assert plan is not None
    assert plan.gate_cost_mid is not None
    late = tuple(row.model_copy(update={"horizon": "later"}) for row in plan.rows)
    none = plan.model_copy(update={"rows": late})
    assert read_out_words.first_days(report, none).startswith(
        f"None of {len(late)} initiatives ends"
    )
    one = plan.model_copy(
        update={"rows": (late[0].model_copy(update={"horizon": "30"}), *late[1:])}
    )
    assert read_out_words.first_days(report, one).startswith(f"One of {len(late)} initiatives ends")
    assert "; opening the gate takes €" in read_out_words.first_days(report, plan)
