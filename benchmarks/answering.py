"""One questionnaire answer, from the click to the saved and redrawn page, against an empty Streamlit page."""

import os
import tempfile
from collections.abc import Callable
from itertools import cycle
from pathlib import Path

from streamlit.testing.v1 import AppTest

from benchmarks.measure import Row, paired_seconds
from content.loading import load_shipped
from engagement.answers import answering
from engagement.clients import client_list, opening, use_cases
from engagement.outside.settings import settings
from engagement.store import Store

ROOT = Path(__file__).resolve().parent.parent
EMPTY_PAGE = """
import streamlit as st
st.radio("Which one?", list(range(1, 8)), index=None, key="level")
"""


def rows() -> list[Row]:
    """One row: the answer on the real page over a click on a page with nothing but its radio."""
    with tempfile.TemporaryDirectory() as data:
        os.environ["PRODWORTHY_DATA"] = data
        page = _ask_page()
        empty = AppTest.from_string(EMPTY_PAGE).run()
        subject, peer = paired_seconds(_click(page), _click(empty), runs=15)
        _must_be_saved(page.query_params["a"])
    return [
        Row(
            name="One answer on the Ask page: judged as a click, saved, and the page drawn again",
            subject=subject,
            peer=peer,
            peer_name="a click on a page with only that radio",
            limit=40,
        )
    ]


def _ask_page() -> AppTest:
    store = Store.open(settings().database_url)
    pack = load_shipped("ai-production")
    profile = pack.profiles[0]
    client = client_list.create_client(store, name="Bench")
    case = use_cases.create_use_case(
        store, client_id=client.id, name="Bench", traits=profile.default_traits
    )
    place = opening.start_assessment(store, use_case_id=case.id, profile_id=profile.id)
    person = answering.add_respondent(
        store, assessment_id=place.assessment.id, name="Bench", role=pack.roles[0].id
    )
    store.close()
    page = AppTest.from_file(str(ROOT / "app.py"), default_timeout=30)
    page.query_params["a"] = place.assessment.id
    page.query_params["as"] = person.id
    page.run()
    return page.switch_page("ui/pages/ask.py").run()


def _must_be_saved(assessment: str | list[str]) -> None:
    store = Store.open(settings().database_url)
    saved = answering.current_answers(store, "".join(assessment))
    store.close()
    if not saved:
        raise SystemExit("The clicks of the benchmark were not saved: it measured nothing.")


def _click(page: AppTest) -> Callable[[], object]:
    turns = cycle((0, 1, 2))

    def click() -> object:
        radio = page.radio[0]
        return radio.set_value(radio.options[next(turns)]).run()

    return click
