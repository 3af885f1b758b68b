"""`ceiba desk --headless`: slips and codes from a scanner, a keyboard or a pipe. One rule: what cannot be read is an
answer like any other and never ends the work.
"""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO

from db.desk.store import SqlDeskStore
from kiosk.boot.desk_text import as_json, as_text
from kiosk.boot.fetching import fetch, inbox_of
from kiosk.boot.hardening import harden
from kiosk.boot.layout import Layout
from kiosk.boot.shelter_files import ShelterSite, read_shelter
from kiosk.formats.keystore import Holder
from kiosk.languages.catalogue import Catalogue, load_catalogue
from kiosk.ports.desk_store import DeskStore
from kiosk.problem import Problem
from shelter.desk.reader import Desk
from shelter.desk.reading import Reading
from shelter.keystore import Keystore
from shelter.records.protocols import Protocols

LONGEST_LINE = 1024
"""Bytes of a line from a scanner that are looked at."""


class NoWindow(Problem):
    """The desk was started without saying that there is no window."""

    code = "no-window"


def run(arguments: Namespace) -> int:
    """Take in what has come, then read a slip, a code, or lines from stdin."""
    if not arguments.headless:
        raise NoWindow("The desk has no window yet; start it with: ceiba desk --headless.")
    harden()
    site = read_shelter(Layout(arguments.data))
    store = SqlDeskStore(site.desk_database)
    keystore = site.unlock(Holder.DESK, arguments.passphrase_file)
    desk = open_desk(site, store, keystore)
    _take(site, desk, keystore, arguments)
    say = load_catalogue(arguments.lang)
    if arguments.scan == "-":
        return _stream(desk, say, arguments)
    if arguments.scan is None and arguments.code is None:
        return _tell_state(store, as_json=arguments.json)
    reading = desk.scan(arguments.scan) if arguments.code is None else desk.look_up(arguments.code)
    shown = _act(desk, reading, arguments)
    print(json.dumps(as_json(shown, say), ensure_ascii=False, indent=1) if arguments.json else as_text(shown, say))
    return 0


def _take(site: ShelterSite, desk: Desk, keystore: Keystore, arguments: Namespace) -> None:
    """Everything from the named folders and the server; what the desk's store holds then leaves the inbox."""
    sources = site.sources(arguments.sources)
    if arguments.server is not None:
        sources.append(fetch(site, keystore, arguments.server))
    desk.take(sources)
    inbox_of(site, keystore).empty()


def open_desk(site: ShelterSite, store: DeskStore, keystore: Keystore) -> Desk:
    """An unlocked desk over a store. Raises what reading protocols raises."""
    protocols = Protocols.load(site.protocols)
    return Desk(site.schedule, keystore, protocols, store, site.today, site.profile.retention_days)


def _stream(desk: Desk, say: Catalogue, arguments: Namespace) -> int:
    """One answer a line, at once, so that a scanner can be piped in."""
    for line in _lines(sys.stdin.buffer):
        try:
            shown = _act(desk, desk.read(line), arguments)
        except Problem as problem:
            shown = None
            answer: dict[str, object] = {"status": problem.code, "sentence": problem.sentence}
            text = f"{problem.sentence} [{problem.code}]"
        if shown is not None:
            answer, text = as_json(shown, say), as_text(shown, say) + "\n"
        print(json.dumps(answer, ensure_ascii=False) if arguments.json else text, flush=True)
    return 0


def _act(desk: Desk, reading: Reading, arguments: Namespace) -> Reading:
    if arguments.withdraw:
        return desk.withdraw(reading)
    return desk.arrive(reading) if arguments.arrived else reading


def _lines(source: BinaryIO) -> Iterator[str]:
    """Lines with something in them; of an endless one only the beginning."""
    while untrusted := source.readline(LONGEST_LINE):
        rest = untrusted
        while rest and not rest.endswith(b"\n"):
            rest = source.readline(LONGEST_LINE)
        line = untrusted.decode("utf-8", errors="replace").strip()
        if line:
            yield line


def _tell_state(store: DeskStore, *, as_json: bool) -> int:
    reasons = Counter(one.why for one in store.asides())
    if as_json:
        print(json.dumps({"status": "ready", "set_aside": dict(sorted(reasons.items()))}))
        return 0
    print("The desk is up to date. Scan a slip or type a code with --scan or --code.")
    for why, times in sorted(reasons.items()):
        print(f"Set aside because of {why}: {times}. Show IT the file desk.sqlite.")
    return 0
