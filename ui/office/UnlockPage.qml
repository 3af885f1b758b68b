import QtQuick
import ui.theme

// The passphrase, and nothing else: whoever sits here without it learns nothing.
OfficePage {
    id: root

    property string pictogram: "lock"

    lockShown: false
    hint: office.organisation

    Column {
        anchors.centerIn: parent
        width: Math.min(parent.width, Theme.target * 8)
        spacing: Theme.gap

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            width: Theme.largePictogram * 1.4
            height: width
            radius: width / 2
            color: Theme.softTeal

            Pictogram { anchors.centerIn: parent; name: root.pictogram; side: Theme.largePictogram * 0.75 }
        }

        EntryField {
            objectName: "passphrase"
            width: parent.width
            focus: true
            secret: true
            enabled: !root.office.working
            label: root.office.words["office.passphrase"]
            onGiven: text => root.office.unlock(text)
        }

        Words {
            objectName: "sentence"
            width: parent.width
            text: root.office.working ? root.office.words["office.unlocking"] : (root.office.sentence || root.office.words["office.enter"])
            font.pixelSize: Theme.smallText
        }

        QuietLine {
            width: parent.width
            visible: text !== ""
            text: root.office.demoHint
            font.pixelSize: Theme.smallText
        }
    }
}
