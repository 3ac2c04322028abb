"""Takes secrets out of every text that leaves a connector."""

import base64
import re

HIDDEN = "[hidden]"

_USERINFO = re.compile(r"(?i)\b([a-z][a-z0-9+.-]*://)[^/\s@?#]+@")
_PARAMETER = re.compile(
    r"(?i)\b((?:access[_-]?|auth[_-]?|id[_-]?|refresh[_-]?)?token|api[_-]?key|apikey|password|passwd|pwd"
    r"|secret|client[_-]?secret|signature|sig|credential|x-amz-[a-z-]*(?:signature|credential|token))"
    r"(\s*[=:]\s*[\"']?)([^\s&\"',;}]+)"
)
_SCHEME = re.compile(r"(?i)\b(bearer|basic)(\s+)[a-z0-9._~+/=-]{6,}")
_KNOWN = re.compile(
    r"\b(gh[pousr]_[A-Za-z0-9]{16,}|github_pat_\w{16,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{8,}"
    r"|AKIA[0-9A-Z]{16}|sk-[A-Za-z0-9_-]{16,}|glsa_\w{16,}|eyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]*)"
)


def redact(text: str, secrets: tuple[str, ...] = ()) -> str:
    """The text without the given secrets, user parts of addresses, and what looks like a token.

    The known secrets go first and in every spelling (also base64, as a header would carry them).
    """
    for secret in sorted(filter(None, secrets), key=len, reverse=True):
        encoded = base64.b64encode(secret.encode()).decode()
        text = text.replace(encoded, HIDDEN).replace(secret, HIDDEN)
    text = _USERINFO.sub(rf"\1{HIDDEN}@", text)
    text = _SCHEME.sub(rf"\1\2{HIDDEN}", text)
    text = _PARAMETER.sub(rf"\1\2{HIDDEN}", text)
    return _KNOWN.sub(HIDDEN, text)
