"""The reference page of the settings, made from the settings themselves."""

from engagement.outside.secrets_list import PREFIX, SECRET
from engagement.outside.settings import WANTED, Settings

INTRODUCTION = f"""# Settings

Made from `engagement/outside/settings.py`; do not edit by hand. All settings come from the
environment and are checked at the start; a bad value stops the start with a sentence that names it.

Secrets are named, never stored: `{SECRET}<NAME>` or an entry of the file in `{PREFIX}SECRETS_FILE`.
A source carries the name only. A secret is sent to its source's own host and nowhere else. It is
written `bearer:TOKEN` or `basic:USER:PASSWORD`; outside local mode it must begin with the host that
it is for, as in `host=prometheus.example.org bearer:TOKEN`.

Where people sign in, a secret is for the clients that it names and for no other, whoever asks: by
their ids, which stand on the page Clients, or `all`. It begins with them, as in
`clients=f0552af26d21f9e1 host=prometheus.example.org bearer:TOKEN`; in the file it may be a mapping:

```yaml
prometheus:
  secret: host=prometheus.example.org bearer:TOKEN
  clients: [f0552af26d21f9e1]
```

A folder of `{PREFIX}ROOTS`, a host of `{PREFIX}ALLOWED_HOSTS` and one of `{PREFIX}LOAD_TARGETS` is for every
client of the server unless clients are named after it, as in
`{PREFIX}ROOTS=/srv/shared:/srv/acme for f0552af26d21f9e1`. A server of several clients names them: whoever
may add a source at one client could otherwise point it at another's folder or host.

| variable | has to be | without it |
|---|---|---|
"""

NUMBERS = """
## Invitations and mail

A link of an invitation is signed with one secret of the server: the one that
`PRODWORTHY_SIGNING_SECRET` names, or a file `signing.key` that is made in the data folder, which only
the server's user can read. It is never in the database. Where the file is lost, or another secret is
named, links that were sent open no more; a copy of the page *Invite people* gives new ones.

With `PRODWORTHY_MAIL_HOST` and `PRODWORTHY_MAIL_FROM` invitations and reminders are sent from the app;
without them their links are copied. Mail is never sent unencrypted unless `PRODWORTHY_MAIL_TLS` is
`none`. The password is the whole text of the secret that `PRODWORTHY_MAIL_SECRET` names.

## Numbers and their queries

The file in `PRODWORTHY_NUMBERS_FILE` lists numbers that a source of the kind *number* may read. A query
is written here and nowhere else; it runs in a read-only transaction, within a bounded time, and is
shown with what it found. Its columns are, in this order: date, value, lower end, upper end, count,
control; only the first two are needed.

```yaml
numbers:
  - name: refunds_prevented
    title: Refunds prevented a month
    metric: business_outcome        # or a metric of the pack, such as review_days
    unit: EUR
    database: postgresql://warehouse.example.org:5432/finance   # or the path of a SQLite or DuckDB file
    secret: finance_reader          # a name, as above: basic:USER:PASSWORD
    query: SELECT month, euros FROM finance.refunds ORDER BY month
    baseline_until: 2026-03-01      # figures before this day are the baseline; or baseline: 800
    age_limit_days: 65
    clients: [f0552af26d21f9e1]     # whose sources may read it, or all; needed where people sign in
```
"""


def render() -> str:
    """The page in Markdown, one row a setting."""
    rows = [
        f"| `{PREFIX}{name.upper()}` | {WANTED[name]} | {_default(name)} |"
        for name in Settings.model_fields
    ]
    return INTRODUCTION + "\n".join(rows) + "\n" + NUMBERS


def _default(name: str) -> str:
    field = Settings.model_fields[name]
    if name == "data":
        return "the user's own data folder"
    if name == "database":
        return "a SQLite file in the data folder"
    value = field.default
    return (
        f"`{str(value).lower() if isinstance(value, bool) else value}`"
        if value not in ("", (), None)
        else "–"
    )
