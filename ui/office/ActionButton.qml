import QtQuick
import ui.theme

// A button for a mouse and a keyboard: lower than a finger's, the same in everything else.
TouchButton {
    id: root

    property string pictogram
    readonly property color tone: enabled ? Theme.teal : Theme.quiet

    implicitHeight: Math.max(Theme.target * 0.7, implicitContentHeight + topPadding + bottomPadding)
    implicitWidth: implicitContentWidth + leftPadding + rightPadding
    line: tone
    lineWidth: Theme.edgeWidth
    topPadding: Theme.smallGap
    bottomPadding: Theme.smallGap

    contentItem: Row {
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
