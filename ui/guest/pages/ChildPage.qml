import QtQuick
import ui.guest
import ui.theme

// A child without an adult: no questions, no record, no count. A person stays and calls child protection.
CoverPage {
    id: root

    title: words["child.title"]
    hint: words["child.hint"]
    ways: [words["corner.close"]]
    onWayChosen: bridge.corner.close()

    Column {
        anchors.centerIn: parent
        width: parent.width
        spacing: Theme.gap

        Pictogram {
            anchors.horizontalCenter: parent.horizontalCenter
            name: "child-with-me"
            side: Math.min(Theme.largePictogram * 1.6, root.contentHeight * 0.55)
        }

        QuietLine {
            width: parent.width
            text: root.bridge.corner.contact
            horizontalAlignment: Text.AlignHCenter
        }
    }
}
