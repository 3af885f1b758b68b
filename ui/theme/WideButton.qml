import QtQuick

// A way on. All of them look alike, so that declining is never the smaller button.
TouchButton {
    id: root

    property string pictogram // beside the words, for whoever does not read them

    line: Theme.teal
    lineWidth: Theme.boldEdge
    padding: Theme.smallGap
    contentWidth: said.aside + said.implicitWidth
    contentHeight: said.implicitHeight

    Pictogram {
        id: sign
        name: root.pictogram
        side: Theme.smallPictogram
        anchors.verticalCenter: parent.verticalCenter
        x: root.mirrored ? parent.width - said.before - width : said.before
    }

    Words {
        id: said
        readonly property real aside: sign.visible ? sign.width + Theme.smallGap : 0
        readonly property real before: (parent.width - aside - Math.min(implicitWidth, parent.width - aside)) / 2
        x: root.mirrored ? 0 : aside
        width: parent.width - aside
        height: parent.height
        text: root.text
        color: Theme.teal
        font.pixelSize: Theme.barText
        font.bold: true
        horizontalAlignment: Text.AlignHCenter
        verticalAlignment: Text.AlignVCenter
        Accessible.ignored: true
    }
}
