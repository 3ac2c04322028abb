"""One report feeds every format: a figure of the result is the same figure wherever it stands."""

import html as markup
import json
import re
from collections.abc import Iterator
from functools import cache

import pytest

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
from tests.reports import example_report as example
from tests.reports import pdf_reading as pdf
from tests.reports import pptx_reading as deck
from tests.reports.docx_reading import Read


@cache
def report() -> Report:
    return example.report()


def plain(text: str) -> str:
    return " ".join(text.replace("\u00a0", " ").replace("\u2009", " ").split())


@cache
def told(form: str, locale: str = DEFAULT) -> str:
    """All text of the report in one of the formats that are read, for a client of this country."""
    made = report().model_copy(update={"brand": Brand(locale=locale)})
    if form == "pdf":
        return plain(pdf.whole(render(made)))
    if form == "docx":
        return plain(Read(word_of(made)).text)
    if form == "pptx":
        return plain(deck.whole(slides_of(made)))
    page = render_report(made).decode()
    body = re.sub(r"<(style|svg)\b.*?</\1>", " ", page, flags=re.DOTALL)
    return plain(markup.unescape(re.sub(r"<[^>]+>", " ", body)))


def figures() -> Iterator[tuple[str, str]]:
    """What a figure is of, and how it is told."""
    card = report().scorecard
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
    yield from _planned()


def _planned() -> Iterator[tuple[str, str]]:
    road = report().roadmap
    assert road is not None
    for row in road.rows:
        yield f"effort of {row.id}", weeks_range(row.effort_low, row.effort_high).split(" ")[0]
        yield f"day of {row.id}", short_day(row.p80)
        for condition in row.conditions:
            if condition.reading is not None:
                yield f"reading of {row.id}", value_of(condition.reading)
    if road.gate:
        yield "gate", short_day(road.gate.p80)
    index = report().scorecard.index
    assert index is not None
    yield "index", band(index)


@pytest.mark.parametrize(
    ("form", "locale"),
    [
        *((form, DEFAULT) for form in ("pdf", "html", "docx", "pptx")),
        *((form, "de-DE") for form in ("pdf", "html", "pptx")),
    ],
)
def test_every_figure_of_the_result_stands_in_the_format(form: str, locale: str) -> None:
    text = told(form, locale)
    with written_as(locale):
        missing = [what for what, words in figures() if plain(words) not in text]
    assert not missing


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
