"""The Word report as a consultant gets it: styles, places, tables, pictures, and a client's own look."""

import io
import re
from collections import Counter
from functools import cache

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Pt
from PIL import Image

from assessment.model import GoodEnough, Outcome, Overrule, Place, Waiver
from reports import blocks
from reports.around import Around
from reports.blocks import Block, Cell, Column, Prose, Row, Section, Table, Trend, Words
from reports.docx import render, render_report
from reports.docx.elements import plain as possible
from reports.docx.setting import described, flow
from reports.lengths import Length
from reports.model import Decision, Report, UseCaseFacts
from reports.office_template import TemplateRefused
from reports.paper import PageSize
from reports.questionnaire.documents import sections as questionnaire_sections
from reports.sections import build
from tests.reports import example_report as example
from tests.reports import office_files as files
from tests.reports.docx_reading import Element, Read, plain, words
from tests.reports.test_html import texts
from tests.reports.test_questionnaire_report import filled

AROUND = Around(title="A title", mark="A mark", footer_left="left", footer_middle="middle")
WHEN = example.AS_OF
HOSTILE = (
    "Ev<b>il</b> & \ud800 \x00 \ufffe \u202eabc\u0007 漢字 😀 שלום \r\n\t]]> &#x3c; " + "W" * 90
)


@cache
def standard() -> Read:
    return Read(render_report(held("full")))


@cache
def pulse() -> Read:
    return Read(render_report(held("pulse")))


@cache
def held(depth: str) -> Report:
    return example.report(depth=depth)


def written(*given: Block, template: bytes | None = None) -> Read:
    """A file of one section."""
    section = Section(id="one", name="One", title="What was found", blocks=given)
    return Read(render((section,), AROUND, made_at=WHEN, template=template))


# What it holds


def test_every_kind_of_block_is_written() -> None:
    named = [getattr(blocks, name) for name in blocks.__all__]
    kinds = {kind for kind in named if isinstance(kind, type) and issubclass(kind, Block)} - {Block}
    assert len(kinds) > 25
    for kind in kinds:
        assert flow.dispatch(kind) is not flow.dispatch(Block), kind


def test_an_unknown_kind_of_block_is_a_bug_that_says_so() -> None:
    class Unknown(Block):
        """Nobody writes it."""

    with pytest.raises(TypeError, match="Unknown"):
        written(Unknown())


@pytest.mark.parametrize("depth", ["full", "pulse"])
def test_every_word_and_figure_of_the_sections_is_in_the_file(depth: str) -> None:
    read = standard() if depth == "full" else pulse()
    sections = build(held(depth))
    missing = {
        text for item in sections for text in texts(item) if text and plain(text) not in read.text
    }
    assert not missing


def test_a_questionnaire_s_report_becomes_a_word_file_too() -> None:
    sections = questionnaire_sections(filled())
    read = Read(render(sections, AROUND, made_at=WHEN))
    missing = {t for item in sections[1:] for t in texts(item) if t and plain(t) not in read.text}
    assert not missing


def typed() -> tuple[Report, set[str]]:
    """A report with a word of its own in every text that a person types, and these words."""
    found = example.finding(
        1, "eng.rollback", 3, Outcome.ABSENT, statement="Wstatement", observed="Wobserved",
        expected="Wexpected", remedy="Wremedy", places=(Place(label="Wlabel", query="Wquery"),),
    )  # fmt: skip
    until = WHEN.replace(year=2027)
    waiver = Waiver(
        capability="eng.rollback", by="Wwaives", second="Wsecond", reason="Wwaiver", at=WHEN, until=until,
    )  # fmt: skip
    enough = GoodEnough(
        capability="scalable.unit-cost", level=2, by="Wenough", reason="Wgood", at=WHEN
    )
    aside = Overrule(finding="f1", by="Woverrules", reason="Woverrule", at=WHEN)
    decision = Decision(title="Wdecision", text="Wcontent", owner="Wdecider")
    facts = UseCaseFacts(name="Wusecase", sponsor="Wsponsor", traits=example.TRAITS)
    report = example.report(
        client="Wclient", mark="Wmark", use_case=facts, found=(found,), waivers=(waiver,),
        good_enough=(enough,), overrules=(aside,), decisions=(decision,),
    )  # fmt: skip
    held = (found, waiver, enough, aside, decision, facts)
    spoken = " ".join([item.model_dump_json() for item in held]) + " Wclient Wmark"
    return report, set(re.findall(r"W[a-z]+", spoken))


