"""Proves how good an order of work can be: JSON on standard input, JSON on standard output.

Runs by itself under the solver's own Python (it imports nothing of Prodworthy). The problem is that of
`scoring/aim.py`: first the dates that are due, then the gate's day, then the worth-weighted end. Times
are rounded down to a ten-thousandth of a week, which only ever makes work easier: whatever is
impossible here is impossible in the plan, so every bound holds for it.

Decisions are made by one worker with a fixed seed and bounded by deterministic time, so that the same
problem has the same answer; the caller bounds the clock.
"""

import json
import sys
from math import ceil, floor
from typing import Any

from ortools import __version__  # type: ignore[import-not-found]
from ortools.sat.python import cp_model  # type: ignore[import-not-found]

Problem = dict[str, Any]
People = dict[str, list[float]]
Orders = list[list[list[str]]]

GRID = 10_000
"""Ticks in a working week, and in a person-week of a role whose people change."""
HUNDREDTHS = 100


def ticks(weeks: float) -> int:
    """Working weeks (or person-weeks) in ticks, rounded down."""
    return floor(weeks * GRID + 1e-6)


class Model:
    """One schedule to be decided; ends and starts are variables in ticks."""

    def __init__(self, problem: Problem, gate: int | None = None) -> None:
        self.problem, self.model = problem, cp_model.CpModel()
        self.horizon = ticks(problem["horizon"])
        self.ends = {work["id"]: self._time(f"end {work['id']}") for work in problem["works"]}
        self.starts: dict[tuple[str, str], tuple[Any, People | None]] = {}
        self.booked: dict[str, list[Any]] = {role: [] for role in problem["staff"]}
        for work in problem["works"]:
            for role, effort in work["efforts"].items():
                self._step(work, role, effort)
        for intervals in self.booked.values():
            self.model.add_no_overlap(intervals)
        if gate is not None:
            self._gate(gate)

    def _time(self, name: str) -> Any:
        return self.model.new_int_var(0, self.horizon, name)

    def _step(self, work: Problem, role: str, effort: float) -> None:
        key, people = (work["id"], role), self.problem["staff"][role]
        fixed = self.problem["fixed"].get(work["id"], {}).get(role)
        if fixed is not None:
            self._fixed(key, people, effort, *fixed)
            return
        ready = self._time(f"ready {key}")
        self.model.add(ready >= ticks(work["earliest"]))
        for before in work["prerequisites"]:
            self.model.add(ready >= self.ends[before])
        if len(people["begins"]) == 1:
            length = floor(effort / people["people"][0] * GRID + 1e-6)
            self.booked[role].append(
                self.model.new_fixed_size_interval_var(ready, length, f"work {key}")
            )
            self.model.add(self.ends[work["id"]] >= ready + length)
            self.starts[key] = (ready, None)
        else:
            self._changing(key, people, effort, ready)

    def _fixed(
        self, key: tuple[str, str], people: People, effort: float, start: float, end: float
    ) -> None:
        """Work whose time is given: nothing moves it and nothing overlaps it."""
        self.model.add(self.ends[key[0]] >= ticks(end))
        self.starts[key] = (self.model.new_constant(ticks(start)), None)
        if key[1] in self.problem["overlapping"]:
            return
        if len(people["begins"]) > 1:
            start, length = done_by(people, start), ticks(effort)
        else:
            length = max(0, ticks(end) - ticks(start))
        place = self.model.new_constant(ticks(start))
        self.booked[key[1]].append(
            self.model.new_fixed_size_interval_var(place, length, f"fixed {key}")
        )

    def _changing(self, key: tuple[str, str], people: People, effort: float, ready: Any) -> None:
        """A role whose people change: its queue lies on an axis of person-weeks."""
        length = ticks(effort)
        most = ticks(done_by(people, self.problem["horizon"])) + 1
        place = self.model.new_int_var(0, most, f"place {key}")
        self.booked[key[1]].append(
            self.model.new_fixed_size_interval_var(place, length, f"work {key}")
        )
        self.starts[key] = (place, people)
        end = self.ends[key[0]]
        steps = list(zip(people["begins"], people["people"], strict=True))
        in_time = [self.model.new_bool_var("") for _ in steps]
        in_work = [self.model.new_bool_var("") for _ in steps]
        self.model.add_exactly_one(in_time)
        self.model.add_exactly_one(in_work)
        for number, (begin, count) in enumerate(steps):
            speed = ceil(count * HUNDREDTHS - 1e-9)
            done = ticks(done_by(people, begin))
            last = number + 1 == len(steps)
            until = self.horizon if last else ticks(steps[number + 1][0])
            filled = most if last else ticks(done_by(people, steps[number + 1][0])) + 1
            here, there = in_time[number], in_work[number]
            self.model.add(ready >= ticks(begin)).only_enforce_if(here)
            self.model.add(ready <= until).only_enforce_if(here)
            self.model.add(
                HUNDREDTHS * (place + 1 - done) >= speed * (ready - ticks(begin))
            ).only_enforce_if(here)
            self.model.add(place + length >= done).only_enforce_if(there)
            self.model.add(place + length <= filled).only_enforce_if(there)
            self.model.add(end >= ticks(begin)).only_enforce_if(there)
            self.model.add(
                speed * (end + 1 - ticks(begin)) >= HUNDREDTHS * (place + length - done - 1)
            ).only_enforce_if(there)

    def _gate(self, day: int) -> None:
        for name, proof in self.problem["proofs"].items():
            latest = sum(offset <= day - proof for offset in self.problem["offsets"])
            self.model.add(self.ends[name] <= ticks(latest / self.problem["per_week"]))

    def lateness(self) -> Any:
        """How late each due date is missed, in ticks, in all."""
        missed = []
        for work in self.problem["works"]:
            if work["due"] is not None:
                late = self._time(f"late {work['id']}")
                self.model.add(late >= self.ends[work["id"]] - ticks(work["due"]) - 1)
                missed.append(late)
        return sum(missed) if missed else 0

    def solve(self, spend: float) -> tuple[Any, Any]:
        """The solver after it has decided, or has spent its time."""
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = self.problem["seed"]
        solver.parameters.max_deterministic_time = spend
        status = solver.solve(self.model)
        return solver, status

    def order(self, solver: Any) -> list[list[str]]:
        """(initiative, role), by start."""
        found: list[tuple[float, str, str]] = []
        for (work, role), (variable, people) in self.starts.items():
            at = solver.value(variable) / GRID
            found.append((at if people is None else time_of(people, at), work, role))
        return [[work, role] for _, work, role in sorted(found)]

    def hint(self, order_starts: dict[str, dict[str, float]]) -> None:
        """Start the search from a plan that is known."""
        for (work, role), (variable, people) in self.starts.items():
            at = order_starts.get(work, {}).get(role)
            if at is not None:
                self.model.add_hint(variable, ticks(at if people is None else done_by(people, at)))


