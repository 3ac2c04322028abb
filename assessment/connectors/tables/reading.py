"""Everything that is read from one table, whichever engine holds it."""

from collections.abc import Mapping, Sequence

from assessment.connectors.tables import profile, rules, shift
from assessment.connectors.tables.engine import Engine
from assessment.connectors.tables.evidence import Column, DatasetEvidence, ShiftReport
from assessment.connectors.tables.further import Further
from assessment.connectors.tables.known_values import known_values
from assessment.connectors.tables.options import event_time, left_out, lines, load_time
from assessment.connectors.tables.schema_change import changed
from assessment.objectives import stated
from assessment.sources import Circumstances, Options, SourceUnavailable

COLUMNS_LIMIT = 1000
LIVE, REFERENCE = "live", "reference"


def seen(
    engine: Engine, view: str, options: Options, circumstances: Circumstances, name: str
) -> DatasetEvidence:
    """Counts, freshness and rules of a table; :class:`SourceUnavailable` where it has no row."""
    circumstances.progress("counting rows and values")
    types = chosen(engine.columns(view), options)
    rows, columns = profile.profile(engine, view, types)
    if not rows:
        raise SourceUnavailable(
            "the table has a header and no row", "Export it again, with the rows of live traffic."
        )
    circumstances.progress("freshness and rules")
    results, breaking = rules.hold(engine, view, types, lines(options, "rules"))
    now, event = circumstances.now(), event_time(options, types)
    load = load_time(options, types)
    evidence = DatasetEvidence(
        name=name,
        read_at=now,
        rows=rows,
        columns=columns,
        freshness=profile.freshness(engine, view, types, event=event, load=load, now=now)
        if event
        else None,
        rules=results,
        rows_breaking_rules=breaking,
        objectives=stated(options),
    )
    return Further(engine, view, options, circumstances, evidence).of_itself()


def compared(
    live: tuple[Engine, str], reference: tuple[Engine, str], evidence: DatasetEvidence,
    options: Options, name: str,
) -> ShiftReport:  # fmt: skip
    """How far a table that was read lies from its reference called ``name``."""
    engine, view = reference
    types = chosen(engine.columns(view), options)
    rows, columns = profile.profile(engine, view, types)
    told: dict[str, object] = {
        "reference": name,
        "live_rows": evidence.rows,
        "reference_rows": rows,
    }
    told |= _new(live, reference, evidence, columns, rows, options, name)
    fewer = min(rows, evidence.rows)
    if fewer < evidence.objectives.minimum_rows:
        reason = f"{fewer:,} rows are too few to tell a shift from chance"
        return ShiftReport.model_validate(told | {"reason": reason})
    report = shift.compare(
        shift.Side(*live, evidence.rows, evidence.columns),
        shift.Side(engine, view, rows, columns),
        left_out(options),
    )
    reason = "" if report.shifts else "the two tables share no column that can be compared"
    return report.model_copy(update=told | {"reason": reason})


def _new(
    live: tuple[Engine, str], reference: tuple[Engine, str], evidence: DatasetEvidence,
    known: Sequence[Column], rows: int, options: Options, name: str,
) -> dict[str, object]:  # fmt: skip
    """Columns and values of the live table that its reference does not have."""
    out = set(left_out(options))
    here = {item.name: item.type for item in evidence.columns if item.name not in out}
    there = [item for item in known if item.name not in out]
    sizes = (evidence.rows, rows)
    return {
        "columns": changed(here, {item.name: item.type for item in there}, name),
        "known_values": known_values(live, reference, name, sizes, there, here),
    }


def chosen(types: Mapping[str, str], options: Options) -> dict[str, str]:
    """The columns to read: those of the options, or all where they are not too many."""
    wanted = lines(options, "columns")
    found = {name: kind for name, kind in types.items() if not wanted or name in wanted}
    if not found:
        raise SourceUnavailable(
            "none of the columns named is in the table", "Check the names under columns."
        )
    if len(found) > COLUMNS_LIMIT:
        raise SourceUnavailable(
            f"the table has {len(found):,} columns, and at most {COLUMNS_LIMIT:,} are read",
            "Name the columns that the model uses under columns.",
        )
    return found
