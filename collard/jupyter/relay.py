"""One request to our Node server and the answer back to the browser, piece by piece and no faster than the browser reads."""

from __future__ import annotations

import socket
from collections.abc import Mapping

from jupyter_server.base.handlers import APIHandler
from tornado.http1connection import HTTP1Connection, HTTP1ConnectionParameters
from tornado.httputil import HTTPHeaders, HTTPMessageDelegate, RequestStartLine, ResponseStartLine
from tornado.iostream import IOStream, StreamClosedError

from .process import NodeProcess
from .refusal import Refusal

INWARD = ("Accept", "Content-Type", "Last-Event-Id")
"""Headers of the browser that Node gets to see: its cookies and tokens are for Jupyter alone."""

OUTWARD = ("Content-Type", "Cache-Control")

LARGEST_ANSWER = 1 << 40
"""Bytes: none; a stream of events has no end."""


class Relay(HTTPMessageDelegate):
    """Passes one answer on."""

    def __init__(self, handler: APIHandler, node: NodeProcess) -> None:
        self._handler = handler
        self._node = node
        self._stream = IOStream(socket.socket(socket.AF_UNIX))
        self._begun = False
        self._browser_gone = False

    async def send(self, path: str, extra: Mapping[str, str]) -> None:
        """`path` with its query. Raises `Refusal` when Node does not answer; a browser that has gone is no error."""
        try:
            await self._stream.connect(str(self._node.socket))
            complete = await self._exchange(path, extra)
        except (OSError, StreamClosedError):
            complete = False
        finally:
            self._stream.close()
        if not complete and not self._browser_gone:
            self._break_off()

    def close(self) -> None:
        """The browser has gone, and Node shall know."""
        self._browser_gone = True
        self._stream.close()

    def headers_received(
        self, start_line: RequestStartLine | ResponseStartLine, headers: HTTPHeaders
    ) -> None:
        assert isinstance(start_line, ResponseStartLine)
        self._begun = True
        self._handler.set_status(start_line.code)
        self._handler.clear_header("Content-Type")
        for name in OUTWARD:
            if name in headers:
                self._handler.set_header(name, headers[name])
        self._handler.set_header("X-Accel-Buffering", "no")  # nginx would hold events back

    async def data_received(self, chunk: bytes) -> None:
        self._handler.write(chunk)
        try:
            await self._handler.flush()
        except StreamClosedError:
            self.close()

    async def _exchange(self, path: str, extra: Mapping[str, str]) -> bool:
        request = self._handler.request
        headers = HTTPHeaders({"Host": "collard", "Authorization": f"Bearer {self._node.secret}", **extra})
        for name in INWARD:
            if name in request.headers:
                headers[name] = request.headers[name]
        headers["Content-Length"] = str(len(request.body))
        parameters = HTTP1ConnectionParameters(no_keep_alive=True, max_body_size=LARGEST_ANSWER)
        connection = HTTP1Connection(self._stream, True, parameters)
        line = RequestStartLine(request.method or "GET", path, "HTTP/1.1")
        await connection.write_headers(line, headers, request.body)
        connection.finish()
        return await connection.read_response(self)

    def _break_off(self) -> None:
        """An answer that has begun can only be cut short, so that nobody takes it for whole."""
        if self._begun:
            self._handler.detach().close()
            return
        message = "Collard's server ended while it was at work."
        raise Refusal(502, "server-crashed", message, "Try again.", retryable=True)
