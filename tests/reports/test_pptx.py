"""The read-out as its reader gets it: slides, native charts, notes, places, and hostile words."""

from functools import cache
from typing import Any
from urllib.parse import urlsplit

import pytest
from pptx.util import Pt

from assessment.model import Finding, Outcome, Place
from reports import proposals
from reports.blocks import Figures
from reports.costs import figures
from reports.model import Decision, Report, UseCaseFacts
from reports.pptx import render
from reports.pptx.measures import LEADING, lines
from reports.pptx.slides import modules
from reports.sections import build
from tests.reports import example_report as example
from tests.reports import pptx_reading as deck

HOSTILE = "Ev<b>il</b> & Sons <a href='x'>\u202eabc\u0007\ufffe 漢字 😀 مرحبا " + "W" * 90
LONG = ("A name of many words that goes on " * 20)[:400]


def standard() -> bytes:
    return deck.of_example()


@cache
def pulse() -> bytes:
    return render(example.report(depth="pulse"))


@cache
def bare() -> bytes:
    return render(example.report(said=(), found=()))


@cache
def attacked() -> bytes:
    """Every name is 400 characters or an attack, comments have 3,000."""
    said = tuple(
        answer.model_copy(update={"comment": ("Word after word. " * 200)[:3000] if n % 9 else HOSTILE})
        for n, answer in enumerate(example.answers())
    )  # fmt: skip
    decided = tuple(
        Decision(title=LONG, text=HOSTILE * 3, owner=LONG, proposed=False) for _ in "1234567"
    )
    use_case = UseCaseFacts(name=HOSTILE, sponsor=LONG, summary=LONG, traits=example.TRAITS)
    report = example.report(client=LONG, mark=f"Confidential to {LONG}", said=said,
                            decisions=decided, use_case=use_case)  # fmt: skip
    assert report.roadmap is not None
    named = tuple(
        item.model_copy(
            update={"name": f"{LONG[:80]}{n}", "short_name": HOSTILE if n % 2 else LONG}
        )
        for n, item in enumerate(report.pack.capabilities)
    )
    rows = tuple(
        row.model_copy(update={"title": LONG, "owner": LONG}) for row in report.roadmap.rows
    )
    return render(report.model_copy(update={
        "pack": report.pack.model_copy(update={"capabilities": named}),
        "roadmap": report.roadmap.model_copy(update={"rows": rows}),
    }))  # fmt: skip


def test_a_read_out_has_ten_to_fourteen_slides_and_each_says_one_finding() -> None:
    titles = [deck.plain(slide.shapes[0].text_frame.text) for slide in deck.main_slides(standard())]
    assert 10 <= len(titles) <= 14
    assert len(set(titles)) == len(titles)
    assert titles[0] == "Northwind Retail: Returns-fraud scoring"
    findings = {deck.plain(section.title) for section in build(example.report())}
    assert sum(title in findings for title in titles) >= 9
    assert all(len(title.split()) > 4 for title in titles[1:])


def test_the_second_slide_is_the_answer_with_its_reasons_decisions_and_money() -> None:
    text = deck.text_of(deck.opened(standard()).slides[1])
    assert "Not ready" in text
    for item in proposals.decisions(example.report())[:3]:
        assert deck.plain(item.title) in text
    for figure in figures(example.report()):
        assert deck.plain(figure.value) in text


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(example.report(depth="pulse")) == pulse()


def test_no_file_inside_the_deck_tells_when_it_was_made_but_the_report() -> None:
    parts = deck.parts(standard())
    assert b"2026-11-16T09:30:00Z" in parts["docProps/core.xml"]
    books = [data for name, data in parts.items() if name.endswith(".xlsx")]
    assert books
    for data in books:
        assert b"2026-11-16T09:30:00Z" in deck.parts(data)["docProps/core.xml"]


@pytest.mark.parametrize("content", [standard, pulse, bare], ids=lambda item: item.__name__)
def test_a_slide_that_would_show_nothing_is_left_out(content: Any) -> None:
    for slide in deck.main_slides(content()):
        assert len(deck.text_of(slide).split()) > 15
    told = " ".join(deck.titles(content()))
    assert ("All work proved lifts the index" in told) is (content is standard)
    assert ("A scenario" in told) is (content is standard)


def test_a_pulse_never_speaks_a_verdict() -> None:
    text = deck.whole(pulse())
    assert "First look: index" in text
    for word in ("Not ready", "not ready", "Insufficient evidence", "Verdict on"):
        assert word not in text


def test_every_chart_is_native_and_carries_its_numbers_in_a_sheet() -> None:
    found = deck.charts(standard())
    assert len(found) >= 5
    for chart in found:
        sheet = deck.sheet(chart)
        names = [row[0].value for row in sheet.iter_rows(min_row=2)]
        heads = [cell.value for cell in sheet[1]][1:]
        for plot in chart.plots:
            assert names == [str(name) for name in plot.categories]
            for series in plot.series:
                column = [
                    row[heads.index(series.name) + 1].value for row in sheet.iter_rows(min_row=2)
                ]
                assert [
                    None if one is None else pytest.approx(one) for one in series.values
                ] == column


