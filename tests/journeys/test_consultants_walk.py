"""A consultant's walk through the screens alone: from an empty folder to two use cases and a report.

Two use cases, six people in three roles, three conflicts settled three ways, two scenarios compared;
at the end the record has to hold exactly that.
"""

import json
import re
import subprocess
from io import BytesIO
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from engagement import workspaces
from engagement.answers import answering
from engagement.model import Workspace
from engagement.plans import planning, scenarios
from engagement.settling import conflicts
from engagement.store import Store
from scoring.conflict import Resolution
from tests import databases
from tests.journeys import steps
from tests.journeys.conftest import Server
from ui.components.wording import day

CLIENT, FIRST, SECOND = "Harbour Mutual", "Damage claims triage", "Fraud letters"
PEOPLE = (
    ("Ines Duarte", "data_engineering"), ("Jonas Mwangi", "data_engineering"),
    ("Lena Vogt", "ml_engineering"), ("Tom Ashby", "business_owner"),
    ("Marta Olsen", "business_owner"),
)  # fmt: skip
"""Five besides Priya, who answers first: six in three roles."""

SCORE = """
import pickle, sys
import pandas as pd

model = pickle.load(open("model.pkl", "rb"))
claims = pd.read_csv(sys.argv[1])
claims["urgency"] = model.predict(claims[["amount", "age_days"]])
claims.to_csv("scored.csv")
"""


def repository(folder: Path) -> Path:
    """A pilot as pilots are: a script, no lock, no container, no pipeline, no owners."""
    folder.mkdir()
    (folder / "score.py").write_text(SCORE, encoding="utf-8")
    (folder / "requirements.txt").write_text("pandas\nscikit-learn\n", encoding="utf-8")
    name = ["-c", "user.name=Ana", "-c", "user.email=ana@example.org"]
    for command in (["init", "-q"], ["add", "-A"], [*name, "commit", "-qm", "First model"]):
        subprocess.run(["git", *command], cwd=folder, check=True)
    return folder


def several_answer(page: Page, tmp_path: Path, skip: frozenset[str] = frozenset()) -> int:
    """Take the workbook, fill it in for the five, hand it over; how many answers it held."""
    page.get_by_text("Answers of several people").click()
    steps.settled(page)
    with page.expect_download() as coming:
        page.get_by_role("button", name="Workbook", exact=True).click()
    book = load_workbook(BytesIO(Path(coming.value.path()).read_bytes()))
    for row, (name, role) in enumerate(PEOPLE, start=2):
        book["People"].cell(row, 2, name)
        book["People"].cell(row, 3, role)
    answered = 0
    for cells in book["Answers"].iter_rows(min_row=2):
        if cells[0].value not in skip:
            cells[3].value, cells[6].value, cells[7].value = 4, "E1", 2
            answered += 1
    filled = tmp_path / "filled.xlsx"
    book.save(filled)
    page.get_by_test_id("stExpander").locator("input[type=file]").set_input_files(filled)
    expect(page.get_by_text(f"{answered} answers of 5 people")).to_be_visible()
    steps.click(page, "Take these answers")
    expect(page.get_by_text(f"{answered} answers kept.")).to_be_visible()
    return answered


def ask_six(page: Page, tmp_path: Path) -> int:
    steps.start_assessment(page, CLIENT, FIRST, depth="Standard")
    steps.add_first_person(page, "Priya Nair", "ML engineering")
    page.get_by_role("radio").nth(3).check(force=True)
    expect(page.get_by_text("Saved").first).to_be_visible()
    steps.settled(page)
    attach(page, tmp_path)
    return 1 + several_answer(page, tmp_path)


def attach(page: Page, tmp_path: Path) -> None:
    """Prove the first answer with a file; its grade rises by itself."""
    record = tmp_path / "run-history.txt"
    record.write_text("30 nights, one late.\n", encoding="utf-8")
    page.get_by_role("button", name="Attach an artefact").click()
    page.get_by_test_id("stPopoverBody").locator("input[type=file]").set_input_files(record)
    expect(page.get_by_text("Attached: run-history.txt")).to_be_visible()
    page.keyboard.press("Escape")
    steps.settled(page)
    expect(page.get_by_role("radio", name="Artefact")).to_be_checked()


