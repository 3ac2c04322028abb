"""The settings of a server that others run: what it does beside its pages, writes down, and how it ends."""

from typing import Any, Literal

from pydantic import Field, field_validator
from pydantic_settings import BaseSettings

WANTED = {
    "looks_at_once": "how many looks this server's worker carries out at once, from 0 to 16; 0 leaves "
    "them to `prodworthy worker`; with SQLite it means nothing",
    "log_level": "DEBUG, INFO, WARNING or ERROR",
    "log_format": "json (one object a line), text, or auto: text in a terminal, else json",
    "drain_seconds": "a whole number of seconds from 0 to 120 in which a server that was told to stop "
    "goes on answering while /readyz says 503, so that whatever sends people to it can look away",
    "stop_seconds": "a whole number of seconds from 1 to 600 that it then has to finish what it began",
    "lease_seconds": "a whole number from 2 to 3600: after so many seconds without a sign of life from "
    "whoever carries out a unit that is due, it is free for another",
    "scheduler": "on: the server itself carries out what is due; off: cron or another timer does",
}
"""What each of them has to be, for the sentence that refuses another value."""


class RunningSettings(BaseSettings):
    """What is written down, and how long an ending may take (seconds)."""

    looks_at_once: int = Field(default=2, ge=0, le=16)
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = "INFO"
    log_format: Literal["auto", "text", "json"] = "auto"
    drain_seconds: int = Field(default=0, ge=0, le=120)
    stop_seconds: int = Field(default=20, ge=1, le=600)
    scheduler: Literal["on", "off"] = "on"
    lease_seconds: int = Field(default=120, ge=2, le=3600)

    @field_validator("log_level", mode="before")
    @classmethod
    def _upper(cls, given: Any) -> Any:
        return given.upper() if isinstance(given, str) else given
