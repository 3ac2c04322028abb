"""What the account of a workload may do, and what our own account may do."""

from collections.abc import Iterable, Mapping

from assessment.connectors.cluster.answers import Binding, Role, Rule, RulesReview, Subject
from assessment.connectors.rest import Rest
from assessment.connectors.transport import Channel
from assessment.sources import SourceUnavailable

READING = frozenset({"get", "list", "watch"})
REVIEWS = frozenset({"selfsubjectaccessreviews", "selfsubjectrulesreviews", "selfsubjectreviews"})
GUARDED = frozenset({"secrets", "pods/exec", "pods/attach"})
REVIEW = "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews"
INCOMPLETE = (
    "the server's list of this token's rights is incomplete: it shows reading alone, and the token "
    "may be able to do more"
)


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


def only_reading(channel: Channel, rest: Rest, space: str) -> tuple[str, ...]:
    """Refuse a token that may do more than read, or whose rights the server does not tell.

    A note where the server says itself that its list of rights is not complete.
    """
    body = {
        "apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectRulesReview",
        "spec": {"namespace": space},
    }  # fmt: skip
    reply = channel.post_json(REVIEW, "what this token may do", body)
    if reply.status == 401:  # the token itself is wrong, whatever it may do
        rest.checked(reply, REVIEW)
    if not 200 <= reply.status < 300:
        raise SourceUnavailable(
            f"the server does not tell what this token may do (it answered {reply.status}), "
            "so nothing was read",
            "Let the token create selfsubjectrulesreviews (the cluster role system:basic-user "
            "grants it), and bind it to a role with get and list alone, without secrets.",
        )
    told = rest.shaped(RulesReview, reply.json_body(), REVIEW).status
    if more := beyond_reading(told.resource_rules or ()):
        raise SourceUnavailable(
            f"this token may do more than read: {'; '.join(more[:3])}",
            "Bind a role with get and list alone, without secrets, and give its token.",
        )
    return (INCOMPLETE,) if told.incomplete else ()
