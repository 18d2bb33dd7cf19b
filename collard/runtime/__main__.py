"""Starts the step runner from a folder, from a zip file, or as an installed package."""

import importlib
import sys
import types
from pathlib import Path

PRIVATE_NAME = "collard_runtime"


def package_name() -> str:
    """Name under which the modules beside this file can be imported.

    Started as a script, Python puts this folder first on `sys.path`. The modules here would then hide the user's own
    (`values`, `step`, …), so the folder leaves the path again and becomes a package with a name of its own.
    """
    if __package__:
        return __package__
    here = str(Path(__file__).absolute().parent)
    sys.path[:] = [entry for entry in sys.path if str(Path(entry).absolute()) != here]
    package = types.ModuleType(PRIVATE_NAME)
    package.__path__ = [here]
    sys.modules[PRIVATE_NAME] = package
    return PRIVATE_NAME


if __name__ == "__main__":
    commands = importlib.import_module(f"{package_name()}.commands")
    sys.exit(commands.main(sys.argv[1:]))
