"""Files in other languages that are recognised by what they do: load tests, shell, Terraform, SQL."""

import re
from pathlib import PurePosixPath

from assessment.repository.evidence import Command, Script

_LOAD = (
    ("k6", re.compile(r"""from\s+["']k6(?:/[\w/]{1,40})?["']|require\(["']k6""")),
    ("gatling", re.compile(r"io\.gatling\.")),
    ("jmeter", re.compile(r"<jmeterTestPlan")),
    ("artillery", re.compile(r"^config:\s*\n(?:.{0,200}\n){0,10}?\s+phases:", re.MULTILINE)),
)
_LOAD_COMMAND = re.compile(
    r"^\s*(?:time\s+)?(vegeta attack|wrk2? +-|hey +-|ab +-[a-z]|ghz +-|k6 run|locust +-|"
    r"bombardier +-|perf_analyzer +-)"
    r"|\|\s*(vegeta attack)"
)
_TELLING = re.compile(
    r"kubectl|helm|argocd|flux|terraform|pulumi|docker(?:-| )compose|docker (?:push|stack|"
    r"service)|gcloud|"
    r"aws |az |pytest|tox|nox|unittest|go test|ansible|ssh |scp |rsync|bentoml|sagemaker|"
    r"anyscale|rollback|rollout|serverless|"
    r"cdk |fly ",
    re.IGNORECASE,
)
_LOADS = re.compile(
    r"\bmerge\s+into\b|\bon\s+conflict\b|\bon\s+duplicate\s+key\b|\binsert\s+overwrite\b|"
    r"unique_key|incremental|\breplace\s+into\b",
    re.IGNORECASE,
)
_RESOURCE = re.compile(r'^resource\s+"([a-z0-9_]{1,80})"\s+"([\w-]{1,80})"')
_LIMIT = 100


def script_language(path: str) -> str:
    """How to read the file: shell, make, terraform or load; empty where it is not read."""
    pure = PurePosixPath(path.lower())
    if pure.suffix in {".sh", ".bash"}:
        return "shell"
    if pure.name in {"makefile", "justfile", "gnumakefile"} or pure.suffix == ".mk":
        return "make"
    if pure.suffix == ".tf":
        return "terraform"
    if pure.suffix == ".sql":
        return "sql"
    if pure.suffix in {".js", ".ts", ".scala", ".jmx"} and re.search(
        r"load|perf|k6|stress|bench|gatling", path.lower()
    ):
        return "load"
    return ""


def read_script(path: str, text: str) -> Script | None:
    """The telling lines of a script; ``None`` where it has none."""
    language = script_language(path)
    if language == "load":
        tool = next((name for name, pattern in _LOAD if pattern.search(text)), "")
        return Script(path=path, tool=tool) if tool else None
    commands = []
    for number, line in enumerate(text.splitlines(), start=1):
        if kept := _telling(line[:1000], language):
            commands.append(Command(text=kept, line=number))
    load = next((item for item in commands if _LOAD_COMMAND.search(item.text)), None)
    if load and language == "shell":
        return Script(path=path, tool="load", line=load.line, commands=tuple(commands[:_LIMIT]))
    return Script(path=path, tool=language, commands=tuple(commands[:_LIMIT])) if commands else None


def _telling(line: str, language: str) -> str:
    if line.lstrip().startswith(("#", "--")):
        return ""
    if language == "sql":
        return line.strip()[:300] if _LOADS.search(line) else ""
    if language == "terraform":
        match = _RESOURCE.match(line)
        return f"resource {match[1]} {match[2]}" if match else ""
    return line.strip()[:300] if _TELLING.search(line) or _LOAD_COMMAND.search(line) else ""
