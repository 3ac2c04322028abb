"""What the account of a workload may do, and what our own account may do."""

from collections.abc import Iterable, Mapping

from assessment.connectors.cluster.answers import Binding, Role, Rule, Subject

READING = frozenset({"get", "list", "watch"})
REVIEWS = frozenset({"selfsubjectaccessreviews", "selfsubjectrulesreviews", "selfsubjectreviews"})
GUARDED = frozenset({"secrets", "pods/exec", "pods/attach"})


def powers(
    account: str, namespace: str, bindings: Iterable[Binding], roles: Mapping[tuple[str, str], Role]
) -> tuple[str, ...]:
    """Rights of a service account that no service needs, in words; empty is good.

    ``roles`` by (kind, name). A bound role that could not be read is judged by its name alone.
    """
    found: set[str] = set()
    for binding in bindings:
        if not any(_is(subject, account, namespace) for subject in binding.subjects or ()):
            continue
        if binding.role_ref.name == "cluster-admin":
            found.add("administrator of the cluster")
        role = roles.get((binding.role_ref.kind, binding.role_ref.name))
        for rule in (role.rules or ()) if role else ():
            found |= _excess(rule)
    return tuple(sorted(found))


def beyond_reading(rules: Iterable[Rule]) -> tuple[str, ...]:
    """What an account may do besides reading what a probe reads; empty is what we ask for."""
    found: set[str] = set()
    for rule in rules:
        resources = set(rule.resources or ()) - REVIEWS
        if not resources:
            continue
        if writing := set(rule.verbs) - READING:
            found.add(f"{', '.join(sorted(writing))} {', '.join(sorted(resources)[:3])}")
        elif resources & GUARDED:
            found.add(f"read {', '.join(sorted(resources & GUARDED))}")
    return tuple(sorted(found))


def _is(subject: Subject, account: str, namespace: str) -> bool:
    if subject.kind == "ServiceAccount":
        return subject.name == account and (subject.namespace or namespace) == namespace
    groups = ("system:serviceaccounts", f"system:serviceaccounts:{namespace}")
    return subject.kind == "Group" and subject.name in groups


def _excess(rule: Rule) -> set[str]:
    resources = set(rule.resources or ())
    if "*" in rule.verbs:
        return {"every verb on " + ("every resource" if "*" in resources else "some resources")}
    if "*" in resources:
        return {"every resource"}
    return {"reads secrets"} if resources & {"secrets"} else set()
