"""The fields of a source: one form, where it is added and where it is changed."""

from datetime import UTC, datetime, time
from types import ModuleType
from typing import NamedTuple

import streamlit as st

from assessment.sources import Source
from content.traits import Traits
from engagement.model import Workspace
from engagement.outside.settings import settings
from ui import session
from ui.manner import typed_day


class Form(NamedTuple):
    """Which form it is: ``key`` begins the keys of its fields, ``known`` is what stands in it first.

    What was typed stays while the dialog is closed, until it is kept or discarded.
    """

    key: str
    connector: ModuleType
    space: Workspace
    known: Source | None = None

    @property
    def traits(self) -> Traits:
        """What is true of the use case that the source is of."""
        return self.space.use_case.traits

    @property
    def kind(self) -> str:
        """The connector's kind."""
        return str(self.connector.KIND)

    def at(self, field: str) -> str:
        """The key of a field's widget."""
        return f"{self.key}.{field}"


def drafted(name: str) -> str:
    """The first part of a form's keys: a new one after its draft was kept or thrown away."""
    return f"source.{session.choice(_draft(name), 0)}.{name}"


def end_draft(name: str) -> None:
    """Forget what was typed into the form of this name; the drafts of others stay."""
    session.keep(_draft(name), session.choice(_draft(name), 0) + 1)


def _draft(name: str) -> str:
    return f"source.draft.{name}"


def permission(form: Form) -> tuple[str, datetime | None, str]:
    """Who allows it, until when, and by which secret; a file of this server needs none."""
    known, names = form.known, list(settings().secret_names(form.space.client.id))
    if known and known.secret and known.secret not in names:
        names.append(known.secret)
    asks = not hasattr(form.connector, "UPLOADS") or form.kind == "repository" or bool(names)
    left, middle, *rest = st.columns(3 if asks else 2)
    by = left.text_input(
        "Authorised by", known.authorised_by if known else "", key=form.at("by"),
        help="Who allows that this is read.", persist_state="page",
    )  # fmt: skip
    ends = known.authorised_until if known else None
    until = middle.date_input(
        "Until",
        ends.date() if ends else None,
        key=form.at("until"),
        persist_state="page",
        format=typed_day(),
    )
    secret = rest[0].selectbox(
        "Secret", names, names.index(known.secret) if known and known.secret else None,
        placeholder="none" if names else "none on the operator’s list", disabled=not names,
        key=form.at("secret"), help="A name on the operator’s list; the secret itself is never shown.",
        persist_state="page",
    ) if rest else None  # fmt: skip
    return by.strip(), datetime.combine(until, time.max, UTC) if until else None, secret or ""


def names(form: Form) -> tuple[str, str]:
    """What it is called here, and where a reader's browser opens it."""
    left, right = st.columns(2)
    known = form.known
    name = left.text_input(
        "Name", known.name if known else "", key=form.at("name"),
        placeholder=form.connector.TITLE, persist_state="page",
    )  # fmt: skip
    reader = right.text_input(
        "Where a reader opens it", known.reader_address if known else "", key=form.at("reader"),
        placeholder="the same address", persist_state="page",
        help="Where a browser opens the same source, if that is another address than we read.",
    )  # fmt: skip
    return name.strip() or form.connector.TITLE, reader.strip()
