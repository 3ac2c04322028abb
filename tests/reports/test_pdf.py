"""The PDF as a reader gets it: pages, links, fonts, and what hostile or little data does to it."""

from functools import cache
from urllib.parse import urlsplit

import pytest

from assessment.model import Answer, Finding, Outcome, Place
from reports.blocks import Heatmap
from reports.charts import heatmap
from reports.charts.sheet import Sheet
from reports.model import Decision, Report, UseCaseFacts
from reports.paper import PageSize
from reports.pdf import render
from reports.quantities import span
from tests.reports import example_report as example
from tests.reports import pdf_reading as pdf

HOSTILE = "Ev<b>il</b> & Sons <a href='x'>\u202eabc\u0007 漢字 😀 " + "W" * 90


@cache
def standard() -> bytes:
    return render(example.report())


@cache
def pulse() -> bytes:
    return render(example.report(depth="pulse"))


def bare(depth: str = "full") -> Report:
    """Nobody answered, nothing was looked at."""
    return example.report(said=(), found=(), depth=depth)


@pytest.mark.parametrize(("size", "box"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_every_page_has_the_paper_that_was_asked_for(size: PageSize, box: tuple[int, int]) -> None:
    pages = pdf.reader(render(example.report(depth="pulse"), size)).pages
    assert {(round(page.mediabox.width), round(page.mediabox.height)) for page in pages} == {box}


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render(example.report(depth="pulse")) == pulse()


def test_a_chart_is_drawn_once_however_often_the_pages_are_set(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    drawn: list[int] = []
    draw = heatmap.draw

    def counted(block: Heatmap, room: float) -> Sheet:
        drawn.append(id(block))
        return draw(block, room)

    monkeypatch.setattr(heatmap, "draw", counted)
    assert render(example.report(depth="pulse")) == pulse()
    assert len(drawn) == len(set(drawn)) > 0


@pytest.mark.parametrize("name", ["W" * 180, "Wide and " * 20 + "end", "Q" * 90 + " " + "M" * 89])
def test_a_long_name_stands_whole_on_the_cover_and_so_does_its_mark(name: str) -> None:
    told = {"client": name, "mark": f"Confidential to {name}"}
    first = pdf.texts(render(example.report(depth="pulse").model_copy(update=told)))[0]
    letters = "".join(first.split())
    assert letters.count("".join(name.split())) >= 2
    assert "…" not in first.partition("Contents")[0]


def test_every_font_is_embedded() -> None:
    held = pdf.fonts(standard())
    assert all(held.values()), held
    assert len(held) == 4


def test_the_second_page_is_the_answer_and_names_the_verdict() -> None:
    page = pdf.texts(standard())[1]
    assert page.startswith("Not ready yet: ")
    assert "Verdict on 16 November 2026 Not ready" in page


def test_every_page_but_the_cover_has_head_and_footer() -> None:
    pages = pdf.texts(standard())
    for number, text in enumerate(pages, start=1):
        assert f"Page {number} of {len(pages)}" in text
        assert "Northwind Retail · Returns-fraud scoring · 16 November 2026" in text
        assert "Example – fictional client, invented figures" in text


def test_contents_on_the_cover_give_the_page_of_each_section() -> None:
    pages = pdf.texts(standard())
    for name in pdf.outline(standard()):
        heads = (f"Prodworthy {name}", f" · {name} Example", f" · {name} · ")
        first = next(n for n, text in enumerate(pages, 1) if any(head in text for head in heads))
        assert f"{first} {name}" in pages[0]


def test_the_outline_names_the_sections_in_order() -> None:
    names = pdf.outline(standard())
    assert names[:6] == [
        "The answer",
        "Scope and method",
        "Lead use case",
        "Five-dimension gate",
        "46 capabilities",
        "Gap: data",
    ]
    assert names[-1] == "Appendix: evidence index"


def test_every_link_outwards_is_http_and_carries_no_credentials() -> None:
    found = pdf.addresses(standard())
    assert len(found) > 10
    for address in found:
        parts = urlsplit(address)
        assert parts.scheme in ("http", "https")
        assert parts.username is None
        assert parts.password is None


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "https://me:secret@host/x",
        "file:///etc/passwd",
        "http://",
        "data:text/html,x",
    ],
)
def test_an_unsafe_address_is_printed_without_a_link(url: str) -> None:
    place = Place(label="the place", url=url)
    found = (example.finding(1, "eng.rollback", 3, Outcome.ABSENT, places=(place,)),)
    content = render(example.report(found=found, said=(), depth="pulse"))
    assert "the place" in pdf.whole(content)
    assert url not in pdf.addresses(content)


def test_a_secret_in_a_source_address_is_never_printed() -> None:
    leaky = example.SOURCES[0].model_copy(
        update={"address": "https://me:s3cret@host.example/api?token=t0ken"}
    )
    text = pdf.whole(render(example.report(sources=(leaky,), depth="pulse")))
    assert "s3cret" not in text
    assert "t0ken" not in text
    assert "https://host.example/api" in text


def test_every_link_inwards_leads_to_a_page() -> None:
    found = pdf.inner_pages(standard())
    assert len(found) > 100
    assert None not in found


def test_every_finding_is_in_the_evidence_index_with_its_query_in_full() -> None:
    text = pdf.whole(standard())
    for place, finding in enumerate(example.findings(), start=1):
        assert f"F-{place:04d}" in text
        assert finding.statement in text
        for reading in finding.readings:
            assert reading.query in text


def test_a_query_keeps_its_characters_however_long_it_is() -> None:
    query = "sum(rate(" + "_".join(f"series{n}" for n in range(150)) + "[5m]))"
    found = (
        example.finding(
            1, "eng.rollback", 3, Outcome.ABSENT, places=(Place(label="x", query=query),)
        ),
    )
    text = pdf.whole(render(example.report(found=found, depth="pulse"))).replace(" ", "")
    assert query in text


def test_the_window_says_how_much_history_there_was() -> None:
    assert "8 minutes of 30 days" in pdf.whole(standard())
    assert span(480) == "8\u00a0minutes"


def test_what_could_not_be_looked_at_is_unavailable_and_never_absent() -> None:
    text = pdf.whole(standard())
    assert "F-0006" in text
    assert "unavailable" in text
    assert "three absent, one where we could not look" in text


def test_executive_pages_speak_plainly() -> None:
    sections = {"The answer", "Five-dimension gate", "Claimed against observed", "Roadmap"}
    pages = [
        text
        for text in pdf.texts(standard())
        if any(f"Prodworthy {name}" in text for name in sections)
    ]
    assert len(pages) >= 4
    for text in pages:
        assert not any(
            word in text for word in ("P(", "P50", "P80", "E0", "E1", "E2", "draws", "anchor")
        )


def test_a_pulse_never_speaks_a_verdict() -> None:
    text = pdf.whole(pulse())
    for word in (
        "Not ready",
        "not ready",
        "Conditional",
        "Insufficient evidence",
        "Verdict on",
        "Ready ",
    ):
        assert word not in text
    assert "First look: index" in text
    assert "What to ask next" in text


def test_without_rates_the_work_is_told_in_person_weeks_only() -> None:
    plan = example.roadmap_inputs(rates={}, currency="", value_low=None, value_high=None)
    page = pdf.texts(render(example.report(planned=plan)))[1]
    assert "To open the gate" in page
    assert "person-weeks" in page
    assert "€" not in page
    assert "Value at stake" not in page


def test_the_roadmap_keeps_to_one_page() -> None:
    assert sum("Prodworthy Roadmap" in text for text in pdf.texts(standard())) == 1


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_no_page_is_empty(size: PageSize) -> None:
    words = [len(text.split()) for text in pdf.texts(render(example.report(), size))]
    assert min(words[:-1]) > 60


def test_an_empty_assessment_still_gives_a_report() -> None:
    text = pdf.whole(render(bare()))
    assert "Not enough evidence for a verdict" in text
    assert "No probe has looked yet" in text


def test_an_empty_pulse_has_no_index_and_says_so() -> None:
    text = pdf.whole(render(bare(depth="pulse")))
    assert "First look: nothing is answered yet" in text


def test_hostile_names_are_printed_as_they_are_and_break_nothing() -> None:
    use_case = UseCaseFacts(name=HOSTILE, sponsor=HOSTILE, traits=example.TRAITS)
    decided = (Decision(title=HOSTILE, text=HOSTILE * 3, owner=HOSTILE, proposed=False),)
    report = example.report(client=HOSTILE, mark=HOSTILE, use_case=use_case, decisions=decided)
    text = pdf.whole(render(report))
    assert "Ev<b>il</b> & Sons <a href='x'>" in text
    assert "\u202e" not in text
    assert "\ufffd" in text


def test_hostile_findings_and_answers_break_nothing() -> None:
    def spoilt(item: Finding) -> Finding:
        long = {"statement": HOSTILE * 4, "observed": HOSTILE * 40, "remedy": HOSTILE * 10}
        return item.model_copy(update=long)

    def boast(item: Answer) -> Answer:
        return item.model_copy(update={"comment": HOSTILE})

    found = tuple(spoilt(item) for item in example.findings())
    said = tuple(boast(item) for item in example.answers())
    assert len(pdf.texts(render(example.report(found=found, said=said), "Letter"))) > 10


def test_sixty_initiatives_and_three_hundred_findings_are_all_told() -> None:
    report = example.report()
    assert report.roadmap is not None
    rows = report.roadmap.rows
    many = tuple(rows[n % len(rows)].model_copy(update={"id": f"I-X-{n:02d}"}) for n in range(60))
    found = tuple(example.finding(n, "eng.rollback", 3, Outcome.PRESENT) for n in range(300))
    road = report.roadmap.model_copy(update={"rows": many, "climb": ()})
    text = pdf.whole(render(report.model_copy(update={"roadmap": road, "findings": found})))
    assert all(f"I-X-{n:02d}" in text for n in range(60))
    assert "F-0300" in text
