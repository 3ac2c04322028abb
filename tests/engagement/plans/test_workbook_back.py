"""A planning workbook comes back: every change is shown, the chosen ones become the plan's."""

import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from assessment.model import Outcome
from content.locales import short_day
from engagement import reporting, workspaces
from engagement.clients import client_list, opening
from engagement.faults import Refused
from engagement.looks import collecting
from engagement.plans import deciding, plan_items, planning, workbook_back
from engagement.plans.workbook_back import Preview
from engagement.settling import conflicts
from engagement.store import Store, audit, risks
from reports import workbook
from reports.round_trip.change import Change
from reports.round_trip.fields import SHEETS
from reports.round_trip.origin import TITLE
from scoring.roadmap_model import Freeze, Status
from tests import databases
from tests.engagement.desk import Desk, open_desk
from tests.engagement.lab import CAPABILITY, Lab

FILE = "plan.xlsx"
SALE = Freeze(name="Sale", start=date(2030, 12, 2), end=date(2030, 12, 6))
Edit = Callable[[Workbook], None]


@dataclass
class Made:
    """A planned assessment in a database, and the workbook that was made from it.

    ``content`` has the sheets that come back alone; ``whole`` has all of them.
    """

    database: Path
    id: str
    content: bytes
    whole: bytes


@dataclass
class Table:
    """The same, opened to be changed."""

    store: Store
    id: str
    content: bytes
    whole: bytes = b""
    looked_at: tuple[bytes, Preview] | None = None

    def preview(self, content: bytes | None = None) -> Preview:
        held = content or self.content
        seen = workbook_back.preview(self.store, self.id, FILE, held)
        self.looked_at = (held, seen)
        return seen

    def accept(self, content: bytes, chosen: Callable[[Change], bool] | None = None) -> Any:
        """Takes what the last look at the same file showed; one that is out of date is refused."""
        last = self.looked_at
        seen = last[1] if last and last[0] is content else self.preview(content)
        keys = [item.key for item in seen.changes if not chosen or chosen(item)]
        return workbook_back.accept(self.store, self.id, FILE, content, keys=keys, by="Pia")

    def row(self, initiative: str) -> Any:
        rows = planning.roadmap(self.store, self.id).rows
        return next((row for row in rows if row.id == initiative), None)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    database = tmp_path_factory.mktemp("made") / "made.db"
    store = Store.open(databases.address(database))
    desk = open_desk(store)
    opening.change_depth(store, desk.id, "standard")
    for place, capability in enumerate(workspaces.asked(store, desk.id)):
        desk.answer(capability, 4 if place % 4 else 2)
    figures = {"capacity": {"platform_engineering": 1.0}, "rates": {"platform_engineering": 4000.0}}
    client = desk.place.client.model_copy(update={**figures, "currency": "EUR", "freezes": (SALE,)})
    client_list.update_client(store, client)
    deciding.record_decision(
        store, assessment_id=desk.id, title="Hold the roll-out", text="=1+1 Until it is proved",
        owner="Ana",
    )  # fmt: skip
    whole = workbook.render(reporting.report(store, desk.id))
    store.close()
    return Made(database, desk.id, edited(whole, only_what_comes_back), whole)


def only_what_comes_back(book: Workbook) -> None:
    """A planner deletes every sheet that is not theirs to edit."""
    kept = {TITLE, *(sheet.title for sheet in SHEETS)}
    for name in set(book.sheetnames) - kept:
        del book[name]


@pytest.fixture
def table(made: Made, tmp_path: Path) -> Iterator[Table]:
    databases.copy(made.database, tmp_path / "own.db")
    store = Store.open(databases.address(tmp_path / "own.db"))
    yield Table(store, made.id, made.content, made.whole)
    store.close()


@pytest.fixture(scope="module")
def done(made: Made, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Table, Any]]:
    """Everything that can be edited was edited and taken, for tests that only look at it then."""
    database = tmp_path_factory.mktemp("done") / "done.db"
    databases.copy(made.database, database)
    store = Store.open(databases.address(database))
    table = Table(store, made.id, edited(made.content, EVERYTHING))
    yield table, table.accept(table.content)
    store.close()


@pytest.fixture(scope="module")
def shown(made: Made) -> Iterator[Table]:
    """For tests that only look."""
    store = Store.open(databases.address(made.database))
    yield Table(store, made.id, made.content, made.whole)
    store.close()


def edited(content: bytes, edit: Edit) -> bytes:
    book = load_workbook(BytesIO(content))
    edit(book)
    saved = BytesIO()
    book.save(saved)
    return saved.getvalue()


