"""What stands in the way of a better verdict, each with who would know and how long it takes."""

import streamlit as st

from content.model import Pack
from reports.trail import reason
from reports.wording import VERDICT_WORDS
from scoring.model import GateReason, Scorecard, Verdict
from ui import session
from ui.components.note import note
from ui.components.wording import verdict_mark

_ORDER = list(Verdict)
SHOWN = 3


def obstacles(card: Scorecard, pack: Pack) -> None:
    """What forbids the next better verdict; what forbids the ones above it one click away."""
    with st.container(border=True, gap="small"):
        if not card.reasons:
            st.subheader("Nothing stands in the way", anchor=False)
            note("One absent finding on a critical capability would take the verdict back.")
            return
        st.subheader("What stands in the way", anchor=False)
        for place, (better, grouped) in enumerate(_by_verdict(card)):
            aim = _aim(better, judged=card.gives_verdict)
            if place:
                with st.expander(f"Before {aim}: {len(grouped)} more"):
                    _list(pack, grouped)
            else:
                note(f"Before {aim}:")
                _list(pack, grouped[:SHOWN])
                if len(grouped) > SHOWN:
                    with st.expander(f"{len(grouped) - SHOWN} more"):
                        _list(pack, grouped[SHOWN:])


def _aim(better: Verdict, *, judged: bool) -> str:
    """What a person is working towards; nobody wants *not ready*, but a verdict at all."""
    if better is Verdict.NOT_READY:
        return "any verdict can be given"
    mark = verdict_mark(better) if judged else f"*{VERDICT_WORDS[better].lower()}*"
    return f"it can be {mark}"


def _list(pack: Pack, grouped: list[tuple[str, list[GateReason]]]) -> None:
    for key, reasons in grouped:
        with st.container(gap=None):
            _one(pack, key, reasons)


def _by_verdict(card: Scorecard) -> list[tuple[Verdict, list[tuple[str, list[GateReason]]]]]:
    """The reasons by the lowest verdict that they forbid, then by what they are about."""
    found: dict[str, list[GateReason]] = {}
    for one in card.reasons:
        found.setdefault(one.capability or one.area or "", []).append(one)
    chances = {item.id: item.p3 for item in card.capabilities}
    ranked = sorted(found.items(), key=lambda item: chances.get(item[0], 1.0))
    grouped: dict[Verdict, list[tuple[str, list[GateReason]]]] = {}
    for key, reasons in ranked:
        lowest = min((one.blocks for one in reasons), key=_ORDER.index)
        grouped.setdefault(lowest, []).append((key, reasons))
    return sorted(grouped.items(), key=lambda item: _ORDER.index(item[0]))


def _one(pack: Pack, key: str, reasons: list[GateReason]) -> None:
    sentences = " ".join(reason(pack, one) for one in reasons)
    if reasons[0].capability is None:
        name = pack.area(key).name if key else "Coverage"
        st.markdown(f"**{name}**  \n:small[:gray[{sentences}]]")
        return
    capability = pack.capability(key)
    with st.container(
        horizontal=True, horizontal_alignment="distribute", vertical_alignment="center"
    ):
        st.markdown(f"**{capability.short_name}**", width="content")
        if st.button(
            "Open", key=f"obstacle.{key}", type="tertiary", icon=":material/open_in_full:"
        ):
            session.keep("judge.open", key)
    minutes = max(1, round(capability.minutes))
    st.markdown(
        f":small[:gray[{sentences} {capability.who.strip()}] "
        f":gray[:material/schedule:\u00a0{minutes}\u00a0min]]"
    )
