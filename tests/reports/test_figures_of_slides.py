"""A slide shows no figure but those of the result: each stands in the JSON at the same value."""

import json
import math
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

import pytest

from assessment.model import Reading
from reports.blocks import Column, Table
from reports.pptx import grids
from reports.pptx.measures import wide
from reports.quantities import value_of
from reports.result_json import render as as_json
from reports.wording import money, percent
from tests.assessments.made import full_as
from tests.reports import example_report as example
from tests.reports import pptx_reading as deck

_MONEY = re.compile(r"€\s?(\d[\d,]*)")
_PERCENT = re.compile(r"(\d+(?:\.\d+)?)\s?%")
_BROKEN = re.compile(r"(?<![\d.,-])(\d[\d,]*\.\d+)(?![\d.]|\s?%)")
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?")
_AS_IN_THE_RESULT = (
    "Index", "Chance of the weakest critical control", "Claimed", "Used", "From", "Value a quarter",
)  # fmt: skip
"""Series of charts whose every value is one of the result; others are distances between such."""


@cache
def example_result() -> Any:
    return json.loads(as_json(example.report()))


@cache
def full_result() -> Any:
    return json.loads(full_as("json"))


def standard() -> bytes:
    return deck.of_example()


def full() -> bytes:
    return full_as("pptx")


BOTH = pytest.mark.parametrize(
    ("content", "result"),
    [(standard, example_result), (full, full_result)],
    ids=["the example", "the full assessment"],
)


