"""Names and comments in any script: joined, in order, findable, and never an empty box."""

import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pypdfium2
import pytest
from fontTools.ttLib import TTFont
from reportlab.pdfgen.canvas import Canvas

from reports import colours, fonts
from reports.blocks import Prose, Words
from reports.charts.sheet import Sheet, fitted
from reports.docx import render_report as word
from reports.formats import Choices, of
from reports.html import render_report as page
from reports.html.markup import text
from reports.lint.rules import characters
from reports.pdf.flowables import Pen, draw_sheet, put
from reports.pdf.styles import style
from reports.pdf.words import Kit, paragraph
from reports.pptx import render as slides
from reports.progress import untold
from reports.scripts import faces
from reports.scripts.breaking import broken
from reports.scripts.order import backwards, from_left, levels
from reports.scripts.runs import Look
from tests.reports import example_report as example
from tests.reports import pdf_reading as pdf
from tests.reports import pptx_reading as deck
from tests.reports.other_fonts import made
from tests.reports.test_docx import written

NAME = "فاطمة الزهراء"
COMMENT = "نراقب جودة البيانات كل يوم ونقارن القيم الحية بقيم التدريب ولا يوجد إنذار بعد"
HEBREW = "אבגדהוזחטיכלמנסעפצקרשתםןףץך"
CHINESE = "数据质量监控每天检查输入。"


@pytest.fixture(autouse=True)
def _found_afresh() -> Iterator[None]:
    fonts.register()
    faces.use(None)
    faces.forget()
    yield
    faces.use(None)
    faces.forget()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made(tmp_path / "hebrew.ttf", HEBREW, name="Test Hebrew")
    made(tmp_path / "chinese.otf", CHINESE, name="Test Chinese")
    (tmp_path / "broken.ttf").write_bytes(b"no font at all" * 100)
    (tmp_path / "empty.ttc").write_bytes(b"")
    faces.use(tmp_path)
    return tmp_path


def set_in(text: str, width: float = 400, form: str = "body", **more: Any) -> bytes:
    """A page with one paragraph."""
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(width + 40, 400), invariant=1)
    item = paragraph((Words(text=text, **more),), style(form), Kit(frozenset()))
    tall = item.wrap(width, 380)[1]
    item.drawOn(canvas, 20, 390 - tall)
    canvas.save()
    return buffer.getvalue()


def boxes(content: bytes) -> list[tuple[str, float, float]]:
    """Each character with the left edge and the foot of its box."""
    document = pypdfium2.PdfDocument(content)
    try:
        text = document[0].get_textpage()
        found = []
        for place in range(text.count_chars()):
            left, foot, _, _ = text.get_charbox(place)
            found.append((text.get_text_range(place, 1), left, foot))
        return found
    finally:
        document.close()


def dark(content: bytes) -> bytes:
    """The page as a picture."""
    document = pypdfium2.PdfDocument(content)
    try:
        return bytes(document[0].render(scale=2).to_pil().convert("L").tobytes())
    finally:
        document.close()


def programs(content: bytes) -> list[TTFont]:
    """The embedded fonts of joined letters."""
    found = []
    for item in pdf.reader(content).pages[0]["/Resources"]["/Font"].values():  # type: ignore[index]
        font = item.get_object()
        if font["/Subtype"] == "/Type0":
            held = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
            found.append(TTFont(io.BytesIO(held["/FontFile2"].get_data())))
    return found


def test_an_arabic_name_is_joined_set_from_the_right_and_found_again() -> None:
    content = set_in(NAME)
    assert set(NAME.split()) <= set(pdf.whole(content).split())
    known = boxes(content)
    first = next(left for char, left, _ in known if char == "ف")
    last = next(left for char, left, _ in known if char == "ز")
    assert first > last
    assert dark(content) != dark(set_in("\u200c".join(NAME)))


