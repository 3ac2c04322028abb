"""Reads what protects the workloads of one namespace through the Kubernetes API, with GET alone.

Options: ``namespace`` (needed) and ``workload`` (a Deployment or StatefulSet; left out, all of the
namespace). Secrets, config maps, logs and commands in containers are never asked for. A token that
may change anything, or read secrets, is refused, and so is one whose rights the server does not
tell: give one that can only read.
"""

from assessment import objectives
from assessment.connectors.cluster import objects
from assessment.connectors.cluster.answers import Version, WorkloadAnswer
from assessment.connectors.cluster.evidence import ClusterEvidence, Workload
from assessment.connectors.cluster.protection import Protection, read_protection
from assessment.connectors.cluster.rights import REVIEW, only_reading
from assessment.connectors.cluster.workloads import workload
from assessment.connectors.redaction import redact
from assessment.connectors.rest import Rest, several
from assessment.connectors.runtime.links import reader_of
from assessment.connectors.transport import Channel
from assessment.sources import (
    Choice,
    Circumstances,
    Option,
    Request,
    Source,
    SourceUnavailable,
    Survey,
)

KIND = "kubernetes"
SCHEMES = ("http", "https")
TITLE = "Kubernetes"
ICON = "hub"
GROUP = "platform"
ADDRESS_HELP = "The address of the API server, such as https://kubernetes.example.org:6443."
EVIDENCE = ClusterEvidence
OPTIONS = (
    Option(name="namespace", label="Namespace", help="Where the service runs."),
    Option(
        name="workload", label="Workload", help="Empty: every Deployment and StatefulSet there."
    ),
    *objectives.options(KIND),
)


def requests(source: Source) -> tuple[Request, ...]:
    """Every request that reading this source makes."""
    base, space = redact(source.address).rstrip("/"), _namespace(source) or "NAMESPACE"
    rows = [("GET", "/version", "which version answers")]
    rows += [("POST", REVIEW, "what this token may do: it must be able to read, and no more")]
    rows += [("GET", kind.path(space), kind.why) for kind in objects.ALL]
    rows += [("GET", objects.CLUSTER_ROLE.path("a bound role"), objects.CLUSTER_ROLE.why)]
    return tuple(Request(verb=verb, what=base + path, why=why) for verb, path, why in rows)


def read(source: Source, circumstances: Circumstances) -> ClusterEvidence:
    """Everything about the workloads; :class:`SourceUnavailable` where they cannot be read."""
    space, held = _namespace(source), objectives.stated(source.options)
    if not space:
        raise SourceUnavailable(
            "no namespace is chosen", "Test the connection and choose the service's namespace."
        )
    with Channel(source, circumstances, posts=(REVIEW,)) as channel:
        rest = Rest(channel, "Kubernetes")
        notes = only_reading(channel, rest, space)
        circumstances.progress(f"workloads of {space}")
        found = _chosen(_workloads(rest, space), str(source.options.get("workload", "")).strip())
        circumstances.progress("what protects them")
        around = read_protection(rest, space)
        server = _server(rest)
    return ClusterEvidence(
        server=server, read_at=circumstances.now(), reader=reader_of(source), namespace=space,
        workloads=_seen(found, around, space), releases=around.releases,
        schedules=around.schedules, scaling=around.scaling, disruption=around.disruption,
        network=around.network, rights=around.rights, rollouts=around.rollouts, jobs=around.jobs,
        notes=notes, objectives=held,
    )  # fmt: skip


def survey(source: Source, circumstances: Circumstances) -> Survey:
    """The server's version, its namespaces, and the workloads of the chosen one.

    Once a namespace is chosen a token that may do too much is refused here as well.
    """
    space = _namespace(source)
    with Channel(source, circumstances, posts=(REVIEW,)) as channel:
        rest = Rest(channel, "Kubernetes")
        if space:
            only_reading(channel, rest, space)
        server = _server(rest)
        names, reach = several(lambda: objects.names(rest))
        found = _workloads(rest, space) if space else ()
    told = f"{server}, {len(names)} namespaces" if reach.read else server
    if not space and not reach.read:
        told += " (this token may not list namespaces: type the name)"
    choices = {"namespace": tuple(Choice(value=name, label=name) for name in names)}
    if space:
        told += f", {len(found)} workloads in {space}"
        choices["workload"] = tuple(
            Choice(value=item.metadata.name, label=f"{item.metadata.name} ({kind})")
            for kind, item in found
        )
    empty = f"it has no workload in {space}, or none that this account may see"
    return Survey(
        told=told,
        warning=empty if space and not found else "",
        choices={name: listed for name, listed in choices.items() if listed},
    )


def _namespace(source: Source) -> str:
    return str(source.options.get("namespace", "")).strip()


def _server(rest: Rest) -> str:
    version = rest.read(Version, "/version", "which version answers").git_version
    return f"Kubernetes {version}" if version else "Kubernetes"


def _workloads(rest: Rest, space: str) -> tuple[tuple[str, WorkloadAnswer], ...]:
    return tuple(
        (kind.name, item)
        for kind in (objects.DEPLOYMENT, objects.STATEFUL_SET)
        for item in objects.listed(rest, kind, WorkloadAnswer, space)
    )


def _chosen(
    found: tuple[tuple[str, WorkloadAnswer], ...], wanted: str
) -> tuple[tuple[str, WorkloadAnswer], ...]:
    mine = tuple(item for item in found if wanted in ("", item[1].metadata.name))
    if not mine:
        known = ", ".join(item.metadata.name for _, item in found[:12]) or "none"
        named = f"there is no workload {wanted!r} in this namespace; there are: {known}"
        raise SourceUnavailable(
            named if wanted else "there is no workload in this namespace",
            "Choose the namespace and the workload of the service.",
        )
    return mine


def _seen(
    found: tuple[tuple[str, WorkloadAnswer], ...], around: Protection, space: str
) -> tuple[Workload, ...]:
    return tuple(workload(kind, item, around, space) for kind, item in found)
