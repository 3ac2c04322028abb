"""The operator's settings, read from ``PRODWORTHY_*`` in the environment, checked at start."""

import os
from pathlib import Path
from typing import Annotated, Any, Literal, Protocol

from platformdirs import user_data_path
from pydantic import Field, ValidationError, ValidationInfo, field_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from assessment.listed_numbers import ListedNumber
from assessment.sources import Permission
from engagement.faults import Refused
from engagement.outside.for_clients import HOW, Entry, entries, those
from engagement.outside.numbers_file import listed_numbers
from engagement.outside.running_settings import WANTED as RUNNING_WANTED
from engagement.outside.running_settings import RunningSettings
from engagement.outside.secrets_list import PREFIX, SECRET, named_secrets
from engagement.outside.sign_in_settings import WANTED as SIGN_IN_WANTED
from engagement.outside.sign_in_settings import SignInSettings

NUMBERS = "number"
"""The kind of source that reads the operator's list of numbers."""


class ForClients(Protocol):
    """What the operator lists for some clients: a secret, or a number."""

    def is_for(self, client_id: str) -> bool:
        """Whether a source of this client may use it."""


WANTED = {
    "data": "a folder that can be written to",
    "database": "a database address such as sqlite:////var/lib/prodworthy/prodworthy.db",
    **SIGN_IN_WANTED,
    "host": "127.0.0.1, or another address once PRODWORTHY_SIGN_IN is oidc or header",
    "port": "a whole number from 1 to 65535",
    "roots": f"folders that exist, separated by {os.pathsep}, {HOW}",
    "allowed_hosts": f"host names or addresses separated by commas, {HOW}",
    "load_targets": f"host names separated by commas, {HOW}",
    "secrets_file": "a YAML file of names and secrets that exists",
    "numbers_file": "a YAML file of numbers and their queries that exists",
    "fonts": "a folder that exists, with .ttf, .otf or .ttc fonts for names in further scripts",
    "solver": "the Python of an environment with OR-Tools, as `make solver` makes it",
    "local_mode": "true or false",
    "metrics_secret": "a name on the list of secrets; its text is the token that /metrics asks for",
    "signing_secret": "a name on the list of secrets; its text signs invitations and is no password",
    "mail_host": "the host name of a mail server that takes mail by SMTP",
    "mail_port": "a whole number from 1 to 65535",
    "mail_tls": "starttls, tls (from the first byte) or none",
    "mail_user": "the name that the mail server knows this server by",
    "mail_secret": "a name on the list of secrets; its text is the password of the mail server",
    "mail_from": "the e-mail address that invitations come from",
    **RUNNING_WANTED,
}
"""What each setting has to be, for the sentence that refuses another value."""