def test_the_gate_shows_index_interval_and_threshold_of_each_area() -> None:
    report = example.report()
    chart = next(one for one in deck.charts(standard()) if one.plots[0].series[0].name == "Index")
    held = report.scorecard.areas
    given = sorted(round(area.band.level, 3) for area in held if area.band)
    assert sorted(chart.plots[0].series[0].values) == pytest.approx(given)
    assert set(chart.plots[1].series[0].values) == {
        report.pack.judgements.thresholds.ready_area_level
    }
    heads = [cell.value for cell in deck.sheet(chart)[1]]
    assert heads[2:4] == ["Below", "Above"]
    assert chart._chartSpace.xpath(".//c:errBars")


def test_a_name_in_a_chart_s_sheet_is_never_a_formula() -> None:
    report = example.report()
    named = tuple(
        item.model_copy(update={"short_name": f"=cmd|' /C calc'!A{n}"})
        for n, item in enumerate(report.pack.capabilities)
    )
    pack = report.pack.model_copy(update={"capabilities": named})
    for chart in deck.charts(render(report.model_copy(update={"pack": pack}))):
        cells = [cell for row in deck.sheet(chart).iter_rows() for cell in row]
        assert not [cell for cell in cells if cell.data_type == "f"]


@pytest.mark.parametrize("content", [standard, pulse, attacked], ids=lambda item: item.__name__)
def test_what_is_seen_can_be_heard_too(content: Any) -> None:
    for slide in deck.opened(content()).slides:
        for shape in slide.shapes:
            pictured = getattr(shape, "has_chart", False) or getattr(shape, "has_table", False)
            if pictured or hasattr(shape, "shapes"):
                assert len(deck.description(shape)) > 5, shape.name
            elif not shape.has_text_frame or not shape.text_frame.text.strip():
                assert shape._element.xpath(".//*[local-name()='decorative']"), shape.name


def test_a_reader_meets_the_title_first_and_the_footer_last() -> None:
    for slide in deck.opened(standard()).slides:
        held = list(slide.shapes)
        assert held[0].is_placeholder
        assert "Title" in held[0].name
        assert [shape.placeholder_format.type.name for shape in held[-2:]] == [
            "FOOTER",
            "SLIDE_NUMBER",
        ]


@pytest.mark.parametrize("content", [standard, pulse, bare], ids=lambda item: item.__name__)
def test_every_slide_carries_the_mark_and_its_number(content: Any) -> None:
    for slide in deck.opened(content()).slides:
        assert "Example – fictional client, invented figures" in deck.text_of(slide)
        assert slide._element.xpath(".//a:fld[@type='slidenum']")


def _overflow(slide: Any, width: float, height: float) -> list[str]:
    """Names of shapes that leave the slide or whose words, as measured, leave their box."""
    found = []
    for shape in slide.shapes:
        right, bottom = (shape.left + shape.width) / 12_700, (shape.top + shape.height) / 12_700
        if right > width + 1 or bottom > height + 1 or shape.left < 0 or shape.top < 0:
            found.append(f"{shape.name} at {right:.0f}, {bottom:.0f}")
        if shape.has_text_frame and not shape.is_placeholder:
            total = 0.0
            for paragraph in shape.text_frame.paragraphs:
                sizes = [run.font.size.pt for run in paragraph.runs]
                strong = any(run.font.bold for run in paragraph.runs)
                rows = (
                    lines(paragraph.text, max(sizes), shape.width / 12_700, strong=strong)
                    if sizes
                    else []
                )
                after = paragraph.space_after.pt if paragraph.space_after else 0
                total += LEADING * max(sizes, default=0) * len(rows) + after
            if shape.top / 12_700 + total > height - 20:
                found.append(f"{shape.name}: words end at {shape.top / 12_700 + total:.0f}")
    return found


@cache
def narrow() -> bytes:
    return render(example.report(), size="4:3")


@pytest.mark.parametrize(
    "content", [standard, pulse, bare, attacked, narrow], ids=lambda item: item.__name__
)
def test_nothing_leaves_its_slide(content: Any) -> None:
    held = deck.opened(content())
    width, height = held.slide_width / 12_700, held.slide_height / 12_700
    assert (round(width), round(height)) == ((720, 540) if content is narrow else (960, 540))
    for slide in held.slides:
        assert _overflow(slide, width, height) == [], deck.text_of(slide)[:80]


def test_what_is_cut_on_a_slide_is_whole_in_its_notes() -> None:
    text = deck.whole(attacked())
    assert deck.plain(LONG) in text
    assert deck.plain("Word after word. " * 170) in text
    assert "\u202e" not in text
    assert "\u0007" not in text
    assert "Ev<b>il</b> & Sons <a href='x'>" in text


def test_the_notes_name_findings_and_say_what_they_are() -> None:
    notes = deck.notes_of(deck.opened(standard()).slides[1])
    for finding in (item for item in example.findings() if item.outcome is Outcome.ABSENT):
        assert deck.plain(finding.statement) in notes
        assert deck.plain(finding.observed[1:]) in notes
    assert "F-0001, absent:" in notes


