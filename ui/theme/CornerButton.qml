import QtQuick

// A small sign at the top, trailing edge: language, and the volunteer's corner. Sign small, target full.
TouchButton {
    id: root

    property string pictogram
    property color colour: Theme.teal

    fill: "transparent"
    line: "transparent"
    implicitWidth: Theme.target
    implicitHeight: Theme.target
    padding: 0

    Pictogram {
        anchors.centerIn: parent
        name: root.pictogram
        colour: root.colour
        side: Theme.cornerSign
    }
}
