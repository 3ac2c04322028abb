"""The operator's list of secrets: names, texts, and for which clients each one is.

A secret of the environment begins with ``clients=``, as in ``clients=ID,ID host=… bearer:…``; an
entry of the file may be a mapping of ``secret`` and ``clients``. A client is named by its id, which
stays when its name is changed, and by whomever. ``all`` is every client.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, NamedTuple

import yaml

from engagement.faults import Refused

PREFIX: Final = "PRODWORTHY_"
SECRET: Final = f"{PREFIX}SECRET_"
ALL: Final = "all"
_CLIENTS: Final = "clients="
_MISSHAPEN: Final = (
    f"{PREFIX}SECRETS_FILE cannot be read as a YAML list of names and secrets, each with a text or "
    "with `secret` and `clients`."
)


class NamedSecret(NamedTuple):
    """One secret. Without ``clients`` it is for none: a server of several says whose it is."""

    text: str
    clients: tuple[str, ...] = ()

    def is_for(self, client_id: str) -> bool:
        """Whether a source of this client may use it."""
        return ALL in self.clients or client_id in self.clients


def named_secrets(file: Path | None, environment: Mapping[str, str]) -> dict[str, NamedSecret]:
    """Every secret by its name; :class:`Refused` where the file is no such list."""
    found = {str(name): _entry(given) for name, given in _listed(file).items()}
    for variable, text in environment.items():
        if variable.startswith(SECRET):
            found[variable.removeprefix(SECRET).lower()] = _written(text)
    return found


def _entry(given: Any) -> NamedSecret:
    if not isinstance(given, dict):
        return _written(str(given))
    clients = given.get("clients", [])
    among = [clients] if isinstance(clients, str) else clients
    if set(given) - {"secret", "clients"} or "secret" not in given or not isinstance(among, list):
        raise Refused(_MISSHAPEN)
    return NamedSecret(str(given["secret"]), tuple(str(item) for item in among))


def _written(text: str) -> NamedSecret:
    first, _, rest = text.partition(" ")
    if not first.startswith(_CLIENTS):
        return NamedSecret(text)
    named = first.removeprefix(_CLIENTS).split(",")
    return NamedSecret(rest.strip(), tuple(item for item in named if item))


def _listed(file: Path | None) -> dict[Any, Any]:
    if file is None:
        return {}
    try:
        listed = yaml.safe_load(file.read_text(encoding="utf-8")) or {}
    except (OSError, ValueError, yaml.YAMLError):
        listed = None
    if not isinstance(listed, dict):
        # Nothing of the file is quoted: it holds secrets.
        raise Refused(_MISSHAPEN)
    return listed
