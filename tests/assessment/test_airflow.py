"""The Airflow connector against a server that speaks both of its APIs."""

from collections.abc import Iterator

import pytest

from assessment.connectors import airflow
from assessment.connectors.orchestrator.evidence import OrchestratorEvidence
from assessment.connectors.runtime.arithmetic import wilson
from assessment.model import Finding, Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Options, Permission, Source, SourceUnavailable
from tests import airflow_api
from tests.airflow_api import NOW, Airflow, Pipeline, daily, usual
from tests.standing_in import TOKEN, StandIn, standing_in

Server = tuple[Airflow, StandIn]
RETURNS: Options = {"dags": ["load_returns"]}
SECRETS = {"token": f"bearer:{TOKEN}", "pair": "basic:reader:secret-word"}


@pytest.fixture(params=["3.0.6", "2.10.5"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    made = usual(newer=request.param.startswith("3"))
    with standing_in(airflow_api.stand_in(made)) as running:
        yield made, running


@pytest.fixture
def newer() -> Iterator[Server]:
    made = usual()
    with standing_in(airflow_api.stand_in(made)) as running:
        yield made, running


def _source(server: Server, options: Options, named: str = "token") -> Source:
    return Source(
        id="a", kind="airflow", name="Airflow", address=server[1].address, secret=named,
        options=options, reader_address="https://airflow.example.org",
    )  # fmt: skip


def _circumstances() -> Circumstances:
    return Circumstances(now=lambda: NOW, permission=Permission(secrets=SECRETS))


def _read(server: Server, options: Options = RETURNS, named: str = "token") -> OrchestratorEvidence:
    return airflow.read(_source(server, options, named), _circumstances())


def _found(server: Server, options: Options = RETURNS) -> dict[str, Finding]:
    found = examine(discover(), _source(server, options), _read(server, options), NOW)
    return {item.probe: item for item in found}


def test_the_share_of_good_runs_comes_with_its_count_and_interval(server: Server) -> None:
    found = _found(server)["pipeline_runs_succeed"]
    (reading,) = found.readings
    assert (found.outcome, reading.n) == (Outcome.PRESENT, 30)
    assert reading.value == pytest.approx(29 / 30)
    assert (reading.low, reading.high) == wilson(29, 30)
    assert [value for _, value in reading.trend].count(0.0) == 1
    assert found.places[0].url.startswith("https://airflow.example.org/dags/load_returns")


def test_runs_that_somebody_started_or_that_still_run_do_not_count(server: Server) -> None:
    server[0].pipelines[0].runs += [(n + 0.4, "failed", "manual", 0, 1) for n in range(9)]
    (seen,) = _read(server).pipelines
    assert (seen.ended, seen.succeeded, seen.by_hand) == (30, 29, 9)


def test_a_pipeline_that_nobody_looks_after_is_absent_everywhere(server: Server) -> None:
    found = _found(server, {"dags": ["load_refunds"]})
    for probe in (
        "pipeline_runs_succeed", "pipeline_has_an_owner", "pipeline_ran_lately",
        "pipeline_tries_failed_tasks_again", "pipeline_starts_on_time",
    ):  # fmt: skip
        assert found[probe].outcome is Outcome.ABSENT, found[probe].observed
    assert "1 paused" in found["pipeline_ran_lately"].observed


def test_a_retraining_is_looked_for_as_far_back_as_a_model_may_be_old(server: Server) -> None:
    found = _found(server, {**RETURNS, "retraining": ["retrain"]})
    assert found["retraining_pipeline_ran_lately"].outcome is Outcome.PRESENT
    assert found["retraining_pipeline_ran_lately"].readings[0].value == pytest.approx(1.25)
    assert found["retraining_starts_by_itself"].outcome is Outcome.ABSENT
    late = _found(server, {**RETURNS, "retraining": ["retrain"], "model_age_limit_days": 40.0})
    assert late["retraining_pipeline_ran_lately"].outcome is Outcome.ABSENT


def test_runs_that_were_caught_up_later_are_not_late(server: Server) -> None:
    caught = [(n + 0.2, "success", "scheduled", n * 24 * 60 + 60, 0.1) for n in range(1, 9)]
    server[0].pipelines[0].runs = [*caught, *daily(1)]
    found = _found(server)["pipeline_starts_on_time"]
    assert (_read(server).pipelines[0].caught_up, found.outcome) == (8, Outcome.UNAVAILABLE)


@pytest.mark.parametrize("page", [100, 7])
def test_runs_are_read_page_by_page_even_where_pages_are_shorter_than_asked_for(
    server: Server, page: int
) -> None:
    server[0].page = page
    server[0].pipelines[0].runs = daily(29)
    assert _read(server).pipelines[0].ended == 29


def test_where_there_are_more_runs_than_are_read_it_is_said(newer: Server) -> None:
    newer[0].page = 3
    newer[0].pipelines[0].runs = [(n / 10 + 0.01, "success", "scheduled", 0, 0) for n in range(60)]
    found = _found(newer)["pipeline_runs_succeed"]
    assert found.readings[0].n == 30
    assert "older ones were not read" in found.observed


@pytest.mark.parametrize(
    ("part", "lost"),
    [
        ("dags/load_returns/tasks", {"pipeline_tries_failed_tasks_again"}),
        ("importErrors", {"orchestrator_is_well"}),
        ("dags/load_returns/dagRuns",
         {"pipeline_runs_succeed", "pipeline_ran_lately", "pipeline_starts_on_time"}),
    ],
)  # fmt: skip
def test_a_refused_part_costs_its_own_findings_only(
    server: Server, part: str, lost: set[str]
) -> None:
    server[1].forbidden |= {f"/api/v1/{part}", f"/api/v2/{part}"}
    found = _found(server)
    unseen = {name for name, item in found.items() if item.outcome is Outcome.UNAVAILABLE}
    assert unseen - {"retraining_pipeline_ran_lately", "retraining_starts_by_itself"} == lost


@pytest.mark.parametrize(("errors", "scheduler"), [(3, "healthy"), (0, "unhealthy")])
def test_an_orchestrator_in_trouble_is_told(server: Server, errors: int, scheduler: str) -> None:
    server[0].errors, server[0].scheduler = errors, scheduler
    found = _found(server)["orchestrator_is_well"]
    assert (found.outcome, found.readings[0].value) == (Outcome.ABSENT, errors)


def test_version_2_takes_user_and_password_as_they_are() -> None:
    made = usual(newer=False)
    with standing_in(airflow_api.stand_in(made)) as running:
        assert _read((made, running), named="pair").server == "Airflow 2.10.5"
        assert not any("token" in path for path in running.asked)


def test_version_3_trades_user_and_password_for_a_token_once(newer: Server) -> None:
    newer[1].posts["/auth/token"] = lambda body: (
        (201, {"access_token": TOKEN}) if body == {"username": "reader", "password": "secret-word"}
        else (401, {"detail": "Invalid credentials"})
    )  # fmt: skip
    newer[1].open_paths.add("/api/v2/version")
    given = _circumstances()
    source = _source(newer, RETURNS, "pair")
    assert airflow.read(source, given).server == "Airflow 3.0.6"
    assert newer[1].asked.count("/auth/token") == 1
    told = " ".join(item.model_dump_json() for item in given.made)
    assert "secret-word" not in told
    assert TOKEN not in told
    newer[1].posts["/auth/token"] = lambda _: (401, {"detail": "Invalid credentials"})
    with pytest.raises(SourceUnavailable, match="gives no token"):
        airflow.read(source, _circumstances())


@pytest.mark.parametrize("body", [{}, [], {"access_token": None}, {"access_token": "a\r\nX: y"}])
def test_a_token_that_is_none_is_never_sent(newer: Server, body: object) -> None:
    newer[1].posts["/auth/token"] = lambda _: (201, body)
    newer[1].open_paths.add("/api/v2/version")
    with pytest.raises(SourceUnavailable, match="gives no token"):
        _read(newer, named="pair")
    assert newer[1].asked[-1] == "/auth/token"


def test_of_several_pipelines_some_have_to_be_chosen_and_the_survey_lists_them(
    server: Server,
) -> None:
    with pytest.raises(SourceUnavailable, match="has 3 pipelines: load_returns"):
        _read(server, {})
    survey = airflow.survey(_source(server, {}), _circumstances())
    assert survey.told == f"Airflow {server[0].version}, 3 pipelines"
    assert [item.label for item in survey.choices["dags"]] == [
        "load_returns", "load_refunds (paused)", "retrain",
    ]  # fmt: skip


def test_the_only_pipeline_needs_no_choosing(server: Server) -> None:
    del server[0].pipelines[1:]
    assert _read(server, {}).pipelines[0].name == "load_returns"


def test_a_pipeline_that_is_not_there_and_a_server_that_is_none_are_said(server: Server) -> None:
    with pytest.raises(SourceUnavailable, match="answered 404"):
        _read(server, {"dags": ["nobody"]})
    server[1].answer = lambda *_: (404, {"detail": "Not Found"})
    with pytest.raises(SourceUnavailable, match="no REST API of Airflow"):
        _read(server)


def test_no_owner_is_kept_and_every_request_was_announced(server: Server) -> None:
    server[0].pipelines[0] = Pipeline("load_returns", ("ada.lovelace",), runs=daily(5))
    given, source = _circumstances(), _source(server, RETURNS)
    assert "ada.lovelace" not in airflow.read(source, given).model_dump_json()
    assert {item.request.verb for item in given.made} == {"GET"}
    asked = {item.why for item in airflow.requests(source)}
    assert {item.request.why for item in given.made} <= asked
