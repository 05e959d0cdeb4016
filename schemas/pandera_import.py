"""pandera, imported without dask: where dask is installed pandera loads it, a third of a second that no reader here
needs."""

from __future__ import annotations

import sys

_hidden = "dask" not in sys.modules
if _hidden:
    sys.modules["dask"] = None  # type: ignore[assignment]
try:
    import pandera.errors as errors
    import pandera.pandas as pa
    import pandera.typing.dask  # noqa: F401
finally:
    if _hidden:
        del sys.modules["dask"]

__all__ = ["errors", "pa"]  # pandera.typing is loaded here only so that it is loaded without dask
