"""The page of Look: where to look, what was seen, and where nobody could."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from streamlit.testing.v1 import AppTest

from assessment.model import Finding, Outcome
from assessment.sources import Source
from engagement.looks import collecting, findings_file
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


def _open(app: AppTest, label: str) -> AppTest:
    return next(item for item in app.button if label in item.label).click().run()


def _field(app: AppTest, label: str) -> Any:
    return next(item for item in app.text_input if item.label == label)


def _told(app: AppTest) -> str:
    kinds = (app.markdown, app.info, app.success, app.warning, app.error)
    return "\n".join(str(item.value) for kind in kinds for item in kind)


def _table(folder: Path, rows: int = 3) -> str:
    file = folder / "events.csv"
    file.write_text("amount,country\n" + "1,GB\n" * rows, encoding="utf-8")
    return str(file)


def test_everything_that_a_source_was_told_can_be_changed(
    store: Store, space: Workspace, open_page: Open, tmp_path: Path
) -> None:
    made = collecting.add_source(
        store, assessment_id=space.assessment.id, kind="dataset", name="Events",
        address=_table(tmp_path), authorised_by="Ana",
        options={"key": "amount", "rules": ["amount not_null"], "online_tolerance": 0.5},
    )  # fmt: skip
    app = _open(open_page("look", space), "Manage")
    assert _field(app, "Address").value == made.address
    assert _field(app, "Column that names a row").value == "amount"
    rules = next(item for item in app.text_area if item.label == "Rules, one a line")
    assert rules.value == "amount not_null"
    others = next(item for item in app.text_area if item.label == "Options as YAML")
    assert others.value == "online_tolerance: 0.5\n"
    _field(app, "Column that names a row").set_value("country")
    rules.set_value("amount not_null\ncountry in GB|FR")
    _open(app, "Keep changes")
    (kept,) = collecting.sources(store, space.assessment.id)
    assert kept == made.model_copy(
        update={
            "options": {
                "key": "country", "rules": ["amount not_null", "country in GB|FR"],
                "online_tolerance": 0.5,
            }
        }
    )  # fmt: skip


def test_keeping_a_source_as_it_is_changes_nothing(
    store: Store, space: Workspace, open_page: Open
) -> None:
    made = collecting.add_source(
        store, assessment_id=space.assessment.id, kind="prometheus", name="Metrics",
        address="http://127.0.0.1:9", authorised_by="Ana", reader_address="https://shown.example/",
        authorised_until=datetime(2090, 1, 1, 23, 59, 59, 999999, tzinfo=UTC),
        options={"labels": {"job": "score"}, "availability_target": 0.99, "window": "7d"},
    )  # fmt: skip
    app = _open(open_page("look", space), "Manage")
    assert _field(app, "Labels of the service").value == "job=score"
    _open(app, "Keep changes")
    assert collecting.sources(store, space.assessment.id) == (made,)
    assert collecting.pointed_elsewhere(store, space.assessment.id) == {}


def test_a_result_of_a_test_is_out_of_date_once_an_option_changes(
    store: Store, space: Workspace, open_page: Open, tmp_path: Path
) -> None:
    collecting.add_source(
        store, assessment_id=space.assessment.id, kind="dataset", name="Events",
        address=_table(tmp_path), authorised_by="Ana",
    )  # fmt: skip
    app = _open(_open(open_page("look", space), "Manage"), "Test connection")
    assert "3 rows" in "\n".join(item.value for item in app.success)
    next(item for item in app.text_area if item.label == "Rules, one a line").set_value("x").run()
    assert not app.success
    assert "Tested before the last change" in _told(app)
    _open(app, "Test connection")
    assert "Tested before the last change" not in _told(app)


def test_a_connection_that_answers_and_tells_nothing_is_not_green(
    store: Store, space: Workspace, open_page: Open, tmp_path: Path
) -> None:
    collecting.add_source(
        store, assessment_id=space.assessment.id, kind="dataset", name="Events",
        address=_table(tmp_path, rows=0), authorised_by="Ana",
    )  # fmt: skip
    app = _open(_open(open_page("look", space), "Manage"), "Test connection")
    assert not app.success
    assert "but it has no row" in "\n".join(item.value for item in app.warning)


def test_throwing_one_draft_away_leaves_the_others(
    store: Store, space: Workspace, open_page: Open
) -> None:
    collecting.add_source(
        store, assessment_id=space.assessment.id, kind="repository", name="Scoring",
        address="/srv/scoring", authorised_by="Ana",
    )  # fmt: skip
    app = _open(open_page("look", space), "Add source")
    _field(app, "Address").set_value("/srv/other").run()
    app = _open(app, "Manage")
    _field(app, "Name").set_value("Renamed")
    _open(app, "Discard changes")
    assert _field(_open(app, "Add source"), "Address").value == "/srv/other"
    assert _field(_open(app, "Manage"), "Name").value == "Scoring"


def test_a_source_that_is_there_already_can_be_opened_instead(
    store: Store, space: Workspace, open_page: Open
) -> None:
    collecting.add_source(
        store, assessment_id=space.assessment.id, kind="repository", name="Scoring",
        address="/srv/scoring", authorised_by="Ana",
    )  # fmt: skip
    app = _open(open_page("look", space), "Add source")
    _field(app, "Address").set_value("/srv/scoring/")
    _field(app, "Authorised by").set_value("Bo")
    _open(app, "[Add]")
    assert "is there already, as Scoring" in _told(app).replace("\\", "")
    _open(app, "Open the one that is there")
    assert _field(app, "Authorised by").value == "Ana"
    assert len(collecting.sources(store, space.assessment.id)) == 1


def test_a_database_is_not_added_before_its_table_is_chosen(
    store: Store, space: Workspace, open_page: Open, tmp_path: Path
) -> None:
    with sqlite3.connect(tmp_path / "shop.sqlite") as made:
        made.execute("CREATE TABLE orders (amount REAL)")
        made.execute("CREATE TABLE customers (country TEXT)")
    made.close()
    app = _open(open_page("look", space), "Add source")
    next(it for it in app.segmented_control if it.label == "What to look at").set_value(
        "data"
    ).run()
    _field(app, "Address").set_value(str(tmp_path / "shop.sqlite"))
    _field(app, "Authorised by").set_value("Ana")
    _open(app, "[Add]")
    assert "Choose the table" in _told(app)
    _open(app, "Test connection")
    tables = next(item for item in app.selectbox if item.label.startswith("Table"))
    assert tables.options == ["customers", "orders"]
    tables.set_value("orders").run()
    _open(app, "[Add]")
    (kept,) = collecting.sources(store, space.assessment.id)
    assert kept.options == {"table": "orders"}


def test_what_others_looked_at_is_listed_and_hides_no_look_of_ours(
    store: Store, space: Workspace, open_page: Open, tmp_path: Path
) -> None:
    key = space.assessment.id
    there = Source(id="1", kind="prometheus", name="Cluster metrics", address="http://inside:9090")
    seen = Finding(
        id="f", probe="service-counts-requests", source="1", source_kind="prometheus",
        statement="s", outcome=Outcome.PRESENT, observed="o", expected="e",
        observed_at=datetime.now(UTC), valid_until=datetime.now(UTC),
    )  # fmt: skip
    file = findings_file.write((seen,), (), "Rana", datetime.now(UTC), (there,))
    collecting.add_source(
        store, assessment_id=key, kind="dataset", name="Events", address=_table(tmp_path),
        authorised_by="Ana",
    )  # fmt: skip
    collecting.look(store, key, stopped=lambda: True)
    collecting.import_findings(store, key, file, "Kim")
    told = _told(open_page("look", space)).replace("\\", "")
    assert "Cluster metrics" in told
    assert "Stopped early" in told
    assert "Imported by Kim" in told
    assert "Finished" not in told


def test_a_source_that_was_pointed_elsewhere_is_shown_as_changed_until_it_is_read(
    store: Store, space: Workspace, open_page: Open, tmp_path: Path
) -> None:
    made = collecting.add_source(
        store, assessment_id=space.assessment.id, kind="dataset", name="Events",
        address=_table(tmp_path), authorised_by="Ana",
    )  # fmt: skip
    collecting.look(store, space.assessment.id)
    collecting.update_source(store, made.model_copy(update={"options": {"key": "amount"}}))
    assert "Changed since" in _told(open_page("look", space))
    collecting.look(store, space.assessment.id)
    assert "Changed since" not in _told(open_page("look", space))


def test_what_a_readable_source_did_not_tell_is_folded_by_reason(
    store: Store, space: Workspace, open_page: Open, tmp_path: Path
) -> None:
    collecting.add_source(
        store, assessment_id=space.assessment.id, kind="dataset", name="Events",
        address=_table(tmp_path), authorised_by="Ana",
    )  # fmt: skip
    collecting.look(store, space.assessment.id)
    app = open_page("look", space)
    (fold,) = [item for item in app.expander if "could not look, for" in item.label]
    assert fold.label.startswith("**Events:**")
    inside = "\n".join(item.value for item in fold.markdown)
    assert "To make it available:" in inside
    assert "Not seen:" in inside


def test_a_source_that_went_dark_says_so_and_what_was_seen_there_stands(
    store: Store, space: Workspace, open_page: Open, tmp_path: Path
) -> None:
    file = Path(_table(tmp_path))
    collecting.add_source(
        store, assessment_id=space.assessment.id, kind="dataset", name="Events",
        address=str(file), authorised_by="Ana", options={"key": "amount"},
    )  # fmt: skip
    collecting.look(store, space.assessment.id)
    assert "not readable any more" not in _told(open_page("look", space))
    file.unlink()
    collecting.look(store, space.assessment.id)
    told = _told(open_page("look", space))
    assert "not readable any more, so this stands" in told
    assert "Not readable now" in told
    assert "Absent" in told
