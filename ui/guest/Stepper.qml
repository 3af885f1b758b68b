import QtQuick
import ui.theme

// A number between two big buttons, which go on while they are held. Zero means that nothing is said yet, and shows an
// empty field; the highest stands for more, too.
Item {
    id: root

    property int count: 0
    property int least: 0
    property int most: 10
    property string fewerWord
    property string moreWord
    signal asked(int count)

    implicitHeight: Theme.target
    implicitWidth: Theme.target * 4

    Rectangle {
        visible: !root.count
        anchors.centerIn: parent
        width: height
        height: parent.height * 0.6
        radius: Theme.corner
        color: "transparent"
        border { color: Theme.edge; width: Theme.boldEdge }
    }

    TouchButton {
        objectName: "fewer"
        anchors.left: parent.left
        width: Math.max(Theme.target, root.width * 0.3)
        height: parent.height
        text: root.fewerWord
        line: Theme.teal
        lineWidth: Theme.boldEdge
        padding: 0
        onClicked: root.asked(Math.max(root.least, root.count - 1))

        Pictogram { anchors.centerIn: parent; name: "minus" }
    }

    Words {
        objectName: "count"
        anchors.centerIn: parent
        text: root.count ? root.count + (root.count === root.most ? "+" : "") : ""
        font.pixelSize: Theme.headingText * 1.3
        font.bold: true
        horizontalAlignment: Text.AlignHCenter
        wrapMode: Text.NoWrap
        Accessible.name: text || "–"
    }

    TouchButton {
        objectName: "more-one"
        anchors.right: parent.right
        width: Math.max(Theme.target, root.width * 0.3)
        height: parent.height
        text: root.moreWord
        line: Theme.teal
        lineWidth: Theme.boldEdge
        padding: 0
        onClicked: root.asked(Math.min(root.most, root.count + 1))

        Pictogram { anchors.centerIn: parent; name: "plus" }
    }
}
