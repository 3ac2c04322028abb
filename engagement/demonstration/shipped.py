"""Where the worked example's files are, and the marks it carries."""

from importlib.resources import files
from pathlib import Path

EXAMPLE = "northwind"
CLIENT = "Northwind Retail"
USE_CASE = "Returns-fraud scoring"
REPOSITORY = "returns-fraud-scoring"


def shipped(*parts: str) -> Path:
    """A file or folder of the shipped example."""
    return Path(str(files("content"))).joinpath("examples", EXAMPLE, *parts)
