"""Every table, gathered for the migrations: importing a group's module declares its tables."""

from sqlmodel import SQLModel

from engagement.store import (
    advice_items,
    answers,
    artefacts,
    assessments,
    audit,
    choice_answers,
    choice_snapshots,
    clients,
    conflicts,
    evidence,
    exceptions,
    kept,
    overlays,
    packs,
    plans,
    rounds,
    scenarios,
    shelf,
    snapshots,
)

GROUPS = (
    advice_items, answers, artefacts, assessments, audit, choice_answers, choice_snapshots,
    clients, conflicts, evidence, exceptions, kept, overlays, packs, plans, rounds, scenarios,
    shelf, snapshots,
)  # fmt: skip

METADATA = SQLModel.metadata
"""What Alembic compares the database with."""