def _leaves(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        for held in value.values():
            yield from _leaves(held)
    elif isinstance(value, list):
        for held in value:
            yield from _leaves(held)
    else:
        yield value


def _numbers(result: Any) -> set[float]:
    """Every number of the result, those inside its sentences too."""
    found = set[float]()
    for value in _leaves(result):
        if isinstance(value, str):
            found |= {float(item.replace(",", "")) for item in _NUMBER.findall(value)}
        elif isinstance(value, int | float) and not isinstance(value, bool):
            found.add(float(value))
    return found | _reckoned(result)


def _reckoned(result: Any) -> set[float]:
    """What a sentence reckons from the result: work of a role, steps of the plan, log odds."""
    road, told = result["roadmap"], result["forecast"]
    gate = [row for row in road["rows"] if row["opens_gate"]] or road["rows"]
    roles = {role for row in gate for role in row["effort_by_role"]}
    found = {sum(row["effort_by_role"].get(role, 0.0) for row in gate) for role in roles}
    ways = [step["index"] for step in road["climb"]]
    steps = [after - before for before, after in pairwise(ways)]
    found |= {abs(step) for step in steps}
    shown = sorted(steps, reverse=True)[:6]
    found.add(abs(ways[-1] - ways[0] - sum(shown)))
    start = told["prior_chance"]
    moved = told["slope"] * (told["today"]["level"] - told["pivot"])
    odds = math.log(start / (1 - start))
    found |= {abs(odds), abs(moved), abs(odds + told["moved"]), abs(told["moved"])}
    ahead = [item["over_claim"] for item in result["scorecard"]["capabilities"]]
    found |= {abs(item) for item in ahead}
    return found


def _texts(slide: Any) -> Iterator[str]:
    for shape in deck.shapes(slide):
        if shape.name.startswith(("Footer", "Slide Number")):
            continue
        if shape.has_text_frame:
            yield deck.plain(shape.text_frame.text)
        if getattr(shape, "has_table", False):
            yield from (deck.plain(cell.text) for row in shape.table.rows for cell in row.cells)


def _told(content: bytes, of: re.Pattern[str]) -> set[str]:
    return {
        item for slide in deck.main_slides(content) for text in _texts(slide)
        for item in of.findall(text)
    }  # fmt: skip


@BOTH
def test_every_percentage_on_a_slide_is_a_share_of_the_result(content: Any, result: Any) -> None:
    held = _numbers(result())
    known = {percent(item).split("\u00a0")[-2] for item in held if 0 <= item <= 1}
    known |= {f"{item:g}" for item in held} | {f"{100 * item:.1f}" for item in held}
    shown = _told(content(), _PERCENT)
    assert len(shown) > 15
    assert shown - known == set()


@BOTH
def test_every_amount_of_money_on_a_slide_is_one_of_the_result(content: Any, result: Any) -> None:
    held = _numbers(result())
    ends = result()["roadmap"]
    held.add((ends["value_low"] + ends["value_high"]) / 2)
    known = {money(item, "EUR").removeprefix("€") for item in held}
    shown = _told(content(), _MONEY)
    assert len(shown) >= 5
    assert shown - known == set()


@BOTH
def test_every_broken_number_on_a_slide_is_one_of_the_result(content: Any, result: Any) -> None:
    held = _numbers(result())
    known = {
        format(abs(item), form) for item in held for form in (".1f", ".2f", ",.1f", ",.2f", ".3g")
    }
    shown = _told(content(), _BROKEN)
    assert len(shown) > 20
    assert shown - known == set()


@BOTH
def test_charts_draw_the_values_of_the_result(content: Any, result: Any) -> None:
    held = sorted(_numbers(result()))
    drawn = [
        (one.name, value)
        for chart in deck.charts(content()) for plot in chart.plots for one in plot.series
        if one.name in _AS_IN_THE_RESULT
        for value in one.values if value is not None
    ]  # fmt: skip
    assert len(drawn) > 30
    assert [(name, value) for name, value in drawn if not _near(value, held)] == []


def _near(value: float, held: list[float]) -> bool:
    return any(abs(value - item) < 6e-4 for item in held)


@BOTH
def test_the_steps_of_the_waterfall_lead_from_now_to_the_last_index(
    content: Any, result: Any
) -> None:
    climb = result()["roadmap"]["climb"]
    chart = next(
        one for one in deck.charts(content()) if [item.name for item in one.plots[0].series][1:3]
        == ["Before", "Adds"]
    )  # fmt: skip
    whole, _, adds, _ = ([value or 0.0 for value in one.values] for one in chart.plots[0].series)
    assert whole[0] == pytest.approx(climb[0]["index"])
    assert whole[-1] == pytest.approx(climb[-1]["index"])
    assert whole[0] + sum(adds) == pytest.approx(whole[-1])


def test_every_use_case_with_a_value_stands_where_the_result_has_it() -> None:
    held = full_result()["portfolio"]
    wanted = {
        item["name"]: (item["feasibility"]["middle"], item["value"]["middle"])
        for item in held["ranking"]["standings"]
    }
    chart = next(
        one for one in deck.charts(full()) if one.plots[0]._element.tag.endswith("scatterChart")
    )
    found = {}
    for one in chart.plots[0].series:
        across = [float(item.text) for item in one._element.xpath("./c:xVal//c:v")]
        if one.name in wanted:
            found[one.name] = (across[0], one.values[0])
    assert found == {name: pytest.approx(place) for name, place in wanted.items()}


def _chart(content: bytes, *names: str) -> Any:
    """The chart that has these series."""
    return next(
        one
        for one in deck.charts(content)
        if set(names) <= {held.name for plot in one.plots for held in plot.series}
    )


def _by_name(chart: Any, *names: str) -> dict[str, tuple[Any, ...]]:
    """Category -> its value in each of the series."""
    plot = chart.plots[0]
    columns = [next(one for one in plot.series if one.name == name).values for name in names]
    heads = [deck.plain(str(name)).rstrip(" *") for name in plot.categories]
    return dict(zip(heads, zip(*columns, strict=True), strict=True))


def _short(result: Any) -> dict[str, str]:
    return {item["id"]: deck.plain(item["short_name"]) for item in result["pack"]["capabilities"]}


@BOTH
def test_each_area_has_its_own_index_and_its_own_chance(content: Any, result: Any) -> None:
    names = {item["id"]: item["name"] for item in result()["pack"]["areas"]}
    needed = result()["pack"]["judgements"]["thresholds"]["ready_area_level"]
    index = _by_name(_chart(content(), "Index", f"threshold {needed:.1f}"), "Index")
    chance = _by_name(
        _chart(content(), "Chance of the weakest critical control"),
        "Chance of the weakest critical control",
    )
    areas = [item for item in result()["scorecard"]["areas"] if item["band"]]
    assert len(areas) == len(index) == len(chance)
    for area in areas:
        name = names[area["id"]]
        shown = next(value for head, (value,) in index.items() if head.startswith(name))
        assert shown == pytest.approx(area["band"]["level"], abs=6e-4)
        weakest = next(value for head, (value,) in chance.items() if head.startswith(name))
        assert weakest == pytest.approx(area["weakest_p3"], abs=6e-5)


@BOTH
def test_each_capability_has_its_own_level_on_the_map(content: Any, result: Any) -> None:
    tables = [
        shape.table for slide in deck.main_slides(content()) for shape in deck.shapes(slide)
        if shape.name.startswith("Heat map")
    ]  # fmt: skip
    shown = {
        deck.plain(row.cells[0].text).removeprefix("■ "): deck.plain(row.cells[2].text)
        for table in tables for row in table.rows
    }  # fmt: skip
    names = _short(result())
    held = [item for item in result()["scorecard"]["capabilities"] if item["answered"]]
    assert len(held) > 30
    for item in held:
        if item["applicable"]:
            assert shown[names[item["id"]]] == f"{item['mean']:.1f}"


@BOTH
def test_each_dumbbell_stands_where_the_result_has_claim_and_level(
    content: Any, result: Any
) -> None:
    drawn = _by_name(_chart(content(), "Claimed", "Used"), "Claimed", "Used")
    names = _short(result())
    held = {names[item["id"]]: item for item in result()["scorecard"]["capabilities"]}
    assert drawn
    for name, (claimed, used) in drawn.items():
        assert claimed == held[name]["claim"]
        assert used == pytest.approx(held[name]["mean"], abs=6e-4)


@BOTH
def test_each_bar_of_the_tornado_reaches_as_far_as_in_the_result(content: Any, result: Any) -> None:
    series = ("From", "Down to the low end", "Up to the high end")
    drawn = _by_name(_chart(content(), *series), *series)
    names = _short(result())
    held = {names[item["capability"]]: item for item in result()["turning"]["tornado"]["bars"]}
    assert len(drawn) > 3
    for name, (start, below, above) in drawn.items():
        bar = held[name.rpartition(" (")[0]]
        ends = (min(bar["low"], bar["now"], bar["high"]), max(bar["low"], bar["now"], bar["high"]))
        assert (start, start + below + above) == pytest.approx(ends, abs=2e-4)


@BOTH
def test_each_point_that_fails_has_its_own_chance_beside_it(content: Any, result: Any) -> None:
    table = next(
        shape.table for slide in deck.main_slides(content()) for shape in deck.shapes(slide)
        if shape.name == "Failing"
    )  # fmt: skip
    names = _short(result())
    held = {names[item["id"]].lower(): item for item in result()["scorecard"]["capabilities"]}
    told = 0
    for row in list(table.rows)[1:]:
        name = deck.plain(row.cells[2].text).partition(":")[0].lower()
        if name in held and held[name]["answered"]:
            told += 1
            assert deck.plain(row.cells[3].text) == deck.plain(percent(held[name]["p3"]))
    assert told > 2


def _rows_of(content: bytes, name: str) -> list[dict[str, str]]:
    """Every row of the tables of this name, each cell by its head."""
    found = []
    for slide in deck.main_slides(content):
        for shape in deck.shapes(slide):
            if shape.name == name and getattr(shape, "has_table", False):
                heads, *rows = [
                    [deck.plain(cell.text) for cell in row.cells] for row in shape.table.rows
                ]
                told = [row for row in rows if any(row[1:])]  # not the row that counts the rest
                found += [dict(zip(heads, row, strict=True)) for row in told]
    return found


@BOTH
def test_each_source_has_its_own_number_of_findings(content: Any, result: Any) -> None:
    held = result()
    tally = Counter(item["source"] for item in held["findings"])
    wanted = [(item["kind"].replace("_", " "), str(tally[item["id"]])) for item in held["sources"]]
    shown = [(row["Kind"], row["Findings"]) for row in _rows_of(content(), "Sources")]
    assert len(shown) > 1
    assert shown == wanted[: len(shown)]


@BOTH
def test_each_exit_metric_has_its_own_number_source_entry_and_time(
    content: Any, result: Any
) -> None:
    conditions = [item for row in result()["roadmap"]["rows"] for item in row["conditions"]]
    shown = _rows_of(content(), "Metrics")
    read = 0
    for row in shown:
        named = [
            item for item in conditions
            if row["Metric and initiative"].startswith(deck.plain(item["metric_name"] or "-"))
        ]  # fmt: skip
        assert any(value_of(Reading.model_validate(item["reading"])).replace("\u00a0", " ") == row["Now"]
                   for item in named if item["reading"])  # fmt: skip
        assert re.search(r"F-\d{4}, \d{1,2} \w{3} \d\d:\d\d$", row["Source, read (UTC)"])
        read += 1
    assert read > 3


@BOTH
def test_no_word_of_a_table_is_wider_than_its_column(content: Any, result: Any) -> None:
    broken = []
    for slide in deck.main_slides(content()):
        for shape in deck.shapes(slide):
            if not getattr(shape, "has_table", False):
                continue
            for row in shape.table.rows:
                for column, cell in zip(shape.table.columns, row.cells, strict=True):
                    room = (column.width - cell.margin_left - cell.margin_right) / 12_700
                    for run in (run for line in cell.text_frame.paragraphs for run in line.runs):
                        words = run.text.split(" ")
                        broken += [
                            word for word in words if not cell.is_merge_origin
                            and wide(word, run.font.size.pt, strong=bool(run.font.bold)) > room + 0.5
                        ]  # fmt: skip
    assert broken == []


def test_a_head_that_the_report_s_table_lacks_is_never_another_column() -> None:
    table = Table(columns=(Column(title="Source", width=1),), rows=())
    with pytest.raises(KeyError, match="Findings"):
        grids.of_block(table, [("Findings", grids.Column("Findings", 1))])
