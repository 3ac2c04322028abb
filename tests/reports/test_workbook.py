"""The planning workbook: typed cells, live formulas, a client's text never a formula."""

import re
import subprocess
from collections.abc import Iterator
from datetime import date, datetime
from functools import cache
from io import BytesIO
from typing import Any

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from reports import workbook
from reports.round_trip.origin import TITLE
from scoring.roadmap_model import Roadmap, RoleLoad, Status
from tests.reports.workbook_report import (
    answers,
    condition,
    finding,
    initiative,
    report,
    roadmap,
)

SHEETS = [
    "README",
    "Summary",
    "Capabilities",
    "Responses",
    "Probes",
    "Conflicts",
    "Sensitivity",
    "Forecast",
    "People",
    "Use cases",
    "Trail",
    "Initiatives",
    "Schedule",
    "Capacity",
    "Risks",
    "Crosswalk",
    "Metrics",
    "Snapshots",
    "Assumptions",
    "Glossary",
    "Decision log",
    "Record",
    "prodworthy_origin",
]
HOSTILE = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(A1:A9)",
    "\t=1+1",
    "\r=1+1",
    "\n=1",
    '=HYPERLINK("http://x")',
    "bell\x07 and nul\x00",
    "\ud800 alone",
    "{=1}",
)
OURS = ("=SUM(", "=COUNTA(", "=MIN(", "=MAX(", "=SUMPRODUCT(", "=ROUND(", "=IF($L", "=$D")


@cache
def plain() -> Workbook:
    """The usual report's workbook, for tests that only read it."""
    return book()


def book(**parts: object) -> Workbook:
    return load_workbook(BytesIO(workbook.render(report(**parts))))


def cells(made: Workbook) -> Iterator[Any]:
    return (cell for sheet in made for row in sheet.iter_rows() for cell in row)


def opened(content: bytes) -> Workbook:
    return load_workbook(BytesIO(content))


def edited(made: Workbook, **by_hand: float) -> Workbook:
    """With other values in cells of the sheet, such as ``Schedule_G5``."""
    for place, value in by_hand.items():
        sheet, cell = place.split("_")
        made[sheet][cell] = value
    return made


def made_for_office() -> dict[str, Workbook]:
    """What a spreadsheet program is to open and compute, by what it is about."""
    begun = opened(workbook.render(report(roadmap=joined(people=0.0))))
    for column in range(6, 30):
        begun["Capacity"].cell(5, column).value = 0.25
    return {
        "usual": book(), "hostile": attacked(), "joined": book(roadmap=joined()),
        "twice": edited(book(), Schedule_G5=6.0), "nobody": edited(book(), Capacity_D5=0),
        "begun": begun, "dropped": book(roadmap=dropped()),
        "empty": book(roadmap=roadmap(()), findings=(), answers=()),
    }  # fmt: skip


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Workbook]:
    """As LibreOffice computes them, all in one start of it; nothing is stored for it to repeat."""
    folder = tmp_path_factory.mktemp("office")
    given = made_for_office()
    for name, made in given.items():
        made.save(folder / f"{name}.xlsx")
    subprocess.run(
        [
            "soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to",
            "xlsx:Calc MS Excel 2007 XML", "--outdir", folder / "out",
            *(folder / f"{name}.xlsx" for name in given),
        ],
        check=True, capture_output=True, timeout=300,
    )  # fmt: skip
    return {name: load_workbook(folder / "out" / f"{name}.xlsx", data_only=True) for name in given}


@pytest.fixture(scope="module")
def computed(office: dict[str, Workbook]) -> Workbook:
    return office["usual"]


