"""Artefacts: what waits to be read, what was returned, everything; a reviewer decides on the right."""

from collections.abc import Sequence

import streamlit as st

from content.model import Pack
from engagement.answers import answering
from engagement.artefacts import artefact_shelf, reviewing
from engagement.artefacts.artefact_shelf import Proof, Shelved
from engagement.model import Workspace
from engagement.store import Store
from ui import faults, session
from ui.components.me import me
from ui.components.note import note, on_accent
from ui.components.permitted import for_whoever_may
from ui.components.wording import capital, counted, day, listed, plain, plural, spoken

WAITING, RETURNED, ALL = "Waiting", "Returned", "All"


def review_list(store: Store, space: Workspace, pack: Pack, shelf: Sequence[Shelved]) -> None:
    """The list left, the chosen artefact with what it is to prove right."""
    left, right = st.columns([1, 2.3], gap="large")
    with left:
        item = _chosen(shelf)
    with right:
        if item is None:
            st.markdown(
                ":gray[Nothing of this kind. What people attach in Ask waits here until somebody "
                "other than who attached it has read it.]"
            )
            return
        with st.container(border=True):
            _opened(store, space, pack, item)


def _of(shelf: Sequence[Shelved], kind: str) -> list[Shelved]:
    if kind == WAITING:
        return list(artefact_shelf.waiting_of(shelf))
    if kind == RETURNED:
        return [item for item in shelf if any(one.standing == "returned" for one in item.proofs)]
    return list(shelf)


def _chosen(shelf: Sequence[Shelved]) -> Shelved | None:
    counts = {kind: len(_of(shelf, kind)) for kind in (WAITING, RETURNED, ALL)}
    kind = st.segmented_control(
        "Which", [WAITING, RETURNED, ALL], default=WAITING, required=True, key="review.filter",
        format_func=lambda one: f"{one} {counts[one]}", label_visibility="collapsed",
        width="stretch",
    )  # fmt: skip
    held = {item.artefact.digest: item for item in _of(shelf, kind)}
    if not held:
        return None
    if session.choice("review.chosen") not in held:
        session.keep("review.chosen", next(iter(held)))
    digest = st.radio(
        "Artefacts", list(held), key="review.chosen", label_visibility="collapsed",
        width="stretch", format_func=lambda one: _label(held[one]), captions=["\u200b"] * len(held),
    )  # fmt: skip
    return held.get(digest or "", next(iter(held.values())))


def _label(item: Shelved) -> str:
    file = item.artefact
    version = f" · version {file.version}" if file.version > 1 else ""
    proofs = counted(len(item.proofs), "answer") if item.proofs else "attached to nothing here"
    name = file.filename.removeprefix("https://").removeprefix("http://")
    return f"**{plain(name)}**  \n:small[:gray[{proofs} · {plain(file.owner)}{version}]]"


def _opened(store: Store, space: Workspace, pack: Pack, item: Shelved) -> None:
    file = item.artefact
    st.subheader(plain(file.filename), anchor=False)
    note(
        f"From {plain(file.owner)}, {day(file.added_at)}; valid until {day(file.valid_until)}"
        + (f"; version {file.version} of {len(item.versions)}" if len(item.versions) > 1 else "")
    )
    _read(store, space, item)
    if item.waiting:
        _decide(store, space, pack, item)
    _standing(pack, [one for one in item.proofs if one.standing != "waiting"])
    if item.attached:
        _new_version(store, space, item)


def _read(store: Store, space: Workspace, item: Shelved) -> None:
    file = item.artefact
    if file.link:
        st.link_button("Open the link", file.link, icon=":material/open_in_new:")
        return
    kept = answering.artefact_file(store, file.digest, space.assessment.id)
    st.download_button(
        "Save and read it", kept.content, file.filename, "application/octet-stream",
        key=f"review.save.{file.digest[:12]}", icon=":material/download:", on_click="ignore",
        help=f"sha-256 {file.digest}",
    )  # fmt: skip


