"""Reads a table of an engine that holds several, and what it is compared with: one beside it or a file."""

from collections.abc import Callable
from typing import Protocol

from assessment.connectors.runtime.links import reader_of
from assessment.connectors.tables import reading
from assessment.connectors.tables.engine import Engine
from assessment.connectors.tables.evidence import DatasetEvidence, ShiftReport
from assessment.connectors.tables.files_read import against_file, reference_file
from assessment.connectors.tables.options import column_choices, text
from assessment.connectors.tables.reading import LIVE, REFERENCE
from assessment.sources import Choice, Circumstances, Source, SourceUnavailable, Survey


class Holding(Engine, Protocol):
    """An engine that gives one of its tables a name of ours."""

    def view(self, name: str, table: str) -> None:
        """Name a table; :class:`SourceUnavailable` where there is none to read."""


def read_beside(
    engine: Holding, table: str, source: Source, circumstances: Circumstances
) -> DatasetEvidence:
    """Everything about one table; :class:`SourceUnavailable` where it cannot be read."""
    engine.view(LIVE, table)
    seen = reading.seen(engine, LIVE, source.options, circumstances, table)
    seen = seen.model_copy(update={"reader": reader_of(source)})
    return seen.model_copy(update={"shift": _shift(engine, seen, source, circumstances)})


def surveyed(engine: Holding, told: str, tables: tuple[Choice, ...], source: Source) -> Survey:
    """What there is to choose from; of a table that was chosen its columns as well."""
    table, columns = text(source.options, "table"), {}
    if table:
        engine.view(LIVE, table)
        columns = column_choices(engine.columns(LIVE))
    return Survey(
        told=told,
        warning="" if tables else "it has no table, or none that this account may read",
        choices={"table": tables, "reference": tables, **columns},
    )


def _shift(
    engine: Holding, seen: DatasetEvidence, source: Source, circumstances: Circumstances
) -> ShiftReport | None:
    """Against the training table; that it cannot be read costs this comparison alone."""
    options, table = source.options, text(source.options, "reference")
    if not table:
        given = {**options, "reference": text(options, "reference_file")}
        file, trouble = reference_file(given, circumstances)
        return against_file(engine, seen, file, options, circumstances) if file else trouble
    circumstances.progress("live against training data")
    return trying(table, lambda: _compared(engine, table, seen, source))


def _compared(engine: Holding, table: str, seen: DatasetEvidence, source: Source) -> ShiftReport:
    engine.view(REFERENCE, table)
    return reading.compared((engine, LIVE), (engine, REFERENCE), seen, source.options, table)


def trying(name: str, compare: Callable[[], ShiftReport]) -> ShiftReport:
    """A comparison, or why there is none."""
    try:
        return compare()
    except SourceUnavailable as problem:
        return ShiftReport(reference=name, reason=f"the training table: {problem.reason}")
