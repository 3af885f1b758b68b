"""The steps that make a folder a kiosk, the same for `ceiba enrol` and for the first screen; only the question to the
person differs. One rule: nothing is believed that the code's pins do not vouch for, and the folder is a kiosk or not.

Each step knows whether it is done by what lies in the folder: the code with the kiosk's new keys (0600, until the end),
the staff code's hash, and last the keys in their place.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kiosk import folder
from kiosk.boot.layout import Layout
from kiosk.formats import cbor, shape
from kiosk.formats import schedule as schedules
from kiosk.formats.address import ServerAddress
from kiosk.formats.demo_flag import says_demo
from kiosk.formats.device import DeviceKeys
from kiosk.formats.enrolment import LIMIT, EnrolmentAnswer, EnrolmentCode, EnrolmentRequest, open_profile
from kiosk.formats.words import six_words
from kiosk.ports.clock import Clock
from kiosk.ports.enrolling import CodeOver, CodeUsed, NotAccepted, NotNow
from kiosk.staff_door import hash_pin
from kiosk.sync.link import NotOurServer, Unreachable
from kiosk.sync.pinned import DEADLINE, PinnedLink
from kiosk.visit.profile import SiteProfile, load_profile

PATH = "/v1/enrol"
_REFUSALS = {
    403: (NotAccepted, "Your site does not know this code, or has revoked this kiosk; ask it for a new code."),
    409: (CodeUsed, "Another kiosk has used this code; ask your site for a new one, and tell it."),
    410: (CodeOver, "This code's day is over; ask your site for a new one."),
}


@dataclass(frozen=True)
class Attempt:
    """What is remembered from the code to the end."""

    code: EnrolmentCode
    keys: DeviceKeys

    def encode(self) -> bytes:
        return cbor.encode([1, self.code.text(), self.keys.encode()])

    @staticmethod
    def parse(untrusted: bytes) -> Attempt:
        """Raises Damaged, WrongCode."""
        fields = shape.array(cbor.decode(untrusted, limit=2 * LIMIT), 3)
        shape.version(fields[0])
        return Attempt(EnrolmentCode.parse(str(fields[1])), DeviceKeys.parse(shape.octets(fields[2])))


@dataclass(frozen=True)
class Approved:
    """What the site gave a kiosk that it took in, verified."""

    authority_ed32: bytes
    site_ca: str
    schedule: bytes
    toml: bytes
    profile: SiteProfile
    demo: bool


class CodeStep:
    """The site's code, and new keys for it."""

    def __init__(self, layout: Layout) -> None:
        self._place = layout.enrolment
        self._pin = layout.pin

    @property
    def done(self) -> bool:
        return self._place.exists()

    def attempt(self) -> Attempt:
        """Raises MissingFile, UnreadableFile, Damaged."""
        return Attempt.parse(folder.read(self._place, 2 * LIMIT))

    def give(self, untrusted: str) -> None:
        """The code that was given before goes on with its keys. Another one begins anew, without a staff code that
        somebody else may have chosen. Raises WrongCode, DiskFull, ReadOnlyFolder.
        """
        attempt = Attempt(EnrolmentCode.parse(untrusted), DeviceKeys.create())
        if self.done and self.attempt().code == attempt.code:
            return
        folder.remove(self._pin)
        folder.replace(self._place, attempt.encode(), folder.SECRET)


class PinStep:
    """The staff code."""

    def __init__(self, layout: Layout) -> None:
        self._place = layout.pin

    @property
    def done(self) -> bool:
        return self._place.exists()

    def give(self, pin: str) -> None:
        """Raises BadPin, DiskFull, ReadOnlyFolder."""
        folder.replace(self._place, hash_pin(pin), folder.SECRET)


class SiteStep:
    """The site's word."""

    def __init__(self, layout: Layout, clock: Clock) -> None:
        self._layout = layout
        self._clock = clock

    @property
    def done(self) -> bool:
        return self._layout.is_kiosk

    def ask(self, attempt: Attempt, seconds: float = DEADLINE) -> EnrolmentAnswer:
        """One request, within so many seconds. Raises NotAccepted, NotNow, Unreachable, NotOurServer, BadAddress,
        Damaged, WrongKey.
        """
        code = attempt.code
        link = PinnedLink(code.url, None, [code.spki32], self._clock, seconds)
        answer = link.post(PATH, EnrolmentRequest.make(code, attempt.keys))
        if answer.status in _REFUSALS:
            refusal, sentence = _REFUSALS[answer.status]
            raise refusal(sentence)
        if answer.status != 200:
            raise NotNow("The site's server cannot answer now; try again in a while.", answer.retry_after)
        return EnrolmentAnswer.parse(answer.untrusted_body, code)

    def check(self, attempt: Attempt, answer: EnrolmentAnswer) -> Approved | None:
        """What an answer gives, None while the site has not decided. Raises Damaged, WrongKey, BadProfile, NotNow."""
        if answer.approved is None:
            return None
        signed, profile = answer.approved
        demo = says_demo(signed)
        listed = schedules.parse_and_verify(signed, answer.authority_ed32, demo=demo)
        if listed.device(attempt.keys.device8) is None:
            raise NotNow("The site's schedule does not list this kiosk; try again in a while.")
        toml = open_profile(profile, answer.authority_ed32)
        return Approved(answer.authority_ed32, answer.site_ca, signed, toml, load_profile(toml), demo)

    def finish(self, attempt: Attempt, approved: Approved) -> None:
        """Write the kiosk's folder, its keys last: with them it is a kiosk. The staff code lies there already. Then ask
        for the languages that the site accepted, so that guests can be shown something at once.
        """
        layout = self._layout
        for path, content, mode in (
            (layout.authority, approved.authority_ed32, folder.PUBLIC),
            (layout.schedule, approved.schedule, folder.PUBLIC),
            (layout.profile, approved.toml, folder.PUBLIC),
            (layout.address, ServerAddress(attempt.code.url, approved.site_ca).encode(), folder.PUBLIC),
            (layout.device, attempt.keys.encode(), folder.SECRET),
        ):
            folder.replace(path, content, mode)
        folder.remove(layout.enrolment)
        if not approved.demo:
            from kiosk.boot.tablet.fetch_packs import fetch_packs

            with suppress(Unreachable, NotOurServer):  # the first screen asks again and tells it
                fetch_packs(layout, self._clock)


def words_of(attempt: Attempt, answer: EnrolmentAnswer) -> tuple[str, ...]:
    """The six words that two people compare."""
    return six_words(answer.authority_ed32, attempt.keys.ed32, attempt.keys.x32)


def read_code(path: Path) -> str:
    """A code's file as text. Raises MissingFile, UnreadableFile, Damaged."""
    return folder.read(path, LIMIT).decode(errors="replace")
