"""Changes laid over a pack: a value goes in, a pack that keeps its promises comes out."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.differences import differences
from content.loading import FIRST_PACK, load_shipped
from content.model import Pack
from content.overlay import (
    Added,
    Change,
    CriticalIn,
    Figure,
    Reworded,
    SwitchedOff,
    Target,
    What,
    with_changes,
    without,
)
from content.overlay_edits import Edited, NewQuestion, new_question, question_edits
from content.overlaying import overlaid
from content.pack_difference import critical_in
from content.problems import PackProblems

PACK = load_shipped(FIRST_PACK)
CRITICAL = {name for profile in PACK.profiles for name in profile.critical}
FREE = [item.id for item in PACK.capabilities if item.id not in CRITICAL]
PULSE = set(PACK.depth("pulse").questions)

texts = st.text("abcdefgh ", min_size=1, max_size=24).filter(lambda text: bool(text.strip()))
whats: st.SearchStrategy[What] = st.one_of(
    st.builds(
        Reworded, capability=st.sampled_from([item.id for item in PACK.capabilities]),
        field=st.sampled_from(["name", "definition", "anchor_1", "anchor_5"]), text=texts,
    ),
    st.builds(SwitchedOff, capability=st.sampled_from(sorted(set(FREE) - PULSE)[:4])),
    st.builds(
        Figure, name=st.sampled_from(
            ["weights.other", "weights.areas.data", f"weights.capabilities.{FREE[0]}"]
        ),
        value=st.sampled_from([1.5, 2.5]),
    ),
    st.builds(
        Target, capability=st.sampled_from(FREE), profile=st.just("customer-realtime"),
        level=st.sampled_from([1, 5]),
    ),
    st.builds(
        Figure, name=st.just("thresholds.ready_probability"), value=st.sampled_from([0.7, 0.95])
    ),
)  # fmt: skip


def signed(what: What, reason: str = "as agreed") -> Change:
    return Change(what=what, by="Priya", reason=reason, at=datetime(2026, 3, 1, tzinfo=UTC))


def laid(*of: What) -> Pack:
    return overlaid(PACK, tuple(signed(item) for item in of))


def problems(*of: What) -> str:
    with pytest.raises(PackProblems) as found:
        laid(*of)
    return str(found.value)


def test_no_change_is_the_very_pack() -> None:
    assert overlaid(PACK, ()).digest == PACK.digest
    assert overlaid(PACK, ()) is PACK


@settings(max_examples=8, deadline=None)
@given(st.lists(whats, min_size=1, max_size=4, unique_by=lambda item: item.key))
def test_changes_taken_back_give_the_pack_again_and_their_order_does_not_matter(
    of: list[What],
) -> None:
    changes = tuple(signed(item) for item in of)
    made = overlaid(PACK, changes)
    assert (made.id, made.digest != PACK.digest) == (PACK.id, bool(differences(PACK, made)))
    # A weight's reason names each change in the order of the list; all else is the same.
    assert differences(made, overlaid(PACK, changes[::-1])) == ()
    assert overlaid(PACK, without(changes, [item.key for item in changes])).digest == PACK.digest


@settings(max_examples=8, deadline=None)
@given(whats)
def test_every_change_shows_as_a_difference_at_its_own_place(what: What) -> None:
    told = differences(PACK, laid(what))
    assert {item.key for item in told if not item.key.startswith("depth:")} <= {what.key}


def test_a_later_change_of_the_same_place_takes_the_earlier_ones() -> None:
    first, second = (
        signed(Reworded(capability=FREE[0], field="name", text=text)) for text in ("One", "Two")
    )
    assert with_changes((first,), [second]) == (second,)


def test_what_a_pack_has_to_keep_is_refused_in_a_sentence() -> None:
    reliable = [SwitchedOff(capability=item.id) for item in PACK.in_area("reliable")]
    assert "no critical capability in the dimension 'reliable'" in problems(*reliable)
    assert "no such question" in problems(SwitchedOff(capability="data.pipeline"))
    assert "did you mean 'data.pipelines'" in problems(SwitchedOff(capability="data.pipeline"))
    assert "name is empty" in problems(Reworded(capability=FREE[0], field="name", text=" "))
    assert "less than or equal to 1" in problems(
        Figure(name="thresholds.ready_probability", value=3)
    )
    assert "swap the two" in problems(Figure(name="thresholds.ready_probability", value=0.1))
    assert "no such weight" in problems(Figure(name="weights.areas.nowhere", value=2))
    everywhere = tuple(item.id for item in PACK.profiles)
    assert "no such profile" in problems(
        Target(capability=FREE[0], profile="customer-real-time", level=4)
    )
    many = [CriticalIn(capability=name, profiles=everywhere) for name in FREE[:6]]
    assert "at most 16" in problems(*many)


WRITTEN = NewQuestion(
    name="Works council agreement", short_name="Works council",
    definition="The works council agreed to how it is used.", why="It can stop the roll-out.",
    anchors=("Nobody asked.", "It was told.", "It agreed in writing.", "Reviewed.", "For all."),
    evidence="The agreement", who="HR lead", minutes=0.5, title="Agree with the works council",
    role="executive", weeks=(1, 2, 4), proof="The signed agreement",
)  # fmt: skip


def test_a_new_question_has_its_initiative_and_can_be_critical() -> None:
    made = new_question(PACK, PACK.area("organization"), WRITTEN)
    id_ = made.capability.id
    after = laid(CriticalIn(capability=id_, profiles=("customer-realtime",)), made)
    assert critical_in(after, id_) == ("customer-realtime",)
    assert after.in_area("organization")[-1].id == id_
    standard = after.depth("standard")
    assert standard.minutes == 41
    assert "up to 41 minutes" in standard.promise
    work = after.initiative_for(id_)
    assert work is not None
    assert work.exit.conditions[0].id == "shown"


def test_a_new_question_without_a_level_or_with_efforts_upside_down_is_refused() -> None:
    blank = WRITTEN.model_copy(update={"anchors": ("a", "b", "", "d", "e")})
    assert "is empty" in problems(new_question(PACK, PACK.area("data"), blank))
    upside = WRITTEN.model_copy(update={"weeks": (4.0, 2.0, 1.0)})
    assert "low <= mid <= high" in problems(new_question(PACK, PACK.area("data"), upside))
    taken = new_question(PACK, PACK.area("data"), WRITTEN)
    again = Added(
        capability=taken.capability.model_copy(update={"id": "data.pipelines"}),
        initiative=taken.initiative,
    )
    assert "the pack has a question of this id" in problems(again)


def edited(pack: Pack, name: str, **fields: object) -> Edited:
    plain = {
        "texts": {}, "asked": True, "critical_in": critical_in(pack, name),
        "weight": pack.judgements.weights.capabilities.get(name),
    }  # fmt: skip
    return Edited.model_validate(plain | fields)


def test_the_editor_makes_a_change_only_where_something_differs_and_takes_back_what_does_not() -> (
    None
):
    name = FREE[0]
    nothing = question_edits(PACK, PACK, name, edited(PACK, name))
    assert (nothing.whats, nothing.back) == ((), ())
    found = question_edits(
        PACK, PACK, name, edited(PACK, name, texts={"name": "Other"}, asked=False, weight=3.0)
    )
    assert {item.key for item in found.whats} == {
        f"reworded:{name}:name", f"switched:{name}", f"figure:weights.capabilities.{name}",
    }  # fmt: skip
    after = laid(*found.whats)
    own = PACK.capability(name).name
    back = question_edits(
        PACK, after, name, edited(PACK, name, texts={"name": own}, asked=True, weight=None)
    )
    assert set(back.back) == {item.key for item in found.whats}
    assert back.whats == ()


def test_a_target_is_changed_in_one_profile_and_taken_back_where_it_is_the_packs_own() -> None:
    name, profile = FREE[0], "customer-realtime"
    own = PACK.profile(profile).target_of(name)
    found = question_edits(PACK, PACK, name, edited(PACK, name, targets={profile: 5}))
    assert [item.key for item in found.whats] == [f"target:{name}:{profile}"]
    after = laid(*found.whats)
    others = [item.id for item in PACK.profiles if item.id != profile]
    assert after.profile(profile).target_of(name) == 5
    assert all(
        after.profile(one).target_of(name) == PACK.profile(one).target_of(name) for one in others
    )
    (told,) = differences(PACK, after)
    assert (told.kind, told.before, told.after) == ("target", f"level {own}", "level 5")
    back = question_edits(PACK, after, name, edited(PACK, name, targets={profile: own}))
    assert (back.whats, back.back) == ((), (f"target:{name}:{profile}",))
