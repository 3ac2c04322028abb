"""The reference page of the kinds of source, made from the connectors themselves."""

from types import ModuleType

from assessment.connectors import connectors
from assessment.objectives import Objective, concerning, is_objective, objectives
from assessment.probing import discover
from assessment.sources import Option

INTRODUCTION = """# Kinds of source

Made from `assessment/connectors` and `assessment/objectives.yaml`; do not edit by hand. An entry of
`sources.yaml` has a `kind`, an `address`, where needed the name of a `secret`, and `options`;
`prodworthy sources` prints a file to fill in. How numbers are made and what is held for every kind is
told in [sources.md](sources.md); what each probe states in [probes.md](probes.md).
"""
GROUPS = {
    "code": "Code and delivery", "data": "Data", "platform": "Running platform",
    "people": "People and results",
}  # fmt: skip
HELD = """## What is held against what

An objective that no source, use case or client states is the usual one. Any can be given as an option of
a source that it concerns.

| objective | usual | unit | why |
|---|---|---|---|"""


def render() -> str:
    """The page in Markdown: every kind in a table, then kind by kind, then the objectives."""
    kinds = sorted(connectors().values(), key=lambda it: (list(GROUPS).index(it.GROUP), it.TITLE))
    head = ["| kind | reads | probes |", "|---|---|---|"]
    rows = [f"| [`{it.KIND}`](#{it.KIND}) | {it.TITLE} | {_probes(it)} |" for it in kinds]
    held = [HELD, *map(_objective, objectives()), ""]
    return "\n".join([INTRODUCTION, *head, *rows, "", *map(_entry, kinds), *held])


def _probes(connector: ModuleType) -> int:
    return sum(connector.KIND in probe.definition.connectors for probe in discover())


def _entry(connector: ModuleType) -> str:
    lines = [f"## {connector.KIND}\n", f"**{connector.TITLE}** ({GROUPS[connector.GROUP]})\n"]
    lines.append(f"{_first_sentence(connector)}\n")
    lines.append(f"- **Address:** {connector.ADDRESS_HELP}")
    if uploads := getattr(connector, "UPLOADS", ()):
        lines.append(f"- **Can be handed over:** {', '.join(f'`{ending}`' for ending in uploads)}")
    if held := [item.id for item in concerning(connector.KIND)]:
        lines.append(f"- **Objectives:** {', '.join(f'`{name}`' for name in held)}")
    own = [item for item in connector.OPTIONS if not is_objective(item.name)]
    if own:
        lines += ["", "| option | what it is | form |", "|---|---|---|", *map(_option, own)]
    return "\n".join([*lines, ""])


def _first_sentence(connector: ModuleType) -> str:
    said = " ".join((connector.__doc__ or "").split("\n\n")[0].split())
    return said if said.endswith(".") else f"{said}."


def _option(option: Option) -> str:
    what = ". ".join(filter(None, (option.label, option.help))).replace("|", "\\|") or "–"
    form = " or ".join(f"`{name}`" for name in option.choices) or option.form
    return f"| `{option.name}` | {what} | {form} |"


def _objective(item: Objective) -> str:
    usual = "–" if item.value is None else f"{item.value:g}"
    return f"| `{item.id}` | {usual} | {item.unit} | {item.reason} |"
