"""What probes saw that speaks to a question: evidence to look at beside the answer, never a score.

A questionnaire may name the framework that its questions come from. Where another assessment of the
same use case has an evidence grid whose capabilities refer to that framework, the findings that
bear on those capabilities are shown beside the question.
"""

from assessment.model import Finding
from content.model import Pack
from content.questionnaire import Questionnaire
from content.values import Value
from engagement.judging import inputs_in
from engagement.store import Store, assessments, packs
from engagement.workspaces import assessment_in

MOST = 6
"""Findings beside one question: those that say something first, newest first."""


class Seen(Value):
    """A finding with the capability through which it speaks to a question."""

    finding: Finding
    capability: str
    assessment_id: str


def seen_beside(store: Store, assessment_id: str) -> dict[str, tuple[Seen, ...]]:
    """Question id -> what was seen that speaks to it; only questions to which something does."""
    with store.reading() as tx:
        here = assessment_in(tx, assessment_id)
        pack = packs.questionnaire(tx, here.pack.digest)
        if not pack.framework:
            return {}
        found: dict[str, list[Seen]] = {}
        for other in assessments.of_use_case(tx, here.use_case_id):
            grid = packs.either(tx, other.pack.digest)
            if isinstance(grid, Pack):
                given = inputs_in(tx, other.id)
                aside = {item.finding for item in given.overrules}
                findings = tuple(
                    item for item in given.findings if item.conclusive and item.id not in aside
                )
                _add(found, pack, grid, findings, other.id)
                if findings:
                    break  # the newest assessment that looked speaks for the use case
    return {name: _first(items) for name, items in found.items()}


def _add(
    found: dict[str, list[Seen]], pack: Questionnaire, grid: Pack, findings: tuple[Finding, ...],
    assessment_id: str,
) -> None:  # fmt: skip
    by_capability: dict[str, list[Finding]] = {}
    for item in findings:
        for bearing in item.bearings:
            if bearing.pack == grid.id:
                by_capability.setdefault(bearing.capability, []).append(item)
    speaking: dict[str, list[str]] = {}
    for capability in grid.capabilities:
        for reference in capability.frameworks:
            if reference.framework == pack.framework:
                speaking.setdefault(reference.id, []).append(capability.id)
    names = {item.id: item.name for item in grid.capabilities}
    for question in pack.questions:
        for capability_id in (c for one in question.references for c in speaking.get(one, ())):
            for finding in by_capability.get(capability_id, ()):
                seen = Seen(
                    finding=finding, capability=names[capability_id], assessment_id=assessment_id
                )
                found.setdefault(question.id, []).append(seen)


def _first(items: list[Seen]) -> tuple[Seen, ...]:
    once = {item.finding.id: item for item in reversed(items)}
    newest = sorted(once.values(), key=lambda item: item.finding.observed_at, reverse=True)
    return tuple(newest[:MOST])
