"""The report as a web page, read as a parser reads it; tests/journeys opens it in a browser."""

import base64
import hashlib
import re
from functools import cache
from itertools import pairwise
from typing import Any

import pytest
from pydantic import BaseModel

from assessment.model import Outcome, Place, Waiver
from reports import blocks
from reports.around import Around
from reports.blocks import Block, Cell, Column, Heading, Prose, Row, Section, Table, Words
from reports.html import render, render_report
from reports.html.setting import write
from reports.model import Decision, Report, UseCaseFacts
from reports.questionnaire.documents import sections as questionnaire_sections
from reports.sections import build
from tests.reports import example_report as example
from tests.reports.html_reading import Element, plain, read
from tests.reports.test_questionnaire_report import filled

NAMES = ("a", "article", "bdi", "body", "br", "caption", "circle", "code", "col", "colgroup", "dd",
         "desc", "details", "div", "dl", "dt", "figcaption", "figure", "footer", "h1", "h2", "h3",
         "h4", "head", "header", "html", "li", "line", "main", "meta", "nav", "ol", "p", "polygon",
         "polyline", "pre", "rect", "section", "span", "strong", "style", "summary", "svg", "table",
         "tbody", "td", "text", "th", "thead", "title", "tr", "ul")  # fmt: skip
ATTACK = (
    "</title></style></script><script>window.ran=1</script><img src=x onerror='window.ran=1'>"
    "\"} body{display:none} &lt;b&gt; &#x3c;script&#x3e; ' onclick=window.ran=1 "
)
AROUND = Around(title="A title", mark="A mark", footer_left="left", footer_middle="middle")


@cache
def standard() -> Element:
    return read(render_report(example.report()))


def page_of(*held: Block, title: str = "What was found") -> Element:
    """A page of one section."""
    section = Section(id="one", name="One", title=title, blocks=held)
    return read(render((section,), AROUND))


def attacked() -> Report:
    """Every text that a client types, hostile."""
    found = example.finding(
        1, "eng.rollback", 3, Outcome.ABSENT, statement=f"S {ATTACK}", observed=f"O {ATTACK}",
        remedy=f"R {ATTACK}", places=(Place(label=f"L {ATTACK}", query=f"Q {ATTACK}"),),
    )  # fmt: skip
    facts = UseCaseFacts(name=f"U {ATTACK}", sponsor=f"P {ATTACK}", traits=example.TRAITS)
    return example.report(
        client=f"C {ATTACK}", use_case=facts, mark=f"M {ATTACK}", found=(found,),
        decisions=(Decision(title=f"D {ATTACK}", text=f"T {ATTACK}", owner=f"N {ATTACK}"),),
    )  # fmt: skip


def test_every_kind_of_block_has_an_element() -> None:
    held = [getattr(blocks, name) for name in blocks.__all__]
    kinds = {kind for kind in held if isinstance(kind, type) and issubclass(kind, Block)}
    assert len(kinds) > 25
    for kind in kinds - {Block, blocks.Cover}:
        assert write.dispatch(kind) is not write.dispatch(Block), kind


def test_the_same_report_gives_the_same_bytes() -> None:
    assert render_report(example.report()) == render_report(example.report())


def texts(value: Any) -> list[str]:
    """Every text of the blocks that a reader is meant to see, but for names of places and pages."""
    hidden = {"target", "anchor", "page_of", "id", "kind", "alt", "tone", "used_target",
              "figure_target", "closes_target", "footer"}  # fmt: skip
    if isinstance(value, str):
        return [value]
    if isinstance(value, tuple):
        return [text for item in value for text in texts(item)]
    if isinstance(value, Words) and value.page_of:
        return []
    if isinstance(value, BaseModel):
        unused = {"empty"} if isinstance(value, Table) and value.rows else set()
        names = [name for name in type(value).model_fields if name not in hidden | unused]
        return [text for name in names for text in texts(getattr(value, name))]
    return []


@pytest.mark.parametrize("depth", ["full", "pulse"])
def test_every_word_and_figure_of_the_sections_is_on_the_page(depth: str) -> None:
    report = example.report(depth=depth)
    sections = build(report)
    page = read(render_report(report)).text
    missing = {
        text for item in sections for text in texts(item) if text and plain(text) not in page
    }
    # Charts shorten nothing here: a name that its drawing cuts stands whole in its table.
    assert not missing


def test_a_questionnaire_s_report_becomes_a_page_too() -> None:
    sections = questionnaire_sections(filled())
    page = read(render(sections, AROUND))
    missing = {
        text
        for item in sections[1:]
        for text in texts(item)
        if text and plain(text) not in page.text
    }
    assert not missing
    assert page.all("figure")


