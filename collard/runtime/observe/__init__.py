"""Watches a step while it runs: what its result depends on besides its key, and what it leaves behind.

Python announces what a program does through audit events (PEP 578); one hook hears them all. What it cannot hear is
treated with care: files that compiled code opens by itself (`native.py`), questions whether a file exists
(`probes.py`), environment variables (`variables.py`), programs and connections (`processes.py`, `network.py`). Not seen
at all: network access of compiled code outside the table in `network.py`, files outside the workspace that compiled code
opens under a computed name, clocks and random numbers.
"""

from .observer import Observation, Observer

__all__ = ["Observation", "Observer"]
