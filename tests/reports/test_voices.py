"""Who answered, counted in words: a room is told with its votes and never counted as a person."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from assessment.model import ROOM_ROLE, Answer, AnswerKind, Respondent, Tally
from reports import read_out_words, workbook
from reports.blocks import Columns, KeyValues
from reports.model import Report
from reports.people import all_voices
from reports.sections import build, summary
from tests.reports import example_report as example

ROOM = Respondent(id="r9", name="The room", role=ROOM_ROLE)


def voted(levels: tuple[int, int, int, int, int], unsure: int = 0, by: str = "r9") -> Answer:
    return Answer(
        id=f"t-{by}-{sum(levels)}", capability="eng.rollback", respondent=by, role=ROOM_ROLE,
        kind=AnswerKind.TALLY, tally=Tally(levels=levels, dont_know=unsure), at=example.AS_OF,
    )  # fmt: skip


SEVEN, EIGHT = voted((1, 3, 3, 0, 0)), voted((1, 3, 3, 0, 0), unsure=1)


def with_room(show_names: bool = False) -> Report:
    return example.report(
        said=(*example.answers(), EIGHT), respondents=(*example.PEOPLE, ROOM),
        show_names=show_names,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        ((), "no people"),
        (example.answers()[:1], "one person"),
        (example.answers(), "three people"),
        ((*example.answers(), SEVEN, EIGHT), "three people and a room of eight"),
        ((EIGHT,), "a room of eight"),
        (
            (*example.answers(), SEVEN, voted((0, 5, 0, 0, 0), by="r8")),
            "three people and two rooms of seven and five",
        ),
    ],
)
def test_people_and_rooms_are_told_apart(answers: tuple[Answer, ...], words: str) -> None:
    assert all_voices(answers) == words


def test_the_page_on_scope_counts_no_room_as_a_person() -> None:
    page = next(item for item in build(with_room()) if item.id == "scope")
    assert page.title.startswith("Three people, a room of eight and two sources speak for ")
    sides = next(one for one in page.blocks if isinstance(one, Columns)).columns
    facts = next(one for one in sides[1] if isinstance(one, KeyValues))
    assert ("Respondents", "three people and a room of eight") in facts.rows


@pytest.mark.parametrize("names", [False, True])
def test_who_answered_ends_with_the_room(names: bool) -> None:
    page = next(item for item in build(with_room(show_names=names)) if item.id == "scope")
    told = page.model_dump_json()
    assert ", a room of eight." in told
    assert "room 1" not in told
    assert "The room" not in told


def test_method_summary_read_out_and_workbook_say_the_same() -> None:
    report = with_room()
    told = " ".join(
        item.model_dump_json() for item in (*build(report), summary.build(report)) if item
    )
    assert "Three people and a room of eight answered, " in told
    assert "From the answers of three people and a room of eight, and eight findings of " in told
    assert read_out_words.said(report).startswith("Three people and a room of eight have answered")
    book = load_workbook(BytesIO(workbook.render(report)))
    cells = [str(cell.value) for row in book["Responses"].iter_rows(max_row=6) for cell in row]
    assert any("from three people and a room of eight" in cell for cell in cells)


def test_a_room_alone_speaks_in_the_singular() -> None:
    report = example.report(said=(EIGHT,), found=(), respondents=(ROOM,))
    page = next(item for item in build(report) if item.id == "scope")
    assert page.title.startswith("A room of eight speaks for ")
    assert read_out_words.said(report).startswith("A room of eight has answered")
