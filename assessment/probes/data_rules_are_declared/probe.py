"""Whether data rules are declared."""

import re
from typing import Any

from assessment.observation import Observation
from assessment.repository.evidence import Document, RepositoryEvidence
from assessment.repository.looking import (
    Hit,
    calls,
    commands,
    dependencies,
    files,
    imports,
    is_library,
    own,
)
from assessment.repository.saying import absent, counted, library, present, unavailable
from assessment.repository.training import notebooks_that_train

PACKAGES = (
    "great_expectations",
    "pandera",
    "tensorflow_data_validation",
    "soda",
    "deequ",
    "pydeequ",
    "dataframely",
    "pointblank",
    "whylogs.core.constraints",
    "evidently.test_suite",
    "dagster.asset_check",
    "dagster.AssetCheckResult",
    "dagster.AssetCheckSpec",
    "airflow.providers.common.sql.operators.sql.SQLCheckOperator",
    "airflow.providers.common.sql.operators.sql.SQLColumnCheckOperator",
    "airflow.providers.common.sql.operators.sql.SQLTableCheckOperator",
)
USES = (
    r"pandera|great_expectations|expect_\w+$|DataFrameSchema|check_types|SchemaModel|"
    r"DataFrameModel|infer_schema|validate_statistics|VerificationSuite|get_context|Validate$|"
    r"Scan$|dagster\.(?:asset_check|AssetCheck\w+)$|SQL\w*CheckOperator$"
)
STARTS_DBT = re.compile(
    r"(?:^|/)(?:dags?|flows?|assets|jobs)/(?:.*/)?\w*(?:dbt|transform_warehouse)\w*\.py$|run_(?:and_upload|dbt)\.py$"
)
RUNS = r"dbt (?:test|build)|soda scan|great_expectations|checkpoint run|pytest.*data"
FILES = (
    r"(?:^|/)(?:expectations|great_expectations|gx)/.+\.json$|(?:^|/)soda/.+\.ya?ml$|"
    r"schema\.pbtxt$"
)
TABLES = (
    "pandas",
    "polars",
    "pyspark",
    "duckdb",
    "sklearn",
    "airflow",
    "dagster",
    "prefect",
)
OTHER = ("great-expectations", "pandera", "soda-core", "tensorflow-data-validation")


def observe(evidence: RepositoryEvidence) -> Observation:
    """Two signals: rules that are declared, and something that uses or runs them."""
    if is_library(evidence):
        return library(evidence)
    modules = tuple(evidence.modules)
    imported = imports(modules, PACKAGES)
    used = [hit for hit in calls(own(evidence), USES) if hit.path in {i.path for i in imported}]
    suites = [*files(evidence, FILES), *_dbt(evidence)]
    run = [
        *used,
        *commands(evidence, RUNS),
        *dependencies(evidence, OTHER),
        *_orchestrated(evidence),
    ]
    tested = [hit for hit in imported if hit.path.startswith("tests/")]
    signals = [group for group in (imported, suites, run, tested) if group]
    hits = [*suites, *used, *imported]
    if hits and len(signals) > 1:
        return present(
            evidence, f"{counted(hits, 'place')}, first {hits[0].path}: {hits[0].name}", hits
        )
    if hits:
        return absent(evidence, f"{hits[0].name} in {hits[0].path}, but nothing that runs it", hits)
    if not _handles_tables(evidence):
        return unavailable(
            "nothing here loads tables or trains on them",
            "Name the repository that makes the model's inputs, and point Prodworthy at it.",
        )
    return absent(evidence, "no declared data rules in a form that is known")


def _handles_tables(evidence: RepositoryEvidence) -> bool:
    """Whether this is a place where data rules would stand."""
    return bool(notebooks_that_train(evidence) or imports(own(evidence), TABLES))


def _dbt(evidence: RepositoryEvidence) -> list[Hit]:
    return [
        Hit(document.path, document.line, "dbt tests")
        for document in evidence.documents
        if {"models", "sources"} & set(document.keys) and _has_tests(document)
    ]


def _orchestrated(evidence: RepositoryEvidence) -> list[Hit]:
    """Code of an orchestrator that starts dbt."""
    modules = own(evidence)
    named = [
        Hit(module.path, 1, module.path) for module in modules if STARTS_DBT.search(module.path)
    ]
    return named + imports(
        modules, ("cosmos", "dagster_dbt", "prefect_dbt", "airflow_dbt", "dbt.cli.main")
    )


def _has_tests(document: Document) -> bool:
    body: Any = document.body
    return any(word in str(body) for word in ("'tests':", "'data_tests':", "'freshness':"))
