"""Plan: the date is conditional, and what is kept is what is shown."""

from collections.abc import Callable
from datetime import date

from engagement import planning
from engagement.model import Workspace
from engagement.store import Store
from tests.ui.conftest import Open


def test_the_date_is_given_only_if_the_work_succeeds(
    open_page: Open, space: Workspace, answer_all: Callable[..., None]
) -> None:
    answer_all(level=2)
    app = open_page("plan", space)
    assert "four chances in five" in app.header[0].value
    assert any("If the work succeeds" in item.value for item in app.markdown)


def test_capacities_that_nobody_stated_are_told_as_assumed(
    open_page: Open, space: Workspace, answer_all: Callable[..., None]
) -> None:
    answer_all(level=2)
    told = [item.value for item in open_page("plan", space).markdown]
    assert any("Nobody stated the capacity of" in words for words in told)


def test_the_kept_earliest_day_stands_in_the_table(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=2)
    first = planning.roadmap(store, space.assessment.id).rows[0].id
    planning.set_item(store, space.assessment.id, first, earliest=date(2031, 3, 3))
    [table] = [item.value for item in open_page("plan", space).dataframe if "Owner" in item.value]
    assert list(table[table["id"] == first]["Not before"]) == [date(2031, 3, 3)]
