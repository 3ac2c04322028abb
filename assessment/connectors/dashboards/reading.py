"""Finds the dashboards that read one service, and the panels on them that do."""

import re
from collections.abc import Container, Iterable, Sequence
from typing import Any
from urllib.parse import quote

from assessment.connectors.dashboards import second_schema
from assessment.connectors.dashboards.answers import (
    DashboardAnswer,
    Found,
    PanelAnswer,
    panels_of,
)
from assessment.connectors.dashboards.evidence import Dashboard, Panel
from assessment.connectors.dashboards.meaning import Meant, Variables, variables_of
from assessment.connectors.redaction import redact
from assessment.connectors.rest import Reach, Rest, part
from content.values import Value

SEARCH = ("/api/search", "which dashboards there are")
PAGE, PAGES, READ, KEPT = 1000, 5, 60, 60
NUMBERS = "which panels read the service"


class Seen(Value):
    """What came of reading dashboards; ``by_choice`` are those where a variable decides."""

    looked: int = 0
    shown: tuple[Dashboard, ...] = ()
    by_choice: tuple[str, ...] = ()
    business: tuple[Panel, ...] = ()
    trouble: Reach | None = None


def listed(rest: Rest) -> tuple[Found, ...]:
    """Every dashboard that the account may see, page by page, at most 5,000."""
    found: list[Found] = []
    for page in range(1, PAGES + 1):
        params = {"type": "dash-db", "limit": str(PAGE), "page": str(page)}
        rows = rest.read(tuple[Found, ...], *SEARCH, params)
        found += rows
        if len(rows) < PAGE:
            break
    return tuple({item.uid: item for item in found}.values())


def ordered(found: Iterable[Found], words: Sequence[str]) -> list[Found]:
    """Those first whose title, folder or tag has one of the words."""
    plain = [re.sub(r"[\W_]+", "", word.lower()) for word in words if word]

    def far(item: Found) -> bool:
        text = re.sub(r"[\W_]+", "", " ".join((item.title, item.folder, *item.tags)).lower())
        return not any(word in text for word in plain)

    return sorted(found, key=far)


def seen(
    rest: Rest, found: Sequence[Found], meant: Meant | None, business: Sequence[str],
    sources: Container[str] | None, reader: str,
) -> Seen:  # fmt: skip
    """Read at most 60 dashboards; ``meant`` is ``None`` where they were chosen by hand.

    ``sources`` are uids and names of the data sources that exist, ``None`` where that is not known.
    """
    shown, choice, impact = [], [], []
    looked, trouble = 0, None
    for item in found[:READ]:
        answer, reach = part(lambda uid=item.uid: dashboard(rest, uid), None)  # type: ignore[misc]
        if answer is None:
            trouble = reach
            continue
        looked += 1
        known, values = panels_of(answer.dashboard), variables_of(answer.dashboard)
        reading, open_ones = _reading(known, meant, values)
        page = f"{reader}/d/{quote(item.uid, safe='')}" if reader else ""
        impact += [_panel(one, page, sources) for one in known if _speaks_of(one, business)]
        if reading:
            panels = tuple(_panel(one, page, sources) for one in reading[:KEPT])
            shown.append(_dashboard(item, answer, panels, len(known), page))
        elif open_ones:
            choice.append(redact(item.title))
    return Seen(
        looked=looked, shown=tuple(shown), by_choice=tuple(choice), business=tuple(impact[:KEPT]),
        trouble=trouble,
    )  # fmt: skip


def dashboard(rest: Rest, uid: str) -> DashboardAnswer:
    """One dashboard with its panels, in whichever schema it is kept."""
    path = f"/api/dashboards/uid/{quote(uid, safe='')}"
    reply = rest.reply(path, NUMBERS)
    if other := second_schema.named_path(reply, uid):
        return second_schema.classic(rest.read(dict[str, Any], other, NUMBERS))
    return rest.shaped(DashboardAnswer, rest.checked(reply, path).json_body(), path)


def _reading(
    known: Sequence[PanelAnswer], meant: Meant | None, values: Variables
) -> tuple[list[PanelAnswer], list[PanelAnswer]]:
    """The panels that read the service, and those that do where somebody chooses it."""
    if meant is None:
        return list(known), []
    verdicts = [
        {meant.reads(expression, values) for expression in item.expressions} for item in known
    ]
    return (
        [item for item, found in zip(known, verdicts, strict=True) if True in found],
        [
            item
            for item, found in zip(known, verdicts, strict=True)
            if None in found and True not in found
        ],
    )


def _panel(item: PanelAnswer, page: str, sources: Container[str] | None) -> Panel:
    gone = bool(sources is not None and item.datasource and item.datasource not in sources)
    return Panel(
        title=redact(item.title)[:200], unit=item.unit[:40], datasource=item.datasource,
        expressions=tuple(redact(text)[:2000] for text in item.expressions[:8]), broken=gone,
        url=f"{page}?viewPanel={item.id}" if page and item.id else page,
    )  # fmt: skip


def _dashboard(
    item: Found, answer: DashboardAnswer, panels: tuple[Panel, ...], count: int, page: str
) -> Dashboard:
    return Dashboard(
        title=redact(item.title)[:200], uid=item.uid, folder=redact(item.folder)[:200], url=page,
        panels=panels, updated_at=answer.meta.updated, count=count,
    )  # fmt: skip


def _speaks_of(item: PanelAnswer, business: Sequence[str]) -> bool:
    text = " ".join((item.title, *item.expressions)).lower()
    return any(word.lower() in text for word in business if word)
