"""Takes out of an installed environment what no server needs, and proves that what is left loads.

Run by the Dockerfile with the environment's own Python after everything is installed; ``strip`` has
to be there. What goes: tests and sources of libraries, what links against them, notebooks' widgets,
the transports of Arrow that nothing here opens, languages of dates that nobody can choose, and the
names of functions inside machine code.
"""

import ctypes
import shutil
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path

from content.locales import OFFERED

OURS = ("content", "assessment", "scoring", "reports", "engagement", "ui", "cli_commands")
"""Nothing is taken out of these: the example's own repository has tests and sources to look at."""

FOLDERS = ("tests", "include", "nbextension/static")
"""Folders of a library by these names."""

FILES = ("*.py[xi]", "*.px[di]", "*.c", "*.cpp", "*.cc", "*.h", "*.hpp", "*.map", "*.a")
"""Sources and what links against them; nothing of it is read when Python runs."""

ARROW = ("*_flight*", "*_s3*", "_gcsfs*", "_azurefs*", "_hdfs*", "libarrow_py*.so", "*.so.*.*.*")
"""Of Arrow: transports that are never opened, and second copies of libraries under other names."""

LANGUAGES_BESIDES = ("root", "no")
"""What the languages that are offered inherit from, besides themselves."""


def unneeded(packages: Path) -> Iterator[Path]:
    """What goes of the folder *site-packages*."""
    for library in packages.iterdir():
        if library.name in OURS:
            continue
        for name in FOLDERS:
            yield from (at for at in library.rglob(name) if at.is_dir())
        for pattern in FILES:
            yield from library.rglob(pattern)
    for pattern in ARROW:
        yield from (packages / "pyarrow").glob(pattern)
    yield from _languages(packages / "babel/locale-data")


def _languages(folder: Path) -> Iterator[Path]:
    wanted = {tag.partition("-")[0] for tag in OFFERED} | set(LANGUAGES_BESIDES)
    return (at for at in folder.glob("*.dat") if at.stem.partition("_")[0] not in wanted)


def main() -> None:
    """Take it out of the environment that this runs in."""
    packages = Path(sysconfig.get_path("purelib"))
    for at in list(unneeded(packages)):
        shutil.rmtree(at) if at.is_dir() else at.unlink(missing_ok=True)
    shutil.rmtree(Path(sys.prefix) / "share/jupyter", ignore_errors=True)
    shutil.rmtree(Path(sys.prefix) / "include", ignore_errors=True)
    code = [at for end in ("*.so", "*.so.[0-9]*") for at in packages.rglob(end)]
    # Those beside a package (in numpy.libs and the like) were changed when it was packed, and break.
    own = [at for at in code if not at.parent.name.endswith(".libs")]
    subprocess.run(["strip", "--strip-unneeded", *own], check=True)
    for at in code:
        ctypes.CDLL(str(at))  # one that cannot be loaded ends the building


if __name__ == "__main__":
    main()
