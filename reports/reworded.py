"""Findings that speak of a level in the pack's words, where the client has other words for it."""

from assessment.model import Finding
from content.difference import Difference
from reports.client_changes import ClientChanges
from reports.wording import shortened

LONGEST = 160
"""Characters of each text that are quoted."""


def reworded(told: ClientChanges | None, finding: Finding) -> tuple[Difference, ...]:
    """The reworded levels that a finding bears on; nothing where it says nothing anyway."""
    if told is None or not finding.conclusive:
        return ()
    pack = told.untouched.pack.id
    bears = {
        f"reworded:{item.capability}:anchor_{item.anchor}"
        for item in finding.bearings
        if item.pack == pack
    }
    return tuple(row.difference for row in told.rows if row.difference.key in bears)


def beware(item: Difference) -> str:
    """What to keep in mind where such a finding is shown."""
    return (
        f"{item.part} of {item.name} was reworded for this client, and the probe speaks of the "
        f"pack’s words: “{shortened(item.before, LONGEST)}” Here it is: "
        f"“{shortened(item.after, LONGEST)}” Look whether it still says the same."
    )
