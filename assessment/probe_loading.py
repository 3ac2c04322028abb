"""Finding the probes: every folder with a ``probe.yaml``, and every mistake in them at once."""

import importlib.util
import types
import typing
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from assessment.connectors import connectors
from assessment.model import Outcome
from assessment.observation import Observation, ProbeDefinition
from assessment.probe_definition import read_definition

SHIPPED = Path(__file__).parent / "probes"
"""The folder of the probes that come with the product."""


class BrokenProbes(Exception):
    """One or more probe folders are wrong; ``mistakes`` has one sentence each."""

    def __init__(self, mistakes: list[str]) -> None:
        super().__init__("\n".join(mistakes))
        self.mistakes = tuple(mistakes)


@dataclass(frozen=True)
class Probe:
    """A definition and the pure function that decides it; ``folder`` is where both were found."""

    definition: ProbeDefinition
    observe: Callable[[Any], Observation]
    folder: Path | None = None

    @property
    def evidence(self) -> Any:
        """The annotation of what it looks at: one evidence type, or a union of several."""
        return _annotation(self.observe)


@dataclass(frozen=True)
class Example:
    """One case of a probe: the outcome that its file name promises, why, and the evidence."""

    outcome: Outcome
    why: str
    file: Path
    evidence: Any


def discover(*folders: Path) -> tuple[Probe, ...]:
    """Probes of every sub-folder of ``folders`` (the shipped one by default), in order of id.

    Raises :class:`BrokenProbes` with every mistake of every folder at once.
    """
    return _discovered(folders) if folders else _shipped()


@cache
def _shipped() -> tuple[Probe, ...]:
    # What is installed does not change while the program runs.
    return _discovered((SHIPPED,))


@cache
def definitions() -> tuple[ProbeDefinition, ...]:
    """What the shipped probes say of themselves, in order of id.

    No probe and no connector is loaded for it, which takes seconds. Raises :class:`BrokenProbes`.
    """
    read = [read_definition(file) for file in _files(SHIPPED)]
    mistakes = [mistake for _, wrong in read for mistake in wrong]
    if mistakes:
        raise BrokenProbes(mistakes)
    return tuple(sorted((item for item, _ in read if item), key=lambda item: item.id))


def _discovered(folders: tuple[Path, ...]) -> tuple[Probe, ...]:
    found: list[Probe] = []
    mistakes: list[str] = []
    for folder in sorted(file.parent for top in folders for file in _files(top)):
        probe, wrong = _load(folder)
        mistakes += wrong
        if probe and any(probe.definition.id == other.definition.id for other in found):
            mistakes.append(f"{folder}: another folder already has a probe of this id")
        elif probe:
            found.append(probe)
    if mistakes:
        raise BrokenProbes(mistakes)
    return tuple(sorted(found, key=lambda probe: probe.definition.id))


def examples(probe: Probe) -> tuple[Example, ...]:
    """The cases in the probe's folder; an unreadable one raises pydantic's ``ValidationError``."""
    evidence = TypeAdapter(probe.evidence)
    cases = []
    for file in sorted(_examples(probe.folder)):
        outcome, _, why = file.stem.partition(".")
        content = evidence.validate_json(file.read_bytes())
        cases.append(Example(Outcome(outcome), why.replace("_", " "), file, content))
    return tuple(cases)


def _files(top: Path) -> list[Path]:
    return list(top.glob("*/probe.yaml"))


def _examples(folder: Path | None) -> list[Path]:
    return list((folder / "examples").glob("*.json")) if folder else []


def _load(folder: Path) -> tuple[Probe | None, list[str]]:
    definition, mistakes = read_definition(folder / "probe.yaml")
    observe, wrong = _observe(folder / "probe.py")
    mistakes += wrong + _example_mistakes(folder)
    if definition:
        mistakes += _definition_mistakes(folder, definition)
    if definition and observe:
        mistakes += _annotation_mistakes(folder, definition, observe)
    if mistakes or not definition or not observe:
        return None, mistakes
    return Probe(definition, observe, folder), []


def _observe(file: Path) -> tuple[Callable[[Any], Observation] | None, list[str]]:
    if not file.is_file():
        return None, [f"{file}: is missing; it holds observe(evidence) -> Observation"]
    name = f"prodworthy_probe_{sha256(str(file).encode()).hexdigest()[:16]}"
    spec = importlib.util.spec_from_file_location(name, file)
    if spec is None or spec.loader is None:
        return None, [f"{file}: is no Python file"]
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # noqa: BLE001  a broken probe is reported, the others still load
        return None, [f"{file}: cannot be loaded: {type(error).__name__}: {error}"]
    observe = getattr(module, "observe", None)
    if not callable(observe):
        return None, [f"{file}: has no function observe(evidence) -> Observation"]
    return observe, []


def _definition_mistakes(folder: Path, definition: ProbeDefinition) -> list[str]:
    mistakes = []
    if definition.id != folder.name:
        mistakes.append(f"{folder}/probe.yaml: id is {definition.id}, expected {folder.name}")
    for kind in definition.connectors:
        if kind not in connectors():
            known = ", ".join(connectors())
            mistakes.append(f"{folder}/probe.yaml: no connector {kind}; known are {known}")
    return mistakes


def _example_mistakes(folder: Path) -> list[str]:
    stems = [file.stem.partition(".") for file in _examples(folder)]
    mistakes = []
    for outcome, _, why in stems:
        if outcome not in {str(known) for known in Outcome} or not why:
            mistakes.append(f"{folder}/examples: {outcome}.{why}.json is not <outcome>.<why>.json")
    for needed in (Outcome.PRESENT, Outcome.ABSENT):
        if str(needed) not in {outcome for outcome, _, _ in stems}:
            mistakes.append(f"{folder}/examples: needs a case {needed}.<why>.json")
    return mistakes


def _annotation(observe: Callable[[Any], Observation]) -> Any:
    """The type of the first parameter; ``None`` where it has none or names something unknown."""
    try:
        hints = typing.get_type_hints(observe)
    except NameError:
        return None
    hints.pop("return", None)
    return next(iter(hints.values()), None)


def _annotation_mistakes(
    folder: Path, definition: ProbeDefinition, observe: Callable[[Any], Observation]
) -> list[str]:
    annotation = _annotation(observe)
    union = typing.get_origin(annotation) in (typing.Union, types.UnionType)
    given = set(typing.get_args(annotation)) if union else {annotation}
    known = connectors()
    wanted = {known[kind].EVIDENCE for kind in definition.connectors if kind in known}
    if not wanted or given == wanted:
        return []
    names = " | ".join(sorted(item.__name__ for item in wanted))
    return [f"{folder}/probe.py: observe's evidence must be annotated as {names}"]