def done_by(people: People, time: float) -> float:
    """Person-weeks possible before a working time."""
    done, steps = 0.0, list(zip(people["begins"], people["people"], strict=True))
    for number, (begin, count) in enumerate(steps):
        until = steps[number + 1][0] if number + 1 < len(steps) else time
        done += max(0.0, min(until, time) - begin) * count
    return done


def time_of(people: People, done: float) -> float:
    """The working time by which so many person-weeks are possible."""
    steps = list(zip(people["begins"], people["people"], strict=True))
    for number, (begin, count) in enumerate(steps):
        last = number + 1 == len(steps)
        possible = float("inf") if last else (steps[number + 1][0] - begin) * count
        if done <= possible:
            return begin + (done / count if count else 0.0)
        done -= possible
    return begin


def main() -> None:
    """Reads the problem, decides in three stages, writes orders and bounds."""
    problem: Problem = json.load(sys.stdin)
    orders: Orders = []
    late = _late(problem, problem["known"]["late"], orders)
    gate = _gate(problem, late["found"], orders)
    ends = _ends(problem, late["found"], gate["found"], orders)
    json.dump(
        {"solver": f"CP-SAT {__version__}", "late": late, "gate": gate, "ends": ends,
         "orders": orders},
        sys.stdout,
    )  # fmt: skip


def _decided(status: Any) -> bool:
    return status in (cp_model.OPTIMAL, cp_model.FEASIBLE)


def _late(problem: Problem, known: float, orders: Orders) -> dict[str, float]:
    if known <= 0:
        return {"found": 0.0, "bound": 0.0}
    model = Model(problem)
    model.hint(known_starts(problem))
    model.model.minimize(model.lateness())
    solver, status = model.solve(problem["spend"] / 4)
    if not _decided(status):
        return {"found": known, "bound": 0.0}
    orders.append(model.order(solver))
    found = min(known, solver.objective_value / GRID)
    return {"found": found, "bound": min(found, max(0.0, solver.best_objective_bound / GRID))}


def known_starts(problem: Problem) -> dict[str, dict[str, float]]:
    """Starts of the plan that the caller has."""
    found: dict[str, dict[str, float]] = problem["known"]["starts"]
    return found


def _kept_late(model: Model, late: float) -> None:
    missed = model.lateness()
    if not isinstance(missed, int):
        model.model.add(missed <= ticks(late) + 1)


def _gate(problem: Problem, late: float, orders: Orders) -> dict[str, int]:
    """Halves the days between the bound and what is reached; each impossible day raises the bound."""
    low, high = problem["bound"], problem["known"]["gate"]
    middle = high - 1
    while low < high and problem["proofs"]:
        model = Model(problem, middle)
        _kept_late(model, late)
        solver, status = model.solve(problem["spend"] / 4)
        if _decided(status):
            orders.append(model.order(solver))
            high = middle
        elif status == cp_model.INFEASIBLE:
            low = middle + 1
        else:
            break
        middle = (low + high) // 2
    return {"found": high, "bound": low}


def _ends(problem: Problem, late: float, gate: int, orders: Orders) -> dict[str, float]:
    if not problem["ends"]:
        return {"found": problem["known"]["ends"], "bound": 0.0}
    model = Model(problem, gate if problem["proofs"] else None)
    _kept_late(model, late)
    model.hint(known_starts(problem))
    total = sum(work["worth"] for work in problem["works"]) or len(problem["works"])
    flat = not any(work["worth"] for work in problem["works"])
    shares = {
        work["id"]: 1 if flat else round(1_000_000 * work["worth"] / total)
        for work in problem["works"]
    }
    model.model.minimize(sum(shares[name] * end for name, end in model.ends.items()))
    solver, status = model.solve(problem["spend"] / 2)
    if not _decided(status):
        return {"found": problem["known"]["ends"], "bound": 0.0}
    orders.append(model.order(solver))
    weight = 1 if flat else sum(shares.values()) or 1
    return {
        "found": solver.objective_value / GRID / weight,
        "bound": max(0.0, solver.best_objective_bound / GRID / weight),
    }


if __name__ == "__main__":
    main()