def test_what_a_person_typed_is_in_the_file() -> None:
    report, said = typed()
    assert len(said) > 15
    read = Read(render_report(report))
    assert not {word for word in said if word not in read.text}


# What the program reads


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render_report(held("pulse")) == pulse().content


def test_the_file_says_when_the_report_was_made_and_not_when_it_was_written() -> None:
    held = standard().document.core_properties
    assert held.created == held.modified == WHEN
    assert held.title == "Northwind Retail: Returns-fraud scoring, readiness for production"
    assert (held.author, held.language) == ("Prodworthy", "en-GB")


def test_each_section_has_its_name_and_its_finding_as_headings() -> None:
    sections = build(held("full"))[1:]
    assert standard().styled("Heading 1") == [item.name for item in sections]
    assert [plain(text) for text in standard().styled("Heading 2")] == [
        plain(item.title) for item in sections
    ]
    assert standard().styled("Heading 3")


def test_every_style_that_is_used_is_in_the_file_and_most_paragraphs_have_one() -> None:
    known = {style.style_id for style in standard().document.styles}
    for tag in ("w:pStyle", "w:rStyle", "w:tblStyle"):
        used = {item.get(qn("w:val")) for item in standard().all(tag)}
        assert used
        assert used <= known
    bare = [item for item in standard().all("w:p") if not standard().style_of(item)]
    assert not [item for item in bare if words(item)]


def test_the_contents_are_a_field_that_is_filled_before_it_is_renewed() -> None:
    read = standard()
    assert any(code.strip().startswith("TOC") for code in read.fields)
    sections = build(held("full"))[1:]
    assert [plain(text) for text in read.styled("toc 1")] == [item.name for item in sections]
    assert [plain(text) for text in read.styled("toc 2")] == [plain(i.title) for i in sections]
    assert b'w:updateFields w:val="true"' in read.parts["word/settings.xml"]


def test_fields_begin_and_end_in_turn() -> None:
    depth = 0
    for mark in standard().all("w:fldChar"):
        kind = mark.get(qn("w:fldCharType"))
        depth += {"begin": 1, "separate": 0, "end": -1}[str(kind)]
        assert depth in (0, 1, 2)
    assert depth == 0


def test_every_link_inside_leads_to_a_place_and_each_place_is_there_once() -> None:
    read = standard()
    places = Counter(read.places)
    assert set(places.values()) == {1}
    assert read.inner_links
    assert read.inner_links <= set(places)
    assert all(re.fullmatch(r"[A-Za-z_]\w{0,39}", name, re.ASCII) for name in places)
    numbers = [item.get(qn("w:id")) for item in read.all("w:bookmarkStart")]
    assert len(set(numbers)) == len(numbers)
    assert sorted(numbers) == sorted(i.get(qn("w:id")) for i in read.all("w:bookmarkEnd"))


def test_live_metrics_are_links_and_no_link_carries_a_secret() -> None:
    assert any(link.startswith(example.PROMETHEUS) for link in standard().outer_links)
    lines = (
        Prose(content=(Words(text="a", target="https://user:secret@example.org/"),)),
        Prose(content=(Words(text="b", target="javascript:alert(1)"),)),
        Prose(content=(Words(text="c", target="file:///etc/passwd"),)),
        Prose(content=(Words(text="d", target="https://example.org/?q=1"),)),
    )
    read = written(*lines)
    assert read.outer_links == {"https://example.org/?q=1"}
    assert not [name for name, data in read.parts.items() if b"secret" in data]


