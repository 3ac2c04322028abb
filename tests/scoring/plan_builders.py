"""Small plans for tests: a pack, a scorecard with holes, a planner's figures."""

from datetime import date
from typing import Any

from content.model import Pack
from scoring.model import Scorecard
from scoring.readiness import judge
from scoring.roadmap import plan
from scoring.roadmap_model import PlanInputs, PlannedInitiative, Roadmap
from scoring.sensitivity import Basis, basis
from tests.scoring.builders import NOW, answer, initiative, inputs, pack

MONDAY = date(2026, 11, 2)
BASE = pack(per_area=3, draws=20)
IDS = tuple(item.id for item in BASE.capabilities)
CRITICAL = BASE.profile("service").critical
GATE, OTHER = "reliable.c0", "data.c2"


def packed(**initiatives: dict[str, Any]) -> Pack:
    """The small pack with some initiatives changed; ``data_c2`` names that of ``data.c2``."""
    changes = {name.replace("_", "."): fields for name, fields in initiatives.items()}
    made = tuple(
        initiative(f"I-{item.id}", item.id, **changes.get(item.id, {}))
        for item in BASE.capabilities
    )
    return BASE.model_copy(update={"initiatives": made})


def card(used: Pack = BASE, findings: Any = (), **levels: int | None) -> Scorecard:
    """Everyone at 4 with accepted artefacts, but for ``levels``; ``None`` leaves one unanswered."""
    said: dict[str, int | None] = dict.fromkeys(IDS, 4)
    said |= {name.replace("_", "."): level for name, level in levels.items()}
    answers = [answer(name, level, "E3") for name, level in said.items() if level is not None]
    return judge(used, inputs(answers=answers, findings=findings, depth="full"), NOW)


def made(used: Pack = BASE, scorecard: Scorecard | None = None, **more: Any) -> Roadmap:
    given_inputs = PlanInputs.model_validate(
        {"start": MONDAY, "capacity": {"engineer": 1.0, "operator": 1.0, "sponsor": 1.0}} | more
    )
    return plan(used, scorecard or card(used, reliable_c0=1, data_c2=1), (), given_inputs, NOW)


def row(found: Roadmap, capability: str) -> PlannedInitiative:
    return next(item for item in found.rows if item.capability == capability)


def judgement(used: Pack = BASE, **levels: int | None) -> tuple[Scorecard, Basis]:
    """As :func:`card`, with the judgement behind it."""
    said: dict[str, int | None] = dict.fromkeys(IDS, 4)
    said |= {name.replace("_", "."): level for name, level in levels.items()}
    answers = [answer(name, level, "E3") for name, level in said.items() if level is not None]
    given = inputs(answers=answers, depth="full")
    return judge(used, given, NOW), basis(used, given, NOW)


def weighed(used: Pack = BASE, levels: dict[str, int | None] | None = None, **more: Any) -> Roadmap:
    """As :func:`made`, with what each initiative moves."""
    scorecard, made_of = judgement(used, **(levels or {"reliable_c0": 1, "data_c2": 1}))
    given_inputs = PlanInputs.model_validate(
        {"start": MONDAY, "capacity": {"engineer": 1.0, "operator": 1.0, "sponsor": 1.0}} | more
    )
    return plan(used, scorecard, (), given_inputs, NOW, made=made_of)
