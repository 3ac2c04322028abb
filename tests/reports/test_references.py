"""Many findings in a report: numbers once and in order, runs as ranges, the blind as a count."""

from io import BytesIO

from openpyxl import load_workbook

from assessment.model import Bearing, Finding, Outcome
from assessment.sources import Source
from reports import workbook
from reports.blocks import Row, Section, Table
from reports.model import Report
from reports.pdf import render
from reports.references import as_ranges, listed, references, together
from reports.sections import build
from tests.reports import example_report as example
from tests.reports import pdf_reading as pdf

ROLLBACK, ABSENT, PRESENT = "eng.rollback", Outcome.ABSENT, Outcome.PRESENT
COPIES = tuple(
    Source(id=f"s-{n}", kind="repository", name=f"Copy {n}", address=f"https://git.example.org/{n}")
    for n in range(3)
)


def one(number: int, outcome: Outcome = PRESENT, **more: object) -> Finding:
    """A finding on rollback with a statement and, where it is blind, a cause of its own."""
    given = {"statement": f"Statement {number} holds", "observed": f"cause {number}"}
    return example.finding(number, ROLLBACK, 3, outcome, **(given | more))


def told(found: tuple[Finding, ...]) -> str:
    """The references to all of them, asked for in the wrong order and twice."""
    ids = [item.id for item in reversed(found)] * 2
    parts = as_ranges(references(example.report(found=found), ids))
    return "".join(item.text for item in parts)


def section(report: Report, name: str) -> Section:
    return next(item for item in build(report) if item.id == name)


def rows(report: Report, name: str) -> tuple[Row, ...]:
    """The rows of the last table of a section."""
    return [item for item in section(report, name).blocks if isinstance(item, Table)][-1].rows


def copied(outcome: Outcome = ABSENT, statements: int = 2) -> tuple[Finding, ...]:
    """Each statement with the same outcome in three copies of a repository."""
    return tuple(
        one(10 * statement + place, outcome, statement=f"Thing {statement} is kept", source=copy.id)
        for statement in range(statements)
        for place, copy in enumerate(COPIES)
    )


def test_numbers_stand_in_order_and_once_however_they_were_given() -> None:
    assert told((one(1), one(2, ABSENT))) == "F-0001, F-0002"


def test_three_in_a_row_are_a_range_that_ends_where_a_number_is_missing() -> None:
    blind = one(3, Outcome.UNAVAILABLE)
    found = (one(1), one(2), blind, one(4), one(5, ABSENT), one(6))
    assert told(found) == "F-0001, F-0002, F-0004–F-0006 and 1 that could not be looked at"


def test_both_ends_of_a_range_lead_to_their_entries() -> None:
    found = tuple(one(n) for n in range(5))
    parts = as_ranges(references(example.report(found=found), [item.id for item in found]))
    assert [item.target for item in parts if item.target] == [
        "#evidence-F-0001",
        "#evidence-F-0005",
    ]


def test_what_could_not_be_looked_at_is_a_count_and_apart_from_what_does_not_apply() -> None:
    blind = (one(2, Outcome.UNAVAILABLE), one(3, Outcome.ERROR), one(4, Outcome.NOT_APPLICABLE))
    assert told((one(1), *blind)) == (
        "F-0001, 2 that could not be looked at and 1 that does not apply"
    )


def test_where_nothing_could_be_looked_at_the_line_says_none() -> None:
    assert told((one(1, Outcome.UNAVAILABLE),)) == "none; 1 that could not be looked at"


def test_no_finding_at_all_is_a_dash() -> None:
    assert told(()) == "–"


def test_a_line_without_runs_ends_in_a_count_of_the_rest() -> None:
    kinds = (PRESENT, Outcome.UNAVAILABLE)
    text = told(tuple(one(n, kinds[n % 2], source=f"s-{n}") for n in range(200)))
    assert text.count("F-") == 60
    assert text.endswith(", 40 more in the evidence index and 100 that could not be looked at")


def test_a_list_names_every_number_so_that_a_search_finds_it() -> None:
    found = (*(one(n) for n in range(1, 5)), one(5, Outcome.UNAVAILABLE))
    text = listed(references(example.report(found=found), [item.id for item in found]))
    assert text == "F-0001, F-0002, F-0003, F-0004 and 1 that could not be looked at"


def test_the_workbook_lists_each_number_of_a_capability_once() -> None:
    blind = tuple(one(n, Outcome.UNAVAILABLE, observed="no answer") for n in range(20, 34))
    report = example.report(found=(one(1), one(2, ABSENT), *blind))
    sheet = load_workbook(BytesIO(workbook.render(report)))["Capabilities"]
    values = [cell.value for line in sheet.iter_rows() for cell in line]
    assert "F-0001, F-0002 and 14 that could not be looked at" in values


def test_the_same_statement_is_told_apart_by_its_outcome_only() -> None:
    found = (*copied(), one(90, PRESENT, statement="Thing 0 is kept"))
    assert [len(items) for items in together(found)] == [3, 3, 1]


def test_the_first_report_counts_a_statement_once_however_many_copies_lack_it() -> None:
    report = example.report(depth="pulse", found=copied(), sources=COPIES)
    assert section(report, "answer").title.endswith("two things looked for and not found")


def test_the_first_report_names_a_statement_once_with_the_number_of_its_sources() -> None:
    report = example.report(depth="pulse", found=copied(), sources=COPIES)
    lines = [str(row) for row in rows(report, "answer")]
    assert len(lines) == 2
    assert all("Absent at three sources" in line for line in lines)


def test_a_statement_of_one_source_is_told_without_a_number_of_sources() -> None:
    report = example.report(depth="pulse", found=(one(1, ABSENT), one(2, ABSENT)))
    assert not any("sources" in str(row) for row in rows(report, "answer"))


def test_the_first_report_counts_statements_that_it_does_not_show() -> None:
    report = example.report(depth="pulse", found=copied(statements=10), sources=COPIES)
    assert "And two more" in pdf.whole(render(report))


def test_the_evidence_of_a_capability_runs_below_its_line() -> None:
    report = example.report(found=tuple(one(n) for n in range(4)))
    held = rows(report, "questions")
    (place,) = (n for n, row in enumerate(held) if row.below and "Evidence" in str(row))
    assert held[place - 1].anchor == f"capability-{ROLLBACK}"
    assert "F-0004" in str(held[place])


def test_three_hundred_findings_keep_the_appendix_of_capabilities_to_a_few_pages() -> None:
    ids = [item.id for item in example.pack().capabilities]
    kinds = (PRESENT, ABSENT, Outcome.UNAVAILABLE)
    found = tuple(
        one(n, kinds[n % 3], places=(), bearings=tuple(
            Bearing(pack="ai-production", capability=ids[(n + 5 * step) % 20], anchor=3)
            for step in range(3)
        ))
        for n in range(300)
    )  # fmt: skip
    pages = pdf.texts(render(example.report(found=found)))
    assert sum("Prodworthy Appendix: capabilities" in text for text in pages) <= 7
