import QtQuick

// Where the keyboard is. It stands on the paper around its control, so that it is seen beside a filled one too.
Rectangle {
    required property TouchButton control

    objectName: "ring"
    visible: control.visualFocus
    anchors { fill: parent; margins: -Theme.ring }
    radius: control.roundness + Theme.ring
    color: "transparent"
    border { color: Theme.ink; width: Theme.boldEdge }
}
