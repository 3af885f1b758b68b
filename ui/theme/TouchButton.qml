import QtQuick
import QtQuick.Templates as T

// What every control has: a finger's size, a name for the screen reader, and a ring that shows the keyboard's place.
// Ground and content are plain children: what is given to Qt as `background` and `contentItem` it makes in a second round,
// which takes half as long again, a dozen times a page.
T.AbstractButton {
    id: root

    property color fill: Theme.card
    property color line: Theme.edge
    property real lineWidth: Theme.edgeWidth
    property real roundness: Theme.corner
    property real contentWidth: 0 // what the content asks for
    property real contentHeight: 0
    default property alias content: room.data
    property Item ring // made when the keyboard is here for the first time: a page has a dozen controls (1 ms)

    implicitWidth: Math.max(Theme.target, contentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, contentHeight + topPadding + bottomPadding)
    padding: Theme.padding
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    onVisualFocusChanged: {
        if (visualFocus && !ring)
            ring = Qt.createComponent("ui.theme", "FocusRing").createObject(ground, { control: root });
    }
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    Rectangle {
        id: ground
        width: root.width
        height: root.height
        radius: root.roundness
        color: root.down ? Qt.tint(root.fill, root.checked ? "#22FFFFFF" : "#180A5056") : root.fill
        border.color: root.line
        border.width: root.lineWidth
    }

    Item {
        id: room
        x: root.leftPadding
        y: root.topPadding
        width: root.availableWidth
        height: root.availableHeight
    }
}
