"""Roadmaps made from a seed: 60 initiatives, several roles, chains, changing staff, proof windows."""

import json
import random
import subprocess
from dataclasses import replace
from math import inf
from pathlib import Path

from scoring.aim import Aim
from scoring.proving import SolverAnswer, problem
from scoring.schedule import Schedule, Work
from scoring.staffing import Staffing, steady, stepped

ROOT = Path(__file__).resolve().parents[2]
PYTHON = ROOT / ".venv-peers" / "bin" / "python"
SCRIPT = ROOT / "engagement" / "outside" / "solver" / "prove.py"
ROLES = ("data", "ml", "platform", "product", "operations", "risk", "owner", "executive")
Made = tuple[Aim, dict[str, Staffing]]


def generated(seed: int, count: int = 60, *, dates: bool = False) -> Made:
    """One roadmap; with ``dates`` some work is due, has begun, or was pinned."""
    chance = random.Random(seed)
    roles = ROLES[: chance.choice([4, 6, 8])]
    works = [_work(chance, number, roles, count) for number in range(count)]
    opening = chance.sample(works, chance.choice([4, 8, 12, 20]) * count // 60 or 1)
    windows = chance.choice([(0,), (0, 7, 14), (14, 28, 30, 60, 90)])
    proofs = {work.id: chance.choice(windows) for work in sorted(opening, key=lambda w: w.id)}
    serving = _with_prerequisites(works, set(proofs))
    queue = sorted(works, key=lambda w: (w.id not in serving, -w.worth, w.id))
    ranks = {work.id: rank for rank, work in enumerate(queue)}
    made = [_changed(w, rank=ranks[w.id], **_dates(chance, w, dates)) for w in works]
    weekdays = tuple(7 * week + day for week in range(520) for day in range(5))
    return Aim(works=made, proofs=proofs, offsets=weekdays, per_week=5), _staff(chance, roles)


def _work(chance: random.Random, number: int, roles: tuple[str, ...], count: int) -> Work:
    needed = chance.sample(roles, chance.choice([1, 1, 2, 2, 3]))
    efforts = {
        role: round(chance.uniform(0.5, 5) / (1 if place == 0 else 2), 1)
        for place, role in enumerate(needed)
    }
    near = range(max(0, number - count // 4), number)
    before = sorted(chance.sample(near, min(len(near), chance.choice([0, 0, 1, 1, 2]))))
    return Work(
        id=f"w{number:02}",
        efforts=efforts,
        prerequisites=tuple(f"w{other:02}" for other in before),
        earliest=chance.choice([0.0] * 5 + [2.4, 5.0]),
        rank=0,
        worth=round(chance.uniform(0.1, 2), 2),
    )


def _with_prerequisites(works: list[Work], wanted: set[str]) -> set[str]:
    by_id = {work.id: work for work in works}
    found: set[str] = set()
    waiting = list(wanted)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting.extend(by_id[name].prerequisites)
    return found


def _dates(chance: random.Random, work: Work, dates: bool) -> dict[str, object]:
    if not dates:
        return {}
    given: list[dict[str, object]] = [{}, {}, {}, {"due": chance.choice([2.0, 6.0, 15.0])}]
    if chance.random() < 0.3:
        given += [{"pinned": chance.choice([1.0, 4.2])}, {"begun": True}]
    return chance.choice(given)


def _changed(work: Work, **changes: object) -> Work:
    return replace(work, **changes)  # type: ignore[arg-type]


def _staff(chance: random.Random, roles: tuple[str, ...]) -> dict[str, Staffing]:
    staff = steady({role: chance.choice([0.5, 1, 1.5, 2, 2.5]) for role in roles})
    if chance.random() < 0.5:
        joined, away = chance.choice(roles), chance.choice(roles)
        people = staff[joined].people[0]
        staff[joined] = stepped(people, [(float(chance.randint(3, 12)), inf, people + 1)])
        week = float(chance.randint(2, 10))
        staff[away] = stepped(staff[away].people[0], [(week, week + 3, 0.0)])
    return staff


def solved(made: Made, plan: Schedule, spend: float = 20, *, ends: bool = False) -> SolverAnswer:
    """What CP-SAT finds and proves, starting from a plan."""
    aim, staff = made
    asked = json.dumps(problem(aim, staff, plan, seed=7, spend=spend, ends=ends))
    done = subprocess.run(
        [PYTHON, "-I", SCRIPT], input=asked, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return SolverAnswer.model_validate_json(done.stdout)
