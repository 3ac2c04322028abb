"""What one use case's frozen plan builds that the next ones need not build again."""

from collections.abc import Sequence

from pydantic import AwareDatetime

from content.model import Pack
from content.values import Value
from scoring.portfolio_model import Inheritance
from scoring.portfolio_sequence import Built
from scoring.roadmap_model import Roadmap


class FrozenPlan(Value):
    """The plan of a use case as its newest snapshot holds it."""

    name: str
    at: AwareDatetime
    pack: Pack
    plan: Roadmap


class SharedWork(Value):
    """One use case in the order in which they were begun; person-weeks by the middle estimate.

    All ``None`` where no snapshot holds a plan: that is not known, and not nothing. ``planned`` is
    its whole plan as frozen, ``done`` what of it somebody says is done, ``built`` what of it an
    earlier one builds or has built for the whole organisation (``None`` also where the plan of an
    earlier one is not known), ``reused`` what of its own plan a later one takes over. What was
    really spent is recorded nowhere, so it is in no field.
    """

    name: str
    at: AwareDatetime | None = None
    planned: float | None = None
    done: float | None = None
    built: float | None = None
    reused: float | None = None

    @property
    def own(self) -> float | None:
        """What is left to be worked for this one; ``None`` where it is not known."""
        return None if self.planned is None or self.built is None else self.planned - self.built


def shared_work(held: Sequence[tuple[str, FrozenPlan | None]]) -> tuple[SharedWork, ...]:
    """By use case, in the order given; each takes over what those before it build."""
    built = Built()
    taken: dict[str, set[str]] = {}
    rows = []
    for name, frozen in held:
        if frozen is None:
            rows.append(SharedWork(name=name))
            continue
        inherits = built.inherited(frozen.pack, frozen.plan)
        for item in inherits:
            taken.setdefault(item.built_for, set()).add(item.initiative)
        row = _row(name, frozen, inherits)
        unknown = any(item.at is None for item in rows)
        rows.append(row.model_copy(update={"built": None}) if unknown else row)
        built.add(name, frozen.pack, frozen.plan)
    plans = dict(held)
    return tuple(_reused(row, plans[row.name], taken.get(row.name, set())) for row in rows)


def _row(name: str, frozen: FrozenPlan, inherits: Sequence[Inheritance]) -> SharedWork:
    given = [row for row in frozen.plan.rows if row.inherited is not None]
    own = [row for row in frozen.plan.rows if row.inherited is None]
    return SharedWork(
        name=name, at=frozen.at, planned=sum(row.effort_mid for row in frozen.plan.rows),
        done=sum(row.effort_mid for row in own if row.is_finished),
        built=sum(row.effort_mid for row in given) + sum(item.effort_mid for item in inherits),
    )  # fmt: skip


def _reused(row: SharedWork, frozen: FrozenPlan | None, taken: set[str]) -> SharedWork:
    if frozen is None:
        return row
    own = sum(item.effort_mid for item in frozen.plan.rows if item.id in taken)
    return row.model_copy(update={"reused": own})
