"""What a source of tables is told, out of its options."""

from collections.abc import Mapping

from assessment.connectors.tables.engine import is_time
from assessment.sources import Choice, Options, SourceUnavailable

USUAL_EVENT_TIMES = ("event_time", "event_timestamp", "event_ts", "occurred_at", "created_at")
USUAL_LOAD_TIMES = ("load_time", "loaded_at", "ingested_at", "_loaded_at")


def lines(options: Options, name: str) -> list[str]:
    """An option of one entry a line, without empty ones."""
    given = options.get(name, [])
    if isinstance(given, str):
        given = given.splitlines()
    if not isinstance(given, list):
        raise SourceUnavailable(f"the option {name} is not a list", f"Give {name} line by line.")
    return [str(item) for item in given if str(item).strip()]


def text(options: Options, name: str) -> str:
    """An option of one text, without blanks around it."""
    return str(options.get(name, "")).strip()


CHOOSE = "Choose the table; Test connection lists those that are there."


def without_table(options: Options) -> str:
    """What to say where no table of a database is chosen; empty where one is."""
    return "" if text(options, "table") else CHOOSE


def event_time(options: Options, types: dict[str, str]) -> str:
    """The column of event times: the one named, else the first of a usual name, else none."""
    return text(options, "event_time") or _first(USUAL_EVENT_TIMES, types)


def load_time(options: Options, types: dict[str, str]) -> str:
    """The column of load times, found alike."""
    return text(options, "load_time") or _first(USUAL_LOAD_TIMES, types)


def left_out(options: Options) -> tuple[str, ...]:
    """Columns that are no input of the model, so that their moving says nothing."""
    named = (text(options, name) for name in ("event_time", "load_time", "label", "key"))
    return (*(name for name in named if name), *USUAL_EVENT_TIMES, *USUAL_LOAD_TIMES)


def _first(names: tuple[str, ...], types: dict[str, str]) -> str:
    return next((name for name in names if name in types), "")


def sized(rows: int, columns: int) -> str:
    """How large a table is, in words."""
    return f"{rows:,} rows in {'one column' if columns == 1 else f'{columns:,} columns'}"


def column_choices(types: Mapping[str, str]) -> dict[str, tuple[Choice, ...]]:
    """The columns to choose from; those that hold times first where a time is asked for."""
    if len(types) > COLUMNS_SHOWN:
        return {}
    names = sorted(types, key=lambda name: not is_time(types[name]))
    timed = tuple(Choice(value=name, label=f"{name} ({types[name]})") for name in names)
    plain = tuple(Choice(value=name, label=f"{name} ({kind})") for name, kind in types.items())
    return {"event_time": timed, "load_time": timed, "label": plain, "key": plain}


COLUMNS_SHOWN = 500
