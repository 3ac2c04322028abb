"""One line a score and one a review by the desk. The log store keeps both 400 days."""

import json
import logging
from datetime import UTC, datetime

log = logging.getLogger("returns_fraud.scores")

reviews = logging.getLogger("returns_fraud.reviews")


def record_score(**fields) -> None:
    log.info(json.dumps({"at": datetime.now(UTC).isoformat(timespec="milliseconds"), **fields}))


def record_review(**fields) -> None:
    reviews.info(json.dumps({"at": datetime.now(UTC).isoformat(timespec="milliseconds"), **fields}))
