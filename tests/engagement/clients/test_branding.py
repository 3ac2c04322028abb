"""A client's logo, colour and mark: taken where they can be read, and shown in every report."""

import io
from zipfile import ZipFile

import pytest
from docx import Document
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from pptx import Presentation

from engagement.clients import branding, client_list
from engagement.faults import Refused
from engagement.store import Store
from reports.brand import CONTRAST, UnfitBrand, contrast, fit_colour, fit_for_white, fit_logo
from reports.docx import render_report as render_word
from reports.html import render_report
from reports.pdf import render
from tests.reports import example_report as example
from tests.reports import pdf_reading as pdf


def picture(form: str = "PNG", size: tuple[int, int] = (300, 90), **more: object) -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", size, "#7a1f2b").save(buffer, form, **more)
    return buffer.getvalue()


def word_part(content: bytes) -> str:
    with ZipFile(io.BytesIO(content)) as parts:
        return parts.read("word/document.xml").decode()


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
def test_a_logo_is_redrawn_and_fits(form: str) -> None:
    with Image.open(io.BytesIO(fit_logo(picture(form, (4000, 900))))) as made:
        assert made.format == "PNG"
        assert made.width <= 1200
        assert made.height <= 400


def test_what_is_hidden_in_a_logo_does_not_reach_a_report() -> None:
    content = picture() + b"<script>alert(1)</script>"
    assert b"script" not in fit_logo(content)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        picture("GIF"),
        picture()[:60],
        picture() + bytes(3 * 1024 * 1024),
        picture(size=(20_000, 20_000)),
    ],
    ids=["empty", "text", "svg", "gif", "cut", "large", "many points"],
)
def test_what_is_no_fit_picture_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(UnfitBrand, match=r"logo .*[.]$"):
        fit_logo(content)


def mark(shade: str, ground: str | None) -> bytes:
    """A bar in one colour on another, or on nothing."""
    drawn = Image.new("RGBA", (300, 90), ground or (0, 0, 0, 0))
    drawn.paste(Image.new("RGBA", (200, 30), shade), (50, 30))
    buffer = io.BytesIO()
    drawn.save(buffer, "PNG")
    return fit_logo(buffer.getvalue())


@pytest.mark.parametrize("shade", ["#ffffff", "#f4f6f8", "#ffe9a0"])
def test_a_logo_for_dark_grounds_is_set_on_one_in_the_client_s_colour(shade: str) -> None:
    made = fit_for_white(mark(shade, None), "#7a1f2b")
    with Image.open(io.BytesIO(made)) as picture:
        shown = picture.convert("RGB")
        assert shown.getpixel((1, 1)) == (0x7A, 0x1F, 0x2B)
        assert shown.getpixel((shown.width // 2, shown.height // 2)) != (0x7A, 0x1F, 0x2B)


def test_a_logo_that_vanishes_on_its_own_white_ground_is_refused_with_what_to_do() -> None:
    with pytest.raises(UnfitBrand, match="transparent"):
        fit_for_white(mark("#fafafa", "#ffffff"), "#7a1f2b")


@pytest.mark.parametrize("ground", ["#ffffff", "#1b2733", None])
def test_a_logo_that_is_seen_on_white_stays_as_it_is(ground: str | None) -> None:
    given = mark("#c02020", ground)
    assert fit_for_white(given, "#7a1f2b") == given


@given(st.integers(0, 0xFFFFFF))
def test_a_colour_is_taken_only_where_words_in_it_can_be_read(number: int) -> None:
    colour = f"#{number:06x}"
    try:
        assert fit_colour(colour) == colour
        assert contrast(colour) >= CONTRAST
    except UnfitBrand as refused:
        named = str(refused).rpartition(";")[2].split()[0]
        assert contrast(colour) < CONTRAST <= contrast(named)


def test_contrast_is_that_of_the_standard() -> None:
    assert contrast("#000000") == pytest.approx(21)
    assert contrast("#ffffff") == pytest.approx(1)
    assert contrast("#767676") == pytest.approx(4.54, abs=0.01)


def test_a_clients_look_is_kept_and_stands_in_its_reports(store: Store) -> None:
    client = client_list.create_client(store, name="Northern Light")
    branding.keep_brand(
        store, client_id=client.id, logo=picture(), colour="#7A1F2B", mark="Board only"
    )
    brand = branding.keep_brand(
        store, client_id=client.id, logo=None, colour="#7a1f2b", mark="Board  only"
    )
    assert brand == branding.brand_of(store, client.id)
    assert brand.logo
    report = example.report(client=client.name, mark=brand.mark, brand=brand)
    content = render(report)
    assert render(report) == content
    first = pdf.reader(content).pages[0]
    assert len(first.images) == 1
    assert all("Board only" in text for text in pdf.texts(content))
    page = render_report(report).decode()
    assert 'alt="Logo of Northern Light"' in page
    assert "Logo of Northern Light" in word_part(render_word(report))
    assert "logo" not in report.model_dump_json()
    gone = branding.keep_brand(store, client_id=client.id, logo=b"", colour="", mark="")
    assert gone == type(gone)()


def test_an_unfit_colour_changes_nothing(store: Store) -> None:
    client = client_list.create_client(store, name="Northern Light")
    with pytest.raises(Refused, match="nearest shade"):
        branding.keep_brand(store, client_id=client.id, logo=None, colour="#ffee00", mark="x")
    with pytest.raises(Refused, match="characters"):
        branding.keep_brand(store, client_id=client.id, logo=None, colour="", mark="x" * 121)
    assert not branding.brand_of(store, client.id).mark


def test_a_template_is_kept_for_its_looks_and_one_with_macros_is_refused(store: Store) -> None:
    client = client_list.create_client(store, name="Northern Light")
    deck, document = Presentation(), Document()
    deck.core_properties.author = "Somebody"
    slides, word = io.BytesIO(), io.BytesIO()
    deck.save(slides)
    document.add_paragraph("A secret of another client")
    document.save(word)
    made = branding.keep_brand(
        store, client_id=client.id, colour="", mark="",
        word_template=word.getvalue(), slides_template=slides.getvalue(),
    )  # fmt: skip
    assert made == branding.brand_of(store, client.id)
    assert Document(io.BytesIO(made.word_template)).paragraphs == []
    assert len(Presentation(io.BytesIO(made.slides_template)).slide_layouts) > 3
    with pytest.raises(Refused):
        branding.keep_brand(
            store, client_id=client.id, colour="", mark="", word_template=b"PK no document"
        )
    kept = branding.keep_brand(store, client_id=client.id, colour="", mark="", word_template=b"")
    assert kept.word_template == b""
    assert kept.slides_template


def test_a_client_has_a_manner_of_writing_that_other_changes_keep(store: Store) -> None:
    client = client_list.create_client(store, name="Nordsee")
    assert branding.locale_of(store, client.id) == "en-GB"
    branding.keep_brand(store, client_id=client.id, colour="", mark="", locale="de-DE")
    branding.keep_brand(store, client_id=client.id, colour="#0f62a8", mark="")
    assert branding.locale_of(store, client.id) == "de-DE"
    assert branding.brand_of(store, client.id).locale == "de-DE"
    with pytest.raises(Refused, match="de-DE"):
        branding.keep_brand(store, client_id=client.id, colour="", mark="", locale="de")
