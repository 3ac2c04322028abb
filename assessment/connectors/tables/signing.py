"""Signatures of requests to object stores that speak S3: AWS Signature Version 4.

The steps are those of *Signature Version 4 for authenticating requests* in the manual of Amazon S3.
"""

import hashlib
import hmac
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import quote

ALGORITHM = "AWS4-HMAC-SHA256"
NOTHING = hashlib.sha256(b"").hexdigest()


def path_of(bucket: str, key: str) -> str:
    """The path of an object (of its bucket, where the key is empty), with every odd sign escaped."""
    return f"/{quote(bucket, safe='')}" + (f"/{quote(key, safe='/~')}" if key else "")


def query_of(parameters: Mapping[str, str]) -> str:
    """Parameters in the order and spelling in which they are signed."""
    pairs = sorted(
        (quote(name, safe="~"), quote(value, safe="~")) for name, value in parameters.items()
    )
    return "&".join(f"{name}={value}" for name, value in pairs)


def signed(
    host: str, path: str, query: str, *, key: str, secret: str, region: str, now: datetime
) -> dict[str, str]:
    """Headers of a GET without a body; without a key they are not signed. ``now`` is in UTC."""
    stamp = now.strftime("%Y%m%dT%H%M%SZ")
    headers = {"host": host, "x-amz-content-sha256": NOTHING, "x-amz-date": stamp}
    if not key:
        return headers
    names = ";".join(headers)
    told = "".join(f"{name}:{value}\n" for name, value in headers.items())
    scope = f"{stamp[:8]}/{region}/s3/aws4_request"
    asked = hashlib.sha256(
        "\n".join(["GET", path, query, told, names, NOTHING]).encode()
    ).hexdigest()
    to_sign = "\n".join([ALGORITHM, stamp, scope, asked])
    made = _key(secret, stamp[:8], region)
    signature = hmac.new(made, to_sign.encode(), hashlib.sha256).hexdigest()
    given = f"{ALGORITHM} Credential={key}/{scope}, SignedHeaders={names}, Signature={signature}"
    return headers | {"authorization": given}


def _key(secret: str, day: str, region: str) -> bytes:
    made = f"AWS4{secret}".encode()
    for part in (day, region, "s3", "aws4_request"):
        made = hmac.new(made, part.encode(), hashlib.sha256).digest()
    return made
