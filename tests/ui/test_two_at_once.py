"""Two people on one assessment, in two windows: the other's change is told, and nothing is lost."""

import ast
import importlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from engagement import workspaces
from engagement.answers import answering
from engagement.clients import client_list, opening, use_cases
from engagement.model import Workspace
from engagement.store import Store
from tests.ui.conftest import Open
from ui.routes.workshop import pump

UI = Path(pump.__file__).parents[2]


def words(app: AppTest) -> str:
    parts = [*app.header, *app.subheader, *app.markdown, *app.info, *app.warning]
    return "\n".join(str(part.value) for part in parts)


def field(app: AppTest, label: str) -> str:
    return next(item for item in app.text_input if item.label == label).key or ""


def press(app: AppTest, label: str) -> None:
    next(item for item in app.button if label in item.label).click().run()


def test_a_clients_form_keeps_what_is_typed_tells_the_others_change_and_asks_which_stays(
    open_page: Open, store: Store, space: Workspace
) -> None:
    app = open_page("clients", space)
    theirs = space.client.model_copy(update={"currency": "EUR", "notes": "Theirs"})
    client_list.update_client(store, theirs)
    app.text_input(key=field(app, "Currency")).set_value("USD")
    press(app, "Save")
    assert "Somebody else was faster" in words(app)
    assert "yours: USD" in words(app)
    assert client_list.clients(store)[0].currency == "EUR"
    press(app, "Keep mine")
    assert (client_list.clients(store)[0].currency, client_list.clients(store)[0].notes) == (
        "USD",
        "Theirs",
    )
    assert app.text_input(key=field(app, "Currency")).value == "USD"


def test_a_field_left_alone_follows_the_other_and_one_that_was_changed_keeps_what_stands_in_it(
    open_page: Open, store: Store, space: Workspace
) -> None:
    app = open_page("clients", space)
    eva = store.operated_by("Eva")
    client_list.update_client(eva, space.client.model_copy(update={"currency": "EUR"}))
    app.run()
    assert "Changed by Eva just now: **currency** is now EUR" in words(app)
    assert "What you changed" not in words(app)
    assert app.text_input(key=field(app, "Currency")).value == "EUR"
    app.text_input(key=field(app, "Currency")).set_value("USD").run()
    assert "Changed by" not in words(app)
    theirs = {"currency": "CHF", "pilots": 7}
    client_list.update_client(eva, client_list.clients(store)[0].model_copy(update=theirs))
    app.run()
    assert "What you changed stands below" in words(app)
    assert app.text_input(key=field(app, "Currency")).value == "USD"
    assert app.number_input[0].value == 7
    press(app, "Show theirs")
    assert app.text_input(key=field(app, "Currency")).value == "CHF"
    assert "Changed by" not in words(app)


def test_a_use_case_is_saved_beside_what_somebody_else_changed_in_it(
    open_page: Open, store: Store, space: Workspace
) -> None:
    app = open_page("use_cases", space)
    use_cases.update_use_case(store, space.use_case.model_copy(update={"summary": "Theirs"}))
    app.text_input(key=field(app, "Sponsor")).set_value("Eva").run()
    press(app, "Save")
    now = workspaces.workspace(store, space.assessment.id).use_case
    assert (now.sponsor, now.summary) == ("Eva", "Theirs")


def test_a_use_case_of_which_nothing_was_saved_is_not_told_as_saved(
    open_page: Open, store: Store, space: Workspace
) -> None:
    app = open_page("use_cases", space)
    app.text_input(key=field(app, "Name")).set_value("").run()
    judged = next(item for item in app.selectbox if item.label == "Judged as")
    judged.set_value(other_profile(store, space)).run()
    press(app, "Save")
    assert [item.value for item in app.error] == ["The name is empty; fill it in."]
    assert not app.toast
    assert workspaces.workspace(store, space.assessment.id).assessment == space.assessment
    app.text_input(key=field(app, "Name")).set_value("Loans").run()
    press(app, "Save")
    now = workspaces.workspace(store, space.assessment.id)
    assert (now.use_case.name, now.assessment.profile) == ("Loans", other_profile(store, space))


def test_a_lost_profile_is_asked_about_beside_save_and_nothing_else_is_written_before(
    open_page: Open, store: Store, space: Workspace
) -> None:
    pack = workspaces.pack_of(store, space.assessment)
    mine, theirs = [one for one in pack.profiles if one.id != space.assessment.profile][:2]
    app = open_page("use_cases", space)
    app.text_input(key=field(app, "Sponsor")).set_value("Eva")
    judged = next(item for item in app.selectbox if item.label == "Judged as")
    judged.set_value(mine.id).run()
    opening.change_profile(store, space.assessment.id, theirs.id)
    press(app, "Save")
    assert f"**judged as**  \nyours: {mine.name}" in words(app).replace("\\", "")
    assert not app.toast
    assert workspaces.workspace(store, space.assessment.id).use_case.sponsor == ""
    named = [item.label for item in app.button]
    assert named[named.index("Keep mine") :][:3] == ["Keep mine", "Take theirs", ":violet[Save]"]
    press(app, "Keep mine")
    now = workspaces.workspace(store, space.assessment.id)
    assert (now.use_case.sponsor, now.assessment.profile) == ("Eva", mine.id)


