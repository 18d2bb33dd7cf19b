"""Why a request cannot be passed on, in the shape in which our Node server says it (`refusalSchema` of protocol/api.ts)."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    def __init__(
        self, status: int, code: str, message: str, hint: str = "", *, retryable: bool = False
    ) -> None:
        super().__init__(message)
        self.status = status
        self.content: dict[str, Any] = {
            "error": {"code": code, "message": message, "hint": hint, "retryable": retryable}
        }
