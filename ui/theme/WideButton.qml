import QtQuick

// A way on. All of them look alike, so that declining is never the smaller button.
TouchButton {
    id: root

    line: Theme.teal
    lineWidth: Theme.boldEdge
    leftPadding: Theme.smallGap
    rightPadding: Theme.smallGap
    topPadding: Theme.smallGap
    bottomPadding: Theme.smallGap

    contentItem: Words {
        text: root.text
        color: Theme.teal
        font.pixelSize: Theme.barText
        font.bold: true
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
}
