"""The evidence index: every finding is in one entry, and what is alike is told once."""

from datetime import timedelta

from assessment.model import Finding, Outcome
from reports.blocks import Entry
from reports.entries import evidence_entries, finding_numbers
from reports.model import Report
from reports.sections import build
from tests.reports import example_report as example

SOURCES = [source.id for source in example.SOURCES]


def _one(number: int, outcome: Outcome, source: str, **more: object) -> Finding:
    given = {
        "probe": "checks_run",
        "statement": "Checks run on every load",
        "observed": f"saw {number}",
        "remedy": "Run them.",
    } | more
    return example.finding(number, "eng.rollback", 3, outcome, source=source, **given)


def _entries(report: Report) -> list[Entry]:
    section = next(item for item in build(report) if item.id == "evidence")
    return [block for block in section.blocks if isinstance(block, Entry)]


def _facts(entry: Entry, name: str) -> list[str]:
    told = (*entry.facts, *entry.trail)
    return ["".join(words.text for words in line) for title, line in told if title == name]


def test_what_is_present_at_several_sources_is_one_entry_that_names_each() -> None:
    found = tuple(_one(n, Outcome.PRESENT, source) for n, source in enumerate(SOURCES))
    (entry,) = _entries(example.report(found=found))
    assert [text.partition(":")[0] for text in _facts(entry, "Seen")] == [
        "Prometheus",
        "Repository",
    ]
    assert "saw 0" in _facts(entry, "Seen")[0].lower()
    (by,) = _facts(entry, "By")
    assert "Prometheus" in by
    assert "Repository" in by


def test_a_time_and_a_last_day_are_told_where_they_are_not_those_of_the_source() -> None:
    later = timedelta(days=1)
    found = [_one(n, Outcome.ABSENT, SOURCES[0], statement=f"Thing {n}") for n in range(3)]
    found[2] = found[2].model_copy(update={
        "observed_at": found[2].observed_at + later, "valid_until": found[2].valid_until + later,
    })  # fmt: skip
    first, _, last = (
        _facts(entry, "By")[0] for entry in _entries(example.report(found=tuple(found)))
    )
    assert first == "checks_run at Prometheus"
    assert last.startswith("checks_run at Prometheus, ")
    assert "valid until" in last


def test_what_is_absent_stands_by_itself_with_what_to_do() -> None:
    found = tuple(_one(n, Outcome.ABSENT, source) for n, source in enumerate(SOURCES))
    entries = _entries(example.report(found=found))
    assert len(entries) == 2
    assert all(_facts(entry, "To do") for entry in entries)


def test_what_one_source_does_not_tell_is_one_entry_reason_by_reason() -> None:
    found = tuple(
        _one(n, Outcome.UNAVAILABLE, SOURCES[0], statement=f"Thing {n} holds",
             observed=f"cause {n // 2}", remedy=f"Open door {n // 2}.", places=())
        for n in range(4)
    )  # fmt: skip
    (entry,) = _entries(example.report(found=found))
    assert entry.title == "Four probes could not look at Prometheus"
    assert [text.count("door") for text in _facts(entry, "Seen")] == [1, 1]
    assert _facts(entry, "Not seen") == [
        "Thing 0 holds; Thing 1 holds.", "Thing 2 holds; Thing 3 holds."
    ]  # fmt: skip


def test_what_does_not_apply_and_what_could_not_be_seen_are_never_one_entry() -> None:
    kinds = (Outcome.UNAVAILABLE, Outcome.NOT_APPLICABLE, Outcome.ERROR)
    report = example.report(found=tuple(_one(n, kind, SOURCES[0]) for n, kind in enumerate(kinds)))
    assert [entry.title for entry in _entries(report)] == [
        "One probe could not look at Prometheus", "One probe does not apply to Prometheus",
        "One probe failed at Prometheus",
    ]  # fmt: skip


def test_every_finding_has_one_number_and_another_report_has_its_own() -> None:
    report = example.report()
    held = [item.id for entry in evidence_entries(report) for item in entry]
    assert sorted(held) == sorted(item.id for item in report.findings)
    assert finding_numbers(report) is finding_numbers(report)
    other = report.model_copy(update={"findings": report.findings[::-1]})
    assert finding_numbers(other)[report.findings[-1].id] == "F-0001"
    assert finding_numbers(report)[report.findings[0].id] == "F-0001"
