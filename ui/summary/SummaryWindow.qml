pragma ComponentBehavior: Bound
import QtQuick
import ui.bridge
import ui.office

// The supervisor's day.
OfficeWindow {
    id: root

    required property SummaryRootBridge bridge

    office: bridge.office
    panel: bridge.panel
    name: office.words["summary.title"]
    page: Component {
        SummaryPage { bridge: root.bridge; office: root.office; onLanguagesAsked: root.choosing = true }
    }
}
