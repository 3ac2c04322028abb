"""Speaker notes: the words and figures behind a slide, then each finding that they name."""

import re

from assessment.model import Finding
from reports.entries import evidence_entries, finding_numbers
from reports.model import Report
from reports.numbering import source_name
from reports.pptx.measures import shown
from reports.pptx.slide import Slide
from reports.pptx.telling import Pages, section_lines
from reports.wording import moment, sentence

_NUMBER = re.compile(r"F-\d{4,}")
_RANGE = re.compile(r"(F-\d{4,})–(F-\d{4,})")


def notes(report: Report, slide: Slide, pages: Pages) -> str:
    """The notes of one slide."""
    told = [*slide.notes, ""] if slide.notes else []
    for section in slide.behind:
        own = section.title == slide.title
        head = section.name if own else f"{section.name}: {section.title}"
        told += [head, *section_lines(section, pages), ""]
    found = _findings(report, "\n".join(told))
    if found:
        told += ["Findings named here, as the report's evidence index numbers them:", *found]
    return "\n".join(shown(line) for line in told).strip()


def _findings(report: Report, text: str) -> list[str]:
    """One line for each entry of the evidence index that the text names."""
    named = set(_NUMBER.findall(text))
    for low, high in _RANGE.findall(text):
        named |= {f"F-{place:04d}" for place in range(int(low[2:]), int(high[2:]) + 1)}
    numbers = finding_numbers(report)
    return [
        line
        for entry in evidence_entries(report)
        if numbers[entry[0].id] in named
        for line in _entry(report, numbers[entry[0].id], entry)
    ]


def _entry(report: Report, number: str, entry: tuple[Finding, ...]) -> list[str]:
    first = entry[0]
    seen = " ".join(sentence(item.observed) for item in entry)
    where = f"{source_name(report, first.source)}, {moment(first.observed_at)}"
    outcome = first.outcome.value.replace("_", " ")
    return [f"{number}, {outcome}: {sentence(first.statement)} Seen: {seen} ({where})"]
