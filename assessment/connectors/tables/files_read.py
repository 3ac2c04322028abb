"""Reads a table in a file, and the file that the model was trained on beside it."""

from datetime import UTC, datetime
from pathlib import Path

from assessment.connectors.runtime.links import reader_of
from assessment.connectors.tables import files, reading
from assessment.connectors.tables.duck import DuckDB
from assessment.connectors.tables.evidence import DatasetEvidence, ShiftReport
from assessment.connectors.tables.options import text
from assessment.connectors.tables.reading import LIVE, REFERENCE
from assessment.sources import Circumstances, Options, Source, SourceUnavailable


def read_files(source: Source, circumstances: Circumstances) -> DatasetEvidence:
    """Everything about one table; :class:`SourceUnavailable` where it cannot be read."""
    file = files.allowed_file(source.address, circumstances.permission)
    against, trouble = _reference(source.options, circumstances)
    with DuckDB([file, *([against] if against else [])], circumstances) as engine:
        engine.view(LIVE, file)
        seen = reading.seen(engine, LIVE, source.options, circumstances, file.name)
        seen = seen.model_copy(update=_identified(source, file))
        if against is None:
            return seen.model_copy(update={"shift": trouble})
        circumstances.progress("live against training data")
        engine.view(REFERENCE, against)
        report = reading.compared(
            (engine, LIVE), (engine, REFERENCE), seen, source.options, against.name
        )
    return seen.model_copy(update={"shift": report})


def _identified(source: Source, file: Path) -> dict[str, object]:
    found = file.stat()
    return {
        "digest": files.digest(file),
        "size": found.st_size,
        "modified_at": datetime.fromtimestamp(found.st_mtime, UTC),
        "reader": reader_of(source),
    }


def _reference(
    options: Options, circumstances: Circumstances
) -> tuple[Path | None, ShiftReport | None]:
    """The training table, or why it cannot be read: the live one is looked at all the same."""
    given = text(options, "reference")
    if not given:
        return None, None
    try:
        return files.allowed_file(given, circumstances.permission), None
    except SourceUnavailable as problem:
        told = f"the training table: {problem.reason}"
        return None, ShiftReport(reference=Path(given).name, reason=told)
