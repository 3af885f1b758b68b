import QtQuick
import ui.bridge
import ui.theme

// The root of the first screen: one page, for whoever sets the kiosk up.
Window {
    id: root

    required property EnrolBridge enrol
    required property LayoutBridge layout
    required property PanelBridge panel

    width: panel.width
    height: panel.height
    flags: panel.fullScreen ? Qt.FramelessWindowHint : Qt.Window
    visibility: panel.fullScreen ? Window.FullScreen : Window.Windowed
    title: enrol.words["first.title"]
    color: Theme.paper

    LayoutMirroring.enabled: enrol.rightToLeft
    LayoutMirroring.childrenInherit: true

    function turn() {
        pageLoader.setSource(enrol.page, { enrol: root.enrol, layout: root.layout });
    }

    Component.onCompleted: turn()

    Binding { target: Theme; property: "window"; value: Qt.size(root.width, root.height) }
    Binding { target: Theme; property: "diagonal"; value: root.panel.diagonal }
    Binding { target: Theme; property: "textScale"; value: root.panel.textScale }
    Binding { target: Theme; property: "highContrast"; value: root.panel.highContrast }
    Binding { target: Theme; property: "reduceMotion"; value: root.panel.reduceMotion }
    Binding { target: Theme; property: "rightToLeft"; value: root.enrol.rightToLeft }

    Connections {
        target: root.enrol
        function onPageChanged() { root.turn(); }
    }

    Loader {
        id: pageLoader
        objectName: "page"
        anchors.fill: parent
        focus: true
    }
}
