"""Exit criteria watched: read again from their sources, attested where nothing can be read."""

from engagement.watching.attesting import attest, withdraw_attestation
from engagement.watching.rereading import Change, WatchResult, watch
from engagement.watching.watched import claims_in, watched_in

__all__ = [
    "Change", "WatchResult", "attest", "claims_in", "watch", "watched_in", "withdraw_attestation",
]  # fmt: skip
