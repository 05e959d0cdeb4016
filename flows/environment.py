"""Prefect's settings for our runs, put into the environment before Prefect is imported; what the operator has set
stands."""

from __future__ import annotations

import os
from pathlib import Path


def prepare(var: Path, once: bool = True) -> None:
    """Keep Prefect's data under var/, its analytics off, its patience long, its log off the operator's screen.

    once: the server lives for one run only.
    """
    home = (var / "prefect").resolve()
    home.mkdir(parents=True, exist_ok=True)
    for name, value in {
        "PREFECT_HOME": str(home),
        # Prefect's own would answer anybody: ours stands behind a guard
        "PREFECT_SERVER_ALLOW_EPHEMERAL_MODE": "false",
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_CLOUD_ENABLE_ORCHESTRATION_TELEMETRY": "false",
        "DO_NOT_TRACK": "1",
        "PREFECT_LOGGING_LEVEL": "INFO",  # what the steps say goes to the run's page
        "PREFECT_SERVER_LOGGING_LEVEL": "CRITICAL",
        "PREFECT_LOGGING_TO_API_WHEN_MISSING_FLOW": "ignore",
        "PREFECT_API_SERVICES_EVENT_PERSISTER_ENABLED": "true",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_ENABLED": "events,flow_runs",
        "PREFECT_SERVER_SERVICES_DB_VACUUM_RETENTION_PERIOD": "2592000",  # 30 days
        "PREFECT_CLIENT_METRICS_ENABLED": "false",
        **({f"PREFECT_SERVER_SERVICES_{s}_ENABLED": "false" for s in _OF_A_STANDING_SERVER} if once else {}),
        **({"PREFECT_SERVER_UI_ENABLED": "false", "PREFECT_API_BLOCKS_REGISTER_ON_START": "false"} if once else {}),
    }.items():
        os.environ.setdefault(name, value)


def speak_to(url: str, auth: str) -> None:
    """Have Prefect's client speak to this server. auth: user:password; empty: what the environment says."""
    os.environ["PREFECT_API_URL"] = url
    if auth:
        os.environ["PREFECT_API_AUTH_STRING"] = auth


# Schedules, workers and automations need these; a server that lives for one run only pays for them.
_OF_A_STANDING_SERVER = (
    "SCHEDULER", "LATE_RUNS", "FOREMAN", "CANCELLATION_CLEANUP", "PAUSE_EXPIRATIONS", "REPOSSESSOR",
    "CLEANUP_RECONCILER", "TRIGGERS",
)  # fmt: skip
