"""Repository probes on a large repository, against git alone: its log with paths, and each blob once.

The peer is ``git log --name-only`` and then ``git cat-file --batch`` of every blob that the probes
examine, both read to their end and thrown away. ``REPOSITORY=/path make bench`` measures on a real
repository as well; a clone that lacks blobs cannot tell renames, so there both go without.

The repository that is made has 5,842 files and 6,734 commits in the mixture of streamlit/streamlit: one
file in seven is Python, half of these are tests, most others are pictures, styles and TypeScript.
"""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from assessment.connectors import repository
from assessment.probing import discover, examine
from assessment.repository.reading import readers
from assessment.sources import Circumstances, Permission, Source
from benchmarks.measure import Row, paired_seconds

LIMIT = 3
"""The most that is allowed, where two cores have nothing else to do: a second process parses too."""
FILES = 5842
COMMITS = 6734
_KINDS = (
    ("lib/part{0}/module{1}.py", 405), ("lib/tests/part{0}/test_module{1}.py", 395),
    ("web/src/part{0}/view{1}.tsx", 1500), ("web/src/part{0}/state{1}.ts", 900),
    ("web/images/part{0}/picture{1}.png", 2300), ("docs/part{0}/page{1}.md", 200),
    ("config/part{0}/service{1}.yaml", 60), ("config/part{0}/settings{1}.json", 82),
)  # fmt: skip


def rows() -> list[Row]:
    """Reading and judging a repository over git alone: made on the spot, and real where one is named."""
    chosen = os.environ.get("REPOSITORY", "")
    named = os.environ.get("REPOSITORY_NAME", "the repository named")
    with tempfile.TemporaryDirectory() as scratch:
        made = _row(_made(Path(scratch)), f"{FILES:,} made files and {COMMITS:,} made commits")
    return [made, *([_row(Path(chosen), named)] if chosen else [])]


def _row(folder: Path, what: str) -> Row:
    probes = discover()
    source = Source(id="bench", kind="repository", name="bench", address=str(folder))
    now = datetime.now(UTC)
    git = _Bare(folder)

    def probe() -> object:
        around = Circumstances(now=lambda: now, permission=Permission())
        return examine(probes, source, repository.read(source, around), now)

    subject, peer = paired_seconds(probe, git.read, runs=5)
    return Row(
        name=f"All repository probes on {what}",
        subject=subject,
        peer=peer,
        peer_name="git log --name-only and every examined blob read once",
        limit=LIMIT,
    )


class _Bare:
    """What git alone takes for the same material."""

    def __init__(self, folder: Path) -> None:
        self._git = ["git", "-C", str(folder)]
        listed = self._run("ls-tree", "-r", "-z", "HEAD").decode("utf-8", "replace").split("\0")
        rows = (row.partition("\t") for row in listed if row)
        names = [head.split()[2] for head, _, path in rows if readers(path)]
        self._names = "".join(f"{name}\n" for name in names).encode()
        self._log = ["log", "--name-only"]
        if subprocess.run([*self._git, *self._log], stdout=subprocess.DEVNULL, check=False,
                          stderr=subprocess.DEVNULL).returncode:  # fmt: skip
            self._log.append("--no-renames")

    def read(self) -> None:
        """The log, then the blobs."""
        self._run(*self._log)
        self._run("cat-file", "--batch", given=self._names)

    def _run(self, *words: str, given: bytes = b"") -> bytes:
        done = subprocess.run([*self._git, *words], check=True, capture_output=True, input=given)
        return done.stdout


def _made(scratch: Path) -> Path:
    folder = scratch / "large"
    subprocess.run(["git", "init", "-q", "--bare", folder], check=True)
    subprocess.run(
        ["git", "-C", folder, "fast-import", "--quiet"], input=b"".join(_stream()), check=True
    )
    subprocess.run(["git", "-C", folder, "symbolic-ref", "HEAD", "refs/heads/main"], check=True)
    return folder


def _stream() -> Iterator[bytes]:
    """First commits add what there is, two files each; the later ones change one to four of them."""
    paths = [shape.format(number % 40, number) for shape, many in _KINDS for number in range(many)]
    order = [paths[number * 4099 % len(paths)] for number in range(len(paths))]
    began = int(datetime.now(UTC).timestamp()) - COMMITS * 3600
    added = 0
    for number in range(COMMITS):
        who = f"Person {number % 37} <p{number % 37}@example.org> {began + number * 3600} +0000"
        message = f"Change {number} (#{number})"
        yield f"commit refs/heads/main\ncommitter {who}\ndata {len(message)}\n{message}\n".encode()
        touched = order[added : added + 2]
        added += len(touched)
        if not touched:
            touched = [
                order[(number * 7 + step * 31) % len(order)] for step in range(number % 4 + 1)
            ]
        for path in touched:
            content = _content(path, number)
            yield f"M 100644 inline {path}\ndata {len(content)}\n".encode() + content + b"\n"


def _content(path: str, number: int) -> bytes:
    if path.endswith(".py"):
        part = _TEST if "/tests/" in path else _MODULE
        head = '"""A part."""\n\nimport json\nfrom pathlib import Path\n\nimport pandas as pd\n'
        return (head + "".join(part.format(n=step, k=number) for step in range(7))).encode()
    if path.endswith(".yaml"):
        return f"name: service{number}\nreplicas: 2\nlabels:\n  app: x\n".encode() * 6
    if path.endswith(".png"):
        return bytes((number * 31 + step) % 251 for step in range(900))
    if path.endswith(".md"):
        return f"# Page {number}\n\n## Usage\n\nText about it.\n\n".encode() * 10
    return f"export const value{number} = {{ a: {number}, b: 'text' }};\n".encode() * 60


_MODULE = '''

def work_{n}(rows: list[dict[str, int]], path: Path, limit: int = {k}) -> pd.DataFrame:
    """Do a piece of work on the rows that are given, and keep what came of it.

    The rows that lack a value are left out, since nothing can be said of them, and the sums of the
    others are written below the path. What is printed is for whoever starts it by hand. A limit that
    is never reached writes nothing at all.

    Parameters
    ----------
    rows:
        One mapping a row, with ``a``, ``b`` and ``name``.
    path:
        Where the outcome is kept; an older one is replaced without a question.
    limit:
        The number of rows from which on something is written.
    """
    # Rows without a value come from the old system; they are counted in the report of the month.
    frame = pd.DataFrame(rows).dropna(subset=["a"]).assign(total=lambda f: f.a + f.b)
    if limit > {n} and not frame.empty:
        with path.open("w", encoding="utf-8") as file:
            json.dump({{"rows": len(frame), "step": {n}, "name": "part"}}, file, indent=2)
    for name, group in frame.groupby("name"):
        print(name, group.total.sum())
    return frame
'''
_TEST = """

def test_work_{n}(tmp_path: Path) -> None:
    # Three rows are enough: the sums are linear, and the names are all the same on purpose, so that
    # there is one group alone.
    rows = [{{"a": {n}, "b": {k}, "name": "x"}} for _ in range(3)]
    frame = pd.DataFrame(rows)
    assert frame.a.sum() == {n} * 3
    assert json.loads(json.dumps(rows))[0]["b"] == {k}
    (tmp_path / "out.json").write_text("x")
    assert (tmp_path / "out.json").exists()
"""
