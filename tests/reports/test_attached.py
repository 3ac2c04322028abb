"""Artefacts in report and workbook: once each, with what they prove and who read them."""

from datetime import timedelta
from io import BytesIO
from typing import Any

import openpyxl

from assessment.model import Artefact, GoodEnough
from reports import workbook
from reports.blocks import Table
from reports.model import Report
from reports.sections import artefacts, decisions
from tests.reports.example_report import AS_OF, answers
from tests.reports.example_report import report as example


def artefact(name: str = "runbook.pdf", **changes: Any) -> Artefact:
    fields: dict[str, Any] = {
        "digest": f"{name}-digest-0123456789", "filename": name, "size": 9, "owner": "A. Ferreira",
        "added_at": AS_OF - timedelta(days=10), "valid_until": AS_OF + timedelta(days=170),
    }  # fmt: skip
    return Artefact.model_validate(fields | changes)


def with_files(*files: Artefact, uses: int = 2, **more: Any) -> Report:
    """The example's first answers with the same artefacts each."""
    said = [
        item.model_copy(update={"artefacts": files})
        if place < uses * 3 and place % 3 == 0
        else item
        for place, item in enumerate(answers())
    ]
    return example(said=tuple(said), **more)


def rows(section: Any) -> list[str]:
    tables: list[Any] = [block for block in section.blocks if isinstance(block, Table)]
    return [
        " | ".join("".join(part.text for part in cell) for cell in row.cells)
        for table in tables
        for row in table.rows
    ]


def test_without_an_artefact_there_is_no_section_and_no_sheet() -> None:
    assert artefacts.build(example()) is None
    assert "Artefacts" not in openpyxl.load_workbook(BytesIO(workbook.render(example()))).sheetnames


def test_one_artefact_is_one_row_with_all_that_it_proves() -> None:
    built = artefacts.build(with_files(artefact()))
    assert built
    (row,) = rows(built)
    assert row.count(", ") >= 1
    assert "Waits for a reviewer" in row
    assert built.title == "One artefact stands behind the answers: one waits for a reviewer"


def test_accepted_returned_and_expired_are_told_apart() -> None:
    files = (
        artefact("a.pdf", accepted_by="Kim", accepted_at=AS_OF),
        artefact("b.pdf", returned_by="Kim", returned_for="a draft"),
        artefact("c.pdf", accepted_by="Kim", valid_until=AS_OF - timedelta(days=1)),
        artefact("d.pdf", version=3),
    )
    built = artefacts.build(with_files(*files))
    assert built
    first, second, third, fourth = rows(built)
    assert "Accepted, Kim" in first
    assert "Returned, Kim" in second
    assert "Out of date, Kim" in third
    assert "version 3" in fourth
    assert built.title == (
        "Four artefacts stand behind the answers: one accepted, one waits for a reviewer "
        "and two prove nothing now"
    )


def test_an_owner_is_called_as_the_report_calls_people() -> None:
    hidden, shown = (artefacts.build(with_files(artefact(), show_names=it)) for it in (False, True))
    assert hidden
    assert shown
    assert "Platform 1" in rows(hidden)[0]
    assert "A. Ferreira" in rows(shown)[0]
    stranger = artefacts.build(with_files(artefact(owner="Somebody")))
    assert stranger
    assert "Somebody" not in rows(stranger)[0]


def test_the_sheet_holds_the_same_artefacts_and_no_formula() -> None:
    made = with_files(artefact("=cmd()"), artefact("wiki", link="https://wiki.example.org/x"))
    sheet = openpyxl.load_workbook(BytesIO(workbook.render(made)))["Artefacts"]
    names = {sheet.cell(row, 1).value for row in (5, 6)}
    assert "wiki" in names
    assert all(sheet.cell(row, 1).data_type != "f" for row in (5, 6))


def test_what_is_good_enough_here_is_listed_as_a_decision_with_its_name() -> None:
    until = AS_OF + timedelta(days=60)
    mine = GoodEnough(
        capability="data.late-data", level=2, by="P. Sand", reason="parcels are few", at=AS_OF,
        until=until,
    )  # fmt: skip
    built = decisions.build(example(good_enough=(mine,)))
    assert built
    (row,) = [item for item in rows(built) if "P. Sand" in item]
    assert "level 2 of" in row
    assert "parcels are few" in row
    assert "not in force" in row  # the scorecard of this report was judged without it
