"""A report to test with: the shipped pack, invented people and findings, the real judgement."""

import random
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any

from assessment.model import (
    Answer,
    AnswerKind,
    Bearing,
    Finding,
    Grade,
    Outcome,
    Place,
    Reading,
    Respondent,
)
from assessment.sources import Source
from content.applicability import questions
from content.loading import load_shipped
from content.model import Pack
from content.traits import Traits
from reports.model import Report, UseCaseFacts
from scoring.forecast import History, forecast
from scoring.model import Inputs
from scoring.readiness import judge
from scoring.roadmap import plan
from scoring.roadmap_model import Freeze, PlanInputs
from scoring.sensitivity import basis
from scoring.turning import turning
from scoring.verifying import Look

AS_OF = datetime(2026, 11, 16, 9, 30, tzinfo=UTC)
READ = datetime(2026, 11, 13, 9, 14, tzinfo=UTC)
PROMETHEUS = "https://prometheus.example.org"
TRAITS = Traits(
    risk_class="limited",
    decision_window_hours=0.01,
    peak_requests_per_second=40,
    availability_target=0.999,
    latency_p95_ms=250,
)
PEOPLE = (
    Respondent(id="r1", name="L. Brandt", role="executive"),
    Respondent(id="r2", name="A. Ferreira", role="platform_engineering"),
    Respondent(id="r3", name="J. Mwangi", role="ml_engineering"),
)
SOURCES = (
    Source(
        id="s-prom",
        kind="prometheus",
        name="Prometheus",
        address=PROMETHEUS,
        authorised_by="A. Ferreira",
    ),
    Source(
        id="s-repo",
        kind="repository",
        name="Repository",
        address="https://git.example.org/fraud/scoring",
    ),
)


@cache
def pack() -> Pack:
    """The shipped pack, read once."""
    return load_shipped("ai-production")


HISTORY = History(pilots=5, in_production=1)
BOASTS = ("eng.rollback", "observable.input-drift", "data.training-serving-skew", "data.pipelines")
UNKNOWN = "org.third-party"


def answers(
    depth: str = "full", profile: str = "customer-realtime", highest: int = 4
) -> tuple[Answer, ...]:
    """Three people on every question of the depth; the executive says a level more."""
    chance = random.Random(7)
    ids = questions(pack(), pack().profile(profile), TRAITS, pack().depth(depth))
    made = []
    for item in ids:
        base = 4 if item in BOASTS else chance.choice([2, 3, 3, 3, 4])
        for person in PEOPLE:
            if item == UNKNOWN:
                made.append(_answer(item, person, kind=AnswerKind.DONT_KNOW))
                continue
            level = min(highest, base + (1 if person.role == "executive" else 0))
            grade = chance.choice([Grade.STATEMENT, Grade.EXAMPLE, Grade.ARTEFACT, Grade.ARTEFACT])
            made.append(_answer(item, person, kind=AnswerKind.LEVEL, level=level, grade=grade))
    return tuple(made)


def _answer(capability: str, person: Respondent, **more: Any) -> Answer:
    at = datetime(2026, 11, 6, 14, 30, tzinfo=UTC)
    key = f"a-{capability}-{person.id}"
    return Answer(
        id=key, capability=capability, respondent=person.id, role=person.role, at=at, **more
    )


def reading(metric: str, value: float, unit: str, **more: Any) -> Reading:
    """A number of the example's Prometheus, with a line of thirty days unless told otherwise."""
    start = READ.timestamp() - 30 * 86_400
    wave = [value * (1 + 0.04 * ((place * 37) % 11 - 5) / 5) for place in range(29)] + [value]
    trend = tuple((start + place * 86_400 * 30 / 29, each) for place, each in enumerate(wave))
    given = {
        "trend": trend,
        "window_seconds": 30 * 86_400,
        "history_seconds": 30 * 86_400,
        "read_at": READ,
        "query": f'avg_over_time({metric}{{service="fraud-scoring"}}[30d])',
        "url": f"{PROMETHEUS}/graph?g0.expr={metric}&g0.tab=0",
    }
    return Reading(metric=metric, value=value, unit=unit, **(given | more))


def finding(number: int, capability: str, anchor: int, outcome: Outcome, **more: Any) -> Finding:
    """One finding on one capability."""
    given: dict[str, Any] = {
        "id": f"f{number}",
        "probe": f"example.probe-{number}",
        "source": "s-prom",
        "source_kind": "prometheus",
        "statement": "The condition of this capability holds",
        "observed": "nothing of the kind was found",
        "expected": "at least one",
        "observed_at": READ,
        "valid_until": READ + timedelta(days=30),
        "bearings": (
            Bearing(pack="ai-production", capability=capability, anchor=anchor, required=True),
        ),
        "places": (
            Place(
                label="Prometheus, graph of 13 November",
                query=f"up{{job='{number}'}}",
                url=f"{PROMETHEUS}/graph?n={number}",
            ),
        ),
    }
    return Finding(outcome=outcome, **(given | more))