def test_tables_repeat_their_head_and_keep_their_rows_whole() -> None:
    read = standard()
    report_tables = [
        item for item in read.all("w:tbl")
        if item.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}").get(qn("w:val")) == "ReportTable"
    ]  # fmt: skip
    assert len(report_tables) > 10
    headed = 0
    for table in report_tables:
        rows = list(table.iterchildren(qn("w:tr")))
        headed += rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
        assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    assert headed > 10


def test_columns_are_as_wide_as_the_block_says() -> None:
    columns = (Column(title="A", width=100), Column(title="B", width=399, kind="number"))
    row = Row(cells=((Words(text="x"),), (Words(text="1"),)))
    table = written(Table(columns=columns, rows=(row,))).all("w:tbl")[0]
    wide = [int(item.get(qn("w:w"))) for item in table.iter(qn("w:gridCol"))]
    assert wide == [2000, 7980]
    cells = [int(item.get(qn("w:w"))) for item in table.iter(qn("w:tcW"))]
    assert cells == [2000, 7980] * 2


def test_every_row_fills_its_grid_and_every_cell_ends_in_a_paragraph() -> None:
    for table in standard().all("w:tbl"):
        number = len(table.find(qn("w:tblGrid")))
        for row in table.iterchildren(qn("w:tr")):
            cells = list(row.iterchildren(qn("w:tc")))
            spans = [item.find(f"{qn('w:tcPr')}/{qn('w:gridSpan')}") for item in cells]
            assert number == sum(1 if s is None else int(s.get(qn("w:val"))) for s in spans)
            assert all(cell[-1].tag == qn("w:p") for cell in cells)


def test_two_tables_never_grow_together() -> None:
    for table in standard().all("w:tbl"):
        after = table.getnext()
        assert after is not None
        assert after.tag == qn("w:p")


def test_figures_and_tables_are_numbered_by_fields() -> None:
    read = standard()
    captions = read.styled("Caption") + read.styled("Table Caption")
    numbers = {"Figure": [], "Table": []}  # type: dict[str, list[int]]
    for caption in captions:
        kind, number = re.match(r"(Figure|Table) (\d+)\.", caption).groups()  # type: ignore[union-attr]
        numbers[kind].append(int(number))
    for kind, held in numbers.items():
        assert held == list(range(1, len(held) + 1))
        assert len(held) == sum(f"SEQ {kind}" in code for code in read.fields)
    assert len(numbers["Figure"]) >= 7


def test_every_picture_is_crisp_and_says_what_it_shows() -> None:
    read = standard()
    assert len(read.alts) > 7
    assert all(len(alt) > 10 for alt in read.alts)
    numbers = [item.get("id") for item in read.all("wp:docPr")]
    assert len(set(numbers)) == len(numbers)
    for inline in read.all("wp:inline"):
        relation = next(inline.iter(qn("a:blip"))).get(qn("r:embed"))
        image = Image.open(io.BytesIO(read.document.part.related_parts[relation].blob))
        inches = int(inline.extent.cx) / 914_400
        assert image.width / inches >= 199


def test_a_chart_s_words_stand_in_its_alternative_text() -> None:
    chart = blocks.SectionBars(
        rows=(blocks.SectionBar(name="Wname", low=1, high=2, most=4, figure="Wfigure"),),
        alt="Short.",
    )
    assert described(chart, chart.alt).startswith("Short.")
    assert {"Wname", "Wfigure"} <= set(re.findall(r"W\w+", written(chart).text))


def test_a_trend_tells_its_figures() -> None:
    trend = Trend(points=((0, 1.0), (1, 3.0), (2, 2.0)), target=4.0)
    cells: tuple[Cell, ...] = (trend,)
    read = written(Table(columns=(Column(title="T", width=60),), rows=(Row(cells=cells),)))
    assert read.alts == ["3 readings, between 1 and 3, the last 2; target 4"]


def test_the_heat_map_is_a_table_that_shades_and_says() -> None:
    belief = (0.02, 0.08, 0.3, 0.5, 0.1)
    row = blocks.HeatRow(name="Drift", critical=True, belief=belief, claimed=4, used=3.4)
    group = blocks.HeatGroup(name="Data", figure="2.5", rows=(row,))
    read = written(blocks.Heatmap(left=(group,), right=(), note="N", alt="A chart."))
    cells = [words(cell) for cell in read.all("w:tc")][-8:]
    assert cells == ["■ Drift", "2", "8", "● 30", "○ 50", "10", "4.0", "3.4"]
    fills = [item.get(qn("w:fill")) for item in read.all("w:shd")]
    assert len(set(fills)) >= 4
    assert not read.alts


