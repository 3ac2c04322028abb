"""Which pods a selector means, by the rules of the Kubernetes API."""

from collections.abc import Mapping

from assessment.connectors.cluster.answers import Requirement, Selector


def selects(selector: Selector | None, labels: Mapping[str, str]) -> bool:
    """Whether pods with these labels are meant; an empty selector means all, ``None`` means none."""
    if selector is None:
        return False
    exact = all(labels.get(key) == value for key, value in (selector.match_labels or {}).items())
    return exact and all(_holds(line, labels) for line in selector.match_expressions or ())


def _holds(line: Requirement, labels: Mapping[str, str]) -> bool:
    there, values = line.key in labels, line.values or ()
    if line.operator == "In":
        return there and labels[line.key] in values
    if line.operator == "NotIn":
        return not there or labels[line.key] not in values
    if line.operator == "Exists":
        return there
    return line.operator == "DoesNotExist" and not there