def saved_again(content: bytes, folder: Path) -> bytes:
    """The workbook as LibreOffice opens, computes and saves it."""
    (folder / FILE).write_bytes(content)
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
            "xlsx:Calc MS Excel 2007 XML", "--outdir", folder / "out", folder / FILE,
        ],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return (folder / "out" / FILE).read_bytes()


def cell(sheet: Worksheet, row_id: str, header: str) -> Any:
    """The cell of a row by what stands in its first column, and of a column by its header."""
    head = [str(item.value) for item in sheet[4]]
    row = next(item for item in sheet.iter_rows(min_row=5) if item[0].value == row_id)
    return row[head.index(header)]


def first(content: bytes, sheet: str = "Schedule", place: str = "A5") -> str:
    return str(load_workbook(BytesIO(content), read_only=True)[sheet][place].value)


def put(sheet: str, header: str, value: object, place: str = "A5") -> Edit:
    def edit(book: Workbook) -> None:
        page = book[sheet]
        cell(page, str(page[place].value), header).value = value

    return edit


def several(*edits: Edit) -> Edit:
    def edit(book: Workbook) -> None:
        for one in edits:
            one(book)

    return edit


EVERYTHING = several(
    put("Schedule", "Owner", "Mia Köhler"),
    put("Schedule", "Status", "in progress"),
    put("Schedule", "Done", "40 %"),
    put("Schedule", "Low", "0,5"),
    put("Schedule", "Person-weeks", 4.5),
    put("Schedule", "High", 9),
    put("Schedule", "Start", date(2031, 3, 26), "A6"),
    put("Schedule", "Not before", "26.03.2031", "A7"),
    put("Schedule", "Ends by", "03/26/2033", "A7"),
    put("Capacity", "People", "2,5"),
    put("Capacity", "Rate", 4321),
    put("Decision log", "Owner", "Bo"),
    put("Decision log", "Due", date(2031, 5, 1)),
    put("Decision log", "What exactly", "Until it is proved twice"),
    put("Risks", "Owner", "Rina"),
    put("Risks", "Response", "Keep the old path for a month"),
    put("Use cases", "Sponsor", "Sam"),
    put("Use cases", "Value high", 90000),
    put("Use cases", "Technical fit, 1 to 5", "4"),
    put("Use cases", "Integration, 1 to 5", 2),
)


def by_label(seen: Preview) -> dict[tuple[str, str], Change]:
    return {(item.sheet, item.label): item for item in seen.changes}


def test_a_workbook_that_nobody_edited_holds_no_change(shown: Table) -> None:
    for content in (shown.whole, shown.content):
        seen = shown.preview(content)
        assert (seen.changes, seen.remarks) == ((), ())


def test_every_edit_is_shown_after_another_program_saved_it_and_nothing_else(
    shown: Table, tmp_path: Path
) -> None:
    computed = put("Schedule", "Person-weeks", "=1.5*3")
    content = edited(shown.whole, several(EVERYTHING, computed))
    seen = shown.preview(saved_again(content, tmp_path))
    assert seen.remarks == ()
    found = {key: (item.before, item.after) for key, item in by_label(seen).items()}
    assert found["Schedule", "Owner"] == ("nothing", "Mia Köhler")
    assert found["Schedule", "Status"][1] == "In progress"
    assert found["Schedule", "Done"] == ("0 %", "40 %")
    assert found["Schedule", "Low"][1] == "0.5"
    assert found["Schedule", "Person-weeks"][1] == "4.5"
    assert found["Schedule", "Start"][1] == short_day(date(2031, 3, 26))
    assert found["Schedule", "Not before"] == ("nothing", short_day(date(2031, 3, 26)))
    assert found["Schedule", "Ends by"] == ("nothing", short_day(date(2033, 3, 26)))
    assert found["Capacity", "People"][1] == "2.5"
    assert found["Capacity", "Rate"][1] == "4,321"
    assert found["Decision log", "Owner"] == ("Ana", "Bo")
    assert found["Decision log", "Due"] == ("nothing", short_day(date(2031, 5, 1)))
    assert found["Risks", "Response"][1] == "Keep the old path for a month"
    assert found["Use cases", "Sponsor"] == ("nothing", "Sam")
    assert found["Use cases", "Technical fit, 1 to 5"] == ("nothing", "4")
    assert len(seen.changes) == 20
    assert not [item for item in seen.changes if item.careful]