class Settings(RunningSettings, SignInSettings):
    """The operator's settings.

    ``roots`` are the folders below which local paths may be read, ``allowed_hosts`` the private
    addresses that may be called, ``load_targets`` the hosts that a load test may be sent to (none
    unless they are named); each for every client, or for those that it names. ``local_mode`` is one
    person on this machine: any local path and loopback addresses are allowed, as long as there is no
    sign-in. Secrets are named here and nowhere else.
    """

    model_config = SettingsConfigDict(env_prefix=PREFIX, frozen=True, hide_input_in_errors=True)

    data: Path = Field(default_factory=lambda: user_data_path("prodworthy", appauthor=False))
    database: str = ""
    host: str = "127.0.0.1"
    port: int = Field(default=8501, ge=1, le=65535)
    roots: Annotated[tuple[Entry, ...], NoDecode] = ()
    allowed_hosts: Annotated[tuple[Entry, ...], NoDecode] = ()
    load_targets: Annotated[tuple[Entry, ...], NoDecode] = ()
    secrets_file: Path | None = None
    numbers_file: Path | None = None
    fonts: Path | None = None
    solver: Path | None = None
    local_mode: bool = True
    metrics_secret: str = ""
    signing_secret: str = ""
    mail_host: str = ""
    mail_port: int = Field(default=587, ge=1, le=65535)
    mail_tls: Literal["starttls", "tls", "none"] = "starttls"
    mail_user: str = ""
    mail_secret: str = ""
    mail_from: str = Field(default="", pattern=r"^([^@\s<>,;]+@[^@\s<>,;]+)?$")

    @field_validator("host")
    @classmethod
    def _reachable(cls, given: str, known: ValidationInfo) -> str:
        """Without a sign-in nobody but this machine may reach the server."""
        if given != "127.0.0.1" and known.data.get("sign_in", "local") == "local":
            raise ValueError("no sign-in")
        return given

    @field_validator("roots", mode="before")
    @classmethod
    def _folders(cls, given: Any) -> Any:
        return entries(given, os.pathsep) if isinstance(given, str) else given

    @field_validator("roots")
    @classmethod
    def _exist(cls, given: tuple[Entry, ...]) -> tuple[Entry, ...]:
        if not all(Path(folder.what).is_dir() for folder in given):
            raise ValueError("not a folder")
        return given

    @field_validator("allowed_hosts", "load_targets", mode="before")
    @classmethod
    def _hosts(cls, given: Any) -> Any:
        return entries(given, ",") if isinstance(given, str) else given

    @field_validator("fonts")
    @classmethod
    def _is_a_folder(cls, given: Path | None) -> Path | None:
        if given is not None and not given.is_dir():
            raise ValueError("not a folder")
        return given

    @field_validator("secrets_file", "numbers_file", "solver")
    @classmethod
    def _is_a_file(cls, given: Path | None) -> Path | None:
        if given is not None and not given.is_file():
            raise ValueError("not a file")
        return given

    @property
    def database_url(self) -> str:
        """The database's address; without one, a SQLite file in the data folder."""
        return self.database or f"sqlite:///{self.data / 'prodworthy.db'}"

    @property
    def solver_python(self) -> Path | None:
        """The interpreter that proves orders: the one named, else what `make solver` made."""
        made = Path(__file__).resolve().parents[2] / ".venv-solver" / "bin" / "python"
        return self.solver or (made if made.is_file() else None)

    @property
    def uploads(self) -> Path:
        """Where files are kept that a person handed over to be looked at."""
        return self.data / "uploads"

    def secret_names(self, client_id: str | None = None) -> tuple[str, ...]:
        """Names on the operator's list in alphabetical order, for a client where one is given."""
        known = named_secrets(self.secrets_file, os.environ)
        return tuple(sorted(name for name, item in known.items() if self._is_for(item, client_id)))

    def secret_texts(self) -> tuple[str, ...]:
        """Every text of the operator's list, for whoever takes them out of what is written down."""
        known = named_secrets(self.secrets_file, os.environ)
        return tuple(item.text for item in known.values())

    def secret_text(self, name: str) -> str:
        """The text of one secret of the operator's list; :class:`Refused` where it is not there."""
        return self._secret(name, None)

    def numbers(self) -> dict[str, ListedNumber]:
        """The operator's list of numbers by name; :class:`Refused` names what is wrong with it."""
        return {item.name: item for item in listed_numbers(self.numbers_file)}

    def permission(
        self, secret: str = "", kind: str = "", client_id: str | None = None
    ) -> Permission:
        """What a connector may do; it gets the one secret that its source names and no other.

        The connector of chosen numbers gets the operator's list and the secrets named there instead.
        ``client_id`` is whose source it is: what the operator lists for other clients is refused.
        ``None`` is the operator's own look.
        """
        if kind == NUMBERS:
            return self._for_numbers(client_id)
        # Without a sign-in there is one person, who may look everywhere for every client.
        among = None if self.sign_in == "local" else client_id
        return Permission(
            local_mode=self.local_mode and self.sign_in == "local",
            roots=tuple(Path(folder).resolve() for folder in those(self.roots, among)),
            allowed_hosts=those(self.allowed_hosts, among),
            load_targets=those(self.load_targets, among),
            secrets={secret: self._secret(secret, client_id)} if secret else {},
        )

    def _secret(self, name: str, client_id: str | None) -> str:
        """The text; :class:`Refused` where it is not there, or not for the client."""
        known = named_secrets(self.secrets_file, os.environ)
        if name not in known:
            raise Refused(
                f"No secret is called {name}; set {SECRET}{name.upper()} "
                f"or add it to the file named in {PREFIX}SECRETS_FILE."
            )
        if not self._is_for(known[name], client_id):
            raise Refused(
                f"The secret {name} is not for this client; whoever runs the server adds the "
                f"client's id to it: {client_id}."
            )
        return known[name].text

    def _is_for(self, item: ForClients, client_id: str | None) -> bool:
        """Without a sign-in there is one person, who may use everything for every client."""
        return self.sign_in == "local" or client_id is None or item.is_for(client_id)

    def _for_numbers(self, client_id: str | None) -> Permission:
        known = named_secrets(self.secrets_file, os.environ)
        listed = {
            name: item for name, item in self.numbers().items() if self._is_for(item, client_id)
        }
        named = {item.secret for item in listed.values()} & set(known)
        return self.permission(client_id=client_id).with_numbers(
            listed, {name: known[name].text for name in named}
        )


def settings() -> Settings:
    """The settings as the environment has them; :class:`Refused` names every bad value at once."""
    try:
        return Settings()
    except ValidationError as error:
        names = dict.fromkeys(str(item["loc"][0]) for item in error.errors())
        raise Refused(" ".join(_sentence(name) for name in names)) from None


def _sentence(name: str) -> str:
    # The value itself is told only where it cannot hold a credential.
    variable = f"{PREFIX}{name.upper()}"
    given = "" if name == "database" else f" is {os.environ.get(variable, '')!r} and"
    return f"{variable}{given} has to be {WANTED[name]}."
