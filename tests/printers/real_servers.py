"""Real printing servers for the tests: CUPS's `ippeveprinter` and a private `cupsd`, on loopback, ended for sure.

ippeveprinter 2.4 needs D-Bus and Avahi to run at all, so both are started beside it, private too: in namespaces of
their own where the system lets us, else in a process group of their own.
"""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType

from kiosk.problem import Problem
from printers.ipp import Address, IppClient
from printers.ipp_queue import look

START, STOP = 20.0, 5.0
"""Seconds."""

_BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>system</type><listen>unix:path={folder}/bus</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*"/><allow receive_sender="*"/><allow own="*"/></policy></busconfig>
"""

_AVAHI = "[server]\nuse-ipv6=no\nallow-interfaces=lo\n[wide-area]\nenable-wide-area=no\n"

_EVE = """
[ $$ = 1 ] && mount -t tmpfs tmpfs /run
export DBUS_SYSTEM_BUS_ADDRESS=unix:path={folder}/bus
dbus-daemon --config-file={folder}/bus.conf --nofork --nopidfile &
wait_for() {{ left=200; until [ -S "$1" ] || [ $left = 0 ]; do left=$((left - 1)); sleep 0.02; done; }}
wait_for {folder}/bus
avahi-daemon -f {folder}/avahi.conf --no-drop-root --no-chroot --no-rlimits &
wait_for /run/avahi-daemon/socket
exec ippeveprinter -p {port} -c /bin/true -k -d {folder}/spool -a {folder}/printer.conf Test
"""

ROLL = """
ATTR keyword media-supported om_small-roll_80x140mm,roll_max_80x3000mm,roll_min_80x40mm
ATTR keyword media-ready om_small-roll_80x140mm
ATTR keyword media-default om_small-roll_80x140mm
ATTR collection media-size-supported { MEMBER integer x-dimension 8000 MEMBER integer y-dimension 14000 },
 { MEMBER integer x-dimension 8000 MEMBER rangeOfInteger y-dimension 4000-300000 }
"""
PAGES = """
ATTR keyword media-supported iso_a4_210x297mm,iso_a6_105x148mm,na_letter_8.5x11in
ATTR keyword media-ready iso_a6_105x148mm
ATTR keyword media-default iso_a6_105x148mm
"""
_BOTH = """
ATTR mimeMediaType document-format-supported application/pdf,application/octet-stream
ATTR mimeMediaType document-format-default application/pdf
ATTR keyword print-scaling-supported none,fit
ATTR keyword media-source-supported main-roll
ATTR keyword media-type-supported continuous
ATTR collection media-col-ready {
 MEMBER collection media-size { MEMBER integer x-dimension 8000 MEMBER integer y-dimension 14000 }
 MEMBER keyword media-source main-roll MEMBER keyword media-type continuous }
ATTR collection media-col-database {
 MEMBER collection media-size { MEMBER integer x-dimension 8000 MEMBER integer y-dimension 14000 }
 MEMBER keyword media-source main-roll MEMBER keyword media-type continuous }
ATTR octetString printer-input-tray "type=continuousRoll;maxcapacity=100;level=100;status=0;name=main-roll;"
"""

_CUPSD = """
Listen 127.0.0.1:{port}
Browsing No
DefaultAuthType None
WebInterface No
MaxLogSize 0
<Location />
Order allow,deny
Allow localhost
</Location>
<Policy default>
<Limit Cancel-Job Cancel-My-Jobs>
Require user @OWNER @SYSTEM
Order deny,allow
</Limit>
<Limit All>
Order deny,allow
</Limit>
</Policy>
"""

_FILES = """
ServerRoot {folder}
RequestRoot {folder}/spool
TempDir {folder}/tmp
CacheDir {folder}/cache
StateDir {folder}/state
AccessLog {folder}/access_log
ErrorLog {folder}/error_log
PageLog {folder}/page_log
"""


class _Server:
    """A process with all its children; the context ends only when they have. Its folder lies where the unprivileged
    users of the servers may go, which pytest's own folders do not."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="printing-")
        self.folder = Path(self._folder.name)
        self.folder.chmod(0o755)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = int(free.getsockname()[1])
        self._process: subprocess.Popen[bytes] | None = None

    def start(self, command: Sequence[str], is_up: Callable[[], object]) -> None:
        with (self.folder / "output").open("wb") as output:
            self._process = subprocess.Popen(command, stdout=output, stderr=output, start_new_session=True)
        until = time.monotonic() + START
        while time.monotonic() < until and self._process.poll() is None:
            try:
                is_up()
            except Problem:
                continue
            return
        said = (self.folder / "output").read_text(errors="replace")
        self.__exit__(None, None, None)
        raise AssertionError(said)

    def stop(self) -> None:
        if self._process is None:
            return
        for how in (signal.SIGTERM, signal.SIGKILL):
            if self._process.poll() is None or how == signal.SIGKILL:
                try:
                    os.killpg(self._process.pid, how)
                except ProcessLookupError:
                    break
            try:
                self._process.wait(STOP)
            except subprocess.TimeoutExpired:
                continue
        self._process.wait(STOP)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stop()
        self._folder.cleanup()