def test_notes_carry_every_figure_of_the_sections_that_stand_behind_a_slide() -> None:
    notes = " ".join(deck.notes_of(slide) for slide in deck.opened(standard()).slides)
    for section in build(example.report()):
        for block in section.blocks:
            for figure in block.items if isinstance(block, Figures) else ():
                assert deck.plain(figure.note) in notes


def test_a_page_of_the_report_is_told_as_a_slide() -> None:
    text = deck.whole(standard())
    assert "{page}" not in text
    assert "slide 4" in deck.notes_of(deck.opened(standard()).slides[1])


def test_live_metrics_lead_to_where_they_were_read() -> None:
    found = deck.targets(standard())
    assert any(item.startswith(f"{example.PROMETHEUS}/graph?g0.expr=") for item in found)
    for address in found:
        parts = urlsplit(address)
        assert parts.scheme in ("http", "https")
        assert parts.username is None


def test_a_number_that_found_no_room_on_the_slide_is_in_the_notes_with_its_address() -> None:
    notes = " ".join(deck.notes_of(slide) for slide in deck.opened(standard()).slides)
    readings = [each for finding in example.findings() for each in finding.readings]
    assert len(readings) > 5
    for reading in readings:
        assert f"<{reading.url}>" in notes


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "https://me:secret@host/x", "file:///etc/passwd"]
)
def test_an_unsafe_address_becomes_no_link(url: str) -> None:
    reading = example.reading("latency_p95_ms", 188.0, "ms", url=url)
    found = (example.finding(1, "reliable.latency", 3, Outcome.PRESENT, readings=(reading,),
                             places=(Place(label="the place", url=url),)),)  # fmt: skip
    assert url not in deck.targets(render(example.report(found=found, depth="pulse")))


def test_a_secret_in_a_source_address_is_never_told() -> None:
    leaky = example.SOURCES[0].model_copy(
        update={"address": "https://me:s3cret@host.example/api?token=t0ken"}
    )
    text = deck.whole(render(example.report(sources=(leaky, example.SOURCES[1]), depth="pulse")))
    assert "s3cret" not in text
    assert "t0ken" not in text
    assert "https://host.example/api" in text


def test_the_file_says_what_it_is_and_in_which_language() -> None:
    held = deck.opened(standard())
    properties = held.core_properties
    assert properties.title == "Northwind Retail: Returns-fraud scoring, readiness for production"
    assert properties.author == "Prodworthy"
    assert properties.language == "en-GB"
    runs = [run for slide in held.slides for frame in deck.frames(slide)
            for paragraph in frame.paragraphs for run in paragraph.runs]  # fmt: skip
    marked = [run for run in runs if run._r.rPr is not None and run._r.rPr.get("lang") == "en-GB"]
    assert len(marked) > 0.9 * len(runs)
    assert not [name for name in deck.parts(standard()) if "thumbnail" in name or "printer" in name]


def test_the_answer_is_read_verdict_first_then_reasons_decisions_and_money() -> None:
    text = deck.text_of(deck.opened(standard()).slides[1])
    order = [
        "Not ready yet",
        "varied judgements",
        "level 2.0",
        "1. ",
        "To open the gate",
        "Example –",
    ]
    places = [text.index(word) for word in order]
    assert places == sorted(places)


def test_every_title_keeps_to_its_place() -> None:
    for slide in deck.opened(attacked()).slides:
        title = slide.shapes[0]
        size = title.text_frame.paragraphs[0].runs[0].font.size
        points = size.pt if size else 24
        rows = lines(title.text_frame.text, points, title.width / 12_700, strong=True)
        assert len(rows) <= 2 or 1.2 * points * len(rows) <= title.height / 12_700
        assert size is None or size >= Pt(14)


def test_sixty_initiatives_and_many_findings_still_make_a_read_out() -> None:
    report = example.report()
    assert report.roadmap is not None
    rows = report.roadmap.rows
    more = (rows[n % len(rows)].model_copy(update={"id": f"I-X-{n:02d}"}) for n in range(60))
    many = (*rows, *more)
    found = tuple(example.finding(n, "eng.rollback", 3, Outcome.PRESENT) for n in range(300))
    road = report.roadmap.model_copy(update={"rows": many})
    content = render(report.model_copy(update={"roadmap": road, "findings": found}))
    assert len(deck.main_slides(content)) <= 14
    text = deck.whole(content)
    assert all(f"I-X-{n:02d}" in text for n in range(60))


def test_hostile_findings_break_nothing() -> None:
    def spoilt(item: Finding) -> Finding:
        long = {"statement": HOSTILE * 4, "observed": HOSTILE * 40, "remedy": HOSTILE * 10}
        return item.model_copy(update=long)

    report: Report = example.report(found=tuple(spoilt(item) for item in example.findings()))
    for slide in deck.opened(render(report)).slides:
        assert _overflow(slide, 960, 540) == []


def test_each_slide_module_has_a_place_of_its_own() -> None:
    orders = [module.ORDER for module in modules()]
    assert len(set(orders)) == len(orders) >= 14