def look_at(page: Page, address: Path) -> None:
    steps.visit(page, "Look")
    steps.click(page, "Add source")
    page.get_by_role("textbox", name="Address").fill(str(address))
    page.get_by_role("textbox", name="Authorised by").fill("Head of IT")
    page.keyboard.press("Tab")
    steps.settled(page)
    steps.click(page, "Add")
    expect(page.get_by_role("dialog")).to_have_count(0)
    steps.click(page, "See the requests, then run")
    steps.click(page, "Run")
    expect(page.get_by_text("Finished")).to_be_visible()
    steps.click(page, "See the judgement")


def settle_three_ways(page: Page) -> None:
    steps.heading(page, "Not ready")
    page.get_by_role("button", name="Settle").first.click()
    steps.heading(page, "Ten conflicts are open")
    page.get_by_role("textbox", name="You are").fill("Ute Berg")
    page.keyboard.press("Enter")
    steps.settled(page)
    steps.click(page, "Correct", "Correct to 1", "Correct to 2")
    steps.heading(page, "Nine conflicts are open")
    page.get_by_role("tab", name="Overrule the finding").click()
    page.get_by_role("textbox", name="Why it is wrong").fill("It lies in another repository")
    page.keyboard.press("Enter")
    steps.agree(page, "Marta Olsen", then="Ute Berg")
    steps.heading(page, "Eight conflicts are open")
    page.get_by_role("tab", name="Waive for a time").click()
    page.get_by_role("textbox", name="Why it can wait").fill("The platform brings it in January")
    steps.click(page, "Waive", "Ask to waive")
    steps.agree(page, "Marta Olsen", then="Ute Berg")
    steps.heading(page, "Seven conflicts are open")


def ask_why(page: Page) -> None:
    """From the verdict down to an answer and a finding in three clicks."""
    steps.visit(page, "Judge")
    steps.click(page, "Why this verdict?")
    dialog = page.get_by_role("dialog")
    expect(
        dialog.get_by_text("The verdict is the best one that no reason forbids.")
    ).to_be_visible()
    dialog.get_by_role("button", name="Open").nth(1).click()
    steps.settled(page)
    expect(
        dialog.get_by_text("Priya Nair").or_(dialog.get_by_text("Lena Vogt")).first
    ).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)


def to_use_cases(page: Page) -> None:
    page.get_by_text(CLIENT, exact=True).first.click()
    page.locator("a[href*='use_cases']").first.click()
    steps.heading(page, f"Use cases of {CLIENT}")


def add_second(page: Page, tmp_path: Path, skip: frozenset[str]) -> int:
    to_use_cases(page)
    expect(page.get_by_text("There is nothing to compare it with")).to_be_visible()
    steps.click(page, "Add another use case")
    expect(page.get_by_role("combobox", name="Client")).to_have_value(CLIENT)
    page.get_by_label("Use case", exact=True).fill(SECOND)
    page.get_by_label("Use case", exact=True).press("Tab")
    steps.settled(page)
    page.get_by_text("Standard", exact=True).click()
    steps.settled(page)
    steps.click(page, "Start asking")
    told = f"{len(skip)} of them were answered once for the whole organisation"
    expect(page.get_by_text(told)).to_be_visible()
    return several_answer(page, tmp_path, skip)


def try_people(page: Page, role: str, presses: int, name: str) -> None:
    """Move one slider and keep what comes of it by name."""
    page.get_by_role("slider", name=f"{role}, people").focus()
    for _ in range(presses):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_text("The kept plan says")).to_be_visible()
    steps.settled(page)
    page.get_by_role("button", name="Keep as a scenario").click()
    page.get_by_role("textbox", name="Name", exact=True).fill(name)
    page.keyboard.press("Tab")
    steps.settled(page)
    steps.click(page, "Keep it")
    expect(page.get_by_text(f"{name} is kept")).to_be_visible()
    steps.click(page, "Reset")
    expect(page.get_by_text("The kept plan says")).to_have_count(0)


