import QtQuick
import ui.bridge
import ui.guest
import ui.theme

// A stepper with what it counts beside it.
Item {
    id: root

    required property VisitBridge visit
    property string text
    property int count: 0
    property int least: 0
    property int most: 10
    signal asked(int count)

    implicitHeight: Math.max(stepper.implicitHeight, label.implicitHeight)

    Words {
        id: label
        anchors { left: parent.left; right: stepper.left; rightMargin: Theme.gap; verticalCenter: parent.verticalCenter }
        text: root.text
        font.pixelSize: Theme.large ? Theme.quietText : Theme.bodyText
        font.bold: true
    }

    Stepper {
        id: stepper
        anchors { right: parent.right; verticalCenter: parent.verticalCenter }
        width: Theme.large ? Theme.target * 3 : Math.max(Theme.target * 3, parent.width / 2)
        count: root.count
        least: root.least
        most: root.most
        fewerWord: root.text + ": " + root.visit.words["bar.fewer"]
        moreWord: root.text + ": " + root.visit.words["bar.more"]
        onAsked: count => root.asked(count)
    }
}
