"""What the slides look like on any machine: a font that is everywhere, the client's colour and logo."""

import io
from functools import cache
from typing import Any

import pytest
from PIL import Image
from pptx import Presentation

from reports import fonts, hue
from reports.brand import Brand, fit_colour, fit_logo
from reports.pptx import render
from reports.pptx.measures import OWN, spare, wide
from reports.pptx.office_font import FAMILY, width
from reports.pptx.palette import contrast, of_brand
from tests.reports import example_report as example
from tests.reports import pptx_reading as deck

COLOUR = "#7a1458"


def logo() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (300, 100), "#7a1458").save(buffer, "PNG")
    return fit_logo(buffer.getvalue())


@cache
def branded() -> bytes:
    brand = Brand(logo=logo(), colour=fit_colour(COLOUR))
    return render(example.report().model_copy(update={"brand": brand}))


def theme(content: bytes) -> str:
    master = deck.opened(content).slide_master
    parts = (rel.target_part for rel in master.part.rels.values())
    return str(next(p.blob.decode() for p in parts if "/theme/" in str(p.partname)))


def boxes(content: bytes) -> list[Any]:
    return [shape for slide in deck.opened(content).slides for shape in deck.shapes(slide)]


def test_slides_name_a_font_that_every_office_program_has_or_replaces_at_the_same_widths() -> None:
    content = deck.of_example()
    assert f'<a:latin typeface="{FAMILY}"' in theme(content)
    assert FAMILY == "Arial"
    named = {
        run.font.name
        for slide in deck.opened(content).slides
        for frame in deck.frames(slide)
        for paragraph in frame.paragraphs
        for run in paragraph.runs
    }
    assert named == {None}  # all of them the theme's


@pytest.mark.parametrize(("text", "strong", "units"), [
    ("Not ready", True, 722 + 611 + 333 + 278 + 389 + 556 + 556 + 611 + 556),
    ("1 Wij€", False, 556 + 278 + 944 + 222 + 222 + 556),
])  # fmt: skip
def test_text_is_measured_with_the_published_widths_of_that_font(
    text: str, strong: bool, units: int
) -> None:
    assert width(text, 10, strong=strong) == pytest.approx(units / 100)
    with spare(OWN):
        assert wide(text, 10, strong=strong) >= 1.05 * units / 100 - 1e-9


def test_letters_beyond_the_western_ones_are_measured_wide_enough_too() -> None:
    fonts.register()
    assert width("Юрий Ωμέγα", 10) > width("Jurij Omega", 10) * 0.9
    assert width("a" + "Ж" * 40, 10) > 40 * 6


def test_the_verdict_keeps_to_one_line_even_in_a_much_wider_font() -> None:
    slide = deck.opened(deck.of_example()).slides[1]
    verdict = next(
        s for s in deck.shapes(slide) if s.has_text_frame and s.text_frame.text == "Not ready"
    )
    assert verdict.width / 12_700 > 1.18 * width("Not ready", 24, strong=True)


def test_a_client_s_logo_and_colour_are_on_the_master_of_our_own_deck() -> None:
    opened = deck.opened(branded())
    held = {shape.name: shape for shape in opened.slide_master.shapes}
    picture = held["Client logo"]
    assert picture.width / picture.height == pytest.approx(3, rel=0.01)
    assert picture._element.xpath(".//p:cNvPr")[0].get("descr") == "Northwind Retail"
    titles = [shape for shape in opened.slide_master.placeholders if "Title" in shape.name]
    assert picture.top + picture.height <= titles[0].top
    assert held["Client colour"].width == opened.slide_width
    told = theme(branded()).partition("<a:accent1>")[2].partition("</a:accent1>")[0]
    assert f'val="{COLOUR[1:].upper()}"' in told


def test_the_first_slide_bears_the_client_s_mark_or_the_product_s() -> None:
    cover = next(iter(deck.opened(branded()).slides))
    pictures = [shape for shape in cover.shapes if shape.name == "Client logo"]
    assert [deck.description(shape) for shape in pictures] == ["Logo of Northwind Retail"]
    assert pictures[0].width / pictures[0].height == pytest.approx(3, rel=0.01)
    assert (
        cover.slide_layout._element.get("showMasterSp") == "0"
    )  # or the logo would be there twice
    assert "Client colour" in {shape.name for shape in cover.slide_layout.shapes}
    ours = next(iter(deck.opened(deck.of_example()).slides))
    assert "Prodworthy" in {shape.text_frame.text for shape in ours.shapes if shape.has_text_frame}


def test_no_blue_of_ours_is_left_in_a_deck_with_a_client_s_colour() -> None:
    ours = {"82AED6", "BAD1E8", "2B6CAD"}
    fills = {
        str(shape.fill.fore_color.rgb)
        for shape in boxes(branded())
        if shape.shape_type == 1 and shape.fill.type == 1 and shape.fill.fore_color.type == 1
    }
    assert fills
    assert not fills & ours


def test_a_deck_without_a_brand_has_neither_band_nor_picture() -> None:
    names = {shape.name for shape in deck.opened(deck.of_example()).slide_master.shapes}
    assert not names & {"Client logo", "Client colour"}


@pytest.mark.parametrize("colour", ["#7a1458", "#000000", "#6b6b00", "#d0021b"])
def test_words_in_and_on_a_client_s_colour_can_be_read(colour: str) -> None:
    with hue.of(fit_colour(colour)):
        palette = of_brand(fit_colour(colour))
        assert contrast(palette.readable(palette.hue), palette.paper) >= 4.5
        for ground in (palette.hue, *(palette.level(level) for level in range(1, 6))):
            assert contrast(palette.on(ground), ground) >= 4.5


def test_a_client_s_template_goes_before_the_client_s_colour_and_logo() -> None:
    buffer = io.BytesIO()
    Presentation().save(buffer)
    template = buffer.getvalue()
    brand = Brand(logo=logo(), colour=COLOUR)
    report = example.report().model_copy(update={"brand": brand})
    names = {
        shape.name for shape in deck.opened(render(report, template=template)).slide_master.shapes
    }
    assert "Client logo" not in names