def test_what_is_embedded_has_a_shape_for_each_letter_and_no_empty_box() -> None:
    content = set_in(COMMENT)
    (program,) = programs(content)
    shapes = [program["glyf"][name] for name in program.getGlyphOrder()[1:]]
    assert len(shapes) > 12
    assert all(shape.numberOfContours > 0 for shape in shapes)
    code = pdf.reader(content).pages[0].get_contents()
    assert code is not None
    assert b"<0000>" not in code.get_data()


def test_a_bold_name_is_set_bold_in_its_own_script_too() -> None:
    plain, strong = set_in(NAME), set_in(NAME, strong=True)
    names = [name for name in pdf.fonts(strong) if "Arabic" in name]
    assert any("SemiBold" in name for name in names)
    assert dark(plain) != dark(strong)


def test_an_arabic_comment_stands_at_the_right_and_a_name_keeps_to_its_column() -> None:
    long, short = set_in(COMMENT, width=180), set_in(NAME, width=180)
    feet: dict[float, list[float]] = {}
    document = pypdfium2.PdfDocument(long)
    text = document[0].get_textpage()
    for place in range(text.count_chars()):
        _, foot, right, _ = text.get_charbox(place)
        feet.setdefault(round(foot / 13), []).append(right)
    document.close()
    rows = [max(rights) for rights in feet.values() if len(rights) > 8]
    assert len(rows) >= 2
    assert all(right == pytest.approx(200, abs=2.5) for right in rows)
    assert min(left for char, left, _ in boxes(short) if char.strip()) == pytest.approx(20, abs=3)


def test_a_name_within_a_sentence_of_ours_leaves_the_sentence_as_it_is() -> None:
    known = boxes(set_in(f"{NAME}, level 3: I see it so"))
    lefts = {char: left for char, left, _ in known}
    assert lefts["ف"] > lefts["ز"]
    assert lefts["v"] > lefts["ف"]
    assert lefts["I"] > lefts["3"]


@pytest.mark.parametrize(("text", "seen"), [
    ("abc (אבג) def", "abc (גבא) def"), ("אבג 12 דה", "הד 12 גבא"), ("אבג (cd)", "(cd) גבא"),
    ("plain", "plain"),
])  # fmt: skip
def test_both_directions_are_ordered_by_unicode_s_rules(text: str, seen: str) -> None:
    ways = levels(text, base=backwards(text))
    pairs = from_left(list(zip(text, ways, strict=True)), lambda pair: pair[1])
    turned = {"(": ")", ")": "("}
    assert "".join(turned.get(char, char) if way % 2 else char for char, way in pairs) == seen


def test_invisible_joiners_are_kept_where_they_spell_and_never_seen() -> None:
    persian = "می\u200cخواهم"
    assert dark(set_in(persian)) != dark(set_in(persian.replace("\u200c", "")))
    assert not fonts.missing(persian)
    assert "\ufffd" not in pdf.whole(set_in(persian + "\u200f"))


def test_the_operator_s_fonts_set_further_scripts_with_either_kind_of_outlines(
    folder: Path,
) -> None:
    content = set_in("שלום and 数据质量")
    assert "שלום" in pdf.whole(content)
    assert "数据质量" in pdf.whole(content)
    for program in programs(content):
        shapes = [program["glyf"][name] for name in program.getGlyphOrder()[1:]]
        assert all(shape.numberOfContours == 1 for shape in shapes)
    assert folder.is_dir()
    assert all(pdf.fonts(content)[name] for name in pdf.fonts(content) if "Test" in name)


def test_lines_without_spaces_break_between_letters_but_not_before_a_full_stop(
    folder: Path,
) -> None:
    text = "数据质量监控每天检查输入。" * 8
    look = Look(fonts.REGULAR, 400, 10.0)
    lines = broken(text, [look] * len(text), 78.5)
    assert len(lines) > 7
    assert "".join(line.text for line in lines) == text
    assert all(line.width <= 78.5 for line in lines)
    assert not any(line.text.startswith("。") for line in lines)
    assert folder.is_dir()


