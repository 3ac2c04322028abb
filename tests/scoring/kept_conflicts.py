"""Conflicts kept in memory as a store keeps them, so that their whole course can be tested."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from content.model import Pack
from scoring.conflict import Conflict, disagreements, state_after
from scoring.conflict_course import Step, steps
from scoring.model import Inputs
from tests.scoring.builders import NOW


@dataclass
class Kept:
    """What is known of the conflicts of one assessment."""

    pack: Pack
    known: list[Conflict] = field(default_factory=list)

    def follow(
        self, given: Inputs, as_of: datetime = NOW, changed: Mapping[str, datetime] | None = None
    ) -> tuple[Step, ...]:
        """Take in what the data says now; what there was to write down comes back."""
        in_force = disagreements(self.pack, given, as_of)
        found = steps(self.known, in_force, self.pack, given, as_of, changed or {})
        for step in found:
            self._write(step)
        return found

    def _write(self, step: Step) -> None:
        if step.number is None:
            assert step.now is not None
            content = step.now.model_dump(exclude={"waived"})
            number, events = len(self.known) + 1, step.events
            self.known.append(
                Conflict(**content, number=number, state=state_after(events), events=events)
            )
            return
        before = self.known[step.number - 1]
        content = step.now.model_dump(exclude={"waived"}) if step.now else {}
        events = (*before.events, *step.events)
        changes = content | {"events": events, "state": state_after(events)}
        self.known[step.number - 1] = Conflict.model_validate(before.model_dump() | changes)
