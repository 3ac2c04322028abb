"""The options of a source as fields, as its connector declares them."""

from collections.abc import Mapping

import streamlit as st
import yaml

from assessment.sources import Choice, Option, Options
from engagement.faults import Refused
from engagement.sources.as_typed import pairs_typed, typed_pairs, typed_yaml
from ui.components.note import note
from ui.components.number_field import number_field, typed
from ui.components.source_address import file_of
from ui.components.source_form import Form

AT_ONCE = 2
"""So many options stand on the form itself; the others behind a fold, so that a source is added in
under a minute."""

Found = Mapping[str, tuple[Choice, ...]]


def fields(form: Form, said: Options, found: Found) -> tuple[Options, list[str]]:
    """The connector's fields, then everything else as YAML; only what was filled in comes back.

    With it a sentence for each field that cannot be read: the form stands whatever was typed.
    ``said`` is what stands in a field that nobody has touched; objectives that the use case states
    are filled in where a source is new. What was ``found`` at the address is chosen from a list
    instead of typed, and stands first.
    """
    kept = form.known.options if form.known else {}
    shown = sorted(
        (item for item in form.connector.OPTIONS if item.shown),
        key=lambda item: (item.name not in found, item.name not in kept),
    )
    many = max(AT_ONCE, sum(item.name in found or item.name in kept for item in shown))
    wrong: list[str] = []
    chosen = _in_columns(form, shown[:many], said, found, wrong)
    with st.expander("More that it can be told", icon=":material/tune:"):
        chosen |= _in_columns(form, shown[many:], said, found, wrong)
        try:
            chosen |= _others(form, said)
        except Refused as refused:
            wrong.append(refused.sentence)
    return chosen, wrong


def _others(form: Form, said: Options) -> Options:
    """What has no field of its own, as YAML."""
    fielded = {item.name for item in form.connector.OPTIONS if item.shown}
    rest = {name: value for name, value in said.items() if name not in fielded}
    note("Anything else, as YAML:")
    with st.popover("What there is", type="tertiary"):
        st.markdown(form.connector.__doc__ or "")
    return typed_yaml(
        "Options",
        st.text_area(
            "Options as YAML", yaml.safe_dump(rest, sort_keys=False) if rest else "",
            key=form.at("more"), placeholder="name: value", height=80,
            label_visibility="collapsed", persist_state="page",
        ),
    )  # fmt: skip


def _in_columns(
    form: Form, options: list[Option], said: Options, found: Found, wrong: list[str]
) -> Options:
    """Two a row, so that what is read together stands together."""
    chosen: Options = {}
    for place, option in enumerate(options):
        if place % 2 == 0:
            columns = st.columns(2)
        with columns[place % 2]:
            try:
                choices = found.get(option.name, ())
                first = said.get(option.name)
                value = (
                    _chosen(form, option, first, choices)
                    if choices
                    else _field(form, option, first)
                )
            except Refused as refused:
                wrong.append(refused.sentence)
                continue
        if value not in ("", None, 0.0) or value is False:
            chosen[option.name] = value
    return chosen


Given = str | float | bool | list[str] | dict[str, float | str] | None


def _chosen(form: Form, option: Option, said: Given, choices: tuple[Choice, ...]) -> Given:
    """One of what was found, or something else typed in; what was said before is among them."""
    labels = {item.value: item.label for item in choices}
    before = said if isinstance(said, list) else [_typed(said)] if said else []
    every = [*labels, *(item for item in before if item not in labels)]
    key = form.at(f"{option.name}.found")
    if option.form == "lines":
        return st.multiselect(
            option.label, every, before, key=key, help=option.help,
            format_func=lambda value: labels.get(value, value), persist_state="page",
        ) or None  # fmt: skip
    only = 0 if len(every) == 1 else None
    picked = st.selectbox(
        option.label, every, every.index(before[0]) if before else only, key=key,
        help=option.help, format_func=lambda value: labels.get(value, value),
        accept_new_options=True, placeholder=f"choose one of {len(labels)}", persist_state="page",
    )  # fmt: skip
    return _read(option, picked) if picked else None


def only_choices(form: Form, said: Options, found: Found) -> Options:
    """``said`` with what the form chooses by itself, because nothing else was found."""
    alone = {
        option.name: _read(option, found[option.name][0].value)
        for option in form.connector.OPTIONS
        if option.form != "lines"
        and option.name not in said
        and len(found.get(option.name, ())) == 1
    }
    return {**said, **alone}


def _field(form: Form, option: Option, said: Given) -> Given:
    """One field; ``None`` or empty where nothing was said."""
    key = form.at(option.name)
    if option.form == "file":
        return _file(form, option, key, _typed(said))
    if option.form == "choice":
        return st.selectbox(
            option.label, option.choices,
            option.choices.index(str(said)) if said in option.choices else None, key=key,
            help=option.help, placeholder="not stated", persist_state="page",
        )  # fmt: skip
    if option.form == "flag":
        first = said if isinstance(said, bool) else option.default
        now = st.checkbox(option.label, first, key=key, help=option.help, persist_state="page")
        return None if now == option.default else now
    if option.form == "number":
        return _number(form, option, said)
    if option.form == "lines":
        typed = "\n".join(said) if isinstance(said, list) else _typed(said)
        lines = st.text_area(
            option.label, typed, key=key, help=option.help, height=80, persist_state="page"
        ).splitlines()
        return [line.strip() for line in lines if line.strip()] or None
    text = st.text_input(
        option.label, _typed(said), key=key, help=option.help, persist_state="page"
    ).strip()
    return _read(option, text) if text else None


def _number(form: Form, option: Option, said: Given) -> float | None:
    stated = None if form.known else getattr(form.traits, option.name, None)
    first = float(said) if isinstance(said, int | float) else stated
    number_field(
        st, option.label, 0.0, None, first, key=form.at(option.name), help=option.help,
        placeholder="not stated", persist_state="page",
    )  # fmt: skip
    return typed(form.at(option.name))


def _file(form: Form, option: Option, key: str, said: str) -> str | None:
    """A path on this server, or a file that is handed over."""
    path = st.text_input(option.label, said, key=key, help=option.help, persist_state="page")
    with st.popover("Hand over a file", icon=":material/upload_file:", type="tertiary"):
        handed = file_of(f"{key}.file", getattr(form.connector, "UPLOADS", ()), option.label)
    return handed or path.strip() or None


def _typed(said: Given) -> str:
    """What was said, as one types it."""
    if isinstance(said, dict):
        return pairs_typed(said)
    return "" if said is None else str(said)


def _read(option: Option, text: str) -> str | dict[str, float | str]:
    if option.form == "pairs":
        return typed_pairs(option.label, text)
    return text