def test_a_start_that_the_plan_moved_to_a_working_day_is_not_offered_again(table: Table) -> None:
    content = edited(table.content, put("Schedule", "Start", date(2031, 3, 29)))
    table.accept(content)
    assert table.row(first(content)).start == date(2031, 3, 31)
    seen = table.preview(content)
    assert (seen.changes, seen.remarks) == ((), ())


def test_accepted_changes_are_the_plans_and_survive_its_computation(
    done: tuple[Table, Any],
) -> None:
    table, written = done
    content = table.content
    name, second, third = (first(content, place=place) for place in ("A5", "A6", "A7"))
    assert (written.by, len(written.changes)) == ("Pia", 20)
    row = table.row(name)
    assert (row.owner, row.status, row.done) == ("Mia Köhler", Status.IN_PROGRESS, 0.4)
    efforts = (row.effort_low, row.effort_mid, row.effort_high)
    assert efforts == pytest.approx((0.5, 4.5, 9.0))
    assert set(row.edited) >= {"owner", "status", "done", "effort"}
    assert table.row(second).start == date(2031, 3, 26)
    assert "starts on" in table.row(second).edited
    assert {"not before", "ends by"} <= set(table.row(third).edited)
    kept = planning.plan_inputs(table.store, table.id)
    role = first(content, "Capacity")
    assert (kept.capacity[role], kept.rates[role]) == (2.5, 4321)
    (decision,) = deciding.decisions(table.store, table.id)
    assert (decision.owner, decision.due) == ("Bo", date(2031, 5, 1))
    assert decision.text == "Until it is proved twice"
    case = workspaces.workspace(table.store, table.id).use_case
    assert (case.sponsor, case.value_high) == ("Sam", 90000)
    assert case.feasibility == {"method": 4, "integration": 2}
    with table.store.reading() as tx:
        (risk,) = risks.entries(tx, table.id)
    assert (risk.owner, risk.response) == ("Rina", "Keep the old path for a month")


def test_the_same_workbook_again_holds_nothing_new_and_a_second_click_takes_nothing_twice(
    done: tuple[Table, Any],
) -> None:
    table, written = done
    assert table.preview(table.content).changes == ()
    keys = [item.key for item in written.changes]
    again = workbook_back.accept(table.store, table.id, FILE, table.content, keys=keys, by="Pia")
    assert again == written
    assert len(workbook_back.taken(table.store, table.id)) == 1
    with pytest.raises(Refused, match="look at the changes again"):
        workbook_back.accept(table.store, table.id, FILE, table.content, keys=keys, by="Bo")


def test_who_took_what_from_which_file_is_written_down(table: Table) -> None:
    content = edited(table.content, put("Schedule", "Owner", "Mia"))
    table.accept(content)
    (kept,) = workbook_back.taken(table.store, table.id)
    assert kept.digest == table.preview(content).digest
    assert [(item.label, item.before, item.after) for item in kept.changes] == [
        ("Owner", "nothing", "Mia")
    ]
    with table.store.reading() as tx:
        (event,) = audit.of_action(tx, table.id, "workbook taken in")
        assert event.by == "Pia"
        assert event.details == {"digest": kept.digest, "changes": "1"}
        changed = audit.of_action(tx, table.id, "plan item changed")
    assert [item.by for item in changed] == ["Pia"]


def test_only_what_was_chosen_is_taken(table: Table) -> None:
    content = edited(table.content, EVERYTHING)
    table.accept(content, lambda item: item.label == "Done")
    row = table.row(first(content))
    assert (row.done, row.owner) == (0.4, "")
    assert len(table.preview(content).changes) == 19


def test_what_is_typed_over_a_cell_that_nobody_edits_is_said_and_not_taken(
    shown: Table, tmp_path: Path
) -> None:
    page = load_workbook(BytesIO(shown.whole))["Schedule"]
    title = str(cell(page, str(page["A5"].value), "Title").value)
    edits = several(
        put("Schedule", "Title", "Another title"),
        put("Schedule", "End P80", datetime(2027, 2, 1)),  # noqa: DTZ001  a cell has no zone
        put("Schedule", "Computed end", datetime(2027, 2, 1)),  # noqa: DTZ001
        put("Capabilities", "Used", 4.5),
    )
    seen = shown.preview(edited(shown.whole, edits))
    assert seen.changes == ()
    assert len(seen.remarks) == 4
    assert all("not taken" in told for told in seen.remarks)
    for header in ("(Title), ", "(End P80), ", "(Computed end), "):
        assert any(f"{header}{title}" in told for told in seen.remarks)
    assert any("Capabilities!I5 (Used)" in told for told in seen.remarks)


