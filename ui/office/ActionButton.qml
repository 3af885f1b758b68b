import QtQuick
import ui.theme

// A button for a mouse and a keyboard: lower than a finger's, the same in everything else.
TouchButton {
    id: root

    property string pictogram
    readonly property color tone: enabled ? Theme.teal : Theme.quiet

    contentWidth: row.implicitWidth
    contentHeight: row.implicitHeight
    implicitHeight: Math.max(Theme.target * 0.7, contentHeight + topPadding + bottomPadding)
    implicitWidth: contentWidth + leftPadding + rightPadding
    line: tone
    lineWidth: Theme.edgeWidth
    verticalPadding: Theme.smallGap

    Row {
        id: row
        width: parent.width
        height: parent.height
        spacing: Theme.smallGap * 1.5
        layoutDirection: root.mirrored ? Qt.RightToLeft : Qt.LeftToRight

        Pictogram {
            name: root.pictogram
            colour: root.tone
            side: Theme.check
            anchors.verticalCenter: parent.verticalCenter
        }

        Words {
            text: root.text
            visible: text !== ""
            color: root.tone
            font { pixelSize: Theme.smallText; bold: true }
            wrapMode: Text.NoWrap
            anchors.verticalCenter: parent.verticalCenter
            Accessible.ignored: true
        }
    }
}
