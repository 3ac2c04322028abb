"""Precision and recall are counted as the page says, and readings name probes that there are."""

import pytest

from assessment.model import Outcome
from assessment.probing import discover
from benchmarks.accuracy.cases import Case, Label, Reading, Said, readings
from benchmarks.accuracy.figures import by_probe, figures

P, A, U, N = Outcome.PRESENT, Outcome.ABSENT, Outcome.UNAVAILABLE, Outcome.NOT_APPLICABLE


def case(truth: Outcome, said: Outcome, probe: str = "lamp_is_lit") -> Case:
    return Case(
        repository="o/r", probe=probe, label=Label(truth=truth, because="seen by eye"),
        said=Said(outcome=said, observed="a lamp"),
    )  # fmt: skip


def test_precision_and_recall_come_out_as_counted_by_hand() -> None:
    # Said: 2 present (1 right), 2 absent (1 right). Decidable: 5, of which 2 were said rightly.
    row = figures([case(P, P), case(A, P), case(A, A), case(N, A), case(P, U), case(A, N)])
    assert (row.said, row.right, row.knowable) == (4, 2, 5)
    assert row.precision == pytest.approx(0.5)
    assert row.recall == pytest.approx(0.4)


def test_to_call_absent_what_does_not_apply_is_an_error_and_no_miss() -> None:
    row = figures([case(N, A)])
    assert row.precision == 0
    assert row.recall is None


def test_to_say_unavailable_where_a_reader_can_tell_is_a_miss_and_no_error() -> None:
    row = figures([case(A, U)])
    assert row.precision is None
    assert row.recall == 0


def test_figures_of_one_outcome_leave_the_other_out() -> None:
    assert figures([case(P, P), case(A, A), case(A, A)], (A,)).said == 2


def test_cases_are_told_apart_by_probe() -> None:
    found = by_probe([case(P, P, "b_is_so"), case(A, A, "a_is_so"), case(A, P, "b_is_so")])
    assert [(probe, len(some)) for probe, some in found.items()] == [("a_is_so", 1), ("b_is_so", 2)]


@pytest.mark.parametrize("reading", readings(), ids=lambda item: item.repository)
def test_a_reading_speaks_of_probes_that_there_are(reading: Reading) -> None:
    known = {
        probe.definition.id for probe in discover() if "repository" in probe.definition.connectors
    }
    assert set(reading.labels) <= known
    assert set(reading.explained) <= set(reading.labels)
