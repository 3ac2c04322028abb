"""Shows the example repository's files at a commit and its tables' descriptions, read-only."""

import asyncio
import html
import json
import re
import subprocess
from pathlib import Path

from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
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


def routes(folder: Path) -> list[Route]:
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

    return [
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
