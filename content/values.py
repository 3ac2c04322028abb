"""The base of every value in the product: frozen, strict about unknown fields."""

from pydantic import BaseModel, ConfigDict


class Value(BaseModel):
    """An immutable value; an unknown field is an error, so that a typo cannot pass silently."""

    model_config = ConfigDict(frozen=True, extra="forbid")
