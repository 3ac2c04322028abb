"""The fields of a new assessment, and what is made of them."""

from typing import NamedTuple

import streamlit as st

from content.digests import AnyPack
from content.loading import FIRST_PACK, shipped, shipped_packs
from content.locales import written
from content.model import DepthName, Pack
from content.questionnaire import Questionnaire
from content.traits import Traits
from engagement import workspaces
from engagement.clients import client_list, opening, use_cases
from engagement.model import Client, UseCase, Workspace
from engagement.packs import packs
from engagement.store import Store
from reports.wording import shortened
from scoring.rules import rule_of
from ui import faults, session
from ui.components.note import note
from ui.components.pack_cache import loaded
from ui.components.permitted import may
from ui.components.wording import counted, plain

MOST_SIDE_BY_SIDE = 7
"""Packs that are shown with what each is for; more are chosen from a list."""


class Names(NamedTuple):
    """Client, use case, and what is known of it."""

    client: str
    use_case: str
    summary: str
    sponsor: str


def questionnaire_choice(store: Store) -> AnyPack:
    """Which questionnaire: what each is for and how long it takes, in a sentence each."""
    shipped_ones = (shipped(folder.name) for folder in shipped_packs())
    ours = sorted(shipped_ones, key=lambda item: item.id != FIRST_PACK)
    added = packs.offered(store)
    if len(ours) + len(added) > MOST_SIDE_BY_SIDE:
        return _from_a_list(store, ours, added)
    known = {pack.digest: pack for pack in ours}
    known |= {item.digest: loaded(store, item.digest) for item in added}
    chosen = st.radio(
        "What is to be answered?",
        list(known),
        format_func=lambda item: (
            f"**{plain(known[item].title)}**  \n:gray[{plain(_what_for(known[item]))}]"
        ),
        captions=["\u200b"] * len(known),  # room between the options
        key="start.pack",
    )
    return known[chosen]


def _from_a_list(store: Store, ours: list[AnyPack], added: tuple[packs.Shelved, ...]) -> AnyPack:
    """The same choice where there are more than can be read side by side; one is read whole."""
    names = {pack.digest: f"{pack.title} ({pack.version})" for pack in ours}
    names |= {item.digest: f"{item.title} ({item.version})" for item in added}
    digest = st.selectbox(
        "What is to be answered?", list(names), key="start.pack",
        format_func=lambda item: names[item],
    )  # fmt: skip
    chosen = {pack.digest: pack for pack in ours}.get(digest) or loaded(store, digest)
    note(plain(_what_for(chosen)))
    return chosen


def _what_for(pack: AnyPack) -> str:
    if isinstance(pack, Pack):
        least, most = (pick(item.minutes for item in pack.depths) for pick in (min, max))
        return (
            f"{pack.question} {written(least, 'g')} to {written(most, 'g')} minutes a person, "
            f"by depth; with probes."
        )
    by = f"A questionnaire by {pack.publisher}." if pack.publisher else ""
    purpose = pack.purpose or pack.description or by
    questions = counted(len(pack.questions), "question")
    asked = f"{questions}, about {pack.minutes:.0f} minutes a person."
    return f"{shortened(purpose.strip(), 220)} {asked}".strip()


def about(pack: Questionnaire) -> None:
    """What a questionnaire asks and how it is judged."""
    st.markdown("**What it asks**")
    tops = [plain(item.title) for item in pack.sections if not item.parent]
    shown = ", ".join(tops[:8]) + (f" and {len(tops) - 8} more" if len(tops) > 8 else "")
    st.markdown(
        f"{counted(len(pack.questions), 'question')} in {counted(len(tops), 'section')}: {shown}."
    )
    note(plain(pack.description.strip()))
    note(f"{rule_of(pack).TITLE}. {rule_of(pack).HOW}")
    if pack.publisher:
        note(plain(pack.publisher))


def names(store: Store) -> Names:
    """Two names are enough."""
    known = [item.name for item in client_list.clients(store)]
    left, right = st.columns(2)
    session.begun("start.client")
    session.begun("start.name")
    client = (
        left.selectbox(
            "Client", known, index=None, accept_new_options=may("client created"), key="start.client",
            placeholder="Type a name", help="The organisation that is assessed.",
        )
        if known
        else left.text_input("Client", key="start.client", placeholder="The organisation")
    )  # fmt: skip
    name = right.text_input("Use case", key="start.name", placeholder="One AI system or pilot")
    summary = st.text_input("What it does, in one sentence", key="start.summary")
    sponsor = st.text_input(
        "Sponsor", key="start.sponsor", placeholder="Who wants it in production"
    )
    return Names((client or "").strip(), name.strip(), summary.strip(), sponsor.strip())


def depth(pack: Pack) -> DepthName:
    """How much is asked; the pack's own promises."""
    chosen = st.radio(
        "How deep?",
        [item.id for item in pack.depths],
        format_func=lambda item: (
            f"**{pack.depth(item).name}**  \n:gray[{pack.depth(item).promise}]"
        ),
        captions=["\u200b"] * len(pack.depths),  # room between the options
        key="start.depth",
    )
    note("You can go deeper at any time; answers carry over.")
    return chosen


class Grid(NamedTuple):
    """What an assessment with an evidence grid is started with."""

    pack: Pack
    traits: Traits
    profile: str
    depth: DepthName


def start(store: Store, given: Names, what: Grid | Questionnaire) -> None:
    """Make client, use case and assessment, and go to the first question."""
    if not given.client or not given.use_case:
        st.error("Name the client and the use case first.", icon=":material/error:")
        return
    space = faults.attempt(_opened, store, given, what)
    if space is None:
        faults.show_waiting()
        return
    session.go(assessment=space.assessment.id)
    st.switch_page("ui/pages/ask.py")


def _opened(store: Store, given: Names, what: Grid | Questionnaire) -> Workspace:
    known = {item.name.casefold(): item for item in client_list.clients(store)}
    client = known.get(given.client.casefold()) or client_list.create_client(
        store, name=given.client
    )
    traits = what.traits if isinstance(what, Grid) else Traits()
    use_case = _not_yet_asked(store, client, given, what) or use_cases.create_use_case(
        store, client_id=client.id, name=given.use_case, traits=traits, summary=given.summary,
        sponsor=given.sponsor,
    )  # fmt: skip
    if isinstance(what, Questionnaire):
        return opening.start_questionnaire(store, use_case_id=use_case.id, pack=what)
    return opening.start_assessment(
        store, use_case_id=use_case.id, profile_id=what.profile, depth=what.depth, pack=what.pack
    )


def _not_yet_asked(
    store: Store, client: Client, given: Names, what: Grid | Questionnaire
) -> UseCase | None:
    """The use case of this name, where it was not assessed with this questionnaire before."""
    pack = what.pack if isinstance(what, Grid) else what
    for case in use_cases.use_cases(store, client.id):
        if case.name.casefold() != given.use_case.casefold():
            continue
        asked = {
            item.assessment.pack.id
            for item in workspaces.workspaces(store)
            if item.use_case.id == case.id
        }
        if pack.id in asked:
            return None
        if isinstance(what, Grid):
            return use_cases.update_use_case(store, case.model_copy(update={"traits": what.traits}))
        return case
    return None
