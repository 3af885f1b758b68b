import QtQuick
import ui.first
import ui.theme

// Whose kiosk this is; one touch on, and the guests' first page stands.
FirstPage {
    id: root

    title: enrol.belongs[0] ?? enrol.words["first.title"]
    hint: enrol.belongs.slice(1).join(" ")
    cornersShown: false
    ways: [enrol.words["first.begin"]]
    onWayChosen: enrol.leave()

    Pictogram {
        anchors.centerIn: parent
        name: "check"
        side: Math.min(parent.height * 0.7, Theme.largePictogram * 1.6)
    }
}
