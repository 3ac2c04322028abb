"""What a source of tables can be told about its days, keys, twin tables, and what it is a log of."""

from assessment.connectors.tables.options import text
from assessment.sources import Option, Options, Request, SourceUnavailable

PREDICTIONS = ("score", "label", "prediction", "version", "request", "time")
REVIEWS = ("queued", "reviewed", "proposed", "decided")
USAGE = ("user", "time", "target")
EXPERIMENT = ("variant", "unit")

FURTHER = (
    Option(
        name="feature_time", label="Column with the time a feature became known",
        help="Such as feature_ts: rows in which it is later than the next one know the future.",
    ),
    Option(
        name="known_by", label="Column with the time it had to be known by",
        help="Such as label_time or predicted_at.",
    ),
    Option(
        name="online", label="The same features as served online", form="file",
        help="A table with the same key and columns; values are compared key by key.",
    ),
    Option(
        name="predictions", label="If it is a log of predictions: its columns", form="pairs",
        help="score=…, label=…, prediction=…, version=…, request=…, time=…; those that there are.",
    ),
    Option(
        name="experiment", label="If it assigns variants: its columns and plan", form="pairs",
        help="variant=…, unit=…, then each variant with its planned share, such as control=0.5.",
    ),
    Option(
        name="reviews", label="If it is a log of reviews: its columns", form="pairs",
        help="queued=…, reviewed=…, proposed=…, decided=….",
    ),
    Option(
        name="usage", label="If it is a log of use: its columns", form="pairs",
        help="user=…, time=…, and how many people should use it as target=….",
    ),
    Option(name="online_tolerance", form="number", shown=False),
    Option(name="volume_by", form="choice", choices=("day", "hour"), shown=False),
)  # fmt: skip


def pairs(options: Options, name: str, known: tuple[str, ...] = ()) -> dict[str, str]:
    """An option of ``name=value`` pairs; where ``known`` is given, only those names.

    Raises :class:`SourceUnavailable` with the names that there are.
    """
    given = options.get(name) or {}
    if not isinstance(given, dict):
        raise SourceUnavailable(
            f"the option {name} is no list of pairs", f"Give {name} as name=value, with commas."
        )
    found = {str(key): str(value).strip() for key, value in given.items()}
    if unknown := [key for key in found if known and key not in known]:
        raise SourceUnavailable(
            f"the option {name} knows no {unknown[0]}", f"Name some of {', '.join(known)}."
        )
    return {key: value for key, value in found.items() if value}


def plan_of(options: Options) -> tuple[str, str, dict[str, float]]:
    """The column of the variant, that of the unit, and the planned weights of an experiment."""
    given = pairs(options, "experiment")
    variant, unit = given.pop("variant", ""), given.pop("unit", "")
    if given and not variant:
        raise SourceUnavailable(
            "the option experiment names no column",
            "Name it as variant=…, beside the planned shares.",
        )
    return variant, unit, {name: positive(value, "experiment") for name, value in given.items()}


def positive(value: str, name: str) -> float:
    """A number above zero; :class:`SourceUnavailable` for anything else."""
    try:
        number = float(value)
    except ValueError:
        number = 0.0
    if not 0 < number < float("inf"):
        raise SourceUnavailable(
            f"the option {name} has {value[:40]!r} where a number above zero is needed",
            f"Give {name} a number such as 0.5.",
        )
    return number


def key_of(options: Options) -> tuple[str, ...]:
    """The columns that make a key together, named with commas between them."""
    return tuple(part.strip() for part in text(options, "key").split(",") if part.strip())


def requests(options: Options, table: str) -> tuple[Request, ...]:
    """The statements that the measures here run besides those of every table."""
    rows = [
        (f"rows by day of {table}, and counts by decile and category of its newest days",
         "how many rows each day has, and whether values moved"),
        (f"rows of {table} by hour of the event that were loaded late", "how many rows come late"),
    ]  # fmt: skip
    told = {
        "key": (f"rows by key of {table}", "how many keys are missing or come twice"),
        "reference": (f"categories and ranges of {table} that the training table lacks",
                      "how many values are new"),
        "feature_time": (f"rows of {table} whose feature is younger than what it explains",
                         "whether features know the future"),
        "online": (f"{table} joined by key with the online table", "where the two have other values"),
        "predictions": (f"predictions of {table} by part of the score", "whether confidence is true"),
        "experiment": (f"units by variant of {table}", "whether the split is the planned one"),
        "reviews": (f"cases of {table} by time to review", "how many were reviewed in time"),
        "usage": (f"different users of {table} in a week", "how many people use it"),
    }  # fmt: skip
    rows += [row for name, row in told.items() if options.get(name)]
    for name, known in (("predictions", PREDICTIONS), ("reviews", REVIEWS), ("usage", USAGE)):
        pairs(options, name, known)
    plan_of(options)
    return tuple(Request(verb="SELECT", what=what, why=why) for what, why in rows)