def test_what_a_person_typed_is_on_the_page_whole() -> None:
    long = "Unclear " + " ".join(f"word{number}" for number in range(400))
    waiver = Waiver(capability="eng.rollback", by="Wanda", second="Sixten", reason=long,
                    at=example.AS_OF, until=example.AS_OF.replace(year=2027))  # fmt: skip
    table = Table(
        columns=(Column(title="Why", width=499),), rows=(Row(cells=((Words(text=long),),)),)
    )
    assert long in page_of(table).text
    assert "Sixten" in read(render_report(example.report(waivers=(waiver,)))).text


def test_nobody_s_words_become_markup() -> None:
    page = read(render_report(attacked()))
    for item in page.all():
        assert item.name in NAMES, item.name
        assert not [name for name in item.attributes if name.startswith("on") or name == "style"]
    heading = next(item for item in page.all("h1"))
    assert plain(f"C {ATTACK}") in heading.text
    for letter in "CUPMSORLQDTN":
        assert plain(f"{letter} {ATTACK}")[:90] in page.text, letter


def test_a_mark_cannot_leave_the_string_of_the_style_sheet() -> None:
    around = AROUND.model_copy(update={"mark": ATTACK, "footer_left": '\\"}*{color:red}\n</style>'})
    page = read(render((), around))
    styles = page.all("style")
    assert len(styles) == 1
    sheet = "".join(part for part in styles[0].parts if isinstance(part, str))
    assert "display:none} " not in sheet
    assert "color:red" not in sheet


@pytest.mark.parametrize(
    "sign", ["\u202e", "\u2066", "\x00", "\x07", "\ud800", "\ufffe", "\U000e0041"]
)
def test_a_character_that_hides_or_turns_others_is_shown_as_a_mark(sign: str) -> None:
    shown = page_of(Prose(content=(Words(text=f"before{sign}after"),))).text
    assert "before\ufffdafter" in shown
    assert sign not in shown


def test_letters_of_every_script_stay_also_in_a_chart() -> None:
    name = "退货欺诈评分 مرحبا שלום 😀"
    row = blocks.DumbbellRow(name=name, critical=True, strong=True, claimed=4, used=2, low=1, high=3,
                             state="conflict", difference="+2.0")  # fmt: skip
    page = page_of(blocks.Dumbbells(rows=(row,), limit=3, alt="Told"))
    drawn = " ".join(item.text for item in page.all("text"))
    assert "退货" in drawn
    assert "\ufffd" not in drawn
    assert name in page.all("table")[0].text
    assert "שלום" in page_of(Prose(content=(Words(text=name),))).all("bdi")[0].text


def test_the_page_allows_nothing_but_its_own_style_sheet_and_data() -> None:
    page = read(render_report(example.report(depth="pulse")))
    policy = next(
        item.attributes["content"] for item in page.all("meta")
        if item.attributes.get("http-equiv") == "Content-Security-Policy"
    )  # fmt: skip
    rules = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    sheet = "".join(part for part in page.all("style")[0].parts if isinstance(part, str))
    digest = base64.b64encode(hashlib.sha256(sheet.encode()).digest()).decode()
    assert rules["default-src"] == "'none'"
    assert rules["style-src"] == f"'sha256-{digest}'"
    assert "script-src" not in rules
    assert {name for name in rules if rules[name] == "data:"} == {"font-src", "img-src"}
    assert not re.search(r"url\((?!\"data:)", sheet)
    assert "@import" not in sheet


def test_no_element_asks_for_anything() -> None:
    for item in standard().all():
        assert not {"src", "srcset", "action", "poster", "xlink:href"} & set(item.attributes)
        if "href" in item.attributes:
            assert item.name == "a"
            assert re.match(r"#|https?://", item.attributes["href"])


@pytest.mark.parametrize("url", ["javascript:alert(1)", "https://me:secret@host/x", "file:///etc/passwd",
                                 "data:text/html,x", "//host/x"])  # fmt: skip
def test_an_unsafe_address_is_shown_without_a_link(url: str) -> None:
    page = page_of(Prose(content=(Words(text="the place", target=url),)))
    assert "the place" in page.text
    assert url not in [item.attributes["href"] for item in page.all("a")]


def test_headings_step_down_one_rank_at_a_time_from_one_first() -> None:
    ranks = [int(item.name[1]) for item in standard().all("h1", "h2", "h3", "h4", "h5", "h6")]
    assert ranks[0] == 1
    assert ranks.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(ranks))


def test_ids_are_unique_and_every_link_within_leads_somewhere() -> None:
    page = standard()
    ids = [item.attributes["id"] for item in page.all() if "id" in item.attributes]
    assert len(ids) == len(set(ids))
    within = [href[1:] for item in page.all("a") if (href := item.attributes["href"])[0] == "#"]
    assert len(within) > 50
    assert set(within) <= set(ids)
    named = [
        name for item in page.all() for key in ("aria-labelledby", "aria-describedby")
        if (name := item.attributes.get(key))
    ]  # fmt: skip
    assert set(named) <= set(ids)


