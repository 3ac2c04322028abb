"""The dbt connector on artifacts that the test writes, as dbt writes them."""

import json
from datetime import timedelta
from pathlib import Path

import pytest

from assessment.connectors import dbt
from assessment.connectors.warehouse.evidence import WarehouseEvidence
from assessment.model import Finding, Outcome
from assessment.probing import discover, examine
from assessment.sources import Circumstances, Options, Permission, Source, SourceUnavailable
from tests.dbt_artifacts import EXPOSURE, MODEL, NOW, SOURCE, STAGE, Project, older, usual

READS: Options = {"models": ["fct_returns"]}


def _source(folder: Path, options: Options = READS) -> Source:
    return Source(id="d", kind="dbt", name="dbt", address=str(folder), options=options)


def _circumstances(permission: Permission | None = None) -> Circumstances:
    return Circumstances(now=lambda: NOW, permission=permission or Permission())


def _read(folder: Path, options: Options = READS) -> WarehouseEvidence:
    return dbt.read(_source(folder, options), _circumstances())


def _found(folder: Path, options: Options = READS) -> dict[str, Finding]:
    found = examine(discover(), _source(folder, options), _read(folder, options), NOW)
    return {item.probe: item for item in found}


def _outcomes(folder: Path, options: Options = READS) -> dict[str, Outcome]:
    return {name: item.outcome for name, item in _found(folder, options).items()}


def test_a_table_that_is_looked_after_is_present_in_every_probe(tmp_path: Path) -> None:
    assert set(_outcomes(usual().write(tmp_path)).values()) == {Outcome.PRESENT}


@pytest.mark.parametrize(
    "named", [MODEL, "fct_returns", "returns_scoring", EXPOSURE, "erp.orders", SOURCE]
)
def test_a_table_may_be_named_in_any_usual_way(tmp_path: Path, named: str) -> None:
    seen = _read(usual().write(tmp_path), {"models": [named]})
    names = {item.name for item in seen.tables}
    assert names == (
        {"erp.orders"} if "orders" in named else {"fct_returns", "stg_orders", "erp.orders"}
    )


def test_what_a_table_is_made_from_is_looked_at_and_other_tables_are_not(tmp_path: Path) -> None:
    project = usual()
    assert _outcomes(project.write(tmp_path / "a"))["dbt_tables_have_tests"] is Outcome.PRESENT
    found = _found(project.write(tmp_path / "a"), {})["dbt_tables_have_tests"]
    assert (found.outcome, found.places[0].label) == (Outcome.ABSENT, "manifest.json: other")


def test_columns_of_the_catalogue_count_though_nobody_declared_them(tmp_path: Path) -> None:
    project = usual()
    project.catalogue = {MODEL: ("RETURN_ID", "AMOUNT", "COUNTRY", "CHANNEL")}
    found = _found(project.write(tmp_path))["dbt_tests_cover_the_columns"]
    assert (found.outcome, found.readings[0].value, found.readings[0].n) == (Outcome.ABSENT, 0.5, 4)
    assert found.readings[0].metric == "critical_columns_with_rules"


def test_a_failed_test_is_named_and_one_on_another_table_is_not_counted(tmp_path: Path) -> None:
    project = usual()
    name = next(item for item, _ in project.results if "not_null_fct_returns" in item)
    project.results = [
        (item, "fail" if item == name else status) for item, status in project.results
    ]
    project.results.append(("test.returns.not_null_other_x.1", "fail"))
    found = _found(project.write(tmp_path))["dbt_tests_pass"]
    assert found.outcome is Outcome.ABSENT
    assert found.observed == "1 of 4 tests failed: not_null_fct_returns_amount"
    assert found.readings[0].value == 1


@pytest.mark.parametrize("status", ["skipped", "success"])
def test_a_run_in_which_no_test_ran_proves_nothing(tmp_path: Path, status: str) -> None:
    project = usual()
    project.results = [(name, status) for name, _ in project.results]
    assert _outcomes(project.write(tmp_path))["dbt_tests_pass"] is Outcome.UNAVAILABLE


def test_an_old_artifact_proves_nothing_about_today(tmp_path: Path) -> None:
    project = usual()
    project.run_hours, project.age_hours = 500, 500
    found = _found(project.write(tmp_path))
    for probe in ("dbt_tests_pass", "dbt_sources_are_fresh"):
        assert found[probe].outcome is Outcome.UNAVAILABLE
        assert "21 days old" in found[probe].observed
    wide = _found(tmp_path, {**READS, "artifact_age_limit_hours": 600.0})
    assert wide["dbt_tests_pass"].outcome is Outcome.PRESENT


def test_an_artifact_that_is_not_there_costs_its_own_findings_only(tmp_path: Path) -> None:
    project = usual()
    project.run_hours = project.age_hours = None
    found = _found(project.write(tmp_path))
    lost = {name for name, item in found.items() if item.outcome is Outcome.UNAVAILABLE}
    assert lost == {"dbt_tests_pass", "dbt_sources_are_fresh"}
    assert "run_results.json" in found["dbt_tests_pass"].remedy


def test_a_late_source_is_absent_and_a_look_that_failed_decides_nothing(tmp_path: Path) -> None:
    project = usual()
    project.ages = [(SOURCE, "error", 49.0)]
    found = _found(project.write(tmp_path))["dbt_sources_are_fresh"]
    assert (found.outcome, found.readings[0].value) == (Outcome.ABSENT, 49.0)
    project.ages = [(SOURCE, "runtime error", None)]
    found = _found(project.write(tmp_path))["dbt_sources_are_fresh"]
    assert (found.outcome, found.readings) == (Outcome.UNAVAILABLE, ())


