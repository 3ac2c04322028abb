"""Every request: those that the next look will make, and those that were made."""

from typing import Any
from urllib.parse import urlsplit

import streamlit as st

from assessment.sources import Made, Source
from content.locales import day_without_year
from engagement.looks import collecting
from engagement.model import Workspace
from engagement.store import Store
from reports.requests_csv import requests_csv
from ui import faults
from ui.components.live import hold, let_go
from ui.components.note import note, on_accent
from ui.components.permitted import may
from ui.components.wording import counted, plain, spoken

SHOWN = 500


@st.dialog("Every request", width="large", on_dismiss=let_go)
def see_requests(store: Store, space: Workspace, running: bool = False) -> None:
    """Each address and query before it is asked; the first run starts here."""
    hold()
    acted = _acted_on(store, space)
    sending = not running and may("look started, with load") and _may_send(acted)
    may_run = not running and may("look started")
    if may_run and st.button(on_accent("Run"), type="primary", icon=":material/play_arrow:"):
        faults.attempt(collecting.start_looking, store, space.assessment.id, sending=sending)
        st.rerun()
    planned, done = st.tabs(["Will be made", "Were made"])
    with planned:
        _planned(store, space, acted)
    with done:
        _made(collecting.requests_made(store, space.assessment.id))


def _acted_on(store: Store, space: Workspace) -> list[Source]:
    """The sources that are sent something, not only read."""
    known = collecting.sources(store, space.assessment.id)
    return [it for it in known if it not in collecting.wanted_by(known, sending=False)]


def _may_send(acted: list[Source]) -> bool:
    """Whether this one look may send load: asked for anew each time, and never ticked beforehand."""
    if not acted:
        return False
    hosts = ", ".join(sorted(spoken(urlsplit(source.address).netloc) for source in acted))
    return st.checkbox(
        f"Also send the load test to {hosts}; it may page someone there", key="requests.send"
    )


def _planned(store: Store, space: Workspace, acted: list[Source]) -> None:
    names = ", ".join(plain(source.name) for source in acted)
    but = f" {names} sends traffic, and is left out unless ticked above." if acted else ""
    st.markdown(f":gray[Reads only; nothing is written, and nothing is sent anywhere else.{but}]")
    for source, requests in collecting.planned_requests(store, space.assessment.id):
        title = f"{plain(source.name)}: {counted(len(requests), 'request')}"
        with st.expander(title, expanded=True):
            for request in requests:
                asked = f"{request.verb} {request.what}".replace("`", "")
                st.markdown(f"`{asked}`  \n:small[:gray[{plain(request.why)}]]")


def _made(rows: tuple[tuple[str, Made], ...]) -> None:
    if not rows:
        st.markdown(":gray[None yet.]")
        return
    note(f"{counted(len(rows), 'request')}, times in UTC, secrets taken out")
    st.dataframe(
        [_row(*row) for row in rows[: -SHOWN - 1 : -1]],
        hide_index=True,
        alt="Requests that were made, the newest first",
    )
    if len(rows) > SHOWN:
        note(f"The newest {SHOWN}; the file has all.")
    st.download_button(
        "Download the list", lambda: requests_csv(rows), "requests.csv", "text/csv",
        icon=":material/download:", on_click="ignore",
    )  # fmt: skip


def _row(source: str, made: Made) -> dict[str, Any]:
    return {
        "When": f"{day_without_year(made.at.date())} {made.at:%H:%M:%S}", "Source": source,
        "Request": f"{made.request.verb} {made.request.what}", "Why": made.request.why,
        "Ended": made.status, "kB": round(made.bytes / 1000, 1), "ms": round(made.milliseconds),
    }  # fmt: skip
