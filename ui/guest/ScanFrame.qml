import QtQuick
import ui.bridge
import ui.theme

// What the one switch chooses next. It stands on the paper around it, dark on a light edge, and jumps: nothing moves slowly.
Rectangle {
    id: root

    required property ScanBridge scan
    readonly property real reach: Theme.ring + Theme.boldEdge

    objectName: "scan-frame"
    visible: scan.frame.width > 0
    x: scan.frame.x - reach
    y: scan.frame.y - reach
    width: scan.frame.width + reach * 2
    height: scan.frame.height + reach * 2
    radius: Theme.corner + reach
    color: "transparent"
    border { color: Theme.ink; width: Theme.boldEdge * 2 }
}