class EvePrinter(_Server):
    """`ippeveprinter`; keeps every document it was sent in `spool`."""

    def __init__(self, media: str) -> None:
        super().__init__()
        folder = self.folder
        (folder / "spool").mkdir()
        (folder / "bus.conf").write_text(_BUS.format(folder=folder))
        (folder / "avahi.conf").write_text(_AVAHI)
        (folder / "printer.conf").write_text(media + _BOTH)

    def __enter__(self) -> EvePrinter:
        script = _EVE.format(folder=self.folder, port=self.port)
        spaces = ["unshare", "--mount", "--pid", "--fork", "--kill-child"]
        spaces += [] if os.geteuid() == 0 else ["--map-root-user"]
        alone = subprocess.run([*spaces, "true"], capture_output=True, timeout=STOP, check=False).returncode == 0
        self.start(
            [*(spaces if alone else []), "bash", "-c", script], lambda: look(self.client(), time.monotonic() + 1)
        )
        return self

    @property
    def address(self) -> Address:
        return Address.parse(f"ipp://127.0.0.1:{self.port}/ipp/print")

    def client(self) -> IppClient:
        return IppClient(self.address)

    def documents(self) -> list[bytes]:
        return [path.read_bytes() for path in sorted((self.folder / "spool").glob("*.pdf"))]

    def set_sheets(self, sheets: int) -> None:
        """Through its own web form, as a person would."""
        form = f"http://127.0.0.1:{self.port}/media?size0=om_small-roll_80x140mm&type0=continuous&level0={sheets}"
        with urllib.request.urlopen(form, timeout=STOP) as page:
            page.read()


class PrivateCups(_Server):
    """A `cupsd` with one raw queue, `receipts`, in front of a printer on port 9100's like."""

    def __init__(self, printer_port: int) -> None:
        super().__init__()
        folder = self.folder
        for name in ("spool", "tmp", "cache", "state"):
            (folder / name).mkdir()
        (folder / "cupsd.conf").write_text(_CUPSD.format(port=self.port))
        (folder / "cups-files.conf").write_text(_FILES.format(folder=folder))
        (folder / "printers.conf").write_text(
            f"<Printer receipts>\nDeviceURI socket://127.0.0.1:{printer_port}\nState Idle\nAccepting Yes\n"
            "ErrorPolicy retry-job\n</Printer>\n"
        )

    def __enter__(self) -> PrivateCups:
        command = ["cupsd", "-f", "-c", f"{self.folder}/cupsd.conf", "-s", f"{self.folder}/cups-files.conf"]
        os.environ["PATH"] = f"{os.environ['PATH']}{os.pathsep}/usr/sbin"
        self.start(command, lambda: look(IppClient(self.address), time.monotonic() + 1))
        return self

    @property
    def address(self) -> Address:
        return Address.parse(f"ipp://127.0.0.1:{self.port}/printers/receipts")

    def documents(self) -> list[Path]:
        """What jobs are to print, as files in the spool."""
        return list((self.folder / "spool").rglob("d*-*"))

    def kept(self) -> list[Path]:
        """Those, and the histories of jobs."""
        return [path for path in (self.folder / "spool").rglob("*") if path.is_file()]
