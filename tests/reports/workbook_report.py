"""A report to render: the shipped pack, a few people and findings, a plan of two initiatives."""

from datetime import UTC, date, datetime, timedelta
from functools import cache

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
from content.loading import load_shipped
from content.model import Pack
from reports.model import Decision, Report, UseCaseFacts
from scoring.forecast import History, forecast
from scoring.model import Inputs, Scorecard
from scoring.readiness import judge
from scoring.roadmap_model import (
    ConditionState,
    Freeze,
    Milestone,
    PlannedCondition,
    PlannedInitiative,
    Roadmap,
    RoleLoad,
    Status,
)
from scoring.turning import turning

AS_OF = datetime(2026, 11, 16, 9, 14, tzinfo=UTC)
FREEZE = Freeze(name="Trading freeze", start=date(2026, 12, 14), end=date(2027, 1, 3))


@cache
def pack() -> Pack:
    return load_shipped("ai-production")


def answers(comment: str = "As seen in the review") -> tuple[Answer, ...]:
    levels = {item.id: 2 + number % 3 for number, item in enumerate(pack().capabilities)}
    return tuple(
        Answer(
            id=f"a{number}",
            capability=name,
            respondent=person,
            role=role,
            kind=AnswerKind.LEVEL,
            level=level,
            grade=Grade.EXAMPLE,
            comment=comment,
            at=AS_OF,
        )
        for number, (name, level) in enumerate(levels.items())
        for person, role in (("p1", "ml_engineering"), ("p2", "executive"))
    )


def finding(
    observed: str = "no path back is written down", url: str = "http://127.0.0.1:9090/graph"
) -> Finding:
    reading = Reading(
        metric="latency_p95_ms",
        value=212.4,
        unit="ms",
        low=200.1,
        high=230.0,
        n=4000,
        window_seconds=30 * 86_400,
        history_seconds=480,
        query="histogram_quantile(0.95, x)",
        url=url,
        read_at=AS_OF,
    )
    return Finding(
        id="f1",
        probe="rollback_path",
        source="s1",
        source_kind="repository",
        statement="The last version can be restored by one command",
        outcome=Outcome.ABSENT,
        observed=observed,
        expected="one command",
        places=(Place(label="docs/release.md:8", url=url),),
        readings=(reading,),
        bearings=(Bearing(pack="ai-production", capability="eng.rollback", anchor=3),),
        observed_at=AS_OF,
        valid_until=AS_OF + timedelta(days=30),
    )


def given() -> Inputs:
    profile = pack().profile("customer-realtime")
    return Inputs(
        profile=profile.id,
        traits=profile.default_traits,
        depth="full",
        answers=answers(),
        findings=(finding(),),
    )


@cache
def scorecard() -> Scorecard:
    return judge(pack(), given(), AS_OF)


def initiative(name: str, start: date, opens: bool, **parts: object) -> PlannedInitiative:
    known = pack().initiative(name)
    end = start + timedelta(days=18)
    given: dict[str, object] = {
        "id": name,
        "title": known.title,
        "capability": known.capability,
        "from_level": 2,
        "to_level": 4,
        "opens_gate": opens,
        "lead_role": "platform_engineering",
        "owner": "Jonas Mwangi",
        "status": Status.CAN_START,
        "effort_low": 2.0,
        "effort_mid": 3.0,
        "effort_high": 5.0,
        "effort_by_role": {"platform_engineering": 2.0, "ml_engineering": 1.0},
        "cost_low": 9000.0,
        "cost_mid": 13000.0,
        "cost_high": 21000.0,
        "prerequisites": (),
        "priority": 0.4,
        "why": "opens the gate",
        "start": start,
        "end": end,
        "p50": end + timedelta(days=2),
        "p80": end + timedelta(days=9),
        "proof_end": end + timedelta(days=39),
        "slack_days": 12,
        "horizon": "30",
        "exit_sentence": known.exit.sentence,
        "conditions": (condition(),),
    }
    return PlannedInitiative.model_validate(given | parts)


def condition() -> PlannedCondition:
    return PlannedCondition(
        id="p95",
        text="95 of 100 requests within 300 ms",
        metric="latency_p95_ms",
        unit="ms",
        metric_name="95th percentile latency",
        target="≤ 300 ms",
        target_value=300.0,
        comparison="<=",
        window="30d",
        reading=finding().readings[0],
        source="s1",
        state=ConditionState.UNCERTAIN,
        note="8 minutes of 30 days",
    )


def roadmap(rows: tuple[PlannedInitiative, ...] | None = None) -> Roadmap:
    if rows is None:
        rows = (
            initiative("I-ENG-04", date(2026, 11, 23), True),
            initiative("I-DATA-02", date(2027, 1, 4), False, lead_role="ml_engineering"),
        )
    load = tuple(
        RoleLoad(role=role, people=people, weeks=(1.0, 0.5, 0.25))
        for role, people in (("platform_engineering", 0.8), ("ml_engineering", 1.2))
    )
    return Roadmap(
        start=date(2026, 11, 17),
        first_monday=date(2026, 11, 23),
        rows=rows,
        load=load,
        gate=Milestone(name="Gate", p50=date(2027, 2, 20), p80=date(2027, 3, 24)),
        limiting_role="platform_engineering",
        freezes=(FREEZE,),
        effort_low=4,
        effort_mid=6,
        effort_high=10,
        gate_effort_mid=3,
        currency="EUR",
        runs=2000,
        seed=7,
    )


def report(**parts: object) -> Report:
    held: dict[str, object] = {
        "client": "Northwind Retail",
        "fictional": True,
        "mark": "Example, fictional client",
        "use_case": UseCaseFacts(
            name="Returns-fraud scoring", traits=pack().profile("customer-realtime").default_traits
        ),
        "assessed_from": date(2026, 11, 2),
        "assessed_to": date(2026, 11, 13),
        "made_at": AS_OF,
        "snapshot": "7c1e94af",
        "pack": pack(),
        "profile": pack().profile("customer-realtime"),
        "scorecard": scorecard(),
        "roadmap": roadmap(),
        "answers": answers(),
        "findings": (finding(),),
        "respondents": (
            Respondent(id="p1", name="Lena Vogt", role="ml_engineering"),
            Respondent(id="p2", name="Tomas Keller", role="executive"),
        ),
        "sources": (
            Source(id="s1", kind="repository", name="Repository", address="/srv/repository"),
        ),
        "decisions": (Decision(title="Name an owner", text="Name who answers for the model"),),
        "turning": turning(pack(), given(), AS_OF),
        "forecast": forecast(pack(), scorecard(), History()),
    }
    return Report.model_validate(held | parts)
