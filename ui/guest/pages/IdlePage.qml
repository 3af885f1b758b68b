import QtQuick
import ui.guest
import ui.theme

// Still there? One touch anywhere takes the warning back, as often as wanted.
CoverPage {
    id: root

    title: words["idle.title"]
    hint: words["idle.hint"].replace("{seconds}", bridge.presence.secondsLeft)
    languageShown: false
    cornerShown: false
    callShown: false
    ways: [words["idle.erase"], words["idle.stay"]]
    onWayChosen: index => index ? bridge.presence.stay() : bridge.presence.erase()

    TapHandler { onTapped: root.bridge.presence.stay() }

    Words {
        anchors.centerIn: parent
        text: root.bridge.presence.secondsLeft
        color: Theme.teal
        font.pixelSize: Math.min(parent.height * 0.6, Theme.largePictogram * 1.6)
        font.bold: true
        Accessible.ignored: true
    }
}
