"""On Plan an edited workbook is handed over, every change is read, and taken by name."""

from collections.abc import Callable
from io import BytesIO

from openpyxl import load_workbook

from engagement import reporting
from engagement.model import Workspace
from engagement.plans import planning, workbook_back
from engagement.store import Store
from reports import workbook
from tests.ui.conftest import Open

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_every_change_is_shown_and_taken_with_a_name(
    open_page: Open, space: Workspace, answer_all: Callable[..., None], store: Store
) -> None:
    answer_all(level=2)
    key = space.assessment.id
    book = load_workbook(BytesIO(workbook.render(reporting.report(store, key))))
    book["Schedule"]["E5"], book["Schedule"]["F6"] = "Mia *Köhler*", "03/04/2031"
    saved = BytesIO()
    book.save(saved)
    app = open_page("plan", space)
    app.file_uploader[0].upload("plan.xlsx", saved.getvalue(), KIND).run(timeout=60)
    [table] = [item.value for item in app.dataframe if "Becomes" in item.value]
    assert list(table["Becomes"]) == ["Mia *Köhler*"]
    assert list(table["Take"]) == [True]
    assert any("can be 3 April or 4 March" in item.value for item in app.markdown)
    take = next(item for item in app.button if "Take the chosen" in item.label)
    take.click().run(timeout=60)
    assert any("Say who you are" in item.value for item in app.error)
    assert workbook_back.taken(store, key) == ()
    next(item for item in app.text_input if item.label == "You are").set_value("Pia").run(
        timeout=60
    )
    next(item for item in app.button if "Take the chosen" in item.label).click().run(timeout=60)
    assert not app.exception
    assert [item.by for item in workbook_back.taken(store, key)] == ["Pia"]
    assert planning.roadmap(store, key).rows[0].owner == "Mia *Köhler*"
    assert any("1 change taken" in item.value for item in app.success)


def test_a_file_of_another_kind_is_refused_in_a_sentence(
    open_page: Open, space: Workspace, answer_all: Callable[..., None]
) -> None:
    answer_all(level=2)
    app = open_page("plan", space)
    app.file_uploader[0].upload("plan.xlsx", b"no workbook", KIND).run(timeout=60)
    assert any("not an .xlsx workbook" in item.value for item in app.error)
