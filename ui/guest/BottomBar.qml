pragma ComponentBehavior: Bound
import QtQuick
import ui.bridge
import ui.theme

// Call and back at the leading side, the ways on at the trailing side: the same anatomy on every page. Call has the
// corner because it is on every page; back, which is not, stands beside it and leaves no hole.
// Two rows where one is too narrow, and a row a way where its longest word asks for it; call and back keep the bottom
// corner either way. Back is its arrow alone where its word has no room. A first way that loses something stands
// `apart`, in back's place: no hand that wants to go on meets it.
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
    property var signs: [] // a pictogram for each way, shown where the words leave room
    property bool apart: false
    signal back()
    signal call()
    signal way(int index)

    readonly property var onward: apart ? ways.slice(1) : ways
    readonly property real signWidth: signs.length ? Theme.smallPictogram + Theme.smallGap : 0
    readonly property real words: layout.widest(onward, Theme.barText)
    readonly property real quarter: ((width - Theme.gap) / 2 - Theme.gap) / 2
    readonly property real inRow: (width - leading.wide - Theme.gap * 2 - aside - Theme.gap * (onward.length - 1)) / Math.max(1, onward.length)
    readonly property bool oneRow: !onward.length || (!Theme.portrait && Math.max(quarter, words + Theme.padding * 2) <= inRow)
    readonly property bool signed: words + signWidth + Theme.smallGap * 2 <= (oneRow ? inRow : trailing.each)
    readonly property real wayWidth: Math.min(inRow, Math.max(quarter, words + signWidth + Theme.padding * 2))
    readonly property real share: (width - Theme.gap * (onward.length - 1)) / Math.max(1, onward.length)
    readonly property bool stacked: !oneRow && layout.widest(onward.join(" ").split(" "), Theme.barText) + Theme.smallGap * 2 > share
    readonly property real rowHeight: Theme.target
    readonly property real wayHeight: Math.max(rowHeight, layout.tallest(onward, trailing.each - Theme.smallGap * 2 - (signed ? signWidth : 0), Theme.barText) + Theme.smallGap * 2)
    readonly property real backWidth: layout.widest([apart ? ways[0] : backText], Theme.quietText) + Theme.smallPictogram + Theme.gap * 3
    readonly property bool backSaid: call.width + backWidth + Theme.gap + aside <= width

    implicitHeight: oneRow ? rowHeight : rowHeight + Theme.gap + trailing.high

    Row {
        id: leading
        readonly property real wide: (call.visible ? call.width : 0) + (back.visible ? Theme.gap + back.width : 0) + (losing.visible ? Theme.gap + losing.width : 0)
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
            id: back
            objectName: "back"
            height: root.rowHeight
            pictogram: visible ? "back" : ""
            text: root.backText
            said: root.backSaid
            visible: root.backShown
            onClicked: root.back()
        }

        Loader {
            id: losing
            active: root.apart
            visible: active // one that was emptied keeps its width
            sourceComponent: BarButton {
                objectName: "apart"
                height: root.rowHeight
                pictogram: root.signs[0] ?? ""
                text: root.ways[0] ?? ""
                said: root.backSaid
                onClicked: root.way(0)
            }
        }
    }

    Grid {
        id: trailing
        readonly property real high: root.stacked ? root.onward.length * (root.wayHeight + Theme.gap) - Theme.gap : root.wayHeight
        readonly property real each: root.oneRow ? root.wayWidth : (root.stacked ? root.width : root.share)
        columns: root.stacked ? 1 : Math.max(1, root.onward.length)
        spacing: Theme.gap
        anchors { right: parent.right; rightMargin: root.oneRow ? root.aside : 0; top: parent.top }

        Repeater {
            model: root.onward.length

            WideButton {
                required property int index
                readonly property int number: root.apart ? index + 1 : index
                objectName: "way" + number
                width: trailing.each
                height: root.wayHeight
                text: root.onward[index] ?? ""
                pictogram: root.signed && root.signs[number] || ""
                onClicked: root.way(number)
            }
        }
    }
}
