"""The page that shows what each gap and dimension names, and who asks, looks, plans and measures."""

from collections import defaultdict
from pathlib import Path

import yaml

from assessment.observation import ProbeDefinition
from assessment.probing import discover
from content.loading import FIRST_PACK, load_shipped
from content.model import Capability, Initiative, MeasuredCondition, Pack
from content.values import Value

ITEMS = Path(__file__).parent / "coverage-items.yaml"
HEAD = """\
# What is covered

Made from `docs/coverage-items.yaml`, the pack and the probes; do not edit by hand. Every item
that the three gaps and the five dimensions name has a question, a probe, an initiative and a
metric. A probe never proves a whole capability: what each one does not prove stands in
[probes.md](probes.md).
"""


class Covered(Value):
    """One item with all that answers for it: ids of probes, initiatives and metrics."""

    part: str
    item: str
    capabilities: tuple[Capability, ...]
    probes: tuple[str, ...]
    initiatives: tuple[Initiative, ...]
    metrics: tuple[str, ...]


def covered() -> tuple[Covered, ...]:
    """Every item of the file, in its order."""
    pack, probes = load_shipped(FIRST_PACK), _probes_by_capability()
    parts = yaml.safe_load(ITEMS.read_text(encoding="utf-8"))
    return tuple(
        _covered(pack, probes, str(part["part"]), str(row["item"]), tuple(row["capabilities"]))
        for part in parts
        for row in part["items"]
    )


def render() -> str:
    """The page, one table a part."""
    text, part = HEAD, ""
    for row in covered():
        if row.part != part:
            part = row.part
            text += (
                f"\n## {part}\n\n| item | asked in | looked at by | planned as | measured by |\n"
            )
            text += "|---|---|---|---|---|\n"
        text += _line(row)
    return text


def _line(row: Covered) -> str:
    asked = "<br>".join(f"{item.name} (`{item.id}`)" for item in row.capabilities)
    probes = ", ".join(f"[{item}](probes.md#{item})" for item in row.probes)
    planned = "<br>".join(f"{item.id} {item.title}" for item in row.initiatives)
    measured = ", ".join(f"`{item}`" for item in row.metrics)
    return f"| {row.item} | {asked} | {probes} | {planned} | {measured} |\n"


def _covered(
    pack: Pack, probes: dict[str, list[ProbeDefinition]], part: str, item: str, ids: tuple[str, ...]
) -> Covered:
    found = {probe.id: probe for name in ids for probe in probes[name]}
    planned = tuple(one for one in pack.initiatives if one.capability in ids)
    read = {metric for probe in found.values() for metric in probe.metrics}
    read |= {
        condition.metric
        for one in planned
        for condition in one.exit.conditions
        if isinstance(condition, MeasuredCondition)
    }
    return Covered(
        part=part, item=item, capabilities=tuple(pack.capability(name) for name in ids),
        probes=tuple(sorted(found)), initiatives=planned, metrics=tuple(sorted(read)),
    )  # fmt: skip


def _probes_by_capability() -> dict[str, list[ProbeDefinition]]:
    found: dict[str, list[ProbeDefinition]] = defaultdict(list)
    for probe in discover():
        for bearing in probe.definition.bearings:
            if bearing.pack == FIRST_PACK:
                found[bearing.capability].append(probe.definition)
    return found
