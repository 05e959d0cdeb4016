"""Structured logs: one JSON object a line in var/danhba.log. Counts and ids only; what a cell holds is never logged."""

from __future__ import annotations

import datetime as dt
import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

import orjson

_USUAL = frozenset(logging.LogRecord("", 0, "", 0, "", (), None).__dict__) | {"message", "asctime", "taskName"}


class JsonLines(logging.Formatter):
    """A record as one line of JSON: time, level, logger, message, and what was given as `extra`."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the line."""
        told: dict[str, object] = {
            "time": dt.datetime.fromtimestamp(record.created, dt.UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        told |= {k: v for k, v in record.__dict__.items() if k not in _USUAL}
        if record.exc_info and record.exc_info[0] is not None:
            told["error"] = record.exc_info[0].__name__
        return orjson.dumps(told, default=str).decode()


def set_up(var: Path) -> None:
    """Log what danhba does to var/danhba.log, ten megabytes at most and five older files."""
    logger = logging.getLogger("danhba")
    if any(isinstance(h, RotatingFileHandler) for h in logger.handlers):
        return
    handler = RotatingFileHandler(var / "danhba.log", maxBytes=10 << 20, backupCount=5, encoding="utf-8")
    handler.setFormatter(JsonLines())
    logger.addHandler(handler)
    logger.propagate = False  # the screen shows our lines only
    logger.setLevel(logging.INFO)
