"""Why? on a figure: a dialog with its arithmetic and its parts, each of which opens in turn."""

import streamlit as st

from content.model import Pack
from reports import trail as trails
from reports.trail import Number, Part, Trail
from scoring.forecast import Forecast
from scoring.model import Scorecard
from ui import session
from ui.components.live import hold, let_go
from ui.components.note import note
from ui.components.wording import plain

_WAITS = "judge.why"
AREA = "area:"
SHOWN = 12


def why(number: str, label: str = "Why?", *, key: str = "") -> None:
    """A quiet button that asks where a figure comes from: a number, or ``area:`` and an id."""
    st.button(
        label, key=f"why.{key or number}", type="tertiary", icon=":material/help:",
        on_click=session.keep, args=(_WAITS, number),
    )  # fmt: skip


def asked() -> str:
    """The figure that somebody asked about, once."""
    return str(session.forget(_WAITS) or "")


@st.dialog("Why?", width="large", on_dismiss=let_go)
def why_dialog(pack: Pack, card: Scorecard, forecast: Forecast | None, number: str) -> None:
    """The arithmetic in sentences, then the parts; a part leads to its own trail."""
    hold()
    held = _trail(pack, card, forecast, number)
    if held is None:
        note("Nothing is known of this yet.")
        return
    st.subheader(held.title, anchor=False)
    for line in held.lines:
        st.markdown(plain(line))
    for place, part in enumerate(held.parts[:SHOWN]):
        _part(number, place, part)
    if len(held.parts) > SHOWN:
        with st.expander(f"{len(held.parts) - SHOWN} more"):
            for place, part in enumerate(held.parts[SHOWN:], start=SHOWN):
                _part(number, place, part)


def _trail(pack: Pack, card: Scorecard, forecast: Forecast | None, number: str) -> Trail | None:
    if number.startswith(AREA):
        return trails.area(card, pack, number.removeprefix(AREA))
    known: dict[str, Number] = {name: name for name in trails.NUMBERS}
    return trails.of(known[number], card, pack, forecast) if number in known else None


def _part(number: str, place: int, part: Part) -> None:
    words, way = st.columns([5, 1], vertical_alignment="center")
    words.markdown(f"**{plain(part.name)}**  \n:small[:gray[{plain(part.words)}]]")
    leads = part.capability or part.area
    if leads and way.button(
        "Open", key=f"why.{number}.{place}", type="tertiary", on_click=_go_on, args=(part,)
    ):
        st.rerun()


def _go_on(part: Part) -> None:
    """Ask for the part's own trail; the page shows it on its next run."""
    if part.capability:
        session.keep("judge.open", part.capability)
    else:
        session.keep(_WAITS, f"{AREA}{part.area}")