def compare_scenarios(page: Page) -> None:
    steps.visit(page, "Plan")
    page.get_by_label("ML engineering").fill("1")
    page.keyboard.press("Tab")
    steps.settled(page)
    steps.click(page, "Make the plan")
    steps.heading(page, "four chances in five")
    try_people(page, "Platform", 2, "One in platform")
    try_people(page, "Platform", 6, "Two in platform")
    for box, name in (("One", "One in platform"), ("The other", "Two in platform")):
        steps.choose(page, box, name)


def spaces_of(store: Store) -> dict[str, Workspace]:
    return {item.use_case.name: item for item in workspaces.workspaces(store)}


def organisation_wide(data: Path) -> frozenset[str]:
    """What the second use case inherits, as the record says: by then nobody answered it there."""
    store = Store.open(databases.address(data / "prodworthy.db"))
    key = spaces_of(store)[FIRST].assessment.id
    pack = workspaces.pack_of(store, spaces_of(store)[FIRST].assessment)
    asked = workspaces.asked(store, key)
    store.close()
    return frozenset(item.id for item in pack.capabilities
                     if item.scope == "organization" and item.id in asked)  # fmt: skip


def test_a_consultant_walks_from_an_empty_folder_to_two_use_cases_and_a_report(
    page: Page, server: Server, tmp_path: Path
) -> None:
    said = ask_six(page, tmp_path)
    look_at(page, repository(tmp_path / "pilot"))
    settle_three_ways(page)
    ask_why(page)
    inherited = organisation_wide(server.data)
    said_again = add_second(page, tmp_path, inherited)
    to_use_cases(page)
    steps.heading(page, "Start with one")
    expect(page.get_by_text("Second:").first).to_be_visible()
    compare_scenarios(page)

    store = Store.open(databases.address(server.data / "prodworthy.db"))
    try:
        spaces = spaces_of(store)
        assert set(spaces) == {FIRST, SECOND}
        first, second = spaces[FIRST].assessment.id, spaces[SECOND].assessment.id
        people = answering.respondents(store, first)
        assert {(one.name, one.role) for one in people} == {
            ("Priya Nair", "ml_engineering"), *PEOPLE
        }  # fmt: skip
        given = answering.current_answers(store, first)
        assert len(given) == said
        [proved] = [one for one in given if one.artefacts]
        assert (str(proved.grade), proved.artefacts[0].filename) == ("E2", "run-history.txt")
        own = [one for one in answering.current_answers(store, second)
               if one.capability not in inherited]  # fmt: skip
        assert len(own) == said_again
        held = conflicts.conflicts(store, first)
        assert [one.state for one in held].count("open") == 7
        assert {one.closed.how for one in held if one.closed} == {
            Resolution.ANSWER_CORRECTED, Resolution.OVERRULED, Resolution.WAIVED
        }  # fmt: skip
        kept = scenarios.scenarios(store, second)
        assert {one.name: one.inputs.capacity["platform_engineering"] for one in kept} == {
            "One in platform": 1.0, "Two in platform": 2.0
        }  # fmt: skip
        for one in kept:
            plan = planning.roadmap(store, second, inputs=one.inputs)
            assert plan.gate
            told = re.compile(f"^{day(plan.gate.p80)} .*{day(plan.gate.p50)}")
            expect(page.get_by_text(told)).to_be_visible()
    finally:
        store.close()

    steps.visit(page, "Report")
    result = json.loads(steps.download(page, "JSON"))
    assert (result["client"], result["use_case"]["name"]) == (CLIENT, SECOND)
    assert len(result["portfolio"]["ranking"]["standings"]) == 2
