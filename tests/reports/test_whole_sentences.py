"""Decisions and findings are told in whole sentences on the page and the slide of the answer."""

from datetime import date
from functools import cache

from reports.model import Decision, Report
from reports.pptx import render
from reports.sections import build
from reports.wording import in_sentences, sentences
from tests.reports import example_report as example
from tests.reports import pptx_reading as deck

WAY_BACK = "The way back to the earlier version is shown in one pilot shop before anything else is released"
COMPARED = "Live inputs are compared with the training table each week until a job does it"


@cache
def decided() -> Report:
    taken = tuple(
        Decision(title=title, text="Decided in the workshop.", owner="Jonas Mwangi",
                 due=date(2026, 12, 7), proposed=False)
        for title in (WAY_BACK, COMPARED, "Hold the roll-out")
    )  # fmt: skip
    return example.report(decisions=taken)


def test_a_sentence_is_never_broken_off() -> None:
    text = f"{WAY_BACK}. Then more of it follows."
    assert in_sentences(text, 60) == f"{WAY_BACK}."
    assert in_sentences(text, 200) == text
    assert sentences("We agree, e.g. on this one. Now it begins well. Ok?") == [
        "We agree, e.g. on this one.", "Now it begins well.", "Ok?",
    ]  # fmt: skip
    assert in_sentences("word " * 400, 60).rstrip().endswith("…")


def test_decisions_stand_whole_on_the_page_of_the_answer() -> None:
    answer = next(item for item in build(decided()) if item.id == "answer").model_dump_json()
    for title in (WAY_BACK, COMPARED):
        assert title in answer


def test_decisions_stand_whole_on_the_slide_of_the_answer() -> None:
    text = deck.text_of(deck.opened(render(decided())).slides[1])
    for title in (WAY_BACK, COMPARED):
        assert title in text
    assert "(notes)" not in text
    assert "whole in the notes" not in text


def test_what_found_no_room_is_told_in_the_table_s_own_last_row() -> None:
    told = 0
    for slide in deck.opened(deck.of_example()).slides:
        for shape in deck.shapes(slide):
            if getattr(shape, "has_table", False):
                rows = list(shape.table.rows)
                told += "more, in the notes" in deck.plain(rows[-1].cells[0].text_frame.text)
            elif shape.has_text_frame and shape.name.startswith("TextBox"):
                assert not deck.plain(shape.text_frame.text).startswith("And ")
    assert told
