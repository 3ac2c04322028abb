"""Checks what each part of a pack must keep by itself or towards its neighbours."""

import re
from collections.abc import Iterable, Iterator

from content.judgement import Judgements, Thresholds
from content.model import (
    BaseRate,
    Capability,
    Depth,
    Initiative,
    MeasuredCondition,
    Profile,
)
from content.pack_files import Part, Parts
from content.prerequisites import Shaped
from content.problems import Problem, nearest
from content.yaml_reading import Data, Path_

LONGEST_SHORT_NAME = 28
MOST_PULSE_QUESTIONS = 12
WINDOW = re.compile(r"(\d+)([mhd])")
DAYS_PER_UNIT = {"m": 1 / 1440, "h": 1 / 24, "d": 1.0}


def part_promises(parts: Parts, shaped: Shaped) -> Iterator[Problem]:
    """What the parts do not keep, as far as their shape is in order."""
    for part in parts.found:
        yield from _blank(part, part.data, ())
    for part, value in shaped:
        if isinstance(value, Capability) and len(value.short_name) > LONGEST_SHORT_NAME:
            message = f"longer than {LONGEST_SHORT_NAME} characters; charts need it short"
            yield part.problem(("short_name",), message)
        elif isinstance(value, Initiative):
            yield from _initiative(part, value)
        elif isinstance(value, Profile):
            yield from _profile(parts, part, value)
        elif isinstance(value, Depth):
            yield from _depth(parts, part, value)
        elif isinstance(value, Judgements):
            yield from _judgements(part, value)
        elif isinstance(value, BaseRate):
            yield from _base_rate(part, value)


def _initiative(part: Part, value: Initiative) -> Iterator[Problem]:
    for index, effort in enumerate(value.effort):
        if not effort.low <= effort.mid <= effort.high:
            yield part.problem(("effort", index), "expected low <= mid <= high person-weeks")
    if value.lead_role not in {effort.role for effort in value.effort}:
        yield part.problem(("lead_role",), f"{value.lead_role!r} leads but has no effort")
    longest = 0.0
    for index, condition in enumerate(value.exit.conditions):
        path: Path_ = ("exit", "conditions", index)
        if isinstance(condition, MeasuredCondition):
            yield from _condition(part, path, condition)
            longest = max(longest, _days(condition.window) or 0.0)
    if value.exit.proof_days < longest:
        message = f"shorter than the longest window of its conditions ({longest:g} days)"
        yield part.problem(("exit", "proof_days"), message)
    names = [condition.id for condition in value.exit.conditions]
    yield from _repeated(part, ("exit", "conditions"), names)


def _condition(part: Part, path: Path_, condition: MeasuredCondition) -> Iterator[Problem]:
    if _days(condition.window) is None:
        message = f"expected a number with m, h or d such as '30d', found {condition.window!r}"
        yield part.problem((*path, "window"), message)
    if condition.unit == "ratio" and not 0 <= condition.target <= 1:
        message = f"a ratio lies between 0 and 1, found {condition.target:g}"
        yield part.problem((*path, "target"), message)


def _days(window: str) -> float | None:
    match = WINDOW.fullmatch(window)
    return int(match[1]) * DAYS_PER_UNIT[match[2]] if match else None


def _profile(parts: Parts, part: Part, value: Profile) -> Iterator[Problem]:
    for index, item in enumerate(value.hidden):
        if item.capability in value.critical:
            message = f"{item.capability!r} is critical here and cannot be hidden"
            yield part.problem(("hidden", index), message)
    yield from _repeated(part, ("critical",), value.critical)
    yield from _repeated(part, ("hidden",), [item.capability for item in value.hidden])
    if not parts.complete:
        return
    area_of = {p.id: _field(p, "area") for p in parts.of("capability")}
    covered = {area_of.get(name) for name in value.critical}
    for area in parts.of("area"):
        if _field(area, "kind") == "dimension" and area.id not in covered:
            message = f"no critical capability in the dimension {area.id!r}; name at least one"
            yield part.problem(("critical",), message)


def _depth(parts: Parts, part: Part, value: Depth) -> Iterator[Problem]:
    yield from _repeated(part, ("questions",), value.questions)
    if value.id != "pulse":
        return
    asked = len(value.questions)
    if not 1 <= asked <= MOST_PULSE_QUESTIONS:
        message = f"a pulse has a fixed list of 1 to {MOST_PULSE_QUESTIONS}, found {asked}"
        yield part.problem(("questions",), message)
    if value.gives_verdict:
        yield part.problem(("gives_verdict",), "a pulse never gives a verdict; set it to false")
    area_of = {p.id: _field(p, "area") for p in parts.of("capability")}
    left_out = {area.id for area in parts.of("area")} - {area_of.get(n) for n in value.questions}
    for name in sorted(str(item) for item in left_out) if parts.complete else ():
        yield part.problem(("questions",), f"the pulse asks nothing in the area {name!r}")


def _judgements(part: Part, value: Judgements) -> Iterator[Problem]:
    expected = set(Thresholds.model_fields) - {"reasons"}
    for name in value.thresholds.reasons.keys() - expected:
        message = f"no threshold has the id {name!r}"
        yield part.problem(("thresholds", "reasons", name), message, nearest(name, expected))
    for name in sorted(expected - value.thresholds.reasons.keys()):
        yield part.problem(("thresholds", "reasons"), f"the threshold {name!r} has no reason")
    for name in sorted({"E0", "E1", "E2", "E3"} - {grade.id for grade in value.grades}):
        yield part.problem(("grades",), f"the evidence grade {name!r} is missing")
    yield from _repeated(part, ("grades",), [grade.id for grade in value.grades])
    for name, area_weight in value.weights.areas.items():
        if area_weight <= 0:
            yield part.problem(("weights", "areas", name), "a weight is above zero")
    for name, own_weight in value.weights.capabilities.items():
        if own_weight <= 0:
            yield part.problem(("weights", "capabilities", name), "a weight is above zero")


def _base_rate(part: Part, value: BaseRate) -> Iterator[Problem]:
    if value.kind == "measured" and not re.search(r"\d", value.sample):
        yield part.problem(("sample",), "a measured share needs the size of its sample")


def _repeated(part: Part, path: Path_, names: Iterable[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for index, name in enumerate(names):
        if name in seen:
            yield part.problem((*path, index), f"{name!r} stands twice in this list")
        seen.add(name)


def _field(part: Part, name: str) -> Data:
    return part.data.get(name) if isinstance(part.data, dict) else None


def _blank(part: Part, data: Data, path: Path_) -> Iterator[Problem]:
    """Texts that hold nothing: a field that may be left out is left out, never empty."""
    if isinstance(data, str) and not data.strip():
        name = path[-1] if path else "this"
        yield part.problem(path, f"{name} is empty; write it or remove it")
    if isinstance(data, dict):
        for key, item in data.items():
            yield from _blank(part, item, (*path, key))
    if isinstance(data, list):
        for index, item in enumerate(data):
            yield from _blank(part, item, (*path, index))
