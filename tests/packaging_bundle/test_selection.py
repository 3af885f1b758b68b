"""What of Qt travels: what the Debian package keeps, in the wheel's layout of Linux and in that of Windows."""

from __future__ import annotations

import pytest
import qt_parts
import selection


def _windows(plugin: str) -> str:
    return f"PySide6\\plugins\\{plugin.replace('/lib', '/').replace('/', chr(92)).replace('.so', '.dll')}"


@pytest.mark.parametrize("plugin", qt_parts.PLUGINS)
def test_a_plugin_that_the_package_keeps_travels_on_both_systems(plugin: str) -> None:
    assert selection.is_kept(f"PySide6/Qt/plugins/{plugin}")
    assert selection.is_kept(_windows(plugin))


@pytest.mark.parametrize("module", sorted(qt_parts.MODULES))
def test_a_module_that_the_package_keeps_travels_on_both_systems(module: str) -> None:
    assert selection.is_kept(f"PySide6/{module}.abi3.so")
    assert selection.is_kept(f"PySide6\\{module}.pyd")


@pytest.mark.parametrize("folder", sorted(qt_parts.QML))
def test_a_page_module_that_the_package_keeps_travels_on_both_systems(folder: str) -> None:
    assert selection.is_kept(f"PySide6/Qt/qml/{folder}/qmldir")
    assert selection.is_kept(f"PySide6/qml/{folder}/qmldir")


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/QtSql.abi3.so",
        "PySide6\\QtSql.pyd",
        "PySide6/Qt/plugins/sqldrivers/libqsqlite.so",
        "PySide6\\plugins\\sqldrivers\\qsqlite.dll",
        "PySide6/Qt/plugins/platforminputcontexts/libqtvirtualkeyboardplugin.so",
        "PySide6/Qt/qml/QtQuick/VirtualKeyboard/qmldir",
        "PySide6/Qt/qml/QtQuick/plugins.qmltypes",
        "PySide6/Qt/translations/qt_es.qm",
        "PySide6\\translations\\qt_es.qm",
        "PIL/_avif.cpython-311-x86_64-linux-gnu.so",
        "PIL\\_avif.cp311-win_amd64.pyd",
        "reportlab/fonts/Vera.ttf",
        "ceiba-0.1.0.dist-info/direct_url.json",
    ],
)
def test_what_nobody_uses_stays_out(place: str) -> None:
    assert not selection.is_kept(place)


@pytest.mark.parametrize(
    "place",
    [
        "PySide6/Qt/lib/libQt6Core.so.6",
        "PySide6\\Qt6Core.dll",
        "PySide6\\plugins\\platforms\\qwindows.dll",
        "PySide6/libpyside6.abi3.so.6.11",
        "kiosk/languages/es/messages.po",
        "cryptography-50.0.2.dist-info/licenses/LICENSE",
        "libpython3.11.so.1.0",
    ],
)
def test_what_is_no_choice_of_qt_s_travels(place: str) -> None:
    assert selection.is_kept(place)
