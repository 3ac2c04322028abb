"""The threat model as a page: who could want what, by the way that data takes, and what holds it off."""

from pathlib import Path
from typing import Literal

import yaml

from content.values import Value
from docs.safety import linked

THREATS = Path(__file__).parent / "threats.yaml"
HEAD = """\
# Threat model

Made from `docs/threats.yaml`; do not edit by hand. It goes by the ways that data takes, and asks of each
the questions of STRIDE that fit it. What holds a threat off is linked to the tests that attack it; they run
with all the others. The rules in full are in [Safety](safety.md).
"""
Kind = Literal[
    "Spoofing", "Tampering", "Repudiation", "Information disclosure", "Denial of service",
    "Elevation of privilege",
]  # fmt: skip


class Asset(Value):
    """What is worth protecting, and the harm where it is not."""

    what: str
    harm: str


class Actor(Value):
    """Somebody, and what they can do."""

    who: str
    can: str


class Threat(Value):
    """One threat, what holds it off, and the names of the test functions that attack it."""

    kind: Kind
    threat: str
    held: str
    tests: tuple[str, ...]


class Flow(Value):
    """One way that data takes, and the boundary that it crosses."""

    flow: str
    crosses: str
    threats: tuple[Threat, ...]


class Accepted(Value):
    """What is left open, and until when."""

    what: str
    until: str


class Model(Value):
    """The whole of it."""

    assets: tuple[Asset, ...]
    actors: tuple[Actor, ...]
    boundaries: tuple[str, ...]
    flows: tuple[Flow, ...]
    accepted: tuple[Accepted, ...]


def model() -> Model:
    """The threat model, in the file's order."""
    return Model.model_validate(yaml.safe_load(THREATS.read_text(encoding="utf-8")))


def render() -> str:
    """The page in Markdown."""
    known = model()
    lines = [HEAD, "## What is worth protecting\n", "| what | harm |", "|---|---|"]
    lines += [f"| {item.what} | {item.harm} |" for item in known.assets]
    lines += ["\n## Who could want it\n", "| who | can |", "|---|---|"]
    lines += [f"| {item.who} | {item.can} |" for item in known.actors]
    lines += ["\n## Boundaries\n", *(f"- {item}" for item in known.boundaries)]
    for flow in known.flows:
        lines += [f"\n## {flow.flow}\n", f"Crosses: {flow.crosses}.\n"]
        lines += ["| | threat | held off by | attacked by |", "|---|---|---|---|"]
        lines += [_row(item) for item in flow.threats]
    lines += ["\n## What is left open\n", "| what | until |", "|---|---|"]
    lines += [f"| {item.what} | {item.until} |" for item in known.accepted]
    return "\n".join(lines) + "\n"


def _row(item: Threat) -> str:
    tests = "<br>".join(map(linked, item.tests))
    return f"| {item.kind} | {item.threat} | {item.held} | {tests} |"
