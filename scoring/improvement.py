"""A better order than the priorities alone give: justification and a bounded, seeded search."""

import random
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import inf

from scoring.aim import Aim, Cost
from scoring.bound import deadlines, gate_bound
from scoring.schedule import Schedule, Slot, Step, Work, expanded, queue, schedule
from scoring.staffing import Staffing

NEAR = 1e-6
"""Working weeks between two slots that follow on one another."""
SPREADS = (1.0, 2.0, 5.0)
"""Working weeks by which the search shakes the latest starts, in turn."""


@dataclass
class Search:
    """The best plan so far; every plan it makes is counted against ``budget``."""

    aim: Aim
    staff: Mapping[str, Staffing]
    budget: int
    best: Schedule
    cost: Cost
    first: frozenset[str] = field(default_factory=frozenset)
    """What has begun, and what that waits for: its people are not taken away."""

    def tried(self, order: Iterable[Step]) -> Schedule:
        """The plan of an order of steps; kept where it is the best."""
        steps = list(order)
        kept = [step for step in steps if step[0] in self.first]
        plan = schedule(
            self.aim.works, self.staff, [*kept, *(s for s in steps if s[0] not in self.first)]
        )
        self.budget -= 1
        cost = self.aim.cost(plan)
        if cost < self.cost:
            self.best, self.cost = plan, cost
        return plan


