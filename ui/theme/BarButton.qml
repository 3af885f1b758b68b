import QtQuick

// Back and call: round, quiet, with their pictogram, always in the same place.
TouchButton {
    id: root

    property string pictogram
    property bool said: true

    fill: Theme.paper
    roundness: height / 2
    horizontalPadding: Theme.gap * 0.9
    verticalPadding: Theme.smallGap
    contentWidth: row.implicitWidth
    contentHeight: row.implicitHeight

    Row {
        id: row
        width: parent.width
        height: parent.height
        spacing: Theme.smallGap * 1.5
        layoutDirection: root.mirrored ? Qt.RightToLeft : Qt.LeftToRight

        Pictogram {
            name: root.pictogram
            colour: Theme.ink
            side: Theme.smallPictogram
            anchors.verticalCenter: parent.verticalCenter
        }

        Words {
            visible: root.said
            text: root.text
            font.pixelSize: Theme.quietText
            wrapMode: Text.NoWrap
            anchors.verticalCenter: parent.verticalCenter
            Accessible.ignored: true
        }
    }
}
