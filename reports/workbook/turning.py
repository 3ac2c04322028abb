"""The sheets Sensitivity, Forecast and People: what would change it, what to expect, who agrees."""

from openpyxl.workbook import Workbook

from reports import forecast_words, people_words, turning_words
from reports.model import Report
from reports.wording import VERDICT_WORDS
from reports.workbook.names import capability, stamp
from reports.workbook.table import Column, Row, add_sheet, add_table
from scoring.forecast import Scenario

TURNING = (
    Column("Part", 16),
    Column("Capability", 36),
    Column("Level", 9, "0"),
    Column("To level", 9, "0"),
    Column("Share low", 11, "0%"),
    Column("Share now", 11, "0%"),
    Column("Share high", 11, "0%"),
    Column("Chance", 10, "0%"),
    Column("Verdict then", 20),
    Column("Minutes", 10, "0"),
    Column("Who knows", 36),
    Column("What settles it", 48),
)
FORECAST = (
    Column("Part", 20),
    Column("What", 60),
    Column("Index", 10, "0.0"),
    Column("Low", 10, "0%"),
    Column("Middle", 10, "0%"),
    Column("High", 10, "0%"),
    Column("Reason or provenance", 100),
)
PEOPLE = (
    Column("Capability", 36),
    Column("Votes", 9, "0"),
    Column("Claim", 9, "0.0"),
    Column("Leaders", 10, "0.0"),
    Column("Practitioners", 13, "0.0"),
    Column("Range", 9, "0"),
    Column("Agreement r_wg", 15, "0.00"),
    Column("Polarised", 11),
    Column("What to do", 28),
)


def add_turning(book: Workbook, report: Report) -> None:
    """The tornado, the smallest set up, every way down, and what to verify first."""
    held = report.turning
    if held is None:
        add_sheet(
            book, "Sensitivity", "At this depth there is no verdict that something could change."
        )
        return
    message = turning_words.title(held, lambda item: report.pack.capability(item).short_name)
    sheet = add_sheet(book, "Sensitivity", message, turning_words.tornado_lead(held), stamp(report))
    add_table(sheet, TURNING, [*_tornado(report), *_up(report), *_down(report), *_verify(report)])


def _tornado(report: Report) -> list[Row]:
    bars = report.turning.tornado.bars if report.turning else ()
    return [
        ("Tornado", capability(report, bar.capability), bar.low_level, bar.high_level, bar.low,
         bar.now, bar.high, None, None, None, None, None)
        for bar in bars
    ]  # fmt: skip


def _up(report: Report) -> list[Row]:
    rows: list[Row] = []
    before = report.turning.share if report.turning else 0.0
    for step in report.turning.up if report.turning else ():
        who = report.pack.capability(step.capability).who
        rows.append(
            ("Smallest set", capability(report, step.capability), None, step.level, None, before,
             step.share, None, VERDICT_WORDS[step.verdict], None, who, None)
        )  # fmt: skip
        before = step.share
    return rows


def _down(report: Report) -> list[Row]:
    return [
        ("Way down", capability(report, item.capability), None, item.level, None, None, None,
         item.chance, VERDICT_WORDS[item.verdict], None,
         report.pack.capability(item.capability).who, None)
        for item in (report.turning.down if report.turning else ())
    ]  # fmt: skip


def _verify(report: Report) -> list[Row]:
    return [
        ("Verify first", capability(report, item.capability), None, None, None, None, item.share,
         item.flips, None, item.minutes, item.who, turning_words.settles(item))
        for item in (report.turning.verify if report.turning else ())
    ]  # fmt: skip


def add_forecast(book: Workbook, report: Report) -> None:
    """The scenarios, the arithmetic, and every published share it rests on."""
    held = report.forecast
    if held is None:
        add_sheet(book, "Forecast", "Without a verdict there is no forecast.")
        return
    note = f"{forecast_words.caution()} {forecast_words.history(held)}"
    sheet = add_sheet(book, "Forecast", forecast_words.title(held), note, stamp(report))
    rows = [_scenario("As today", held.today)]
    if held.unblocked:
        rows.append(_scenario("No critical capability likely missing", held.unblocked))
    rows += [_scenario("No critical capability likely missing", item) for item in held.others]
    lines = forecast_words.arithmetic(held, report.pack)
    rows += [("Arithmetic", line, None, None, None, None, None) for line in lines]
    rows += [
        ("Provenance", f"{rate.figure}, {rate.publisher} {rate.year}, for the {use}", None, None,
         None, None, forecast_words.source(rate))
        for use, rate in forecast_words.provenance(held, report.pack)
    ]  # fmt: skip
    add_table(sheet, FORECAST, rows)


def _scenario(name: str, item: Scenario) -> Row:
    return ("Scenario", name, item.level, item.low, item.chance, item.high, None)


def add_people(book: Workbook, report: Report) -> None:
    """Every capability with two votes or more, those furthest apart first."""
    card, thresholds = report.scorecard, report.pack.judgements.thresholds
    found = people_words.voted(card)
    message = "No capability has two votes yet"
    if found:
        message = people_words.title(
            card, thresholds, lambda item: report.pack.capability(item).short_name
        )
    note = people_words.alpha(card)
    sheet = add_sheet(book, "People", message, note, stamp(report))
    rows: list[Row] = [
        (
            capability(report, item.id), item.votes, item.claim,
            item.group_medians.leaders if item.group_medians else None,
            item.group_medians.practitioners if item.group_medians else None,
            item.vote_range, item.agreement, item.polarised, people_words.note(item, thresholds),
        )
        for item in found
    ]  # fmt: skip
    add_table(sheet, PEOPLE, rows)
