"""Exit criteria watched: read again from their sources, attested where nothing can be read."""

from engagement.watching.attesting import (
    accept_attestation,
    attest,
    own_attestations,
    still_asked,
    withdraw_attestation,
)
from engagement.watching.rereading import Change, WatchResult, watch
from engagement.watching.waiting import going_on, stop_reading
from engagement.watching.watched import claims_in, watched_in

__all__ = [
    "Change", "WatchResult", "accept_attestation", "attest", "claims_in", "going_on", "own_attestations",
    "still_asked", "stop_reading", "watch",
    "watched_in", "withdraw_attestation",
]  # fmt: skip
