"""A sheet of answers: handed out, filled in by several people, and taken back whole or not at all."""

from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from content.model import Pack
from engagement import workspaces
from engagement.answers import answering, handed_sheet
from engagement.faults import Refused
from engagement.store import Store
from tests.engagement.desk import Desk, open_desk


def pack_of(desk: Desk) -> Pack:
    return workspaces.pack_of(desk.store, desk.place.assessment)


def filled(desk: Desk, people: list[tuple[str, str]], level: Any = 3, **more: Any) -> bytes:
    """A sheet in which everybody gives every question the level, and ``more`` by column."""
    book = load_workbook(
        BytesIO(handed_sheet.sheet(desk.store, desk.place, pack_of(desk), len(people)))
    )
    for row, (name, role) in enumerate(people, start=2):
        book["People"].cell(row, 2, name)
        book["People"].cell(row, 3, role)
    heads = [cell.value for cell in book["Answers"][1]]
    for cells in book["Answers"].iter_rows(min_row=2):
        for column, value in {"level": level, **more}.items():
            cells[heads.index(column)].value = value
    content = BytesIO()
    book.save(content)
    return content.getvalue()


def handed(desk: Desk, content: bytes) -> handed_sheet.Handed:
    return handed_sheet.read(desk.store, desk.place, pack_of(desk), "answers.xlsx", content)


TWO = [("Bo", "data_engineering"), ("Cy", "ml_engineering")]


def test_several_people_are_taken_with_every_answer_and_a_second_time_nothing_is_new(
    desk: Desk,
) -> None:
    asked = workspaces.asked(desk.store, desk.id)
    given = handed(desk, filled(desk, TWO, level=4, grade="E1"))
    assert (given.people, given.answers, given.newcomers) == (2, 2 * len(asked), ("Bo", "Cy"))
    assert handed_sheet.take(desk.store, desk.place, given, "Ute") == 2 * len(asked)
    kept = answering.current_answers(desk.store, desk.id)
    assert {item.level for item in kept} == {4}
    assert {str(item.grade) for item in kept} == {"E1"}
    assert {item.entered_by for item in kept} == {"Ute, from a file"}
    assert handed_sheet.take(desk.store, desk.place, given) == 0


def test_what_nobody_filled_in_is_no_answer_and_adds_nobody(desk: Desk) -> None:
    content = filled(desk, TWO, level=None)
    with pytest.raises(Refused, match="holds no answer"):
        handed(desk, content)
    book = load_workbook(BytesIO(content))
    book["Answers"]["D2"] = 2
    out = BytesIO()
    book.save(out)
    handed_sheet.take(desk.store, desk.place, handed(desk, out.getvalue()))
    assert [item.level for item in answering.current_answers(desk.store, desk.id)] == [2]
    assert {item.name for item in answering.respondents(desk.store, desk.id)} == {"Ana", "Bo"}


def test_each_question_carries_what_its_levels_mean(desk: Desk) -> None:
    book = load_workbook(BytesIO(handed_sheet.sheet(desk.store, desk.place, pack_of(desk), 1)))
    heads = [cell.value for cell in book["Answers"][1]]
    for cells in book["Answers"].iter_rows(min_row=2, values_only=True):
        said = dict(zip(heads, cells, strict=True))
        anchors = pack_of(desk).capability(str(said["capability"])).anchors
        assert tuple(said[f"level {number}"] for number in range(1, 6)) == anchors


def test_a_sheet_of_another_client_is_refused_and_says_which(desk: Desk, store: Store) -> None:
    other = open_desk(store, client="Zenith")
    with pytest.raises(Refused, match=r"is for Zenith / Scoring.*here is Acme"):
        handed(desk, filled(other, TWO))


@pytest.mark.parametrize(
    ("change", "told"),
    [({"level": 9}, r"sheet Answers, row 2: level"), ({"by": "p7"}, r"there is no by p7")],
)
def test_every_mistake_is_named_with_its_row(desk: Desk, change: dict[str, Any], told: str) -> None:
    with pytest.raises(Refused, match=told):
        handed(desk, filled(desk, TWO, **change))
    assert not answering.current_answers(desk.store, desk.id)


def test_one_answer_that_cannot_be_kept_keeps_them_all_out_and_is_named(desk: Desk) -> None:
    given = handed(desk, filled(desk, TWO, grade="E2"))
    with pytest.raises(Refused, match=r"p1 on data\.pipelines: "):
        handed_sheet.take(desk.store, desk.place, given)
    assert not answering.current_answers(desk.store, desk.id)


@pytest.mark.parametrize("name", ["=1+1", "@SUM(A1)", "Müller & Söhne"])
def test_a_client_of_any_name_gets_its_own_sheet_back(store: Store, name: str) -> None:
    desk = open_desk(store, client=name)
    assert handed(desk, filled(desk, TWO)).people == 2


def test_a_sheet_for_too_many_people_and_a_file_of_another_kind_are_refused(desk: Desk) -> None:
    with pytest.raises(Refused, match="1 to 40 people"):
        handed_sheet.sheet(desk.store, desk.place, pack_of(desk), 41)
    with pytest.raises(Refused, match="not a readable"):
        handed(desk, b"PK\x03\x04 no workbook")
