pragma ComponentBehavior: Bound
import QtQuick
import ui.bridge
import ui.theme

// Call and back at the leading side, the ways on at the trailing side: the same anatomy on every page. Call has the
// corner because it is on every page; back, which is not, stands beside it and leaves no hole.
// Two rows where one is too narrow; call and back keep the bottom corner either way.
Item {
    id: root

    required property LayoutBridge layout
    property string backText
    property string callText
    property bool backShown: false
    property bool callShown: true
    property var ways: []
    signal back()
    signal call()
    signal way(int index)

    readonly property real wayWidth: Math.max(((width - Theme.gap) / 2 - Theme.gap) / 2, layout.widest(ways, Theme.barText) + Theme.padding * 2)
    readonly property bool oneRow: !ways.length || (!Theme.portrait && leading.width + Theme.gap * 2 + wayWidth * ways.length + Theme.gap * (ways.length - 1) <= width)
    readonly property real rowHeight: Theme.target
    readonly property real wayHeight: Math.max(rowHeight, layout.tallest(ways, trailing.each - Theme.padding * 2, Theme.barText) + Theme.smallGap * 2)

    implicitHeight: oneRow ? rowHeight : rowHeight + Theme.gap + wayHeight

    Row {
        id: leading
        spacing: Theme.gap
        anchors { left: parent.left; bottom: parent.bottom }

        BarButton {
            objectName: "call"
            visible: root.callShown
            height: root.rowHeight
            pictogram: "call"
            text: root.callText
            onClicked: root.call()
        }

        BarButton {
            objectName: "back"
            height: root.rowHeight
            pictogram: visible ? "back" : ""
            text: root.backText
            visible: root.backShown
            onClicked: root.back()
        }
    }

    Row {
        id: trailing
        readonly property real each: root.oneRow ? root.wayWidth : (root.width - Theme.gap * (root.ways.length - 1)) / Math.max(1, root.ways.length)
        spacing: Theme.gap
        anchors { right: parent.right; top: parent.top }

        Repeater {
            model: root.ways

            WideButton {
                required property int index
                required property string modelData
                objectName: "way" + index
                width: trailing.each
                height: root.wayHeight
                text: modelData
                onClicked: root.way(index)
            }
        }
    }
}
