"""A client's colour is used by one rule in every format, and can be read in each."""

import re
import zipfile
from functools import cache
from io import BytesIO

import pytest
from reportlab.lib.colors import HexColor

from reports import colours, hue
from reports.brand import Brand, contrast, fit_colour
from reports.formats import Choices, of
from reports.progress import untold
from tests.reports import example_report as example
from tests.reports import pdf_reading as pdf

COLOUR = fit_colour("#a3123a")
FORMATS = ("pdf", "html", "docx", "pptx", "xlsx")
BLUES = ("0f62a8", "2b6cad", "82aed6")


@cache
def marked(colour: str, suffix: str) -> str:
    """Everything that a format says of colours, in small letters."""
    report = example.report(depth="pulse").model_copy(update={"brand": Brand(colour=colour)})
    content = of(suffix).render(report, Choices(), untold)
    if suffix == "pdf":
        pages = pdf.reader(content).pages
        held = [page.get_contents() for page in pages]
        return " ".join(each.get_data().decode("latin-1") for each in held if each is not None)
    if suffix == "html":
        return content.decode().lower()
    with zipfile.ZipFile(BytesIO(content)) as parts:
        names = [name for name in parts.namelist() if name.endswith(".xml")]
        return " ".join(parts.read(name).decode() for name in names).lower()


def painted(colour: str, suffix: str) -> str:
    """How a format writes a colour of six digits."""
    if suffix != "pdf":
        return colour
    held = HexColor(f"#{colour}")
    return " ".join(f"{part:.6f}".rstrip("0").lstrip("0") for part in held.rgb())


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_colour_itself_stands_where_our_blue_would(suffix: str) -> None:
    assert painted(COLOUR[1:], suffix) in marked(COLOUR, suffix)
    for blue in BLUES:
        assert painted(blue, suffix) not in re.sub(
            r"<style.*?@media|--accent:#0f62a8", "", marked(COLOUR, suffix), flags=re.DOTALL
        )


@pytest.mark.parametrize("suffix", FORMATS)
def test_without_a_colour_every_format_is_in_our_blue(suffix: str) -> None:
    assert any(painted(blue, suffix) in marked("", suffix) for blue in BLUES)


@pytest.mark.parametrize("colour", ["#a3123a", "#000000", "#6b6b00", "#0b4a86", "#5b2a86"])
def test_levels_are_as_dark_for_every_client_and_in_order(colour: str) -> None:
    with hue.of(fit_colour(colour)):
        steps = [contrast(f"#{hue.dyed(step).hexval()[2:]}") for step in colours.LEVELS]
    assert steps == sorted(steps)
    for step, ours in zip(steps[:4], colours.LEVELS, strict=False):
        assert step == pytest.approx(contrast(f"#{ours.hexval()[2:]}"), rel=0.03)
    with hue.of(colour):
        assert hue.dyed(colours.VERDICTS["not_ready"]) == colours.VERDICTS["not_ready"]
