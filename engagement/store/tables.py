"""Every table, gathered for the migrations: importing a module of the store declares its tables."""

from importlib import import_module
from pkgutil import iter_modules

from sqlmodel import SQLModel

import engagement.store

for module in iter_modules(engagement.store.__path__):
    if not module.ispkg and module.name != "tables":
        import_module(f"engagement.store.{module.name}")

METADATA = SQLModel.metadata
"""What Alembic compares the database with."""

ROWS: dict[str, type[SQLModel]] = {
    str(mapper.class_.__tablename__): mapper.class_ for mapper in SQLModel._sa_registry.mappers
}
"""The row class of each table by the table's name."""
