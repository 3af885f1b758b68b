import QtQuick
import ui.bridge
import ui.theme

// The frame of a page: heading and quiet line at the leading edge, language and lock at the trailing edge, as a guest's.
FocusScope {
    id: root

    required property OfficeBridge office
    property string title
    property string hint
    property string sign
    property bool lockShown: true
    default property alias content: middle.data
    signal languagesAsked()

    focus: true

    Row {
        id: corners
        anchors { right: parent.right; rightMargin: Math.max(0, Theme.margin - (Theme.target - Theme.cornerSign) / 2) }
        y: Theme.gap

        CornerButton {
            objectName: "language"
            pictogram: "language"
            text: root.office.words["bar.language"]
            onClicked: root.languagesAsked()
        }

        CornerButton {
            objectName: "lock"
            visible: root.lockShown
            pictogram: "lock"
            colour: Theme.quiet
            text: root.office.words["office.lock"]
            onClicked: root.office.lock()
        }
    }

    StateSign {
        id: state
        anchors { left: parent.left; leftMargin: Theme.margin; verticalCenter: head.verticalCenter }
        sign: root.sign
    }

    Column {
        id: head
        anchors { left: parent.left; leftMargin: Theme.margin + (state.visible ? state.width + Theme.gap : 0); right: corners.left; rightMargin: Theme.gap }
        y: Theme.gap + Math.max(0, (Theme.target - height) / 2)
        spacing: Theme.smallGap / 2

        Heading { objectName: "title"; width: parent.width; text: root.title; font.pixelSize: Theme.nameText }
        QuietLine { objectName: "hint"; width: parent.width; text: root.hint; visible: text !== ""; font.pixelSize: Theme.smallText }
    }

    Item {
        id: middle
        anchors {
            left: parent.left; leftMargin: Theme.margin
            right: parent.right; rightMargin: Theme.margin
            top: parent.top; topMargin: Math.max(head.y + head.height, Theme.gap + Theme.target) + Theme.gap
            bottom: parent.bottom; bottomMargin: Theme.margin
        }
    }
}