def findings() -> tuple[Finding, ...]:
    """Absent ones that contradict claims, present ones with numbers, one that could not look."""
    repo = {"source": "s-repo", "source_kind": "repository"}
    file = (
        Place(
            label="deploy/service.yaml:12 at 3f2c9aa",
            url="https://git.example.org/fraud/scoring/blob/3f2c9aa/deploy/service.yaml#L12",
        ),
    )
    return (
        finding(
            1,
            "eng.rollback",
            3,
            Outcome.ABSENT,
            statement="The previous version of the model is kept and can be served again",
            observed="no tag, registry entry or image before the current one",
            places=file,
            remedy="Keep the last two images and name them in the deployment",
            **repo,
        ),
        finding(
            2,
            "observable.input-drift",
            3,
            Outcome.ABSENT,
            statement="A shift of the live inputs raises an alert with a runbook",
            observed="no rule reads an input distribution; a shift of 0.34 raised nothing",
            readings=(reading("max_feature_psi", 0.34, "PSI", n=4000),),
        ),
        finding(
            3,
            "data.training-serving-skew",
            3,
            Outcome.ABSENT,
            statement="Live features equal the training features on the same rows",
            observed="2.8 % of 4,000 rows differ",
            readings=(
                reading("row_mismatch_ratio", 0.028, "ratio", low=0.024, high=0.032, n=4000),
            ),
        ),
        finding(
            4,
            "reliable.availability",
            3,
            Outcome.PRESENT,
            statement="The service answers",
            observed="99.93 % of 1.2 million requests answered",
            readings=(
                reading(
                    "availability",
                    0.9993,
                    "ratio",
                    low=0.9991,
                    high=0.9995,
                    history_seconds=480.0,
                    trend=(),
                ),
            ),
        ),
        finding(
            5,
            "reliable.latency",
            3,
            Outcome.PRESENT,
            statement="The 95th percentile of latency keeps its objective",
            observed="188 ms against 250 ms",
            readings=(
                reading("latency_p95_ms", 188.0, "ms", low=181.0, high=197.0),
                reading("latency_p99_ms", 322.0, "ms"),
            ),
        ),
        finding(
            6,
            "scalable.unit-cost",
            3,
            Outcome.UNAVAILABLE,
            statement="Cost per case is recorded",
            observed="the billing export answered 403",
            remedy="Grant the reader role on the cost view",
            places=(),
        ),
        finding(
            7,
            "eng.ci-cd",
            3,
            Outcome.PRESENT,
            statement="Every change runs tests before it is merged",
            observed="38 of 40 merges ran them",
            places=file,
            **repo,
        ),
        finding(
            8,
            "data.pipelines",
            3,
            Outcome.PRESENT,
            statement="Data arrives by scheduled jobs",
            observed="1,204 runs, 93.1 % in time",
            readings=(
                reading("pipeline_success_ratio", 0.931, "ratio", low=0.92, high=0.945, n=1204),
            ),
        ),
    )


def looks() -> dict[str, tuple[Look, ...]]:
    """One probe that has not looked yet, for one of the critical capabilities."""
    look = Look(
        probe="example.on-call",
        statement="A rota covers the opening hours",
        connectors=("alertmanager",),
        anchor=3,
    )
    return {"maintainable.on-call": (look,)}


def roadmap_inputs(**more: Any) -> PlanInputs:
    """A client's side of the plan, with rates and a trading freeze."""
    rates = {role.id: 2900.0 for role in pack().roles}
    given: dict[str, Any] = {
        "start": date(2026, 11, 23),
        "capacity": {
            "ml_engineering": 1.5,
            "platform_engineering": 1.5,
            "data_engineering": 1.0,
            "product": 0.5,
        },
        "rates": rates,
        "currency": "EUR",
        "value_low": 190_000,
        "value_high": 430_000,
        "freezes": (Freeze(name="trading freeze", start=date(2026, 12, 14), end=date(2027, 1, 3)),),
        "owners": {"I-ENG-04": "A. Ferreira", "I-OBS-01": "J. Mwangi", "I-DATA-07": "J. Mwangi"},
    }
    return PlanInputs(**(given | more))


def report(
    *,
    depth: str = "full",
    profile: str = "customer-realtime",
    said: tuple[Answer, ...] | None = None,
    found: tuple[Finding, ...] | None = None,
    planned: PlanInputs | None = None,
    **more: Any,
) -> Report:
    """The example with parts replaced: answers, findings, plan inputs, fields of the report."""
    held = pack()
    kind = held.profile(profile)
    spoken = answers(depth, profile) if said is None else said
    seen = findings() if found is None else found
    asked = questions(held, kind, TRAITS, held.depth(depth))
    inputs = Inputs(
        profile=profile, traits=TRAITS, depth=depth, asked=asked, answers=spoken, findings=seen
    )
    card = judge(held, inputs, AS_OF)
    road = None
    if held.depth(depth).gives_verdict:
        road = plan(
            held, card, seen, planned or roadmap_inputs(), AS_OF, traits=TRAITS,
            made=basis(held, inputs, AS_OF),
        )  # fmt: skip
    given: dict[str, Any] = {
        "client": "Northwind Retail",
        "fictional": True,
        "mark": "Example – fictional client, invented figures",
        "use_case": UseCaseFacts(
            name="Returns-fraud scoring",
            sponsor="L. Brandt, Chief Operating Officer",
            traits=TRAITS,
        ),
        "assessed_from": date(2026, 11, 2),
        "assessed_to": date(2026, 11, 13),
        "made_at": AS_OF,
        "snapshot": "7c1e-94af",
        "pack": held,
        "profile": kind,
        "scorecard": card,
        "roadmap": road,
        "respondents": PEOPLE,
        "answers": spoken,
        "findings": seen,
        "sources": SOURCES,
        "turning": turning(held, inputs, AS_OF, looks()),
        "forecast": forecast(held, card, HISTORY),
    }
    return Report(**(given | more))
