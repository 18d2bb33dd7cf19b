"""Keeps secret values out of everything that people see: outputs, previews, errors, the log."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

MASK = "***"


class Masker:
    """Replaces secret values, also as `repr` and JSON write them, by `***`."""

    def __init__(self, secrets: Iterable[str]) -> None:
        forms = {form for secret in secrets if secret for form in spellings(secret)}
        self.forms = sorted(forms, key=len, reverse=True)

    def text(self, text: str) -> str:
        for form in self.forms:
            text = text.replace(form, MASK)
        return text

    def json(self, value: Any) -> Any:
        """The same for every string inside plain JSON, keys included."""
        if not self.forms:
            return value
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {self.text(str(name)): self.json(item) for name, item in value.items()}
        if isinstance(value, (list, tuple)):
            return [self.json(item) for item in value]
        return value

    def contains_secret(self, data: bytes) -> bool:
        return any(form.encode("utf-8", "surrogatepass") in data for form in self.forms)


def spellings(secret: str) -> tuple[str, ...]:
    return secret, repr(secret)[1:-1], json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1]


class StreamMasker:
    """Masks text that arrives in pieces: holds back an end that may turn out to be the start of a secret."""

    def __init__(self, masker: Masker) -> None:
        self.masker = masker
        self.held = ""

    def feed(self, text: str) -> str:
        if not self.masker.forms:
            return text
        text = self.masker.text(self.held + text)
        keep = max((overlap(text, form) for form in self.masker.forms), default=0)
        self.held = text[len(text) - keep :]
        return text[: len(text) - keep]

    def finish(self) -> str:
        rest, self.held = self.held, ""
        return rest


def overlap(text: str, form: str) -> int:
    """Length of the longest proper start of `form` that `text` ends with."""
    for length in range(min(len(form) - 1, len(text)), 0, -1):
        if text.endswith(form[:length]):
            return length
    return 0
