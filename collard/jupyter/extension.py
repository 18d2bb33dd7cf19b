"""The extension as Jupyter sees it: settings, routes, and an end."""

from __future__ import annotations

import os

from jupyter_server.extension.application import ExtensionApp
from traitlets import Unicode

from .backend import Backend
from .handlers import ApiHandler, StatusHandler


class CollardExtension(ExtensionApp):
    """Configured as `c.CollardExtension.… = …` in jupyter_server_config.py."""

    name = "collard"

    node = Unicode("", help="Path of the Node program to use; found by itself unless said.").tag(config=True)

    backend: Backend

    def initialize_handlers(self) -> None:
        assert self.serverapp is not None
        root = os.path.expanduser(self.serverapp.root_dir)  # noqa: PTH111
        self.backend = Backend(root, self.node, self.log)
        settings = {"backend": self.backend}
        self.handlers.extend(
            [
                ("/collard/status", StatusHandler, settings),
                ("/collard/api/(.*)", ApiHandler, settings),
            ]
        )

    async def stop_extension(self) -> None:
        await self.backend.stop()
