"""What is due across clients, a client's schedule, and the calendar's address, as people use them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from starlette.applications import Starlette
from starlette.routing import Route
from streamlit.testing.v1 import AppTest

from engagement.clients import client_list, opening, use_cases
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.outside import clock
from engagement.schedule.cadence import schedule_of, source_cadences
from engagement.schedule.reminding import add_reminder, calendar_link, end_reminder, reminders_of
from engagement.store import Store
from tests.ui.asked import asked
from tests.ui.conftest import Open
from ui.routes.calendar import feed


def words(app: AppTest) -> str:
    return "\n".join(str(part.value) for part in (*app.header, *app.subheader, *app.markdown))


@pytest.fixture
def late(store: Store, space: Workspace) -> str:
    """A source whose permission ended yesterday, at a client beside another one."""
    made = collecting.add_source(
        store, assessment_id=space.assessment.id, kind="metrics_endpoint", name="Gate *way*",
        address="http://127.0.0.1:9/m", authorised_by="Ada",
        authorised_until=clock.now() - timedelta(days=1),
    )  # fmt: skip
    other = client_list.create_client(store, name="Beta")
    use_case = use_cases.create_use_case(store, client_id=other.id, name="Letters")
    opening.start_assessment(store, use_case_id=use_case.id, profile_id="customer-realtime")
    return made.id


def test_what_is_late_stands_first_with_for_whom_and_why(
    open_page: Open, space: Workspace, late: str
) -> None:
    app = open_page("due", space)
    assert app.header[0].value == "1 overdue, 0 due soon"
    assert "Renew the permission to look at Gate \\*way\\*" in words(app)
    assert "for Ada" in words(app)
    assert "nothing is read there after that" in words(app)
    assert "Later: 2 items" in [item.label for item in app.expander]
    app.selectbox(key="due.client").select("Beta").run()
    assert "Gate" not in words(app)
    app.selectbox(key="due.client").select("All clients").run()
    next(button for button in app.button if button.label == "Open").click().run()
    assert app.header[0].value != "1 overdue, 0 due soon", "it opens the page where it is done"


def test_a_schedule_is_kept_as_soon_as_it_is_chosen(
    open_page: Open, store: Store, space: Workspace, late: str
) -> None:
    app, client = open_page("schedule", space), space.client.id
    assert not schedule_of(store, client).runs
    app.toggle[0].set_value(True).run()
    app.selectbox(key=f"schedule.{client}.look").select(7).run()
    app.selectbox(key=f"schedule.{client}.reassess").select("other").run()
    app.number_input(key=f"schedule.{client}.reassess.days").set_value(45).run()
    app.selectbox(key=f"schedule.{late}").select(0).run()
    kept = schedule_of(store, client)
    assert (kept.runs, kept.days) == (True, {"look": 7, "reassess": 45})
    assert source_cadences(store, space.assessment.id) == {late: 0}
    app.selectbox(key=f"schedule.{client}.look").select("own").run()
    assert "look" not in schedule_of(store, client).days
    assert not app.error


def test_a_calendar_is_added_and_its_address_opens_it_until_it_is_ended(
    open_page: Open, store: Store, space: Workspace
) -> None:
    app, key = open_page("schedule", space), f"reminder.add.{space.client.id}"
    app.selectbox(key=f"{key}.way").select("calendar").run()
    app.text_input(key="me.field").set_value("Mara").run()
    app.text_input(key=f"{key}.name").set_value("Ada")
    next(item for item in app.button if "Tell them" in item.label).click().run()
    (known,) = reminders_of(store, space.client.id)
    assert (known.name, known.added_by) == ("Ada", "Mara")
    assert calendar_link(known, "http://127.0.0.1:8501") in [item.value for item in app.code]


@pytest.fixture
def fetch() -> Callable[[str], tuple[int, str, str]]:
    served = Starlette(routes=[Route("/calendar/{token}.ics", feed)])

    def fetched(address: str) -> tuple[int, str, str]:
        told = asked(served, address)
        return told.status, told.headers["content-type"], told.text

    return fetched


def test_a_link_opens_a_calendar_and_no_other_address_does(
    store: Store, space: Workspace, fetch: Callable[[str], tuple[int, str, str]]
) -> None:
    known = add_reminder(store, client_id=space.client.id, way="calendar", name="Ada", by="Mara")
    link = calendar_link(known, "http://127.0.0.1")
    status, kind, text = fetch(link)
    assert (status, kind) == (200, "text/calendar; charset=utf-8")
    assert "SUMMARY:Assess Loan triage again" in text
    assert fetch("http://127.0.0.1/calendar/x.ics")[0] == 404
    end_reminder(store, reminder_id=known.id, by="Mara")
    status, _, text = fetch(link)
    assert (status, "Acme" in text) == (404, False)
