"""Charts on the page: specifications are cached by what they show, clicks come back once."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from content import locales
from content.model import Pack
from content.values import Value
from ui import session
from ui.components import frame
from ui.components.charts.parts import Spec
from ui.theme.palette import Palette

Drawn = Callable[[Any, Pack, Palette], Spec]
"""Of a scorecard, of what would change it, or of a forecast: whatever value the chart shows."""


def draw(chart: Drawn, card: Value, pack: Pack, *, alt: str, key: str = "") -> str | None:
    """Draw a chart of a value; with ``key`` the id of a newly clicked mark comes back."""
    spec = _cached(chart, card, pack, frame.dark())
    if not key:
        st.vega_lite_chart(spec=spec, theme=None, alt=alt)
        return None
    event = st.vega_lite_chart(spec=spec, theme=None, alt=alt, key=key, on_select="rerun")
    points: Any = event["selection"].get("pick", [])
    clicked = str(points[0]["id"]) if points else None
    new = clicked if clicked != session.choice(f"{key}.last") else None
    session.keep(f"{key}.last", clicked)
    return new


def picked(label: str, names: dict[str, str]) -> None:
    """The same by name: a chart cannot be clicked with a keyboard."""
    st.selectbox(
        label, list(names), None, names.__getitem__, key="judge.name", on_change=_open_named,
        placeholder="Type a few letters",
    )  # fmt: skip


def _open_named() -> None:
    session.keep("judge.open", session.choice("judge.name"))
    session.keep("judge.name", None)


def _cached(chart: Drawn, card: Value, pack: Pack, dark: bool) -> Spec:
    tag = locales.current().tag
    digest = f"{chart.__module__} {tag} {pack.digest} {hash(card.model_dump_json())}"
    return _spec(digest, dark, chart, card, pack)


@st.cache_data(show_spinner=False, max_entries=64)
def _spec(digest: str, dark: bool, _chart: Drawn, _card: Value, _pack: Pack) -> Spec:  # noqa: ARG001
    return _chart(_card, _pack, frame.colours())
