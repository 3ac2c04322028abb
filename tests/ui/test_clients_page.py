"""The Clients page: a client leaves as a file, comes in from one, and is deleted with a receipt."""

import re
from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from engagement import client_archive
from engagement.client_archive import sealing
from engagement.clients import branding, client_list, use_cases
from engagement.model import Workspace
from engagement.store import Store
from tests.reports import office_files
from tests.ui.conftest import Open

PASSPHRASE = "four words no link"


@pytest.fixture(autouse=True)
def _quick_seal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Encryption costs seconds on purpose, and has its own tests."""
    monkeypatch.setattr(sealing, "seal", lambda content, _: content)
    monkeypatch.setattr(sealing, "unseal", lambda content, _: content)


def named(app: AppTest, label: str) -> AppTest:
    next(item for item in app.text_input if item.label == "You are").input("Kim").run()
    next(item for item in app.button if label in item.label).click().run()
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(item for item in app.button if label in item.label).click().run()
    return app


def test_a_client_leaves_as_an_archive_that_comes_in_elsewhere(
    open_page: Open, space: Workspace, store: Store
) -> None:
    app = press(open_page("clients", space), "Take it elsewhere")
    app.text_input(key="client.out.first").input(PASSPHRASE)
    app.text_input(key="client.out.again").input(PASSPHRASE)
    app.text_input(key="client.out.you").input("Kim")
    press(app, "Encrypt the archive")
    assert not app.exception
    assert [item.proto.label for item in app.get("download_button")] == ["Save the archive"]
    kept = app.session_state["client.archive"][1]
    copy = client_archive.import_client(
        store, kept.content, passphrase=PASSPHRASE, by="Kim", clash="copy", name="Second"
    )
    assert {item.name for item in client_list.clients(store)} == {space.client.name, copy.name}


def test_two_passphrases_that_differ_make_no_archive(open_page: Open, space: Workspace) -> None:
    app = press(open_page("clients", space), "Take it elsewhere")
    app.text_input(key="client.out.first").input(PASSPHRASE)
    app.text_input(key="client.out.again").input("four words no luck")
    press(app, "Encrypt the archive")
    assert "Still needed: the same passphrase again and your name" in "".join(
        item.value for item in app.markdown
    )
    assert not app.get("download_button")


def test_a_client_is_deleted_only_when_its_name_is_typed_and_leaves_a_receipt(
    open_page: Open, space: Workspace, store: Store
) -> None:
    app = press(open_page("clients", space), "Delete this client")
    app.text_input(key="client.out.typed").input("Another")
    named(app, "Delete for good")
    assert "Type the client" in app.error[-1].value
    app.text_input(key="client.out.typed").input(space.client.name)
    named(app, "Delete for good")
    assert client_list.clients(store) == ()
    assert [item.proto.label for item in app.get("download_button")] == ["Save the receipt"]


def test_an_archive_can_be_brought_in_where_nothing_is_yet(open_page: Open) -> None:
    app = press(open_page("start"), "Bring a client in")
    assert not app.exception
    assert [item.label for item in app.text_input if item.key == "client.in.passphrase"]


def test_what_is_kept_of_the_look_is_named_as_people_write_it(
    open_page: Open, space: Workspace, store: Store
) -> None:
    branding.keep_brand(
        store, client_id=space.client.id, colour="", mark="", word_template=office_files.word(),
        slides_template=office_files.slides(),
    )  # fmt: skip
    labels = [item.label for item in open_page("clients", space).checkbox]
    assert "Use no Word template (one is kept)" in labels
    assert "Use no PowerPoint template (one is kept)" in labels


def test_the_screens_of_a_client_are_written_and_typed_as_it_writes(
    open_page: Open, space: Workspace, store: Store, answer_all: Callable[..., None]
) -> None:
    answer_all()
    app = open_page("clients", space)
    tags = next(item for item in app.selectbox if item.label == "Figures and dates")
    assert "German (Germany): 1.234,5, 27.11.2026" in tags.options
    tags.select("de-DE")
    press(app, "Save the look")
    app.switch_page("ui/pages/judge.py").run()
    assert not app.exception
    told = " ".join(item.value for item in app.markdown).replace("\u00a0", " ")
    assert re.search(r"As of \d+\.\d+\.\d{4} \d\d:\d\d UTC", told)
    app.switch_page("ui/pages/use_cases.py").run()
    low = next(item for item in app.text_input if item.label == "Value a quarter, from").key or ""
    app.text_input(key=low).set_value("1.5.0")
    app = press(app, "Save")
    assert "1.5.0 is no number here; write it like 1.250,5" in app.error[0].value
    assert app.text_input(key=low).value == "1.5.0"  # what was refused is not lost
    app.text_input(key=low).set_value("250.000,5")
    app = press(app, "Save")
    assert not app.error
    (kept,) = use_cases.use_cases(store, space.client.id)
    assert kept.value_low == 250_000.5
    assert "250.000,5" in [item.value for item in app.text_input]
