"""The entries of the evidence index: which findings share one, and the number of each."""

from assessment.blind_spots import BLIND
from assessment.model import Finding, Outcome
from reports.model import Report

Entries = tuple[tuple[Finding, ...], ...]

_SILENT = (*BLIND, Outcome.NOT_APPLICABLE)


class _Numbered:
    """The entries and numbers of one tuple of findings, made once for all links of a report."""

    def __init__(self, findings: tuple[Finding, ...]) -> None:
        self.findings = findings
        self.entries = _entries(findings)
        self.numbers = {
            item.id: f"F-{place:04d}"
            for place, entry in enumerate(self.entries, start=1)
            for item in entry
        }


_NEWEST: list[_Numbered] = []
"""That of the report that was numbered last: one report has hundreds of links."""


def evidence_entries(report: Report) -> Entries:
    """The findings of each entry, in the order of the first of each; every finding is in one.

    What is present shares an entry where the statement is the same. What says nothing of the client
    (could not be looked at, failed, does not apply) is one entry for each source. What is absent
    stands by itself.
    """
    return _numbered(report).entries


def finding_numbers(report: Report) -> dict[str, str]:
    """Finding id -> the number of its entry in the evidence index, such as *F-0001*."""
    return _numbered(report).numbers


def _numbered(report: Report) -> _Numbered:
    for kept in _NEWEST:
        if kept.findings is report.findings:  # findings never change: the same tuple is the same
            return kept
    made = _Numbered(report.findings)
    _NEWEST[:] = [made]
    return made


def _entries(findings: tuple[Finding, ...]) -> Entries:
    held: dict[tuple[str, ...], list[Finding]] = {}
    for item in findings:
        held.setdefault(_together(item), []).append(item)
    return tuple(tuple(items) for items in held.values())


def _together(item: Finding) -> tuple[str, ...]:
    """What findings of one entry have in common."""
    if item.outcome in _SILENT:
        return item.outcome, item.source
    if item.outcome is Outcome.PRESENT:
        return item.outcome, item.probe, item.statement
    return item.outcome, item.probe, item.statement, item.id