def test_a_plain_upright_font_goes_before_a_fancy_one_and_the_nearest_weight_is_taken(
    tmp_path: Path,
) -> None:
    for name, weight in (("A Looped", 400), ("Plain Sans", 400), ("Plain Sans Bold", 700),
                         ("A Sans Italic", 400)):  # fmt: skip
        made(tmp_path / f"{name}.ttf", HEBREW, name=name, weight=weight)
    faces.use(tmp_path)
    chosen = [faces.face_of("א", weight) for weight in (400, 600)]
    assert [face.name for face in chosen if face] == ["Plain Sans", "Plain Sans Bold"]


def test_a_word_wider_than_its_line_is_broken_and_none_of_it_is_lost() -> None:
    text = "متابعة" * 30
    look = Look(fonts.REGULAR, 400, 10.0)
    lines = broken(text, [look] * len(text), 100)
    assert "".join(line.text for line in lines) == text
    assert all(line.width <= 100 for line in lines)


def test_line_ends_that_a_person_typed_stay_line_ends() -> None:
    text = f"{NAME}\n\n{NAME}"
    look = Look(fonts.REGULAR, 400, 10.0)
    assert [line.text for line in broken(text, [look] * len(text), 300)] == [NAME, "", NAME]


def test_a_long_comment_goes_on_on_the_next_page_without_losing_a_word() -> None:
    item = paragraph(" ".join([COMMENT] * 6), style("body"), Kit(frozenset()))
    tall = item.wrap(200, 1000)[1]
    first, second = item.split(200, tall / 2)
    assert first.wrap(200, 1000)[1] + second.wrap(200, 1000)[1] == tall
    said = " ".join(line.text for part in (first, second) for line in part.lines)
    assert said == " ".join([COMMENT] * 6)
    assert item.split(200, 14) == []


def test_words_in_charts_and_at_the_head_of_a_page_are_set_as_well() -> None:
    sheet = Sheet(300, 40)
    sheet.text(290, 20, NAME, align="end")
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(320, 120), invariant=1)
    draw_sheet(sheet, canvas, 0, 60)
    put(canvas, 300, 20, NAME, Pen(fonts.SEMIBOLD, 9, colours.INK), right=True)
    canvas.save()
    assert pdf.whole(buffer.getvalue()).split().count("فاطمة") == 2
    assert all(left < 301 for _, left, _ in boxes(buffer.getvalue()))
    cut = fitted(COMMENT, fonts.REGULAR, 8, 80, 2)
    assert len(cut) == 2
    assert cut[1].endswith("…")
    assert all(fonts.width(line, fonts.REGULAR, 8) <= 80 for line in cut)


def test_links_in_such_a_paragraph_lead_on() -> None:
    content = set_in(NAME, target="https://wiki.example.org/data")
    assert set(pdf.addresses(content)) == {"https://wiki.example.org/data"}


def test_the_same_words_make_the_same_bytes() -> None:
    assert set_in(f"{NAME}: {COMMENT}") == set_in(f"{NAME}: {COMMENT}")


