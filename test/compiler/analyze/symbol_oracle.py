"""Prints what CPython's own symbol table says about names of the module, for every file of its standard library.

One JSON object a line: the path, the module-level names that any scope reads, and those that any scope binds. Files that
this CPython does not compile are left out.
"""

from __future__ import annotations

import json
import symtable
import sys
import sysconfig
import tokenize
from collections.abc import Iterator
from pathlib import Path


def scopes(table: symtable.SymbolTable) -> Iterator[symtable.SymbolTable]:
    yield table
    for child in table.get_children():
        yield from scopes(child)


def module_names(source: str, name: str) -> dict[str, list[str]]:
    reads: set[str] = set()
    definitions: set[str] = set()
    for table in scopes(symtable.symtable(source, name, "exec")):
        is_module = table.get_type() == "module"
        for symbol in table.get_symbols():
            if is_module or symbol.is_global():
                if symbol.is_referenced():
                    reads.add(symbol.get_name())
                if symbol.is_assigned() or symbol.is_imported():
                    definitions.add(symbol.get_name())
    return {"reads": sorted(reads), "definitions": sorted(definitions)}


def main() -> None:
    root = Path(sysconfig.get_paths()["stdlib"])
    for path in sorted(root.rglob("*.py")):
        if "site-packages" in path.parts:
            continue
        try:
            with tokenize.open(path) as file:
                source = file.read()
            compile(source, str(path), "exec", dont_inherit=True)
            names = module_names(source, str(path))
        except (SyntaxError, UnicodeDecodeError, ValueError, RecursionError):
            continue
        sys.stdout.write(json.dumps({"path": str(path), "file": str(path.relative_to(root)), **names}) + "\n")


if __name__ == "__main__":
    main()