def other_profile(store: Store, space: Workspace) -> str:
    pack = workspaces.pack_of(store, space.assessment)
    return next(one.id for one in pack.profiles if one.id != space.assessment.profile)


def test_leaders_and_practitioners_are_set_side_by_side_where_each_has_three(
    open_page: Open, store: Store, space: Workspace, answer_all: Callable[..., None]
) -> None:
    answer_all()
    app = open_page("groups", space)
    assert app.header[0].value == "Too few votes to set leaders against practitioners"
    for place, (role, level) in enumerate([("executive", 5), ("operations", 2)] * 3):
        person = answering.add_respondent(
            store, assessment_id=space.assessment.id, name=f"P{place}", role=role
        )
        answering.answer(
            store, assessment_id=space.assessment.id, respondent_id=person.id,
            capability="eng.rollback", kind="level", level=level,
        )  # fmt: skip
    app = open_page("groups", space)
    assert app.header[0].value.startswith("Leaders claim 3.0 levels more than practitioners")
    assert "Leaders 5, practitioners 2: leaders claim 3 more." in words(app)
    assert app.get("vega_lite_chart")


def test_another_windows_answer_is_told_and_never_replaced_in_silence(
    open_page: Open, store: Store, space: Workspace
) -> None:
    asked, person = space.assessment.id, answering.add_respondent(
        store, assessment_id=space.assessment.id, name="Ana", role="product"
    )  # fmt: skip
    where: dict[str, Any] = {"assessment_id": asked, "respondent_id": person.id}

    def stands() -> tuple[int | None, str]:
        (said,) = answering.current_answers(store, asked)
        return said.level, said.comment

    def theirs(level: int) -> None:
        answering.answer(store, capability=capability, kind="level", level=level, **where)

    app = open_page("ask", space)
    capability = (
        str(app.radio[0].key).removeprefix(f"q.{asked}.{person.id}.").removesuffix(".level")
    )
    app.radio[0].set_value(2).run()
    assert "another window" not in words(app)
    theirs(4)
    app.run()
    assert "Changed in another window just now: **level 4**" in words(app)
    assert app.radio[0].value == 4
    app.radio[0].set_value(3).run()
    assert (stands()[0], "Somebody else" in words(app)) == (3, False)

    theirs(5)
    app.radio[0].set_value(1).run()
    assert "Somebody else was faster" in words(app)
    assert stands()[0] == 5
    again = open_page("ask", space, r=app.query_params["r"], q=capability)
    assert "yours: level 1" in words(again)
    press(again, "Keep mine")
    assert (stands()[0], again.radio[0].value) == (1, 1)
    assert "r" not in again.query_params


def test_a_text_that_was_being_typed_when_another_answer_came_is_asked_about(
    open_page: Open, store: Store, space: Workspace, respondent: str
) -> None:
    app = open_page("ask", space)
    app.radio[0].set_value(2).run()
    asked = str(app.radio[0].key).split(".", 3)[3].removesuffix(".level")
    answering.answer(
        store, assessment_id=space.assessment.id, respondent_id=respondent, capability=asked,
        kind="level", level=2, comment="Theirs",
    )  # fmt: skip
    app.session_state["live.turns"] = True  # as the page's own watch says it
    app.run()
    assert app.text_area[0].value == "Theirs"
    app.text_area[0].set_value("Mine").run()  # the browser kept what I was typing
    assert "Somebody else was faster" in words(app)
    assert answering.current_answers(store, space.assessment.id)[0].comment == "Theirs"


def test_whatever_redraws_itself_asks_often_enough_to_show_a_change_within_two_seconds() -> None:
    asked = {
        f"{file.relative_to(UI)}:{word.lineno}": seconds(file, word.value)
        for file in UI.rglob("*.py")
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        for word in node.keywords if word.arg == "run_every"
    }  # fmt: skip
    signed_in = {place: every for place, every in asked.items() if place.startswith("who.py")}
    others = {place: every for place, every in asked.items() if place not in signed_in}
    assert any(place.startswith("components/live.py") for place in others)
    # A second is left for reading and drawing.
    assert {place: every for place, every in others.items() if every > 1} == {}
    assert pump.EVERY_SECONDS <= 0.5


def seconds(file: Path, value: ast.expr) -> float:
    """The number that a ``run_every`` stands for, by the module's own name for it."""
    if isinstance(value, ast.Constant):
        return float(str(value.value))
    module = ".".join(("ui", *file.relative_to(UI).with_suffix("").parts))
    return float(eval(ast.unparse(value), vars(importlib.import_module(module))))  # noqa: S307