def moved_about(book: Workbook) -> None:
    """Rows turned round, a column put in, two exchanged, one hidden, headers written otherwise."""
    page = book["Schedule"]
    last = next(n for n in range(5, 99) if page.cell(n, 1).value == "(total)") - 1
    rows = [[item.value for item in row] for row in page.iter_rows(min_row=5, max_row=last)]
    for number, values in enumerate(reversed(rows), start=5):
        for column, value in enumerate(values, start=1):
            page.cell(number, column).value = value
    for number in range(4, last + 1):
        owner, status = page.cell(number, 5).value, page.cell(number, 12).value
        page.cell(number, 5).value, page.cell(number, 12).value = status, owner
    page["E4"], page["L4"] = "STATUS", "  owner "
    page.insert_cols(4)
    page["D4"] = "Our own notes"
    page.column_dimensions["H"].hidden = True
    page.insert_rows(7)
    page.auto_filter.ref = "A4:C9"
    page.row_dimensions[6].hidden = True


def test_sorting_moving_hiding_and_putting_in_changes_nothing(shown: Table) -> None:
    seen = shown.preview(edited(shown.content, moved_about))
    assert (seen.changes, seen.remarks) == ((), ())


def test_an_edit_is_found_wherever_its_cell_was_moved(shown: Table) -> None:
    def edit(book: Workbook) -> None:
        name = str(book["Schedule"]["A5"].value)
        moved_about(book)
        row = next(r for r in book["Schedule"].iter_rows(min_row=5) if r[0].value == name)
        row[12].value = "Mia"

    (found,) = shown.preview(edited(shown.content, edit)).changes
    assert (found.id, found.label, found.after) == (first(shown.content), "Owner", "Mia")


def test_without_the_hidden_id_a_row_is_known_by_its_visible_one(shown: Table) -> None:
    def edit(book: Workbook) -> None:
        put("Schedule", "Owner", "Mia")(book)
        for name in ("Schedule", "Capacity", "Decision log", "Risks", "Use cases"):
            book[name].delete_cols(1)

    seen = shown.preview(edited(shown.content, edit))
    assert [(item.label, item.after) for item in seen.changes] == [("Owner", "Mia")]
    assert seen.remarks == ()


def test_without_any_id_nothing_of_the_sheet_is_taken_and_that_is_said(shown: Table) -> None:
    def edit(book: Workbook) -> None:
        put("Schedule", "Owner", "Mia")(book)
        book["Schedule"].delete_cols(1, 2)

    seen = shown.preview(edited(shown.content, edit))
    assert seen.changes == ()
    assert any("neither a column Stable id nor Initiative" in item for item in seen.remarks)


def test_a_column_or_sheet_that_is_gone_is_said_and_read_as_no_change(shown: Table) -> None:
    def edit(book: Workbook) -> None:
        book["Schedule"]["E4"] = "Somebody"
        del book["Risks"]

    seen = shown.preview(edited(shown.content, edit))
    assert seen.changes == ()
    assert any("no column Owner any more" in item for item in seen.remarks)
    assert any("sheet Risks is missing" in item for item in seen.remarks)


def test_a_renamed_sheet_is_read_and_that_it_was_renamed_is_said(shown: Table) -> None:
    def edit(book: Workbook) -> None:
        put("Schedule", "Owner", "Mia")(book)
        book["Schedule"].title = "Our plan"

    seen = shown.preview(edited(shown.content, edit))
    assert [(item.label, item.after) for item in seen.changes] == [("Owner", "Mia")]
    assert any("Schedule is called Our plan now" in item for item in seen.remarks)


def test_rows_torn_apart_by_sorting_some_columns_are_not_guessed_at(shown: Table) -> None:
    def edit(book: Workbook) -> None:
        page = book["Schedule"]
        for column in range(2, 18):
            one, other = page.cell(5, column), page.cell(6, column)
            one.value, other.value = other.value, one.value
        page["E5"], page["E7"] = "Mia", "Bo"

    seen = shown.preview(edited(shown.content, edit))
    assert [(item.label, item.after) for item in seen.changes] == [("Owner", "Bo")]
    (told,) = seen.remarks
    assert "(row 5, 6)" in told
    assert "sort all columns together" in told


