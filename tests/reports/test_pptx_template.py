"""A client's template: its master, layouts, fonts and colours are kept, and it can do nothing."""

import io
import re
import subprocess
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pptx
import pytest
from pptx.enum.shapes import PP_PLACEHOLDER
from pypdf import PdfReader

from reports.office_template import TemplateRefused
from reports.pptx import render
from reports.pptx.measures import LEADING, lines
from reports.pptx.palette import OWN, contrast, of_theme
from tests.reports import example_report as example
from tests.reports import office_files as files
from tests.reports import pptx_reading as deck

THEME = "ppt/theme/theme1.xml"


def template(change: Callable[[dict[str, bytes]], dict[str, bytes]] = dict) -> bytes:
    """A client's .potx with a hue and a font of its own, and one slide that is nobody's business."""
    parts = files.unzipped(files.slides())
    theme = re.sub(
        r'(<a:accent1><a:srgbClr val=")[0-9A-F]{6}', r"\g<1>7A1F5C", parts[THEME].decode()
    )
    parts[THEME] = theme.replace('typeface="Calibri"', 'typeface="Georgia"').encode()
    made = files.zipped(change(parts))
    return files.retyped(made, "presentation.main+xml", "template.main+xml")


@cache
def dressed() -> bytes:
    return render(example.report(), template=template())


def test_the_client_s_theme_fonts_and_size_are_kept() -> None:
    theme = deck.parts(dressed())[THEME]
    assert b"7A1F5C" in theme
    assert b"Georgia" in theme
    held = deck.opened(dressed())
    assert (held.slide_width, held.slide_height) == (9_144_000, 6_858_000)
    assert b"presentation.main+xml" in deck.parts(dressed())["[Content_Types].xml"]


def test_slides_stand_on_the_client_s_layouts_by_name() -> None:
    names = [slide.slide_layout.name for slide in deck.opened(dressed()).slides]
    assert names[0] == "Title Slide"
    assert set(names[1:]) == {"Title Only"}


def test_a_renamed_layout_is_found_by_its_kind_and_a_missing_one_by_the_nearest() -> None:
    def renamed(parts: dict[str, bytes]) -> dict[str, bytes]:
        name = "ppt/slideLayouts/slideLayout6.xml"
        return files.changed(parts, name, 'name="Title Only"', 'name="Acme body"')

    def retyped(parts: dict[str, bytes]) -> dict[str, bytes]:
        name = "ppt/slideLayouts/slideLayout6.xml"
        return files.changed(renamed(parts), name, 'type="titleOnly"', 'type="cust"')

    for change in (renamed, retyped):
        held = deck.opened(render(example.report(depth="pulse"), template=template(change)))
        assert {slide.slide_layout.name for slide in list(held.slides)[1:]} == {"Acme body"}


def test_the_slides_of_the_template_are_left_behind() -> None:
    assert "Secret slide" not in deck.whole(dressed())
    assert not any(b"Secret slide" in data for data in deck.parts(dressed()).values())


def test_charts_take_the_client_s_hue_and_verdicts_keep_their_meaning() -> None:
    chart = next(data for name, data in deck.parts(dressed()).items() if "charts/chart" in name)
    assert b"2B6CAD" not in chart
    slide = next(
        data for name, data in deck.parts(dressed()).items() if name.endswith("slides/slide2.xml")
    )
    assert b"B3362B" in slide


def test_no_place_of_the_layout_is_left_showing_its_prompt() -> None:
    for slide in deck.opened(dressed()).slides:
        for shape in slide.placeholders:
            assert shape.text_frame.text.strip(), shape.name
        assert slide.shapes[0].text_frame.text


def test_titles_fit_the_client_s_place_and_every_slide_is_marked_and_numbered() -> None:
    for slide in deck.opened(dressed()).slides:
        title = slide.shapes[0]
        run = title.text_frame.paragraphs[0].runs[0]
        size = run.font.size.pt if run.font.size else 44
        rows = lines(title.text_frame.text, size, title.width / 12_700 - 14, strong=True)
        assert 1.2 * size * len(rows) <= title.height / 12_700 + 1
        assert "Example – fictional client, invented figures" in deck.text_of(slide)
        assert slide._element.xpath(".//a:fld[@type='slidenum']")


def test_a_template_without_titles_or_footers_still_says_all_of_it() -> None:
    held = pptx.Presentation()
    for layout in list(held.slide_layouts):
        if layout.name != "Blank":
            held.slide_layouts.remove(layout)
    blank = held.slide_layouts[0]
    for shape in list(blank.placeholders):
        shape._element.getparent().remove(shape._element)
    buffer = io.BytesIO()
    held.save(buffer)
    content = render(example.report(depth="pulse"), template=buffer.getvalue())
    for slide in deck.opened(content).slides:
        assert slide.shapes[0].name == "Title"
        assert slide.shapes[0].text_frame.text
        assert "Example – fictional client" in deck.text_of(slide)
        assert slide._element.xpath(".//a:fld[@type='slidenum']")


