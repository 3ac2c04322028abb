"""The reference page of the probes, made from their definitions."""

from collections.abc import Iterable

from assessment.model import Bearing
from assessment.only_asked import OnlyAsked, only_asked
from assessment.probing import Probe, discover

INTRODUCTION = """# Probes

Made from the definitions in `assessment/probes`; do not edit by hand. A probe states a sentence
that is true or false, looks for itself, and says where it looked. *Absent* is said only where the
place to look was there; otherwise the outcome is *unavailable* or *not applicable*, and neither
counts against anybody.
"""
ASKED = """## What can only be asked, and why

No probe looks at these capabilities; their level comes from answers and the evidence given for them.

| capability | why no probe looks | ask to see |
|---|---|---|"""


def render(probes: Iterable[Probe] | None = None) -> str:
    """The page in Markdown: all probes in a table, what is only asked, then probe by probe."""
    found = tuple(discover() if probes is None else probes)
    rows = [_row(probe) for probe in found]
    head = ["| probe | states | source | bears on |", "|---|---|---|---|"]
    asked = [ASKED, *map(_asked, only_asked()), ""]
    return "\n".join([INTRODUCTION, *head, *rows, "", *asked, *map(_entry, found)])


def _asked(item: OnlyAsked) -> str:
    return f"| {item.capability} | {item.reason} | {item.find} |"


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
