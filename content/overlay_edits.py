"""From what somebody wrote in the editor to the changes that make it, and those it makes needless."""

import re
from collections.abc import Mapping
from itertools import count
from typing import get_args

from content.judgement import Level
from content.model import (
    Area,
    AttestedCondition,
    Capability,
    Effort,
    ExitCriterion,
    Initiative,
    Pack,
)
from content.overlay import (
    Added,
    CriticalIn,
    Figure,
    Reworded,
    SwitchedOff,
    Target,
    TextField,
    What,
)
from content.pack_difference import critical_in, hidden_everywhere, text_of
from content.values import Value


class Edited(Value):
    """One question as it stands in the editor; ``weight`` ``None`` is the pack's own rule."""

    texts: Mapping[TextField, str]
    asked: bool
    critical_in: tuple[str, ...]
    weight: float | None
    targets: Mapping[str, Level] = {}
    """Profile -> the level that is wanted; one that is left out stays as it is."""


class Edits(Value):
    """Changes to make, and keys of changes to take back since the pack says the same."""

    whats: tuple[What, ...] = ()
    back: tuple[str, ...] = ()


def question_edits(base: Pack, now: Pack, capability_id: str, edited: Edited) -> Edits:
    """What lies between the pack as it is for the client (``now``) and what was written."""
    whats: list[What] = []
    back: list[str] = []
    here = now.capability(capability_id)
    own = {item.id: item for item in base.capabilities}.get(capability_id)
    texts = {
        name: text for name, text in edited.texts.items() if text.strip() != text_of(here, name)
    }
    if own is None:
        if texts:
            work = now.initiative_for(capability_id)
            if work is not None:
                whats.append(Added(capability=_written(here, texts), initiative=work))
    else:
        for name, text in texts.items():
            one = Reworded(capability=capability_id, field=name, text=text.strip())
            (back.append(one.key) if text.strip() == text_of(own, name) else whats.append(one))
    whats_more, back_more = _standing(base, now, capability_id, edited)
    return Edits(whats=(*whats, *whats_more), back=(*back, *back_more))


def _standing(
    base: Pack, now: Pack, capability_id: str, edited: Edited
) -> tuple[list[What], list[str]]:
    """Whether it is asked, where it is critical, which level is wanted, what it weighs."""
    whats: list[What] = []
    back: list[str] = []
    off = SwitchedOff(capability=capability_id)
    if edited.asked == hidden_everywhere(now, capability_id):
        (back.append(off.key) if edited.asked else whats.append(off))
    wanted = tuple(item.id for item in base.profiles if item.id in edited.critical_in)
    if edited.asked and set(wanted) != set(critical_in(now, capability_id)):
        one = CriticalIn(capability=capability_id, profiles=wanted)
        same = set(wanted) == set(critical_in(base, capability_id))
        (back.append(one.key) if same else whats.append(one))
    for profile, level in edited.targets.items():
        if level != now.profile(profile).target_of(capability_id):
            aim = Target(capability=capability_id, profile=profile, level=level)
            same = level == base.profile(profile).target_of(capability_id)
            (back.append(aim.key) if same else whats.append(aim))
    name = f"weights.capabilities.{capability_id}"
    was = now.judgements.weights.capabilities.get(capability_id)
    if edited.weight != was:
        same = edited.weight == base.judgements.weights.capabilities.get(capability_id)
        if same or edited.weight is None:
            back.append(f"figure:{name}")
        else:
            whats.append(Figure(name=name, value=edited.weight))
    return whats, back


def figure_edits(
    base: Mapping[str, float], now: Mapping[str, float], wanted: Mapping[str, float]
) -> Edits:
    """The same for weights and thresholds, by the names of their changes."""
    whats: list[What] = []
    back: list[str] = []
    for name, value in wanted.items():
        if value != now.get(name, 1.0):
            one = Figure(name=name, value=value)
            (back.append(one.key) if value == base.get(name, 1.0) else whats.append(one))
    return Edits(whats=tuple(whats), back=tuple(back))


def _written(here: Capability, texts: Mapping[TextField, str]) -> Capability:
    anchors = [texts.get(name, old) for name, old in zip(_ANCHORS, here.anchors, strict=True)]
    rest: dict[str, str] = {
        name: text.strip() for name, text in texts.items() if name not in _ANCHORS
    }
    return here.model_copy(update={"anchors": tuple(item.strip() for item in anchors), **rest})


_ANCHORS: tuple[TextField, ...] = tuple(
    name for name in get_args(TextField) if name.startswith("anchor_")
)


class NewQuestion(Value):
    """What a person writes to add a question: the question, and the work that lifts it.

    ``weeks`` is the effort of ``role`` in person-weeks: low, likely, high. ``proof`` is what is
    shown to a second person when it is done.
    """

    name: str
    short_name: str
    definition: str
    why: str
    anchors: tuple[str, str, str, str, str]
    evidence: str
    who: str
    minutes: float
    title: str
    role: str
    weeks: tuple[float, float, float]
    proof: str


def new_question(pack: Pack, area: Area, written: NewQuestion) -> Added:
    """The capability with its initiative; its id is made of its area and its short name."""
    slug = re.sub(r"[^a-z0-9]+", "-", written.short_name.lower()).strip("-") or "question"
    wanted, known = f"{area.id}.own-{slug}", {item.id for item in pack.capabilities}
    id_ = next(
        one for one in (wanted, *(f"{wanted}-{n}" for n in range(2, 99))) if one not in known
    )
    low, mid, high = written.weeks
    capability = Capability(
        id=id_, area=area.id, scope="use_case",
        **written.model_dump(include={
            "name", "short_name", "definition", "why", "anchors", "evidence", "who", "minutes",
        }),
    )  # fmt: skip
    initiative = Initiative(
        id=_free_number(pack), title=written.title, capability=id_, summary=written.definition,
        lead_role=written.role, effort=(Effort(role=written.role, low=low, mid=mid, high=high),),
        effort_reason="Estimated by whoever added the question for this client.",
        exit=ExitCriterion(
            sentence=f"{written.proof.strip().rstrip('.')}, accepted by a second person.",
            conditions=(
                AttestedCondition(
                    kind="attested", id="shown", statement=written.anchors[2], who=written.who,
                    artefact=written.proof,
                ),
            ),
            proof_days=0,
        ),
    )  # fmt: skip
    return Added(capability=capability, initiative=initiative)


def _free_number(pack: Pack) -> str:
    """The next free id of an initiative of a client's own."""
    known = {item.id for item in pack.initiatives}
    return next(one for number in count(1) if (one := f"I-OWN-{number:02}") not in known)
