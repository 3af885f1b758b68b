"""Libraries travel with the files that need them, over any number of steps; the system's only with Python itself."""

from __future__ import annotations

from pathlib import Path

from reached import Entry, reached

WHEELS, SYSTEM = Path("/wheels"), Path("/usr/lib")
LIB = "PySide6/Qt/lib"
NEEDS = {
    "/wheels/PySide6/QtQuick.abi3.so": ["libQt6Quick.so.6", "libGL.so.1"],
    "/wheels/PySide6/Qt/lib/libQt6Quick.so.6": ["libQt6Core.so.6", "libX11.so.6"],
    "/usr/lib/_ssl.so": ["libssl.so.3"],
    "/usr/lib/libssl.so.3": ["libcrypto.so.3"],
}
TRAVEL = [
    ("PySide6/QtQuick.abi3.so", "/wheels/PySide6/QtQuick.abi3.so", "EXTENSION"),
    (f"{LIB}/libQt6Quick.so.6", f"/wheels/{LIB}/libQt6Quick.so.6", "BINARY"),
    (f"{LIB}/libQt6Core.so.6", f"/wheels/{LIB}/libQt6Core.so.6", "BINARY"),
    ("libQt6Core.so.6", f"{LIB}/libQt6Core.so.6", "SYMLINK"),
    ("pypdfium2_raw/libpdfium.so", "/wheels/pypdfium2_raw/libpdfium.so", "BINARY"),
    ("lib-dynload/_ssl.so", "/usr/lib/_ssl.so", "EXTENSION"),
    ("libssl.so.3", "/usr/lib/libssl.so.3", "BINARY"),
    ("libcrypto.so.3", "/usr/lib/libcrypto.so.3", "BINARY"),
    ("libpython3.11.so.1.0", "/usr/lib/libpython3.11.so.1.0", "BINARY"),
    ("ui/guest/qmldir", "/wheels/ui/guest/qmldir", "DATA"),
]
STAY = [
    (f"{LIB}/libQt6Sql.so.6", f"/wheels/{LIB}/libQt6Sql.so.6", "BINARY"),
    ("libQt6Sql.so.6", f"{LIB}/libQt6Sql.so.6", "SYMLINK"),
    ("pillow.libs/libavif-1.so", "/wheels/pillow.libs/libavif-1.so", "BINARY"),
    ("libX11.so.6", "/usr/lib/libX11.so.6", "BINARY"),
]


def _needs(file: str) -> list[str]:
    return NEEDS.get(file, [])


def test_what_is_needed_travels_and_nothing_else() -> None:
    assert reached([*STAY, *TRAVEL], WHEELS, _needs) == TRAVEL


def test_windows_writes_names_in_any_case_and_folders_with_its_own_stroke() -> None:
    entries: list[Entry] = [
        ("PySide6\\QtCore.pyd", "/wheels/PySide6/QtCore.pyd", "EXTENSION"),
        ("PySide6\\Qt6Core.dll", "/wheels/PySide6/Qt6Core.dll", "BINARY"),
        ("PySide6\\Qt6Sql.dll", "/wheels/PySide6/Qt6Sql.dll", "BINARY"),
        ("python311.dll", "/system/python311.dll", "BINARY"),
    ]
    kept = reached(entries, WHEELS, lambda file: ["QT6CORE.dll"] if file.endswith("QtCore.pyd") else [])
    assert [place for place, _, _ in kept] == ["PySide6\\QtCore.pyd", "PySide6\\Qt6Core.dll", "python311.dll"]
