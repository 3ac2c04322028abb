"""Reads what dbt wrote down: tests by table and column, their last run, the age of the sources, owners.

The address is the folder of the artifacts (target), or its manifest.json. Options: ``models`` (names
of the models, sources or exposures that the use case reads, one a line; left out, the whole project),
``run_results`` and ``sources`` (the other artifacts, where they are not beside the manifest), and the
objectives. Each artifact has its own age: an old one proves nothing about today.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from assessment import objectives
from assessment.connectors.dashboards.saying import counted
from assessment.connectors.local_files import allowed_path, read_json
from assessment.connectors.redaction import redact
from assessment.connectors.rest import part
from assessment.connectors.runtime.links import reader_of
from assessment.connectors.tables.options import lines, text
from assessment.connectors.warehouse.answers import Catalogue, Manifest, RunResults, Sources
from assessment.connectors.warehouse.evidence import (
    BuiltTable,
    SourceAge,
    TestRun,
    WarehouseEvidence,
)
from assessment.connectors.warehouse.tables import chosen, tables, tests_by_table
from assessment.sources import (
    Choice,
    Circumstances,
    Option,
    Request,
    Source,
    SourceUnavailable,
    Survey,
)

KIND = "dbt"
TITLE = "Tables built by dbt"
ICON = "schema"
GROUP = "data"
UPLOADS = (".json",)
ADDRESS_HELP = "The full path of dbt's folder target, or of the manifest.json in it."
EVIDENCE = WarehouseEvidence
OPTIONS = (
    Option(
        name="models", label="Tables the use case reads, one a line", form="lines",
        help="Models, sources or exposures; what they are made from is looked at too.",
    ),
    Option(
        name="run_results", label="run_results.json", form="file",
        help="Empty: the one beside the manifest.",
    ),
    Option(
        name="sources", label="sources.json", form="file",
        help="Empty: the one beside the manifest; written by dbt source freshness.",
    ),
    *objectives.options(KIND),
)  # fmt: skip

MANIFEST, RUN, AGES, CATALOGUE = "manifest.json", "run_results.json", "sources.json", "catalog.json"
WHAT = {
    MANIFEST: "which tables there are, their tests, limits, contracts and owners",
    RUN: "how the tests ended", AGES: "how old the sources were",
    CATALOGUE: "which columns the tables really have",
}  # fmt: skip
CHOICES = 300
T = TypeVar("T", bound=BaseModel)


def requests(source: Source) -> tuple[Request, ...]:
    """The files that reading this project will open."""
    _lines(source)
    return tuple(Request(verb="read", what=name, why=why) for name, why in WHAT.items())


def read(source: Source, circumstances: Circumstances) -> WarehouseEvidence:
    """The project; :class:`SourceUnavailable` where its manifest cannot be read."""
    held, folder = objectives.stated(source.options), _folder(source, circumstances)
    circumstances.progress("tables and tests")
    manifest = _artifact(Manifest, folder.get(MANIFEST), MANIFEST, circumstances)
    catalogue, _ = part(
        lambda: _artifact(Catalogue, folder.get(CATALOGUE), CATALOGUE, circumstances), None
    )
    own = chosen(manifest, _lines(source))
    meant = tables(manifest, catalogue, own)
    circumstances.progress("the last run, and the age of the sources")
    run, tested = part(lambda: _artifact(RunResults, folder.get(RUN), RUN, circumstances), None)
    ages, aged = part(lambda: _artifact(Sources, folder.get(AGES), AGES, circumstances), None)
    return WarehouseEvidence(
        tool=f"dbt {manifest.metadata.dbt_version[:40]}".strip(), read_at=circumstances.now(),
        project=redact(manifest.metadata.project_name or "")[:200], reader=reader_of(source),
        written_at=manifest.metadata.generated_at, narrowed=bool(own), objectives=held,
        tables=tuple(meant.values()), catalogued=catalogue is not None,
        tests=_tests(manifest, run, meant), tests_at=run.metadata.generated_at if run else None,
        tested=tested, ages=_ages(ages, meant),
        ages_at=ages.metadata.generated_at if ages else None, aged=aged,
    )  # fmt: skip


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """The version, what there is, and what the use case may read."""
    folder = _folder(source, circumstances)
    manifest = _artifact(Manifest, folder.get(MANIFEST), MANIFEST, circumstances)
    found = tables(manifest, None, ())
    models = sum(not item.source for item in found.values())
    exposures = [Choice(value=item.unique_id, label=f"exposure {item.name}")
                 for item in manifest.exposures.values()]  # fmt: skip
    rows = [
        Choice(value=identity, label=("source " if item.source else "model ") + item.name)
        for identity, item in found.items()
    ]
    beside = ", ".join(name for name in (RUN, AGES, CATALOGUE) if folder.get(name)) or "nothing"
    told = (
        f"dbt {manifest.metadata.dbt_version}, {counted(models, 'model')}, "
        f"{counted(len(found) - models, 'source')}, "
        f"beside the manifest: {beside}"
    )
    choices = (*exposures, *rows)[:CHOICES]
    return Survey(told=redact(told), choices={"models": choices} if choices else {})


def _lines(source: Source) -> list[str]:
    return [item.strip() for item in lines(source.options, "models")]


def _folder(source: Source, circumstances: Circumstances) -> dict[str, Path]:
    """The artifacts by what they are called, as far as they are there."""
    where = allowed_path(source.address, circumstances.permission)
    folder = where if where.is_dir() else where.parent
    if where.is_dir() and not (where / MANIFEST).is_file() and (where / "target").is_dir():
        folder = where / "target"
    found = {name: folder / name for name in WHAT if (folder / name).is_file()}
    if where.is_file():
        found[MANIFEST] = where
    for name, option in ((RUN, "run_results"), (AGES, "sources")):
        if given := text(source.options, option):
            found[name] = Path(given)
    return found


def _artifact(kind: type[T], path: Path | None, name: str, circumstances: Circumstances) -> T:
    if path is None:
        raise SourceUnavailable(
            f"there is no {name}", f"Run dbt so that it writes {name}, and look again."
        )
    data = read_json(path, WHAT[name], circumstances)
    try:
        return kind.model_validate(data)
    except ValidationError as error:
        where = ".".join(str(step) for step in error.errors()[0]["loc"][:3]) or "the whole file"
        raise SourceUnavailable(
            f"{path.name} is no {name} of dbt that can be read, at {where[:80]}",
            f"Give the {name} that dbt 1.0 or later wrote.",
        ) from None


def _tests(manifest: Manifest, run: RunResults | None, meant: Mapping[str, BuiltTable]) -> TestRun:
    """The tests of the last run that are on one of the tables."""
    on = {test.unique_id: test.name for identity, rows in tests_by_table(manifest).items()
          if identity in meant for test in rows}  # fmt: skip
    found = [item for item in (run.results if run else ()) if item.unique_id in on]
    by: dict[str, list[Any]] = {"pass": [], "warn": [], "fail": [], "error": [], "skipped": []}
    for item in found:
        by.setdefault(item.status.lower(), []).append(on[item.unique_id])
    failed = tuple(redact(name)[:200] for name in (*by["fail"], *by["error"]))
    ran = len(by["pass"]) + len(by["warn"]) + len(failed)
    return TestRun(
        ran=ran, passed=len(by["pass"]), warned=len(by["warn"]), failed=failed,
        skipped=len(found) - ran,
    )  # fmt: skip


def _ages(ages: Sources | None, meant: Mapping[str, BuiltTable]) -> tuple[SourceAge, ...]:
    return tuple(
        SourceAge(
            name=meant[item.unique_id].name, status=item.status.lower()[:40],
            age_hours=None if item.max_loaded_at_time_ago_in_s is None
            else max(0.0, item.max_loaded_at_time_ago_in_s / 3600),
        )
        for item in (ages.results if ages else ())
        if item.unique_id in meant
    )  # fmt: skip
