"""Checks that every id named in a pack exists, stands once, and leads nowhere in circles."""

from collections.abc import Iterable, Iterator

from content.model import (
    Capability,
    Depth,
    FrameworkReference,
    Initiative,
    MeasuredCondition,
    Metric,
    Profile,
)
from content.pack_files import Kind, Part, Parts
from content.prerequisites import Shaped, circles
from content.problems import Problem, nearest
from content.traits import Traits, TraitTest
from content.yaml_reading import Path_


class References:
    """The ids of a pack as written, so that one broken part does not make its id unknown."""

    def __init__(self, parts: Parts, shaped: Shaped) -> None:
        self.parts = parts
        self.shaped = shaped

    def ids(self, kind: Kind) -> set[str]:
        """Ids of one kind, whether or not their parts are in order."""
        return {part.id for part in self.parts.of(kind) if part.id}

    def problems(self) -> Iterator[Problem]:
        """Every id that is unknown, doubled or circular."""
        yield from self._doubled()
        if not self.parts.complete:
            return
        for part, value in self.shaped:
            if isinstance(value, Capability):
                yield from self._capability(part, value)
            elif isinstance(value, Initiative):
                yield from self._initiative(part, value)
            elif isinstance(value, Profile):
                yield from self._profile(part, value)
            elif isinstance(value, Depth):
                yield from self._unknown(part, ("questions",), value.questions, "capability")
        yield from self._weighed()
        yield from self._without_initiative()
        yield from circles(self.shaped)

    def _unknown(
        self, part: Part, path: Path_, named: Iterable[str], kind: Kind
    ) -> Iterator[Problem]:
        known = self.ids(kind)
        for index, name in enumerate(named):
            if name not in known:
                message = f"no {kind} has the id {name!r}"
                yield part.problem((*path, index), message, nearest(name, known))

    def _unknown_one(self, part: Part, path: Path_, name: str, kind: Kind) -> Iterator[Problem]:
        known = self.ids(kind)
        if name not in known:
            yield part.problem(path, f"no {kind} has the id {name!r}", nearest(name, known))

    def _doubled(self) -> Iterator[Problem]:
        seen: dict[tuple[str, str], Part] = {}
        for part in self.parts.found:
            if part.kind in {"header", "judgements"} or part.id is None:
                continue
            first = seen.setdefault((part.kind, part.id), part)
            if first is not part:
                where = first.problem(("id",), "").place
                yield part.problem(("id",), f"the id {part.id!r} is taken (first at {where})")

    def _capability(self, part: Part, value: Capability) -> Iterator[Problem]:
        yield from self._unknown_one(part, ("area",), value.area, "area")
        for index, rule in enumerate(value.not_applicable):
            yield from _tests(part, ("not_applicable", index, "when"), rule.when)
        for index, reference in enumerate(value.frameworks):
            yield from self._framework(part, ("frameworks", index), reference)

    def _framework(
        self, part: Part, path: Path_, reference: FrameworkReference
    ) -> Iterator[Problem]:
        yield from self._unknown_one(part, (*path, "framework"), reference.framework, "framework")
        for framework in self.parts.of("framework"):
            if framework.id == reference.framework:
                known = _item_ids(framework)
                if known and reference.id not in known:
                    message = f"{reference.framework} has no item {reference.id!r}"
                    yield part.problem((*path, "id"), message, nearest(reference.id, known))

    def _initiative(self, part: Part, value: Initiative) -> Iterator[Problem]:
        yield from self._unknown_one(part, ("capability",), value.capability, "capability")
        yield from self._unknown_one(part, ("lead_role",), value.lead_role, "role")
        yield from self._unknown(part, ("prerequisites",), value.prerequisites, "initiative")
        for index, effort in enumerate(value.effort):
            yield from self._unknown_one(part, ("effort", index, "role"), effort.role, "role")
        for index, condition in enumerate(value.exit.conditions):
            if isinstance(condition, MeasuredCondition):
                yield from self._metric(part, ("exit", "conditions", index), condition)

    def _metric(self, part: Part, path: Path_, condition: MeasuredCondition) -> Iterator[Problem]:
        yield from self._unknown_one(part, (*path, "metric"), condition.metric, "metric")
        for unit in self._units(condition.metric) - {condition.unit}:
            message = f"{condition.metric} is in {unit!r}, this condition in {condition.unit!r}"
            yield part.problem((*path, "unit"), message)
        if condition.target_trait is not None:
            yield from _trait(part, (*path, "target_trait"), condition.target_trait)

    def _units(self, metric: str) -> set[str]:
        return {v.unit for _, v in self.shaped if isinstance(v, Metric) and v.id == metric}

    def _profile(self, part: Part, value: Profile) -> Iterator[Problem]:
        yield from _tests(part, ("suits",), value.suits)
        yield from self._unknown(part, ("critical",), value.critical, "capability")
        for name in value.targets:
            yield from self._unknown_one(part, ("targets", name), name, "capability")
        for index, item in enumerate(value.hidden):
            path = ("hidden", index, "capability")
            yield from self._unknown_one(part, path, item.capability, "capability")

    def _weighed(self) -> Iterator[Problem]:
        kinds: tuple[tuple[str, Kind], ...] = (("areas", "area"), ("capabilities", "capability"))
        for part in self.parts.of("judgements"):
            weights = part.data.get("weights") if isinstance(part.data, dict) else None
            for field, kind in kinds:
                named = weights.get(field) if isinstance(weights, dict) else None
                for name in named if isinstance(named, dict) else ():
                    yield from self._unknown_one(part, ("weights", field, name), name, kind)

    def _without_initiative(self) -> Iterator[Problem]:
        lifted: dict[str, str] = {}
        for part in self.parts.of("initiative"):
            name = part.data.get("capability") if isinstance(part.data, dict) else None
            if not isinstance(name, str):
                continue
            if name in lifted:
                message = f"{name!r} already has the initiative {lifted[name]!r}"
                yield part.problem(("capability",), message)
            lifted.setdefault(name, part.id or "")
        for part in self.parts.of("capability"):
            if part.id and part.id not in lifted:
                message = f"no initiative lifts {part.id!r}; add one to initiatives.yaml"
                yield part.problem(("id",), message)


def _item_ids(framework: Part) -> set[str]:
    items = framework.data.get("items") if isinstance(framework.data, dict) else None
    found = items if isinstance(items, list) else []
    return {str(item.get("id")) for item in found if isinstance(item, dict)}


def _trait(part: Part, path: Path_, name: str) -> Iterator[Problem]:
    if name not in Traits.model_fields:
        near = nearest(name, Traits.model_fields)
        yield part.problem(path, f"no trait has the id {name!r}", near)


def _tests(part: Part, path: Path_, tests: Iterable[TraitTest]) -> Iterator[Problem]:
    for index, test in enumerate(tests):
        where = (*path, index)
        unknown = list(_trait(part, (*where, "trait"), test.trait))
        yield from unknown
        if not unknown and not _comparable(test):
            message = f"{test.value!r} is not a value that the trait {test.trait!r} can have"
            yield part.problem((*where, "value"), message)


def _comparable(test: TraitTest) -> bool:
    """Whether the trait could ever have the tested value, so that a test is never idle."""
    if test.comparison != "is" and (isinstance(test.value, bool | str)):
        return False
    try:
        found = getattr(Traits.model_validate({test.trait: test.value}, strict=False), test.trait)
    except ValueError:
        return False
    return isinstance(found, bool) == isinstance(test.value, bool)
