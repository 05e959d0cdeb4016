"""The second reading: before a number is published its row is read once more, by code that shares nothing with `locate`
and `check`."""

from danhba.audit.claim import Claim
from danhba.audit.second_reading import Auditor

__all__ = ["Auditor", "Claim"]
