"""What a source at a forge can be told."""

from assessment.sources import Option, Source

OPTIONS = (
    Option(
        name="environment", label="What production is called",
        help="Empty: production, prod, live.",
    ),
)  # fmt: skip


def environment(source: Source) -> str:
    """What a person said that production is called; empty where nobody did."""
    return str(source.options.get("environment", "")).strip()
