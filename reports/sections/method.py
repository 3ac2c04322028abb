"""Method: how each figure came about, from the claim to the probe and back."""

from content.locales import written
from reports.as_of import snapshot_mark, snapshot_words
from reports.blocks import (
    BeliefStep,
    BeliefSteps,
    Block,
    Columns,
    Heading,
    KeyValues,
    Line,
    Prose,
    Section,
    Words,
)
from reports.model import Report
from reports.numbering import capability_anchor
from reports.people import all_voices
from reports.wording import (
    capital,
    plain_level,
    plural,
    span_of_days,
)
from scoring.model import CapabilityScore

ORDER = 100


def build(report: Report) -> Section:
    """A worked example beside the numbers that were chosen, and the stamps of versions."""
    return Section(
        id="method",
        name="Appendix: method",
        title=title(report),
        lead=_lead(report),
        blocks=(
            *_example_and_judgements(report),
            Prose(content=_stamp(report), kind="note"),
        ),
    )


def _example_and_judgements(report: Report) -> tuple[Block, ...]:
    example = _example(report)
    judgements = _judgements(report)
    if example is None:
        return judgements
    steps = (Heading(text=_example_head(report, example)), _steps(example))
    return (Columns(columns=(steps, judgements)),)


def title(report: Report) -> str:
    """The promise of the appendix; what was never looked at is said."""
    if not report.findings:
        return "Every figure can be traced to the answers behind it; no probe has looked yet"
    return "Every figure can be traced from the claim to the probe and back"


def _lead(report: Report) -> Line:
    sources = len({item.source for item in report.findings})
    text = f"{capital(all_voices(report.answers))} answered"
    if report.findings:
        text += f", {plural(len(report.findings), 'finding')} came from {plural(sources, 'source')}"
    return (Words(text=f"{text}, {span_of_days(report.assessed_from, report.assessed_to)}."),)


def _example(report: Report) -> CapabilityScore | None:
    """The critical capability with a witness and the lowest chance, else any with two steps."""
    held = [
        item for item in report.scorecard.capabilities if item.applicable and len(item.steps) >= 2
    ]
    if not held:
        return None
    return min(held, key=lambda item: (len(item.steps) < 3, not item.critical, item.p3, item.id))


def _example_head(report: Report, item: CapabilityScore) -> str:
    name = report.pack.capability(item.id).short_name
    if item.claim is None:
        return f"{name}: how the level {written(item.mean, '.1f')} came about"
    return f"{name}: how a claim of {plain_level(item.claim)} became {written(item.mean, '.1f')}"


def _steps(item: CapabilityScore) -> BeliefSteps:
    chosen = item.steps if len(item.steps) <= 3 else (item.steps[0], item.steps[1], item.steps[-1])
    steps = tuple(_step(name, belief) for name, belief in chosen)
    spoken = " ".join(f"{step.name}: {step.note}." for step in steps)
    return BeliefSteps(steps=steps, alt=f"How the belief about one capability moved. {spoken}")


def _step(name: str, belief: tuple[float, float, float, float, float]) -> BeliefStep:
    mean = sum(level * share for level, share in enumerate(belief, start=1))
    chance = written(sum(belief[2:]), ".2f").removeprefix("0")
    note = f"mean {written(mean, '.2f')}, P(≥3) {chance}"
    return BeliefStep(name=capital(name), note=note, belief=belief)


def _judgements(report: Report) -> tuple[Block, ...]:
    held = report.pack.judgements
    statement = held.grade("E0")
    rows = [
        ("Probe sensitivity", written(held.probes.sensitivity, "g")),
        ("False-pass rate", written(held.probes.false_pass, "g")),
        ("Discount of a statement", f"{written(statement.discount, 'g')} level"),
        (
            "Critical counts",
            f"{written(held.weights.critical, 'g')} to {written(held.weights.other, 'g')}",
        ),
        ("Draws, seed", f"{written(held.perturbation.draws, ',')}, {held.perturbation.seed}"),
    ]
    return Heading(text="Judgements in the pack"), KeyValues(rows=tuple(rows))


def _stamp(report: Report) -> Line:
    pack = report.scorecard.pack
    of = f"snapshot {snapshot_words(report)}" if report.frozen else snapshot_mark(report)
    snapshot = f"; {of}" if of else ""
    example = _example(report)
    place = f"#{capability_anchor(example.id)}" if example else ""
    return (
        Words(
            text="Grades: E0 statement, E1 recent example, E2 artefact attached, E3 artefact "
            "accepted by a second person, E4 probe or telemetry. "
            f"Pack {pack.id} {pack.version}, digest "
        ),
        Words(text=pack.digest[:16], mono=True),
        Words(
            text=f"; scoring {report.scorecard.scoring}{snapshot}. Nothing here is legal advice. "
        ),
        Words(text="The capability of the example", target=place),
    )
