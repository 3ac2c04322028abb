"""Looking for ourselves: sources, looks, findings, and what people object to them."""

from engagement.looks.importing import import_findings
from engagement.looks.looking import (
    end_looks,
    go_on_looking,
    last_import,
    last_run,
    look,
    looking,
    start_looking,
    stop_looking,
)
from engagement.looks.one_look import wanted_by
from engagement.looks.requests_made import requests_made
from engagement.looks.trying import Tried, try_source
from engagement.settling.setting_aside import (
    failed_since,
    findings,
    overrule,
    overrules,
    waive,
    waivers,
    withdraw_overrule,
    withdraw_waiver,
)
from engagement.sources.sources import (
    add_source,
    all_sources,
    imported_sources,
    planned_requests,
    pointed_elsewhere,
    remove_source,
    sources,
    update_source,
)

__all__ = [
    "Tried",
    "add_source", "all_sources", "end_looks", "failed_since", "findings", "go_on_looking", "import_findings",
    "imported_sources", "last_import", "last_run", "look", "looking", "overrule", "overrules",
    "planned_requests", "pointed_elsewhere", "remove_source", "requests_made", "sources", "start_looking",
    "stop_looking", "try_source", "update_source", "waive", "waivers", "wanted_by",
    "withdraw_overrule", "withdraw_waiver",
]  # fmt: skip
