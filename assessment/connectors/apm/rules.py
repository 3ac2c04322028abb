"""Monitors and objectives as the rules that a probe of alerts knows."""

import re
from collections.abc import Iterable, Sequence
from typing import Literal
from urllib.parse import quote

from assessment.connectors.apm.answers import HistoryAnswer, Monitor, Objective, Objectives
from assessment.connectors.redaction import redact
from assessment.connectors.rest import Rest, part
from assessment.connectors.runtime.capacity_evidence import OwnObjective
from assessment.connectors.runtime.evidence import Rule

MONITORS, OBJECTIVES, PAGE, PAGES = "/api/v1/monitor", "/api/v1/slo", 500, 4
HISTORIES = 5
TOLD = "notifies"
"""The annotation under which a rule says by which ways it tells somebody."""
_HANDLE = re.compile(r"(?<![\w@.])@([A-Za-z][\w.-]*(?:@[\w.-]+)?)")
_LINK = re.compile(r"https?://[^\s)\]>\"']+")
_RUNBOOK = re.compile(r"(?i)run[-_ ]?book|play[-_ ]?book|how[-_ ]?to")
_TIMES = re.compile(r"(?i)latency|response time|duration|\bp9\d|\bfast\b|\bslow")
_ANSWERS = re.compile(r"(?i)availab|success|error|5xx|\.hits|uptime")
USUAL_DAYS = 30
_DAYS = re.compile(r"(\d{1,3})d")


def monitors(rest: Rest) -> tuple[Monitor, ...]:
    """Every monitor that is no draft, at most 2,000."""
    found: list[Monitor] = []
    for page in range(PAGES):
        asked = {"page": str(page), "page_size": str(PAGE)}
        rows = rest.read(tuple[Monitor, ...], MONITORS, "which monitors there are", asked)
        found.extend(rows)
        if len(rows) < PAGE:
            break
    return tuple(item for item in found if item.draft_status != "draft")


def objectives(rest: Rest, service: str) -> tuple[Objective, ...]:
    """The objectives that carry the service's tag."""
    asked = {"tags_query": f"service:{service}", "limit": "100"}
    return rest.read(Objectives, OBJECTIVES, "which objectives the service has", asked).data


def own(
    rest: Rest, found: Sequence[Objective], now: float, reader: str
) -> tuple[OwnObjective, ...]:
    """How much of each objective's budget is left over its longest time, up to ``now`` (unix seconds).

    Share left = 1 - (100 - reached) / (100 - wanted), in percent as Datadog gives them.
    """
    made = []
    for item in found[:HISTORIES]:
        threshold = max(item.thresholds, key=lambda one: days(one.timeframe), default=None)
        path = f"{OBJECTIVES}/{quote(item.id, safe='')}/history"
        length = (days(threshold.timeframe) if threshold else 0) or USUAL_DAYS
        asked = {"from_ts": f"{now - length * 86_400:.0f}", "to_ts": f"{now:.0f}"}
        why = "how much of an objective's budget is left"
        answer, _ = part(
            lambda path=path, why=why, asked=asked: rest.read(HistoryAnswer, path, why, asked), None  # type: ignore[misc]
        )  # fmt: skip
        overall = answer.data.overall if answer and answer.data else None
        reached = overall.sli_value if overall else None
        wanted = threshold.target if threshold else None
        made.append(OwnObjective(
            tool="Datadog", name=redact(item.name)[:120],
            objective=wanted / 100 if wanted is not None else None,
            window_days=days(threshold.timeframe) if threshold else None,
            about=_about(item), remaining=_left(reached, wanted), query=f"SLO {item.id}",
            url=f"{reader}/slo?slo_id={quote(item.id)}" if reader else "",
        ))  # fmt: skip
    return tuple(made)


def _left(reached: float | None, wanted: float | None) -> float | None:
    if reached is None or wanted is None or not 0 < wanted < 100 or not 0 <= reached <= 100:
        return None
    return 1 - (100 - reached) / (100 - wanted)


def _about(item: Objective) -> Literal["answered", "fast enough", "kept"]:
    """Of what it is a share: only a count of requests says that they were answered."""
    text = f"{item.name} {item.query or ''}"
    if _TIMES.search(text):
        return "fast enough"
    return "answered" if item.type == "metric" and _ANSWERS.search(text) else "kept"


def days(timeframe: str) -> float:
    """``30d`` as 30; 0 for a time that is no number of days."""
    found = _DAYS.fullmatch(timeframe)
    return float(found[1]) if found else 0.0


def as_rules(
    found: Iterable[Monitor], wanted: Sequence[Objective], service: str
) -> tuple[Rule, ...]:
    """Monitors as alerts, objectives as what they compute. A monitor of one of the service's
    objectives belongs to the service whether or not it says so.
    """
    ids = {item.id for item in wanted}
    alerts = tuple(_alert(item, ids, service) for item in found)
    computed = tuple(
        Rule(kind="recording", name=redact(item.name)[:200], group="slo",
             expr=f"slo {item.type} of service {service}", labels={"service": service})
        for item in wanted
    )  # fmt: skip
    return alerts + computed


def _alert(item: Monitor, ids: set[str], service: str) -> Rule:
    labels: dict[str, str] = {}
    for tag in item.tags[:40]:
        key, _, value = tag.partition(":")
        labels[key] = f"{labels[key]}, {value}" if key in labels else value
    if any(one in item.query for one in ids):
        labels.setdefault("service", service)
    message = item.message or ""
    annotations = {TOLD: ", ".join(ways(message))}
    if link := runbook(message):
        annotations["runbook_url"] = link
    return Rule(
        kind="alert", name=redact(item.name)[:200], group=item.type[:60], expr=redact(item.query)[:2000],
        annotations=annotations, labels=labels, health=(item.overall_state or "")[:40],
    )  # fmt: skip


def ways(message: str) -> tuple[str, ...]:
    """The kinds of handle that a message tells: never whose."""
    found = set()
    for match in _HANDLE.finditer(message[:20_000]):
        handle = match[1].lower()
        found.add("email" if "@" in handle else handle.split("-")[0].split(".")[0][:30])
    return tuple(sorted(found))


def runbook(message: str) -> str:
    """The link that a message gives for what to do: it says so itself, or the words before it do."""
    text = message[:20_000]
    for match in _LINK.finditer(text):
        before = text[max(0, match.start() - 60) : match.start()].rpartition("\n")[2]
        if _RUNBOOK.search(match[0]) or _RUNBOOK.search(before):
            return redact(match[0].rstrip(".,;"))[:300]
    return ""
