"""One report feeds every format: a figure of the result is the same figure wherever it stands."""

import html as markup
import json
import re
from collections.abc import Iterator
from datetime import datetime
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from content.locales import DEFAULT, written, written_as
from reports.brand import Brand
from reports.docx import render_report as word_of
from reports.html import render_report
from reports.model import Report
from reports.pdf import render
from reports.pptx import render as slides_of
from reports.quantities import value_of
from reports.result_json import render as result_json
from reports.wording import (
    VERDICT_WORDS,
    band,
    level,
    percent,
    plain_level,
    short_day,
    weeks_range,
)
from reports.workbook import render as workbook_of
from tests.assessments.made import full, full_as
from tests.assessments.made import text_of as text_of_full
from tests.assessments.small import tiny
from tests.reports import example_report as example
from tests.reports import pdf_reading as pdf
from tests.reports import pptx_reading as deck
from tests.reports.docx_reading import Read


@cache
def report() -> Report:
    return example.report(entries=example.roadmap_inputs())


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u2009", " ").split())


@cache
def told(form: str, locale: str = DEFAULT) -> str:
    """All text of the report in one of the formats that are read, for a client of this country."""
    return text_of(form, made_as(report().model_copy(update={"brand": Brand(locale=locale)}), form))


def made_as(made: Report, form: str) -> bytes:
    if form == "pdf":
        return render(made)
    if form == "pptx":
        return slides_of(made)
    return word_of(made) if form == "docx" else render_report(made)


