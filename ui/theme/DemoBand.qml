pragma ComponentBehavior: Bound
import QtQuick

// Says on every page of a demo that nothing is real: striped, so that it is seen without being read.
Rectangle {
    id: root

    property string text

    implicitHeight: label.implicitHeight + Theme.smallGap / 2
    color: Theme.band
    clip: true

    Row {
        Repeater {
            model: Math.ceil(root.width / (Theme.gap * 4))
            Rectangle {
                width: Theme.gap * 4
                height: root.height
                color: index % 2 ? Theme.band : Theme.bandStripe
                required property int index
            }
        }
    }

    Words {
        id: label
        anchors.centerIn: parent
        width: parent.width - 2 * Theme.gap
        text: root.text
        color: Theme.overTeal
        font.pixelSize: Theme.bandText
        font.bold: true
        horizontalAlignment: Text.AlignHCenter
    }
}
