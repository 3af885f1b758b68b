import QtQuick
import ui.guest
import ui.theme

// Just me, or me and children with a stepper on the same page.
GuestPage {
    id: root

    readonly property bool counting: visit.count > 0
    readonly property bool roomy: height >= Theme.target * 2 + stepper.height + Theme.gap

    ways: counting ? [words["bar.decline"], words["bar.go-on"]] : [words["bar.decline"]]
    signs: ["skip", "forward"]
    onWayChosen: index => index ? visit.goOn() : visit.decline()

    CardGrid {
        anchors { left: parent.left; right: parent.right; top: parent.top }
        height: root.roomy ? parent.height - stepper.height - Theme.gap * 1.3 : parent.height
        visible: root.roomy || !root.counting
        layout: root.bridge.layout
        cards: root.visit.cards
        marked: root.visit.marked
        marks: true
        chosenWord: root.words["bar.chosen"]
        onPicked: card => root.visit.pick(card.code)
    }

    Item {
        id: stepper
        visible: root.counting
        anchors { left: parent.left; right: parent.right; bottom: parent.bottom }
        height: Theme.portrait ? label.height + Theme.gap + Theme.target : Math.max(Theme.target, label.implicitHeight)

        Words {
            id: label
            anchors { left: parent.left; top: parent.top }
            width: Theme.portrait ? parent.width : parent.width - number.width - Theme.gap
            height: Theme.portrait ? implicitHeight : parent.height
            verticalAlignment: Text.AlignVCenter
            text: root.words["who.count"]
            font.pixelSize: Theme.cardText
            font.bold: true
        }

        Stepper {
            anchors { right: parent.right; bottom: parent.bottom }
            id: number
            width: Theme.portrait ? parent.width : (Theme.tight ? Theme.target * 3.6 : (parent.width - Theme.gap) / 2)
            height: Theme.target
            count: root.visit.count
            most: root.visit.most
            fewerWord: root.words["bar.fewer"]
            moreWord: root.words["bar.more"]
            onAsked: count => root.visit.countTo(count)
        }
    }
}
