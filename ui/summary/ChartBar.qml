import QtQuick
import ui.theme

// One bar: its length is its count and nothing else, and the count stands beside it.
Item {
    id: root

    required property var bar
    required property int longest
    readonly property bool hasWhole: bar.whole !== null && bar.whole !== undefined
    readonly property real share: 0.5

    Accessible.role: Accessible.StaticText
    Accessible.name: bar.label + ": " + count.text

    Words {
        id: label
        anchors { left: parent.left; verticalCenter: parent.verticalCenter }
        width: parent.width * root.share - Theme.gap / 2
        height: Math.min(implicitHeight, parent.height)
        verticalAlignment: Text.AlignVCenter
        fontSizeMode: Text.VerticalFit
        minimumPixelSize: Theme.bandText * 0.75
        text: root.bar.label
        font.pixelSize: Theme.bandText
        lineHeight: 0.9
        Accessible.ignored: true
    }

    Item {
        id: track
        anchors { left: label.right; leftMargin: Theme.gap / 2; right: count.left; rightMargin: Theme.gap / 2; verticalCenter: parent.verticalCenter }
        height: Math.min(Theme.gap, parent.height * 0.5)

        Rectangle {
            anchors { left: parent.left; top: parent.top; bottom: parent.bottom }
            width: parent.width * (root.hasWhole ? root.bar.whole : 0) / root.longest
            radius: Theme.smallGap / 2
            color: Theme.softTeal
            border { color: Theme.teal; width: width ? Theme.edgeWidth / 2 : 0 }
        }

        Rectangle {
            anchors { left: parent.left; top: parent.top; bottom: parent.bottom }
            width: parent.width * root.bar.filled / root.longest
            radius: Theme.smallGap / 2
            color: Theme.teal
        }
    }

    Words {
        id: count
        anchors { right: parent.right; verticalCenter: parent.verticalCenter }
        width: Math.max(implicitWidth, Theme.target * 0.4)
        horizontalAlignment: Text.AlignRight
        text: root.hasWhole ? root.bar.filled + " / " + root.bar.whole : root.bar.filled
        font { pixelSize: Theme.bandText; bold: true }
        wrapMode: Text.NoWrap
        Accessible.ignored: true
    }
}
