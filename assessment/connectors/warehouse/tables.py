"""Which tables of a project belong to the use case, and which of their columns have a test."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from assessment.connectors.redaction import redact
from assessment.connectors.warehouse.answers import Catalogue, Manifest, Node
from assessment.connectors.warehouse.evidence import BuiltTable
from assessment.sources import SourceUnavailable

BUILT = ("model", "seed", "snapshot")
TESTS = ("test", "unit_test")
KEPT = 2000


def chosen(manifest: Manifest, wanted: Sequence[str]) -> tuple[str, ...]:
    """Ids of the models, sources and exposures that were named; raises where one is not there."""
    known: dict[str, list[str]] = defaultdict(list)
    for node in (
        *manifest.nodes.values(),
        *manifest.sources.values(),
        *manifest.exposures.values(),
    ):
        if node.resource_type not in TESTS:
            for name in {node.unique_id, node.name, node.label}:
                known[name].append(node.unique_id)
    for name in wanted:
        if not known.get(name):
            raise SourceUnavailable(
                f"the project has no model, source or exposure {name[:80]}",
                "Choose from the list that Test connection gives.",
            )
    found = [identity for name in wanted for identity in known[name]]
    # An exposure is no table: what it is made from is the use case's own.
    return tuple(
        dict.fromkeys(
            item
            for identity in found
            for item in (
                manifest.exposures[identity].depends_on.nodes
                if identity in manifest.exposures
                else (identity,)
            )
        )
    )


def upstream(manifest: Manifest, start: Iterable[str]) -> set[str]:
    """The ids themselves and everything that they are made from."""
    found: set[str] = set()
    left = list(start)
    while left:
        identity = left.pop()
        if identity not in found and (identity in manifest.nodes or identity in manifest.sources):
            found.add(identity)
            node = manifest.nodes.get(identity)
            left += node.depends_on.nodes if node else ()
    return found


def tables(
    manifest: Manifest, catalogue: Catalogue | None, own: Sequence[str]
) -> dict[str, BuiltTable]:
    """The tables of the use case by id (of the whole project where none was chosen)."""
    every = {
        item.unique_id: item
        for item in (*manifest.nodes.values(), *manifest.sources.values())
        if item.resource_type in (*BUILT, "source") and item.config.enabled is not False
    }
    meant = upstream(manifest, own) if own else set(every)
    tests = tests_by_table(manifest)
    owners = {group.name for group in manifest.groups.values() if group.owner}
    rows = [item for identity, item in sorted(every.items()) if identity in meant]
    return {
        item.unique_id: _table(item, tests.get(item.unique_id, ()), catalogue, own, owners)
        for item in rows[:KEPT]
    }


def tests_by_table(manifest: Manifest) -> dict[str, list[Node]]:
    """The tests on each table: the one that they are attached to, else all that they read."""
    found: dict[str, list[Node]] = defaultdict(list)
    for node in manifest.nodes.values():
        if node.resource_type in TESTS and node.config.enabled is not False:
            places = (node.attached_node,) if node.attached_node else node.depends_on.nodes
            for place in places:
                found[place].append(node)
    return found


def _table(
    item: Node, tests: Sequence[Node], catalogue: Catalogue | None, own: Sequence[str],
    owners: set[str],
) -> BuiltTable:  # fmt: skip
    columns = {name.lower() for name in (*item.columns, *_real(item, catalogue))}
    tested = {(test.column_name or "").lower() for test in tests} - {""}
    source = item.resource_type == "source"
    return BuiltTable(
        name=redact(item.label)[:200], source=source, chosen=not own or item.unique_id in own,
        columns=len(columns | tested), tested=len(tested), tests=len(tests), contract=item.enforced,
        owned=_owned(item, owners),
        limited=source and item.freshness is not None and item.freshness.limited,
    )  # fmt: skip


def _real(item: Node, catalogue: Catalogue | None) -> Mapping[str, object]:
    if catalogue is None:
        return {}
    found = (catalogue.sources if item.resource_type == "source" else catalogue.nodes).get(
        item.unique_id
    )
    return found.columns if found else {}


def _owned(item: Node, owners: set[str]) -> bool:
    meta = item.config.meta | item.meta
    return (item.group or item.config.group) in owners or bool(meta.get("owner"))