def test_words_are_read_on_a_dark_master_too() -> None:
    dark = of_theme(
        template_theme("101820", "FFFFFF"), {"bg1": "dk1", "tx1": "lt1", "accent1": "accent1"}
    )
    for colour in (OWN.hue, dark.hue, (0.64, 0.18, 0.14)):
        assert contrast(dark.readable(colour), dark.paper) >= 4.5
    assert contrast(dark.of("quiet"), dark.paper) >= 4.5
    for level in range(1, 6):
        ground = dark.level(level)
        assert contrast(dark.on(ground), ground) >= 3


def template_theme(dark: str, light: str) -> bytes:
    """A theme with these two colours."""
    text = files.unzipped(files.slides())[THEME].decode()
    text = re.sub(r"<a:dk1>.*?</a:dk1>", f'<a:dk1><a:srgbClr val="{dark}"/></a:dk1>', text)
    return re.sub(
        r"<a:lt1>.*?</a:lt1>", f'<a:lt1><a:srgbClr val="{light}"/></a:lt1>', text
    ).encode()


def test_a_template_with_macros_or_that_is_none_is_refused_with_a_sentence() -> None:
    kind = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    armed = "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml"
    macros = files.retyped(files.slides(), kind, armed)
    for content in (macros, b"no template", files.word()):
        with pytest.raises(TemplateRefused) as refused:
            render(example.report(depth="pulse"), template=content)
        assert refused.value.sentence.endswith(".")


@pytest.mark.parametrize("dress", [None, template], ids=["ours", "theirs"])
def test_another_program_opens_the_deck_and_prints_every_slide(
    dress: Callable[[], bytes] | None, tmp_path: Path
) -> None:
    content = dressed() if dress else deck.of_example()
    (tmp_path / "deck.pptx").write_bytes(content)
    command = ["soffice", f"-env:UserInstallation=file://{tmp_path}/profile", "--headless",
               "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "deck.pptx")]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = PdfReader(tmp_path / "deck.pdf").pages
    titles = deck.titles(content)[: len(deck.main_slides(content))]
    assert len(pages) == len(titles)
    for page, title in zip(pages, titles, strict=True):
        assert title.split()[0] in page.extract_text()


def small() -> bytes:
    """A template of the size that free office programs begin with: title and foot leave half of it."""
    held: Any = pptx.Presentation()
    held.slide_width, held.slide_height = 10_080_000, 5_670_000
    for layout in held.slide_layouts:
        for place in layout.placeholders:
            if place.placeholder_format.type in (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE):
                place.left, place.top, place.width, place.height = (
                    504_000,
                    226_000,
                    9_072_000,
                    946_000,
                )
            elif place.placeholder_format.idx in (10, 11, 12):
                place.top, place.height = 5_165_000, 390_000
    buffer = io.BytesIO()
    held.save(buffer)
    return buffer.getvalue()


def words_end(shape: Any) -> float:
    """Where the last line of a text box ends, in points from the top of the slide."""
    high = 0.0
    for paragraph in shape.text_frame.paragraphs:
        size, strong = paragraph.runs[0].font.size.pt, bool(paragraph.runs[0].font.bold)
        rows = lines(paragraph.text, size, shape.width / 12_700, strong=strong)
        high += LEADING * size * len(rows)
    return float(shape.top / 12_700 + high)


def test_on_a_small_slide_no_reason_stands_over_another_and_how_many_more_there_are_is_told() -> (
    None
):
    answer = deck.opened(render(example.report(), template=small())).slides[1]
    left = [
        one for one in answer.shapes
        if one.has_text_frame and not one.is_placeholder and one.text_frame.text.strip()
        and one.left < 0.55 * 10_080_000
    ]  # fmt: skip
    for one in left:
        below = [
            other.top / 12_700 for other in left
            if other.top > one.top + 12_700 and other.left < one.left + one.width
            and one.left < other.left + other.width
        ]  # fmt: skip
        assert words_end(one) <= min(below, default=5_670_000 / 12_700) + 1, one.text_frame.text
    reasons = [one for one in answer.shapes if one.name.startswith("Reason ")]
    assert 1 <= len(reasons) < 3
    assert f"And {('two', 'one')[len(reasons) - 1]} more, in the notes." in deck.text_of(answer)


def test_on_a_small_slide_both_charts_of_the_gate_keep_their_height() -> None:
    gate = next(
        slide for slide in deck.opened(render(example.report(), template=small())).slides
        if "Gate: chance that" in deck.text_of(slide)
    )  # fmt: skip
    upper, lower = (shape.height for shape in gate.shapes if shape.has_chart)
    assert 0.8 < lower / upper < 1.8
