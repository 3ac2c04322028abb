"""Small packs, answers and findings for tests of the scoring."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from assessment.model import (
    Answer,
    AnswerKind,
    Artefact,
    Bearing,
    Finding,
    Grade,
    Outcome,
    Overrule,
    Reading,
    Waiver,
)
from content.judgement import (
    GradeJudgement,
    Judgements,
    Perturbation,
    ProbeJudgement,
    Thresholds,
    Weights,
)
from content.model import (
    Area,
    Capability,
    Depth,
    Effort,
    ExitCriterion,
    Initiative,
    MeasuredCondition,
    Metric,
    Pack,
    Permits,
    Profile,
    Role,
)
from content.traits import Traits
from scoring.model import Inputs

NOW = datetime(2026, 11, 1, 12, tzinfo=UTC)
GAPS = ("data", "engineering", "organization")
DIMENSIONS = ("reliable", "observable", "governable", "scalable", "maintainable")
AREAS = GAPS + DIMENSIONS
CRITICAL_PLACES = (0, 1)
_numbers = count()

GRADES = tuple(
    GradeJudgement(id=name, name=name, meaning="", spread=spread, discount=discount, reason="")
    for name, spread, discount in (
        ("E0", 1.2, 0.6),
        ("E1", 1.0, 0.4),
        ("E2", 0.7, 0.2),
        ("E3", 0.5, 0.0),
    )
)


def judgements(draws: int = 400) -> Judgements:
    return Judgements(
        prior=(0.25, 0.30, 0.25, 0.14, 0.06),
        prior_reason="",
        grades=GRADES,
        probes=ProbeJudgement(reason=""),
        thresholds=Thresholds(reasons={}),
        weights=Weights(reason=""),
        perturbation=Perturbation(draws=draws, reason=""),
    )


def capability(name: str, area: str, **changes: Any) -> Capability:
    fields: dict[str, Any] = {
        "id": name,
        "name": name.replace(".", " "),
        "short_name": name,
        "area": area,
        "scope": "use_case",
        "definition": "",
        "why": "",
        "anchors": ("1", "2", "3", "4", "5"),
        "evidence": "",
        "who": "engineer",
        "minutes": 3,
    }
    return Capability.model_validate(fields | changes)


def initiative(name: str, closes: str, **changes: Any) -> Initiative:
    fields: dict[str, Any] = {
        "id": name,
        "title": f"Build {closes}",
        "capability": closes,
        "summary": "",
        "lead_role": "engineer",
        "effort": (Effort(role="engineer", low=1, mid=2, high=4),),
        "effort_reason": "",
        "exit": ExitCriterion(sentence="It holds.", conditions=(measured(),), proof_days=30),
    }
    return Initiative.model_validate(fields | changes)


def measured(**changes: Any) -> MeasuredCondition:
    fields: dict[str, Any] = {
        "kind": "measured",
        "id": "fast-enough",
        "metric": "latency_p95",
        "comparison": "<=",
        "target": 250,
        "unit": "ms",
        "window": "30d",
        "connectors": ("prometheus",),
    }
    return MeasuredCondition.model_validate(fields | changes)


def profile(critical: tuple[str, ...], **changes: Any) -> Profile:
    fields: dict[str, Any] = {
        "id": "service",
        "name": "Service",
        "description": "",
        "default_traits": Traits(),
        "critical": critical,
        "permits": Permits(
            ready="Go live.", conditional="Go on.", not_ready="Wait.", insufficient_evidence="Ask."
        ),
        "reason": "",
    }
    return Profile.model_validate(fields | changes)


DEPTHS = (
    Depth(id="pulse", name="Pulse", promise="", minutes=8, gives_verdict=False, reason=""),
    Depth(id="standard", name="Standard", promise="", minutes=40, gives_verdict=True, reason=""),
    Depth(id="full", name="Full", promise="", minutes=60, gives_verdict=True, reason=""),
)


def pack(per_area: int = 5, draws: int = 400, **changes: Any) -> Pack:
    """Eight areas; the first capability of each, and the second of a dimension, is critical."""
    capabilities = tuple(
        capability(f"{area}.c{place}", area) for area in AREAS for place in range(per_area)
    )
    critical = tuple(f"{area}.c0" for area in AREAS) + tuple(f"{area}.c1" for area in DIMENSIONS)
    fields: dict[str, Any] = {
        "id": "small",
        "version": "1",
        "title": "Small",
        "question": "?",
        "areas": tuple(_area(area) for area in AREAS),
        "roles": tuple(
            Role(id=name, name=name.title(), group=group)
            for name, group in (
                ("engineer", "practitioner"),
                ("operator", "practitioner"),
                ("sponsor", "leader"),
            )
        ),
        "capabilities": capabilities,
        "initiatives": tuple(initiative(f"I-{item.id}", item.id) for item in capabilities),
        "profiles": (profile(critical),),
        "depths": DEPTHS,
        "metrics": (
            Metric(
                id="latency_p95",
                name="p95 latency",
                unit="ms",
                better="lower",
                meaning="",
            ),
        ),
        "frameworks": (),
        "base_rates": (),
        "judgements": judgements(draws),
        "digest": "0" * 64,
    }
    return Pack.model_validate(fields | changes)


def _area(name: str) -> Area:
    kind = "gap" if name in GAPS else "dimension"
    return Area(id=name, name=name.title(), kind=kind, question="?", summary="")


def answer(
    closes: str,
    level: int | None,
    grade: str = "E0",
    *,
    who: str = "ada",
    role: str = "engineer",
    kind: AnswerKind | None = None,
    **changes: Any,
) -> Answer:
    """A level answer, or a don't know without one; E3 brings its accepted artefact."""
    said = kind or (AnswerKind.DONT_KNOW if level is None else AnswerKind.LEVEL)
    fields: dict[str, Any] = {
        "id": f"a{next(_numbers)}",
        "capability": closes,
        "respondent": who,
        "role": role,
        "kind": said,
        "level": level,
        "grade": Grade(grade),
        "artefacts": (artefact(owner=who, accepted_by="grace"),) if grade == "E3" else (),
        "at": NOW,
    }
    return Answer.model_validate(fields | changes)


