import QtQuick
import ui.bridge
import ui.guest
import ui.theme

// A child without an adult: no questions, no record, no count. A person stays and calls child protection.
CoverPage {
    id: root

    readonly property CornerBridge corner: bridge.corner as CornerBridge

    title: words["child.title"]
    hint: words["child.hint"]
    ways: [words["corner.close"]]
    signs: ["close"]
    onWayChosen: corner.close()

    Pictogram {
        anchors { horizontalCenter: parent.horizontalCenter; verticalCenter: parent.verticalCenter; verticalCenterOffset: -contact.height / 2 }
        name: "child-with-me"
        side: Math.min(Theme.largePictogram * 1.6, root.height * 0.55)
    }

    Words { // for the volunteer, away from the middle where the child looks
        id: contact
        anchors.bottom: parent.bottom
        width: parent.width
        text: root.corner.contact
        font { pixelSize: Theme.cardText; bold: true }
    }
}
