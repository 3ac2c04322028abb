"""The options of a source as fields, by kind of connector; one row each."""

from typing import NamedTuple

import streamlit as st
import yaml

from assessment.sources import Options
from engagement.faults import Refused


class Option(NamedTuple):
    """One option: its name in the connector, its words, and how its text is read."""

    name: str
    label: str
    help: str
    form: str = "text"
    """``text``, ``number``, ``pairs`` (``name=value, …``), ``list`` (by commas) or ``choice``."""
    choices: tuple[str, ...] = ()


OPTIONS: dict[str, tuple[Option, ...]] = {
    "repository": (
        Option("branch", "Branch", "Empty: the default branch."),
        Option("kind", "Kind of repository", "Empty: found out from its files.", "choice",
               ("service", "library", "notebooks")),
    ),
    "prometheus": (
        Option("labels", "Labels of the service", "Such as job=scoring. Empty where there is one "
               "service only.", "pairs"),
        Option("window", "Window", "Such as 30d; how far back is asked."),
        Option("concurrency_limit", "Requests it can work on at once", "For saturation.", "number"),
    ),
}  # fmt: skip


def fields(kind: str, documentation: str) -> Options:
    """The fields of a kind, then everything else as YAML; only what was filled in comes back."""
    chosen: Options = {}
    for option in OPTIONS.get(kind, ()):
        value = _field(kind, option)
        if value not in ("", None):
            chosen[option.name] = value
    with st.popover("More options", icon=":material/tune:"):
        st.markdown(documentation)
        more = st.text_area("Options as YAML", key=f"source.{kind}.more", placeholder="name: value")
    return chosen | _yaml(more)


def _field(kind: str, option: Option) -> str | float | list[str] | dict[str, float | str] | None:
    key = f"source.{kind}.{option.name}"
    if option.form == "choice":
        return st.selectbox(
            option.label, option.choices, None, key=key, help=option.help, placeholder="not stated"
        )
    if option.form == "number":
        return st.number_input(
            option.label, 0.0, None, None, key=key, help=option.help, placeholder="not stated",
            format="%g",
        )  # fmt: skip
    text = st.text_input(option.label, key=key, help=option.help).strip()
    return _read(option, text) if text else None


def _read(option: Option, text: str) -> str | list[str] | dict[str, float | str]:
    if option.form == "list":
        return [part.strip() for part in text.split(",") if part.strip()]
    if option.form == "pairs":
        parts = [part.partition("=") for part in text.split(",")]
        if any(not sign for _, sign, _ in parts):
            raise Refused(f"{option.label}: write name=value, with commas between several.")
        return {name.strip(): value.strip() for name, _, value in parts}
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
