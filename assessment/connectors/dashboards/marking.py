"""Deployments that somebody or a pipeline marked on the dashboards of a service."""

from collections.abc import Iterable
from datetime import UTC, datetime

from assessment.connectors.dashboards.answers import MarkerAnswer
from assessment.connectors.dashboards.evidence import Markers
from assessment.connectors.dashboards.meaning import Meant
from assessment.connectors.rest import Rest

TAGS = ("deploy", "deployment", "deployed", "release")
"""What marks of deployments are tagged with by wide custom; Grafana's own examples have the first."""

MARKS = ("/api/annotations", "which deployments are marked on dashboards")
MOST = 1000


def markers(
    rest: Rest, meant: Meant, pages: Iterable[str], since: datetime, until: datetime
) -> Markers:
    """The marks between two moments; those on ``pages`` (uids) or tagged with the service are its own."""
    asked: dict[str, str | list[str]] = {
        "from": _millis(since), "to": _millis(until), "type": "annotation", "matchAny": "true",
        "tags": list(TAGS), "limit": str(MOST),
    }  # fmt: skip
    found = rest.read(tuple[MarkerAnswer, ...], *MARKS, asked)
    own = set(pages)
    words = {text.lower() for name, value in meant.labels.items()
             for text in (value, f"{name}:{value}", f"{name}={value}")}  # fmt: skip
    mine = [item for item in found if item.page in own or words & {t.lower() for t in item.tags}]
    times = sorted({datetime.fromtimestamp(item.time / 1000, UTC) for item in mine})
    return Markers(
        since=since, times=tuple(times), others=len(found) - len(mine), cut_off=len(found) >= MOST
    )


def _millis(at: datetime) -> str:
    return str(round(1000 * at.timestamp()))