def test_a_copy_of_a_sheet_and_a_second_column_of_a_name_are_told(shown: Table) -> None:
    def edit(book: Workbook) -> None:
        book.copy_worksheet(book["Schedule"]).title = "Schedule (2)"
        book["Schedule (2)"]["E5"] = "Mia"
        book["Schedule"]["X4"] = "Owner"

    seen = shown.preview(edited(shown.content, edit))
    assert seen.changes == ()
    assert any(
        "Schedule (2) is a copy of Schedule and is not read" in item for item in seen.remarks
    )
    assert any("more than one column Owner" in item for item in seen.remarks)


def test_a_row_of_which_only_the_hidden_id_is_left_is_gone(shown: Table) -> None:
    def edit(book: Workbook) -> None:
        for cell in book["Schedule"][6][1:]:
            cell.value = None

    seen = shown.preview(edited(shown.content, edit))
    assert [(item.what, item.id) for item in seen.changes] == [
        ("removed", first(shown.content, place="A6"))
    ]
    assert seen.remarks == ()


UNCLEAR: dict[tuple[str, str, object], str] = {
    ("Schedule", "Start", "03/04/2031"): "can be 3 April or 4 March",
    ("Schedule", "Not before", "26.03.31"): "is no date",
    ("Schedule", "High", "1.234"): "can be 1234 or 1.234",
    ("Schedule", "Done", 40): "type 40 %",
    ("Schedule", "Status", "nearly"): "is none of Planned, Can start, In progress, Done, Dropped",
    ("Schedule", "Owner", "x" * 300): "200 fit",
    ("Schedule", "Person-weeks", "=G6*2"): "no stored result",
    ("Schedule", "Low", "#REF!"): "shows the error",
    ("Capacity", "People", None): "it needs a value",
    ("Capacity", "Rate", -1): "no number of 0 or more",
    ("Schedule", "Ends by", date(1900, 1, 5)): "the year 1900 cannot be meant",
    ("Risks", "Owner", 42): "the number 42 and no words",
    ("Risks", "Response", date(2031, 1, 1)): "a day and no words",
    ("Use cases", "Value low", "about 5"): "is no number",
    ("Use cases", "Value high", 9e12): "the most that is taken",
    ("Use cases", "Data available, 1 to 5", 6): "6 is no level",
    ("Decision log", "State", "maybe"): "is none of proposed, asked, taken",
}


def test_what_is_unclear_is_asked_at_its_cell_and_left_as_it_is(shown: Table) -> None:
    edits = several(*(put(*where) for where in UNCLEAR))
    seen = shown.preview(edited(shown.content, edits))
    assert seen.changes == ()
    assert len(seen.remarks) == len(UNCLEAR)
    for (sheet, header, _), words in UNCLEAR.items():
        (told,) = [
            item for item in seen.remarks if f"({header})" in item and item.startswith(f"{sheet}!")
        ]
        assert words in told
        assert told.endswith("It is left as it is.")


def test_entries_that_make_no_sense_together_are_said_and_left_as_they_are(shown: Table) -> None:
    edits = several(
        put("Schedule", "Low", 9), put("Schedule", "Person-weeks", 3), put("Schedule", "High", 10),
        put("Schedule", "Start", date(2031, 5, 1), "A6"), put("Schedule", "Ends by", date(2031, 4, 1), "A6"),
        put("Schedule", "Not before", date(2006, 1, 9), "A7"),
        put("Use cases", "Value low", 500), put("Use cases", "Value high", 400),
        put("Schedule", "Owner", "Mia"),
    )  # fmt: skip
    seen = shown.preview(edited(shown.content, edits))
    assert [(item.label, item.after) for item in seen.changes] == [("Owner", "Mia")]
    for words in (
        "Low 9, Person-weeks 3, High 10 are not in rising order",
        "Start 1 May 2031, Ends by 1 Apr 2031 are not in rising order",
        "Value low 500, Value high 400 are not in rising order",
        "Not before 9 Jan 2006 is far from",
    ):
        (told,) = [item for item in seen.remarks if words in item.replace("\u00a0", " ")]
        assert "left as" in told
    assert len(seen.remarks) == 4


