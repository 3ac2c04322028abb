"""Rows, long cells and the cover's contents: what a table does at the end of a page."""

import re

import pypdfium2

from reports.around import Around
from reports.blocks import Column, Cover, Entry, Heading, Prose, Row, Section, State, Table, Words
from reports.pdf import render_sections
from reports.pdf.entries import entry as entry_flow
from reports.pdf.measuring import height
from reports.pdf.words import Kit
from reports.sections import cover
from tests.reports import example_report as example
from tests.reports.pdf_reading import texts

AROUND = Around(title="A report", mark="", footer_left="left", footer_middle="middle")
NAME = (
    "The person who answers for the returns desk and for what the cashier is told, in every shop "
)


def section(*blocks: Table | Prose | Heading | Cover, name: str = "one") -> Section:
    return Section(id=name, name=name, title="A title", blocks=blocks)


def table(*rows: Row) -> Table:
    columns = (Column(title="Who", width=60), Column(title="What", width=439))
    return Table(columns=columns, rows=rows)


def row(first: str, second: str = "word", *, group: bool = False) -> Row:
    cells = ((Words(text=first),),) if group else ((Words(text=first),), (Words(text=second),))
    return Row(cells=cells, group=group)


def pages(*blocks: Table | Prose | Heading) -> list[str]:
    return texts(render_sections((section(*blocks),), AROUND, "A4"))


def test_a_row_is_never_split_between_two_pages() -> None:
    for lead in (0, 3, 7):
        rows = [row(f"begin{n} " + "x " * 24 + f"end{n}") for n in range(40)]
        found = pages(*(Prose(content=(Words(text="line"),)) for _ in range(lead)), table(*rows))
        assert len(found) > 3
        for n in range(40):
            assert any(f"begin{n} " in page and f"end{n} " in page for page in found), (lead, n)


def test_the_head_over_rows_stays_with_the_first_of_them() -> None:
    for lead in range(30, 42, 2):
        rows = [*(row(f"r{n}") for n in range(lead)), row("Area", group=True), row("member")]
        found = pages(table(*rows, *(row(f"s{n}") for n in range(6))))
        assert any("Area" in page and "member" in page for page in found), lead


def test_no_row_stands_alone_on_a_page() -> None:
    for number in range(33, 42):
        last = pages(table(*(row(f"r{n}", f"text{n}") for n in range(number))))[-1]
        assert f"text{number - 1}" in last
        assert f"text{number - 2}" in last, number


def test_a_text_too_long_for_its_column_is_begun_there_and_stands_in_full_below() -> None:
    long = NAME * 2 + "zq1"
    (page,) = pages(table(row(long, "what one does"), row(long, "what one does next")))
    assert page.count("zq1") == 1
    assert page.count("The person who") == 4
    assert "Who: " + long in page
    assert "…" in page


def test_a_text_is_printed_in_full_however_long_it_is() -> None:
    long = (NAME * 40)[:2990] + " zq2"
    assert any("zq2" in page for page in pages(table(row(long), row("other"))))
    whole = " ".join(pages(table(row(NAME * 120 + " zq3"), row("other"))))
    assert "zq3" in whole
    assert whole.count("person") == 121


def test_the_contents_of_a_cover_end_above_the_facts_however_many_there_are() -> None:
    first = cover.build(example.report())
    others = tuple(
        section(Prose(content=(Words(text="word"),)), name=f"Chapter{n}") for n in range(28)
    )
    content = render_sections((first, *others), AROUND, "Letter")
    page = pypdfium2.PdfDocument(content)[0].get_textpage()

    def lowest(words: str) -> float:
        found = page.search(words).get_next()
        assert found is not None
        return float(min(page.get_charbox(found[0] + n)[1] for n in range(found[1])))

    assert min(lowest(f"Chapter{n}") for n in (6, 13, 20, 27)) > lowest("Assessed") + 14


def test_a_head_with_words_below_it_stays_with_its_table() -> None:
    note = Prose(content=(Words(text="Told of it below. " * 20),), kind="note")
    for lead in range(30, 40):
        found = pages(
            table(*(row(f"r{n}") for n in range(lead))), Heading(text="The head", note="A note"), note,
            table(*(row(f"t{n}", f"told{n}") for n in range(9))),
        )  # fmt: skip
        assert any("The head" in page and "told0" in page for page in found), lead


def test_on_a_new_page_a_row_says_again_whose_it_is() -> None:
    names = [f"Capability {number} of the client" for number in range(4)]
    rows = [
        Row(cells=((Words(text=name),) if not number else (), (Words(text=f"{name} r{number}"),)))
        for name in names for number in range(30)
    ]  # fmt: skip
    found = pages(table(*rows))
    assert len(found) > 2
    for page in found[1:]:
        first = next(name for name in names if f"{name} r" in page)
        assert page.index(first) < page.index(f"{first} r")
        told = re.sub(r"Capability \d of the client r\d+", "", " ".join(page.split()))
        assert told.count(first) == 1


def test_a_head_stays_with_the_high_first_rows_of_its_table() -> None:
    high = "word " * 90
    for lead in range(26, 35):
        given = (Prose(content=(Words(text=f"line {n}"),)) for n in range(lead))
        rows = [row("who", f"row {n} {high}") for n in range(5)]
        close = table(*rows).model_copy(update={"dense": True})
        found = pages(*given, Heading(text="What each says"), close)
        assert any("What each says" in page and "row 0" in page for page in found), lead


def test_a_state_of_two_lines_ends_above_the_next_entry() -> None:
    state = State(tone="quiet", word="not applicable")
    for letters in (20, 140, 165, 320):
        entry = Entry(
            number="F-0001", title="A statement", state=state, anchor="f1",
            facts=(("Seen", (Words(text="word " * (letters // 5)),)),), trail=(), queries=(),
        )  # fmt: skip
        tall = height(entry_flow(entry, Kit(anchors=frozenset())))
        assert tall > 32.5, letters  # the state's second line ends 29.5 points below a rule of 3
