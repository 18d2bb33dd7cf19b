"""What cannot leave its process, and what to write instead."""

from __future__ import annotations

import io
import pickle
from typing import NamedTuple

from .artifact import Refusal, TooLarge
from .description import qualified_name


class Cure(NamedTuple):
    """`what` completes "it is …" and "it holds …"."""

    what: str
    hint: str


_INSIDE = "create it inside the step that uses it"
_FILE = Cure(
    "an open file", "open the file inside the step that uses it, and pass its path between steps instead"
)
_GENERATOR = Cure(
    "a generator", "wrap it in a function that the later step calls, or keep its items with `list(...)`"
)
_ITERATOR = Cure("an iterator", "keep its items with `list(...)`")
_LOCK = Cure("a lock", f"{_INSIDE}: steps run in processes of their own")
_THREAD = Cure("a thread or a pool of workers", f"{_INSIDE}, and keep its results instead")
_CONNECTION = Cure(
    "a connection", "connect inside the step that uses it, and keep the rows that were read instead"
)
_SOCKET = Cure("a network connection", "connect inside the step that uses it")
_COROUTINE = Cure("a coroutine or a task", "`await` it and keep its result")
_VIEW = Cure("a view of another object", "keep a copy: `list(...)`, `dict(...)` or `bytes(...)` of it")
_REFERENCE = Cure("a weak reference", "keep the object itself")
_FRAME = Cure("a frame or a traceback", "keep its text: `traceback.format_exc()`")
_MODULE = Cure("a module", "import it inside the step that uses it, or in an `imports` cell")
_POINTER = Cure("memory of a C library", f"{_INSIDE} from data that can be saved")
_MATRIX = Cure("memory of xgboost", "keep X and y, and build the DMatrix inside the step that uses it")

# By module and name, so that nothing needs to be imported to know it. The first class of the MRO that is listed counts.
_CURES = {
    "_io._IOBase": _FILE,
    "tempfile._TemporaryFileWrapper": _FILE,
    "zipfile.ZipFile": _FILE,
    "tarfile.TarFile": _FILE,
    "h5py._hl.files.File": _FILE,
    "mmap.mmap": _FILE,
    "os.ScandirIterator": _ITERATOR,
    "ipykernel.iostream.OutStream": _FILE,
    "builtins.generator": _GENERATOR,
    "builtins.async_generator": _GENERATOR,
    "builtins.coroutine": _COROUTINE,
    "_asyncio.Future": _COROUTINE,
    "asyncio.events.AbstractEventLoop": _THREAD,
    "_contextvars.Context": _THREAD,
    "_contextvars.ContextVar": _THREAD,
    "_contextvars.Token": _THREAD,
    "_thread.lock": _LOCK,
    "_thread.RLock": _LOCK,
    "_thread._local": _THREAD,
    "threading.Condition": _LOCK,
    "threading.Semaphore": _LOCK,
    "threading.Event": _LOCK,
    "threading.Barrier": _LOCK,
    "threading.Thread": _THREAD,
    "_queue.SimpleQueue": _LOCK,
    "queue.Queue": _LOCK,
    "multiprocessing.synchronize.SemLock": _LOCK,
    "multiprocessing.process.BaseProcess": _THREAD,
    "multiprocessing.pool.Pool": _THREAD,
    "multiprocessing.connection._ConnectionBase": _SOCKET,
    "multiprocessing.queues.Queue": _LOCK,
    "concurrent.futures._base.Executor": _THREAD,
    "concurrent.futures._base.Future": _THREAD,
    "subprocess.Popen": _THREAD,
    "_socket.socket": _SOCKET,
    "ssl.SSLContext": _SOCKET,
    "_ssl._SSLContext": _SOCKET,
    "http.client.HTTPConnection": _SOCKET,
    "http.client.HTTPResponse": _SOCKET,
    "sqlite3.Connection": _CONNECTION,
    "sqlite3.Cursor": _CONNECTION,
    "sqlalchemy.engine.base.Engine": _CONNECTION,
    "sqlalchemy.engine.base.Connection": _CONNECTION,
    "psycopg2.extensions.connection": _CONNECTION,
    "psycopg.Connection": _CONNECTION,
    "pyspark.sql.session.SparkSession": _CONNECTION,
    "pyspark.context.SparkContext": _CONNECTION,
    "_duckdb.DuckDBPyConnection": _CONNECTION,
    "duckdb.duckdb.DuckDBPyConnection": _CONNECTION,
    "builtins.memoryview": _VIEW,
    "builtins.mappingproxy": _VIEW,
    "builtins.dict_keys": _VIEW,
    "builtins.dict_values": _VIEW,
    "builtins.dict_items": _VIEW,
    "builtins.weakref": _REFERENCE,
    "weakref.ReferenceType": _REFERENCE,
    "weakref.WeakSet": _REFERENCE,
    "weakref.WeakKeyDictionary": _REFERENCE,
    "weakref.WeakValueDictionary": _REFERENCE,
    "builtins.frame": _FRAME,
    "builtins.traceback": _FRAME,
    "builtins.module": _MODULE,
    "_ctypes._SimpleCData": _POINTER,
    "_ctypes._Pointer": _POINTER,
    "_ctypes.CFuncPtr": _POINTER,
    "_ctypes.Structure": _POINTER,
    "builtins.PyCapsule": _POINTER,
    "xgboost.core.DMatrix": _MATRIX,
}
_CLASS_HINT = "define its class at the top level of a cell (outside of functions), and make the object again after changing the class"
_GENERAL_HINT = "keep only the parts of it that can be saved, or make it again inside the step that uses it"


def cure_for(value: object) -> Cure | None:
    """What the value is and what to do instead, when its type is known not to travel."""
    for kind in type(value).__mro__:
        cure = _CURES.get(f"{kind.__module__}.{kind.__qualname__}")
        if cure is not None:
            return cure
    if hasattr(type(value), "__next__"):
        return _ITERATOR
    return None


def cannot_travel(value: object) -> bool:
    """Known at a glance, without trying: used for the globals that a function happens to mention."""
    if isinstance(value, (io.BytesIO, io.StringIO)):
        return False
    cure = cure_for(value)
    return cure is not None and cure not in (_MODULE, _ITERATOR)


def refusal(value: object, culprit: object, error: BaseException) -> Refusal:
    """Explains a failed attempt. `culprit` is the innermost object that was being saved."""
    kind = qualified_name(type(value))
    own = cure_for(value)
    if own is not None:
        return Refusal(kind, f"it is {own.what}", own.hint)
    if isinstance(error, TooLarge):
        return Refusal(
            kind, "it is larger than what is kept", "pass it to a later step to keep it whatever its size"
        )
    if isinstance(error, RecursionError):
        return Refusal(kind, "it is nested too deeply", "store its parts in a flat list or a dict instead")
    if isinstance(error, MemoryError):
        return Refusal(kind, "there is not enough memory to save it", "keep less of it, or save it in parts")
    inner = cure_for(culprit)
    if inner is not None:
        return Refusal(kind, f"it holds {inner.what} ({qualified_name(type(culprit))})", inner.hint)
    hint = (
        _CLASS_HINT if isinstance(culprit, type) or isinstance(error, pickle.PicklingError) else _GENERAL_HINT
    )
    reason = str(error).strip().splitlines()
    return Refusal(kind, reason[0][:300] if reason else type(error).__name__, hint)
