import QtQuick
import ui.bridge
import ui.guest
import ui.theme

// Still there? One touch anywhere takes the warning back, as often as wanted. What is left of the time is a line that
// grows shorter: a large number alone could be taken for a place in a line of people.
CoverPage {
    id: root

    readonly property PresenceBridge presence: bridge.presence as PresenceBridge
    property int begun

    title: words["idle.title"]
    hint: words["idle.hint"].replace("{seconds}", presence.secondsLeft)
    languageShown: false
    cornerShown: false
    callShown: false
    ways: [words["idle.erase"], words["idle.stay"]]
    signs: ["delete", "call"]
    apart: true
    onWayChosen: index => index ? presence.stay() : presence.erase()
    Component.onCompleted: begun = presence.secondsLeft

    TapHandler { onTapped: root.presence.stay() }

    Column {
        anchors.centerIn: parent
        spacing: Theme.margin

        Pictogram {
            name: "call"
            side: Math.min(root.height * 0.5, Theme.largePictogram * 1.6)
            anchors.horizontalCenter: parent.horizontalCenter
        }

        Rectangle {
            width: root.width * 0.6
            height: Theme.smallGap
            radius: height / 2
            color: Theme.softTeal

            Rectangle {
                objectName: "time"
                width: parent.width * Math.min(1, root.presence.secondsLeft / Math.max(1, root.begun))
                height: parent.height
                radius: parent.radius
                color: Theme.teal
                anchors.left: parent.left
            }
        }
    }
}
