"""The page of Look: where to look, what was seen, and where nobody could."""

from pathlib import Path

from engagement import collecting
from engagement.model import Workspace
from engagement.store import Store
from tests.ui.conftest import Open


def _page(open_page: Open, space: Workspace) -> str:
    app = open_page("look", space)
    assert not app.exception
    return "\n".join(str(item.value) for item in (*app.markdown, *app.info, *app.caption))


def test_without_a_source_one_can_go_on_or_hand_the_looking_over(
    open_page: Open, space: Workspace
) -> None:
    app = open_page("look", space)
    told = "\n".join(item.value for item in app.markdown)
    assert "Nothing to connect today?" in told
    assert "never counted as missing" in told
    assert "Go on without looking" in [button.label for button in app.button]


def test_what_one_dead_source_kept_from_us_is_told_once(
    store: Store, space: Workspace, open_page: Open, tmp_path: Path
) -> None:
    collecting.add_source(
        store, assessment_id=space.assessment.id, kind="repository", name="Scoring",
        address=str(tmp_path / "nowhere"), authorised_by="Ana",
    )  # fmt: skip
    collecting.look(store, space.assessment.id)
    findings = collecting.findings(store, space.assessment.id)
    assert len(findings) > 20
    told = _page(open_page, space)
    assert told.count("To make it available:") == 1
    assert "Where we could not look" in told
    assert "Nothing to connect today?" not in told


def test_the_requests_that_were_made_can_be_read(
    store: Store, space: Workspace, open_page: Open, tmp_path: Path
) -> None:
    file = tmp_path / "events.csv"
    file.write_text("amount\n1\n2\n", encoding="utf-8")
    collecting.add_source(
        store, assessment_id=space.assessment.id, kind="dataset", name="Events",
        address=str(file), authorised_by="Ana",
    )  # fmt: skip
    collecting.look(store, space.assessment.id)
    app = open_page("look", space)
    next(item for item in app.button if item.label == "See the requests").click().run()
    assert not app.exception
    (table,) = app.dataframe
    assert set(table.value["Source"]) == {"Events"}
    assert len(table.value) == len(collecting.requests_made(store, space.assessment.id))


def test_a_mistake_in_an_option_leaves_the_form_standing(open_page: Open, space: Workspace) -> None:
    app = open_page("look", space)
    next(item for item in app.button if "Add source" in item.label).click().run()
    more = next(item for item in app.text_area if item.label == "Options as YAML")
    more.set_value("no mapping at all")
    next(item for item in app.button if "Add source" in item.label).click().run()
    assert not app.exception
    assert [item.value for item in app.warning] != []
    fields = {item.label for item in app.text_input}
    assert {"Address", "Authorised by", "Name"} <= fields
    assert any("Add" in item.label and item.key == "source.add" for item in app.button)
