"""A file of sources to fill in: every kind with its options, switched off until somebody edits it."""

from types import ModuleType

from assessment.connectors import connectors
from assessment.objectives import concerning
from assessment.sources import Option

HEAD = """\
# Where Prodworthy may look. Take the # off the lines that you need; then, inside your own network:
#   prodworthy probe --sources sources.yaml --dry-run    lists every request and makes none
#   prodworthy probe --sources sources.yaml              looks, and writes findings.json to send back
# A secret is a name: PRODWORTHY_SECRET_<NAME>=host=HOST bearer:TOKEN in the environment holds it.
# Each source has to name who allows that it is read; after the last day given there it is read no more.
sources:
"""


def sources_template() -> str:
    """YAML text with an entry for every connector, all of it commented out but ``sources:``."""
    kinds = sorted(connectors().values(), key=lambda item: str(item.TITLE).casefold())
    return HEAD + "\n".join(_entry(connector) for connector in kinds)


def _entry(connector: ModuleType) -> str:
    lines = [
        "",
        f"# {connector.TITLE}. {connector.ADDRESS_HELP}",
        f"# - kind: {connector.KIND}",
        "#   name: ",
        "#   address: ",
        "#   secret: ",
        "#   authorised_by:    # Required: the person who allows that this source is read.",
        "#   authorised_until: 2027-12-31    # The last day on which it may be read.",
        *(["#   options:"] if connector.OPTIONS else []),
        *(_option(option) for option in connector.OPTIONS if option.shown),
        *_further(connector),
    ]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _further(connector: ModuleType) -> list[str]:
    """The objectives that are seldom stated, each as the usual one; they stay commented out."""
    hidden = [item for item in concerning(connector.KIND) if not item.label]
    rows = [f"#     # {item.id}: {item.value:g}   # {item.unit}" for item in hidden]
    return ["#     # Held against, where nothing else is stated:", *rows] if rows else []


def _option(option: Option) -> str:
    told = " ".join(filter(None, (option.label and f"{option.label}.", option.help)))
    among = f" One of {', '.join(option.choices)}." if option.choices else ""
    return f"#     {option.name}:   # {told}{among}".rstrip(" #")
