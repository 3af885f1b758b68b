pragma ComponentBehavior: Bound
import QtQuick
import ui.bridge
import ui.theme

// The root of desk and summary: locked, or the program's own page; over both the sheet of languages.
Window {
    id: root

    required property OfficeBridge office
    required property PanelBridge panel
    required property string name
    required property Component page
    property bool choosing: false

    width: panel.width
    height: panel.height
    visible: true
    title: name
    color: Theme.paper

    LayoutMirroring.enabled: office.rightToLeft
    LayoutMirroring.childrenInherit: true

    Binding { target: Theme; property: "window"; value: Qt.size(root.width, root.height) }
    Binding { target: Theme; property: "diagonal"; value: root.panel.diagonal }
    Binding { target: Theme; property: "textScale"; value: root.panel.textScale }
    Binding { target: Theme; property: "highContrast"; value: root.panel.highContrast }
    Binding { target: Theme; property: "reduceMotion"; value: root.panel.reduceMotion }
    Binding { target: Theme; property: "rightToLeft"; value: root.office.rightToLeft }

    DemoBand {
        id: band
        visible: root.office.demoHint !== ""
        width: parent.width
        height: visible ? implicitHeight : 0
        text: root.office.words["demo.band"]
    }

    FocusScope {
        anchors { left: parent.left; right: parent.right; top: band.bottom; bottom: parent.bottom }
        focus: true

        Loader {
            anchors.fill: parent
            focus: !root.choosing
            visible: !root.choosing
            sourceComponent: root.office.locked ? unlock : root.page
        }

        Loader {
            anchors.fill: parent
            active: root.choosing
            focus: root.choosing
            sourceComponent: languages
        }
    }

    Component {
        id: unlock
        UnlockPage { office: root.office; title: root.name; onLanguagesAsked: root.choosing = true }
    }

    Component {
        id: languages
        LanguageSheet { office: root.office; onClosed: root.choosing = false }
    }
}
