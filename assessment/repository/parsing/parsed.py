"""All that is read in one Python file, whichever process does it."""

from dataclasses import dataclass

from assessment.repository.facts.credentials import Secret
from assessment.repository.facts.python_files import PythonModule
from assessment.repository.parsing.decoding import decoded
from assessment.repository.python_code import Unparsed, read_python
from assessment.repository.roles import role_of
from assessment.repository.secrets import read_secrets


@dataclass(frozen=True)
class Parsed:
    """The facts of a file; no ``module`` where it is no Python that can be parsed within bounds."""

    path: str
    module: PythonModule | None
    secrets: tuple[Secret, ...] = ()


def parsed(path: str, content: bytes) -> Parsed:
    """Read one Python file; credentials are looked for in the repository's own source alone."""
    text = decoded(content)
    secrets = tuple(read_secrets(path, text)) if role_of(path) == "source" else ()
    try:
        return Parsed(path, read_python(path, text), secrets)
    except Unparsed:
        return Parsed(path, None, secrets)
