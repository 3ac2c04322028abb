"""Facts that are plain dataclasses, since a second process makes them too.

It starts in a third of the time where it need not import pydantic, which the other facts are checked
by. What comes from outside, such as an example of a probe, is checked all the same, as part of the
evidence.
"""

from collections.abc import Mapping
from typing import Any, ClassVar

Lines = dict[str, int]
"""A name, and the line where it is first seen."""


class Plain:
    """An unknown field in an example is an error, so that a typo cannot pass silently."""

    __pydantic_config__: ClassVar[Mapping[str, Any]] = {"extra": "forbid"}
