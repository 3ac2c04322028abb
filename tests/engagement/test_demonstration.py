"""The worked example: real processes, a real repository, a real look, and nothing left behind."""

import json
import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
from pydantic import BaseModel

from assessment.model import ROOM_ROLE, Outcome
from engagement import demonstration, judging, reporting, snapshots, workshops, workspaces
from engagement.answers import answering, seen_beside
from engagement.answers.answers_file import read_answers
from engagement.choices import choice_judging
from engagement.demonstration import children, repository, tables
from engagement.demonstration.shipped import shipped
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.plans import deciding, planning, scenarios
from engagement.portfolio import portfolio
from engagement.store import Store
from reports import pdf
from reports.blocks import SpreadChart, Words
from reports.formats import SUFFIXES
from reports.lengths import Length
from reports.paper import PageSize
from reports.pdf import preview
from reports.sections import build as sections_of

ROOT = Path(__file__).parents[2]
NOW = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
Opened = tuple[Store, Workspace]


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Opened]:
    """The example, opened once with a short history; its sources run while the tests do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PRODWORTHY_DATA", str(tmp_path_factory.mktemp("data")))
        store = Store.open()
        yield store, demonstration.open_example(store, history_seconds=4)
        demonstration.stop()
        store.close()


def alive(number: int) -> bool:
    try:
        return Path(f"/proc/{number}/stat").read_text().split()[2] != "Z"
    except OSError:
        return False


def eventually_dead(numbers: list[int], seconds: float = 15) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if not any(alive(number) for number in numbers):
            return True
        time.sleep(0.1)
    return False


def descendants(parent: int) -> list[int]:
    children_file = Path(f"/proc/{parent}/task/{parent}/children")
    direct = [int(part) for part in children_file.read_text().split()]
    return direct + [other for child in direct for other in descendants(child)]


def test_the_example_is_labelled_fictional(opened: Opened) -> None:
    _, place = opened
    assert place.client.fictional
    assert "ictional" in place.client.notes


def test_six_people_of_several_roles_and_a_room_answered_every_capability_that_applies(
    opened: Opened,
) -> None:
    store, place = opened
    people = answering.respondents(store, place.assessment.id)
    answers = answering.current_answers(store, place.assessment.id)
    assert len(people) == 7
    assert [person.name for person in people if person.role == ROOM_ROLE] == ["The room"]
    assert len({person.role for person in people}) >= 4
    asked = set(workspaces.asked(store, place.assessment.id))
    assert asked <= {answer.capability for answer in answers}


def test_everything_that_look_shows_was_measured(opened: Opened) -> None:
    store, place = opened
    found = collecting.findings(store, place.assessment.id)
    kinds = {item.source_kind for item in found if item.conclusive}
    assert {"repository", "dataset", "metrics_endpoint"} <= kinds
    assert Outcome.ERROR not in {item.outcome for item in found}
    assert collecting.requests_made(store, place.assessment.id)


def test_a_reading_says_that_minutes_are_not_thirty_days(opened: Opened) -> None:
    store, place = opened
    readings = [
        reading
        for finding in collecting.findings(store, place.assessment.id)
        for reading in finding.readings
        if reading.window_seconds and reading.history_seconds is not None
    ]
    assert readings
    assert all(item.history_seconds < 600 for item in readings)  # type: ignore[operator]


def test_a_claimed_rollback_meets_a_witness_against_it(opened: Opened) -> None:
    store, place = opened
    card = judging.scorecard(store, place.assessment.id)
    assert card.verdict == "not_ready"
    assert card.capability("eng.rollback").conflict_open


def test_three_controls_fail_and_most_are_in_place(opened: Opened) -> None:
    store, place = opened
    card = judging.scorecard(store, place.assessment.id)
    failing = {item.capability for item in card.reasons if item.blocks == "conditional"}
    assert failing == {"eng.rollback", "observable.input-drift", "data.training-serving-skew"}
    assert card.expected_in_place > card.critical_total / 2
    assert 3 <= sum(item.conflict_open for item in card.capabilities) <= 5
    assert any(item.over_claim <= -1 for item in card.capabilities)


def test_the_plan_opens_the_gate_within_half_a_year(opened: Opened) -> None:
    store, place = opened
    plan = planning.roadmap(store, place.assessment.id)
    assert plan.gate
    assert 90 < (plan.gate.p80 - plan.start).days < 183
    assert 15 <= plan.gate_effort_mid <= 35


@pytest.mark.parametrize("size", ["A4", "Letter"])
def test_its_report_without_the_appendix_is_12_to_18_pages(opened: Opened, size: PageSize) -> None:
    store, place = opened
    made = pdf.render(reporting.report(store, place.assessment.id), size, Length.REPORT)
    assert 12 <= preview.pages(made) <= 18


def test_its_appendix_keeps_to_25_pages(opened: Opened) -> None:
    store, place = opened
    made = reporting.report(store, place.assessment.id)
    whole, body = (pdf.render(made, "A4", length) for length in (Length.FULL, Length.REPORT))
    assert preview.pages(whole) - preview.pages(body) <= 25


def test_there_is_a_scenario_to_compare_the_plan_with(opened: Opened) -> None:
    store, place = opened
    [kept] = scenarios.scenarios(store, place.assessment.id)
    plan = planning.roadmap(store, place.assessment.id)
    other = planning.roadmap(store, place.assessment.id, inputs=kept.inputs)
    assert plan.gate is not None
    assert other.gate is not None
    assert other.gate.p80 <= plan.gate.p80


def test_its_decisions_have_a_name_a_date_and_the_plans_own_figure(opened: Opened) -> None:
    store, place = opened
    made = deciding.decisions(store, place.assessment.id)
    plan = planning.roadmap(store, place.assessment.id)
    assert len(made) == 5
    assert all(item.owner and item.due and not item.proposed for item in made)
    assert any(f"{plan.gate_effort_mid:.1f}" in item.title for item in made)


def test_its_workshop_agreed_disputed_parked_and_skipped_and_its_report_shows_it(
    opened: Opened,
) -> None:
    store, place = opened
    (held,) = workshops.of_assessment(store, place.assessment.id)
    kept = workshops.record(store, held.id)
    assert held.closed_at is not None
    assert [str(item.phase) for item in kept.items] == [
        "agreed", "parked", "disputed", "agreed", "skipped",
    ]  # fmt: skip
    assert all(item.first and item.first.leaders for item in kept.items[:4])
    assert any(item.findings for item in kept.items)
    assert kept.kill_criterion
    assert sum(kept.fingers) == kept.joined == 8
    told = next(item for item in sections_of(reporting.report(store, place.assessment.id))
                if item.id == "room")  # fmt: skip
    (chart,) = [block for block in told.blocks if isinstance(block, SpreadChart)]
    assert [row.agreed for row in chart.rows] == [2, None, None, 3]
    demonstration.open_example(store, history_seconds=0)
    assert len(workshops.of_assessment(store, place.assessment.id)) == 1


def test_the_declared_shift_and_the_broken_rule_are_seen(opened: Opened) -> None:
    store, place = opened
    seen = {item.probe: item for item in collecting.findings(store, place.assessment.id)}
    assert seen["live_data_looks_like_training_data"].outcome is Outcome.ABSENT
    assert "order_value" in seen["live_data_looks_like_training_data"].observed
    assert "days_since_purchase" in seen["declared_rules_hold"].observed


def test_every_link_of_a_finding_opens_while_the_sources_run(opened: Opened) -> None:
    store, place = opened
    found = collecting.findings(store, place.assessment.id)
    urls = [spot.url for item in found for spot in item.places]
    urls += [reading.url for item in found for reading in item.readings]
    links = {url.partition("#")[0] for url in urls if url}
    assert len(links) > 10
    for link in links:
        with urllib.request.urlopen(link, timeout=10) as answer:
            assert answer.status == 200, link


def test_every_live_link_of_the_reports_roadmap_is_answered_and_holds_no_secret(
    opened: Opened,
) -> None:
    store, place = opened
    made = reporting.report(store, place.assessment.id)
    assert made.roadmap
    read = [item.reading for row in made.roadmap.rows for item in row.conditions if item.reading]
    named = {section.id: links_in(section) for section in sections_of(made)}
    links = named["roadmap"] | named["initiatives"] | named["metrics"]
    assert {item.url for item in read if item.url} <= links
    assert links
    own = {urlsplit(source.reader_address).netloc for source in made.sources}
    for link in links:
        parts = urlsplit(link)
        assert (parts.hostname, parts.username) == ("127.0.0.1", None)
        assert parts.netloc in own, link
        assert not {name.lower() for name, _ in parse_qsl(parts.query)} & SECRETS, link
        with urllib.request.urlopen(link, timeout=10) as answer:
            assert answer.status == 200, link


SECRETS = {"token", "password", "secret", "key", "api_key", "signature", "auth", "session"}


def links_in(value: object) -> set[str]:
    """Every web address that blocks of a report lead to."""
    if isinstance(value, Words):
        return {value.target.partition("#")[0]} if value.target.startswith("http") else set()
    if isinstance(value, tuple):
        return set().union(*(links_in(item) for item in value)) if value else set()
    if isinstance(value, BaseModel):
        return links_in(tuple(getattr(value, name) for name in type(value).model_fields))
    return set()


def test_a_snapshot_was_taken(opened: Opened) -> None:
    store, place = opened
    assert len(snapshots.snapshots(store, place.assessment.id)) == 1


def test_the_ml_test_score_of_the_same_pilot_says_what_is_still_open(opened: Opened) -> None:
    store, place = opened
    scored = [
        item for item in workspaces.workspaces(store)
        if item.use_case.id == place.use_case.id and item.assessment.id != place.assessment.id
    ]  # fmt: skip
    (other,) = scored
    result = choice_judging.result(store, other.assessment.id)
    assert result.total is not None
    assert (result.total.low, result.total.high) == (2, 2.5)
    assert (result.band, result.band_at_best) == ("A first pass at production", "Reasonably tested")
    assert result.question("infrastructure-7").disagreement
    beside = seen_beside.seen_beside(store, other.assessment.id)
    assert any(item.finding.outcome is Outcome.ABSENT for item in beside["infrastructure-7"])


def test_two_further_candidates_stand_beside_it_and_inherit_what_it_builds(opened: Opened) -> None:
    store, place = opened
    held = portfolio.portfolio(store, place.client.id)
    assert [item.name for item in held.ranking.standings] == [
        "Returns-fraud scoring", "Store demand forecast", "Service-desk assistant",
    ]  # fmt: skip
    assert held.stop
    assert held.stop.by
    second = held.sequence[1]
    assert second.inherits
    assert second.alone
    assert second.after
    assert second.after.whole_effort_mid < second.alone.whole_effort_mid
    assert held.ranking.standings[2].unknown == ("regulatory",)


def test_opening_it_again_continues_the_same_example(opened: Opened) -> None:
    store, place = opened
    before = answering.current_answers(store, place.assessment.id)
    again = demonstration.open_example(store, history_seconds=0)
    assert again.assessment.id == place.assessment.id
    assert answering.current_answers(store, place.assessment.id) == before
    assert len(collecting.sources(store, place.assessment.id)) in (3, 4)


def test_a_second_example_over_the_same_folder_says_that_it_goes_without_monitoring(
    opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, _ = opened
    told: list[str] = []
    demonstration.stop()
    ended = subprocess.Popen([sys.executable, "-c", ""])
    without = children.Children("http://127.0.0.1:9", "", ended, prometheus_found=True)
    monkeypatch.setattr(children, "start", lambda _: without)
    demonstration.open_example(store, told.append, history_seconds=0)
    demonstration.stop()
    assert any("another example" in message for message in told)


def test_after_a_stop_it_runs_again_where_the_stored_sources_point(opened: Opened) -> None:
    store, place = opened
    demonstration.stop()
    assert not demonstration.running()
    demonstration.open_example(store, history_seconds=0)
    assert demonstration.running()
    for source in collecting.sources(store, place.assessment.id):
        if source.reader_address and source.kind != "prometheus":
            with urllib.request.urlopen(source.reader_address, timeout=10) as answer:
                assert answer.status == 200


def test_killing_the_product_leaves_no_process_behind(tmp_path: Path) -> None:
    script = (
        "import sys, time; from pathlib import Path; "
        "from engagement.demonstration import children, tables; "
        "from engagement.outside import clock; folder = Path(sys.argv[1]); "
        "tables.make_tables(folder, clock.now()); children.start(folder); "
        "print('up', flush=True); time.sleep(120)"
    )
    parent = subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE
    )
    assert parent.stdout
    assert parent.stdout.readline() == b"up\n"
    started = descendants(parent.pid)
    assert started
    os.kill(parent.pid, signal.SIGKILL)
    parent.wait()
    parent.stdout.close()
    assert eventually_dead(started)


def test_the_service_answers_its_caller_and_refuses_a_stranger(tmp_path: Path) -> None:
    tables.make_tables(tmp_path, NOW)
    running = children.start(tmp_path, with_prometheus=False)
    try:
        for wrong in ('{"customer": "c", "order_value": 0}', "{}"):
            asked = urllib.request.Request(f"{running.service}/score", wrong.encode())
            with pytest.raises(urllib.error.HTTPError) as refused:
                urllib.request.urlopen(asked, timeout=5)
            refused.value.close()
        time.sleep(2)
        with urllib.request.urlopen(f"{running.service}/metrics", timeout=60) as answer:
            told = answer.read().decode()
    finally:
        running.end()
    assert 'handler="/score",method="POST",status="200"' in told
    assert "model_output_score_bucket" in told
    assert not running.alive


@pytest.mark.parametrize(
    "path",
    ["/repo/blob/HEAD/../../etc/passwd", "/repo/blob/--help/README.md", "/tables/../ports.json"],
)
def test_the_example_shows_no_file_but_its_own(opened: Opened, path: str) -> None:
    store, place = opened
    address = collecting.sources(store, place.assessment.id)[0].reader_address
    host = urlsplit(address).netloc
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(f"http://{host}{path}", timeout=5)
    refused.value.close()
    assert refused.value.code == 404


def git(folder: Path, *words: str) -> str:
    return subprocess.run(
        ["git", "-C", str(folder), *words], check=True, capture_output=True, text=True
    ).stdout


def test_the_repository_has_a_history_of_several_people(tmp_path: Path) -> None:
    repository.make_repository(tmp_path, NOW)
    authors = git(tmp_path, "log", "--format=%an").split("\n")
    assert len(set(filter(None, authors))) >= 4
    assert len(git(tmp_path, "log", "--merges", "--format=%h").split()) == 2
    assert not git(tmp_path, "status", "--porcelain")
    assert not git(tmp_path, "log", "--since=2026-11-23", "--format=%h")


def test_the_repository_ends_as_it_is_shipped(tmp_path: Path) -> None:
    repository.make_repository(tmp_path, NOW)
    kept = shipped("repository")
    for file in filter(Path.is_file, kept.rglob("*")):
        if "__pycache__" in file.parts:
            continue
        parts = file.relative_to(kept).parts
        name = "/".join(part.replace("dot-", ".", 1) for part in parts)
        assert (tmp_path / name).read_bytes() == file.read_bytes(), name


def test_the_same_day_gives_the_same_repository_and_tables(tmp_path: Path) -> None:
    for name in ("a", "b"):
        repository.make_repository(tmp_path / name / "r", NOW)
        tables.make_tables(tmp_path / name, NOW)
    assert git(tmp_path / "a/r", "rev-parse", "HEAD") == git(tmp_path / "b/r", "rev-parse", "HEAD")
    for name in ("live.csv", "training.csv"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_the_shipped_answers_are_read_without_a_mistake() -> None:
    given = read_answers(shipped("answers.yaml"))
    assert given.client.fictional
    assert any(answer.dont_know for answer in given.answers)
    assert any(answer.not_applicable for answer in given.answers)


def test_making_it_writes_every_format_and_ends_its_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PRODWORTHY_DATA", str(tmp_path / "data"))
    demonstration.stop()
    written = demonstration.make(tmp_path / "out", history_seconds=1)
    starts = {file.name.split(".", 1)[1]: file.read_bytes()[:4] for file in written}
    assert set(starts) == {*SUFFIXES, "findings.json"}
    assert starts["pdf"] == b"%PDF"
    result = next(file for file in written if file.name.endswith(".json"))
    assert json.loads(result.read_bytes())
    assert not demonstration.running()


def test_a_second_example_over_the_same_folder_leaves_the_first_ones_history_alone(
    tmp_path: Path,
) -> None:
    tables.make_tables(tmp_path, NOW)
    first = children.start(tmp_path)
    second = children.start(tmp_path)
    first.end()
    second.end()
    assert second.service
    assert not second.prometheus
    assert second.prometheus_found == first.prometheus_found
