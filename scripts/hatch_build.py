"""Builds the TypeScript parts before a wheel is packed, unless it is there already."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BUILT = (
    "collard/backend/cli.mjs",
    "collard/backend/server.mjs",
    "collard/runtime.pyz",
    "build/labextension/package.json",
)


class TypeScript(BuildHookInterface):  # type: ignore[type-arg]
    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        root = Path(self.root)
        if version == "editable" or all((root / file).exists() for file in BUILT):
            return
        npm, node = shutil.which("npm"), shutil.which("node")
        if not npm or not node:
            raise RuntimeError(
                "Building from source needs Node 20 or newer with npm; a published wheel does not."
            )
        if not (root / "node_modules").exists():
            subprocess.run([npm, "ci", "--no-audit", "--no-fund"], cwd=root, check=True)
        subprocess.run([node, "scripts/build.mjs"], cwd=root, check=True)
