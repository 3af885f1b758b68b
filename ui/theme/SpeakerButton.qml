import QtQuick

// Reads the page out; while it speaks, a filled sign of silence. The sign small, the target full.
TouchButton {
    id: root

    property bool speaking: false

    implicitWidth: Theme.target
    implicitHeight: Theme.target
    padding: 0
    roundness: width / 2
    fill: "transparent"
    line: "transparent"

    Rectangle {
        anchors.centerIn: parent
        width: Theme.cornerSign * 1.7
        height: width
        radius: width / 2
        color: root.speaking ? Theme.teal : Theme.softTeal
        border { color: Theme.teal; width: Theme.highContrast ? Theme.edgeWidth : 0 }
    }

    Pictogram {
        anchors.centerIn: parent
        name: root.speaking ? "silence" : "speaker"
        colour: root.speaking ? Theme.overTeal : Theme.teal
        side: Theme.cornerSign
    }
}
