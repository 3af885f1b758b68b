"""The page that `man ceiba` shows, out of the program's own parser. One rule: no command is described twice.

What a parser cannot know (folders, exit codes, units) stands in `ceiba.1.in`, into which the commands are put. Debian
12 has no argparse-manpage, and that library does not take a page of one's own around the commands.
Run as `python packaging/deb/manual.py FOLDER-OF-THE-SOURCE YYYY-MM-DD`.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterator
from pathlib import Path

TEMPLATE = Path(__file__).with_name("ceiba.1.in")


def page(parser: argparse.ArgumentParser, version: str, day: str) -> str:
    """The whole page in man(7)'s language."""
    commands = "\n".join(_described(parser))
    written = TEMPLATE.read_text("utf-8")
    for mark, text in (("@VERSION@", version), ("@DAY@", day), ("@COMMANDS@", commands)):
        written = written.replace(mark, text)
    return written


def leaves(parser: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Every command that can be run, in the order of the help."""
    below = [action.choices for action in parser._actions if isinstance(action, argparse._SubParsersAction)]
    if not below:
        yield parser
    for choices in below:
        for command in choices.values():
            yield from leaves(command)


def _described(parser: argparse.ArgumentParser) -> Iterator[str]:
    for command in leaves(parser):
        yield f".SS {_roff(command.prog)}"
        yield _sentence(command.description or "")
        for action in command._actions:
            if action.dest != "help":
                yield from _argument(action)


def _argument(action: argparse.Action) -> Iterator[str]:
    yield ".TP"
    names = ", ".join(rf"\fB{_roff(name)}\fR" for name in action.option_strings)
    yield f"{names} {_value(action)}".strip()
    yield _sentence("the data folder; see FILES" if action.dest == "data" else action.help or _default(action))


def _value(action: argparse.Action) -> str:
    if action.nargs == 0:
        return ""
    choices = "|".join(map(str, action.choices)) if action.choices else action.dest
    shown = action.metavar if isinstance(action.metavar, str) else choices
    return rf"\fI{_roff(shown)}\fR"


def _default(action: argparse.Action) -> str:
    plain = isinstance(action.default, str | int | float) and action.default not in ("", False, True)
    return f"{action.default} without it" if plain else "see the guides"


def _sentence(text: str) -> str:
    text = re.sub(r"%\((\w+)\)s", r"\1", text).replace("%%", "%")
    return _roff(text[:1].upper() + text[1:].rstrip(".") + ".")


def _roff(text: str) -> str:
    escaped = text.replace("\\", r"\e").replace("-", r"\-").replace("`", "")
    return rf"\&{escaped}" if escaped.startswith((".", "'")) else escaped


if __name__ == "__main__":
    sys.path.insert(0, sys.argv[1])
    import tomllib

    from kiosk.boot.commands import _parser

    project = tomllib.loads((Path(sys.argv[1]) / "pyproject.toml").read_text("utf-8"))["project"]
    sys.stdout.write(page(_parser(), project["version"], sys.argv[2]))
