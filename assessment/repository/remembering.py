"""What was found out of some evidence, once for all probes that ask; evidence is never changed."""

import weakref
from collections.abc import Callable
from typing import TypeVar

from assessment.repository.evidence import RepositoryEvidence

T = TypeVar("T")
_KNOWN: dict[int, dict[Callable[[RepositoryEvidence], object], object]] = {}


def remembered(evidence: RepositoryEvidence, find: Callable[[RepositoryEvidence], T]) -> T:
    """What ``find`` says of the evidence; forgotten together with it."""
    key = id(evidence)
    if (known := _KNOWN.get(key)) is None:
        known = _KNOWN[key] = {}
        weakref.finalize(evidence, _KNOWN.pop, key, None)
    if find not in known:
        known[find] = find(evidence)
    return known[find]  # type: ignore[return-value]
