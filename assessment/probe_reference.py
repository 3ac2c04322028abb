"""The reference page of the probes, made from their definitions."""

from collections.abc import Iterable

from assessment.model import Bearing
from assessment.probing import Probe, discover

INTRODUCTION = """# Probes

Made from the definitions in `assessment/probes`; do not edit by hand. A probe states a sentence
that is true or false, looks for itself, and says where it looked. *Absent* is said only where the
place to look was there; otherwise the outcome is *unavailable* or *not applicable*, and neither
counts against anybody.
"""


def render(probes: Iterable[Probe] | None = None) -> str:
    """The page in Markdown: a table of all probes, then what each one does and does not prove."""
    found = tuple(discover() if probes is None else probes)
    rows = [_row(probe) for probe in found]
    head = ["| probe | states | source | bears on |", "|---|---|---|---|"]
    return "\n".join([INTRODUCTION, *head, *rows, "", *map(_entry, found)])


def _row(probe: Probe) -> str:
    item = probe.definition
    link = f"[{item.id}](#{item.id})"
    bearings = ", ".join(f"{b.capability} {b.anchor}" for b in item.bearings)
    return f"| {link} | {item.statement} | {', '.join(item.connectors)} | {bearings} |"


def _entry(probe: Probe) -> str:
    item = probe.definition
    lines = [
        f"## {item.id}\n",
        f"{item.statement}\n",
        f"- **Why:** {item.why}",
        f"- **How:** {item.how}",
        f"- **Expected:** {item.expected}",
        f"- **Does not prove:** {item.does_not_prove}",
        f"- **Where it is absent:** {item.absent_remedy} (effort: {item.effort})",
        f"- **Where we could not look:** {item.unavailable_remedy}",
        f"- **Valid for:** {item.valid_days} days",
    ]
    if item.metrics:
        lines.append(f"- **Reads:** {', '.join(item.metrics)}")
    lines += [_bearing(bearing) for bearing in item.bearings]
    return "\n".join([*lines, ""])


def _bearing(bearing: Bearing) -> str:
    rates = f"seen where reached {bearing.sensitivity:.2f}, where not {bearing.false_pass:.2f}"
    required = ", required" if bearing.required else ""
    reason = f": {bearing.reason}" if bearing.reason else ""
    speaks_for = f"{bearing.capability}, level {bearing.anchor}{required}"
    return f"- **Speaks for:** {speaks_for} ({rates}){reason}"
