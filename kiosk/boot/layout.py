"""Where things lie under the data folder. One rule: the guest's process opens nothing outside DIR/kiosk."""

import os
from pathlib import Path
from typing import NamedTuple


class Layout(NamedTuple):
    """DIR and its parts: what a kiosk needs, what only the shelter's people may have, what their server needs."""

    root: Path

    @property
    def kiosk(self) -> Path:
        return self.root / "kiosk"

    @property
    def shelter(self) -> Path:
        return self.root / "shelter"

    @property
    def server(self) -> Path:
        return self.root / "server"

    @property
    def database(self) -> Path:
        return self.kiosk / "batches.sqlite"

    @property
    def schedule(self) -> Path:
        return self.kiosk / "schedule.ceiba"

    @property
    def authority(self) -> Path:
        return self.kiosk / "authority.pub"

    @property
    def profile(self) -> Path:
        return self.kiosk / "site.toml"

    @property
    def front(self) -> Path:
        """Profile and demo flag as the last verified start kept them for the next first frame; may be missing."""
        return self.kiosk / "front.cbor"

    @property
    def device(self) -> Path:
        return self.kiosk / "device.key"

    @property
    def address(self) -> Path:
        """Where the site's server is; missing at a kiosk that is served by sticks alone."""
        return self.kiosk / "server.ceiba"

    @property
    def pin(self) -> Path:
        return self.kiosk / "staff.pin"

    @property
    def today(self) -> Path:
        """What staff chose for the day; may be missing."""
        return self.kiosk / "today.toml"

    @property
    def screen(self) -> Path:
        """How the screen looks for everybody; may be missing."""
        return self.kiosk / "screen.toml"

    @property
    def call(self) -> Path:
        """Whom a doctor's call tells outside; may be missing."""
        return self.kiosk / "call.toml"

    @property
    def enrolment(self) -> Path:
        """The code and the new keys of a kiosk that its site has not taken in yet."""
        return self.kiosk / "enrolment.ceiba"

    @property
    def packs(self) -> Path:
        """The language packs that the site accepted; missing in a demo."""
        return self.kiosk / "packs.ceiba"

    @property
    def is_kiosk(self) -> bool:
        return self.device.exists()

    @property
    def may_become_kiosk(self) -> bool:
        """Whether nothing lies here that a new kiosk would be mixed with: another one, its records, a site's keys."""
        return not any(path.exists() for path in (self.device, self.database, self.shelter, self.server))

    @property
    def is_empty(self) -> bool:
        return not self.root.exists() or not any(self.root.iterdir())


def default_layout() -> Layout:
    """DIR where nobody names one: the XDG data folder (https://specifications.freedesktop.org/basedir-spec/)."""
    home = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Layout(Path(home) / "ceiba")
