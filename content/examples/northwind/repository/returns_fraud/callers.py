"""Who may ask for a score or hand in a review: the shop system, with the token that it shares with this service."""

import hmac
import os

from starlette.responses import JSONResponse

GUARDED = ("/score", "/score/reviews")
TOKEN = os.environ.get("RETURNS_FRAUD_TOKEN", "")


class CallerToken:
    """Refuses a call without the token; without one in the environment, every call."""

    def __init__(self, application) -> None:
        self.application = application

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] == "http" and scope["path"] in GUARDED:
            given = dict(scope["headers"]).get(b"x-caller-token", b"")
            if not TOKEN or not hmac.compare_digest(given, TOKEN.encode()):
                await JSONResponse({"detail": "no caller token"}, status_code=401)(scope, receive, send)
                return
        await self.application(scope, receive, send)