def artefact(**changes: Any) -> Artefact:
    fields: dict[str, Any] = {
        "digest": "d",
        "filename": "runbook.pdf",
        "size": 1,
        "owner": "ada",
        "added_at": NOW - timedelta(days=1),
        "valid_until": NOW + timedelta(days=179),
    }
    return Artefact.model_validate(fields | changes)


def finding(
    closes: str = "",
    anchor: int = 3,
    outcome: str = "present",
    *,
    bearing: dict[str, object] | None = None,
    bearings: tuple[Bearing, ...] | None = None,
    **changes: Any,
) -> Finding:
    bears = {"pack": "small", "capability": closes, "anchor": anchor} | (bearing or {})
    number = next(_numbers)
    fields: dict[str, Any] = {
        "id": f"f{number:06d}",
        "probe": f"probe{number}",
        "source": "repository",
        "source_kind": "repository",
        "statement": "It is there.",
        "outcome": Outcome(outcome),
        "observed": "",
        "expected": "",
        "bearings": (Bearing.model_validate(bears),) if bearings is None else bearings,
        "observed_at": NOW - timedelta(days=1),
        "valid_until": NOW + timedelta(days=29),
    }
    return Finding.model_validate(fields | changes)


def reading(value: float, **changes: Any) -> Reading:
    fields: dict[str, Any] = {
        "metric": "latency_p95",
        "value": value,
        "unit": "ms",
        "window_seconds": 30 * 86400,
        "history_seconds": 30 * 86400,
        "read_at": NOW,
    }
    return Reading.model_validate(fields | changes)


def overrule(found: Finding, **changes: Any) -> Overrule:
    fields: dict[str, Any] = {
        "finding": found.id,
        "by": "ada",
        "reason": "The probe looked at the wrong branch.",
        "at": NOW - timedelta(hours=1),
    }
    return Overrule.model_validate(fields | changes)


def waiver(closes: str, **changes: Any) -> Waiver:
    fields: dict[str, Any] = {
        "capability": closes,
        "by": "ada",
        "second": "grace",
        "reason": "Replaced next month.",
        "at": NOW - timedelta(days=1),
        "until": NOW + timedelta(days=30),
    }
    return Waiver.model_validate(fields | changes)


def inputs(**changes: Any) -> Inputs:
    return Inputs.model_validate({"profile": "service", "traits": Traits()} | changes)
