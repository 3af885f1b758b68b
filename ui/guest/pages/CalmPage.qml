import QtQuick
import ui.guest
import ui.theme

// Something of ours broke. Nobody is frightened by it, a volunteer helps, the next guest starts fresh.
CoverPage {
    id: root

    title: words["calm.title"]
    hint: words["calm.hint"]
    ways: [words["bar.erase"]]
    signs: ["delete"]
    onWayChosen: visit.startOver()

    Pictogram {
        anchors.centerIn: parent
        name: "call"
        side: Math.min(parent.height * 0.7, Theme.largePictogram * 1.6)
    }
}
