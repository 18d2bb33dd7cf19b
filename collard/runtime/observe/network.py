"""Notices connections: what is at the other end may be different next time."""

from __future__ import annotations

import socket
from typing import Any

from .audit import Handler

NATIVE_CLIENTS = frozenset(
    {"grpc", "psycopg2", "psycopg", "pymssql", "pyodbc", "cx_Oracle", "oracledb", "MySQLdb", "mysql", "pycurl",
     "confluent_kafka", "adbc_driver_postgresql", "snowflake", "cassandra"}
)  # fmt: skip
"""Libraries that connect from compiled code, where no audit event tells: importing one counts as using it."""


class NetworkFollower:
    """Collects reasons. A connection within the machine counts as well: it may be a database."""

    def __init__(self) -> None:
        self.reasons: list[str] = []

    def handlers(self) -> dict[str, Handler]:
        return {
            "socket.connect": self.on_connect,
            "socket.sendto": self.on_connect,
            "socket.sendmsg": self.on_connect,
        }

    def on_connect(self, arguments: tuple[Any, ...]) -> None:
        connection, address = arguments[0], arguments[1]
        if getattr(connection, "family", None) in (socket.AF_INET, socket.AF_INET6) and address:
            self.reasons.append(f"it opens a network connection ({address[0]}:{address[1]})")

    def imported(self, module: str) -> None:
        name = module.partition(".")[0]
        if name in NATIVE_CLIENTS:
            self.reasons.append(f"it uses {name}, which connects by itself")
