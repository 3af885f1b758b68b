"""What of our own travels in the bundle. One rule: it is derived from the commands and the installed rooms, not listed.

`kiosk.boot.commands` names the module of each command as a string, which PyInstaller cannot follow; from those modules
on it finds every import by itself. Alembic reads the steps of the databases as files, whose imports it cannot see.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from importlib.metadata import distributions
from importlib.util import find_spec
from pathlib import Path

from manual import leaves

from kiosk.boot.commands import _parser

ROOMS = ("kiosk", "ui", "db", "printers", "shelter")
STEPS = "migrations"
OF_THE_BUILD = frozenset(
    {"altgraph", "macholib", "packaging", "pefile", "pip", "pyinstaller", "pyinstaller_hooks_contrib", "pywin32_ctypes"}
    | {"setuptools"}
)
NOT_SHIPPED = (
    *("pip", "setuptools", "pkg_resources", "_distutils_hack", "PyInstaller", "test", "doctest", "pydoc", "unittest"),
    *("tkinter", "readline", "curses"),
    *(f"_codecs_{name}" for name in ("cn", "hk", "iso2022", "jp", "kr", "tw")),
    *(f"sqlalchemy.dialects.{name}" for name in ("mssql", "mysql", "oracle")),
)
"""Of the build and of tests; Python's own windows, prompts and encodings before Unicode; databases nobody has here."""


def command_modules() -> set[str]:
    """The module behind each command."""
    return {str(command.get_default("runs")[0]) for command in leaves(_parser())}


def lazy_modules(platform: str) -> set[str]:
    """What else is asked for by name: on Windows time zones, of which it has none, and pywin32 by our printers. Other
    systems have zones of their own, which are kept up to date.
    """
    return {"tzdata", "win32print"} if platform == "win32" else set()


def step_imports(house: Path) -> set[str]:
    """Every module that a step of a database imports."""
    found: set[str] = set()
    for path in (path for path in _files(house) if _is_step(path)):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found.update(name.name for name in node.names)
            if isinstance(node, ast.ImportFrom) and node.module:
                inside = {f"{node.module}.{name.name}" for name in node.names}
                found.update({node.module}, (name for name in inside if _is_module(name)))
    return found - {"__future__"}


def data_files(house: Path) -> list[tuple[str, str]]:
    """(file, its folder in the bundle) for all in our rooms that is no module, and for the steps of the databases."""
    wanted = (path for path in _files(house) if path.suffix not in (".py", ".pyc") or _is_step(path))
    return [(str(path), path.parent.relative_to(house).as_posix()) for path in wanted]


def wheels(packages: Path) -> list[str]:
    """The installed packages that the program runs on, for their versions and licence texts."""
    names = sorted(one.metadata["Name"] for one in distributions(path=[str(packages)]))
    return [name for name in names if name.lower().replace("-", "_") not in OF_THE_BUILD]


def _files(house: Path) -> Iterator[Path]:
    for room in ROOMS:
        yield from (path for path in sorted((house / room).rglob("*")) if path.is_file())


def _is_step(path: Path) -> bool:
    return path.suffix == ".py" and STEPS in path.parts


def _is_module(name: str) -> bool:
    try:
        return find_spec(name) is not None
    except ModuleNotFoundError:
        return False
