"""An authorizer for the tests: everybody may do everything, but with the header `X-Guest` only read what is ours."""

from __future__ import annotations

from typing import Any

from jupyter_server.auth import Authorizer


class Rules(Authorizer):
    def is_authorized(self, handler: Any, user: Any, action: str, resource: str) -> bool:
        guest = "X-Guest" in handler.request.headers
        return not guest or (resource == "collard" and action == "read")
