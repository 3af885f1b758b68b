pragma ComponentBehavior: Bound
import QtQuick
import ui.bridge
import ui.office

// The shelter's desk.
OfficeWindow {
    id: root

    required property DeskRootBridge bridge

    office: bridge.office
    panel: bridge.panel
    name: office.words["desk.title"]
    page: Component {
        DeskPage { bridge: root.bridge; office: root.office; onLanguagesAsked: root.choosing = true }
    }
}