@for_whoever_may("artefact accepted", "artefact returned", told="accepts or returns it")
def _decide(store: Store, space: Workspace, pack: Pack, item: Shelved) -> None:
    key = f"review.{item.artefact.digest[:12]}"
    with st.form(key, border=False):
        st.markdown("**Does it show this?**")
        for proof in item.waiting:
            _asked(pack, proof, key)
        st.text_input(
            "What is missing", key=f"{key}.reason", placeholder="Only where it is returned"
        )
        with st.container(horizontal=True):
            st.form_submit_button(
                on_accent("Accept"), type="primary", key=f"{key}.accept",
                on_click=_accept, args=(store, space, item, key),
            )  # fmt: skip
            st.form_submit_button(
                "Return", icon=":material/undo:", key=f"{key}.return",
                on_click=_return, args=(store, space, item, key),
            )  # fmt: skip


def _asked(pack: Pack, proof: Proof, key: str) -> None:
    """The claim in the pack's own words: what a reader has to find in the artefact."""
    capability = pack.capability(proof.capability)
    if proof.level is None:
        note(f"{capability.short_name}: nobody has claimed a level yet.")
        return
    anchor = capability.anchors[proof.level - 1].strip()
    st.checkbox(
        spoken(f"{capability.short_name}, level {proof.level}. {anchor}"),
        value=True, key=f"{key}.{proof.capability}",
    )  # fmt: skip
    rose = f"; accepted before up to level {proof.accepted_to}" if proof.accepted_to else ""
    note(
        f"Claimed by {plain(listed(proof.names))}{rose}. Good evidence: {capability.evidence.strip()}"
    )


def _picked(item: Shelved, key: str) -> list[str]:
    return [
        one.capability for one in item.waiting if session.choice(f"{key}.{one.capability}")
    ]  # fmt: skip


def _accept(store: Store, space: Workspace, item: Shelved, key: str) -> None:
    faults.attempt(
        reviewing.accept_for, store, assessment_id=space.assessment.id,
        digest=item.artefact.digest, capabilities=_picked(item, key), reviewer=me(),
    )  # fmt: skip


def _return(store: Store, space: Workspace, item: Shelved, key: str) -> None:
    faults.attempt(
        reviewing.give_back, store, assessment_id=space.assessment.id,
        digest=item.artefact.digest, capabilities=_picked(item, key), reviewer=me(),
        reason=session.choice(f"{key}.reason") or "",
    )  # fmt: skip


def _standing(pack: Pack, proofs: Sequence[Proof]) -> None:
    marks = {
        "accepted": ":green[:material/check_circle: Accepted]",
        "returned": ":orange[:material/undo: Returned]",
        "out of date": ":orange[:material/schedule: Out of date]",
    }
    for proof in proofs:
        name = pack.capability(proof.capability).short_name
        told = (
            f" by {plain(proof.accepted_by)} up to level {proof.accepted_to}"
            if proof.accepted_to
            else ""
        )
        if proof.standing == "returned":
            told = f" by {plain(proof.returned_by)}: {plain(proof.returned_for)}"
        st.markdown(f"{marks[proof.standing]} **{name}** :gray[{told}]")


@for_whoever_may("artefact replaced")
def _new_version(store: Store, space: Workspace, item: Shelved) -> None:
    with st.expander("Bring a new version"):
        note("It takes the place of this one for every answer, and has to be accepted again.")
        key = f"review.new.{item.artefact.digest[:12]}"
        st.file_uploader(
            "The newer file", key=key, max_upload_size=25, on_change=_replace,
            args=(store, space, item, key),
        )  # fmt: skip


def _replace(store: Store, space: Workspace, item: Shelved, key: str) -> None:
    upload = session.choice(key)
    if upload is None:
        return
    made = faults.attempt(
        answering.new_version, store, assessment_id=space.assessment.id,
        digest=item.artefact.digest, filename=upload.name, content=upload.getvalue(), by=me(),
    )  # fmt: skip
    if made:
        session.keep("review.chosen", made.digest)


def headline(shelf: Sequence[Shelved]) -> str:
    """How many wait to be read."""
    open_ones = artefact_shelf.waiting_of(shelf)
    if not open_ones:
        return "Nothing waits for a reviewer"
    waits = plural(len(open_ones), "artefact waits", "artefacts wait")
    return f"{capital(waits)} for a reviewer"
