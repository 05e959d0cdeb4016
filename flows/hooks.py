"""What Prefect calls when a night has failed or crashed: the runner calls it too where the run's process is gone."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from danhba.nights.tell import tell_quietly
from danhba.settings import SettingsError, load_settings


def tell_after(flow: Any, flow_run: Any, state: Any) -> None:
    """Tell of the troubles there are now. A run that still ends in this process is told of by itself, once it has
    ended."""
    del flow, flow_run, state
    config = os.environ.get("DANHBA_CONFIG")
    try:
        tell_quietly(load_settings(Path(config) if config else None))
    except SettingsError:  # the run has said so
        return
