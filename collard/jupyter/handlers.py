"""The two routes of the extension. Who may come in is Jupyter's business on both: token or cookie, cross-site check, authorizer."""

from __future__ import annotations

import json
from collections.abc import Awaitable, Callable

from jupyter_server.auth.decorator import authorized
from jupyter_server.base.handlers import APIHandler
from tornado import web

from .backend import Backend
from .kernels import kernel_headers
from .refusal import Refusal
from .relay import Relay

RESOURCE = "collard"
EVENTS = "events"

Method = Callable[["ApiHandler", str], Awaitable[None]]
may_execute: Callable[[Method], Method] = authorized("execute")
"""Everything that is posted runs code or changes what runs leave behind."""


class StatusHandler(APIHandler):
    """`GET collard/status`: whether our server runs, and if not, why. Starts nothing, and is no activity of the user."""

    auth_resource = RESOURCE
    _track_activity = False

    def initialize(self, backend: Backend) -> None:
        self._backend = backend

    @web.authenticated
    @authorized
    async def get(self) -> None:
        self.finish(json.dumps(await self._backend.status()))


class ApiHandler(APIHandler):
    """`collard/api/…`: passed on to our server, which is started when it is needed. See protocol/api.ts for what there is."""

    auth_resource = RESOURCE

    def initialize(self, backend: Backend) -> None:
        self._backend = backend
        self._relay: Relay | None = None

    @web.authenticated
    @authorized
    async def get(self, path: str) -> None:
        # The page follows events as long as it is open; that must not keep an idle server from being stopped.
        self._track_activity = path != EVENTS
        await self._forward(path)

    @web.authenticated
    @may_execute
    async def post(self, path: str) -> None:
        await self._forward(path)

    @web.authenticated
    @authorized
    async def delete(self, path: str) -> None:
        await self._forward(path)

    def on_connection_close(self) -> None:
        if self._relay is not None:
            self._relay.close()

    async def _forward(self, path: str) -> None:
        try:
            asked = self.get_query_argument("kernel", None)
            headers = {} if asked is None else await kernel_headers(self, asked)
            self._relay = Relay(self, await self._backend.ensure())
            await self._relay.send(self._address(), headers)
        except Refusal as refusal:
            self._refuse(refusal)

    def _address(self) -> str:
        """Path and query behind `collard/api`, encoded as they came: `%2F` in a name is not a slash."""
        _, _, rest = self.request.uri.partition("/collard/api/")
        return f"/{rest}"

    def _refuse(self, refusal: Refusal) -> None:
        self.set_status(refusal.status)
        self.finish(json.dumps(refusal.content))
