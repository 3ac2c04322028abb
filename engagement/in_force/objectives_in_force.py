"""What a source is held against: its own objectives, or else those of the use case."""

from assessment.connectors import connectors
from assessment.sources import Source
from content.traits import Traits

STATED_BY_THE_USE_CASE = ("availability_target", "latency_p95_ms")
"""Traits that are objectives of a running service, called the same as a connector's options."""


def held_against(source: Source, traits: Traits) -> Source:
    """The source with the use case's objectives where it states none and can take them."""
    known = [item.name for item in getattr(connectors().get(source.kind), "OPTIONS", ())]
    taken = {
        name: float(value)
        for name in STATED_BY_THE_USE_CASE
        if name in known and name not in source.options
        if (value := getattr(traits, name)) is not None
    }
    return source.model_copy(update={"options": {**source.options, **taken}}) if taken else source
