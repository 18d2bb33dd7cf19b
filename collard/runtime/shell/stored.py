"""What IPython's `%store`, `%bookmark` and `%cd` remember: in the memory of the step, and gone with it.

IPython keeps it in files of the user's profile, from where other notebooks, and steps in any order, would read it.
"""

from __future__ import annotations

import pickle
from collections import UserDict
from fnmatch import fnmatchcase
from typing import Any


class StoredVariables(UserDict[str, Any]):
    """Stands for IPython's database: keys are paths such as `autorestore/x`; each reader gets a copy."""

    def __setitem__(self, key: str, value: Any) -> None:
        self.data[key] = pickle.dumps(value)

    def __getitem__(self, key: str) -> Any:
        return pickle.loads(self.data[key])

    def keys(self, pattern: str = "*") -> list[str]:  # type: ignore[override]
        """Names that match a pattern of a shell."""
        return sorted(key for key in self.data if fnmatchcase(key, pattern))
