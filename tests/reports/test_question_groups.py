"""Pictures of large questionnaires: what finds a row, what is left out, and that both are told."""

from content.digests import sealed
from content.questionnaire import Questionnaire, Section
from reports import questionnaire
from reports.question_groups import groups, sections_with_points
from reports.question_wording import explained, headline
from tests.reports.pdf_reading import whole
from tests.reports.test_questionnaire_report import made
from tests.scoring.question_builders import DEFAULTED, judged, minimum, risky, said


def spread(sections: int, *, parts_of: int = 0, questions: int = 0) -> Questionnaire:
    """Risk questions over many sections, which are parts of ``parts_of`` top sections, if any."""
    base = risky(*DEFAULTED, questions=questions or sections)
    tops = [Section(id=f"t{n}", title=f"Top {n}") for n in range(parts_of)]
    inner = [
        Section(id=f"s{n}", title=f"S {n}", parent=f"t{n % parts_of}" if parts_of else "")
        for n in range(sections)
    ]
    asked = [
        item.model_copy(update={"section": f"s{n % sections}"})
        for n, item in enumerate(base.questions)
    ]
    return sealed(base.model_copy(update={"sections": (*tops, *inner), "questions": tuple(asked)}))


def test_every_section_has_its_row_where_they_fit() -> None:
    pack = spread(4, questions=8)
    rows, left_out = groups(pack, judged(pack, said("q0"), said("q4", "a", "b")), most=4)
    assert [(row.title, len(row.questions), row.high) for row in rows] == [
        ("S 0", 2, 1), ("S 1", 2, 0), ("S 2", 2, 0), ("S 3", 2, 0),
    ]  # fmt: skip
    assert rows[0].questions[0].id == "q0"
    assert left_out == 0


def test_parts_go_into_their_top_sections_where_they_do_not() -> None:
    pack = spread(9, parts_of=2)
    rows, left_out = groups(pack, judged(pack, said("q1")), most=5)
    assert [(row.title, len(row.questions), row.high) for row in rows] == [
        ("Top 0", 5, 0), ("Top 1", 4, 1),
    ]  # fmt: skip
    assert left_out == 0


def test_sections_are_shown_as_deep_as_they_find_room() -> None:
    pack = spread(12, parts_of=4)
    above = tuple(Section(id=f"u{n}", title=f"Up {n}") for n in range(2))
    moved = tuple(
        item.model_copy(update={"parent": f"u{int(item.id[1:]) % 2}"})
        if item.id.startswith("t") else item
        for item in pack.sections
    )  # fmt: skip
    deep = sealed(pack.model_copy(update={"sections": (*above, *moved)}))
    result = judged(deep)
    titles = {most: [row.title for row in groups(deep, result, most)[0]] for most in (12, 11, 3)}
    assert titles[12] == [f"S {n}" for n in range(12)]
    assert titles[11] == [f"Top {n}" for n in range(4)]
    assert titles[3] == ["Up 0", "Up 1"]


def test_the_worst_stay_in_their_order_and_the_rest_is_counted() -> None:
    pack = spread(9)
    rows, left_out = groups(pack, judged(pack, said("q7"), said("q2")), most=2)
    assert [row.title for row in rows] == ["S 2", "S 7"]
    assert left_out == 7


def test_the_weakest_sections_stay_where_bars_do_not_fit() -> None:
    pack = minimum(sections=5, each=1)
    result = judged(pack, *(said(f"s{n}-0", "1" if n % 2 else "0") for n in range(5)))
    shown, left_out = sections_with_points(result, most=3)
    assert ([item.id for item in shown], left_out) == (["s0", "s2", "s4"], 2)
    assert sections_with_points(result, most=5)[1] == 0


def test_a_catalogue_of_hundreds_of_sections_and_one_of_a_thousand_questions_are_printed() -> None:
    many = spread(130)
    text = whole(questionnaire.pdf(made(many, *(said(f"q{n}") for n in range(130)))))
    assert "70 more sections are in the workbook" in text
    deep = spread(1, questions=1000)
    text = whole(questionnaire.pdf(made(deep, *(said(f"q{n}") for n in range(1000)))))
    assert "S 0, continued" in text


def test_one_and_many_are_said_rightly() -> None:
    pack = risky(*DEFAULTED, questions=3)
    one = judged(pack, said("q0"), said("q1", "a"), said("q2", "a", "b"))
    assert headline(one) == "One high and one medium risk"
    assert headline(judged(pack, *(said(f"q{n}") for n in range(3)))) == "Three high risks"
    assert explained(pack, one) == "Of three judged questions; nothing is open."
