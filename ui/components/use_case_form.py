"""The form of a use case: sponsor, value, traits, service objectives, profile."""

import streamlit as st

from content.model import Pack
from content.traits import Traits
from engagement.clients import opening, use_cases
from engagement.model import UseCase, Workspace
from engagement.store import Store
from ui import session
from ui.components import edited
from ui.components.feasibility_form import feasibility, feasibility_shown
from ui.components.note import on_accent
from ui.components.number_field import all_read, number_field, shown
from ui.components.permitted import may, tell_who_may
from ui.components.traits_form import STAGES, all_traits, profile_choice, traits_shown
from ui.components.wording import plain


def edit(store: Store, space: Workspace, pack: Pack | None) -> None:
    """Everything that is known of the use case, and the profile it is judged as, if by any."""
    if may("use case changed"):
        _form(store, space, pack)
    else:
        _told(space, pack)


def _told(space: Workspace, pack: Pack | None) -> None:
    """To read: name, sponsor, what it does, its stage and what it is judged as."""
    case = space.use_case
    st.subheader(plain(case.name), anchor=False)
    lines = [plain(case.summary), plain(case.value_statement), STAGES[case.traits.stage]]
    if case.sponsor:
        lines.append(f"Sponsor: {plain(case.sponsor)}")
    if pack is not None:
        lines.append(f"Judged as: {pack.profile(space.assessment.profile).name}")
    for line in filter(None, lines):
        st.markdown(line)
    tell_who_may("changes what is known of it", "use case changed")


def _form(store: Store, space: Workspace, pack: Pack | None) -> None:
    form, now = f"case.{space.use_case.id}", space.use_case
    use_case, key = edited.began(form, now)
    whole = edited.follow(key, _shown(use_case), _shown(now))
    edited.meanwhile(
        form, use_case, now, whole=whole,
        by=lambda: edited.other(store, now.client_id, "use case changed", about=now.id),
    )  # fmt: skip
    first, second = st.columns(2)
    fields: dict[str, object] = {
        "name": first.text_input("Name", use_case.name, key=f"{key}.name").strip(),
        "sponsor": second.text_input("Sponsor", use_case.sponsor, key=f"{key}.sponsor").strip(),
        "summary": st.text_input("What it does", use_case.summary, key=f"{key}.summary").strip(),
    } | _value(use_case, key)
    traits = all_traits(key, use_case.traits)
    fields["traits"] = traits
    fields["feasibility"] = feasibility(use_case, key)
    mine = use_case.model_copy(update=fields)
    edited.caught_up(form, use_case, mine, now)
    profile = _profile(space, pack, traits, key)
    edited.choice(form)
    if not st.button(on_accent("Save"), type="primary", key=f"{key}.save"):
        return
    if not all_read(f"{key}."):
        st.rerun()
    kept = edited.save(
        form, use_cases.update_use_case, store, mine, instead_of=use_case, profile=profile
    )
    if kept:
        st.toast("Saved", icon=":material/check:")
    st.rerun()


def _profile(
    space: Workspace, pack: Pack | None, traits: Traits, key: str
) -> use_cases.ProfileChange | None:
    """What it is to be judged as, and what the field was filled from; one left alone follows."""
    if pack is None or not may("profile changed"):
        return None
    now, kept = space.assessment.profile, f"judged_as.{key}"
    began = str(session.choice(kept) or now)
    if session.choice(f"{key}.profile.{began}", began) in (began, now):
        began = now
    session.keep(kept, began)
    chosen = profile_choice(pack, opening.suggest_profile(pack, traits), key, now=began)
    return use_cases.ProfileChange(space.assessment.id, chosen, began)


def _shown(use_case: UseCase) -> dict[str, object]:
    """What the fields show of a use case, by the rest of their keys."""
    return {
        "name": use_case.name, "sponsor": use_case.sponsor, "summary": use_case.summary,
        "low": shown(use_case.value_low), "high": shown(use_case.value_high),
        "value": use_case.value_statement,
    } | traits_shown(use_case.traits) | feasibility_shown(use_case)  # fmt: skip


def _value(use_case: UseCase, key: str) -> dict[str, object]:
    low, high, text = st.columns([1, 1, 2])
    return {
        "value_low": number_field(low, "Value a quarter, from", 0.0, None, use_case.value_low,
                                  key=f"{key}.low", placeholder="not stated"),
        "value_high": number_field(high, "to", 0.0, None, use_case.value_high, key=f"{key}.high",
                                   placeholder="not stated"),
        "value_statement": text.text_input("Where the value comes from", use_case.value_statement,
                                           key=f"{key}.value").strip(),
    }  # fmt: skip