@cache
def attacked() -> Workbook:
    """A report whose every text of the client's starts like a formula or breaks XML."""
    rows = tuple(
        initiative("I-ENG-04", date(2026, 11, 23), True, owner=text, title=text, why=text)
        for text in HOSTILE
    )
    said = answers()
    hostile = tuple(
        answer.model_copy(update={"comment": text, "link": text})
        for answer, text in zip(said, HOSTILE * len(said), strict=False)
    )
    seen = tuple(
        finding(observed=text, url="javascript:alert(1)").model_copy(update={"id": f"f{number}"})
        for number, text in enumerate(HOSTILE)
    )
    return book(
        client="=1+1", mark="@SUM(A1)\x00", answers=hostile, findings=seen, roadmap=roadmap(rows)
    )


def test_the_sheets_stand_in_the_order_a_planner_reads_them() -> None:
    assert plain().sheetnames == SHEETS


def test_text_of_a_client_is_never_a_formula() -> None:
    formulas = [cell for cell in cells(attacked()) if cell.data_type == "f"]
    assert formulas
    for cell in formulas:
        assert str(cell.value).startswith(OURS), cell.coordinate
        assert not any(text.strip() in str(cell.value) for text in HOSTILE)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_kept_as_text(text: str) -> None:
    found = [cell.data_type for cell in cells(attacked()) if cell.value == cleaned(text)]
    assert found
    assert set(found) == {"s"}


def cleaned(text: str) -> str:
    """What is left of a text in a cell: no control characters, line ends as line feeds."""
    return "".join(c for c in text.replace("\r", "\n") if c.isprintable() or c in "\n\t")


def test_a_hostile_workbook_opens_without_an_error_cell(office: dict[str, Workbook]) -> None:
    assert not [cell for cell in cells(office["hostile"]) if cell.data_type == "e"]


def web_links(made: Workbook) -> list[str]:
    cells = (cell for sheet in made for row in sheet.iter_rows() for cell in row)
    return [
        str(cell.hyperlink.target) for cell in cells if cell.hyperlink and cell.hyperlink.target
    ]


def test_places_and_readings_are_linked() -> None:
    assert web_links(plain()).count("http://127.0.0.1:9090/graph") == 5


def test_a_link_that_is_not_http_is_not_written() -> None:
    links = web_links(attacked())
    assert links
    assert not [link for link in links if not link.startswith(("http://", "https://"))]


@pytest.mark.parametrize(
    "url", ["ftp://a/b", "file:///etc/passwd", "https://user:word@host/", "http://", "mailto:a@b.c"]
)
def test_an_address_with_credentials_or_another_scheme_is_text_only(url: str) -> None:
    assert url not in web_links(book(findings=(finding(url=url),)))


def test_no_cell_is_an_error_after_recalculation(computed: Workbook) -> None:
    for sheet in computed:
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            assert cell.data_type != "e", f"{sheet.title}!{cell.coordinate}: {cell.value}"
            assert not str(cell.value).startswith(("#", "Err:")), f"{sheet.title}!{cell.coordinate}"


@pytest.mark.parametrize("kind", ["usual", "joined", "dropped"])
def test_the_stored_result_of_every_formula_is_what_a_spreadsheet_computes(
    office: dict[str, Workbook], kind: str
) -> None:
    parts = {"joined": joined, "dropped": dropped}
    content = workbook.render(report(**({"roadmap": parts[kind]()} if kind in parts else {})))
    shown = load_workbook(BytesIO(content), data_only=True)
    formulas = [cell for cell in cells(opened(content)) if cell.data_type == "f"]
    assert len(formulas) > 40
    for cell in formulas:
        place = f"{cell.parent.title}!{cell.coordinate}"
        stored = shown[cell.parent.title][cell.coordinate].value or ""
        anew = office[kind][cell.parent.title][cell.coordinate].value or ""
        assert stored == (pytest.approx(anew) if isinstance(anew, int | float) else anew), place


def test_who_only_shows_the_file_shows_every_result() -> None:
    shown = load_workbook(BytesIO(workbook.render(report())), data_only=True)
    blank = [
        cell.coordinate for cell in cells(plain())
        if cell.data_type == "f" and shown[cell.parent.title][cell.coordinate].value is None
    ]  # fmt: skip
    assert not blank