def improved(aim: Aim, staff: Mapping[str, Staffing], seed: int, budget: int) -> Schedule:
    """The best of at most about ``budget`` plans; never worse than the order by rank alone.

    Same input, same plan: the search counts plans and not seconds. It starts from the priorities
    and from the latest starts, lets each plan slide to its end and back (double justification,
    Valls, Ballestín and Quintanilla 2005), shakes the latest starts, and at last exchanges
    neighbours in a role's queue for the sake of what is worth most.
    """
    plan = schedule(aim.works, staff)
    search = Search(aim, staff, budget, plan, aim.cost(plan), _begun(aim.works))
    if len(aim.works) < 2 or plan.finish == inf:
        return plan
    search.tried(expanded(queue(aim.works)))
    _justified(search, search.best)
    bound = gate_bound(aim, staff, search.cost[1])
    _by_latest(search, bound, random.Random(seed), budget // 3)  # noqa: S311  no secret
    _exchanged(search)
    return search.best


def _begun(works: Sequence[Work]) -> frozenset[str]:
    by_id = {work.id: work for work in works}
    found: set[str] = set()
    waiting = [work.id for work in works if work.begun]
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(by_id[name].prerequisites)
    return frozenset(found)


def _by_latest(search: Search, bound: int, chance: random.Random, reserve: int) -> None:
    """Orders by latest start, shaken, until the gate is at its bound and nothing is late."""
    works = queue(search.aim.works)
    spread = 0.0
    turn = 0
    while search.budget > reserve and (search.cost[1] > bound or search.cost[0] > 0):
        target = bound if turn % 2 == 0 else (bound + search.cost[1]) // 2
        latest = deadlines(works, search.staff, search.aim, target)
        shake = {work.id: chance.uniform(-spread, spread) for work in works}
        keys = _latest_starts(works, latest, search, shake)
        if turn % 3 == 0:
            order = _dispatched(search, keys)
        elif turn % 3 == 1 and turn > 3:
            near = {(s.work, s.role): s.start + shake[s.work] for s in search.best.slots}
            order = _sound(sorted(near, key=lambda step: (near[step], step)), works)
        else:
            order = _sound(sorted(keys, key=lambda step: (keys[step], step)), works)
        plan = _justified(search, search.tried(order))
        _unblocked(search, plan, reserve)
        spread = SPREADS[turn % len(SPREADS)]
        turn += 1


def _unblocked(search: Search, plan: Schedule, reserve: int) -> None:
    """Move steps to the ends of the critical chain's blocks while that brings the gate forward.

    Only the first or last place of a block, an unbroken run of one role on the chain, can shorten
    it (Grabowski, Nowicki and Zdrzałka 1986).
    """
    cost = search.aim.closeness(plan)
    better = True
    while better:
        better = False
        order = list(plan.order)
        for step, place in _moves(search.aim, plan):
            if search.budget <= reserve:
                return
            moved = search.tried(_sound(_moved(order, place, step), search.aim.works))
            reached = search.aim.closeness(moved)
            if reached < cost:
                plan, cost, better = moved, reached, True
                break


def _moves(aim: Aim, plan: Schedule) -> list[tuple[Step, Step]]:
    """(step, the step that it is put before) for the blocks of the chain that holds the gate."""
    found: list[tuple[Step, Step]] = []
    block: list[Step] = []
    for slot in [*_chain(aim, plan), None]:
        if slot is None or (block and slot.role != block[0][1]):
            found += [(step, block[0]) for step in block[1:]]
            found += [(block[-1], step) for step in block[:-2]]
            block = []
        if slot is not None:
            block.append((slot.work, slot.role))
    return list(dict.fromkeys(found))


def _chain(aim: Aim, plan: Schedule) -> list[Slot]:
    """The slots that follow on one another without a gap up to the gate's last work."""
    by_id = {work.id: work for work in aim.works}
    if not aim.proofs:
        return []
    last = max(aim.proofs, key=lambda name: (aim.day(plan.ends[name]) + aim.proofs[name], name))
    at = max((s for s in plan.slots if s.work == last), key=lambda s: (s.end, s.role))
    found = [at]
    while True:
        before = by_id[at.work].prerequisites
        joined = [
            slot
            for slot in plan.slots
            if abs(slot.end - at.start) < NEAR and (slot.role == at.role or slot.work in before)
        ]
        if not joined:
            return found[::-1]
        at = max(joined, key=lambda slot: (slot.role == at.role, slot.start))
        found.append(at)


def _latest_starts(
    works: Sequence[Work], latest: Mapping[str, float], search: Search, shake: Mapping[str, float]
) -> dict[Step, float]:
    """How late each step may start; what the gate does not wait for comes after, by its rank."""
    keys: dict[Step, float] = {}
    for work in works:
        end = min(latest[work.id], inf if work.due is None else work.due)
        for role, effort in work.efforts.items():
            start = search.best.finish + work.rank / 100
            if end < inf:
                start = search.staff[role].start(end, effort)
            keys[work.id, role] = start + shake[work.id]
    return keys


def _dispatched(search: Search, keys: Mapping[Step, float]) -> list[Step]:
    """Giffler and Thompson (1960): no role waits for work while other work could be through."""
    by_id = {work.id: work for work in search.aim.works}
    free = dict.fromkeys(search.staff, 0.0)
    left = {work.id: set(work.efforts) for work in search.aim.works}
    ends: dict[str, float] = {}
    order: list[Step] = []
    open_ = {name for name, work in by_id.items() if not work.prerequisites}
    ready = {name: by_id[name].earliest for name in open_}
    while open_:
        spans = {}
        for name in open_:
            for role in left[name]:
                start = search.staff[role].opens(max(ready[name], free[role]))
                spans[name, role] = start, search.staff[role].end(start, by_id[name].efforts[role])
        first = min(spans, key=lambda step: (spans[step][1], keys[step], step))
        rivals = [
            s for s, (start, _) in spans.items() if s[1] == first[1] and start < spans[first][1]
        ]
        step = min(rivals, key=lambda s: (keys[s], s))
        name, role = step
        order.append(step)
        free[role] = spans[step][1]
        ends[name] = max(ends.get(name, 0.0), free[role])
        left[name].remove(role)
        if not left[name]:
            open_.remove(name)
            for other in by_id.values():
                if name in other.prerequisites and all(
                    before in ends and not left[before] for before in other.prerequisites
                ):
                    open_.add(other.id)
                    ready[other.id] = max(other.earliest, *(ends[b] for b in other.prerequisites))
    search.budget -= 4
    return order


def _justified(search: Search, plan: Schedule) -> Schedule:
    """Slide everything as late as the gate allows, then as early as the people allow; repeat."""
    for _ in range(2):
        slid = search.tried(_late_order(search, plan))
        if search.aim.cost(slid) >= search.aim.cost(plan):
            return plan
        plan = slid
    return plan


def _late_order(search: Search, plan: Schedule) -> list[Step]:
    """The steps by their start where each is as late as the gate's day lets it be."""
    aim = search.aim
    gate = aim.gate(plan)
    finish = 1 + max([plan.finish, *(people.begins[-1] for people in search.staff.values())])
    waits: dict[str, list[str]] = {work.id: [] for work in aim.works}
    for work in aim.works:
        for before in work.prerequisites:
            waits[before].append(work.id)
    mirrored = [
        Work(
            id=work.id,
            efforts=work.efforts,
            prerequisites=tuple(waits[work.id]),
            earliest=max(0.0, finish - min(aim.latest(work.id, gate), work.due or inf, finish)),
            rank=0,
        )
        for work in aim.works
    ]
    backwards = {role: people.reversed(finish) for role, people in search.staff.items()}
    steps = [(s.work, s.role) for s in sorted(plan.slots, key=lambda s: (-s.end, -s.start, s.work))]
    late = schedule(mirrored, backwards, _sound(steps, mirrored))
    slots = sorted(late.slots, key=lambda s: (-s.end, s.work, s.role))
    return _sound([(slot.work, slot.role) for slot in slots], aim.works)


def _sound(steps: Sequence[Step], works: Sequence[Work]) -> list[Step]:
    """The same order, with each initiative's prerequisites ahead of it where pins upset that."""
    by_id = {work.id: work for work in works}
    found: list[Step] = []
    placed: set[str] = set()

    def put(name: str) -> None:
        if name not in placed:
            placed.add(name)
            for before in by_id[name].prerequisites:
                put(before)
                found.extend((before, role) for role in by_id[before].efforts)

    for name, role in steps:
        put(name)
        found.append((name, role))
    return list(dict.fromkeys(found))


def _exchanged(search: Search) -> None:
    """Exchange neighbours in each role's queue while that pays and the budget lasts."""
    better = True
    while better and search.budget > 0:
        better = False
        order = list(search.best.order)
        for one, other in _neighbours(search.best):
            if search.budget <= 0:
                return
            before = search.cost
            search.tried(_sound(_moved(order, one, other), search.aim.works))
            if search.cost < before:
                better = True
                break


def _neighbours(plan: Schedule) -> list[tuple[Step, Step]]:
    by_role: dict[str, list[Step]] = {}
    for slot in plan.slots:
        by_role.setdefault(slot.role, []).append((slot.work, slot.role))
    return [pair for steps in by_role.values() for pair in pairwise(steps)]


def _moved(order: list[Step], one: Step, other: Step) -> list[Step]:
    """``other`` directly before ``one``."""
    rest = [step for step in order if step != other]
    place = rest.index(one)
    return [*rest[:place], other, *rest[place:]]
