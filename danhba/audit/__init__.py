"""The second reading: before a number is published its row is read once more, by code that shares nothing with `locate`
and `check`."""

from danhba.audit.second_reading import Auditor, Claim

__all__ = ["Auditor", "Claim"]
