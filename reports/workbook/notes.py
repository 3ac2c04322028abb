"""The sheets Assumptions and Glossary: what somebody chose and why, and what the words mean."""

from importlib.resources import files

import yaml
from openpyxl.workbook import Workbook

from content.locales import written
from reports.model import Report
from reports.plan_words import delay_told, duty_told, left_open, verdicts_told
from reports.sections.roadmap import order_told
from reports.workbook.cells import Link
from reports.workbook.names import capability, role, stamp
from reports.workbook.table import Column, Row, add_sheet, add_table
from scoring.roadmap_model import Roadmap

ASSUMPTIONS = (
    Column("Kind", 18),
    Column("Assumption", 40),
    Column("Value", 40),
    Column("Reason or provenance", 100),
)


def add_assumptions(book: Workbook, report: Report) -> None:
    """Every judgement behind the figures with its reason, the plan's inputs, the base rates."""
    note = "A judgement is changed in the questionnaire's pack, a rate with the client's record."
    sheet = add_sheet(book, "Assumptions", "What was assumed, and why", note, stamp(report))
    rows = [*_beliefs(report), *_thresholds(report), *_planning(report), *_base_rates(report)]
    add_table(sheet, ASSUMPTIONS, rows)


def _beliefs(report: Report) -> list[Row]:
    chosen = report.pack.judgements
    prior = ", ".join(
        f"level {level}: {written(share, 'g')}" for level, share in enumerate(chosen.prior, start=1)
    )
    rows: list[Row] = [
        ("Prior", "Share of each level before anybody answers", prior, chosen.prior_reason)
    ]
    rows += [
        (
            "Evidence grade",
            f"{item.id} {item.name}",
            f"spread {written(item.spread, 'g')}, discount {written(item.discount, 'g')} levels",
            item.reason,
        )
        for item in chosen.grades
    ]
    probes = chosen.probes
    rates = f"sensitivity {written(probes.sensitivity, 'g')}, false pass {written(probes.false_pass, 'g')}"
    rates += f", stale power {written(probes.stale_power, 'g')}"
    weights = f"critical {written(chosen.weights.critical, 'g')}, other {written(chosen.weights.other, 'g')}"
    shaken = f"{written(chosen.perturbation.draws, ',')} draws, seed {chosen.perturbation.seed}"
    return [
        *rows,
        ("Probes", "Error rates where a probe names none of its own", rates, probes.reason),
        ("Weights", "Weight of a capability in its area", weights, chosen.weights.reason),
        ("Robustness", "How far the judgements are shaken", shaken, chosen.perturbation.reason),
    ]


def _thresholds(report: Report) -> list[Row]:
    chosen = report.pack.judgements.thresholds
    values = chosen.model_dump(exclude={"reasons"})
    reasons = chosen.reasons
    return [
        ("Threshold", name.replace("_", " "), written(value, "g"), reasons.get(name, ""))
        for name, value in values.items()
    ]


def _planning(report: Report) -> list[Row]:
    profile = report.profile
    critical = ", ".join(capability(report, name) for name in profile.critical)
    rows: list[Row] = [("Profile", profile.name, f"Critical: {critical}", profile.reason)]
    if report.roadmap is None:
        return rows
    plan = report.roadmap
    simulated = f"{written(plan.runs, ',')} runs, seed {plan.seed}"
    rows.append(
        ("Plan", "Simulation of the dates", simulated, "Effort drawn from low, mid and high.")
    )
    rows += [
        (
            "Capacity",
            role(report, item.role),
            f"{written(item.people, 'g')} people",
            "As stated for this plan.",
        )
        for item in plan.load
    ]
    rates = report.entries.rates if report.entries else {}
    rows += [
        ("Rate", role(report, name), f"{written(rate, ',.0f')} {plan.currency} a person-week",
         "As stated for this plan or with the client.")
        for name, rate in rates.items()
    ]  # fmt: skip
    return rows + _FORMULAS + _outlook(report, plan)


_FORMULAS: list[Row] = [
    ("Formula", "Computed end (Schedule)",
     "working days as planned × person-weeks now ÷ as planned × people as planned ÷ people now",
     "Counted from the start without weekends and days off; of several roles the scarcest counts."),
    ("Formula", "Signal (Schedule)",
     "late after P80 or after Ends by, at risk after P50, else on track",
     "The computed end against the simulated ends; a person sets Done, Proved and Dropped."),
    ("Formula", "Cost (Schedule)", "person-weeks × each role's share × its rate",
     "Empty where a role has no rate: a part of the cost would pass for the whole."),
    ("Formula", "Available (Capacity)", "people × days that are worked ÷ 5", "Days off hold no work."),
    ("Formula", "Belief (Trail)",
     "prior × likelihood of the claims × likelihood of each finding, scaled to 1",
     "Term by term on the sheet Trail, as are all figures of the verdict."),
]  # fmt: skip


def _outlook(report: Report, plan: Roadmap) -> list[Row]:
    """How good the order is, what the work leads to, what is owed, and what waiting costs."""
    told: list[tuple[str, str, str]] = [
        ("Order", "How good the order is known to be", order_told(plan)),
        ("Projected verdict", "The verdict if all work succeeds", verdicts_told(plan)),
        ("Projected verdict", "What no work of the plan closes", left_open(plan, report.pack)),
        ("Cost of delay", "What waiting for the gate costs", delay_told(plan)),
    ]
    told += [("Dated duty", duty.name, duty_told(duty)) for duty in plan.duties]
    told += [("Entry of the planner", "Kept, and breaks a rule", line) for line in plan.broken]
    return [
        (kind, what, words.replace("\u00a0", " "), "Computed with the plan.")
        for kind, what, words in told
        if words
    ]


def _base_rates(report: Report) -> list[Row]:
    return [
        (
            "Base rate",
            f"{item.figure}: {item.claim}",
            f"{item.publisher}, {item.year} ({item.kind})",
            f"Counts {item.unit}; outcome: {item.outcome}. {item.sample} {item.criticism}".strip(),
        )
        for item in report.pack.base_rates
    ]


def add_glossary(book: Workbook, report: Report) -> None:
    """The product's words and, after them, the frameworks that the questionnaire refers to."""
    text = files("reports").joinpath("workbook", "glossary.yaml").read_text(encoding="utf-8")
    words = yaml.safe_load(text)
    rows: list[Row] = [(word, meaning, Link("")) for word, meaning in words.items()]
    rows += [
        (f"{item.name} {item.version}", item.note, Link(item.publisher, item.url))
        for item in report.pack.frameworks
    ]
    sheet = add_sheet(book, "Glossary", "What the words mean", "", stamp(report))
    add_table(
        sheet, (Column("Word", 34), Column("Meaning", 110), Column("Source", 34)), rows, freeze=1
    )
