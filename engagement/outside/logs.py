"""What the server writes down: one stream, one form, the id of the request, and never a secret."""

import json
import logging
import sys
import threading
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Final, TextIO

from assessment.connectors.redaction import redact
from engagement.faults import Refused
from engagement.outside.settings import settings

REQUEST: ContextVar[str] = ContextVar("request", default="")
"""The id of the request that is being answered here, or nothing."""

_FACTS: Final = ("method", "handler", "status", "ms")
_SHORTEST_SECRET: Final = 6
_FORMS: Final = frozenset({"bearer", "header", "headers"})
"""Words of an entry that say how its secret is sent."""

_TELL_ADDRESSES: Final = ("httpx", "httpcore", "alembic")
"""Libraries that tell at INFO what we ask of a client's systems, which the requests list already."""

_LOG = logging.getLogger("prodworthy.logs")


def set_up(stream: TextIO | None = None) -> None:
    """Send what every library logs to ``stream`` (standard error) in the operator's form.

    Libraries that bring a handler of their own lose it, now and later: two forms in one stream can
    be read by no collector.
    """
    known, out = settings(), stream or sys.stderr
    as_json = known.log_format == "json" or (known.log_format == "auto" and not out.isatty())
    handler = logging.StreamHandler(out)
    handler.setFormatter(JsonFormatter() if as_json else TextFormatter())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(known.log_level)
    take_over()
    logging.setLoggerClass(OfOneStream)
    logging.captureWarnings(True)
    sys.excepthook = _uncaught
    threading.excepthook = _uncaught_in_thread


def take_over() -> None:
    """Have every logger that exists write to the one stream, whatever its library set up.

    The server's own line for each request stays out: it holds the address, and an address may hold
    somebody's code or ticket. Ours says what was asked for instead.
    """
    for logger in logging.root.manager.loggerDict.values():
        if isinstance(logger, logging.Logger):
            logger.handlers.clear()
            logger.propagate = True
    logging.getLogger("uvicorn.access").disabled = True
    for name in _TELL_ADDRESSES:
        logging.getLogger(name).setLevel(logging.WARNING)


class OfOneStream(logging.Logger):
    """A logger that takes no handler: the root has one, and everything goes there."""

    def addHandler(self, hdlr: logging.Handler) -> None:  # noqa: N802, ARG002  the library's form
        """Leave it out; ``propagate`` is set back, as libraries turn it off along with this."""
        self.propagate = True


class JsonFormatter(logging.Formatter):
    """One JSON object a line: time, level, logger, message, and what is known beyond."""

    def format(self, record: logging.LogRecord) -> str:
        """The line; a traceback is one of its values."""
        told: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": without_secrets(record.getMessage()),
        }
        request = _request(record)
        if request:
            told["request"] = request
        told |= {name: getattr(record, name) for name in _FACTS if hasattr(record, name)}
        if record.exc_info:
            told["trace"] = without_secrets("".join(traceback.format_exception(*record.exc_info)))
        return json.dumps(told, ensure_ascii=False, default=str)


class TextFormatter(logging.Formatter):
    """A line for a person in front of a terminal; a traceback follows it."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, message, and the request's id where there is one."""
        at = datetime.fromtimestamp(record.created).astimezone().strftime("%H:%M:%S")
        request = _request(record)
        line = f"{at} {record.levelname:<7} {record.getMessage()}" + (
            f" [{request}]" if request else ""
        )
        if record.exc_info:
            line += "\n" + "".join(traceback.format_exception(*record.exc_info)).rstrip()
        return without_secrets(line)


def without_secrets(text: str) -> str:
    """The text without any secret of the operator's list, and without what looks like one."""
    return redact(text, _spellings())


def _spellings() -> tuple[str, ...]:
    """Each listed text, and the part of it that is the secret itself.

    An entry too short to be a secret would take letters out of every word.
    """
    try:
        listed = settings().secret_texts()
    except Refused:
        return ()
    parts = {part for text in listed for part in (text, *text.replace(":", " ").split())}
    return tuple(part for part in parts if len(part) >= _SHORTEST_SECRET and part not in _FORMS)


def _request(record: logging.LogRecord) -> str:
    return str(getattr(record, "request", "") or REQUEST.get())


def _uncaught(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    _LOG.critical("The server ended by a mistake of ours", exc_info=(kind, error, trace))


def _uncaught_in_thread(told: threading.ExceptHookArgs) -> None:
    if told.exc_value is not None and not issubclass(told.exc_type, SystemExit):
        trace = (told.exc_type, told.exc_value, told.exc_traceback)
        name = told.thread.name if told.thread else "a thread"
        _LOG.error("%s ended by a mistake of ours", name, exc_info=trace)
