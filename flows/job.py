"""One run of the job on its way through Prefect: what it works on, what came of it, and that no step is done twice.

Nothing here imports Prefect. Whatever a step of ours raises is kept as itself; everything else that is raised is
Prefect's.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Generic, TypeVar

from danhba.run.context import RunContext
from danhba.run.summary import Outcome

T = TypeVar("T")


@dataclass(slots=True)
class Job:
    """A run: `outcome` once its steps are done, `error` when one of them raised, `lost` once Prefect has failed to
    record it."""

    context: RunContext
    outcome: Outcome | None = None
    error: BaseException | None = None
    lost: BaseException | None = None
    begun: bool = False


# The run that the command line has opened; without one the flow opens its own.
CURRENT: ContextVar[Job | None] = ContextVar("danhba-job", default=None)


class Once(Generic[T]):
    """One step with what it works on, done once, whatever becomes of the server that watches. Opaque: Prefect does not
    look into it."""

    __slots__ = ("_call", "begun", "done", "error")

    def __init__(self, call: Callable[[], T]) -> None:
        self._call = call
        self.begun = False
        self.done: list[T] = []
        self.error: BaseException | None = None

    def do(self) -> T:
        """Do the step. Raises what the step raises."""
        if self.begun:
            raise RuntimeError("a step is done once")
        self.begun = True
        try:
            self.done.append(self._call())
        except BaseException as error:
            self.error = error
            raise
        return self.done[0]

    def after(self, failure: BaseException) -> T:
        """Return the step's result after Prefect has failed: what was done stands, what was not begun is done now.

        Raises the step's own error as itself; `failure` where it is an interruption, or the step was cut off.
        """
        if self.error is not None:
            raise self.error
        if self.done:
            return self.done[0]
        if self.begun or not isinstance(failure, Exception):
            raise failure
        return self.do()