def test_the_heat_map_goes_on_over_the_end_of_a_page_below_a_head_of_both_halves() -> None:
    belief = (0.02, 0.08, 0.3, 0.5, 0.1)
    groups = [
        blocks.HeatGroup(name=name, figure="2.5", rows=tuple(
            blocks.HeatRow(name=f"{name} {n}", critical=False, belief=belief, claimed=4, used=3.4)
            for n in range(rows)))
        for name, rows in (("Data", 3), ("Engineering", 4), ("Reliable", 2))
    ]  # fmt: skip
    read = written(blocks.Heatmap(left=tuple(groups[:2]), right=(groups[2],), note="N", alt="A."))
    (table,) = read.all("w:tbl")  # one in another could not be parted
    head, *rows = table.iterchildren(qn("w:tr"))
    assert head.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert words(head).count("Claimed") == 2
    assert len(rows) == 8  # Data at the left; the two others, with a head each, at the right


def test_a_table_to_look_things_up_in_is_set_closer_than_one_to_read() -> None:
    def said(*, dense: bool) -> tuple[float, int]:
        columns, row = (Column(title="T", width=60),), Row(cells=((Words(text="cell"),),))
        read = written(Table(columns=columns, rows=(row,), dense=dense))
        name = read.document.tables[0].rows[1].cells[0].paragraphs[0].style.name
        size = read.document.styles[name].font.size.pt
        margins = next(item for item in read.all("w:tblCellMar"))
        return size, int(margins.find(qn("w:bottom")).get(qn("w:w")))

    (small, close), (large, wide) = said(dense=True), said(dense=False)
    assert small >= 7
    assert (small, close) < (large, wide)
    assert close < wide


def test_a_head_and_the_sentence_below_it_stay_with_their_table() -> None:
    table = Table(columns=(Column(title="T", width=60),), rows=(Row(cells=((Words(text="r"),),)),))
    said = Prose(content=(Words(text="They differ."),))
    for given in ((said, table), (table, blocks.Heading(text="Base rates"), said, table)):
        told = [item for item in written(*given).document.paragraphs if item.text == "They differ."]
        assert [item.paragraph_format.keep_with_next for item in told] == [True]
    (alone,) = (item for item in written(table, said, table).document.paragraphs
                if item.text == "They differ.")  # fmt: skip
    assert not alone.paragraph_format.keep_with_next


def test_no_row_stands_alone_on_a_page_below_a_repeated_head() -> None:
    rows = tuple(Row(cells=((Words(text=f"row {n}"),),)) for n in range(6))
    table = written(Table(columns=(Column(title="T", width=60),), rows=rows)).all("w:tbl")[0]
    tied = [
        row.find(f".//{qn('w:keepNext')}") is not None
        for row in list(table.iterchildren(qn("w:tr")))[1:]
    ]
    assert tied == [True, False, False, False, True, False]


def test_states_are_a_shape_and_a_word() -> None:
    cells: tuple[Cell, ...] = (blocks.State(tone="not_ready", word="not met"),)
    read = written(Table(columns=(Column(title="S", width=60),), rows=(Row(cells=cells),)))
    assert "■ not met" in read.text


def test_the_parts_of_a_style_come_in_the_order_that_word_asks_for() -> None:
    orders = {
        "w:pPr": "pStyle keepNext keepLines pageBreakBefore numPr pBdr shd tabs spacing ind jc outlineLvl",
        "w:rPr": "rStyle rFonts b bCs color sz szCs u rtl lang",
        "w:tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar tblLook tblDescription",
        "w:tcPr": "tcW gridSpan tcBorders shd tcMar vAlign",
    }
    sheet = docx.Document(io.BytesIO(standard().content)).styles.element
    for tag, order in orders.items():
        known = {qn(f"w:{name}"): place for place, name in enumerate(order.split())}
        for item in [*standard().all(tag), *sheet.iter(qn(tag))]:
            places = [known[child.tag] for child in item]
            assert places == sorted(set(places)), (tag, [child.tag for child in item])