def test_the_contents_name_every_section_in_order() -> None:
    page = standard()
    names = [item.all("p")[0].text for item in page.all("section")]
    for nav in page.all("nav"):
        assert [item.text for item in nav.all("a")] == names
    assert names[0] == "The answer"


def test_the_page_says_its_language_and_lets_a_keyboard_skip_to_its_text() -> None:
    page = standard()
    assert page.attributes["lang"] == "en-GB"
    skip = page.all("a")[0]
    assert skip.attributes["href"] == "#content"
    assert [item.attributes["id"] for item in page.all("main")] == ["content"]
    assert (len(page.all("header")), len(page.all("footer"))) == (1, 1)


def test_every_table_has_a_caption_and_heads_for_columns_and_rows() -> None:
    tables = standard().all("table")
    assert len(tables) > 20
    for table in tables:
        assert table.all("caption")[0].text
        assert all(item.attributes["scope"] == "col" for item in table.all("thead")[0].all("th"))
        for body in table.all("tbody"):
            for row in body.all("tr"):
                below = row.attributes.get("class") == "below"
                assert below or [item.attributes["scope"] for item in row.all("th")]


def test_a_wide_table_scrolls_in_a_frame_that_a_keyboard_reaches() -> None:
    cells: tuple[Cell, ...] = tuple((Words(text=str(number)),) for number in range(4))
    columns = tuple(Column(title=f"T{number}", width=99) for number in range(4))
    page = page_of(Heading(text="Counted"), Table(columns=columns, rows=(Row(cells=cells),)))
    frame = next(item for item in page.all("div") if item.attributes.get("role") == "group")
    assert frame.attributes["tabindex"] == "0"
    name = frame.attributes["aria-labelledby"]
    assert next(item for item in page.all() if item.attributes.get("id") == name).text == "Counted"


def test_every_chart_is_an_image_with_words_and_its_numbers_stand_below_it() -> None:
    page = standard()
    figures = [item for item in page.all("figure") if "emblem" not in item.attributes["class"]]
    assert len(figures) >= 8
    for item in figures:
        drawings = [one for one in item.all("svg") if one.attributes.get("role") == "img"]
        assert drawings
        assert all(one.all("title")[0].text and one.all("desc")[0].text for one in drawings)
        assert len(item.all("details")[0].all("table")) == 1


def test_links_of_a_chart_stand_in_its_table_for_the_keyboard() -> None:
    charts = [item for item in standard().all("figure") if item.all("rect") and item.all("a")]
    assert charts
    for item in charts:
        over = {
            link.attributes["href"] for svg in item.all("svg") for link in svg.all("a")
            if link.attributes["tabindex"] == "-1"
        }  # fmt: skip
        below = {link.attributes["href"] for part in item.all("details") for link in part.all("a")}
        assert over <= below


def test_a_state_is_told_by_a_word_beside_its_shape() -> None:
    shown = [item for item in standard().all("span") if item.attributes.get("class") == "state"]
    assert shown
    assert all(item.text and item.all("svg") for item in shown)


def test_a_link_outwards_says_where_it_goes() -> None:
    outwards = [item for item in standard().all("a") if item.attributes["href"].startswith("http")]
    assert outwards
    for item in outwards:
        host = item.attributes["href"].split("/")[2]
        assert item.text.endswith(f"(at {host.split(':')[0]})")
        assert item.attributes["rel"] == "noopener noreferrer"


def test_there_are_no_page_numbers_where_there_are_no_pages() -> None:
    words = Words(text="page\u00a0{page}", page_of="section-one", target="#section-one")
    shown = page_of(Prose(content=(Words(text="And more, "), words)))
    assert "And more, in “One”" in shown.text
    assert "{page}" not in standard().text


def _contrast(one: str, other: str) -> float:
    def light(code: str) -> float:
        parts = [int(code[place : place + 2], 16) / 255 for place in (1, 3, 5)]
        linear = [
            part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
        ]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_words_keep_their_contrast_on_light_and_dark_pages() -> None:
    sheet = "".join(part for part in standard().all("style")[0].parts if isinstance(part, str))
    palettes = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", part))
                for part in re.findall(r":root \{([^}]*)\}", sheet)]  # fmt: skip
    assert len(palettes) == 2
    for held in palettes:
        for words in (
            "ink",
            "soft",
            "quiet",
            "accent",
            "ready",
            "conditional",
            "not-ready",
            "open",
        ):
            for ground in ("paper", "mist", "hit"):
                assert _contrast(held[words], held[ground]) >= 4.5, (words, ground)


def test_little_data_still_makes_a_whole_page() -> None:
    page = read(render_report(example.report(said=(), found=())))
    assert page.all("h1")
    assert len(page.all("section")) > 3