def text_of(form: str, content: bytes) -> str:
    if form == "pdf":
        return plain(pdf.whole(content))
    if form == "docx":
        return plain(Read(content).text)
    if form == "pptx":
        return plain(deck.whole(content))
    page = content.decode()
    body = re.sub(r"<(style|svg)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return plain(markup.unescape(re.sub(r"<[^>]+>", " ", body)))


def figures(made: Report) -> Iterator[tuple[str, str]]:
    """What a figure is of, and how it is told."""
    card = made.scorecard
    yield "verdict", VERDICT_WORDS[card.verdict]
    yield "coverage", percent(card.coverage)
    yield "evidence strength", percent(card.evidence_strength)
    for verdict, share in card.confidence.items():
        if share > 0:
            yield f"share of {verdict}", percent(share)
    yield "critical controls in place", written(card.expected_in_place, ".1f")
    for area in card.areas:
        yield f"index of {area.id}", level(area.band.level) if area.band else "not answered"
        if area.weakest_p3 is not None:
            yield f"weakest of {area.id}", percent(area.weakest_p3)
    for item in card.capabilities:
        if item.applicable and item.answered:
            yield f"level of {item.id}", level(item.mean)
            if item.claim is not None:
                yield f"interval of {item.id}", f"{item.low} to {item.high}"
                yield f"claim of {item.id}", plain_level(item.claim)
    yield from _planned(made)


def _planned(made: Report) -> Iterator[tuple[str, str]]:
    road = made.roadmap
    assert road is not None
    for row in road.rows:
        yield f"effort of {row.id}", weeks_range(row.effort_low, row.effort_high).split(" ")[0]
        yield f"day of {row.id}", short_day(row.p80)
        for condition in row.conditions:
            if condition.reading is not None:
                yield f"reading of {row.id}", value_of(condition.reading)
    if road.gate:
        yield "gate", short_day(road.gate.p80)
    if made.scorecard.index:
        yield "index", band(made.scorecard.index)


@pytest.mark.parametrize(
    ("form", "locale"),
    [
        *((form, DEFAULT) for form in ("pdf", "html", "docx", "pptx")),
        *((form, "de-DE") for form in ("pdf", "html", "pptx")),
    ],
)
def test_every_figure_of_the_result_stands_in_the_format(form: str, locale: str) -> None:
    text = told(form, locale)
    assert report().scorecard.index is not None
    with written_as(locale):
        missing = [what for what, words in figures(report()) if plain(words) not in text]
    assert not missing


@pytest.mark.parametrize("form", ["pdf", "html", "docx"])
@pytest.mark.parametrize("which", ["tiny", "full"])
def test_every_figure_of_little_and_of_much_stands_in_the_format(which: str, form: str) -> None:
    made = tiny() if which == "tiny" else full().report
    if which == "full" and form == "pdf":
        text = plain(text_of_full("pdf", full_as("pdf")))
    else:
        text = text_of(form, made_as(made, form) if which == "tiny" else full_as(form))
    held = list(figures(made))
    assert len(held) > (15 if which == "tiny" else 200)
    missing = [
        what for what, words in held if plain(words) not in text and in_a_table(words) not in text
    ]
    assert not missing


def in_a_table(words: str) -> str:
    """How a table tells an interval or an effort, whose unit stands in its head."""
    words = plain(words)
    if words.endswith(" person-weeks"):
        return words.removesuffix(" person-weeks")
    return "[{}–{}]".format(*words.split(" to ")) if re.fullmatch(r"\d to \d", words) else words


def test_a_german_client_reads_the_figures_of_the_json_in_its_own_marks() -> None:
    made = report().model_copy(update={"brand": Brand(locale="de-DE")})
    held, text = json.loads(result_json(made)), told("pdf", "de-DE")
    assert result_json(made) == result_json(report())
    plan, area = held["roadmap"], held["scorecard"]["areas"][0]["band"]
    year, month, day = plan["gate"]["p80"].split("-")
    assert f"{int(day)}.{int(month)}.{year}" in text
    assert f"{area['level']:.1f}".replace(".", ",") in text
    assert f"{round(plan['gate_cost_mid'], -3):,.0f}".replace(",", ".") + " €" in text
    assert re.search(r"\d{1,2}\.\d{1,2}\.2026 \d{2}:\d{2} UTC", text)


def test_a_german_report_says_that_what_it_quotes_is_as_it_was_written() -> None:
    assert "keeps its figures as 1,234.5 for 1.234,5." in told("pdf", "de-DE")
    assert "keeps its figures" not in told("pdf", DEFAULT)
    road = report().roadmap
    assert road is not None
    assert road.gate is not None
    assert plain(short_day(road.gate.p80)) not in told("pdf", "de-DE")


@cache
def result() -> dict[str, Any]:
    """The result as its JSON says it."""
    return dict(json.loads(result_json(report())))


@cache
def sheets() -> dict[str, list[dict[str, Any]]]:
    """The rows of the workbook's sheets by header, as a program reads them that computes nothing."""
    book = load_workbook(BytesIO(workbook_of(report())), data_only=True)
    found = {}
    for sheet in book.worksheets:
        rows = list(sheet.iter_rows(min_row=4, values_only=True))
        found[sheet.title] = [dict(zip(map(str, rows[0]), row, strict=True)) for row in rows[1:]]
    return found


def same(row: dict[str, Any], expected: dict[str, Any]) -> None:
    """Every cell says what the JSON says: numbers but for accidents of computing them, days as days."""
    for header, value in expected.items():
        cell, told = row[header], value
        if isinstance(cell, datetime):
            cell = cell.date().isoformat()
        if isinstance(value, bool):
            told = "yes" if value else "no"
        elif isinstance(value, float):
            told = pytest.approx(value, rel=1e-14)
        assert cell == told, header


def test_the_workbook_has_the_figures_of_every_part_and_capability() -> None:
    card = result()["scorecard"]
    parts = {row["Part"]: row for row in sheets()["Summary"]}
    same(parts["Overall"], {"Coverage": card["coverage"], "Evidence strength": card["evidence_strength"],
                            "Index 1 to 5": card["index"]["level"], "Low": card["index"]["low"],
                            "High": card["index"]["high"]})  # fmt: skip
    for area in card["areas"]:
        band = area["band"] or dict.fromkeys(("level", "low", "high"))
        same(parts[report().pack.area(area["id"]).name], {
            "Index 1 to 5": band["level"], "Low": band["low"], "High": band["high"],
            "Coverage": area["coverage"], "Chance it is in place": area["weakest_p3"],
            "Below target": area["below_target"], "Not applicable": area["not_applicable_share"],
        })  # fmt: skip
    rows = {row["Id"]: row for row in sheets()["Capabilities"]}
    applicable = [item for item in card["capabilities"] if item["applicable"]]
    assert len(applicable) > 30
    for item in applicable:
        same(rows[item["id"]], {
            "Claimed": item["claim"], "Observed from": item["observed_low"], "Used": item["mean"],
            "Observed to": item["observed_high"], "Low": item["low"], "High": item["high"],
            "Chance of level 3": item["p3"], "Chance of level 4": item["p4"], "Critical": item["critical"],
            "Weight": item["weight"], "Target": item["target"], "Votes": item["votes"],
            "Don't know": item["dont_know"], "Agreement": item["agreement"],
        })  # fmt: skip


def test_the_workbook_has_the_figures_of_every_initiative_and_reading() -> None:
    planned = result()["roadmap"]
    listed = {row["Id"]: row for row in sheets()["Initiatives"]}
    drawn = {row["Initiative"]: row for row in sheets()["Schedule"]}
    measured = {(row["Initiative"], row["Metric"]): row for row in sheets()["Metrics"]}
    seen = 0
    for row in planned["rows"]:
        money = {f"Cost {one} (EUR)": row[f"cost_{one}"] for one in ("low", "mid", "high")}
        same(listed[row["id"]], money | {
            "Effort low": row["effort_low"], "Effort mid": row["effort_mid"],
            "Effort high": row["effort_high"], "From level": row["from_level"],
            "To level": row["to_level"], "Priority": row["priority"], "Proved by (P80)": row["proof_end"],
        })  # fmt: skip
        same(drawn[row["id"]], {
            "Start": row["start"], "Person-weeks": row["effort_mid"], "Computed end": row["end"],
            "End P50": row["p50"], "End P80": row["p80"], "Slack": row["slack_days"],
            "Low": row["effort_low"], "High": row["effort_high"], "Opens gate": row["opens_gate"],
            "Cost": row["cost_mid"],
        })  # fmt: skip
        for condition in row["conditions"]:
            if reading := condition["reading"]:
                seen += 1
                same(measured[row["id"], condition["metric_name"] or condition["metric"]], {
                    "Now": reading["value"], "Low": reading["low"], "High": reading["high"],
                    "n": reading["n"],
                })  # fmt: skip
    assert len(planned["rows"]) > 5
    assert seen
    used = {
        row["Role"]: row["Total"] for row in sheets()["Capacity"] if row["Person-weeks"] == "Used"
    }
    by_role = {role.id: role.name for role in report().pack.roles}
    for load in planned["load"]:
        assert used[by_role[load["role"]]] == pytest.approx(
            load["people"] * sum(load["weeks"]), abs=0.05
        )


def test_the_workbook_has_the_figures_of_what_would_change_the_verdict() -> None:
    bars = result()["turning"]["tornado"]["bars"]
    rows = [row for row in sheets()["Sensitivity"] if row["Part"] == "Tornado"]
    assert len(rows) == len(bars) > 0
    for row, bar in zip(rows, bars, strict=True):
        same(row, {"Share low": bar["low"], "Share now": bar["now"], "Share high": bar["high"]})
    today = result()["forecast"]["today"]
    same(
        sheets()["Forecast"][0],
        {"Low": today["low"], "Middle": today["chance"], "High": today["high"]},
    )
