import QtQuick
import ui.first
import ui.theme

// A kiosk whose site has not accepted any language yet: a calm wait that ends by itself.
FirstPage {
    id: root

    title: enrol.words["first.language"]
    hint: enrol.words["first.language.wait"]
    ways: [enrol.words["first.ask-now"]]
    onWayChosen: enrol.askNow()

    Pictogram {
        anchors.centerIn: parent
        name: "language"
        side: Math.min(parent.height * 0.7, Theme.largePictogram * 1.6)
    }
}
