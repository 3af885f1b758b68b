"""One day's summary, from sealed batches to a table. One rule: only the internal edition, which is exact, exists."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from kiosk.formats.schedule import Schedule
from kiosk.ports.report import SummaryTable
from kiosk.problem import Problem
from kiosk.visit.profile import SiteProfile
from kiosk.visit.protocol import Protocol
from kiosk.visit.protocol_file import shipped_protocol
from shelter.keystore import Keystore
from shelter.records.fields import number_of
from shelter.records.protocols import Protocols
from shelter.sources.source import Source
from shelter.summary.counts import rows_of
from shelter.summary.gathered import gather

INTERNAL = "internal"


class NoPublicEdition(Problem):
    """An edition was asked for that this version does not make."""

    code = "no-public-edition"


def check_edition(edition: str) -> None:
    """Returns for an edition that can be made. Raises NoPublicEdition."""
    if edition != INTERNAL:
        raise NoPublicEdition("This version makes the internal edition only; exact counts are not for publication.")


def summarise(
    day: date,
    edition: str,
    profile: SiteProfile,
    schedule: Schedule,
    keystore: Keystore,
    protocols: Protocols,
    sources: Iterable[Source],
) -> SummaryTable:
    """Count one day of the site's calendar. Raises NoPublicEdition."""
    check_edition(edition)
    gathered = gather(sources, schedule, keystore.secrets, day, profile.timezone)
    number = number_of(day)
    rows, strangers = rows_of(gathered, number, _site_protocol(profile, protocols), protocols)
    unread = dict(gathered.unread) | ({"protocol-missing": strangers} if strangers else {})
    return SummaryTable(
        day, profile.organisation, edition, schedule.demo, rows, dict(sorted(unread.items())), gathered.damaged[number]
    )


def _site_protocol(profile: SiteProfile, protocols: Protocols) -> Protocol:
    """The newest version of the protocol that the site's profile names."""
    named = [protocol for protocol in protocols.every if protocol.name == profile.protocol]
    return max(named, key=lambda protocol: protocol.version) if named else shipped_protocol(profile.protocol)
