"""IBM Plex, served from this origin: the packages' own font files."""

from importlib.resources import as_file, files
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, PlainTextResponse, Response

_FILES = {
    "plex-sans.ttf": ("fontpkg_ibm_plex_sans", "IBMPlexSans[wdth,wght].ttf"),
    "plex-mono.ttf": ("fontpkg_ibm_plex_mono", "IBMPlexMono-Regular.ttf"),
    "plex-mono-semibold.ttf": ("fontpkg_ibm_plex_mono", "IBMPlexMono-SemiBold.ttf"),
}


def font_file(name: str) -> Path | None:
    """Where the font served as ``name`` lies, or ``None`` where we serve no such font."""
    if name not in _FILES:
        return None
    package, file = _FILES[name]
    with as_file(files(package) / "files" / file) as path:
        return path


async def font(request: Request) -> Response:
    """One font file; it never changes under its name, so a browser may keep it for a month."""
    path = font_file(request.path_params["name"])
    if path is None:
        return PlainTextResponse("There is no such font here.", status_code=404)
    kept = {"cache-control": "public, max-age=2592000"}
    return FileResponse(path, media_type="font/ttf", headers=kept)
