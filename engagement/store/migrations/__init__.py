"""Alembic's folder: one file a step, applied when the store is opened."""
