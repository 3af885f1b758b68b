"""Which licences may be in the package. One rule: what is not in these tables fails, so that a person looks."""

from __future__ import annotations

import re
from importlib.metadata import Distribution

ALLOWED = {
    "Apache-2.0": "permissive; its text travels in the wheel",
    "BSD-2-Clause": "permissive",
    "BSD-3-Clause": "permissive",
    "FTL": "permissive (FreeType), with credit",
    "ISC": "permissive",
    "LGPL-3.0-only": "linked dynamically, replaceable: docs/licences.md says how",
    "LGPL-3.0-or-later": "the same",
    "MIT": "permissive",
    "MIT-0": "permissive",
    "MIT-CMU": "permissive (Pillow)",
    "OFL-1.1": "fonts; the text travels beside them, the reserved names are not used for changed ones",
    "PSF-2.0": "permissive (Python)",
}
"""SPDX names and why each is fine in what we hand out."""

SAID_OTHERWISE = {
    "charset-normalizer": "MIT",
    "colorama": "BSD-3-Clause",
    "h11": "MIT",
    "polib": "MIT",
    "pypdfium2": "Apache-2.0 OR BSD-3-Clause",
    "pyside6-essentials": "LGPL-3.0-only",  # of the three that Qt offers, this is the one under which it is used
    "python-bidi": "LGPL-3.0-only",
    "qrcode": "BSD-3-Clause",
    "reportlab": "BSD-3-Clause",
    "shiboken6": "LGPL-3.0-only",
    "tzdata": "Apache-2.0",
    "uharfbuzz": "Apache-2.0",
    "xlsxwriter": "BSD-2-Clause",
}
"""For packages whose metadata gives prose: read in their licence files by a person."""


class UnknownLicence(Exception):
    """A package whose licence nobody has looked at."""


def licence_of(name: str, distribution: Distribution) -> str:
    """A package's licence as an SPDX expression. Raises UnknownLicence."""
    said = SAID_OTHERWISE.get(name) or distribution.metadata.get("License-Expression")
    if not said:
        raise UnknownLicence(f"{name} does not say its licence in SPDX: read it, then add it to {__name__}.py")
    wrong = [one for one in re.findall(r"[A-Za-z0-9.+-]+", said) if one not in (*ALLOWED, "OR", "AND")]
    if wrong:
        raise UnknownLicence(f"{name} is under {said}; {', '.join(wrong)} is not allowed in {__name__}.py")
    return said
