"""The base of every value in the product: frozen, strict about unknown fields."""

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

LARGEST_NUMBER = 1e12
"""No number of a pack is larger: sums of more would stop being numbers."""

_UNWRITABLE = re.compile(r"[\0\ud800-\udfff]")


def writable(text: str) -> str:
    """The text with what no file and no database can hold (half a character, NUL) replaced.

    Such text comes from outside: a literal in a client's source, a name in an archive.
    """
    return _UNWRITABLE.sub("\N{REPLACEMENT CHARACTER}", text)


Text = Annotated[str, AfterValidator(writable)]
"""Text from outside: always writable as UTF-8."""


class Value(BaseModel):
    """An immutable value; an unknown field is an error, so that a typo cannot pass silently."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Written(Value):
    """A value of a pack, as people write it: what has to be a number is one, and a finite one."""

    model_config = ConfigDict(allow_inf_nan=False)
