import QtQuick
import ui.guest
import ui.theme

// A child without an adult: no questions, no record, no count. A person stays and calls child protection.
CoverPage {
    id: root

    title: words["child.title"]
    hint: words["child.hint"]
    ways: [words["corner.close"]]
    signs: ["close"]
    onWayChosen: bridge.corner.close()

    Pictogram {
        anchors { horizontalCenter: parent.horizontalCenter; verticalCenter: parent.verticalCenter; verticalCenterOffset: -contact.height / 2 }
        name: "child-with-me"
        side: Math.min(Theme.largePictogram * 1.6, root.contentHeight * 0.55)
    }

    Words { // for the volunteer, away from the middle where the child looks
        id: contact
        anchors.bottom: parent.bottom
        width: parent.width
        text: root.bridge.corner.contact
        font { pixelSize: Theme.cardText; bold: true }
    }
}