def test_no_number_shows_the_accidents_of_its_computing() -> None:
    row = initiative("I-ENG-04", date(2026, 11, 23), True, effort_mid=3 * 1.4)
    made = book(roadmap=roadmap((row,)))
    assert 3 * 1.4 != 4.2
    assert made["Schedule"]["G5"].value == made["Initiatives"]["J5"].value == 4.2


def test_the_computed_end_is_the_plans_own_end_until_somebody_edits(computed: Workbook) -> None:
    ends = [computed["Schedule"].cell(row, 8).value for row in (5, 6)]
    planned = [row.end for row in roadmap().rows]
    assert [end.date() for end in ends if isinstance(end, datetime)] == planned


def test_twice_the_effort_ends_later_and_freeze_days_hold_no_work(
    office: dict[str, Workbook],
) -> None:
    end = office["twice"]["Schedule"]["H5"].value
    assert isinstance(end, datetime)
    assert end.date() > date(2027, 1, 3)


def test_a_role_without_people_says_so_in_place_of_a_date(office: dict[str, Workbook]) -> None:
    assert office["nobody"]["Schedule"]["H5"].value == "no capacity"


def dropped() -> Roadmap:
    return roadmap((initiative("I-ENG-04", date(2026, 11, 23), True, status=Status.DROPPED),))


def joined(people: float = 1.0) -> Roadmap:
    """A second person of the platform team is there from the third week on."""
    load = RoleLoad(
        role="platform_engineering", people=people, weeks=(1.0,) * 4 + (0.0,) * 16,
        people_by_week=(people, people, *(people + 1,) * 18),
    )  # fmt: skip
    row = initiative("I-ENG-04", date(2026, 11, 23), True)
    return roadmap((row,)).model_copy(update={"load": (load,)})


def test_who_joins_on_a_day_is_available_and_used_from_then_on_and_the_end_is_the_plans_own(
    office: dict[str, Workbook],
) -> None:
    made, found = joined(), office["joined"]
    capacity = found["Capacity"]
    assert [capacity.cell(5, column).value for column in range(7, 10)] == [1, 1, 2]
    assert [capacity.cell(6, column).value for column in range(7, 10)] == [1, 1, 2]
    assert [capacity.cell(7, column).value for column in range(7, 10)] == [0, 0, 0]
    end = found["Schedule"]["H5"].value
    assert isinstance(end, datetime)
    assert end.date() == made.rows[0].end


def test_a_role_that_begins_with_nobody_has_an_end_and_loses_time_with_those_who_do_not_come(
    office: dict[str, Workbook],
) -> None:
    end = office["begun"]["Schedule"]["H5"].value
    assert isinstance(end, datetime)
    assert end.date() > joined(people=0.0).rows[0].end


def test_a_dropped_initiative_has_no_computed_end(office: dict[str, Workbook]) -> None:
    assert not office["dropped"]["Schedule"]["H5"].value


def test_totals_are_formulas_that_add_up(computed: Workbook) -> None:
    sheet = computed["Schedule"]
    assert sheet["C7"].value == "2 initiatives, 6.0 person-weeks (mid)"
    assert sheet["G7"].value == 6
    available, used, left = (computed["Capacity"].cell(row, 6).value for row in (5, 6, 7))
    assert left == pytest.approx(available - used)  # type: ignore[operator]


def test_the_schedule_keeps_its_stable_id_hidden_and_its_head_in_view() -> None:
    sheet = plain()["Schedule"]
    assert sheet.column_dimensions["A"].hidden
    assert sheet["A5"].value == "I-ENG-04"
    assert sheet.freeze_panes == "D5"
    assert sheet.auto_filter.ref == "A4:U6"


def test_only_what_a_planner_edits_is_unlocked_and_no_password_is_set() -> None:
    sheet = plain()["Schedule"]
    free = [cell.coordinate[0] for cell in sheet[5] if not cell.protection.locked]
    assert free == ["E", "F", "G", "L", "M", "N", "O", "P", "Q"]
    assert sheet.protection.sheet
    assert not sheet.protection.password


