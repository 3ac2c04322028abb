"""What a later use case inherits from an earlier one, and that it never makes it dearer."""

from hypothesis import given, settings
from hypothesis import strategies as st

from content.model import Pack
from scoring.portfolio_model import SequenceStep
from scoring.portfolio_sequence import Built, days_of, work_of
from scoring.roadmap_model import Roadmap, Status
from tests.scoring.plan_builders import BASE, IDS, card, made

SHARED = IDS[::2]
PACK = BASE.model_copy(
    update={
        "capabilities": tuple(
            item.model_copy(update={"scope": "organization" if item.id in SHARED else "use_case"})
            for item in BASE.capabilities
        )
    }
)
RATES = {role.id: 4000.0 for role in PACK.roles}
levels = st.dictionaries(st.sampled_from(IDS), st.integers(1, 4))


def planned(said: dict[str, int], used: Pack = PACK, **more: object) -> Roadmap:
    scorecard = card(used, **{name.replace(".", "_"): level for name, level in said.items()})
    return made(used, scorecard, rates=RATES, **more)


@given(levels, levels)
@settings(max_examples=12, deadline=None)
def test_a_later_use_case_is_never_dearer_than_alone_and_inherits_only_what_is_shared(
    first: dict[str, int], second: dict[str, int]
) -> None:
    built = Built()
    for number, said in enumerate((first, second)):
        alone = planned(said)
        inherits = built.inherited(PACK, alone)
        after = planned(said, inherited=dict(days_of(inherits)))
        step = SequenceStep(id="x", name="x", alone=work_of(alone), after=work_of(after))
        assert step.saved_effort >= -1e-9
        assert step.saved_cost is not None
        assert step.saved_cost >= -1e-9
        spared = sum(item.effort_mid for item in inherits)
        assert abs(alone.effort_mid - after.effort_mid - spared) < 1e-9
        capability = {row.id: row.capability for row in alone.rows}
        assert all(capability[item.initiative] in SHARED for item in inherits)
        assert number or not inherits
        built.add(f"case {number}", PACK, after)


def test_what_is_built_to_a_lower_level_than_wanted_is_not_inherited() -> None:
    plan = planned({SHARED[0]: 1})
    row = next(item for item in plan.rows if item.capability == SHARED[0])
    lower = plan.model_copy(
        update={"rows": (row.model_copy(update={"to_level": row.to_level - 1}),)}
    )
    built = Built()
    built.add("low", PACK, lower)
    assert built.inherited(PACK, plan) == ()
    built.add("high", PACK, plan)
    [item] = built.inherited(PACK, plan)
    assert (item.built_for, item.initiative, item.day) == ("high", row.id, row.proof_end)


def test_work_that_a_use_case_itself_inherited_is_credited_to_the_one_that_built_it() -> None:
    alone = planned({SHARED[0]: 1})
    built = Built()
    built.add("first", PACK, alone)
    inherits = built.inherited(PACK, alone)
    built.add("second", PACK, planned({SHARED[0]: 1}, inherited=dict(days_of(inherits))))
    assert [item.built_for for item in built.inherited(PACK, alone)] == ["first"]


def test_another_packs_initiatives_are_not_taken_for_the_same() -> None:
    plan = planned({SHARED[0]: 1})
    built = Built()
    built.add("first", PACK.model_copy(update={"id": "other"}), plan)
    assert built.inherited(PACK, plan) == ()


def test_a_plans_work_is_told_to_its_gate_and_as_a_whole_with_its_dates() -> None:
    plan = planned({"reliable.c0": 1, "data.c2": 1})
    assert plan.gate is not None
    work = work_of(plan)
    assert (work.effort_low, work.effort_mid, work.effort_high) == (1, 2, 4)
    assert (work.cost_low, work.cost_mid, work.cost_high) == (4000, 8000, 16_000)
    assert (work.whole_effort_mid, work.whole_cost_mid) == (4, 16_000)
    assert (work.gate_p50, work.gate_p80) == (plan.gate.p50, plan.gate.p80)


def test_no_work_costs_nothing_and_has_no_date() -> None:
    work = work_of(planned({}))
    assert (work.effort_mid, work.cost_low, work.cost_mid, work.cost_high) == (0, 0, 0, 0)
    assert (work.whole_effort_mid, work.whole_cost_mid) == (0, 0)
    assert (work.gate_p50, work.gate_p80) == (None, None)


def test_work_beside_the_gate_costs_what_it_costs_and_the_gate_nothing() -> None:
    work = work_of(planned({"data.c2": 1}))
    assert (work.effort_mid, work.cost_mid) == (0, 0)
    assert (work.whole_effort_mid, work.whole_cost_mid) == (2, 8000)


def test_work_without_a_rate_has_no_cost_however_little_it_is() -> None:
    plan = made(
        PACK, card(PACK, reliable_c0=1), effort_mid={"I-reliable.c0": 1}
    )  # fmt: skip
    work = work_of(plan)
    assert (work.effort_mid, work.cost_mid, work.whole_cost_mid) == (1, None, None)


def test_what_the_next_one_inherits_is_told_with_its_day_its_work_and_its_price() -> None:
    first = planned({SHARED[0]: 1})
    built = Built()
    built.add("first", PACK, first)
    [row] = first.rows
    [item] = built.inherited(PACK, planned({SHARED[0]: 2, IDS[1]: 1}))
    assert (item.initiative, item.title) == (row.id, row.title)
    assert (item.built_for, item.day) == ("first", row.proof_end)
    assert (item.effort_mid, item.cost_mid) == (2, 8000)
    assert days_of((item,)) == {row.id: row.proof_end}


def test_of_two_that_build_the_same_the_first_counts_unless_the_second_builds_it_higher() -> None:
    plan = planned({SHARED[0]: 1})
    [row] = plan.rows
    higher = plan.model_copy(
        update={"rows": (row.model_copy(update={"to_level": row.to_level + 1}),)}
    )
    built = Built()
    built.add("first", PACK, plan)
    built.add("same", PACK, plan)
    assert [item.built_for for item in built.inherited(PACK, plan)] == ["first"]
    built.add("higher", PACK, higher)
    assert [item.built_for for item in built.inherited(PACK, plan)] == ["higher"]


def test_what_is_finished_already_and_what_belongs_to_one_use_case_is_not_inherited() -> None:
    plan = planned({SHARED[0]: 1, IDS[1]: 1, SHARED[1]: 1})
    built = Built()
    built.add("first", PACK, plan)
    done = planned({SHARED[0]: 1, IDS[1]: 1, SHARED[1]: 1}, status={f"I-{SHARED[0]}": Status.DONE})
    assert [item.initiative for item in built.inherited(PACK, done)] == [f"I-{SHARED[1]}"]
