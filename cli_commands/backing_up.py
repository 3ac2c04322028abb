"""Commands that take the whole server out into one file, and put one back."""

import getpass
from pathlib import Path
from typing import Annotated

import typer

from cli_commands.options import AsJson
from cli_commands.talking import kept, reading_input, save, show, tell
from engagement.backup import back_up
from engagement.backup import restore as put_back
from engagement.backup.form import Manifest
from engagement.outside import clock


def backup(
    out: Annotated[Path, typer.Option(help="Folder or file to write.")] = Path(),
    *,
    by: Annotated[str, typer.Option(help="Who does it; the user of this machine else.")] = "",
    as_json: AsJson = False,
) -> None:
    """Write everything of this server into one file, while it runs; keep it as safe as the server."""
    file = out / f"prodworthy-{clock.now():%Y-%m-%dT%H%M%SZ}.backup" if out.is_dir() else out
    found: list[Manifest] = []
    with kept() as store:
        save(file, lambda: found.append(back_up(store, file, by=by or getpass.getuser())))
    _told(found[0], file, as_json=as_json)


def restore(
    file: Annotated[Path, typer.Argument(help="A backup that was written by `prodworthy backup`.")],
    *,
    as_json: AsJson = False,
) -> None:
    """Put a backup into the empty database that the settings name, whole or not at all."""
    with reading_input(), kept() as store:
        manifest = put_back(store, file)
    _told(manifest, file, as_json=as_json)


def _told(manifest: Manifest, file: Path, *, as_json: bool) -> None:
    rows = manifest.rows()
    if as_json:
        made = manifest.made_at.isoformat()
        show({"file": str(file), "made": made, "schema": manifest.schema_, "rows": rows})
        return
    typer.echo(str(file))
    when = f"{manifest.made_at:%Y-%m-%d %H:%M} UTC"
    tell(f"{sum(rows.values()):,} rows of {len(rows)} tables, as they were at {when}.")
