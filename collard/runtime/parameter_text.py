"""A parameter's value as somebody typed it → the canonical Python literal that keys hold.

The same rules as the command line's (compiler/2-analyze/literals.ts): a text stands for itself, a whole number is a number
with a fraction where one is wanted. Argo's form has one more: after `python:` comes Python text in any case.
"""

from __future__ import annotations

import ast
import json
import math
import re
from decimal import Decimal
from typing import Any

LITERAL_PREFIX = "python:"
LARGEST_INT = 2**53
"""Beyond it, JSON and TypeScript would lose digits."""


class NoLiteral(ValueError):
    """The text does not fit the type of the parameter."""


def literal_for_type(text: str, kind: str) -> str:
    """The canonical literal for a parameter of the plan's type `kind`; raises `NoLiteral` when the text does not fit."""
    if text.startswith(LITERAL_PREFIX):
        return python_literal(text[len(LITERAL_PREFIX) :], kind)
    if kind == "str":
        return string_literal(text)
    if kind == "none":
        try:
            return python_literal(text, kind)
        except NoLiteral:
            return string_literal(text)
    word = re.sub("^[tf]", lambda letter: letter.group().upper(), text.strip()) if kind == "bool" else text
    return python_literal(word, kind)


def python_literal(text: str, kind: str) -> str:
    """A literal of this type in canonical form; a parameter that was `None` may become anything."""
    try:
        node = ast.parse(text.strip(), mode="eval").body
        value, literal = canonical_literal(node)
    except (SyntaxError, MemoryError, RecursionError) as error:
        raise NoLiteral(text) from error
    if kind == "float" and type(value) is int:
        value, literal = float(value), float_literal(float(value))
    found = "none" if value is None else type(value).__name__
    if kind not in ("none", found):
        raise NoLiteral(text)
    return literal


def canonical_literal(node: ast.expr) -> tuple[Any, str]:
    """The value of a literal and its canonical text."""
    if isinstance(node, ast.Constant):
        return node.value, constant_literal(node.value)
    if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.UAdd, ast.USub)):
        value, _ = canonical_literal(node.operand)
        if type(value) in (int, float):
            signed = -value if isinstance(node.op, ast.USub) else value
            return signed, constant_literal(signed)
    if isinstance(node, ast.List):
        items = [canonical_literal(item) for item in node.elts]
        return [value for value, _ in items], "[" + ", ".join(text for _, text in items) + "]"
    if isinstance(node, ast.Dict):
        return dict_literal(node)
    raise NoLiteral(ast.dump(node))


def dict_literal(node: ast.Dict) -> tuple[dict[Any, Any], str]:
    """As in Python, the first spelling of equal keys stays, with the last value."""
    values: dict[Any, Any] = {}
    texts: dict[Any, tuple[str, str]] = {}
    for key_node, value_node in zip(node.keys, node.values):
        if key_node is None:
            raise NoLiteral("**")
        (key, key_text), (value, text) = canonical_literal(key_node), canonical_literal(value_node)
        if isinstance(key, (list, dict)):
            raise NoLiteral(key_text)
        values[key] = value
        texts[key] = (texts[key][0] if key in texts else key_text, text)
    return values, "{" + ", ".join(f"{key}: {value}" for key, value in texts.values()) + "}"


def constant_literal(value: object) -> str:
    if value is None or isinstance(value, bool):
        return repr(value)
    if isinstance(value, int) and abs(value) <= LARGEST_INT:
        return repr(value)
    if isinstance(value, float) and math.isfinite(value):
        return float_literal(value)
    if isinstance(value, str) and not re.search("[\ud800-\udfff]", value):
        return string_literal(value)
    raise NoLiteral(repr(value))


def string_literal(value: str) -> str:
    """JSON's escapes are Python's, too."""
    return json.dumps(value, ensure_ascii=False)


def float_literal(value: float) -> str:
    """The shortest digits, written as JavaScript does: plain up to 21 digits, and from 0.000001 on."""
    sign = "-" if math.copysign(1, value) < 0 else ""
    if value == 0:
        return f"{sign}0.0"
    mantissa, _, power = f"{Decimal(repr(abs(value))).normalize():e}".partition("e")
    digits, point = mantissa.replace(".", ""), int(power) + 1
    if 0 < point <= 21:
        whole, fraction = digits[:point].ljust(point, "0"), digits[point:]
        return f"{sign}{whole}.{fraction or '0'}"
    if -6 < point <= 0:
        return f"{sign}0.{'0' * -point}{digits}"
    fraction = f".{digits[1:]}" if len(digits) > 1 else ""
    return f"{sign}{digits[0]}{fraction}e{point - 1:+d}"
