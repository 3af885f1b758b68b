import QtQuick
import ui.bridge
import ui.office
import ui.theme

// The day, and one step to either side.
FocusScope {
    id: root

    required property OfficeBridge office
    required property SummaryBridge summary

    width: row.width
    height: row.height

    Row {
        id: row
        spacing: Theme.gap

        ActionButton {
            objectName: "previous"
            focus: true
            pictogram: "back"
            Accessible.name: root.office.words["summary.previous"]
            onClicked: root.summary.go(-1)
        }

        Words {
            objectName: "day"
            anchors.verticalCenter: parent.verticalCenter
            width: Math.max(implicitWidth, Theme.target * 2.2)
            horizontalAlignment: Text.AlignHCenter
            text: root.summary.day
            font { pixelSize: Theme.smallText; bold: true }
            wrapMode: Text.NoWrap
        }

        ActionButton {
            objectName: "next"
            enabled: !root.summary.isToday
            opacity: enabled ? 1 : 0.5
            pictogram: "forward"
            Accessible.name: root.office.words["summary.next"]
            onClicked: root.summary.go(1)
        }
    }
}
