"""The registry connector against a real MLflow server."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from assessment.connectors import mlflow
from assessment.connectors.registry.evidence import RegistryEvidence
from assessment.model import Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Options, Permission, Source, SourceUnavailable
from tests.live_mlflow import Registry, serving


@pytest.fixture(scope="module")
def registry(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Registry]:
    with serving(tmp_path_factory.mktemp("mlflow")) as running:
        running.model("returns", "Scores returns for fraud.", owner="risk-team")
        for commit in ("3f2c9aa", "77ab012"):
            running.version(
                "returns", running.run(commit, "returns_2026q1"), approved_by="risk-lead"
            )
        running.alias("returns", "champion", "2")
        running.model("it's a pilot")
        running.version("it's a pilot", running.run())
        yield running


def _circumstances() -> Circumstances:
    return Circumstances(now=lambda: datetime.now(UTC), permission=Permission())


def _source(registry: Registry, options: Options) -> Source:
    return Source(
        id="m", kind="mlflow", name="MLflow", address=registry.address, options=options,
        reader_address="https://mlflow.example.org",
    )  # fmt: skip


def _read(registry: Registry, **options: str) -> RegistryEvidence:
    return mlflow.read(_source(registry, dict(options)), _circumstances())


def _outcomes(registry: Registry, **options: str) -> dict[str, Outcome]:
    source, now = _source(registry, dict(options)), datetime.now(UTC)
    found = examine(discover(), source, _read(registry, **options), now)
    return {item.probe: item.outcome for item in found}


def test_a_model_with_its_runs_owner_and_alias_is_present_in_every_probe(
    registry: Registry,
) -> None:
    assert set(_outcomes(registry, model="returns").values()) == {Outcome.PRESENT}


def test_a_model_put_there_by_hand_lacks_all_but_a_young_version(registry: Registry) -> None:
    found = _outcomes(registry, model="it's a pilot")
    assert found.pop("model_was_refreshed_recently") is Outcome.PRESENT
    assert found.pop("production_version_was_approved") is Outcome.UNAVAILABLE
    assert set(found.values()) == {Outcome.ABSENT}


def test_versions_lead_to_their_own_page_at_the_readers_address(registry: Registry) -> None:
    seen = _read(registry, model="returns")
    assert seen.versions[0].url == "https://mlflow.example.org/#/models/returns/versions/2"
    assert (seen.production, seen.versions[0].aliases) == (("2",), ("champion",))


def test_production_may_be_called_what_the_source_says(registry: Registry) -> None:
    registry.alias("returns", "blue", "1")
    assert _read(registry, model="returns", alias="blue").production == ("1",)


def test_of_several_models_one_has_to_be_chosen_and_the_survey_lists_them(
    registry: Registry,
) -> None:
    with pytest.raises(SourceUnavailable, match="holds 2 models: it's a pilot, returns"):
        _read(registry)
    survey = mlflow.survey(_source(registry, {}), _circumstances())
    assert survey.told.startswith("MLflow 3.")
    assert [item.value for item in survey.choices["model"]] == ["it's a pilot", "returns"]


def test_a_model_that_is_not_there_is_unavailable(registry: Registry) -> None:
    with pytest.raises(SourceUnavailable, match="MLflow answered 404"):
        _read(registry, model="nobody")


def test_every_request_was_announced(registry: Registry) -> None:
    given = _circumstances()
    source = _source(registry, {"model": "returns"})
    mlflow.read(source, given)
    told = {item.what.partition("?")[0] for item in mlflow.requests(source)}
    assert {item.request.what.partition("?")[0] for item in given.made} <= told
    assert {item.request.verb for item in given.made} == {"GET"}


def test_nothing_in_the_evidence_names_a_person(registry: Registry, tmp_path: Path) -> None:
    assert "risk-lead" not in _read(registry, model="returns").model_dump_json()