def test_a_text_that_our_own_fonts_hold_never_looks_for_others(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def asked(*_: object) -> None:
        raise AssertionError("another font was looked for")

    monkeypatch.setattr(faces, "face_of", asked)
    assert "Škoda" in pdf.whole(set_in("Škoda Ωμέγα жук – € 5 ≥ 3"))


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """As installed without the extra."""
    for name in ("uharfbuzz", "bidi.algorithm", "fontpkg_ibm_plex_sans_arabic"):
        monkeypatch.setitem(sys.modules, name, None)
    faces.forget()


@pytest.mark.usefixtures("bare")
def test_without_the_extra_a_mark_is_printed_and_the_lint_says_what_to_install() -> None:
    shown = pdf.whole(set_in(f"{NAME} of Retail"))
    assert "\ufffd" in shown
    assert "of Retail" in shown
    [item] = characters.items(example.report(client=NAME), None)  # type: ignore[arg-type]
    assert item.what.endswith("Install prodworthy[scripts].")
    [item] = characters.items(example.report(client="שלום"), None)  # type: ignore[arg-type]
    assert "Install prodworthy[scripts] and name a folder with a font for Hebrew" in item.what


def test_with_the_extra_the_lint_is_silent_on_arabic_and_names_the_folder_for_others(
    tmp_path: Path,
) -> None:
    assert not characters.items(example.report(client=NAME), None)  # type: ignore[arg-type]
    [item] = characters.items(example.report(client="שלום"), None)  # type: ignore[arg-type]
    assert "Name a folder with a font for Hebrew in PRODWORTHY_FONTS" in item.what
    assert "\ufffd" in pdf.whole(set_in("שלום"))
    made(tmp_path / "hebrew.ttf", HEBREW)
    faces.use(tmp_path)
    assert not characters.items(example.report(client="שלום"), None)  # type: ignore[arg-type]


def test_a_sign_that_no_font_holds_stays_a_mark_beside_words_that_another_font_sets() -> None:
    shown = pdf.whole(set_in(f"{NAME} 😀 \u202eevil"))
    assert shown.count("\ufffd") == 2
    assert fonts.missing(f"{NAME} 😀") == ("😀",)


def named() -> Any:
    """The example with a client, a person and a comment in Arabic."""
    people = tuple(item.model_copy(update={"name": NAME}) for item in example.PEOPLE[:1])
    said = tuple(item.model_copy(update={"comment": COMMENT}) for item in example.answers()[:1])
    return example.report(
        client=NAME, respondents=(*people, *example.PEOPLE[1:]), show_names=True,
        said=(*said, *example.answers()[1:]),
    )  # fmt: skip


def test_a_whole_report_prints_arabic_names_and_comments() -> None:
    content = of("pdf").render(named(), Choices(), untold)
    words = pdf.whole(content)
    assert "\ufffd" not in words
    assert all(word in words for word in (*NAME.split(), *COMMENT.split()))


def test_word_slides_and_web_page_say_which_way_such_words_run() -> None:
    report = named()
    written = inside(word(report), "word/document.xml")
    assert "<w:bidi/>" in written
    assert "<w:rtl/>" in written
    assert NAME in written
    shown = [
        paragraph
        for slide in deck.opened(slides(report)).slides
        for frame in (*deck.frames(slide), slide.notes_slide.notes_text_frame)
        for paragraph in frame.paragraphs
        if paragraph.text.strip() and backwards(paragraph.text)
    ]
    assert any(COMMENT in item.text for item in shown)
    assert all(item._p.pPr.get("rtl") == "1" for item in shown)
    assert (
        f'dir="rtl"><bdi dir="rtl">{COMMENT}' in page(report).decode()
        or 'dir="rtl"' in page(report).decode()
    )


def test_a_sentence_of_ours_that_begins_with_such_a_name_runs_to_the_right_on_the_web_page() -> (
    None
):
    assert text(f"{NAME} comes first instead").startswith('<bdi dir="ltr">')
    assert text(NAME).startswith('<bdi dir="rtl">')


def test_the_title_of_the_web_page_is_words_alone() -> None:
    told = page(named()).decode()
    title = told.partition("<title>")[2].partition("</title>")[0]
    assert NAME in title
    assert "<" not in title


def inside(content: bytes, name: str) -> str:
    """A file within an office file."""
    with ZipFile(io.BytesIO(content)) as archive:
        return archive.read(name).decode()


def test_in_word_only_the_words_themselves_run_to_the_left() -> None:
    read = written(Prose(content=(Words(text=f"Said by {NAME} on 3 May"),)))
    runs = [(item.text, item.find(".//{*}rtl") is not None) for item in read.all("w:r")]
    assert [(text.strip(), way) for text, way in runs if text and NAME in text] == [(NAME, True)]
    assert ("Said by ", False) in runs
