"""A form of a pickle in which equal values look alike more often.

Whether two equal strings inside a value are one object is an accident (of interning, of having been loaded before),
yet a pickle shows it: the second is written either in full or as a reference. Here every string is a number in order
of first appearance, and references to other objects are renumbered as if strings had none. The result only feeds the
digest of a value; nobody loads it. Opcodes are described in the standard library's `pickletools`.
"""

from __future__ import annotations

from collections.abc import Iterable

# Beyond this size the work, which is Python's, would be felt; the digest is then that of the bytes as they are.
LIMIT = 128 << 10

_MEMOIZE, _GET, _LONG_GET, _FRAME = 0x94, 0x68, 0x6A, 0x95

# Opcode → bytes of its fixed argument.
_FIXED = {
    **dict.fromkeys(b"(.012N\x88\x89)t\x85\x86\x87]ae}sub\x81\x92\x93R\x94\x8f\x90\x91\x97\x98", 0),
    **dict.fromkeys(b"Kh\x80", 1),
    **dict.fromkeys(b"M", 2),
    **dict.fromkeys(b"Jj", 4),
    **dict.fromkeys(b"G\x95", 8),
}
# Opcode → bytes of the length that precedes its argument.
_COUNTED = {0x8A: 1, 0x8C: 1, 0x43: 1, 0x8B: 4, 0x58: 4, 0x42: 4, 0x8D: 8, 0x8E: 8, 0x96: 8}
# Immutable text and bytes: those whose identity does not matter.
_TEXT = frozenset((0x8C, 0x58, 0x8D))
_BYTES = frozenset((0x43, 0x42, 0x8E))


def canonical(chunks: Iterable[bytes], size: int) -> bytes:
    """The canonical form, or nothing when the pickle is large or has opcodes that this module does not know."""
    if size > LIMIT:
        return b""
    rewriter = _Rewriter(b"".join(chunks))
    return b"".join(rewriter.parts) if rewriter.run() else b""


class _Rewriter:
    def __init__(self, pickle: bytes) -> None:
        self.parts: list[bytes] = []
        self._pickle = pickle
        # For each memoized object, its canonical reference.
        self._memo: list[bytes] = []
        self._objects = 0
        self._texts: dict[tuple[bool, bytes], bytes] = {}

    def run(self) -> bool:
        pickle, parts = self._pickle, self.parts
        position, end = 0, len(pickle)
        text: bytes | None = None
        while position < end:
            opcode = pickle[position]
            start = position + 1
            width = _FIXED.get(opcode)
            if width is not None:
                position = start + width
                if opcode == _MEMOIZE:
                    self._memoize(text)
                elif opcode in (_GET, _LONG_GET):
                    parts.append(self._memo[int.from_bytes(pickle[start:position], "little")])
                elif opcode != _FRAME:
                    parts.append(pickle[start - 1 : position])
                text = None
                continue
            width = _COUNTED.get(opcode)
            if width is None:
                return False
            first = start + width
            position = first + int.from_bytes(pickle[start:first], "little")
            text = None
            if opcode in _TEXT or opcode in _BYTES:
                text = self._text(opcode in _TEXT, pickle[first:position])
            else:
                parts.append(pickle[start - 1 : position])
        return True

    def _memoize(self, text: bytes | None) -> None:
        if text is not None:
            self._memo.append(text)
            return
        self._memo.append(b"<%d>" % self._objects)
        self._objects += 1

    def _text(self, is_text: bool, content: bytes) -> bytes:
        """Writes a reference to the string, preceded by its content where it appears for the first time."""
        key = (is_text, content)
        reference = self._texts.get(key)
        if reference is None:
            reference = self._texts[key] = b"{%d}" % len(self._texts)
            # Neither quote is an opcode, nor are `{` and `<`, so no two pickles have one canonical form.
            self.parts.append(b"%s%d:%s" % (b'"' if is_text else b"'", len(content), content))
        self.parts.append(reference)
        return reference
