"""CPython's opinion on which programs are the same, for the tests of the normal form.

`unparse <file>…` prints for every file that compiles one JSON line `{"file", "text", "unparsed"}`: the file, and the same program as CPython
writes it. `mutate <seed> <count> <file>…` takes top-level statements of the files and changes one token of each: it prints `count` lines
`{"original", "mutant", "same"}`, where `same` says whether CPython sees the same program.
"""

from __future__ import annotations

import ast
import io
import json
import random
import sys
import tokenize
import warnings
from collections.abc import Iterator
from pathlib import Path

OPERATORS = [
    *(["+", "-", "*", "/", "//", "%", "@", "**", "&", "|", "^", "<<", ">>"]),
    *(["==", "!=", "<", "<=", ">", ">=", "is", "in", "and", "or"]),
    *(["=", "+=", "-=", "*=", ":=", ":", ",", ";", ".", "(", ")", "[", "]", "{", "}"]),
]
LONGEST_STATEMENT = 40


def readable(files: list[str]) -> Iterator[tuple[str, str, ast.Module]]:
    """The files that are valid Python, with their text and tree."""
    for file in files:
        try:
            with tokenize.open(Path(file)) as opened:
                text = opened.read()
            yield file, text, ast.parse(text)
        except (SyntaxError, UnicodeError, ValueError):
            continue


def unparse(files: list[str]) -> None:
    """Prints every program in CPython's own words."""
    for file, text, tree in readable(files):
        unparsed = ast.unparse(tree)
        print(json.dumps({"file": file, "text": text, "unparsed": unparsed}))


class Flattened(ast.NodeTransformer):
    """`(a and b) and c` is `a and b and c`; strings have no `u`."""

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        """Takes up the operands of a first operand with the same operator."""
        self.generic_visit(node)
        first = node.values[0]
        if isinstance(first, ast.BoolOp) and type(first.op) is type(node.op):
            node.values[0:1] = first.values
        return node

    def visit_Constant(self, node: ast.Constant) -> ast.AST:
        """Forgets how a string was written."""
        node.kind = None
        return node


def program(text: str) -> str | None:
    """A text that is equal for equal programs; None for what is no program."""
    try:
        compile(text, "<statement>", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT, dont_inherit=True)
        return ast.dump(Flattened().visit(ast.parse(text)))
    except (SyntaxError, ValueError, OverflowError):
        return None


def changed(token: tokenize.TokenInfo, chance: random.Random) -> str:
    """Another text for one token."""
    text = token.string
    if token.type == tokenize.NUMBER:
        return chance.choice([f"{text}0", f"1{text}", "0", "1.5", f"0x{text}", f"{text}_0", f"{text}.0"])
    if token.type == tokenize.NAME:
        return chance.choice(
            [f"{text}_", f"({text})", "x", f"not {text}", f"-{text}", f"await {text}", f"{text}  "]
        )
    if token.type == tokenize.STRING:
        place = chance.randrange(len(text))
        pieces = ["", "a", "\\", "'", '"', "{", "}", "{a}", "!r", ":", "=", "\\\n", "\\x41", "A", " "]
        return chance.choice(
            [
                text[:place] + chance.choice(pieces) + text[place + 1 :],
                f"f{text}",
                f"b{text}",
                f"r{text}",
                f"({text})",
                text + text,
            ]
        )
    if token.type == tokenize.OP:
        return chance.choice([*OPERATORS, "", f"{text} ", f"{text}*", f",{text}", f"{text},"])
    return chance.choice([text, f" # note{text}", "", f"{text}\n"])


def mutants(text: str, chance: random.Random) -> Iterator[str]:
    """Variants of a statement that differ in one token."""
    tokens = [token for token in tokenize.generate_tokens(io.StringIO(text).readline) if token.string]
    lines = text.splitlines(keepends=True)
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line))
    while tokens:
        token = chance.choice(tokens)
        start = offsets[token.start[0] - 1] + token.start[1]
        end = offsets[token.end[0] - 1] + token.end[1]
        yield text[:start] + changed(token, chance) + text[end:]


def mutate(seed: int, count: int, files: list[str]) -> None:
    """Prints pairs of statements until there are enough."""
    chance = random.Random(seed)
    statements = [
        segment
        for _, text, tree in readable(files)
        for statement in tree.body
        if (segment := ast.get_source_segment(text, statement)) and segment.count("\n") < LONGEST_STATEMENT
    ]
    while count > 0:
        original = chance.choice(statements)
        for mutant, _ in zip(mutants(original, chance), range(4)):
            after = program(mutant)
            if after is not None and mutant != original and count > 0:
                print(
                    json.dumps({"original": original, "mutant": mutant, "same": program(original) == after})
                )
                count -= 1


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    sys.setrecursionlimit(10_000)
    if sys.argv[1] == "unparse":
        unparse(sys.argv[2:])
    else:
        mutate(int(sys.argv[2]), int(sys.argv[3]), sys.argv[4:])
