"""One line a score: which model said what about which request. The log store keeps it 400 days."""

import json
import logging
from datetime import UTC, datetime

log = logging.getLogger("returns_fraud.scores")


def record_score(**fields) -> None:
    log.info(json.dumps({"at": datetime.now(UTC).isoformat(timespec="milliseconds"), **fields}))
