"""Packs: handing one over, what is wrong with it, keeping it, choosing it, retiring it."""

from pathlib import Path

from streamlit.testing.v1 import AppTest

from engagement.model import Workspace
from engagement.packs import packs
from engagement.store import Store
from tests.content.foreign.foreign_files import lens, lens_question, put
from tests.content.workbook.workbooks import filled
from tests.content.workbook.workbooks import put as put_book
from tests.ui.conftest import Open
from tests.ui.test_pages import words


def handed(app: AppTest, path: Path) -> AppTest:
    """The page after a file was put into its field."""
    field = app.file_uploader[0]
    field.upload(path.name, path.read_bytes(), "application/octet-stream")
    return app.run()


def pressed(app: AppTest, label: str) -> AppTest:
    button = next(item for item in app.button if label in item.label)
    return button.click().run()


def test_a_lens_is_previewed_kept_and_offered_for_a_new_assessment(
    open_page: Open, space: Workspace, store: Store, tmp_path: Path
) -> None:
    app = handed(open_page("packs", space), put(tmp_path, lens(lens_question())))
    said = words(app)
    assert "Bakery Resilience" in said
    assert "1 section · 1 question · 2 choices · 3 rules" in said
    assert "Risks by rule" in said
    app = pressed(app, "Keep this pack")
    assert not app.exception
    assert "version 1" in app.success[0].value
    assert packs.choices(store)[-1].title == "Bakery Resilience"
    start = open_page("start", space)
    assert any("Bakery Resilience" in option for option in start.radio[0].options)


def test_mistakes_of_a_workbook_are_told_by_sheet_and_cell_and_nothing_can_be_kept(
    open_page: Open, space: Workspace, tmp_path: Path
) -> None:
    book = filled()
    book["Questions"]["B4"] = "oven"
    app = handed(open_page("packs", space), put_book(book, tmp_path))
    assert "1 problem to put right" in app.error[0].value
    assert "`Questions:B4`" in words(app)
    assert not any("Keep" in button.label for button in app.button)


def test_a_version_that_is_taken_is_refused_in_a_sentence(
    open_page: Open, space: Workspace, tmp_path: Path
) -> None:
    app = pressed(handed(open_page("packs", space), put_book(filled(), tmp_path)), "Keep this")
    book = filled()
    book["Questions"]["C4"] = "Is it hot?"
    app = pressed(handed(open_page("packs", space), put_book(book, tmp_path)), "Keep this")
    assert "give it a higher version" in app.error[0].value


def test_a_retired_pack_is_no_longer_offered_until_it_is_offered_again(
    open_page: Open, space: Workspace, store: Store, tmp_path: Path
) -> None:
    kept = packs.keep(store, packs.read(put(tmp_path, lens(lens_question()))))
    app = pressed(open_page("packs", space), "Retire")
    assert not app.exception
    assert all(item.digest != kept.digest for item in packs.choices(store))
    pressed(app, "Offer again")
    assert packs.choices(store)[-1].digest == kept.digest


def test_a_questionnaire_that_cannot_be_scored_says_so_before_it_is_kept(
    open_page: Open, space: Workspace, tmp_path: Path
) -> None:
    content = lens(lens_question(rules=(("default", "NO_RISK"),)))
    app = handed(open_page("packs", space), put(tmp_path, content))
    assert "Not scorable" in app.warning[0].value


def test_words_of_a_pack_are_shown_as_written_and_never_as_markup(
    open_page: Open, space: Workspace, tmp_path: Path
) -> None:
    content = lens(lens_question(title="**Bold** [x](javascript:1)"), name="A *lens*")
    app = handed(open_page("packs", space), put(tmp_path, content))
    assert r"A \*lens\*" in words(app)
    assert any(r"\*\*Bold\*\*" in item.label for item in app.expander)


def test_without_any_assessment_the_page_opens(open_page: Open) -> None:
    app = open_page("packs")
    assert not app.exception
    assert "From AI pilot to production" in words(app)


def test_many_packs_are_chosen_from_a_list(
    open_page: Open, space: Workspace, store: Store, tmp_path: Path
) -> None:
    for number in range(7):
        content = lens(lens_question(), name=f"Lens {number}")
        packs.keep(store, packs.read(put(tmp_path, content)))
    start = open_page("start", space)
    choice = next(item for item in start.selectbox if "answered" in item.label)
    assert "Lens 6 (1)" in choice.options
    app = choice.select(
        next(item for item in packs.choices(store) if item.id == "lens-6").digest
    ).run()
    assert not app.exception
    assert "Risks by rule" in words(app)


def test_what_a_kept_pack_asks_is_looked_at_and_taken_along_as_a_workbook(
    open_page: Open, space: Workspace, store: Store, tmp_path: Path
) -> None:
    packs.keep(store, packs.read(put(tmp_path, lens(lens_question()))))
    app = open_page("packs", space)
    looks = [item for item in app.button if item.label == "What it asks"]
    app = looks[-1].click().run()
    assert not app.exception
    assert any("bring a service back" in item.label for item in app.expander)
    assert "As a workbook" in [getattr(item, "label", "") for item in app.get("download_button")]