def test_limits_without_a_count_are_none(tmp_path: Path) -> None:
    project = usual()
    empty = {"count": None, "period": None}
    project.manifest["sources"][SOURCE]["freshness"] = {"warn_after": empty, "error_after": empty}
    assert _outcomes(project.write(tmp_path))["dbt_sources_have_age_limits"] is Outcome.ABSENT


def test_a_group_without_an_owner_owns_nothing(tmp_path: Path) -> None:
    project = usual()
    project.manifest["groups"]["group.returns.finance"]["owner"] = {"name": None, "email": None}
    assert _outcomes(project.write(tmp_path))["dbt_tables_have_an_owner"] is Outcome.ABSENT


def test_a_switched_off_test_is_none(tmp_path: Path) -> None:
    project = usual()
    for node in project.manifest["nodes"].values():
        if node.get("column_name") == "amount":
            node["config"]["enabled"] = False
    found = _found(project.write(tmp_path))["dbt_tests_cover_the_columns"]
    assert found.readings[0].value == 0.5


def test_the_shape_of_dbt_1_0_is_read_as_far_as_it_goes(tmp_path: Path) -> None:
    project = usual()
    project.manifest = older(project)
    found = _outcomes(project.write(tmp_path))
    assert found["dbt_tables_have_tests"] is Outcome.PRESENT
    assert found["dbt_contracts_are_enforced"] is Outcome.ABSENT


def test_a_project_folder_leads_to_its_target_and_files_may_be_handed_over_apart(
    tmp_path: Path,
) -> None:
    usual().write(tmp_path / "project" / "target")
    assert _read(tmp_path / "project").tests.ran == 4
    other = tmp_path / "handed" / "run_results.json"
    other.parent.mkdir()
    (tmp_path / "project" / "target" / "run_results.json").rename(other)
    alone = tmp_path / "project" / "target" / "manifest.json"
    assert not _read(alone).tested.read
    assert _read(alone, {**READS, "run_results": str(other)}).tests.ran == 4


def test_the_survey_offers_exposures_models_and_sources(tmp_path: Path) -> None:
    survey = dbt.survey(_source(usual().write(tmp_path), {}), _circumstances())
    assert survey.told == (
        "dbt 1.9.4, 3 models, 1 source, beside the manifest: run_results.json, sources.json"
    )
    assert [item.label for item in survey.choices["models"]] == [
        "exposure returns_scoring", "model fct_returns", "model other", "model stg_orders",
        "source erp.orders",
    ]  # fmt: skip
    assert [item.value for item in survey.choices["models"]][3] == STAGE


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("", "is not JSON"), ("[" * 200_000, "is not JSON"), ("{}", "no manifest.json of dbt"),
        ('{"metadata": {}, "nodes": []}', "no manifest.json of dbt"), ("[]", "no manifest.json"),
    ],
)  # fmt: skip
def test_a_file_of_another_kind_is_said(tmp_path: Path, content: str, told: str) -> None:
    (tmp_path / "manifest.json").write_text(content)
    with pytest.raises(SourceUnavailable, match=told):
        _read(tmp_path)


def test_a_file_that_is_too_large_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    usual().write(tmp_path)
    monkeypatch.setattr("assessment.connectors.local_files.JSON_BYTES", 1000)
    with pytest.raises(SourceUnavailable, match="larger than"):
        _read(tmp_path)


def test_only_files_in_the_operators_folders_are_opened(tmp_path: Path) -> None:
    usual().write(tmp_path / "allowed")
    secret = tmp_path / "elsewhere.json"
    secret.write_text(json.dumps({"metadata": {}}))
    link = tmp_path / "allowed" / "catalog.json"
    link.symlink_to(secret)
    bound = Permission(local_mode=False, roots=(tmp_path / "allowed",))
    given = _circumstances(bound)
    seen = dbt.read(_source(tmp_path / "allowed"), given)
    assert not seen.catalogued
    assert "catalog.json" not in {item.request.what for item in given.made}
    with pytest.raises(SourceUnavailable, match="not in a folder that the operator allows"):
        dbt.read(_source(tmp_path), _circumstances(bound))


def test_a_name_that_is_not_there_is_said(tmp_path: Path) -> None:
    with pytest.raises(SourceUnavailable, match="no model, source or exposure nobody"):
        _read(usual().write(tmp_path), {"models": ["nobody"]})


def test_nothing_in_the_evidence_names_a_person_and_every_file_was_announced(
    tmp_path: Path,
) -> None:
    given, source = _circumstances(), _source(usual().write(tmp_path))
    kept = dbt.read(source, given).model_dump_json()
    for text in ("Ada", "ada@example.org", "finance-data@", "erp-team"):
        assert text not in kept
    told = {item.what for item in dbt.requests(source)}
    assert {item.request.what for item in given.made} <= told
    assert all(item.bytes > 0 for item in given.made)


def test_a_project_without_any_table_is_unavailable(tmp_path: Path) -> None:
    empty = Project({"nodes": {}, "sources": {}, "exposures": {}, "groups": {}})
    found = _outcomes(empty.write(tmp_path), {})
    assert found["dbt_tables_have_tests"] is Outcome.UNAVAILABLE
    assert NOW - timedelta(hours=5) == _read(tmp_path, {}).written_at
