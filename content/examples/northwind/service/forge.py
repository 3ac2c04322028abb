"""Shows the example repository's files at a commit and its tables' descriptions, read-only.

Also leads a reader to the Prometheus beside it: some builds of it keep their pages under
``/classic``, and a link in a report should open in either.
"""

import asyncio
import html
import json
import re
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route

COMMIT = re.compile(r"[0-9a-f]{4,40}|HEAD|main")
SAFE = {"content-security-policy": "default-src 'none'; style-src 'unsafe-inline'"}
PAGE = (
    "<!doctype html><meta charset=utf-8><title>{title}</title>"
    "<style>body{{font:14px/1.5 monospace;margin:24px}}:target{{background:#fde9b8}}"
    "i{{color:#6b7783;font-style:normal;display:inline-block;width:4em}}</style>"
    "<p>Northwind Retail, fictional example &middot; {title}</p><pre>{body}</pre>"
)


def page(title: str, text: str) -> HTMLResponse:
    lines = (
        f'<span id="L{number}"><i>{number}</i>{html.escape(line)}</span>'
        for number, line in enumerate(text.splitlines(), start=1)
    )
    return HTMLResponse(PAGE.format(title=html.escape(title), body="\n".join(lines)), headers=SAFE)


def git(repository: Path, *words: str) -> str | None:
    done = subprocess.run(
        ["git", "--git-dir", str(repository / ".git"), *words], capture_output=True, timeout=10
    )
    return done.stdout.decode("utf-8", "replace") if done.returncode == 0 else None


def pages_of(prometheus: str) -> str:
    """Where the pages of this build of Prometheus are: at its root or under /classic."""
    try:
        with urllib.request.urlopen(f"{prometheus}/alerts", timeout=5):
            return prometheus
    except urllib.error.HTTPError as refused:
        refused.close()
        return f"{prometheus}/classic"
    except OSError:
        return prometheus


def routes(folder: Path, prometheus: str) -> list[Route]:
    repository = folder / "returns-fraud-scoring"

    async def shown(title: str, *words: str) -> Response:
        text = await asyncio.to_thread(git, repository, *words)
        return page(title, text) if text is not None else Response("not there", 404)

    async def blob(request: Request) -> Response:
        commit, path = request.path_params["commit"], request.path_params["path"]
        if not COMMIT.fullmatch(commit):
            return Response("not a commit", 404)
        return await shown(f"{path} at {commit[:12]}", "cat-file", "blob", f"{commit}:{path}")

    async def tree(request: Request) -> Response:
        commit = request.path_params.get("commit", "HEAD")
        if not COMMIT.fullmatch(commit):
            return Response("not a commit", 404)
        path = request.path_params.get("path", "")
        at = f"{commit}:{path}" if path else commit
        return await shown(f"files of {at[:60]}", "ls-tree", "-r", "--name-only", at)

    async def commit(request: Request) -> Response:
        named = request.path_params["commit"]
        if not COMMIT.fullmatch(named):
            return Response("not a commit", 404)
        return await shown(f"commit {named[:12]}", "log", "-1", "--stat", "--format=%an%n%ad%n%n%B", named)

    async def log(_: Request) -> Response:
        return await shown("commits", "log", "--format=%h %ad %an  %s", "--date=short")

    async def table(request: Request) -> Response:
        known = json.loads((folder / "tables.json").read_text(encoding="utf-8"))
        name = request.path_params["name"].split("/")[0]
        return page(name, known[name]) if name in known else Response("not there", 404)

    async def monitoring(request: Request) -> Response:
        if not prometheus:
            return Response("no Prometheus runs beside this service", 404)
        base = await asyncio.to_thread(pages_of, prometheus)
        path, query = request.path_params["path"], request.url.query
        return RedirectResponse(f"{base}/{path}{'?' if query else ''}{query}")

    return [
        Route("/prometheus", lambda _: RedirectResponse("/prometheus/graph")),
        Route("/prometheus/{path:path}", monitoring),
        Route("/repo/blob/{commit}/{path:path}", blob),
        Route("/repo/tree/{commit}", tree),
        Route("/repo/tree/{commit}/{path:path}", tree),
        Route("/repo/commit/{commit}", commit),
        Route("/repo/commits", log),
        Route("/repo/commits/{branch}", log),
        Route("/repo", tree),
        Route("/repo/", tree),
        Route("/tables/{name:path}", table),
    ]
