"""The options of a source as fields, as its connector declares them."""

from types import ModuleType

import streamlit as st
import yaml

from assessment.connectors import connectors
from assessment.sources import Choice, Option, Options
from content.traits import Traits
from engagement.as_typed import typed_pairs
from engagement.faults import Refused
from ui.components.note import note
from ui.components.source_address import file_of

AT_ONCE = 2
"""So many options stand on the form itself; the others behind a fold, so that a source is added in
under a minute."""


def fields(
    connector: ModuleType, stated: Traits, found: dict[str, tuple[Choice, ...]]
) -> tuple[Options, list[str]]:
    """The connector's fields, then everything else as YAML; only what was filled in comes back.

    With it a sentence for each field that cannot be read: the form stands whatever was typed.

    Objectives that the use case states are filled in; what was ``found`` at the address is chosen
    from a list instead of typed, and stands first.
    """
    kind: str = connector.KIND
    shown = sorted(
        (item for item in connector.OPTIONS if item.shown), key=lambda item: item.name not in found
    )
    many = max(AT_ONCE, sum(item.name in found for item in shown))
    wrong: list[str] = []
    chosen = _in_columns(kind, shown[:many], stated, found, wrong)
    with st.expander("More that it can be told", icon=":material/tune:"):
        chosen |= _in_columns(kind, shown[many:], stated, found, wrong)
        note("Anything else, as YAML:")
        with st.popover("What there is", type="tertiary"):
            st.markdown(connector.__doc__ or "")
        more = st.text_area(
            "Options as YAML", key=f"source.{kind}.more", placeholder="name: value", height=80,
            label_visibility="collapsed",
        )  # fmt: skip
    try:
        chosen |= _yaml(more)
    except Refused as refused:
        wrong.append(refused.sentence)
    return chosen, wrong


def _in_columns(
    kind: str, options: list[Option], stated: Traits, found: dict[str, tuple[Choice, ...]],
    wrong: list[str],
) -> Options:  # fmt: skip
    """Two a row, so that what is read together stands together."""
    chosen: Options = {}
    for place, option in enumerate(options):
        if place % 2 == 0:
            columns = st.columns(2)
        with columns[place % 2]:
            try:
                value = (
                    _chosen(kind, option, found[option.name])
                    if found.get(option.name)
                    else _field(kind, option, getattr(stated, option.name, None))
                )
            except Refused as refused:
                wrong.append(refused.sentence)
                continue
        if value not in ("", None, 0.0) or value is False:
            chosen[option.name] = value
    return chosen


Given = str | float | bool | list[str] | dict[str, float | str] | None


def _chosen(kind: str, option: Option, choices: tuple[Choice, ...]) -> Given:
    """One of what was found, or something else typed in."""
    labels = {item.value: item.label for item in choices}
    key = f"source.{kind}.{option.name}.found"
    if option.form == "lines":
        return st.multiselect(
            option.label, list(labels), key=key, help=option.help,
            format_func=lambda value: labels.get(value, value),
        ) or None  # fmt: skip
    picked = st.selectbox(
        option.label, list(labels), 0 if len(labels) == 1 else None, key=key, help=option.help,
        format_func=lambda value: labels.get(value, value), accept_new_options=True,
        placeholder=f"choose one of {len(labels)}",
    )  # fmt: skip
    return _read(option, picked) if picked else None


def _field(kind: str, option: Option, known: float | None) -> Given:
    """One field; ``None`` or empty where nothing was said."""
    key = f"source.{kind}.{option.name}"
    if option.form == "file":
        return _file(kind, option, key)
    if option.form == "choice":
        return st.selectbox(
            option.label, option.choices, None, key=key, help=option.help, placeholder="not stated"
        )
    if option.form == "flag":
        said = st.checkbox(option.label, option.default, key=key, help=option.help)
        return None if said == option.default else said
    if option.form == "number":
        return st.number_input(
            option.label, 0.0, None, known, key=key, help=option.help, placeholder="not stated",
            format="%g",
        )  # fmt: skip
    if option.form == "lines":
        lines = st.text_area(option.label, key=key, help=option.help, height=80).splitlines()
        return [line.strip() for line in lines if line.strip()] or None
    text = st.text_input(option.label, key=key, help=option.help).strip()
    return _read(option, text) if text else None


def _file(kind: str, option: Option, key: str) -> str | None:
    """A path on this server, or a file that is handed over."""
    path = st.text_input(option.label, key=key, help=option.help)
    with st.popover("Hand over a file", icon=":material/upload_file:", type="tertiary"):
        handed = file_of(f"{key}.file", getattr(connectors()[kind], "UPLOADS", ()), option.label)
    return handed or path.strip() or None


def _read(option: Option, text: str) -> str | dict[str, float | str]:
    if option.form == "pairs":
        return typed_pairs(option.label, text)
    return text


def _yaml(text: str) -> Options:
    if not text.strip():
        return {}
    try:
        found = yaml.safe_load(text)
    except yaml.YAMLError:
        found = None
    if not isinstance(found, dict):
        raise Refused("Options: write one 'name: value' a line.")
    return {str(name): value for name, value in found.items()}
