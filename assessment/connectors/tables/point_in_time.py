"""Features that became known only after the moment at which the model needed them."""

from assessment.connectors.tables.engine import Engine, Expression
from assessment.connectors.tables.measures import PointInTime


def later_rows(engine: Engine, view: str, feature_time: str, known_by: str) -> Expression:
    """One row: rows with both times, and those whose feature time is the later one."""
    table = engine.table(view)
    known = engine.seconds(table[feature_time])
    both = table.select(feature=known, by=engine.seconds(table[known_by]))
    both = both.filter(both.feature.notnull(), both.by.notnull())
    return both.agg(rows=both.count(), later_rows=both.count(where=both.feature > both.by))


def point_in_time(
    engine: Engine, view: str, name: str, feature_time: str, known_by: str
) -> PointInTime:
    """How many rows of a table know the future; ``name`` is what a reader calls the table."""
    told = PointInTime(table=name, feature_time=feature_time, known_by=known_by)
    table = engine.table(view)
    for column in (feature_time, known_by):
        if column not in table.columns:
            return told.model_copy(update={"reason": f"{name} has no column {column}"})
    asked = later_rows(engine, view, feature_time, known_by)
    found = engine.one(asked, "how many features are younger than what they explain")
    if not found["rows"]:
        return told.model_copy(update={"reason": f"no row of {name} has both times"})
    return told.model_copy(update=found)
