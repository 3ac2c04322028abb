"""How long a report is: what each length holds, and that none names a page it does not have."""

import io
from functools import cache

import pytest
from PIL import Image

from reports.brand import Brand, fit_colour, fit_logo
from reports.formats import FORMATS, OF_QUESTIONNAIRES, Choices, Format
from reports.lengths import Length
from reports.model import Report
from reports.paper import PageSize
from reports.pdf import preview, render
from reports.progress import untold
from reports.sections import build
from tests.reports import example_report as example
from tests.reports import pdf_reading as pdf

NAMES = {length: [section.id for section in build(example.report(), length)] for length in Length}


@cache
def made(length: Length) -> bytes:
    return render(example.report(), length=length)


@pytest.mark.parametrize("size", ["A4", "Letter"])
@pytest.mark.parametrize("width", [1, 12])
def test_the_summary_has_two_pages_however_long_the_names(size: PageSize, width: int) -> None:
    report = example.report(client="Northern Light & Power " * width)
    assert preview.pages(render(report, size, Length.SUMMARY)) == 2


@pytest.mark.parametrize("size", [(1200, 120), (300, 300), (90, 400)])
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_the_summary_opens_with_the_clients_logo_and_colour_and_keeps_two_pages(
    paper: PageSize, size: tuple[int, int]
) -> None:
    drawn = io.BytesIO()
    Image.new("RGB", size, "#a3123a").save(drawn, "PNG")
    brand = Brand(logo=fit_logo(drawn.getvalue()), colour=fit_colour("#a3123a"))
    report = example.report().model_copy(update={"brand": brand})
    content = render(report, paper, Length.SUMMARY)
    pages = pdf.reader(content).pages
    assert [len(page.images) for page in pages] == [1, 0]
    with Image.open(io.BytesIO(preview.picture(content, 1))) as page:
        shown = page.convert("RGB")
    edges = [shown.getpixel((x, 2)) for x in (1, shown.width // 2, shown.width - 2)]
    assert edges == [(0xA3, 0x12, 0x3A)] * 3
    assert "Prodworthy" in pdf.texts(content)[1]


def test_the_summary_of_a_client_without_a_look_has_the_products_name() -> None:
    content = made(Length.SUMMARY)
    assert not any(page.images for page in pdf.reader(content).pages)
    assert "Prodworthy" in pdf.texts(content)[0]


def test_the_summary_of_an_assessment_without_a_plan_has_no_empty_picture() -> None:
    content = render(example.report(said=(), found=()), length=Length.SUMMARY)
    assert 1 <= preview.pages(content) <= 2
    assert "Not enough evidence" in pdf.texts(content)[0]


def test_a_pulse_has_a_summary_without_a_verdict() -> None:
    text = pdf.whole(render(example.report(depth="pulse"), length=Length.SUMMARY))
    assert "First look" in text
    assert "Not ready" not in text


def test_the_report_is_the_full_one_without_its_appendix() -> None:
    full = NAMES[Length.FULL]
    assert NAMES[Length.REPORT] == [item for item in full if item in NAMES[Length.REPORT]]
    assert "evidence" in full
    assert "evidence" not in NAMES[Length.REPORT]
    assert "roadmap" in NAMES[Length.REPORT]


@pytest.mark.parametrize("length", [Length.SUMMARY, Length.REPORT])
def test_no_shorter_report_sends_a_reader_to_a_page_it_does_not_have(length: Length) -> None:
    text = pdf.whole(made(length))
    assert "page –" not in text
    assert "in the full report" in text
    assert None not in pdf.inner_pages(made(length))


def test_every_row_of_the_summarys_plan_has_its_metric_and_where_it_was_read() -> None:
    report = example.report()
    assert report.roadmap is not None
    second = pdf.texts(made(Length.SUMMARY))[1]
    gate = [row for row in report.roadmap.rows if row.opens_gate][:5]
    assert gate
    assert all(row.id in second for row in gate)
    assert pdf.addresses(made(Length.SUMMARY))


def test_progress_only_rises_and_ends_with_the_last_page() -> None:
    told: list[tuple[float, str]] = []
    content = render(example.report(), tell=lambda share, what: told.append((share, what)))
    shares = [share for share, _ in told]
    assert shares == sorted(shares)
    assert 0.9 <= shares[-1] <= 1.0
    assert told[-1][1].endswith(f"page {preview.pages(content)} of {preview.pages(content)}")


def test_a_page_can_be_looked_at_before_the_report_is_saved() -> None:
    content = made(Length.SUMMARY)
    assert preview.picture(content, 2).startswith(b"\x89PNG")
    for page in (0, 3):
        with pytest.raises(IndexError):
            preview.picture(content, page)


@pytest.mark.parametrize("item", FORMATS, ids=lambda item: item.suffix)
def test_every_format_is_made_of_the_same_report(item: Format[Report]) -> None:
    lengths = tuple(Length) if item.has_lengths else (Length.FULL,)
    files = {
        bytes(item.render(example.report(), Choices(length=length), untold)) for length in lengths
    }
    assert len(files) == len(lengths)
    assert all(files)


def test_no_two_formats_share_a_suffix() -> None:
    for formats in (FORMATS, OF_QUESTIONNAIRES):
        suffixes = [item.suffix for item in formats]
        assert len(set(suffixes)) == len(suffixes)
