"""How each warehouse is reached: what its driver is given so that it reads only and ends in time."""

import importlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote, urlsplit

from assessment.connectors.addresses import resolve
from assessment.connectors.credentials import credential, login
from assessment.connectors.tables.options import text
from assessment.connectors.tables.warehouse_engine import Warehouse
from assessment.sources import Circumstances, Permission, Source, SourceUnavailable

GIGABYTES = 100
"""The most that one statement on BigQuery may be billed for."""

CONNECT_SECONDS = 30


@dataclass(frozen=True)
class Way:
    """An address taken apart: ``parts`` are the names after the host."""

    scheme: str
    host: str
    port: int | None
    parts: tuple[str, ...]
    seconds: int
    user: str = ""
    secret: str = field(default="", repr=False)
    options: Mapping[str, str] = field(default_factory=dict)

    def part(self, index: int) -> str:
        """One of the names after the host, empty where there are fewer."""
        return self.parts[index] if index < len(self.parts) else ""


def _snowflake(way: Way) -> dict[str, Any]:
    limits = {"STATEMENT_TIMEOUT_IN_SECONDS": way.seconds, "QUERY_TAG": "prodworthy"}
    return {
        "account": way.host, "user": way.user, "password": way.secret,
        "database": "/".join(way.parts[:2]), "warehouse": way.options["warehouse"] or None,
        "create_object_udfs": False, "session_parameters": limits,
        "login_timeout": CONNECT_SECONDS, "network_timeout": way.seconds,
    }  # fmt: skip


def _bigquery(way: Way) -> dict[str, Any]:
    bigquery = importlib.import_module("google.cloud.bigquery")
    oauth = importlib.import_module("google.oauth2.credentials")
    limit = bigquery.QueryJobConfig(
        maximum_bytes_billed=GIGABYTES * 10**9, labels={"by": "prodworthy"}
    )
    given = oauth.Credentials(way.secret) if way.secret else None
    client = bigquery.Client(project=way.host, credentials=given, default_query_job_config=limit)
    return {"client": client, "project_id": way.host, "dataset_id": way.part(0),
            "credentials": given or client._credentials, "auth_local_webserver": False,
            "auth_cache": "none"}  # fmt: skip


def _trino(way: Way) -> dict[str, Any]:
    auth = {"auth": way.secret} if way.secret else {}
    return {
        "host": way.host, "port": way.port or 443, "user": way.user or "prodworthy",
        "database": way.part(0), "schema": way.part(1), "source": "prodworthy",
        "http_scheme": "http" if way.port == 8080 else "https", "request_timeout": CONNECT_SECONDS,
        "session_properties": {"query_max_run_time": f"{way.seconds}s"}, **auth,
    }  # fmt: skip


def _databricks(way: Way) -> dict[str, Any]:
    return {
        "server_hostname": way.host, "http_path": way.options["http_path"],
        "access_token": way.secret, "catalog": way.part(0), "schema": way.part(1) or "default",
        "session_configuration": {"STATEMENT_TIMEOUT": str(way.seconds), "ansi_mode": "true"},
    }  # fmt: skip


def _clickhouse(way: Way) -> dict[str, Any]:
    # 2 lets the driver set how it wants its answers, and still nobody can write.
    return {
        "host": way.host, "port": way.port, "database": way.part(0) or "default",
        "user": way.user or "default", "password": way.secret, "secure": way.port != 8123,
        "settings": {"readonly": 2, "max_execution_time": way.seconds},
        "connect_timeout": CONNECT_SECONDS, "send_receive_timeout": way.seconds,
    }  # fmt: skip


def _mysql(way: Way) -> dict[str, Any]:
    limits = f"SET SESSION transaction_read_only = 1, max_execution_time = {way.seconds * 1000}"
    return {
        "host": way.host, "port": way.port or 3306, "user": way.user, "password": way.secret,
        "database": way.part(0), "connect_timeout": CONNECT_SECONDS, "read_timeout": way.seconds,
        "init_command": limits,
    }  # fmt: skip


