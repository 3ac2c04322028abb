"""How a probe of a repository says what it saw; *absent* only where it could look at everything."""

from collections.abc import Iterable, Sized

from assessment.model import Outcome, Place, Reading
from assessment.observation import Observation
from assessment.repository.evidence import RepositoryEvidence
from assessment.repository.looking import Hit, is_library, is_mostly_python, own, places
from assessment.repository.roles import role_of

_FEW = 0.03


def present(
    evidence: RepositoryEvidence,
    observed: str,
    hits: Iterable[Hit] = (),
    readings: tuple[Reading, ...] = (),
) -> Observation:
    """The statement is true, and here is where."""
    return _say(Outcome.PRESENT, observed, places(evidence, hits), readings)


def absent(
    evidence: RepositoryEvidence,
    observed: str,
    hits: Iterable[Hit] = (),
    readings: tuple[Reading, ...] = (),
    remedy: str = "",
) -> Observation:
    """The statement is false; turns to *unavailable* where part of the repository was not read."""
    if evidence.incomplete:
        return unavailable(
            f"{observed}, but {'; '.join(evidence.incomplete)} were not read",
            "Give a complete clone of the part that runs in production.",
        )
    return _say(Outcome.ABSENT, observed, places(evidence, hits), readings, remedy)


def absent_in_code(evidence: RepositoryEvidence, observed: str) -> Observation:
    """As :func:`absent`, for what is looked for in Python alone."""
    if evidence.files and not (evidence.modules or evidence.notebooks or evidence.languages):
        return unavailable(
            "no source code was recognised in this repository",
            "Point Prodworthy at the repository that holds the code.",
        )
    if not is_mostly_python(evidence):
        main = next(iter(evidence.languages))
        return unavailable(
            f"most of the source is .{main}, and only Python is parsed",
            "Answer this one by hand, and attach the lines that show it.",
        )
    return absent_in_python(evidence, observed)


def absent_in_python(
    evidence: RepositoryEvidence, observed: str, hits: Iterable[Hit] = ()
) -> Observation:
    """As :func:`absent`; turns to *unavailable* where Python files could not be parsed.

    Three in a hundred of the repository's own may be left out: a template, or a file of another version.
    """
    unread = [path for path in evidence.unparsed if path.endswith(".py") and _is_own(path)]
    if unread and len(unread) > _FEW * (len(own(evidence)) + len(unread)):
        return unavailable(
            f"{observed}, but {len(unread)} Python files, such as {unread[0]}, could not be parsed",
            "Answer this one by hand, and attach the lines that show it.",
        )
    return absent(evidence, observed, hits)


def not_applicable(observed: str) -> Observation:
    """The statement has no meaning here."""
    return _say(Outcome.NOT_APPLICABLE, observed)


def too_few(observed: str) -> Observation:
    """The statement has a meaning here, and too little has happened yet to judge it by."""
    return not_applicable(observed).model_copy(update={"too_few": True})


def not_served(evidence: RepositoryEvidence) -> Observation:
    """Nothing is served from this repository; unless it is a library, what serves is elsewhere."""
    if is_library(evidence):
        return not_applicable(f"a library, not a service ({_why(evidence)})")
    return unavailable(
        "no service was recognised in this repository",
        "Point Prodworthy at the repository that serves; if nothing does yet, say so in Ask.",
    )


def library(evidence: RepositoryEvidence) -> Observation:
    """The statement is about a system in operation, and this is a library."""
    return not_applicable(f"a library, not a system in operation ({_why(evidence)})")


def unavailable(observed: str, remedy: str) -> Observation:
    """We could not look."""
    return _say(Outcome.UNAVAILABLE, observed, remedy=remedy)


def counted(items: Sized, noun: str) -> str:
    """``1 place`` or ``3 places``."""
    return f"{len(items):,} {noun}{'s' * (len(items) != 1)}"


def reading(
    evidence: RepositoryEvidence, metric: str, value: float, unit: str, *, query: str, n: float
) -> Reading:
    """A number counted in the repository at the time of reading; ``n`` is the count behind it."""
    return Reading(
        metric=metric, value=value, unit=unit, n=n, query=query, read_at=evidence.read_at
    )


def _is_own(path: str) -> bool:
    return role_of(path) == "source"


def _why(evidence: RepositoryEvidence) -> str:
    return "; ".join(evidence.classification.reasons[-2:]) or "no service was recognised"


def _say(
    outcome: Outcome,
    observed: str,
    where: tuple[Place, ...] = (),
    readings: tuple[Reading, ...] = (),
    remedy: str = "",
) -> Observation:
    return Observation(
        outcome=outcome, observed=observed, places=where, readings=readings, remedy=remedy
    )
