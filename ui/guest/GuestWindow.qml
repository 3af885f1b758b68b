import QtQuick
import ui.bridge
import ui.theme

// The root: the frame of every page, and the marked band of a demo.
Window {
    id: root

    required property WindowBridge bridge
    readonly property VisitBridge visit: bridge.visit
    property QtObject scan // given right after the first frame

    width: bridge.panel.width
    height: bridge.panel.height
    flags: bridge.panel.fullScreen ? Qt.FramelessWindowHint : Qt.Window
    visibility: bridge.panel.fullScreen ? Window.FullScreen : Window.Windowed
    title: visit.organisation
    color: Theme.paper

    LayoutMirroring.enabled: visit.rightToLeft
    LayoutMirroring.childrenInherit: true

    function measure() {
        Theme.window = Qt.size(width, height);
    }

    onScanChanged: scanLoader.setSource("ScanFrame.qml", { scan: scan })
    onWidthChanged: Qt.callLater(measure)
    onHeightChanged: Qt.callLater(measure)
    Component.onCompleted: { measure(); frame.turn(); }

    Binding { target: Theme; property: "diagonal"; value: root.bridge.panel.diagonal }
    Binding { target: Theme; property: "textScale"; value: root.bridge.panel.textScale }
    Binding { target: Theme; property: "highContrast"; value: root.bridge.panel.highContrast }
    Binding { target: Theme; property: "reduceMotion"; value: root.bridge.panel.reduceMotion }
    Binding { target: Theme; property: "reach"; value: root.bridge.panel.reach }
    Binding { target: Theme; property: "rightToLeft"; value: root.visit.rightToLeft }

    Connections {
        target: root.visit
        function onPageChanged() { frame.turn(); }
        function onCoverChanged() { frame.cover(); }
    }

    DemoBand {
        id: band
        visible: root.visit.demo
        width: parent.width
        height: visible ? implicitHeight : 0
        text: root.visit.words["demo.band"]
    }

    PageFrame {
        id: frame
        anchors { left: parent.left; right: parent.right; top: band.bottom; bottom: parent.bottom }
        bridge: root.bridge
    }

    Loader {
        id: scanLoader
    }
}