def test_status_is_chosen_from_a_list() -> None:
    listed = [
        item for item in plain()["Schedule"].data_validations.dataValidation if item.type == "list"
    ]
    assert [str(item.sqref) for item in listed] == ["L5:L6"]
    assert "Can start" in str(listed[0].formula1)


def test_dates_numbers_and_times_are_typed() -> None:
    made = plain()
    assert isinstance(made["Schedule"]["F5"].value, datetime)
    assert isinstance(made["Capabilities"]["E5"].value, int | float)
    assert isinstance(made["Probes"]["N5"].value, datetime)
    assert made["Schedule"]["K5"].number_format == '0 "d"'


def test_every_table_has_filters_and_a_header_that_stays() -> None:
    made = plain()
    for name in SHEETS[1:-1]:
        sheet = made[name]
        assert sheet.freeze_panes, name
        assert sheet.tables or sheet.auto_filter.ref, name


def test_no_data_cell_is_merged() -> None:
    assert not [sheet.title for sheet in plain() if sheet.merged_cells.ranges]


def test_people_are_named_only_where_the_report_names_them() -> None:
    told = {cell.value for cell in plain()["Responses"]["C"]}
    assert "Lena Vogt" not in told
    assert "ML engineering 1" in told
    assert "Lena Vogt" in {cell.value for cell in book(show_names=True)["Responses"]["C"]}


def test_the_figures_are_those_of_the_scorecard() -> None:
    made = report()
    summary = plain()["Summary"]
    index = made.scorecard.index
    assert index
    assert summary["D5"].value == pytest.approx(index.level)
    assert summary["C5"].value == "Not ready"


def test_a_reading_says_how_much_history_there_was() -> None:
    rows = list(plain()["Metrics"].iter_rows(min_row=5, values_only=True))
    assert rows[0][9] == "8 minutes of 30 days"
    assert rows[0][8] == "uncertain"


def test_a_share_is_shown_in_percent_as_its_target_is_and_stays_a_number() -> None:
    other = condition()
    assert other.reading is not None
    read = other.reading.model_copy(
        update={"value": 0.9995, "unit": "ratio", "low": 0.99, "high": 1.0}
    )
    share = other.model_copy(update={"reading": read, "unit": "ratio"})
    plan = roadmap((initiative("I-ENG-04", date(2026, 11, 23), True, conditions=(share, other)),))
    sheet = book(roadmap=plan)["Metrics"]
    place = [cell.value for cell in sheet[4]].index("Now")
    percent, plainly = sheet[5][place], sheet[6][place]
    assert (percent.value, percent.number_format) == (0.9995, "0.0##%")
    assert (plainly.value, plainly.number_format) == (other.reading.value, "General")


def test_without_a_plan_the_planning_sheets_say_what_to_do() -> None:
    made = book(roadmap=None)
    assert made.sheetnames == SHEETS
    assert "answer the standard depth" in str(made["Schedule"]["A1"].value)


def test_an_empty_plan_still_opens(office: dict[str, Workbook]) -> None:
    assert office["empty"].sheetnames == SHEETS


def test_the_same_report_gives_the_same_cells() -> None:
    made = report()
    first, second = (load_workbook(BytesIO(workbook.render(made))) for _ in range(2))
    for sheet in first:
        assert list(sheet.values) == list(second[sheet.title].values)


def test_no_word_of_a_header_is_broken_by_its_column() -> None:
    for sheet in book().worksheets:
        for cell in sheet[4] if sheet.title not in ("README", TITLE) else ():
            dimension = sheet.column_dimensions[get_column_letter(cell.column or 0)]
            if isinstance(cell.value, str) and not dimension.hidden:
                longest = max(len(word) for word in re.split(r"[\s-]", cell.value))
                assert longest + 2 <= dimension.width, f"{sheet.title}: {cell.value}"


def test_risks_count_their_owners_in_words_as_they_count_themselves() -> None:
    assert str(book()["Risks"]["B1"].value).endswith("critical gaps, two with an owner")
