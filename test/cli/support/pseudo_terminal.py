"""Runs a command in a pseudo terminal of a given size and prints everything it wrote, as JSON text.

`python pseudo_terminal.py <columns> <rows> <command>…`. With `KEYS=<hex>` in the environment, those bytes are typed as soon
as the text `WAIT` has been written.
"""

from __future__ import annotations

import fcntl
import json
import os
import pty
import struct
import sys
import termios


def resize(terminal: int, columns: int, rows: int) -> None:
    fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))


def main(columns: int, rows: int, command: list[str]) -> None:
    keys, wait = os.environ.pop("KEYS", ""), os.environ.pop("WAIT", "").encode()
    begin, go = os.pipe()
    pid, terminal = pty.fork()
    if pid == 0:
        os.read(begin, 1)  # the size must stand before the program asks for it
        os.execvp(command[0], command)
    resize(terminal, columns, rows)
    os.write(go, b"x")
    written = b""
    while piece := read(terminal):
        written += piece
        if keys and wait in written:
            os.write(terminal, bytes.fromhex(keys))
            keys = ""
    _, status = os.waitpid(pid, 0)
    print(
        json.dumps({"code": os.waitstatus_to_exitcode(status), "written": written.decode("utf-8", "replace")})
    )


def read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:  # the other side is closed
        return b""


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
