import QtQuick
import ui.guest
import ui.theme

// A number on a stepper; nothing is said until a button is touched.
GuestPage {
    id: root

    ways: [words["bar.decline"], words["bar.go-on"]]
    signs: ["skip", "forward"]
    onWayChosen: index => index ? visit.goOn() : visit.decline()

    Pictogram {
        visible: parent.height > stepper.height + Theme.largePictogram + Theme.gap * 3
        anchors { horizontalCenter: parent.horizontalCenter; bottom: stepper.top; bottomMargin: Theme.gap * 1.5 }
        name: "calendar"
        side: Theme.largePictogram
    }

    Stepper {
        id: stepper
        anchors { horizontalCenter: parent.horizontalCenter; verticalCenter: parent.verticalCenter; verticalCenterOffset: parent.height > height * 3 ? Theme.largePictogram * 0.55 : 0 }
        width: Math.min(parent.width, Theme.target * 6)
        height: Math.min(parent.height, Theme.target * 1.3)
        count: root.visit.count
        most: root.visit.most
        fewerWord: root.words["bar.fewer"]
        moreWord: root.words["bar.more"]
        onAsked: count => root.visit.countTo(count)
    }
}
