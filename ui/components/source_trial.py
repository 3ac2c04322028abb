"""*Test connection*: what answered, shown as long as it belongs to what stands in the form."""

from typing import Literal, NamedTuple

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from assessment.sources import Source
from engagement.faults import Refused
from engagement.identity import same_source
from engagement.looks import collecting
from engagement.store import Store
from ui import session
from ui.components.source_form import Form
from ui.components.source_options import Found, only_choices
from ui.components.wording import plain

Came = Literal["answered", "doubtful", "refused"]


class Trial(NamedTuple):
    """What came of trying one source: a line to read, how it came out, what to choose from."""

    place: Source
    told: str
    came: Came
    found: Found


def last_trial(form: Form) -> Trial | None:
    """The newest trial of this form's kind, whatever stands in the form by now."""
    kept: Trial | None = session.choice(form.at("tried"))
    return kept


def found_at(trial: Trial | None, place: Source) -> Found:
    """What there is to choose from, where the same address was tried in the same way."""
    return trial.found if trial and _address(trial.place) == _address(place) else {}


def attempt(store: Store, form: Form, place: Source) -> None:
    """Try the source as it stands in the form, and draw the form with what came of it."""
    with st.spinner("Asking what is there…"):
        try:
            tried = collecting.try_source(store, form.space.assessment.id, place)
        except Refused as refused:
            result = Trial(place, str(refused), came="refused", found={})
        else:
            options = only_choices(form, place.options, tried.choices)
            tried_place = place.model_copy(update={"options": options})
            came: Came = "doubtful" if tried.doubtful else "answered"
            result = Trial(tried_place, tried.told, came, tried.choices)
    session.keep(form.at("tried"), result)
    st.rerun()


def show(where: DeltaGenerator, trial: Trial | None, place: Source) -> None:
    """The result in its colour while nothing was changed since; in grey afterwards."""
    if trial is None:
        return
    if not _same(trial.place, place):
        where.markdown(
            f":small[:gray[:material/history: **Tested before the last change.** {plain(trial.told)} "
            "Test again to see what is there now.]]"
        )
    elif trial.came == "refused":
        where.error(plain(trial.told), icon=":material/error:")
    elif trial.came == "doubtful":
        where.warning(plain(trial.told), icon=":material/warning:")
    else:
        where.success(plain(trial.told), icon=":material/check_circle:")


def _same(one: Source, other: Source) -> bool:
    """Whether the two are read alike; a name, or who allows it, is no difference."""
    return _address(one) == _address(other) and _place(one) == _place(other)


def _place(source: Source) -> str:
    return same_source(source.kind, source.address, source.options)


def _address(source: Source) -> tuple[str, str, str]:
    return source.kind, source.address, source.secret