def test_headings_stay_with_what_follows() -> None:
    for name in ("Heading 1", "Heading 2", "Heading 3", "Table Heading", "Figure", "Table Caption"):
        assert standard().document.styles[name].paragraph_format.keep_with_next, name


# Pages


@pytest.mark.parametrize(("size", "box"), [("A4", (595, 842)), ("Letter", (612, 792))])
def test_the_paper_is_the_one_that_was_asked_for(size: PageSize, box: tuple[int, int]) -> None:
    section = Read(render_report(held("pulse"), size)).document.sections[0]
    assert section.page_width
    assert section.page_height
    assert (round(section.page_width / Pt(1)), round(section.page_height / Pt(1))) == box


def test_every_page_has_mark_and_number_and_the_cover_no_head() -> None:
    section = standard().document.sections[0]
    head, foot = section.header._element, section.footer._element
    assert "Example – fictional client, invented figures" in words(head)
    assert "STYLEREF 1" in fields_of(head)
    assert "Northwind Retail · Returns-fraud scoring · 16 November 2026" in plain(words(foot))
    assert "NUMPAGES" in fields_of(foot)
    assert section.different_first_page_header_footer
    assert not words(section.first_page_header._element)
    assert "NUMPAGES" in fields_of(section.first_page_footer._element)


def fields_of(part: Element) -> str:
    return " ".join(item.text or "" for item in part.iter(qn("w:instrText")))


def test_the_summary_has_no_cover_and_a_head_on_its_first_page() -> None:
    read = Read(render_report(held("full"), length=Length.SUMMARY))
    assert not read.document.sections[0].different_first_page_header_footer
    assert len(read.styled("Heading 1")) == 2
    assert not [code for code in read.fields if "TOC" in code]


def test_the_fonts_come_with_the_file() -> None:
    fonts = [name for name in standard().parts if name.endswith(".odttf")]
    assert len(fonts) == 3
    assert standard().parts["word/fontTable.xml"].count(b"w:embed") == 3


# Little and hostile


def test_a_report_of_nothing_is_a_file_that_opens() -> None:
    read = Read(render_report(example.report(said=(), found=())))
    assert "No probe has looked yet" in read.text
    assert Read(render((), AROUND, made_at=WHEN)).document.paragraphs is not None


def hostile() -> Report:
    report, _ = typed()
    name = HOSTILE * 3
    facts = report.use_case.model_copy(update={"name": name, "sponsor": name})
    decision = Decision.model_construct(title=name, text=name, owner=name, due=None, proposed=True)
    return report.model_copy(
        update={"client": name, "mark": name, "use_case": facts, "decisions": (decision,)}
    )


def test_no_text_breaks_the_file_or_becomes_part_of_it() -> None:
    read = Read(render_report(hostile()))
    assert "Ev<b>il</b> & " in read.text
    assert "漢字 😀 שלום" in read.text
    assert "\ufffd" in read.text
    assert "\u202e" not in read.text
    assert len(read.document.core_properties.title) <= 255


def test_a_text_that_runs_to_the_left_is_marked_so() -> None:
    assert written(Prose(content=(Words(text="שלום"),))).all("w:rtl")


def test_pairs_of_surrogates_become_the_letter_that_they_mean() -> None:
    assert possible("\ud83d\ude00 \ud83d") == "😀 \ufffd"


def test_long_texts_are_never_shortened() -> None:
    long = " ".join(f"word{number}" for number in range(600))
    row = Row(cells=((Words(text=long),),))
    read = written(Table(columns=(Column(title="C", width=499),), rows=(row,)))
    assert long in read.text
    assert not list(read.all("w:tr")[1].iter(qn("w:cantSplit")))


# A client's template


