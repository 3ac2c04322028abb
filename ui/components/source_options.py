"""The options of a source as fields, by kind of connector; one row each."""

from typing import NamedTuple

import streamlit as st
import yaml

from assessment.sources import Options
from content.traits import Traits
from engagement.faults import Refused


class Option(NamedTuple):
    """One option: its name in the connector, its words, and how its text is read."""

    name: str
    label: str
    help: str
    form: str = "text"
    """``text``, ``number``, ``pairs`` (``name=value, …``), ``lines`` or ``choice``."""
    choices: tuple[str, ...] = ()


_SERVICE = (
    Option("labels", "Labels of the service", "Such as job=scoring; empty where there is one only.",
           "pairs"),
    Option("window", "Window", "How far back is asked, such as 30d."),
    Option("availability_target", "Availability objective, share", "Such as 0.999.", "number"),
    Option("latency_p95_ms", "Response time objective, ms", "For 19 of 20 requests.", "number"),
)  # fmt: skip
OPTIONS: dict[str, tuple[Option, ...]] = {
    "repository": (
        Option("branch", "Branch", "Empty: the default branch."),
        Option("kind", "Kind of repository", "Empty: found out from its files.", "choice",
               ("service", "library", "notebooks")),
    ),
    "dataset": (
        Option("reference", "Table it was trained on", "Full path of a CSV or Parquet file."),
        Option("rules", "Rules, one a line", "Such as: amount not_null, or country in GB|FR.",
               "lines"),
        Option("event_time", "Column with the time of the event", "Empty: found by usual names."),
        Option("load_time", "Column with the time of loading", "Empty: found by usual names."),
        Option("label", "Column that is predicted", "Left out of comparisons of inputs."),
        Option("key", "Column that names a row", "Checked for doubles, never read out."),
    ),
    "prometheus": (
        *_SERVICE,
        Option("concurrency_limit", "Requests it can work on at once", "For saturation.", "number"),
    ),
    "metrics_endpoint": (
        Option("interval", "Seconds between the two scrapes", "Empty: 10.", "number"), *_SERVICE,
    ),
}  # fmt: skip


def fields(kind: str, documentation: str, stated: Traits) -> Options:
    """The fields of a kind, then everything else as YAML; only what was filled in comes back.

    Objectives that the use case states are filled in.
    """
    chosen: Options = {}
    for option in OPTIONS.get(kind, ()):
        value = _field(kind, option, getattr(stated, option.name, None))
        if value not in ("", None, 0.0):
            chosen[option.name] = value
    with st.popover("More options", icon=":material/tune:"):
        st.markdown(documentation)
        more = st.text_area("Options as YAML", key=f"source.{kind}.more", placeholder="name: value")
    return chosen | _yaml(more)


def _field(
    kind: str, option: Option, known: float | None
) -> str | float | list[str] | dict[str, float | str] | None:
    """One field; ``None`` or empty where nothing was said."""
    key = f"source.{kind}.{option.name}"
    if option.form == "choice":
        return st.selectbox(
            option.label, option.choices, None, key=key, help=option.help, placeholder="not stated"
        )
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


def _read(option: Option, text: str) -> str | dict[str, float | str]:
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
