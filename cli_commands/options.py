"""Options and arguments that several commands share."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Floor(StrEnum):
    """The verdict that a gate asks for at least."""

    READY = "ready"
    CONDITIONAL = "conditional"


class AtMost(StrEnum):
    """The highest risk that a gate lets pass."""

    NONE = "none"
    MEDIUM = "medium"


class Size(StrEnum):
    """A page size of the PDF."""

    A4 = "A4"
    LETTER = "Letter"


AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for a script.")]
Assessment = Annotated[str, typer.Argument(help="Id of an assessment; the newest where left out.")]
Answers = Annotated[
    Path | None, typer.Option(help="Judge a file of answers (.yaml or .xlsx); nothing is kept.")
]
Findings = Annotated[
    Path | None, typer.Option(help="A file that `prodworthy probe` wrote, beside --answers.")
]
Port = Annotated[
    int | None,
    typer.Option(min=1, max=65535, help="Port of the app; PRODWORTHY_PORT or 8501 where left out."),
]
Host = Annotated[
    str,
    typer.Option(help="Address to listen on, this machine only; PRODWORTHY_HOST where left out."),
]
Browser = Annotated[bool, typer.Option(help="Open the browser.")]
