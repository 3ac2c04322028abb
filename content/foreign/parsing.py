"""Bytes of one file to located data, whichever of the two notations it is in."""

from pathlib import PurePosixPath

from content.foreign.json_tokens import read_json
from content.foreign.located import Located, Unreadable
from content.foreign.notes import Notes
from content.foreign.yaml_events import read_yaml


def parsed(file: str, content: bytes, notes: Notes) -> Located:
    """One file as located data; a YAML ending decides, else the first sign does."""
    text = _text(file, content)
    is_yaml = PurePosixPath(file).suffix.lower() in {".yaml", ".yml"}
    as_json = not is_yaml and text.lstrip()[:1] in {"{", "["}
    builder = read_json(text, file) if as_json else read_yaml(text, file)
    if builder.root is None or builder.root.value is None:
        raise Unreadable(file, 0, "empty; expected content")
    for key, line in builder.twice:
        notes.once(file, line, f"{key!r} stands twice in one place; the later one counts")
    return builder.root


def _text(file: str, content: bytes) -> str:
    marked = content[:2] in {b"\xff\xfe", b"\xfe\xff"}
    try:
        return content.decode("utf-16" if marked else "utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Unreadable(file, line, "not UTF-8 text; save it as UTF-8") from error
