"""Which modules lie compressed in a frozen program. Run by the Python that has PyInstaller: `archive.py PROGRAM`.

One rule: it only tells; one line a module, its name and the file name that tracebacks would show.
"""

from __future__ import annotations

import sys

from PyInstaller.archive.readers import CArchiveReader, ZlibArchiveReader

ARCHIVE = "PYZ.pyz"


def main() -> None:
    archive = CArchiveReader(sys.argv[1]).open_embedded_archive(ARCHIVE)
    assert isinstance(archive, ZlibArchiveReader)
    for name in sorted(archive.toc):
        code = archive.extract(name)
        print(name, getattr(code, "co_filename", ""), sep="\t")


if __name__ == "__main__":
    main()
