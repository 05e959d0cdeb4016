"""The samples that come with the program, by the name of their registry."""

from __future__ import annotations

from danhba.samples import sample_inbox, sample_today
from danhba.samples.sample import Sample

SAMPLES: dict[str, Sample] = {one.registry: one for one in (sample_inbox.SAMPLE, sample_today.SAMPLE)}