def test_days_in_the_past_and_days_without_work_are_told_beside_their_changes(
    shown: Table,
) -> None:
    def another_day_off(book: Workbook) -> None:
        page = book["Capacity"]
        column = [item.value for item in page[4]].index("No work on") + 1
        page.cell(30, column).value = date(2031, 3, 31)

    edits = several(
        put("Schedule", "Start", date(2025, 3, 3)),
        put("Schedule", "Start", date(2031, 3, 29), "A6"),
        put("Schedule", "Start", SALE.start, "A7"),
        put("Schedule", "Ends by", date(2025, 3, 3), "A8"),
        put("Schedule", "Start", date(2025, 3, 3), "A9"), put("Schedule", "Status", "Done", "A9"),
        put("Decision log", "Due", date(2025, 3, 3)),
        another_day_off,
    )  # fmt: skip
    seen = shown.preview(edited(shown.content, edits))
    assert seen.remarks == ()
    assert len(seen.changes) == 8
    told = [item.replace("\u00a0", " ") for item in seen.notes]
    for words in (
        "Start 3 Mar 2025 is in the past: the plan counts its work from",
        "Start 29 Mar 2031 is a Saturday: the plan starts it on 1 Apr 2031",
        "Start 2 Dec 2030 is a day without work: the plan starts it on 9 Dec 2030",
        "Ends by 3 Mar 2025 is in the past: the plan cannot keep it",
        "Due 3 Mar 2025 is in the past.",
    ):
        assert sum(words in item for item in told) == 1, (words, told)
    assert len(told) == 5


def test_a_planner_claims_that_work_is_done_and_never_that_it_is_proved(table: Table) -> None:
    lists = [
        item.formula1
        for item in load_workbook(BytesIO(table.content))[
            "Schedule"
        ].data_validations.dataValidation
        if item.type == "list"
    ]
    assert lists == ['"Planned,Can start,In progress,Done,Dropped"']
    content = edited(table.content, put("Schedule", "Status", "Proved"))
    seen = table.preview(content)
    assert seen.changes == ()
    (told,) = seen.remarks
    assert "proof follows from what was read, never from what is claimed" in told
    with pytest.raises(Refused, match="choose Done"):
        plan_items.set_item(table.store, table.id, first(content), status=Status.PROVED)


def test_a_row_that_is_there_twice_is_not_guessed_at(shown: Table) -> None:
    def edit(book: Workbook) -> None:
        page = book["Schedule"]
        page.insert_rows(6)
        for column in range(1, 18):
            page.cell(6, column).value = page.cell(5, column).value
        page["E6"] = "Mia"

    seen = shown.preview(edited(shown.content, edit))
    assert seen.changes == ()
    assert any("more than once" in item for item in seen.remarks)


def test_what_was_changed_in_the_app_meanwhile_is_shown_and_not_taken_unasked(table: Table) -> None:
    content = edited(table.content, put("Schedule", "Owner", "Mia"))
    name = first(content)
    plan_items.set_item(table.store, table.id, name, owner="Bo")
    (found,) = table.preview(content).changes
    assert (found.before, found.after, found.now) == ("nothing", "Mia", "Bo")
    assert found.careful
    table.accept(content)
    assert table.row(name).owner == "Mia"


def test_what_the_app_says_already_is_no_change(table: Table) -> None:
    content = edited(table.content, put("Schedule", "Owner", "Mia"))
    plan_items.set_item(table.store, table.id, first(content), owner="Mia")
    assert table.preview(content).changes == ()


def test_emptying_a_start_that_nobody_entered_changes_nothing(shown: Table) -> None:
    edits = several(put("Schedule", "Start", None), put("Schedule", "Owner", "Mia \n Köhler"))
    seen = shown.preview(edited(shown.content, edits))
    assert [(item.label, item.after) for item in seen.changes] == [("Owner", "Mia Köhler")]


def test_a_date_that_was_only_computed_anew_is_no_conflict(table: Table) -> None:
    content = edited(table.content, put("Schedule", "Start", date(2031, 3, 26)))
    name = first(content)
    kept = planning.plan_inputs(table.store, table.id)
    planning.keep_plan(table.store, table.id, kept.model_copy(update={"start": date(2030, 1, 7)}))
    (found,) = table.preview(content).changes
    assert found.now is None
    plan_items.set_item(table.store, table.id, name, starts_on=date(2031, 1, 6))
    (found,) = table.preview(content).changes
    assert found.now is not None


def test_a_preview_that_is_out_of_date_cannot_be_accepted(table: Table) -> None:
    content = edited(table.content, put("Schedule", "Owner", "Mia"))
    keys = [item.key for item in table.preview(content).changes]
    plan_items.set_item(table.store, table.id, first(content), owner="Bo")
    with pytest.raises(Refused, match="look at the changes again"):
        workbook_back.accept(table.store, table.id, FILE, content, keys=keys, by="Pia")
    assert table.row(first(content)).owner == "Bo"


