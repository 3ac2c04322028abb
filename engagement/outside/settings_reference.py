"""The reference page of the settings, made from the settings themselves."""

from engagement.outside.settings import PREFIX, SECRET, WANTED, Settings

INTRODUCTION = f"""# Settings

Made from `engagement/outside/settings.py`; do not edit by hand. All settings come from the
environment and are checked at the start; a bad value stops the start with a sentence that names it.

Secrets are named, never stored: `{SECRET}<NAME>` or an entry of the file in `{PREFIX}SECRETS_FILE`.
A source carries the name only. A secret is sent to its source's own host and nowhere else. It is
written `bearer:TOKEN` or `basic:USER:PASSWORD`; outside local mode it must begin with the host that
it is for, as in `host=prometheus.example.org bearer:TOKEN`.

| variable | has to be | without it |
|---|---|---|
"""


def render() -> str:
    """The page in Markdown, one row a setting."""
    rows = [
        f"| `{PREFIX}{name.upper()}` | {WANTED[name]} | {_default(name)} |"
        for name in Settings.model_fields
    ]
    return INTRODUCTION + "\n".join(rows) + "\n"


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
