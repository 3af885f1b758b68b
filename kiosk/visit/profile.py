"""What a site says of itself: names, helplines, what it has today. One rule: no legal sentence without a named lawyer.

A profile is a TOML file that the supervisor's side writes; docs/supervisor.md shows one. Parsed strictly.
"""

from collections.abc import Mapping
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from kiosk.problem import Problem

if TYPE_CHECKING:
    from datetime import date
    from zoneinfo import ZoneInfo

LEGAL_TEXT_DAYS = 30
RETENTION_DAYS = 21
"""The most that a desk keeps an intake (DESIGN section 3); a site may shorten it."""
DAMAGED = "The site profile is damaged or incomplete. Compare it with docs/supervisor.md."


class BadProfile(Problem):
    """A site profile breaks the format."""

    code = "bad-profile"


class Placement(Enum):
    """Where the kiosk stands; it decides wording, never questions."""

    BEFORE_PORT = "before_port"
    AFTER_RELEASE = "after_release"


class Helpline(NamedTuple):
    """A name and a number that stand on every paper."""

    name: str
    number: str


class LegalText(NamedTuple):
    """A sentence by language code that the site's lawyer approved; it expires 30 days after that."""

    approved_by: str
    approved_on: "date"
    text: dict[str, str]

    def valid_on(self, day: "date") -> bool:
        from datetime import timedelta

        return self.approved_on <= day < self.approved_on + timedelta(days=LEGAL_TEXT_DAYS)


class SiteProfile(NamedTuple):
    """Everything about the site that a guest may see or that shapes the pages. `diagonal` in inches, `zone` as the IANA
    names it."""

    organisation: str
    shelter: str
    placement: Placement
    zone: str
    emergency: str
    languages: tuple[str, ...]
    offers: tuple[str, ...]
    helplines: tuple[Helpline, ...]
    child_protection: Helpline
    protocol: str = "default"
    retention_days: int = RETENTION_DAYS
    diagonal: float = 10.1
    opens: int = 0
    closes: int = 24
    legal: LegalText | None = None

    @property
    def timezone(self) -> "ZoneInfo":
        """The zone's rules, looked up when a day is asked for, which the first frame rarely does. Raises BadProfile."""
        from zoneinfo import ZoneInfo

        try:
            return ZoneInfo(self.zone)
        except (LookupError, ValueError, OSError) as error:
            raise BadProfile(
                "The site profile names an unknown timezone. Write one such as “America/Tijuana”."
            ) from error

    @property
    def own_words(self) -> tuple[str, ...]:
        """Every line that the site wrote itself and that may stand on a paper."""
        named = [*self.helplines, self.child_protection]
        lines = [
            self.organisation,
            self.shelter,
            self.emergency,
            *(part for one in named for part in (one.name, one.number)),
        ]
        return (*lines, *(self.legal.text.values() if self.legal else ()))


def load_profile(untrusted: bytes) -> SiteProfile:
    """Parse and check a profile. Raises BadProfile with one sentence."""
    profile = parse_profile(untrusted)
    check_profile(profile)
    return profile


def check_profile(profile: SiteProfile) -> None:
    """Raises BadProfile when the profile's timezone does not exist."""
    _ = profile.timezone


def parse_profile(untrusted: bytes) -> SiteProfile:
    """The profile as it is written; that its timezone exists is not checked yet. Raises BadProfile."""
    return profile_of(profile_table(untrusted))


def profile_table(untrusted: bytes) -> dict[str, Any]:
    """The table of a profile's TOML. Raises BadProfile."""
    import tomllib  # the first frame finds the table made ready

    try:
        return tomllib.loads(untrusted.decode())
    except ValueError as error:
        raise BadProfile(DAMAGED) from error


def profile_of(table: Mapping[str, Any]) -> SiteProfile:
    """The profile that a table holds; that its timezone exists is not checked yet. Raises BadProfile."""
    try:
        return _parse(table)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadProfile(DAMAGED) from error


def _parse(table: Mapping[str, Any]) -> SiteProfile:
    retention, opens, closes = (
        table.get("retention_days", RETENTION_DAYS),
        table.get("opens", 0),
        table.get("closes", 24),
    )
    diagonal = float(table.get("diagonal", 10.1))
    if not (1 <= retention <= RETENTION_DAYS and 0 <= opens < closes <= 24 and 7 <= diagonal <= 60):
        raise BadProfile(
            f"The site profile holds a number out of range: “retention_days” goes up to {RETENTION_DAYS}, "
            "hours from 0 to 24, the diagonal from 7 to 60 inches."
        )
    return SiteProfile(
        organisation=_line(table["organisation"]),
        shelter=_line(table["shelter"]),
        placement=Placement(table["placement"]),
        zone=_line(table["timezone"]),
        emergency=_line(table["emergency"]),
        languages=tuple(_line(code) for code in table["languages"]),
        offers=tuple(_line(key) for key in table["offers"]),
        helplines=tuple(_helpline(entry) for entry in table["helplines"]),
        child_protection=_helpline(table["child_protection"]),
        protocol=_line(table.get("protocol", "default")),
        retention_days=retention,
        diagonal=diagonal,
        opens=opens,
        closes=closes,
        legal=_legal(table["legal"]) if "legal" in table else None,
    )


def _legal(table: Mapping[str, Any]) -> LegalText:
    from datetime import date

    day = table["approved_on"]
    if type(day) is not date:
        raise ValueError("a date without a time")
    return LegalText(_line(table["approved_by"]), day, {code: _line(text) for code, text in table["text"].items()})


def _helpline(entry: Mapping[str, Any]) -> Helpline:
    return Helpline(_line(entry["name"]), _line(entry["number"]))


def _line(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > 200 or not value.isprintable():
        raise ValueError("one line of text")
    return value.strip()
