import QtQuick
import QtQuick.Templates as T

// What every control has: a finger's size, a name for the screen reader, and a ring that shows the keyboard's place.
T.AbstractButton {
    id: root

    property color fill: Theme.card
    property color line: Theme.edge
    property real lineWidth: Theme.edgeWidth
    property real roundness: Theme.corner
    property Item ring // made when the keyboard is here for the first time: a page has a dozen controls (1 ms)

    implicitWidth: Math.max(Theme.target, implicitContentWidth + leftPadding + rightPadding)
    implicitHeight: Math.max(Theme.target, implicitContentHeight + topPadding + bottomPadding)
    padding: Theme.padding
    focusPolicy: Qt.TabFocus
    Accessible.role: Accessible.Button
    Accessible.name: text
    onVisualFocusChanged: {
        if (visualFocus && !ring)
            ring = Qt.createComponent("ui.theme", "FocusRing").createObject(background, { control: root });
    }
    Keys.onReturnPressed: click()
    Keys.onEnterPressed: click()

    background: Rectangle {
        radius: root.roundness
        color: root.down ? Qt.tint(root.fill, root.checked ? "#22FFFFFF" : "#180A5056") : root.fill
        border.color: root.line
        border.width: root.lineWidth
    }
}
