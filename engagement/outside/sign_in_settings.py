"""The settings of sign-in: nobody but this machine, an OpenID provider, or a proxy that vouches."""

from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationInfo, field_validator
from pydantic_settings import BaseSettings, NoDecode

LOOPBACK = ("127.0.0.1", "localhost", "::1")
"""Names of this machine alone."""

WANTED = {
    "sign_in": "local (one person on this machine), oidc (an OpenID provider) or header (a proxy)",
    "public_address": "the address that browsers open, such as https://prodworthy.example.org; "
    "needed with oidc and header",
    "oidc_metadata": "the address of the provider's openid-configuration; needed with oidc",
    "oidc_client": "the client id that the provider knows this server by; needed with oidc",
    "oidc_secret": "a name on the list of secrets; its text is the client secret; needed with oidc",
    "user_header": "the request header in which the proxy names the person",
    "trusted_proxies": "addresses of the proxies that may name a person, and say whom a request comes "
    "from, separated by commas; needed with header",
    "sign_out_address": "where the proxy signs a person out, or nothing",
    "session_hours": "a whole number of hours from 1 to 168 after which one has to sign in again",
}
"""What each of them has to be, for the sentence that refuses another value."""

NEEDED = {
    "oidc": ("public_address", "oidc_metadata", "oidc_client", "oidc_secret"),
    "header": ("public_address", "trusted_proxies"),
    "local": (),
}


class SignInSettings(BaseSettings):
    """Who may open the app, and how it is known who they are.

    With ``oidc`` the provider names a person; a second factor is the provider's. With ``header`` a
    proxy does, in ``user_header``, and only the ``trusted_proxies`` are believed.
    """

    sign_in: Literal["local", "oidc", "header"] = "local"
    public_address: str = Field(default="", validate_default=True)
    oidc_metadata: str = Field(default="", validate_default=True)
    oidc_client: str = Field(default="", validate_default=True)
    oidc_secret: str = Field(default="", validate_default=True)
    user_header: str = Field(default="X-Forwarded-User", pattern=r"^[A-Za-z][A-Za-z0-9-]{1,60}$")
    trusted_proxies: Annotated[tuple[str, ...], NoDecode] = Field(default=(), validate_default=True)
    sign_out_address: str = Field(default="", pattern=r"^(https?://\S+)?$")
    session_hours: int = Field(default=12, ge=1, le=168)

    @field_validator("trusted_proxies", mode="before")
    @classmethod
    def _addresses(cls, given: Any) -> Any:
        if not isinstance(given, str):
            return given
        return tuple(part.strip() for part in given.split(",") if part.strip())

    @field_validator("public_address", "oidc_metadata", "oidc_client", "oidc_secret",
                     "trusted_proxies")  # fmt: skip
    @classmethod
    def _is_there(cls, given: Any, known: ValidationInfo) -> Any:
        if not given and known.field_name in NEEDED[known.data.get("sign_in", "local")]:
            raise ValueError("needed")
        return given

    @field_validator("public_address", "oidc_metadata")
    @classmethod
    def _is_safe(cls, given: str) -> str:
        """https, so that nobody on the way reads a cookie; http on this machine alone."""
        parts = urlsplit(given)
        safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK)
        if given and not (safe and parts.hostname):
            raise ValueError("not safe")
        return given.rstrip("/")

    @property
    def names(self) -> tuple[str, ...]:
        """Host names under which this server answers."""
        public = urlsplit(self.public_address).hostname
        return (*LOOPBACK, *((public,) if public else ()))
