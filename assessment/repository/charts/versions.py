"""Which cluster templates are filled in for: its version, and the interfaces that it offers."""

import re
from typing import Any

from assessment.repository.charts.values import UNKNOWN, Unknown

_KUBERNETES = (1, 31, 0)
_SERVED = frozenset(
    {"v1", "apps/v1", "batch/v1", "autoscaling/v1", "autoscaling/v2", "policy/v1"}
    | {"networking.k8s.io/v1", "rbac.authorization.k8s.io/v1", "storage.k8s.io/v1"}
    | {"apiextensions.k8s.io/v1", "admissionregistration.k8s.io/v1", "scheduling.k8s.io/v1"}
)
_GONE = re.compile(
    r"^(?:extensions/|apps/v1beta|batch/v[12](?:alpha|beta)|autoscaling/v2beta|policy/v1beta|"
    r"networking\.k8s\.io/v1beta|rbac\.authorization\.k8s\.io/v1(?:alpha|beta))"
)
KUBERNETES = ".".join(map(str, _KUBERNETES))
"""The version of a cluster that templates are filled in for: a recent one."""


def serves(api: str) -> bool | Unknown:
    """Whether a cluster offers an interface; of one that an operator installs nothing is known."""
    if api.rpartition("/")[0] in _SERVED or api in _SERVED:
        return True
    return False if _GONE.match(api) else UNKNOWN


def compare_versions(wanted: str, version: str) -> Any:
    """Whether a version is one of those wanted, such as ``>=1.19, <2``; unknown where it is none."""
    given = _version(version)
    if given is None:
        return UNKNOWN
    results = [_compares(part, given) for part in re.split(r"\s*,\s*|\s+(?=[<>=^~])", wanted)]
    return UNKNOWN if None in results else all(results)


def _compares(part: str, given: tuple[int, ...]) -> bool | None:
    match = re.fullmatch(r"\s*(>=|<=|!=|>|<|=|\^)?\s*v?(\d+(?:\.\d+){0,2})(?:-[\w.]*)?\s*", part)
    limit = _version(match[2]) if match else None
    if match is None or limit is None:
        return None
    sign = match[1] or "="
    return {
        ">=": given >= limit, "<=": given <= limit, ">": given > limit, "<": given < limit,
        "!=": given != limit, "=": given == limit,
        "^": given >= limit and given[0] == limit[0],
    }[sign]  # fmt: skip


def _version(value: str) -> tuple[int, ...] | None:
    match = re.match(r"v?(\d{1,6})(?:\.(\d{1,6}))?(?:\.(\d{1,6}))?", str(value))
    return tuple(int(part or 0) for part in match.groups()) if match else None
