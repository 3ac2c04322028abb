"""Who may ask for a score: the shop system, with the token that it shares with this service."""

import hmac
import os

from starlette.responses import JSONResponse

TOKEN = os.environ.get("RETURNS_FRAUD_TOKEN", "")


class CallerToken:
    """Refuses a score without the token; without one in the environment, every score."""

    def __init__(self, application) -> None:
        self.application = application

    async def __call__(self, scope, receive, send) -> None:
        if scope["type"] == "http" and scope["path"] == "/score":
            given = dict(scope["headers"]).get(b"x-caller-token", b"")
            if not TOKEN or not hmac.compare_digest(given, TOKEN.encode()):
                await JSONResponse({"detail": "no caller token"}, status_code=401)(scope, receive, send)
                return
        await self.application(scope, receive, send)
