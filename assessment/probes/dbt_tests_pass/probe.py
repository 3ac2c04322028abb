"""How the tests ended."""

from assessment.connectors.warehouse.evidence import WarehouseEvidence
from assessment.connectors.warehouse.saying import few, reading, unread
from assessment.model import Outcome
from assessment.observation import Observation

METRIC, FILE = "rule_failures", "run_results.json"


def observe(evidence: WarehouseEvidence) -> Observation:
    """A warning is told and is no failure: the project itself decided so."""
    if cannot := unread(evidence, evidence.tested, evidence.tests_at, FILE):
        return cannot
    tests = evidence.tests
    if not tests.ran:
        return Observation(
            outcome=Outcome.UNAVAILABLE, observed="the last run had no test on these tables",
            remedy="Give the run_results.json of dbt test or dbt build.",
        )  # fmt: skip
    named = f": {few(list(tests.failed))}" if tests.failed else ""
    more = "".join(
        f", {count} {word}"
        for count, word in ((tests.warned, "warned"), (tests.skipped, "skipped"))
        if count
    )
    return Observation(
        outcome=Outcome.ABSENT if tests.failed else Outcome.PRESENT,
        observed=f"{len(tests.failed)} of {tests.ran} tests failed{more}{named}",
        places=(evidence.place(FILE),),
        readings=(reading(evidence, METRIC, len(tests.failed), "count", tests.ran, FILE),),
    )