WAYS: dict[str, Callable[[Way], dict[str, Any]]] = {
    "bigquery": _bigquery, "clickhouse": _clickhouse, "databricks": _databricks, "mysql": _mysql,
    "snowflake": _snowflake, "trino": _trino,
}  # fmt: skip
HOSTS = {"snowflake": "{}.snowflakecomputing.com", "bigquery": "bigquery.googleapis.com"}
"""Where the driver goes when the address names an account or a project instead of a host."""


def opened(source: Source, circumstances: Circumstances) -> Warehouse:
    """The engine of the warehouse at a source's address.

    Raises :class:`SourceUnavailable` where its driver is not installed, where the operator does not
    allow the host, and where it lets nobody in.
    """
    way = way_of(source, circumstances)
    backend = backend_of(way.scheme)
    return Warehouse(lambda: _connected(backend, way), circumstances)


def way_of(source: Source, circumstances: Circumstances) -> Way:
    """The address of a source, checked, with the secret that it names."""
    try:
        parts = urlsplit(source.address.strip())
        host, port = parts.netloc.rpartition(":")[0] or parts.netloc, parts.port
    except ValueError:
        raise _bad("the address cannot be read") from None
    host = parts.netloc if port is None else host
    names = tuple(unquote(item) for item in parts.path.split("/") if item)
    if parts.scheme not in WAYS or not host or not names or "@" in parts.netloc or parts.query:
        raise _bad("the address has no known scheme, no host or no database in it")
    _allowed(HOSTS.get(parts.scheme, "{}").format(host), port, source, circumstances.permission)
    user, secret = _login(source, circumstances.permission)
    told = {name: text(source.options, name) for name in ("warehouse", "http_path")}
    seconds = max(1, int(circumstances.budget.total_seconds()))
    return Way(parts.scheme, host, port, names, seconds, user, secret, told)


def backend_of(name: str) -> Any:
    """An Ibis backend; :class:`SourceUnavailable` where its driver is not installed."""
    try:
        found = importlib.import_module(f"ibis.backends.{name}").Backend()
    except ImportError:
        raise _missing(name) from None
    if name == "databricks":
        found._post_connect = lambda **_: None  # it would make a volume there
    return found


def _connected(backend: Any, way: Way) -> Any:
    try:
        return backend.connect(**WAYS[way.scheme](way))
    except ImportError:
        raise _missing(way.scheme) from None
    except Exception as problem:  # noqa: BLE001  drivers have no error in common, and quote secrets
        raise SourceUnavailable(
            f"{way.scheme} did not let us in ({type(problem).__name__})",
            "Check the address, the secret and that this machine may reach it.",
        ) from None


def _missing(name: str) -> SourceUnavailable:
    return SourceUnavailable(
        f"what speaks to {name} is not installed here",
        f"Ask the operator to run pip install 'ibis-framework[{name}]' and to start again.",
    )


def _allowed(host: str, port: int | None, source: Source, permission: Permission) -> None:
    """The driver looks the host up again by itself, so on a server it must be listed by its name."""
    pinned = resolve(f"https://{host}:{port or 443}/", permission)
    credential(source, permission).check(pinned)
    listed = {item.strip().lower() for item in permission.allowed_hosts}
    if not permission.local_mode and host.lower() not in listed:
        raise SourceUnavailable(
            f"{host} is not on the operator's list, and the driver looks it up by itself",
            "Ask the operator to put this host name on the list of allowed hosts.",
        )


def _login(source: Source, permission: Permission) -> tuple[str, str]:
    """User and password, or a token alone."""
    sent = credential(source, permission).headers.get("Authorization", "")
    if sent.startswith("Bearer "):
        return "", sent.removeprefix("Bearer ")
    user, password, _ = login(source, permission)
    return user, password


def _bad(reason: str) -> SourceUnavailable:
    return SourceUnavailable(
        reason,
        "Type it as snowflake://account/database/schema, bigquery://project/dataset, "
        "trino://host/catalog/schema, databricks://host/catalog/schema or clickhouse://host/database.",
    )
