"""Why the verdict is not better, in plain sentences: one ground a capability or area."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from reports.blocks import Line, Words
from reports.model import Report
from reports.numbering import conflicts, decisive, finding_link, initiative_link, row_for
from reports.wording import (
    GRADE_WORDS,
    capital,
    day,
    level,
    percent,
    plain_level,
    plural,
    sentence,
)
from scoring.model import CapabilityScore, GateReason, Verdict

_ORDER = list(Verdict)
NEEDED = 3
"""The level that the gate asks of every critical capability."""


@dataclass(frozen=True)
class Ground:
    """All reasons of one capability, of one area, or of the whole, and what verdict they forbid."""

    reasons: tuple[GateReason, ...]
    score: CapabilityScore | None
    area: str | None

    @property
    def codes(self) -> frozenset[str]:
        """The codes of its reasons."""
        return frozenset(item.code for item in self.reasons)

    @property
    def blocks(self) -> Verdict:
        """The lowest verdict that it forbids."""
        return min((item.blocks for item in self.reasons), key=_ORDER.index)


def grounds(report: Report) -> tuple[Ground, ...]:
    """The grounds of the verdict, gravest first: what forbids more, then the lower chance."""
    grouped: dict[tuple[str | None, str | None], list[GateReason]] = {}
    for reason in report.scorecard.reasons:
        area = None if reason.capability else reason.area
        grouped.setdefault((reason.capability, area), []).append(reason)
    made = []
    for (capability, area), items in grouped.items():
        score = report.scorecard.capability(capability) if capability else None
        made.append(Ground(tuple(items), score, area))
    return tuple(sorted(made, key=_gravity))


def _gravity(ground: Ground) -> tuple[int, float, str]:
    chance = ground.score.p3 if ground.score else 0.999
    return (
        _ORDER.index(ground.blocks),
        chance,
        ground.score.id if ground.score else ground.area or "",
    )


def blocking(report: Report) -> tuple[Ground, ...]:
    """The grounds that forbid the next better verdict than the one reached."""
    held = grounds(report)
    if not held:
        return ()
    lowest = held[0].blocks
    return tuple(item for item in held if item.blocks is lowest)


def name_of(report: Report, ground: Ground) -> str:
    """The short name of what the ground is about."""
    if ground.score:
        return report.pack.capability(ground.score.id).short_name
    return report.pack.area(ground.area).name if ground.area else "Coverage"


def headline(report: Report, ground: Ground) -> str:
    """One plain sentence: what is wrong."""
    return f"{capital(name_of(report, ground))}: {what(report, ground)}"


def brief(report: Report, ground: Ground) -> str:
    """The headline for a narrow column."""
    score = ground.score
    if (
        score is not None
        and "conflict" in ground.codes
        and score.claim is not None
        and score.observed_high is not None
    ):
        seen = f"claim {plain_level(score.claim)}, seen at most {score.observed_high}"
        return f"{capital(name_of(report, ground))}: {seen}"
    text = headline(report, ground)
    return text.replace("people put it at", "answers say").replace(
        f", level {NEEDED} is needed", ""
    )


def what(report: Report, ground: Ground) -> str:
    """What is wrong, without the name."""
    score, codes = ground.score, ground.codes
    if score is None:
        return _of_many(ground)
    if codes & {"not_answered", "open_dont_know"}:
        silent = "not_answered" in codes
        return "nobody has answered yet" if silent else "nobody who was asked knows"
    if "conflict" in codes and score.claim is not None and score.observed_high is not None:
        at_most = f"what was seen supports at most {score.observed_high}"
        return f"people claim level {plain_level(score.claim)}, {at_most}"
    if decisive(report, score) is not None:
        return "looked for and not found"
    if score.claim is not None and score.claim < NEEDED:
        return f"people put it at level {plain_level(score.claim)}, level {NEEDED} is needed"
    return "claimed, not yet shown" if score.claim is not None else "seen in part only"


def _of_many(ground: Ground) -> str:
    reason = ground.reasons[0]
    if reason.code == "coverage":
        has, needs = percent(reason.value or 0), percent(reason.limit or 0)
        return f"{has} of the questions’ weight is answered or seen, {needs} is needed"
    return f"index {level(reason.value or 1)}, {level(reason.limit or 1)} is needed"


def seen(report: Report, ground: Ground, when: Callable[[date], str] = day) -> Line:
    """What was seen and when, or what people describe, with the way to the evidence."""
    score = ground.score
    if score is None:
        return (
            Words(
                text="Several capabilities of the area are low together; the next pages name them."
            ),
        )
    finding = decisive(report, score)
    if finding is not None:
        first = f"Seen on {when(finding.observed_at.date())}: {sentence(finding.observed)} "
        then = f"Looked for: {sentence(finding.statement)} "
        return Words(text=first), Words(text=then, quiet=True), finding_link(report, finding.id)
    capability = report.pack.capability(score.id)
    wanted = f"Level {NEEDED} would be: {sentence(capability.anchors[NEEDED - 1])}"
    if score.claim is None:
        return (Words(text=f"{wanted} Who would know: {sentence(capability.who)}"),)
    described = sentence(capability.anchors[max(1, min(5, round(score.claim))) - 1])
    grade = GRADE_WORDS.get(score.grade or "", "")
    return (
        Words(
            text=f"People describe ({grade}): {described} {wanted if score.claim < NEEDED else ''}"
        ),
    )


def chance(report: Report, ground: Ground) -> str:
    """The chance that the control is in place, in words with its figure."""
    if ground.score is None:
        return ""
    name = report.pack.capability(ground.score.id).name
    if not ground.score.answered:
        return f"{name}: not answered, so nothing is scored and nothing is filled in"
    return f"{name}: {percent(ground.score.p3)} chance of being in place (level {NEEDED})"


def settles(report: Report, ground: Ground) -> Line:
    """What would settle it: a proof, an answer, an artefact or a corrected claim."""
    score = ground.score
    if score is None:
        return _settles_area(report, ground)
    capability = report.pack.capability(score.id)
    if ground.codes & {"not_answered", "open_dont_know"}:
        return (Words(text=f"An answer by {capability.who}, or a probe that looks"),)
    row = row_for(report, score.id)
    if ground.codes == {"conflict"}:
        return Words(text="A new look that supports the claim, or a corrected answer: "), _conflict(
            report, score
        )
    if row is not None:
        return initiative_link(row), Words(text=f": {row.title}")
    if ground.codes == {"unsupported"}:
        return (Words(text=f"An artefact: {capability.evidence}"),)
    return (Words(text=f"Level {NEEDED}: {capability.anchors[NEEDED - 1]}"),)


def _conflict(report: Report, score: CapabilityScore) -> Words:
    number = next((key for key, item in conflicts(report) if item.id == score.id), "")
    return Words(text=number, target=f"#conflict-{number}")


def _settles_area(report: Report, ground: Ground) -> Line:
    if ground.area is None:
        missing = [
            item for item in report.scorecard.capabilities if item.applicable and not item.covered
        ]
        return (Words(text=f"Answers to {plural(len(missing), 'question')}, critical ones first"),)
    ids = {item.id for item in report.pack.in_area(ground.area)}
    rows = [row for row in (report.roadmap.rows if report.roadmap else ()) if row.capability in ids]
    parts: list[Words] = [
        Words(text="Lifting its lowest: " if rows else "Lifting its lowest capabilities")
    ]
    for place, row in enumerate(rows[:3]):
        parts += [Words(text=", " if place else ""), initiative_link(row)]
    return tuple(parts)
