import QtQuick
import QtQuick.Templates as T

// What every control has: a finger's size, a name for the screen reader, and a ring that shows the keyboard's place.
// The ring stands on the paper around the control, so that it is seen beside a filled one too.
T.AbstractButton {
    id: root

    property color fill: Theme.card
    property color line: Theme.edge
    property real lineWidth: Theme.edgeWidth
    property real roundness: Theme.corner

    implicitWidth: Math.max(Theme.target, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
    padding: Theme.padding
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: root.roundness
        color: root.down ? Qt.tint(root.fill, root.checked ? "#22FFFFFF" : "#180A5056") : root.fill
        border.color: root.line
        border.width: root.lineWidth

        Rectangle {
            objectName: "ring"
            visible: root.visualFocus
            anchors { fill: parent; margins: -Theme.ring }
            radius: root.roundness + Theme.ring
            color: "transparent"
            border { color: Theme.ink; width: Theme.boldEdge }
        }
    }
}
