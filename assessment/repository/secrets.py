"""What looks like a credential in the tree: its place and kind, never its value."""

import math
import re
from collections import Counter
from collections.abc import Iterator

from assessment.repository.facts.credentials import Secret

_WORDS = {"akia", "private key", "ghp_", "github_pat_", "glpat-", "xox", "aiza", "sk-", "sk_live"}
_WORDS |= {"hf_", "hooks.slack", "passw", "secret", "token", "api_key", "apikey", "gho_", "ghs_"}
_WORDS |= {"ghu_", "ghr_"}
_FAST = re.compile(
    r"AKIA|PRIVATE KEY|gh[pousr]_|github_pat_|glpat-|xox[abprs]-|AIza|sk-|sk_live|hf_|hooks\.slack|"
    r"passw|secret|token|api_?key",
    re.IGNORECASE,
)
_KINDS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("AWS access key", re.compile(r"\bAKIA[0-9A-Z]{16}\b")),
    ("private key", re.compile(r"-----BEGIN (?:RSA |EC |DSA |OPENSSH |PGP )?PRIVATE KEY")),
    ("GitHub token", re.compile(r"\bgh[pousr]_[A-Za-z0-9]{36}\b|\bgithub_pat_\w{40,90}\b")),
    ("GitLab token", re.compile(r"\bglpat-[\w-]{20}\b")),
    (
        "Slack token",
        re.compile(r"\bxox[abprs]-[\w-]{20,80}|hooks\.slack\.com/services/T\w{6,12}/B\w+/\w{20}"),
    ),
    ("Google API key", re.compile(r"\bAIza[\w-]{35}\b")),
    ("model provider key", re.compile(r"\bsk-(?:proj-|ant-)?[A-Za-z0-9_-]{32,160}\b")),
    ("payment provider key", re.compile(r"\bsk_live_[A-Za-z0-9]{20,60}\b")),
    ("Hugging Face token", re.compile(r"\bhf_[A-Za-z]{34}\b")),
)
_ASSIGNED = re.compile(
    r"(?:passw(?:or)?d|secret|token|"
    r"api_?key)\w{0,20}[\"']?[ \t]{0,4}[:=]{1,2}[ \t]{0,4}[\"']([^\"'\s]{12,200})[\"']",
    re.IGNORECASE,
)
_SETTING = re.compile(
    r"^[ \t]*(?:export )?(\w{0,40}(?:PASSW|SECRET|TOKEN|"
    r"API_?KEY)\w{0,40})=[\"']?([^\s\"'#]{8,200})",
    re.IGNORECASE,
)
_NO_SECRET = re.compile(
    r"example|sample|dummy|change|placeholder|your|xxx|test|fake|foo|bar|redacted|secret|"
    r"passw|token|"
    r"[<>{}$()\[\]]|\*\*\*|localhost|process\.env|environ|1234|abcd|/",
    re.IGNORECASE,
)
_HARMLESS_ENV = re.compile(
    r"\.(?:example|sample|template|dist|defaults?|test)$|example|sample", re.IGNORECASE
)
_BODY = re.compile(r"(?:\\[nr]|[\"' ])*[A-Za-z0-9+/=]{40,}")
_DIGIT_INSIDE = re.compile(r"[A-Za-z]\d+[A-Za-z]|\d[A-Za-z]+\d")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_LIMIT = 20
_LINE = 2000


def read_secrets(path: str, text: str) -> Iterator[Secret]:
    """Up to twenty places of a file that look like a credential."""
    lowered = text.lower()
    words = [word for word in _WORDS if word in lowered]
    if not words:
        return
    settings = is_settings_file(path)
    found = 0
    for number, line in _telling_lines(text, lowered, words):
        if kind := _kind(line, settings=settings):
            found += 1
            yield Secret(path=path, kind=kind, line=number)
        if found >= _LIMIT:
            return


def _telling_lines(text: str, lowered: str, words: list[str]) -> Iterator[tuple[int, str]]:
    """Number and text of each line with a telling word, cut to what is looked at."""
    number, counted, end = 1, 0, -1
    for first in sorted(_places(text, lowered, words)):
        if first < end:
            continue
        start = text.rfind("\n", 0, first) + 1
        end = text.find("\n", first)
        end = len(text) if end < 0 else end
        number += text.count("\n", counted, start)
        counted = start
        begin = max(start, first - _LINE // 2)
        yield number, text[begin : min(end, begin + _LINE)]


def _places(text: str, lowered: str, words: list[str]) -> Iterator[int]:
    """Where the words stand; searched for as plain text, which is several times faster."""
    if len(lowered) != len(text):  # some letters grow when they are made small
        yield from (match.start() for match in _FAST.finditer(text))
        return
    for word in words:
        at = lowered.find(word)
        while at >= 0:
            yield at
            at = lowered.find(word, at + len(word))


def is_settings_file(path: str) -> bool:
    """Whether the file is a tracked ``.env`` that is not a sample."""
    name = path.rpartition("/")[2]
    return (name == ".env" or name.startswith(".env.")) and not _HARMLESS_ENV.search(name)


def _kind(line: str, *, settings: bool) -> str:
    for kind, pattern in _KINDS:
        if (match := pattern.search(line)) and not _sample(match[0]):
            return kind if kind != "private key" or _has_body(line, match.end()) else ""
    match = _SETTING.match(line) if settings else None
    if match and not _NO_SECRET.search(match[2]) and not match[2].isalpha():
        return "credential in a settings file"
    match = _ASSIGNED.search(line)
    if match and _is_random(match[1]):
        return "credential in an assignment"
    return ""


def _has_body(line: str, end: int) -> bool:
    """Whether a key may follow its first line: nothing else stands there, or the key itself."""
    rest = line[end:].lstrip("-").strip()
    return not rest or bool(_BODY.match(rest))


def _is_random(value: str) -> bool:
    """Letters and digits mixed as no name of something is, in plain characters."""
    if _NO_SECRET.search(value) or not value.isascii() or _entropy(value) < 3.5:
        return False
    if _UUID.fullmatch(value):  # names a role or a tenant far more often than it opens one
        return False
    parts = [part for part in re.split(r"[^A-Za-z0-9]+", value) if part]
    return any(_is_mixed(part) for part in parts)


def _is_mixed(part: str) -> bool:
    """Digits between letters, more than a word with a number at its end."""
    return len(part) >= 8 and bool(_DIGIT_INSIDE.search(part))


def _sample(value: str) -> bool:
    return bool(re.search(r"EXAMPLE|XXXX|0000000", value)) or _entropy(value) < 2.5


def _entropy(value: str) -> float:
    """Shannon entropy in bits a character."""
    counts = Counter(value)
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts.values())