@cache
def in_their_look() -> Read:
    def own_styles(document: "docx.document.Document") -> None:
        document.styles.add_style("Lead", 1).font.name = "Georgia"
        document.sections[0].left_margin = Pt(90)

    return Read(render_report(held("pulse"), template=files.word(own_styles)))


def test_the_styles_of_a_template_are_taken_and_the_missing_ones_added() -> None:
    styles = in_their_look().document.styles
    assert styles["Heading 1"].font.name == "Georgia"
    assert styles["Lead"].font.name == "Georgia"
    assert [style.name for style in styles].count("Lead") == 1
    assert styles["Table Text"].font.size == Pt(8)
    used = {item.get(qn("w:val")) for item in in_their_look().all("w:pStyle")}
    assert used <= {style.style_id for style in styles}


def test_names_that_stand_alone_in_the_contents_do_not_hang_together() -> None:
    """Where the line below each finds no room; kept with the next, all would leave their page."""

    def low(document: "docx.document.Document") -> None:
        document.sections[0].page_height = Pt(380)

    read = Read(render_report(held("pulse"), template=files.word(low)))
    assert '\\o "1-1"' in fields_of(read.body)
    shape = read.document.styles["toc 1"].paragraph_format
    assert not shape.keep_with_next
    assert Pt(1) <= shape.space_before <= Pt(7)


def test_a_template_s_head_and_paper_stay_and_the_mark_stands_in_its_foot() -> None:
    section = in_their_look().document.sections[0]
    assert "Northwind house style" in section.header.paragraphs[0].text
    assert section.left_margin == Pt(90)
    foot = section.footer._element
    assert "Example – fictional client, invented figures" in words(foot)
    assert "NUMPAGES" in fields_of(foot)


def test_tables_are_as_wide_as_the_template_s_text() -> None:
    section = in_their_look().document.sections[0]
    assert section.page_width
    assert section.left_margin
    assert section.right_margin
    room = (section.page_width - section.left_margin - section.right_margin) / 635
    for table in in_their_look().body.iterchildren(qn("w:tbl")):
        assert sum(int(c.get(qn("w:w"))) for c in table.find(qn("w:tblGrid"))) <= room + 12


def test_bullets_are_a_list_in_every_template() -> None:
    for read in (written(Prose(content=(Words(text="x"),), kind="bullet")), in_their_look()):
        style = read.document.styles["List Bullet"]
        assert style.element.pPr.numPr is not None


def test_a_template_without_lists_gets_one() -> None:
    parts = files.unzipped(files.word())
    rels = parts["word/_rels/document.xml.rels"].decode()
    parts["word/_rels/document.xml.rels"] = re.sub(
        r"<Relationship [^>]*numbering[^>]*/>", "", rels
    ).encode()
    sheet = parts["word/styles.xml"].decode()
    parts["word/styles.xml"] = sheet.replace('w:val="List Bullet"', 'w:val="Other"').encode()
    bullet = Prose(content=(Words(text="x"),), kind="bullet")
    read = written(bullet, template=files.zipped(parts))
    number = read.document.styles["List Bullet"].element.pPr.numPr.numId.val
    assert f'w:numId="{number}"'.encode() in read.parts["word/numbering.xml"]


def test_a_template_with_macros_is_refused() -> None:
    kind = "application/vnd.ms-word.template.macroEnabledTemplate.main+xml"
    content = files.retyped(files.word(), f"{files.WORD_TYPE}document.main+xml", kind)
    with pytest.raises(TemplateRefused, match="macros"):
        render_report(held("pulse"), template=content)


def test_until_the_contents_are_renewed_they_say_so_and_print_no_page() -> None:
    first = next(item for item in standard().all("w:p") if "TOC" in "".join(item.itertext()))
    assert "Page numbers come when the contents are updated" in words(first)
    assert fields_of(first), "the note stands inside the field: renewing it takes the note away"


def test_a_template_s_foot_has_the_mark_whole_on_a_line_of_its_own() -> None:
    foot = in_their_look().document.sections[0].footer
    lines = [item.text for item in foot.paragraphs]
    assert lines[-2] == "Example – fictional client, invented figures"
    assert "\t" in lines[-1]
    assert "fictional" not in lines[-1]
