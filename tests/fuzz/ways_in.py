"""Where the product parses: found in its code, so that no way in for foreign bytes is forgotten."""

import ast
import re
from collections.abc import Iterator

from tests.fuzz.target import PRODUCT, ROOT

PARSERS = (
    "json.load",
    "yaml.",
    "zipfile.ZipFile",
    "tarfile.",
    "lzma.",
    "bz2.",
    "zlib.decompress",
    "gzip.",
    "csv.reader",
    "csv.DictReader",
    "tomllib.",
    "configparser.",
    "plistlib.",
    "ast.parse",
    "ast.literal_eval",
    "lxml.etree.",
    "xml.",
    "html.parser",
    "PIL.Image.open",
    "openpyxl.load_workbook",
    "docx.Document",
    "pptx.Presentation",
    "sqlite3.connect",
    "duckdb.",
    "pypdfium2.",
    "pypdf.",
    "pickle.",
    "marshal.",
    "shelve.",
    "pyrage.passphrase.decrypt",
    "base64.b",
    "email.message_from",
    "email.parser",
    "prometheus_client.parser.",
    "prometheus_client.openmetrics.parser.",
    "itsdangerous.",
    "joserfc.",
    "icalendar.Calendar.from_ical",
    "pandas.read_",
    "pyarrow.",
)
"""What parses, by the first part of its dotted name."""
METHODS = frozenset({"model_validate_json", "validate_json", "from_ical", "json_body", "b64decode"})
_OTHER = frozenset(
    {
        "dumps",
        "dump",
        "writer",
        "DictWriter",
        "tostring",
        "safe_dump",
        "b64encode",
        "escape",
        "quoteattr",
        "ZipInfo",
        "SubElement",
        "Element",
    }
)
"""What the same libraries do besides: they write."""


_NAMED = re.compile("|".join(sorted({item.partition(".")[0] for item in PARSERS} | METHODS)))


def parsing_modules() -> dict[str, set[str]]:
    """Module of the product -> the parsers of libraries that it calls."""
    found: dict[str, set[str]] = {}
    for part in PRODUCT:
        for file in sorted((ROOT / part).rglob("*.py")):
            if "examples" in file.parts or "migrations" in file.parts:
                continue  # a client's repository that is only read, and steps without foreign bytes
            code = file.read_text(encoding="utf-8")
            if _NAMED.search(code) and (called := parsers_of(code)):
                found[".".join(file.relative_to(ROOT).with_suffix("").parts)] = called
    return found


def parsers_of(code: str) -> set[str]:
    """The parsers that a module names, as the dotted names of their libraries."""
    tree = ast.parse(code)
    names = dict(_imported(tree))
    writing = {
        id(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call) and _writes(node)
    }
    return {
        whole
        for node in ast.walk(tree)
        if isinstance(node, (ast.Name, ast.Attribute)) and id(node) not in writing
        for whole in _parser(node, names)
    }


def _parser(node: ast.expr, names: dict[str, str]) -> Iterator[str]:
    first, _, rest = _dotted(node).partition(".")
    whole = f"{names.get(first, first)}{'.' if rest else ''}{rest}"
    last = whole.rpartition(".")[2]
    by_library = first in names and whole.startswith(PARSERS) and last not in _OTHER
    if (
        by_library
        and (last[:1].islower() or last in {"ZipFile", "Document", "Presentation", "Unpickler"})
    ) or (last in METHODS):
        yield whole


def _writes(call: ast.Call) -> bool:
    """Whether an archive is opened to be written."""
    given = [*call.args[1:2], *(item.value for item in call.keywords if item.arg == "mode")]
    return any(isinstance(item, ast.Constant) and item.value in {"w", "x"} for item in given)


def _imported(tree: ast.Module) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for item in node.names:
                first = item.name.partition(".")[0]
                yield (item.asname, item.name) if item.asname else (first, first)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for item in node.names:
                yield item.asname or item.name, f"{node.module}.{item.name}"


def _dotted(node: ast.expr) -> str:
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        inner = _dotted(node.value)
        return f"{inner}.{node.attr}" if inner else node.attr
    return ""


SHIPPED = "a file that comes with the product"
OPERATED = "a file of whoever runs the server, who can do everything anyway"
OWN = "what this product wrote itself a moment before, or keeps in its own database"
CLEAN = "what came through the gate for templates or logos, as that wrote it anew"
WRITTEN = "writes such a file, or opens its own to change its packing"
NOT_FOREIGN = {
    "assessment.connectors.arrivals.fleet": OWN,
    "assessment.connectors.arrivals.sender": OWN,
    "assessment.connectors.numbers.targets": SHIPPED,
    "assessment.connectors.runtime.catalogue": SHIPPED,
    "assessment.connectors.runtime.error_budget": SHIPPED,
    "assessment.connectors.scans.judging": SHIPPED,
    "assessment.objectives": SHIPPED,
    "assessment.only_asked": SHIPPED,
    "assessment.probe_definition": SHIPPED,
    "assessment.probe_loading": SHIPPED,
    "assessment.repository.parsing.second_process": OWN,
    "content.digests": OWN,
    "engagement.access.table": SHIPPED,
    "engagement.backup.taking": WRITTEN,
    "engagement.client_archive.renaming": OWN,
    "engagement.clients.deleting": OWN,
    "engagement.demonstration.children": OWN,
    "engagement.demonstration.deciding": SHIPPED,
    "engagement.demonstration.pointing": SHIPPED,
    "engagement.demonstration.quarters.story": SHIPPED,
    "engagement.demonstration.repository": SHIPPED,
    "engagement.demonstration.workshop": SHIPPED,
    "engagement.outside.numbers_file": OPERATED,
    "engagement.outside.secrets_list": OPERATED,
    "engagement.outside.solver.prove": OWN,
    "engagement.outside.solving": OWN,
    "reports.docx.document": CLEAN,
    "reports.docx.pictures": CLEAN,
    "reports.office_template.packing": WRITTEN,
    "reports.pptx.house": SHIPPED,
    "reports.pptx.layouts": CLEAN,
    "reports.pptx.packing": WRITTEN,
    "reports.questionnaire.json_format": SHIPPED,
    "reports.result_json": SHIPPED,
    "reports.undated": WRITTEN,
    "reports.workbook.notes": SHIPPED,
    "reports.workbook.quick_rows": WRITTEN,
    "scoring.perturbation": OWN,
    "ui.serving": SHIPPED,
    "cli_commands.giving": OWN,
}
"""Modules that parse, and why what they parse is not foreign."""

BY_A_DRIVER = {
    "postgres": "rows that the driver of the database has parsed",
    "spark": "rows that Spark has parsed",
    "warehouse": "rows that the driver of the warehouse has parsed",
    "load": "status and length of an answer; its body is not read",
}
"""Kinds of source whose answers are parsed by somebody else's driver."""
