"""Exit criteria watched: read again from their sources, attested where nothing can be read."""

from engagement.watching.attesting import (
    accept_attestation,
    attest,
    own_attestations,
    still_asked,
    withdraw_attestation,
)
from engagement.watching.rereading import Change, WatchResult, watch
from engagement.watching.watched import claims_in, watched_in

__all__ = [
    "Change", "WatchResult", "accept_attestation", "attest", "claims_in", "own_attestations",
    "still_asked", "watch",
    "watched_in", "withdraw_attestation",
]  # fmt: skip
