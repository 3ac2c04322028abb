"""Artefacts of an answer: attach a file, see what is attached, have another person accept it."""

import streamlit as st

from assessment.model import Answer, Artefact
from content.model import Capability
from engagement.answers import answering
from engagement.artefacts import artefact_shelf
from engagement.invitations import answering as invited
from ui import faults, session, who
from ui.components.asking import Asking
from ui.components.note import note, still_needed
from ui.components.permitted import may
from ui.components.wording import day, plain


def attachment(asking: Asking, capability: Capability, key: str) -> None:
    """What is attached, and a popover to attach more and to accept."""
    answer = asking.mine.get(capability.id)
    attached = answer.artefacts if answer else ()
    for artefact in attached:
        note(line(artefact))
    label = "Artefacts" if attached else "Attach an artefact"
    with st.popover(label, icon=":material/attach_file:"):
        st.file_uploader(
            "A document, export or screenshot that anybody may check", key=f"{key}.file",
            on_change=faults.said_at(key)(_attach), args=(asking, capability, key), max_upload_size=25,
        )  # fmt: skip
        if not asking.invitation:
            _kept(asking, capability, attached, key)
        st.text_input(
            "Or a link to it", key=f"{key}.artefact.link", placeholder="https://",
            on_change=faults.said_at(key)(_attach_link), args=(asking, capability, key),
        )  # fmt: skip
        faults.tell_at(key)
        for artefact in attached:
            _file(asking, artefact, key)
        if attached and answer and not asking.invitation and may("artefact accepted"):
            _acceptance(asking, capability, answer, key)


def _kept(asking: Asking, capability: Capability, attached: tuple[Artefact, ...], key: str) -> None:
    """What the client has already: one artefact may prove many answers."""
    here = {item.digest for item in attached}
    every = artefact_shelf.kept(asking.store, asking.assessment)
    kept = {item.digest: item for item in every if item.digest not in here}
    if kept:
        st.selectbox(
            "Or one that is kept already", list(kept), None, key=f"{key}.kept",
            format_func=lambda one: f"{kept[one].filename}, {kept[one].owner}",
            placeholder=f"Choose one of {len(kept)}", on_change=faults.said_at(key)(_attach_kept),
            args=(asking, capability, key),
        )  # fmt: skip


def _attach_kept(asking: Asking, capability: Capability, key: str) -> None:
    digest = session.choice(f"{key}.kept")
    if digest and asking.me is not None:
        kept = faults.attempt(
            answering.attach_kept, asking.store, assessment_id=asking.assessment,
            respondent_id=asking.me.id, capability=capability.id, digest=digest,
        )  # fmt: skip
        _raised(kept, key)


def _attach_link(asking: Asking, capability: Capability, key: str) -> None:
    link = (session.choice(f"{key}.artefact.link") or "").strip()
    if link and asking.me is not None:
        if asking.invitation:
            kept: object = faults.attempt(
                invited.attach_link, asking.store, asking.invitation, capability=capability.id,
                link=link,
            )  # fmt: skip
        else:
            kept = faults.attempt(
                answering.attach_link, asking.store, assessment_id=asking.assessment,
                respondent_id=asking.me.id, capability=capability.id, link=link,
            )  # fmt: skip
        _raised(kept, key)
        session.keep(f"{key}.artefact.link", "")


def line(artefact: Artefact) -> str:
    """What is attached, and whether somebody accepted or returned it."""
    size = "a link" if artefact.link else f"{max(1, round(artefact.size / 1000))} kB"
    accepted = f", accepted by {plain(artefact.accepted_by)}" if artefact.accepted_by else ""
    if artefact.returned_by:
        by, reason = plain(artefact.returned_by), plain(artefact.returned_for)
        accepted = f", :orange[returned by {by}: {reason}]"
    version = f", version {artefact.version}" if artefact.version > 1 else ""
    return f"Attached: {plain(artefact.filename)}, {size}{version}{accepted}"


def _attach(asking: Asking, capability: Capability, key: str) -> None:
    upload = session.choice(f"{key}.file")
    if upload is None or asking.me is None:
        return
    file = {"filename": upload.name, "content": upload.getvalue()}
    if asking.invitation:
        kept: object = faults.attempt(
            invited.attach, asking.store, asking.invitation, capability=capability.id, **file
        )
    else:
        kept = faults.attempt(
            answering.attach, asking.store, assessment_id=asking.assessment,
            respondent_id=asking.me.id, capability=capability.id, **file,
        )  # fmt: skip
    _raised(kept, key)


def grade_field(key: str) -> str:
    """How the key of the grade's field ends: otherwise after each rise.

    A browser that was not told of the rise yet sends the lower grade again with whatever it asks for
    next; under the same key that would be taken for a choice, and kept.
    """
    rises = session.choice(f"rises.{key}", 0)
    return f"grade.{rises}" if rises else "grade"


def _raised(kept: object, key: str) -> None:
    """Show the grade that the answer now has; else the next change would save the lower one."""
    if kept is not None:
        session.keep(f"rises.{key}", session.choice(f"rises.{key}", 0) + 1)
        session.keep(f"{key}.{grade_field(key)}", "E2")


def _file(asking: Asking, artefact: Artefact, key: str) -> None:
    if artefact.link:
        st.link_button(
            "Open the link", artefact.link, icon=":material/open_in_new:", type="tertiary"
        )
        return
    if asking.invitation:
        file = invited.own_file(asking.store, asking.invitation, artefact.digest)
    else:
        file = answering.artefact_file(asking.store, artefact.digest, asking.assessment)
    st.download_button(
        f"Save {artefact.filename}", file.content, artefact.filename, "application/octet-stream",
        key=f"{key}.save.{artefact.digest[:12]}", icon=":material/download:", type="tertiary",
        on_click="ignore",
    )  # fmt: skip
    note(f"Valid until {day(artefact.valid_until)}; sha-256 `{artefact.digest[:16]}`")


def _acceptance(asking: Asking, capability: Capability, answer: Answer, key: str) -> None:
    open_ones = [item for item in answer.artefacts if not item.accepted_by]
    if not open_ones:
        return
    st.markdown("**Accept after reading it**")
    note("Only a person other than the one who attached it.")
    reviewer = known.name if (known := who.person()) else str(
        st.text_input("Your name", key=f"{key}.reviewer") or ""
    ).strip()  # fmt: skip
    still_needed(("your name", reviewer))
    if st.button("Accept", key=f"{key}.accept", disabled=not reviewer):
        for artefact in open_ones:
            with faults.said_at(key):
                faults.attempt(
                    answering.accept, asking.store, digest=artefact.digest,
                    capability=capability.id, assessment_id=asking.assessment, reviewer=reviewer,
                )  # fmt: skip
        st.rerun()
