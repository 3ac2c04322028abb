"""Whether actions are recorded with who did them."""

import re

from assessment.observation import Observation
from assessment.repository.evidence import PythonModule, RepositoryEvidence, Table
from assessment.repository.looking import Hit, calls, dependencies, imports, is_served, own
from assessment.repository.saying import absent_in_code, not_served, present

TOOLS = (
    "simple_history", "auditlog", "reversion", "sqlalchemy_continuum", "pghistory", "easyaudit",
    "postgresql_audit",
    "sqlalchemy_history", "actstream", "field_history", "django_eventstream.audit",
    "google.cloud.audit",
)  # fmt: skip
OTHER = (
    "django-simple-history",
    "django-auditlog",
    "django-reversion",
    "audited",
    "paper_trail",
    "javers",
)
NAMED = re.compile(
    r"^(?:\w*Audit(?:Log|Event|Trail|Record|Entry)?s?|(?:User)?Activity(?:Log|Event)|(?:Action|"
    r"Change|Admin)(?:Log|History)|EventLog)(?:Row|Table|Model)?$",
)
ACTOR = re.compile(
    r"^(?:actor|user|performed_by|changed_by|created_by|author|username|operator|"
    r"principal)(?:_?(?:id|email|name))?$",
)
ACTION = re.compile(r"^(?:action|event|operation|verb|change|activity)(?:_?(?:type|name|kind))?$")
ACTS = re.compile(r"(?:Vote|Decision|Approval|Override|SignOff)$")
"""A row of such a table is an action by itself."""
KEPT = re.compile(r"log|histor|trail|journal|event|change|activit|action|ledger", re.IGNORECASE)
TIME = re.compile(r"time|created|_at$|date|when", re.IGNORECASE)
WRITES = (
    r"(?i)(?:^|[._])(?:audit_?log(?:ger)?(?:\.(?:info|log|write|record|emit))?|(?:log|write|"
    r"record|emit|create|add|send)_audit\w*|(?:log|record)_(?:admin_)?activity|audit_(?:event|"
    r"action|trail|record|entry))$"
)


def observe(evidence: RepositoryEvidence) -> Observation:
    """A tool, a table of actions, or an own audit function that is called."""
    if not is_served(evidence):
        return not_served(evidence)
    modules = own(evidence)
    hits = imports(modules, TOOLS) + _tables(modules) + calls(modules, WRITES)
    hits = hits or dependencies(evidence, OTHER)
    if hits:
        return present(evidence, f"{hits[0].name} in {hits[0].path}", hits)
    return absent_in_code(evidence, "no record of who did what was seen")


def _tables(modules: tuple[PythonModule, ...]) -> list[Hit]:
    return [
        Hit(module.path, table.line, f"table {table.name}")
        for module in modules
        for table in module.tables
        if NAMED.search(table.name) or _tells_all(table)
    ]


def _tells_all(table: Table) -> bool:
    """Who, what and when in one row."""
    who_and_when = all(any(map(part.search, table.fields)) for part in (ACTOR, TIME))
    what = any(map(ACTION.search, table.fields)) and bool(KEPT.search(table.name))
    return who_and_when and (what or bool(ACTS.search(table.name)))
