"""Notebooks as counts: code cells, their lines, outputs left in, and what they import."""

import json
import re
from collections.abc import Iterator
from typing import Any

from assessment.repository.evidence import Notebook

BLOB_LIMIT = 5 * 1024 * 1024
_IMPORT = re.compile(r"^[ \t]*(?:import|from)[ \t]+([\w.]{1,100})")


class NoNotebook(Exception):
    """The file is no notebook that can be read."""


def read_notebook(path: str, text: str) -> Notebook:
    """The facts of one notebook; raises :class:`NoNotebook`."""
    try:
        cells = json.loads(text)["cells"]
        code = [cell for cell in cells if cell.get("cell_type") == "code"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise NoNotebook from None
    lines = [line for cell in code for line in _lines(cell.get("source"))]
    imports = [match[1] for line in lines if (match := _IMPORT.match(line[:300]))]
    return Notebook(
        path=path,
        cells=len(code),
        lines=len(lines),
        with_output=sum(1 for cell in code if cell.get("outputs")),
        imports=tuple(dict.fromkeys(imports))[:100],
    )


def _lines(source: Any) -> Iterator[str]:
    text = "".join(map(str, source)) if isinstance(source, list) else str(source or "")
    return (line for line in text.splitlines() if line.strip())