def test_of_two_windows_that_take_the_same_file_at_once_one_is_told_that_it_is_late(
    table: Table,
) -> None:
    content = edited(table.content, put("Schedule", "Owner", "Mia"))
    keys = [item.key for item in table.preview(content).changes]
    start = Barrier(2)

    def take(by: str) -> str:
        start.wait(timeout=30)
        try:
            return workbook_back.accept(table.store, table.id, FILE, content, keys=keys, by=by).by
        except Refused as late:
            return late.sentence

    with ThreadPoolExecutor(2) as windows:
        told = set(windows.map(take, ("Ana", "Bo")))
    (kept,) = workbook_back.taken(table.store, table.id)
    assert told == {kept.by, workbook_back.OVERTAKEN}


def test_nobody_takes_changes_without_a_name_or_without_choosing(table: Table) -> None:
    content = edited(table.content, put("Schedule", "Owner", "Mia"))
    keys = [item.key for item in table.preview(content).changes]
    with pytest.raises(Refused, match="who you are"):
        workbook_back.accept(table.store, table.id, FILE, content, keys=keys, by=" ")
    with pytest.raises(Refused, match="at least one"):
        workbook_back.accept(table.store, table.id, FILE, content, keys=[], by="Pia")


@pytest.mark.parametrize(
    ("edit", "left_out", "words"),
    [
        (several(put("Schedule", "Low", 19), put("Schedule", "High", 40),
                 put("Schedule", "Person-weeks", 30)), "Person-weeks", "rising order"),
        (put("Capacity", "People", 0), "", "more than 0 people"),
    ],
)  # fmt: skip
def test_a_plan_that_cannot_be_made_is_refused_whole(
    table: Table, edit: Edit, left_out: str, words: str
) -> None:
    both = several(edit, put("Schedule", "Owner", "Mia"))
    content = edited(table.content, both)
    with pytest.raises(Refused, match=words):
        table.accept(content, lambda item: item.label != left_out)
    assert table.row(first(content)).owner == ""
    assert workbook_back.taken(table.store, table.id) == ()


def test_a_row_that_is_gone_is_dropped_only_where_somebody_chose_it(table: Table) -> None:
    content = edited(table.content, lambda book: book["Schedule"].delete_rows(6))
    gone = first(table.content, place="A6")
    (found,) = table.preview(content).changes
    assert (found.id, found.what, found.careful) == (gone, "removed", True)
    table.accept(content)
    assert table.row(gone) is None
    dropped = edited(table.content, put("Schedule", "Status", "Dropped", "A6"))
    assert table.preview(dropped).remarks == ()
    assert planning.plan_inputs(table.store, table.id).dropped == (gone,)


def test_an_initiative_of_the_questionnaire_can_be_added_by_its_id(table: Table) -> None:
    gone = first(table.content, place="A6")
    plan_items.set_item(table.store, table.id, gone, dropped=True)
    content = workbook.render(reporting.report(table.store, table.id))

    def add(book: Workbook) -> None:
        page = book["Schedule"]
        last = max(n for n in range(5, 99) if page.cell(n, 2).value)
        page.insert_rows(last + 1)
        page.cell(last + 1, 2).value = gone
        page.cell(last + 1, 5).value = "Mia"

    added = edited(content, add)
    (found,) = table.preview(added).changes
    assert (found.id, found.what) == (gone, "added")
    table.accept(added)
    assert table.row(gone).owner == "Mia"


def test_an_initiative_of_ones_own_is_not_taken_and_why_is_said(shown: Table) -> None:
    def add(book: Workbook) -> None:
        page = book["Schedule"]
        page["C99"], page["E99"], page["G99"] = "Train the help desk", "Mia", 3

    seen = shown.preview(edited(shown.content, add))
    assert seen.changes == ()
    (remark,) = seen.remarks
    assert "'Train the help desk', is not taken" in remark
    assert "exit criterion" in remark


def test_decisions_are_added_and_withdrawn_and_a_proposal_is_recorded(table: Table) -> None:
    def edit(book: Workbook) -> None:
        page = book["Decision log"]
        spare = next(n for n in range(5, 99) if not page.cell(n, 1).value)
        page.cell(spare, 3).value, page.cell(spare, 5).value = "Buy the licence", "Bo"
        page.cell(6, 5).value, page.cell(6, 7).value = "Ana", "taken"
        page.delete_rows(5)

    content = edited(table.content, edit)
    proposal = str(load_workbook(BytesIO(table.content))["Decision log"]["C6"].value)
    kinds = {(item.what, item.careful) for item in table.preview(content).changes}
    assert kinds == {("removed", True), ("added", False)}
    table.accept(content)
    held = {item.title: item for item in deciding.decisions(table.store, table.id)}
    assert set(held) == {"Buy the licence", proposal}
    assert (held[proposal].owner, held[proposal].proposed) == ("Ana", False)
    again = table.preview(content)
    assert (again.changes, again.remarks) == ((), ()), "nothing is recorded twice"


