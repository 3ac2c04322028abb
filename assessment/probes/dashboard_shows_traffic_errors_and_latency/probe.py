"""Whether the dashboards show what users feel."""

import re

from assessment.connectors.dashboards.evidence import DashboardEvidence, Panel
from assessment.connectors.dashboards.saying import no_panel, shown
from assessment.model import Outcome
from assessment.observation import Observation

TRAFFIC = re.compile(r"(?i)requests?|rps|throughput|traffic|calls|_total\b|_count\b")
ERRORS = re.compile(
    r"(?i)error|fail|success|availab|[45](?:xx|\.\.|\[)|(?:status|code)\w*\s*(?:=~|!~|!=|=)"
)
TIMES = re.compile(r"(?i)latenc|duration|response.?time|histogram_quantile|_seconds_|\bp9[059]\b")
TIME_UNITS = ("s", "ms", "µs", "us", "ns", "dtdurations")


MACHINE = re.compile(
    r"\b(?:container|node|kube|kubelet|process|go|python|jvm|machine|windows|DCGM_FI)_[a-zA-Z_]+"
)
"""Metrics of the machine below the service: its seconds and totals are no requests."""


def observe(evidence: DashboardEvidence) -> Observation:
    """All three have to be there; which one is missing is told."""
    if not evidence.panels:
        return no_panel(evidence)
    panels = [item for item in evidence.panels if not _of_the_machine(item)]
    failing = [item for item in panels if _has(item, ERRORS)]
    found = {
        "traffic": [item for item in panels if item not in failing and _has(item, TRAFFIC)],
        "errors": failing,
        "response times": [item for item in panels if item.unit in TIME_UNITS or _has(item, TIMES)],
    }
    missing = [name for name, items in found.items() if not items]
    first = {items[0].url or items[0].title: items[0] for items in found.values() if items}
    return Observation(
        outcome=Outcome.ABSENT if missing else Outcome.PRESENT,
        observed=f"no panel for {' and '.join(missing)} among {len(evidence.panels)}" if missing
        else f"all three on {len(panels)} panels",
        places=shown(list(first.values()) or evidence.panels),
    )  # fmt: skip


def _of_the_machine(item: Panel) -> bool:
    return all(MACHINE.search(text[:2000]) for text in item.expressions)


def _has(item: Panel, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(text[:2000]) for text in (item.title, *item.expressions))
