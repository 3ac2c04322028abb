"""What a probe says, before it is dated and bound to its bearings: the contract of ``probe.py``.

A probe is a folder of ``assessment/probes``::

    <probe_id>/probe.yaml   what it states, why, what to do, and its bearings
    <probe_id>/probe.py     observe(evidence) -> Observation, pure
    <probe_id>/examples/<outcome>.<why>.json   evidence as JSON; each one is a test

The annotation of ``evidence`` must be the evidence type of the connector named in ``probe.yaml``.
"""

from typing import Literal

from pydantic import Field

from assessment.model import Bearing, Outcome, Place, Reading
from content.values import Value


class Observation(Value):
    """What was seen: an outcome, a short text, where, and any numbers read.

    ``observed`` is a short phrase with figures ("17 of 31 columns have a rule"). ``remedy`` replaces
    the definition's own sentence where the probe knows better what to do. ``too_few`` is for *not
    applicable*: the question arises, and too little had happened to judge it by.
    """

    outcome: Outcome
    observed: str
    places: tuple[Place, ...] = ()
    readings: tuple[Reading, ...] = ()
    remedy: str = ""
    too_few: bool = False


class ProbeDefinition(Value):
    """``probe.yaml``: a statement that is true or false, and what it means.

    ``connectors`` are the kinds of source that can carry it. ``judges`` tells whether it is held
    against each part that a repository deploys by itself, or against the whole. ``absent_remedy`` and
    ``unavailable_remedy`` say what to do. ``does_not_prove`` is the limit that a reader must know.
    """

    id: str
    statement: str
    expected: str
    why: str
    how: str
    does_not_prove: str
    connectors: tuple[str, ...] = Field(min_length=1)
    absent_remedy: str
    unavailable_remedy: str
    effort: Literal["low", "medium", "high"]
    judges: Literal["unit", "repository"] = "unit"
    valid_days: int = Field(default=30, ge=1)
    metrics: tuple[str, ...] = ()
    bearings: tuple[Bearing, ...] = ()
