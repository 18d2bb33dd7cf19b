"""Fixtures: an empty workspace, and one warm fork server for all tests of a module."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from step_harness import Server, Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(tmp_path)


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    running = Server("numpy", "pandas")
    yield running
    assert running.close() == 0
