import QtQuick
import ui.bridge
import ui.guest
import ui.theme

// Help is on its way. The flow waits below until a volunteer says in the corner menu that they are here.
CoverPage {
    id: root

    readonly property PresenceBridge presence: bridge.presence as PresenceBridge
    readonly property bool forDoctor: presence.calling === "doctor"

    title: words[forDoctor ? "call.doctor" : "call.help"]
    hint: forDoctor ? words["call.doctor.hint"].replace("{emergency}", presence.emergency) : words["call.help.hint"]
    callShown: false
    ways: forDoctor ? [] : [words["call.back"], words["call.need-doctor"]]
    signs: ["back", "doctor"]
    onWayChosen: index => index ? presence.callDoctor() : presence.withdraw()

    QuietLine {
        id: volunteer
        visible: root.forDoctor
        anchors.bottom: parent.bottom
        width: parent.width
        text: root.words["call.volunteer"]
        horizontalAlignment: Text.AlignHCenter
    }

    Rectangle {
        anchors { centerIn: parent; verticalCenterOffset: volunteer.visible ? -volunteer.height / 2 : 0 }
        width: Math.min(parent.width, parent.height - (volunteer.visible ? volunteer.height + Theme.gap : 0), Theme.largePictogram * 2.4)
        height: width
        radius: width / 2
        color: Theme.softTeal

        SequentialAnimation on scale {
            running: !Theme.reduceMotion
            loops: Animation.Infinite
            NumberAnimation { to: 0.93; duration: Theme.pulse / 2; easing.type: Easing.InOutSine }
            NumberAnimation { to: 1; duration: Theme.pulse / 2; easing.type: Easing.InOutSine }
        }

        Pictogram {
            anchors.centerIn: parent
            name: root.forDoctor ? "doctor" : "call"
            side: parent.width * 0.5
        }
    }
}
