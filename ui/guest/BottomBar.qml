pragma ComponentBehavior: Bound
import QtQuick
import ui.bridge
import ui.theme

// Call and back at the leading side, the ways on at the trailing side: the same anatomy on every page. Call has the
// corner because it is on every page; back, which is not, stands beside it and leaves no hole.
// Two rows where one is too narrow, and a row a way where its longest word asks for it; call and back keep the bottom
// corner either way. Back is its arrow alone where its word has no room.
Item {
    id: root

    required property LayoutBridge layout
    property real besides: 0 // what stands at the trailing side of the lowest row
    readonly property real aside: besides ? besides + Theme.gap : 0
    property string backText
    property string callText
    property bool backShown: false
    property bool callShown: true
    property var ways: []
    signal back()
    signal call()
    signal way(int index)

    readonly property real wayWidth: Math.max(((width - Theme.gap) / 2 - Theme.gap) / 2, layout.widest(ways, Theme.barText) + Theme.padding * 2)
    readonly property bool oneRow: !ways.length || (!Theme.portrait && leading.width + Theme.gap * 2 + wayWidth * ways.length + Theme.gap * (ways.length - 1) + aside <= width)
    readonly property real share: (width - Theme.gap * (ways.length - 1)) / Math.max(1, ways.length)
    readonly property bool stacked: !oneRow && layout.widest(ways.join(" ").split(" "), Theme.barText) + Theme.smallGap * 2 > share
    readonly property real rowHeight: Theme.target
    readonly property real wayHeight: Math.max(rowHeight, layout.tallest(ways, trailing.each - Theme.smallGap * 2, Theme.barText) + Theme.smallGap * 2)
    readonly property real backWidth: layout.widest([backText], Theme.quietText) + Theme.smallPictogram + Theme.gap * 3
    readonly property bool backSaid: call.width + backWidth + Theme.gap + aside <= width

    implicitHeight: oneRow ? rowHeight : rowHeight + Theme.gap + trailing.height

    Row {
        id: leading
        spacing: Theme.gap
        anchors { left: parent.left; bottom: parent.bottom }

        BarButton {
            id: call
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
            said: root.backSaid
            visible: root.backShown
            onClicked: root.back()
        }
    }

    Grid {
        id: trailing
        readonly property real each: root.oneRow ? root.wayWidth : (root.stacked ? root.width : root.share)
        columns: root.stacked ? 1 : Math.max(1, root.ways.length)
        spacing: Theme.gap
        anchors { right: parent.right; rightMargin: root.oneRow ? root.aside : 0; top: parent.top }

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
