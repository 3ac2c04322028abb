"""Recognises what a handed-over file, folder or zip holds, and reads it as a questionnaire."""

from pathlib import Path, PurePosixPath

from content.foreign import lens, library, samm
from content.foreign.draft import Reading
from content.foreign.located import Located, Unreadable
from content.foreign.notes import Notes
from content.foreign.opening import ENDINGS, opened
from content.foreign.parsing import parsed

UNKNOWN = "not recognised"
KNOWN = (
    "an AWS Well-Architected custom lens (JSON or YAML), a CISO Assistant library (YAML) or the "
    "model folder of OWASP SAMM (a folder or a zip)"
)


def read_foreign(path: Path) -> Reading:
    """The questionnaire at ``path``, or everything that keeps it from being used; never raises."""
    notes = Notes()
    try:
        return _read(opened(path), path.name, notes)
    except Unreadable as error:
        return _refused(notes, error)
    except OSError as error:
        return _refused(notes, Unreadable(path.name, 0, f"cannot be read ({error.strerror})"))


def _read(files: dict[str, bytes], name: str, notes: Notes) -> Reading:
    if samm.is_samm(files):
        return samm.read_samm(files, name, notes)
    if not files:
        raise Unreadable(name, 0, "holds no .json or .yaml file")
    if len(files) > 1:
        message = f"holds {len(files)} files; hand over one of them, or one of these: {KNOWN}"
        raise Unreadable(name, 0, message)
    file, content = next(iter(files.items()))
    root = _parsed(file, content, notes)
    if lens.is_lens(root):
        return lens.read_lens(root, file, notes)
    if library.is_library(root):
        return library.read_library(root, file, notes)
    raise Unreadable(file, root.line, f"is not one of these: {KNOWN}")


def _parsed(file: str, content: bytes, notes: Notes) -> Located:
    try:
        return parsed(file, content, notes)
    except Unreadable as error:
        if PurePosixPath(file).suffix.lower() in ENDINGS:
            raise
        raise Unreadable(file, 0, f"is not one of these: {KNOWN}") from error


def _refused(notes: Notes, error: Unreadable) -> Reading:
    return Reading(
        kind=UNKNOWN, questionnaire=None, problems=(*notes.problems, error.problem),
        remarks=notes.all_remarks(),
    )  # fmt: skip
