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


def observe(evidence: DashboardEvidence) -> Observation:
    """All three have to be there; which one is missing is told."""
    panels = evidence.panels
    if not panels:
        return no_panel(evidence)
    found = {
        "traffic": [item for item in panels if _has(item, TRAFFIC)],
        "errors": [item for item in panels if _has(item, ERRORS)],
        "response times": [item for item in panels if item.unit in TIME_UNITS or _has(item, TIMES)],
    }
    missing = [name for name, items in found.items() if not items]
    first = {items[0].url or items[0].title: items[0] for items in found.values() if items}
    return Observation(
        outcome=Outcome.ABSENT if missing else Outcome.PRESENT,
        observed=f"no panel for {' and '.join(missing)} among {len(panels)}" if missing else
        f"all three on {len(panels)} panels",
        places=shown(list(first.values()) or panels),
    )  # fmt: skip


def _has(item: Panel, pattern: re.Pattern[str]) -> bool:
    return any(pattern.search(text[:2000]) for text in (item.title, *item.expressions))