def test_a_decision_taken_by_nobody_is_told_and_holds_up_nothing_else(table: Table) -> None:
    def edit(book: Workbook) -> None:
        page = book["Decision log"]
        spare = next(n for n in range(5, 99) if not page.cell(n, 1).value)
        page.cell(spare, 3).value, page.cell(spare, 7).value = "Buy the licence", "taken"
        page["E5"], page["F5"] = None, date(2031, 5, 1)  # a recorded one that loses its owner
        page["E6"], page["G6"] = None, "taken"  # a proposal

    content = edited(table.content, edit)
    seen = table.preview(content)
    assert [(item.name, item.label) for item in seen.changes] == [("Hold the roll-out", "Due")]
    assert len(seen.remarks) == 3
    assert all("is taken has an owner" in told for told in seen.remarks)
    assert "'Buy the licence'" in seen.remarks[-1]
    table.accept(content)
    (kept,) = deciding.decisions(table.store, table.id)
    assert (kept.owner, kept.due) == ("Ana", date(2031, 5, 1))


def test_a_proposal_without_a_state_is_not_recorded_by_accident(shown: Table) -> None:
    content = edited(shown.content, put("Decision log", "Owner", "Ana", "A6"))
    seen = shown.preview(content)
    assert seen.changes == ()
    assert "once its state is asked or taken" in seen.remarks[0]


def test_a_week_and_days_off_reach_the_plan(table: Table) -> None:
    def edit(book: Workbook) -> None:
        page = book["Capacity"]
        page["I5"] = 0.25
        head = [item.value for item in page[4]]
        column = head.index("No work on") + 1
        page.cell(5, column).value = None
        page.cell(30, column).value = "24.12.2030"
        page.cell(31, column).value = date(2030, 12, 28)

    content = edited(table.content, edit)
    monday = load_workbook(BytesIO(content))["Capacity"]["I4"].value
    assert isinstance(monday, datetime)
    seen = table.preview(content)
    labels = [item.label for item in seen.changes]
    (told,) = seen.remarks
    assert "is a Saturday, on which nobody works anyway" in told
    assert labels[0].startswith("Available in the week of")
    assert labels[1:] == ["No work on"]
    table.accept(content)
    kept = planning.plan_inputs(table.store, table.id)
    (week,) = kept.capacity_changes
    assert (week.start, week.people) == (monday.date(), 0.25)
    assert kept.freezes == (
        Freeze(name="Sale", start=date(2030, 12, 3), end=date(2030, 12, 6)),
        Freeze(name="No work", start=date(2030, 12, 24), end=date(2030, 12, 24)),
    )
    assert table.preview(content).changes == ()


def test_another_assessments_workbook_is_refused(table: Table) -> None:
    other = open_desk(table.store, "Bolt")
    with pytest.raises(Refused, match="of another assessment"):
        workbook_back.preview(table.store, other.id, FILE, table.content)


def test_a_workbook_of_another_version_of_the_questionnaire_is_refused(table: Table) -> None:
    made = reporting.report(table.store, table.id)
    older = made.model_copy(
        update={"pack": made.pack.model_copy(update={"version": "0.9", "digest": "0" * 64})}
    )
    with pytest.raises(
        Refused, match=r"another version of the questionnaire \(ai-production 0.9\)"
    ):
        table.preview(workbook.render(older))


def test_a_conflicts_owner_and_day_come_back(desk: Desk, lab: Lab) -> None:
    lab.seen = dict.fromkeys(lab.seen, Outcome.ABSENT)
    desk.answer(CAPABILITY, 4)
    collecting.add_source(desk.store, assessment_id=desk.id, kind="room", address="12")
    collecting.look(desk.store, desk.id)
    here = Table(desk.store, desk.id, workbook.render(reporting.report(desk.store, desk.id)))

    def edit(book: Workbook) -> None:
        page = book["Conflicts"]
        head = [item.value for item in page[4]]
        page.cell(5, head.index("Owner") + 1).value = "Kim"
        page.cell(5, head.index("Due") + 1).value = date(2031, 2, 3)

    here.accept(edited(here.content, edit))
    (held,) = conflicts.conflicts(desk.store, desk.id)
    assert (held.owner, held.due) == ("Kim", date(2031, 2, 3))
